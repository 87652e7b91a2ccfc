"""The company's black list."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from bot.domain.application import Application
from bot.domain.conversation import Flash
from bot.domain.errors import NotAllowed, NotThere
from bot.domain.group import Did
from bot.domain.handling import Barring
from bot.domain.ids import ApplicationId
from bot.domain.workspace import Actor, Right
from bot.ports import Clock, Transaction, UnitOfWork
from bot.usecases.asked import InGroup, Press
from bot.usecases.handle_card import HandleCard
from bot.usecases.reach import reaches_barring
from bot.usecases.redraw_cards import redraw
from bot.usecases.screens import stay
from bot.usecases.write_down import write_down


@dataclass(frozen=True, slots=True)
class BarCard:
    """Who is on the list comes without a card from now on; `barred` False takes off it."""

    uow: UnitOfWork
    handle: HandleCard
    barred: bool

    async def __call__(self, actor: Actor, asked: Press | InGroup) -> Flash | None:
        """Raises: NotThere, Conflict."""
        async with self.uow(actor) as tx:
            card = await self.handle.find(tx, actor, asked)
            flash = None
            if card.stale:
                flash = await self.handle.moved_on(tx, card)
            elif self.barred:
                now = self.handle.clock.now()
                barring = Barring(card.application.id, actor.member_id, now)
                known = await tx.barred.bar(card.application, barring)
                flash = None if known else Flash("card-unknowable")
            if flash is None:
                did = Did.BARRED if self.barred else Did.UNBARRED
                await self.handle.note_down(tx, actor.member_id, card, did)
                stored = await tx.applications.handle(card.application)
                await self._go_on(tx, stored)
            await tx.commit()
        return flash

    async def _go_on(self, tx: Transaction, one: Application) -> None:
        """Whatever brought the person there; every card that comes from them says so."""
        now = self.handle.clock.now()
        found = [it for it in await tx.barred.all() if one.id in (it.application_id, *it.later)]
        if not self.barred:
            for it in found:
                await tx.barred.lift(it.application_id)
        await redraw(tx, one, now)
        await _redraw_others(tx, found, now, but=one.id)


@dataclass(frozen=True, slots=True)
class LiftBar:
    """The same from the list itself; the application may be gone."""

    uow: UnitOfWork
    clock: Clock
    bot_id: int

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: NotThere for one who is not on it; NotAllowed for somebody else's."""
        async with self.uow(actor) as tx:
            application_id, now = ApplicationId(asked.id), self.clock.now()
            found = [it for it in await tx.barred.all() if it.application_id == application_id]
            for one in found:
                if not await reaches_barring(tx, self.bot_id, actor, Right.HANDLE, one):
                    raise NotAllowed
            if not await tx.barred.lift(application_id):
                raise NotThere
            await _redraw_others(tx, found, now)
            await write_down(tx, actor, Did.UNBARRED, application_id, now)
            await stay(tx, actor, Flash("done-unbarred"), asked=asked)
            await tx.commit()


async def _redraw_others(
    tx: Transaction, barrings: Sequence[Barring], now: datetime, *, but: ApplicationId | None = None
) -> None:
    """The cards of all that those on the list have sent, as far as it is there."""
    about = {key for one in barrings for key in (one.application_id, *one.later)} - {but}
    for key in sorted(about):
        with suppress(NotThere):  # the list outlives the application
            for one in await tx.applications.touch([await tx.applications.get(key)]):
                await redraw(tx, one, now)
