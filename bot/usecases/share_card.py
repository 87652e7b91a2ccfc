"""A candidate shown to others of the company: in a group, or to one member."""

from dataclasses import dataclass

from bot.domain.conversation import Flash
from bot.domain.errors import NotThere
from bot.domain.group import Did, Group, is_linked_group
from bot.domain.ids import ChatLinkId
from bot.domain.notice import SHARED, Notice, NoticeKind, NoticeState
from bot.domain.workspace import Actor, ChatLink, Right
from bot.ports import Transaction, UnitOfWork
from bot.usecases.asked import InGroup, Press
from bot.usecases.handle_card import HandleCard, OnCard
from bot.usecases.reach import reaches_candidate
from bot.usecases.reading.seen import is_hidden


@dataclass(frozen=True, slots=True)
class ShareCard:
    """Into a linked group, as that may see it: masked, unless an admin has set it to full."""

    uow: UnitOfWork
    handle: HandleCard

    async def __call__(self, actor: Actor, asked: Press | InGroup) -> Flash:
        """What the button has chosen is the group's link. Raises: NotThere."""
        async with self.uow(actor) as tx:
            card = await self.handle.find(tx, actor, asked)
            link = await tx.chats.get(ChatLinkId(card.version))
            if not is_linked_group(link) or link.workspace_id != actor.workspace_id:
                raise NotThere
            flash = await _share(tx, self.handle, actor, card, link)
            await tx.commit()
        return flash


@dataclass(frozen=True, slots=True)
class ShareWith:
    """With one member: who may see no contacts otherwise sees those of this candidate."""

    uow: UnitOfWork
    handle: HandleCard

    async def __call__(self, actor: Actor, asked: Press | InGroup) -> Flash:
        """What the button has chosen is the member. Raises: NotThere."""
        async with self.uow(actor) as tx:
            card = await self.handle.find(tx, actor, asked)
            members = await tx.workspaces.members()
            member = next((one for one in members if one.id == card.version), None)
            if member is None:
                raise NotThere
            bot_id, right = self.handle.bot_id, Right.SEE_CONTACTS
            link = await tx.chats.private(bot_id, member.user_id)
            sees = await reaches_candidate(tx, bot_id, member, right, card.application)
            flash = await _share(tx, self.handle, actor, card, link, seen=sees)
            await tx.commit()
        return flash


async def _share(
    tx: Transaction,
    handle: HandleCard,
    actor: Actor,
    card: OnCard,
    link: ChatLink,
    *,
    seen: bool = True,
) -> Flash:
    """Unless `seen`, a card that stands there is of a time when its reader might see more."""
    here, one = card.group, card.application
    blind = here is not None and is_hidden(await tx.chats.get(here.id), one)
    if blind and not is_hidden(link, one):
        return Flash("group-blind-first")  # nobody shows themselves who it is
    await handle.freshen(tx, card)
    about = await tx.notices.of_subject(NoticeKind.CARD, card.application.id)
    if seen and any(_stands(one, link) for one in about):
        return Flash("card-there-already")
    now = handle.clock.now()
    due = Group.of(link).starts(now) if is_linked_group(link) else now
    owed = handle.owe(card, link, f"{SHARED}.{card.application.version}", due)
    if not await tx.notices.owe([owed]):
        return Flash("card-there-already")
    await handle.note_down(tx, actor.member_id, card, Did.SHARED, detail=str(link.id))
    return Flash("card-shared")


def _stands(card: Notice, link: ChatLink) -> bool:
    return card.chat_link_id == link.id and card.state is not NoticeState.WITHDRAWN
