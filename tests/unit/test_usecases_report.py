"""Reports: asked for, turned by their buttons, and told on Mondays, once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.domain.account import EmployerAccount
from bot.domain.errors import NotAllowed, NotThere, Stale
from bot.domain.handling import Handling, Reason, Stage
from bot.domain.ids import ReportId, new_id
from bot.domain.morning import DueMorning
from bot.domain.notice import NoticeKind
from bot.domain.publication import Publication
from bot.domain.report import Report, ReportMenu, Span
from bot.domain.views.reports import ReportPage, ReportSheet
from bot.domain.workspace import Actor, Role
from bot.usecases.asked import Press
from bot.usecases.tell_report import report_job
from handlers.buttons import BUTTONS
from handlers.context import Context
from tests.fakes.store.kinds import APPLICATIONS, NOTICES, REPORT_TIMES, REPORTS
from tests.office import Office, no_words

MONDAY = datetime(2026, 3, 9, 7, tzinfo=UTC)
"""9:00 in Kyiv; the fake clock begins a week earlier."""


async def hiring() -> tuple[Office, EmployerAccount, Publication]:
    """A live ad, and members of whom somebody has thought already."""
    office = await Office().open()
    account = await office.account()
    ad = await office.live(account)
    await office.tick()
    return office, account, ad


async def answer(office: Office, account: EmployerAccount, ad: Publication, count: int) -> None:
    for _ in range(count):
        office.site.respond(str(ad.remote_id))
    await office.sync(account)
    await office.work()


def reports(office: Office, who: Actor) -> list[ReportPage]:
    """As they were sent, and as they became."""
    return [one for one in office.said(who) if isinstance(one, ReportPage)]


async def choose(office: Office, who: Actor, verb: str, choice: int = 0) -> None:
    """A button under the newest report."""
    shown = [one for one in office.chat.said if isinstance(one.view, ReportPage)][-1]
    assert isinstance(shown.view, ReportPage)
    row, key = BUTTONS[verb], shown.view.report.id
    context = Context(office.make, office.uow, office.clock, no_words, {})
    await context.do(who.person, row, Press(key, choice, shown.message_id))
    await office.work()


async def test_a_report_is_asked_for_and_turned_in_place() -> None:
    office, account, ad = await hiring()
    await answer(office, account, ad, 3)
    await office.command(office.owner, "report")
    await office.work()
    (first,) = reports(office, office.owner)
    assert (first.numbers.total.responses, first.report.span) == (3, Span.WEEK)
    assert first.title is None
    await choose(office, office.owner, "report_menu", list(ReportMenu).index(ReportMenu.VACANCY))
    menu = reports(office, office.owner)[-1]
    assert [key for key, _ in menu.choices] == [ad.vacancy_id]
    await choose(office, office.owner, "report_of", ad.vacancy_id)
    one = reports(office, office.owner)[-1]
    assert (one.title, one.report.menu) == (ad.title, ReportMenu.MAIN)
    await choose(office, office.owner, "report_on", list(Span).index(Span.EVER))
    ever = reports(office, office.owner)[-1]
    assert (ever.days, ever.title) == (None, ad.title)
    await choose(office, office.owner, "report_of")
    assert reports(office, office.owner)[-1].title is None
    there = {it.message_id for it in office.chat.said if isinstance(it.view, ReportPage)}
    assert len(there) == 1
    await choose(office, office.owner, "report_xlsx")
    assert any(isinstance(one, ReportSheet) for one in office.said(office.owner))
    with pytest.raises(Stale):
        await choose(office, office.owner, "report_on", 99)
    with pytest.raises(Stale):
        await choose(office, office.owner, "report_menu", 99)


async def test_of_many_changes_the_last_one_is_drawn() -> None:
    office, _account, _ad = await hiring()
    await office.command(office.owner, "report")
    await office.work()
    (report,) = office.rows(REPORTS)
    context = Context(office.make, office.uow, office.clock, no_words, {})
    for at in (2, 3, 4):
        await context.do(office.owner.person, BUTTONS["report_on"], Press(report.id, at))
    await office.work()
    assert len(reports(office, office.owner)) == 2


async def test_an_empty_time_is_told_as_such() -> None:
    office, _account, _ad = await hiring()
    await office.command(office.owner, "report")
    await office.work()
    (told,) = reports(office, office.owner)
    assert told.numbers.empty


async def test_numbers_are_those_of_the_vacancies_that_one_may_see() -> None:
    office, account, ad = await hiring()
    recruiter = await office.hire(Role.RECRUITER)
    mine = await office.vacancy(owner_id=recruiter.member_id, title="Кухар")
    own = await office.live(account, vacancy=mine)
    await answer(office, account, ad, 3)
    await answer(office, account, own, 2)
    for who, count in ((office.owner, 5), (recruiter, 2)):
        await office.command(who, "report")
        await office.work()
        assert reports(office, who)[-1].numbers.total.responses == count
    with pytest.raises(NotAllowed):
        await choose(office, recruiter, "report_of", ad.vacancy_id)
    theirs = reports(office, office.owner)[-1].report.id
    context = Context(office.make, office.uow, office.clock, no_words, {})
    with pytest.raises(NotThere):
        await context.do(recruiter.person, BUTTONS["report_menu"], Press(theirs))
    manager = await office.hire(Role.HIRING_MANAGER)
    with pytest.raises(NotAllowed):
        await office.command(manager, "report")


async def test_a_vacancys_funnel_is_of_all_time() -> None:
    office, account, ad = await hiring()
    await answer(office, account, ad, 2)
    one, other = office.rows(APPLICATIONS)
    async with office.transaction() as tx:
        at = office.clock.now() + timedelta(hours=2)
        refused = Handling(Stage.REJECTED, answered_at=at, acted_at=at, reason=Reason.SALARY)
        await tx.applications.handle(replace(one, handling=refused))
    office.clock.advance(days=200)
    await office.press(office.owner, "home_funnel", ad.vacancy_id)
    await office.work()
    told = reports(office, office.owner)[-1]
    assert told.numbers.total.stages == {Stage.REJECTED: 1, Stage.NEW: 1}
    assert told.numbers.answers.count == 1
    assert other.id != one.id


# -- on Mondays ----------------------------------------------------------------------------


async def until(office: Office, moment: datetime) -> None:
    """The clock's look for work at that moment."""
    office.clock.advance(moment - office.clock.now())
    await office.tick()


