"""In whose hands a vacancy is: who is refused for not being in its team is told whom to ask."""

from dataclasses import dataclass

from bot.domain.conversation import Flash
from bot.domain.errors import NotThere
from bot.domain.ids import ApplicationId, PublicationId, VacancyId
from bot.domain.vacancy import Vacancy
from bot.domain.workspace import Actor, Reach, Right
from bot.ports import Transaction, UnitOfWork
from bot.usecases.asked import InGroup, Press
from bot.usecases.reach import About, reach_of, reaches_vacancy


@dataclass(frozen=True, slots=True)
class WhyRefused:
    """Titles and names of colleagues are no secret within a company."""

    uow: UnitOfWork

    async def __call__(
        self, actor: Actor, right: Right, about: About, asked: Press | InGroup
    ) -> Flash | None:
        """None where it is the role that may not, or no vacancy is meant."""
        if reach_of(actor, right) is not Reach.OWN:
            return None
        async with self.uow(actor) as tx:
            try:
                vacancy = await _vacancy(tx, about, asked)
            except NotThere:
                return None
            if vacancy is None or reaches_vacancy(actor, right, vacancy):
                return None
            members = await tx.workspaces.members()
            who = next((one.name for one in members if one.id == vacancy.owner_id), "")
        return Flash("not-in-team", {"title": vacancy.title or "none", "who": who or "none"})


async def _vacancy(tx: Transaction, about: About, asked: Press | InGroup) -> Vacancy | None:
    """Raises: NotThere."""
    if isinstance(asked, InGroup):
        about, subject = About.CARD, asked.notice.subject_id if asked.notice is not None else 0
    else:
        subject = asked.id
    if about is About.VACANCY:
        return await tx.vacancies.get(VacancyId(subject))
    if about is About.CARD:
        application = await tx.applications.get(ApplicationId(subject))
        if application.publication_id is None:
            return None
        subject = application.publication_id
    elif about is not About.AD:
        return None
    publication = await tx.publications.get(PublicationId(subject))
    return await tx.vacancies.get(publication.vacancy_id)
