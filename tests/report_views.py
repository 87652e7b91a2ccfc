"""Candidates of a vacancy, reports and prices, filled with one text from outside."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.domain.handling import Reason, Stage
from bot.domain.ids import ApplicationId, MemberId, ReportId, VacancyId, new_id
from bot.domain.report import Numbers, Report, ReportMenu, Span
from bot.domain.tally import Candidacy, Cost, FirstAnswers, Sieve, Tally
from bot.domain.views import View
from bot.domain.views.reports import (
    AskPrice,
    CandidateSheet,
    Home,
    ReportLine,
    ReportPage,
    ReportSheet,
    SheetRow,
)
from sites.robota_ua import SITE as OTHER
from tests import views as samples
from tests.views import HERE, INFO, NOW

SITES = (INFO.key, OTHER.info.key)
TALLY = Tally(
    dict(zip(Stage, (14, 9, 7, 5, 2, 1, 18, 3), strict=True)),
    {SITES[0]: 38, SITES[1]: 25},
    {Reason.SALARY: 9, Reason.EXPERIENCE: 5, Reason.UNFIT: 2, None: 2},
    erased=2,
)
SMALL = Tally({Stage.NEW: 3, Stage.REJECTED: 1}, {SITES[0]: 4}, {Reason.CLOSED: 1})
COSTS = (Cost(SITES[0], "UAH", 1200, 90), Cost(SITES[1], "UAH", 900, 25))


def report(**changes: object) -> Report:
    """One of last week."""
    within = Span.LAST_WEEK.within(NOW, samples.ZONE)
    made = Report(ReportId(new_id()), HERE, MemberId(1), Span.LAST_WEEK, *within)
    return replace(made, **changes)  # type: ignore[arg-type]


def page(*lines: ReportLine, **changes: object) -> ReportPage:
    """A report on these vacancies."""
    told = Numbers(
        {VacancyId(at): line.tally for at, line in enumerate(lines, 1)},
        FirstAnswers(24, timedelta(hours=5), here=3),
        COSTS,
        before=40,
    )
    days = (date(2026, 11, 16), date(2026, 11, 22))
    made = ReportPage(report(), None, days, told, lines)
    return replace(made, **changes)  # type: ignore[arg-type]


def report_views(text: str) -> Iterator[View]:
    """All of them."""
    yield from _home(text)
    ad = samples.publication(text)
    yield AskPrice(ad, text)
    yield AskPrice(replace(ad, paid=1_234_567, paid_currency="KZT"), text)
    row = sheet_row(text)
    yield CandidateSheet(text, [row] * 3)
    yield CandidateSheet(text, [], left_out=True)
    whole = page(*[ReportLine(text, TALLY), ReportLine("", SMALL)] * 5)
    one = page(ReportLine(text, SMALL), title=text, days=None)
    choices = [(VacancyId(2**63 - 1 - at), text) for at in range(6)]
    for view in (whole, one, page(), page(title=text)):
        yield view
        yield ReportSheet(view)
        for menu in ReportMenu:
            shown = replace(view, report=report(menu=menu, vacancy_id=choices[0][0]))
            yield replace(shown, choices=choices, page=1, pages=3)


def _home(text: str) -> Iterator[View]:
    vacancy = samples.vacancy(text)
    listed = [
        Candidacy(ApplicationId(new_id()), name, stage, INFO.key, NOW, 1 + at % 2)
        for at, (stage, name) in enumerate(zip(Stage, (text, None) * 4, strict=True))
    ]
    sites = list(enumerate(SITES))
    yield Home(vacancy, TALLY, Sieve(), listed, 59, 1, 8, sites)
    yield Home(vacancy, TALLY, Sieve(Stage.NEW, SITES[1]), listed[:1], 1, 0, 1, sites)
    yield Home(vacancy, SMALL, Sieve(Stage.HIRED), [], 0, 0, 1, sites[:1])
    yield Home(vacancy, Tally(), Sieve(), [], 0, 0, 1, [])


def sheet_row(text: str, **changes: object) -> SheetRow:
    """A candidate in a file."""
    row = SheetRow(
        name=text,
        phones=("+380671234521", text),
        emails=(text,),
        city=text,
        birth_date=text,
        position=text,
        pay=text,
        skills=(text, "B2B"),
        site=INFO.key,
        sent_at=datetime(2026, 11, 20, 8, 30, tzinfo=UTC),
        stage=Stage.REJECTED,
        reason=Reason.SALARY,
        assignee=text,
        answered_at=None,
        letter=text,
        url=text,
    )
    return replace(row, **changes)  # type: ignore[arg-type]
