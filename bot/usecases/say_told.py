"""A recruiter has told the candidate what was decided: it is an answer from then on."""

from dataclasses import dataclass

from bot.domain.conversation import Flash, Place
from bot.domain.group import Did
from bot.domain.workspace import Actor
from bot.ports import Transaction, UnitOfWork
from bot.usecases.answer_candidate import HERE
from bot.usecases.asked import InGroup, Press
from bot.usecases.handle_card import HandleCard, OnCard
from bot.usecases.screens import current, show


@dataclass(frozen=True, slots=True)
class SayTold:
    """By phone, by mail, or in the cabinet: a button of the card."""

    uow: UnitOfWork
    handle: HandleCard

    async def __call__(self, actor: Actor, asked: Press | InGroup) -> Flash | None:
        """Nothing changes for who knows already. Raises: NotThere, Conflict."""
        async with self.uow(actor) as tx:
            card, flash = await self.handle.find(tx, actor, asked), None
            if card.stale:
                flash = await self.handle.moved_on(tx, card)
            else:
                await said(tx, self.handle, actor, card)
            await tx.commit()
        return flash


@dataclass(frozen=True, slots=True)
class SayToldHere:
    """A button of the screen that gives the words of a decision that stayed here."""

    uow: UnitOfWork
    handle: HandleCard

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, NotThere, Conflict."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            card = await self.handle.find(tx, actor, Press(asked.id))
            await said(tx, self.handle, actor, card)
            flash, place = Flash("tell-heard"), Place(HERE, card.application.id)
            await show(tx, actor, place, asked=asked, flash=flash, talk=talk)
            await tx.commit()


async def said(tx: Transaction, handle: HandleCard, actor: Actor, card: OnCard) -> None:
    """The candidate knows. Raises: Conflict when somebody else was faster."""
    was = card.application.handling
    heard = was.hear(actor.member_id, handle.clock.now())
    if heard is was:
        await handle.freshen(tx, card)
    else:
        await handle.store(tx, actor.member_id, card, heard, Did.HEARD)
