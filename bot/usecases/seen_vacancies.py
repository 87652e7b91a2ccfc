"""Whose candidates a member may see (product.md 2.2)."""

from bot.domain.errors import NotAllowed
from bot.domain.ids import MemberId, VacancyId
from bot.domain.vacancy import Shelf, Vacancy
from bot.domain.workspace import RIGHTS, Actor, Member, Right, Role
from bot.ports import Transaction


def sees(member_id: MemberId, role: Role, vacancy: Vacancy) -> bool:
    """A recruiter those of own vacancies, who runs the team all of them."""
    if Right.SEE_CONTACTS not in RIGHTS[role]:
        return False
    return vacancy.owner_id == member_id or Right.MANAGE_TEAM in RIGHTS[role]


async def seen_vacancy(tx: Transaction, actor: Actor, vacancy_id: VacancyId) -> Vacancy:
    """The vacancy. Raises: NotThere; NotAllowed for one whose candidates the actor may not see."""
    vacancy = await tx.vacancies.get(vacancy_id)
    if not sees(actor.member_id, actor.role, vacancy):
        raise NotAllowed
    return vacancy


async def seen_vacancies(tx: Transaction, member: Member) -> list[Vacancy]:
    """All whose candidates the member may see, wherever they lie; the newest first."""
    every = await tx.vacancies.all(Shelf.OPEN, Shelf.ARCHIVE)
    return [one for one in every if not one.blank and sees(member.id, member.role, one)]


async def reader_of(tx: Transaction, user_id: int | None) -> Member | None:
    """The member whose private chat it is."""
    members = await tx.workspaces.members()
    return next((one for one in members if one.user_id == user_id), None)
