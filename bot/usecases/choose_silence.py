"""A chat's own silence: quiet hours, weekends, a mute, and how often it hears of what."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.domain.carousel import GatheredIn
from bot.domain.conversation import Conversation, Flash, Place
from bot.domain.errors import Stale
from bot.domain.group import mute_span
from bot.domain.ids import VacancyId
from bot.domain.paces import Paces
from bot.domain.quiet import USUAL, Hours, Mode, Quiet
from bot.domain.workspace import Actor, ChatLink
from bot.ports import Clock, Transaction, UnitOfWork
from bot.usecases.asked import Asked, Press, Typed
from bot.usecases.reading.noise import CHAT, chat_meant
from bot.usecases.screens import current, show, stay
from bot.usecases.tell_new import TellNew

OFF = frozenset({"off", "0", "ні", "нет", "стоп"})
PRESETS = (USUAL, Hours(time(21), time(8)), Hours(time(22), time(7)))
"""Offered beside what can be typed."""


class Switch(StrEnum):
    """What one tap turns."""

    WEEKENDS = "weekends"
    MORNING = "morning"
    REPORT = "report"
    SOUND = "sound"
    """A mute ends."""


@dataclass(frozen=True, slots=True)
class Silences:
    """Changes what a chat has chosen; what it waited for may be due at once."""

    bot_id: int
    tell: TellNew

    async def change(
        self,
        tx: Transaction,
        actor: Actor,
        link_id: int,
        change: Callable[[Quiet], Quiet],
    ) -> None:
        """Raises: NotThere for a chat that is not the actor's to change."""
        link = await chat_meant(tx, actor, self.bot_id, link_id, hold=True)
        zone = (await tx.workspaces.get(actor.workspace_id)).time_zone
        before = Quiet.of(link, zone, self.tell.quiet_hours)
        changed = change(before)
        await tx.chats.save(changed.on(link))
        if changed.muted_until != before.muted_until:
            await self.mute(tx, actor, link, changed.muted_until)
        else:
            await self.tell.tell(tx, GatheredIn(actor.workspace_id, link.id))

    async def mute(
        self, tx: Transaction, actor: Actor, link: ChatLink, until: datetime | None
    ) -> None:
        """What is on its way waits for the end of it; what is gathered is reckoned anew."""
        await tx.notices.put_off(link.id, until or self.tell.clock.now())
        await self.tell.tell(tx, GatheredIn(actor.workspace_id, link.id))


@dataclass(frozen=True, slots=True)
class TurnSilence:
    """On or off, whichever it was not."""

    uow: UnitOfWork
    silences: Silences
    switch: Switch

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, NotThere."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            await self.silences.change(tx, actor, talk.place.subject, self._turned)
            await _shown(tx, actor, talk, asked)

    def _turned(self, quiet: Quiet) -> Quiet:
        match self.switch:
            case Switch.WEEKENDS:
                return replace(quiet, weekends=not quiet.weekends)
            case Switch.MORNING:
                return replace(quiet, morning=not quiet.morning)
            case Switch.REPORT:
                return replace(quiet, report=not quiet.report)
            case Switch.SOUND:
                return replace(quiet, muted_until=None)


@dataclass(frozen=True, slots=True)
class ChooseMode:
    """How the chat hears of all vacancies: an index in `tuple(Mode)`."""

    uow: UnitOfWork
    silences: Silences

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, NotThere."""
        mode = _mode(asked.id)
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            await self.silences.change(
                tx, actor, talk.place.subject, lambda quiet: replace(quiet, mode=mode)
            )
            await _shown(tx, actor, talk, asked)


@dataclass(frozen=True, slots=True)
class ChooseHours:
    """Quiet hours: one of the presets by its number from 1, none by 0, or typed ones."""

    uow: UnitOfWork
    silences: Silences

    async def __call__(self, actor: Actor, asked: Asked) -> None:
        """Raises: Stale, NotThere."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            if talk.place.screen != "quiet_hours":
                raise Stale
            if isinstance(asked, Typed):
                hours = Hours.read(asked.text)
                if hours is None:
                    await stay(tx, actor, Flash("hours-how"), asked=asked, talk=talk)
                    await tx.commit()
                    return
            else:
                hours = _preset(asked.id)
            await self.silences.change(
                tx, actor, talk.place.subject, lambda quiet: replace(quiet, hours=hours)
            )
            await _shown(tx, actor, talk, asked)


@dataclass(frozen=True, slots=True)
class ChooseVacancyMode:
    """How a chat hears of one vacancy: 0 as of all, else one more than an index in Mode."""

    uow: UnitOfWork
    silences: Silences

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, NotThere."""
        mode = _mode(asked.id - 1) if asked.id else None
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            vacancy = await tx.vacancies.get(VacancyId(talk.place.subject))
            chosen = int(talk.draft.get(CHAT, 0))
            link = await chat_meant(tx, actor, self.silences.bot_id, chosen, hold=True)
            await tx.modes.choose(link.id, vacancy.id, mode)
            await self.silences.tell.tell(tx, GatheredIn(actor.workspace_id, link.id))
            await show(tx, actor, talk.place, asked=asked, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class ChooseChat:
    """Whose mode is chosen on a vacancy's page."""

    uow: UnitOfWork
    bot_id: int

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, NotThere."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            link = await chat_meant(tx, actor, self.bot_id, asked.id)
            chosen = talk.drafted(**{CHAT: link.id})
            await show(tx, actor, talk.place, asked=asked, talk=chosen)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class MuteMe:
    """`/mute 2h`: candidates wait until then; `/mute off`: they come now."""

    uow: UnitOfWork
    silences: Silences
    clock: Clock
    paces: Paces

    async def __call__(self, actor: Actor, asked: Typed) -> None:
        """Without a time the screen says what is chosen."""
        words = asked.text.split()[1:]
        span = timedelta() if words and words[0].lower() in OFF else mute_span(words)
        flash = Flash("mute-how") if words and span is None else None
        async with self.uow(actor) as tx:
            if span is not None:
                pause = self.paces.of(seconds=span.total_seconds())
                until = self.clock.now() + pause if span else None
                await self.silences.change(
                    tx, actor, 0, lambda quiet: replace(quiet, muted_until=until)
                )
            talk = (await tx.conversations.of(actor)).cleared()
            await show(tx, actor, Place("silence"), asked=asked, flash=flash, talk=talk)
            await tx.commit()


def _mode(index: int) -> Mode:
    modes = tuple(Mode)
    if index >= len(modes):
        raise Stale
    return modes[index]


def _preset(number: int) -> Hours | None:
    if number > len(PRESETS):
        raise Stale
    return PRESETS[number - 1] if number else None


async def _shown(tx: Transaction, actor: Actor, talk: Conversation, asked: Asked) -> None:
    await show(tx, actor, Place("silence", talk.place.subject), asked=asked, talk=talk)
    await tx.commit()
