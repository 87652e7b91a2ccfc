"""A vacancy's candidates, and reports on how hiring goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from bot.domain.handling import Reason, Stage
from bot.domain.ids import VacancyId
from bot.domain.publication import Publication
from bot.domain.report import Numbers, Report
from bot.domain.tally import Candidacy, Sieve, Tally
from bot.domain.vacancy import Vacancy


@dataclass(frozen=True, slots=True)
class Home:
    """All candidates of a vacancy, some of them listed."""

    vacancy: Vacancy
    tally: Tally
    sieve: Sieve
    listed: Sequence[Candidacy]
    """This page only."""
    count: int
    """Those that fit the sieve."""
    page: int
    pages: int
    sites: Sequence[tuple[int, str]]
    """Those that anybody answered on: each one's place among all sites, its key."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One application in a file."""

    name: str
    phones: Sequence[str]
    emails: Sequence[str]
    city: str
    birth_date: str
    position: str
    pay: str
    skills: Sequence[str]
    site: str
    sent_at: datetime
    stage: Stage
    reason: Reason | None
    assignee: str
    answered_at: datetime | None
    letter: str
    url: str


@dataclass(frozen=True, slots=True)
class CandidateSheet:
    """A vacancy's candidates as a file."""

    title: str
    rows: Sequence[SheetRow]
    left_out: bool = False
    """There are more than a file takes."""


@dataclass(frozen=True, slots=True)
class AskPrice:
    """What was paid for an ad."""

    publication: Publication
    account: str


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One vacancy of a report."""

    title: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report: a picture with a few words, or words alone where there is nothing to draw."""

    report: Report
    title: str | None
    """The vacancy's; None: of all."""
    days: tuple[date, date] | None
    """The first and the last; None: all that there ever were."""
    numbers: Numbers
    lines: Sequence[ReportLine]
    """Those with most responses first."""
    choices: Sequence[tuple[VacancyId, str]] = ()
    """Of this page of the menu."""
    page: int = 0
    pages: int = 1


@dataclass(frozen=True, slots=True)
class ReportSheet:
    """The numbers of a report as a file; nobody is named."""

    of: ReportPage


HomeView: TypeAlias = AskPrice | CandidateSheet | Home | ReportPage | ReportSheet
"""All of these that are drawn by themselves."""
