"""Whose candidates a member may see (product.md 2.2)."""

from bot.domain.errors import NotAllowed
from bot.domain.ids import VacancyId
from bot.domain.vacancy import Shelf, Vacancy
from bot.domain.workspace import Actor, Member, Right
from bot.ports import Transaction
from bot.usecases.reach import Who, reaches_vacancy


def sees(who: Who, vacancy: Vacancy) -> bool:
    """Whether the member may see all of its candidates."""
    return reaches_vacancy(who, Right.SEE_CONTACTS, vacancy)


async def seen_vacancy(tx: Transaction, actor: Actor, vacancy_id: VacancyId) -> Vacancy:
    """The vacancy. Raises: NotThere; NotAllowed for one whose candidates the actor may not see."""
    vacancy = await tx.vacancies.get(vacancy_id)
    if not sees(actor, vacancy):
        raise NotAllowed
    return vacancy


async def seen_vacancies(tx: Transaction, member: Member) -> list[Vacancy]:
    """All whose candidates the member may see, wherever they lie; the newest first."""
    every = await tx.vacancies.all(Shelf.OPEN, Shelf.ARCHIVE)
    return [one for one in every if not one.blank and sees(member, one)]


async def reader_of(tx: Transaction, user_id: int | None) -> Member | None:
    """The member whose private chat it is."""
    members = await tx.workspaces.members()
    return next((one for one in members if one.user_id == user_id), None)
