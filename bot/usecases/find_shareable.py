"""Texts of the team's that a member may send into any chat: public vacancies, templates."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.answer import Answer, AnswerKind, Tag, fill
from bot.domain.site import Ad
from bot.domain.vacancy import Shelf
from bot.domain.views.inline import PublicVacancy
from bot.domain.workspace import Actor, Right
from bot.ports import Clock, UnitOfWork
from bot.usecases.manage_answers import with_ready

MOST = 20


@dataclass(frozen=True, slots=True)
class FindVacancyTexts:
    """Vacancies that anybody can read on a site by now."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, typed: str) -> list[PublicVacancy]:
        """At most MOST, the newest first. Raises: NotAllowed."""
        actor.require(Right.LOOK)
        links: dict[int, list[tuple[str, str]]] = {}
        async with self.uow(actor) as tx:
            for one in await tx.publications.all():
                if one.ad is Ad.LIVE and one.url:
                    links.setdefault(one.vacancy_id, []).append((one.site, one.url))
            vacancies = await tx.vacancies.all(Shelf.OPEN)
        found = [
            PublicVacancy(one, links[one.id])
            for one in vacancies
            if one.id in links and _fits(typed, (one.title, one.city or ""))
        ]
        return found[:MOST]


@dataclass(frozen=True, slots=True)
class FindAnswers:
    """Templates of what candidates are told, those in the member's language first."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, actor: Actor, typed: str, language: str) -> list[tuple[Answer, str]]:
        """At most MOST, with company and recruiter filled in. Raises: NotAllowed."""
        actor.require(Right.HANDLE)
        async with self.uow(actor) as tx:
            await with_ready(tx, actor, self.clock)
            answers = await tx.answers.all()
            company = (await tx.workspaces.get(actor.workspace_id)).name
            user = await tx.users.get(actor.user_id)
            await tx.commit()
        kinds = list(AnswerKind)
        found = [one for one in answers if _fits(typed, (one.name, one.body))]
        found.sort(key=lambda it: (it.language != language, kinds.index(it.kind), it.id))
        values = {Tag.COMPANY: company, Tag.RECRUITER: user.name if user is not None else ""}
        return [(one, fill(one.body, values).text) for one in found[:MOST]]


def _fits(typed: str, texts: Iterable[str]) -> bool:
    """Whether each typed word stands somewhere there."""
    whole = " ".join(texts).casefold()
    return all(word in whole for word in typed.casefold().split())
