"""A chat that can't be written to, and a group that moved."""

from dataclasses import dataclass

from bot.domain.group import is_linked_group
from bot.domain.ids import ChatLinkId, NoticeId, new_id
from bot.domain.notice import Notice, NoticeKind
from bot.ports import Clock, SystemTransaction, UnitOfWork
from bot.usecases.lose_person import lose_person
from bot.usecases.tell_trouble import home_of_linker


async def lose(
    tx: SystemTransaction, link_id: ChatLinkId, clock: Clock, *, person: bool = False
) -> None:
    """What it is owed waits for its return; who linked a group is told, once for each loss.

    `person`: the account of whose chat it is was deleted.
    """
    link = await tx.chats.hold(link_id)
    now = clock.now()
    await tx.chat_gone(link.id, now)
    if person and link.user_id is not None:
        await lose_person(tx, link.bot_id, link.user_id, now)
    if link.gone_since is not None or not is_linked_group(link):
        return
    home = await home_of_linker(tx, link)
    if home is None:
        return
    lost = Notice(
        NoticeId(new_id()),
        link.workspace_id,
        link.bot_id,
        home.id,
        NoticeKind.GROUP_LOST,
        link.id,
        now,
        occurrence=now.isoformat(),
    )
    await tx.notices.owe([lost])


@dataclass(frozen=True, slots=True)
class MoveGroup:
    """A group became a supergroup: what was linked, owed and said is that of the new chat."""

    uow: UnitOfWork
    bot_id: int

    async def __call__(self, old: int, new: int) -> None:
        """Safe to repeat. What failed in the old chat meanwhile is owed again."""
        async with self.uow.system() as tx:
            await tx.move_chat(self.bot_id, old, new)
            await tx.chat_back(self.bot_id, new)
            await tx.commit()
