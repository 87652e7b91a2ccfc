"""A vacancy out of the way, and back."""

from dataclasses import dataclass

from bot.domain.conversation import Flash, Place
from bot.domain.ids import VacancyId
from bot.domain.publication import Publication
from bot.domain.site import Ad
from bot.domain.vacancy import Shelf
from bot.domain.workspace import Actor
from bot.ports import UnitOfWork
from bot.usecases.asked import Press
from bot.usecases.find_vacancies import LISTS
from bot.usecases.screens import current, refresh, show

ASK = "archive_vacancy"


def goes_on(publication: Publication) -> bool:
    """Its ad is up, or something is under way."""
    return publication.ad is Ad.LIVE or publication.busy


@dataclass(frozen=True, slots=True)
class ArchiveVacancy:
    """Hidden from the list, nothing else: its ads and their candidates go on."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """While an ad is up that is said first. Raises: Stale, NotThere, IllegalTransition."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            vacancy = await tx.vacancies.get(VacancyId(asked.id))
            live = any(map(goes_on, await tx.publications.of_vacancy(vacancy.id)))
            if live and talk.place.screen != ASK:
                await show(tx, actor, Place(ASK, vacancy.id), asked=asked, talk=talk.cleared())
            else:
                await tx.vacancies.save(vacancy.put(Shelf.ARCHIVE))
                await refresh(tx, LISTS, 0)
                place, flash = Place("vacancy", vacancy.id), Flash("done-archived")
                await show(tx, actor, place, asked=asked, flash=flash, talk=talk.cleared())
            await tx.commit()


@dataclass(frozen=True, slots=True)
class RestoreVacancy:
    """Back into the list."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, NotThere, IllegalTransition."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            vacancy = await tx.vacancies.get(VacancyId(asked.id))
            await tx.vacancies.save(vacancy.put(Shelf.OPEN))
            await refresh(tx, LISTS, 0)
            place, flash = Place("vacancy", vacancy.id), Flash("done-restored")
            await show(tx, actor, place, asked=asked, flash=flash, talk=talk.cleared())
            await tx.commit()
