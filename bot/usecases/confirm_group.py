"""The yes of somebody who may speak for the company and for the chat."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.conversation import Flash, Place
from bot.domain.errors import NotAllowed, NotThere
from bot.domain.group import Did, Group, Standing
from bot.domain.ids import NoticeId, new_id
from bot.domain.notice import Notice, NoticeKind
from bot.domain.workspace import Actor, ChatLink, Person
from bot.ports import Chat, Clock, Transaction, UnitOfWork
from bot.usecases.asked import InGroup
from bot.usecases.group_words import word_to
from bot.usecases.screens import show
from bot.usecases.write_down import write_down


@dataclass(frozen=True, slots=True)
class ConfirmGroup:
    """A group is linked once a member who manages it, and is an admin of the chat, says so."""

    uow: UnitOfWork
    chat: Chat
    clock: Clock

    async def __call__(self, actor: Actor, asked: InGroup) -> Flash | None:
        """What the presser is told. Raises: NotAllowed, NotThere."""
        link = asked.link
        if link is None:
            raise NotThere
        refused = await refusal_of(self.chat, actor, link, self.clock.now())
        if refused is not None:
            return refused
        async with self.uow(actor) as tx:
            await self._confirm(tx, actor, await tx.chats.hold(link.id), asked.message_id)
            await tx.commit()
        return None

    async def _confirm(
        self, tx: Transaction, actor: Actor, link: ChatLink, prompt: int | None
    ) -> None:
        group = Group.of(link)
        if not group.waits(self.clock.now()):
            return  # somebody else was faster
        # Telegram was asked meanwhile: the offer may be another one, the right gone.
        members = await tx.workspaces.members()
        still = any((it.id, it.role) == (actor.member_id, actor.role) for it in members)
        if not (still and group.managed_by(actor)):
            raise NotAllowed
        now = self.clock.now()
        await tx.chats.save(replace(group, standing=Standing.LINKED, until=None).on(link))
        await write_down(tx, actor, Did.GROUP_LINKED, link.id, now)
        owed = [word_to(link, "linked", now, None)]
        if prompt is not None:
            vanish = Notice(
                NoticeId(new_id()),
                link.workspace_id,
                link.bot_id,
                link.id,
                NoticeKind.TIDY,
                prompt,
                now,
            )
            owed.append(vanish)
        await tx.notices.owe(owed)
        await _tell(tx, link, group)


async def refusal_of(chat: Chat, actor: Actor, link: ChatLink, now: datetime) -> Flash | None:
    """Why the person can't say yes, None: they may. Raises: NotAllowed."""
    group = Group.of(link)
    if not group.managed_by(actor):
        raise NotAllowed
    if group.linked:
        return Flash("group-linked-before")
    if not group.waits(now):
        return Flash("group-too-late")
    admins = await chat.admins(link.chat_id)
    if admins is None:
        return Flash("group-admins-unknown")
    return None if actor.user_id in admins else Flash("group-not-admin")


async def _tell(tx: Transaction, link: ChatLink, group: Group) -> None:
    """Whoever waits on the screen with the link comes to the group's page."""
    mine = {one.user_id for one in await tx.workspaces.members() if one.id == group.linked_by}
    for subject in (*group.vacancies, 0):
        for talk in await tx.conversations.looking_at(("group_add",), subject):
            if talk.user_id in mine:
                person, flash = Person(talk.user_id, talk.chat_id), Flash("done-group-linked")
                await show(tx, person, Place("group", link.id), flash=flash, talk=talk.cleared())
