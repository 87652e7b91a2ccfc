"""A chat that can't be written to, and a group that moved."""

from dataclasses import dataclass

from bot.domain.group import Group, is_linked_group
from bot.domain.ids import ChatLinkId, NoticeId, new_id
from bot.domain.notice import Notice, NoticeKind
from bot.domain.workspace import Role
from bot.ports import Clock, SystemTransaction, UnitOfWork


async def lose(tx: SystemTransaction, link_id: ChatLinkId, clock: Clock) -> None:
    """What it is owed waits for its return; who linked a group is told, once for each loss."""
    link = await tx.chats.hold(link_id)
    now = clock.now()
    await tx.chat_gone(link.id, now)
    if link.gone_since is not None or not is_linked_group(link):
        return
    members = [
        one for one in await tx.workspaces.members() if one.workspace_id == link.workspace_id
    ]
    told = [one for one in members if one.id == Group.of(link).linked_by]
    told = told or [one for one in members if one.role is Role.OWNER]
    if not told:
        return
    home = await tx.chats.private(link.bot_id, told[0].user_id)
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
