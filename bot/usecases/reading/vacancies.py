"""Vacancies and the form that writes them."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from bot.domain import rich_text, views
from bot.domain.account import AccountState, EmployerAccount
from bot.domain.ids import VacancyId
from bot.domain.publication import Status
from bot.domain.site import Ad, Can
from bot.domain.titles import in_series
from bot.domain.vacancy import STEPS, Shelf, Step, Vacancy
from bot.domain.wording import doubtful
from bot.domain.workspace import Right
from bot.usecases.archive_vacancy import goes_on
from bot.usecases.ask_must_haves import listed
from bot.usecases.doubt_answer import doubt_at
from bot.usecases.forget_draft import FORGOTTEN
from bot.usecases.reach import reaches_vacancy
from bot.usecases.reading.desk import Desk, Reader, lines, page_of, unsaved
from bot.usecases.reading.doubts import doubts
from bot.usecases.reading.named import accounts_of
from bot.usecases.seen_vacancies import sees
from bot.usecases.targets import sent_together
from bot.usecases.write_vacancy import offered, question

PAGE = 8


async def vacancies(desk: Desk) -> views.View:
    """All that are worked on and hold something."""
    return await _list(desk, Shelf.OPEN)


async def archive(desk: Desk) -> views.View:
    """Those that were put away."""
    return await _list(desk, Shelf.ARCHIVE)


async def templates(desk: Desk) -> views.View:
    """The company's templates."""
    return await _list(desk, Shelf.TEMPLATE)


async def _list(desk: Desk, shelf: Shelf) -> views.View:
    """Newest first, a series by its numbers.

    Where something was typed, those that hold it, in the title before all.
    """
    every = [one for one in await desk.tx.vacancies.all(*Shelf) if not one.blank]
    counts = Counter(one.shelf for one in every)
    find = str(desk.talk.draft.get("find", ""))
    listed = in_series((one for one in every if one.shelf is shelf), lambda one: one.title)
    found = _found(listed, find)
    by_vacancy: defaultdict[VacancyId, Counter[Status]] = defaultdict(Counter)
    for line in await lines(desk.tx, await desk.tx.publications.all(), desk.clock, desk.paces):
        by_vacancy[line.publication.vacancy_id][line.status] += 1
    shown, page, pages = page_of(found, desk.talk.place.page, PAGE)
    return views.Vacancies(
        [(one, by_vacancy[one.id]) for one in shown],
        page,
        pages,
        desk.member.may(Right.PUBLISH),
        shelf,
        {one: counts[one] for one in Shelf if one is not shelf},
        find,
    )


def _found(listed: Sequence[Vacancy], typed: str) -> Sequence[Vacancy]:
    words = typed.casefold().split()
    if not words:
        return listed
    titled = [one for one in listed if _holds(one.title, words)]
    within = [one for one in listed if one not in titled and _holds(_text(one), words)]
    return [*titled, *within]


def _holds(text: str, words: Sequence[str]) -> bool:
    folded = text.casefold()
    return all(word in folded for word in words)


def _text(vacancy: Vacancy) -> str:
    return f"{vacancy.title} {vacancy.city} {rich_text.plain(vacancy.description)}"


async def continue_draft(desk: Desk) -> views.View:
    """A draft waits."""
    return views.ContinueDraft(await desk.tx.vacancies.get(VacancyId(desk.subject)))


async def vacancy_form(desk: Desk) -> views.View:
    """The present question; the vacancy's page when there is none."""
    found = await desk.tx.vacancies.get(VacancyId(desk.subject))
    step = question(desk.talk, found)
    if step is None:
        return await vacancy(desk)
    doubt = doubt_at(desk.talk)
    return views.VacancyForm(
        found,
        step,
        STEPS.index(step) + 1,
        len(STEPS),
        changing=bool(desk.talk.draft.get("changing")),
        offered=offered(desk.talk),
        more=bool(desk.talk.draft.get("more")),
        templates=len(await desk.tx.vacancies.all(Shelf.TEMPLATE)) if step is Step.TITLE else 0,
        doubt=doubt.typed if doubt is not None else "",
        near=doubt.near if doubt is not None else (),
        file=str(desk.talk.draft.get("file", "")),
        points=listed(desk.talk, found) if step is Step.MUST else (),
    )


async def vacancy(desk: Desk) -> views.View:
    """One vacancy and where it stands."""
    found = await desk.tx.vacancies.get(VacancyId(desk.subject))
    publications = await desk.tx.publications.of_vacancy(found.id)
    shown = await lines(desk.tx, publications, desk.clock, desk.paces)
    member = desk.member
    accounts = await accounts_of(desk.tx)
    keys = dict.fromkeys(one.site for one in accounts)
    shown = [replace(one, unsaved=bool(unsaved(desk, one.publication, found))) for one in shown]
    return views.VacancyPage(
        found,
        shown,
        reaches_vacancy(member, Right.PUBLISH, found),
        len(accounts),
        reaches_vacancy(member, Right.LINK_GROUPS, found),
        await doubts(desk, found, keys),
        _to_save(desk, shown, accounts),
        FORGOTTEN in desk.talk.draft,
        len(sent_together(publications, desk.clock.now())),
        any(one.busy for one in publications),
        sum(one.responses for one in shown) if sees(member, found) else None,
        await desk.tx.workspaces.named(found.owner_id),
    )


def _to_save(
    desk: Desk, shown: Sequence[views.PublicationLine], accounts: Sequence[EmployerAccount]
) -> int:
    """One of ours before a linked one: that has to be looked at by itself."""
    active = {one.id for one in accounts if one.state is AccountState.ACTIVE}
    able = [
        one.publication
        for one in shown
        if one.unsaved
        and one.publication.ad is Ad.LIVE
        and one.publication.account_id in active
        and Can.EDIT in desk.sites.info(one.publication.site).can
    ]
    return min(able, key=lambda one: one.linked).id if able else 0


async def wording(desk: Desk) -> views.View:
    """The doubtful words; the vacancy's page once there are none."""
    found = await desk.tx.vacancies.get(VacancyId(desk.subject))
    terms = doubtful(found)
    return views.Wording(found, terms) if terms else await vacancy(desk)


async def archive_vacancy(desk: Desk) -> views.View:
    """A question, because ads are up."""
    found = await desk.tx.vacancies.get(VacancyId(desk.subject))
    live = [one for one in await desk.tx.publications.of_vacancy(found.id) if goes_on(one)]
    return views.ConfirmArchive(found, await lines(desk.tx, live, desk.clock, desk.paces))


async def delete_vacancy(desk: Desk) -> views.View:
    """A last question."""
    return views.ConfirmDelete(await desk.tx.vacancies.get(VacancyId(desk.subject)))


SCREENS: dict[str, Reader] = {
    "vacancies": vacancies,
    "archive": archive,
    "templates": templates,
    "wording": wording,
    "archive_vacancy": archive_vacancy,
    "continue_draft": continue_draft,
    "vacancy_form": vacancy_form,
    "vacancy": vacancy,
    "delete_vacancy": delete_vacancy,
}
