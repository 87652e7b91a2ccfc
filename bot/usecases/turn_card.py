"""The other pages of a card's buttons, and its history."""

from dataclasses import dataclass

from bot.domain.conversation import Flash
from bot.domain.ids import NoticeId, new_id
from bot.domain.notice import Notice, NoticeKind
from bot.domain.views import CardPage
from bot.domain.workspace import Actor, Right
from bot.ports import UnitOfWork
from bot.usecases.asked import InGroup, Press
from bot.usecases.handle_card import HandleCard
from bot.usecases.reading.seen import is_hidden
from bot.usecases.redraw_cards import paged
from bot.usecases.spot import turn_page


@dataclass(frozen=True, slots=True)
class TurnCard:
    """Another page under the copy that was pressed; its text is of this moment too."""

    uow: UnitOfWork
    handle: HandleCard
    page: CardPage
    on: bool = False
    """Another part of it: which one stands where other buttons carry a version."""

    async def __call__(self, actor: Actor, asked: Press | InGroup) -> Flash | None:
        """In a group the buttons are everybody's: who handles nobody there turns none.

        Raises: NotThere.
        """
        async with self.uow(actor) as tx:
            card = await self.handle.find(tx, actor, asked)
            if card.group is not None and not actor.may(Right.HANDLE):
                return Flash("group-menu-not-yours")
            there = (card.link, card.message_id, card.application.id)
            part = card.version if self.on else 0
            in_review = await turn_page(tx, *there, self.page, part)
            if card.copy is not None and not in_review:
                now = self.handle.clock.now()
                await tx.notices.owe([paged(card.copy, self.page, now, part)])
            await tx.commit()
        return None


@dataclass(frozen=True, slots=True)
class OpenHistory:
    """What was done with a candidate, for the presser alone."""

    uow: UnitOfWork
    handle: HandleCard

    async def __call__(self, actor: Actor, asked: Press | InGroup) -> Flash | None:
        """A second tap while nothing was done sends none. Raises: NotThere."""
        async with self.uow(actor) as tx:
            card = await self.handle.find(tx, actor, asked)
            if card.group is not None and is_hidden(card.group, card.application):
                return Flash("group-blind-first")
            home = await tx.chats.private(self.handle.bot_id, actor.user_id)
            deeds = await tx.audit.of_subject(card.application.id)
            notice = Notice(
                NoticeId(new_id()),
                actor.workspace_id,
                self.handle.bot_id,
                home.id,
                NoticeKind.CARD_HISTORY,
                card.application.id,
                self.handle.clock.now(),
                occurrence=str(len(deeds)),
            )
            await tx.notices.owe([notice])
            await tx.commit()
        if card.group is None:
            return None
        return Flash("group-start-first" if home.gone_since is not None else "group-sent")
