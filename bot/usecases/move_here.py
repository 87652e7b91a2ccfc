"""A group whose candidates come to one topic gets them in another one from now on."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.conversation import Flash
from bot.domain.errors import NotAllowed, NotThere
from bot.domain.group import Group, Standing
from bot.domain.notice import NoticeKind
from bot.domain.workspace import Actor, ChatLink
from bot.ports import Chat, Clock, Transaction, UnitOfWork
from bot.usecases.asked import InGroup
from bot.usecases.confirm_group import refusal_of
from bot.usecases.group_words import beside, to_group, withdraw_offer, word_to
from bot.usecases.keep_board import put_up, take_down

_NOWHERE = -1
"""No topic has it: two links change places, and no two of a company stand in the same one."""


@dataclass(frozen=True, slots=True)
class MoveHere:
    """The other answer to `/link` in a chat that is linked: not a second link, the same one here.

    Cards that stand in the old topic go on as they are.
    """

    uow: UnitOfWork
    chat: Chat
    clock: Clock

    async def __call__(self, actor: Actor, asked: InGroup) -> Flash | None:
        """What the presser is told. Raises: NotThere; NotAllowed for what others manage."""
        link = asked.link
        if link is None:
            raise NotThere
        async with self.uow(actor) as tx:
            link = await tx.chats.get(link.id)
            others = await beside(tx, link)
        if len(others) != 1 or Group.of(link).standing is Standing.UNLINKED:
            return Flash("group-moved-before")
        if not Group.of(others[0]).managed_by(actor):
            raise NotAllowed
        refused = await refusal_of(self.chat, actor, link, self.clock.now())
        if refused is not None:
            return refused
        async with self.uow(actor) as tx:
            first, second = sorted((link.id, others[0].id))
            held = {one: await tx.chats.hold(one) for one in (first, second)}
            here, there = held[link.id], held[others[0].id]
            now = self.clock.now()
            if not Group.of(there).managed_by(actor):
                raise NotAllowed
            if not (Group.of(here).waits(now) and Group.of(there).linked):
                return Flash("group-moved-before")
            await _swap(tx, here, there, now)
            if asked.message_id is not None:
                gone = to_group(here, NoticeKind.TIDY, now, subject=asked.message_id)
                await tx.notices.owe([gone])
            await tx.commit()
        return None


async def _swap(tx: Transaction, here: ChatLink, there: ChatLink, now: datetime) -> None:
    """The link that has the settings, and whose cards stand in the chat, comes here."""
    offer, group = Group.of(here), Group.of(there)
    await withdraw_offer(tx, here)
    gone = replace(offer, standing=Standing.UNLINKED, until=None, topic=group.topic).on(here)
    await tx.chats.save(replace(gone, thread_id=_NOWHERE))
    moved = replace(group, topic=offer.topic).on(there)
    moved = replace(moved, thread_id=here.thread_id)
    await tx.chats.save(moved)
    await tx.chats.save(replace(gone, thread_id=there.thread_id))
    if await tx.boards.of(there.id) is not None:
        await take_down(tx, there, now)
        await put_up(tx, moved, now)
    await tx.notices.owe([word_to(moved, "moved", now, None)])
