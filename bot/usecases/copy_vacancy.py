"""A vacancy made from another: the copy of an old one, a template, and what is made from that."""

from dataclasses import dataclass

from bot.domain.account import EmployerAccount
from bot.domain.conversation import Flash, Place
from bot.domain.errors import NotThere
from bot.domain.ids import VacancyId, new_id
from bot.domain.site import FieldValues
from bot.domain.vacancy import Shelf, Vacancy
from bot.domain.workspace import Actor
from bot.ports import Clock, Sites, Transaction, UnitOfWork
from bot.usecases.asked import Press
from bot.usecases.find_vacancies import LISTS
from bot.usecases.follow_vacancy import followed
from bot.usecases.screens import current, refresh, show

GENERATIONS = 10
"""A copy of a copy of a copy: so far back its sites' values are looked for."""


@dataclass(frozen=True, slots=True)
class CopyVacancy:
    """A new draft that says what an old vacancy, or a template, says; its own person's."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, NotThere."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            old = await tx.vacancies.get(VacancyId(asked.id))
            copy = old.copied(VacancyId(new_id()), actor.member_id, self.clock.now())
            await tx.vacancies.save(copy)
            await refresh(tx, LISTS, 0)
            said = "done-from-template" if old.shelf is Shelf.TEMPLATE else "done-copied"
            place = Place("vacancy", copy.id)
            await show(
                tx, actor, place, asked=asked, flash=Flash(said, _named(old)), talk=talk.cleared()
            )
            await tx.commit()


@dataclass(frozen=True, slots=True)
class SaveTemplate:
    """What the vacancy says now, kept for the whole company; the vacancy stays as it is."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, NotThere."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            old = await tx.vacancies.get(VacancyId(asked.id))
            kept = old.copied(
                VacancyId(new_id()), actor.member_id, self.clock.now(), Shelf.TEMPLATE
            )
            await tx.vacancies.save(kept)
            await refresh(tx, LISTS, 0)
            flash = Flash("done-template", _named(old))
            await show(tx, actor, talk.place, asked=asked, flash=flash, talk=talk)
            await tx.commit()


def _named(vacancy: Vacancy) -> dict[str, str]:
    return {"title": vacancy.title or "—"}


async def inherited(
    tx: Transaction, sites: Sites, vacancy: Vacancy, account: EmployerAccount
) -> FieldValues:
    """What was chosen under the account for that which the vacancy was copied from.

    What only followed from the old text follows from the new one.
    """
    key, source_id = str(account.id), vacancy.copied_from
    if key in vacancy.inherited:
        return vacancy.inherited[key]
    for _ in range(GENERATIONS):
        if source_id is None:
            break
        try:
            source = await tx.vacancies.get(source_id)
        except NotThere:  # deleted before its copies inherited anything
            break
        known = await tx.publications.remembered(source.id, account.id)
        if known is not None:
            return await followed(tx, sites, known, source, vacancy)
        if key in source.inherited:
            return source.inherited[key]
        source_id = source.copied_from
    return {}
