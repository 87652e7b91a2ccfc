"""A candidate who is to come back later."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.conversation import Flash, Place
from bot.domain.group import Did, Group
from bot.domain.ids import ApplicationId
from bot.domain.later import Later, moment, typed
from bot.domain.workspace import Actor
from bot.ports import Transaction, UnitOfWork
from bot.usecases.asked import InGroup, Press, Typed
from bot.usecases.handle_card import HandleCard, OnCard
from bot.usecases.redraw_cards import word_in
from bot.usecases.screens import show
from bot.usecases.spot import Spot, kept_for


@dataclass(frozen=True, slots=True)
class PutOffCard:
    """By a button: in an hour, this evening, tomorrow morning."""

    uow: UnitOfWork
    handle: HandleCard
    choice: Later

    async def __call__(self, actor: Actor, asked: Press | InGroup) -> Flash | None:
        """Raises: NotThere, Conflict."""
        async with self.uow(actor) as tx:
            card = await self.handle.find(tx, actor, asked)
            zone = (await tx.workspaces.get(actor.workspace_id)).time_zone
            now, hour = self.handle.clock.now(), self.handle.paces.of(hours=1)
            until = moment(self.choice, now, zone, hour)
            flash = None
            if card.stale:
                flash = await self.handle.moved_on(tx, card)
            elif until is None:
                await self.handle.freshen(tx, card)
                flash = Flash("card-evening-gone")
            else:
                await _put_off(tx, self.handle, actor, card, until)
            await tx.commit()
        return flash


@dataclass(frozen=True, slots=True)
class AskDayOff:
    """The day is typed, in private."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: NotThere."""
        async with self.uow(actor) as tx:
            application = await tx.applications.get(ApplicationId(asked.id))
            place = Place("card_later", application.id)
            talk, pressed = kept_for(await tx.conversations.of(actor), asked)
            await show(tx, actor, place, asked=pressed, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class TypeDayOff:
    """What was typed then."""

    uow: UnitOfWork
    handle: HandleCard

    async def __call__(self, actor: Actor, asked: Typed) -> None:
        """Raises: BadInput, NotThere, Conflict."""
        async with self.uow(actor) as tx:
            talk = await tx.conversations.of(actor)
            card = await self.handle.find(tx, actor, Press(talk.place.subject))
            zone = (await tx.workspaces.get(actor.workspace_id)).time_zone
            until = typed(asked.text, self.handle.clock.now(), zone)
            await _put_off(tx, self.handle, actor, card, until)
            flash = Flash("done-put-off", {"moment": until})
            spot = Spot.of(talk)
            if spot is None:
                await show(tx, actor, Place(), asked=asked, flash=flash)
            else:
                spot = spot.past(card.application.id)
                on, kept = spot.place, spot.on(talk)
                await show(tx, actor, on, asked=asked, flash=flash, talk=kept)
            await tx.commit()


async def _put_off(
    tx: Transaction, handle: HandleCard, actor: Actor, card: OnCard, until: datetime
) -> None:
    """It comes back as a word in the chat where it was put off."""
    off = card.application.handling.put_off(until, actor.member_id, handle.clock.now())
    detail = until.isoformat(timespec="seconds")
    await handle.store(tx, actor.member_id, card, off, Did.LATER, detail=detail)
    if card.link is not None:
        due = Group.of(card.link).starts(until) if card.group is not None else until
        word = f"later.{until.timestamp():.0f}"
        await tx.notices.owe([word_in(card.link, card.application, due, word)])