def weekly(office: Office, who: Actor) -> list[Any]:
    return [one for one in reports(office, who) if one.report.week is not None]


async def test_on_monday_at_nine_the_week_is_told_once() -> None:
    office, account, ad = await hiring()
    await answer(office, account, ad, 2)
    await until(office, MONDAY - timedelta(seconds=1))
    assert weekly(office, office.owner) == []
    await until(office, MONDAY)
    (told,) = weekly(office, office.owner)
    assert told.days == (date(2026, 3, 2), date(2026, 3, 8))
    assert told.numbers.total.responses == 2
    await office.tick()
    await until(office, MONDAY + timedelta(days=6))
    assert len(weekly(office, office.owner)) == 1
    await until(office, MONDAY + timedelta(days=7))
    assert len(weekly(office, office.owner)) == 2


async def test_a_crash_between_tells_it_neither_twice_nor_never() -> None:
    office, _account, _ad = await hiring()
    office.clock.advance(MONDAY - office.clock.now())
    due = DueMorning(office.workspace.id, office.owner.member_id)
    await office.run(report_job(due))
    # The same job again, as if nobody had noted when the next one is due.
    async with office.transaction() as tx:
        await tx.reports.put_off(office.owner.member_id, MONDAY)
    await office.run(report_job(due))
    await office.work()
    assert len(weekly(office, office.owner)) == 1


async def test_a_monday_on_which_nobody_was_there_is_told_later() -> None:
    office, _account, _ad = await hiring()
    await until(office, MONDAY + timedelta(days=2))
    (told,) = weekly(office, office.owner)
    assert told.report.week == "2026-03-02"
    await until(office, MONDAY + timedelta(days=37))
    assert [one.report.week for one in weekly(office, office.owner)] == ["2026-03-02", "2026-04-06"]


async def test_it_can_be_switched_off_and_on_again() -> None:
    office, _account, _ad = await hiring()
    await office.press(office.owner, "silence")
    await office.press(office.owner, "hush_report")
    await until(office, MONDAY)
    assert weekly(office, office.owner) == []
    await office.press(office.owner, "silence")
    await office.press(office.owner, "hush_report")
    await until(office, MONDAY + timedelta(days=7))
    assert len(weekly(office, office.owner)) == 1


async def test_who_has_nothing_to_hear_hears_nothing() -> None:
    office = await Office().open()
    manager = await office.hire(Role.HIRING_MANAGER)
    gone = await office.hire(Role.ADMIN)
    await office.tick()
    await office.fire(gone)
    await until(office, MONDAY)
    assert [one.kind for one in office.rows(NOTICES)].count(NoticeKind.REPORT) == 0
    assert office.said(manager) == []
    assert len(office.rows(REPORT_TIMES)) == 3


async def test_a_new_member_is_not_told_of_the_week_before() -> None:
    office, _account, _ad = await hiring()
    await until(office, MONDAY + timedelta(days=1))
    recruiter = await office.hire(Role.ADMIN)
    await office.tick()
    assert weekly(office, recruiter) == []


async def test_a_report_whose_row_is_gone_is_not_said() -> None:
    office, _account, _ad = await hiring()
    within = Span.WEEK.within(office.clock.now(), "Europe/Kyiv")
    report = Report(
        ReportId(new_id()), office.workspace.id, office.owner.member_id, Span.WEEK, *within
    )
    context = Context(office.make, office.uow, office.clock, no_words, {})
    with pytest.raises(NotThere):
        await context.do(office.owner.person, BUTTONS["report_on"], Press(report.id, 1))
