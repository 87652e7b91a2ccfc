"""Vacancies and the form that writes them."""

from collections import Counter, defaultdict
from dataclasses import replace

from bot.domain import views
from bot.domain.ids import VacancyId
from bot.domain.publication import Status
from bot.domain.vacancy import STEPS
from bot.domain.workspace import Right
from bot.usecases.reading.desk import Desk, Reader, lines, page_of, unsaved
from bot.usecases.write_vacancy import offered, question

PAGE = 8


async def vacancies(desk: Desk) -> views.View:
    """All that hold something, newest first."""
    found = [one for one in await desk.tx.vacancies.all() if not one.blank]
    by_vacancy: defaultdict[VacancyId, Counter[Status]] = defaultdict(Counter)
    for line in await lines(desk.tx, await desk.tx.publications.all(), desk.clock, desk.paces):
        by_vacancy[line.publication.vacancy_id][line.status] += 1
    shown, page, pages = page_of(found, desk.talk.place.page, PAGE)
    return views.Vacancies(
        [(one, by_vacancy[one.id]) for one in shown],
        page,
        pages,
        desk.member.may(Right.PUBLISH),
    )


async def continue_draft(desk: Desk) -> views.View:
    """A draft waits."""
    return views.ContinueDraft(await desk.tx.vacancies.get(VacancyId(desk.subject)))


async def vacancy_form(desk: Desk) -> views.View:
    """The present question; the vacancy's page when there is none."""
    found = await desk.tx.vacancies.get(VacancyId(desk.subject))
    step = question(desk.talk, found)
    if step is None:
        return await vacancy(desk)
    return views.VacancyForm(
        found,
        step,
        STEPS.index(step) + 1,
        len(STEPS),
        changing=bool(desk.talk.draft.get("changing")),
        offered=offered(desk.talk),
        more=bool(desk.talk.draft.get("more")),
    )


async def vacancy(desk: Desk) -> views.View:
    """One vacancy and where it stands."""
    found = await desk.tx.vacancies.get(VacancyId(desk.subject))
    publications = await desk.tx.publications.of_vacancy(found.id)
    shown = await lines(desk.tx, publications, desk.clock, desk.paces)
    member = desk.member
    own = found.owner_id == member.member_id or member.may(Right.MANAGE_TEAM)
    return views.VacancyPage(
        found,
        [replace(one, unsaved=bool(unsaved(desk, one.publication, found))) for one in shown],
        desk.member.may(Right.PUBLISH),
        len(await desk.tx.accounts.all()),
        own and member.may(Right.LINK_GROUPS),
    )


async def delete_vacancy(desk: Desk) -> views.View:
    """A last question."""
    return views.ConfirmDelete(await desk.tx.vacancies.get(VacancyId(desk.subject)))


SCREENS: dict[str, Reader] = {
    "vacancies": vacancies,
    "continue_draft": continue_draft,
    "vacancy_form": vacancy_form,
    "vacancy": vacancy,
    "delete_vacancy": delete_vacancy,
}
