"""The must-haves of a vacancy: suggested from its text, ticked, typed, and how many are enough."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.conversation import Conversation, Flash
from bot.domain.errors import Stale, TooManyChosen
from bot.domain.ids import VacancyId
from bot.domain.must_have import suggested, typed
from bot.domain.paces import Paces
from bot.domain.resume_words import fold
from bot.domain.vacancy import MUST_HAVES_MOST, Step, Vacancy
from bot.domain.workspace import Actor
from bot.ports import Clock, Transaction, UnitOfWork
from bot.usecases.asked import Asked, Press
from bot.usecases.follow_vacancy import tell_colleagues
from bot.usecases.match_candidates import match_all_later
from bot.usecases.screens import current, show

FORM = "vacancy_form"


def listed(talk: Conversation, vacancy: Vacancy) -> list[str]:
    """What can be ticked: as it was when the first was, so that no button changes its meaning."""
    kept = talk.draft.get("musts")
    shown = list(kept) if kept is not None else suggested(vacancy)
    there = {fold(one) for one in shown}
    return [*shown, *(one for one in vacancy.must_haves if fold(one) not in there)]


def added(chosen: Sequence[str], text: str) -> list[str]:
    """The points with those that were typed. Raises: BadInput."""
    every = {fold(one): one for one in (*chosen, *typed(text))}
    return list(every.values())


@dataclass(frozen=True, slots=True)
class KeepMustHaves:
    """Part of the use cases of this screen; in the caller's transaction."""

    clock: Clock
    paces: Paces

    async def __call__(
        self,
        tx: Transaction,
        actor: Actor,
        asked: Asked,
        talk: Conversation,
        vacancy: Vacancy,
        *,
        flash: Flash | None = None,
    ) -> None:
        """Save, say so to all who look at it, compare all candidates anew; the question stays."""
        before = await tx.vacancies.get(vacancy.id)
        await tell_colleagues(tx, actor, vacancy, Step.MUST)
        shown = listed(talk, before)
        saved = await tx.vacancies.save(vacancy)
        soon = self.clock.now() + self.paces.of(seconds=10)
        await match_all_later(tx, saved, before, soon)
        talk = talk.drafted(musts=shown)
        same = isinstance(asked, Press) and len(listed(talk, saved)) == len(shown)
        await show(tx, actor, talk.place, asked=asked, flash=flash, talk=talk, same=same)


async def _asked_for(tx: Transaction, talk: Conversation) -> Vacancy:
    """Raises: Stale when another question is asked."""
    if talk.place.screen != FORM:
        raise Stale
    vacancy = await tx.vacancies.get(VacancyId(talk.place.subject))
    step = talk.draft.get("changing") or vacancy.step
    if step != Step.MUST:
        raise Stale
    return vacancy


@dataclass(frozen=True, slots=True)
class TickMustHave:
    """A button with a point, by its index among those that are shown."""

    uow: UnitOfWork
    keep: KeepMustHaves

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, TooManyChosen."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            vacancy = await _asked_for(tx, talk)
            shown = listed(talk, vacancy)
            if asked.id >= len(shown):
                raise Stale
            picked = fold(shown[asked.id])
            chosen = [one for one in vacancy.must_haves if fold(one) != picked]
            if len(chosen) == len(vacancy.must_haves):
                chosen.append(shown[asked.id])
            await self.keep(tx, actor, asked, talk, vacancy.asking(chosen))
            await tx.commit()


@dataclass(frozen=True, slots=True)
class TickAllMustHaves:
    """All that are suggested, as many as there may be."""

    uow: UnitOfWork
    keep: KeepMustHaves

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            vacancy = await _asked_for(tx, talk)
            shown = listed(talk, vacancy)
            said = TooManyChosen(MUST_HAVES_MOST)
            flash = Flash(said.text_id, said.values()) if len(shown) > MUST_HAVES_MOST else None
            first = vacancy.asking(shown[:MUST_HAVES_MOST])
            await self.keep(tx, actor, asked, talk, first, flash=flash)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class ChooseThreshold:
    """How many points are enough to be told of at once; 0: everybody is."""

    uow: UnitOfWork
    keep: KeepMustHaves

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            vacancy = await _asked_for(tx, talk)
            await self.keep(tx, actor, asked, talk, vacancy.pushing(asked.id))
            await tx.commit()
