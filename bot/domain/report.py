"""Reports: of what time, of what vacancy, and what they say in plain words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeAlias
from zoneinfo import ZoneInfo

from bot.domain.handling import Stage
from bot.domain.ids import MemberId, ReportId, VacancyId, WorkspaceId
from bot.domain.tally import Cost, FirstAnswers, Tally, Within

_DAY = timedelta(days=1)
_EVER = datetime(2000, 1, 1, tzinfo=UTC)
"""Before any response."""
_FINDINGS_MOST = 3
_GREAT = 5
"""So many at least, that a change of them says something."""


class Span(StrEnum):
    """What time."""

    WEEK = "week"
    """Seven days, today the last one."""
    LAST_WEEK = "last_week"
    """From Monday to Sunday."""
    MONTH = "month"
    """Thirty days."""
    QUARTER = "quarter"
    """Ninety."""
    EVER = "ever"

    def within(self, now: datetime, zone: str) -> Within:
        """By whole days of the clock in `zone`."""
        today = now.astimezone(ZoneInfo(zone)).date()
        tomorrow = today + _DAY
        if self is Span.LAST_WEEK:
            monday = today - today.weekday() * _DAY
            return Within(_midnight(monday - 7 * _DAY, zone), _midnight(monday, zone))
        end = _midnight(tomorrow, zone)
        if self is Span.EVER:
            return Within(_EVER, end)
        return Within(_midnight(tomorrow - _DAYS[self] * _DAY, zone), end)


_DAYS = {Span.WEEK: 7, Span.MONTH: 30, Span.QUARTER: 90}


class ReportMenu(StrEnum):
    """What stands under a report."""

    MAIN = "main"
    VACANCY = "vacancy"
    """Of which vacancy it is to be."""
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Report:
    """A message with numbers; it is made when it is sent, and again when another is chosen."""

    id: ReportId
    workspace_id: WorkspaceId
    member_id: MemberId
    span: Span
    since: datetime
    until: datetime
    week: str | None = None
    """The Monday of a week that is told by itself, once; None: somebody asked."""
    vacancy_id: VacancyId | None = None
    """None: all that the member may see."""
    menu: ReportMenu = ReportMenu.MAIN
    page: int = 0
    version: int = 1

    @property
    def within(self) -> Within:
        """Its time."""
        return Within(self.since, self.until)

    @property
    def before(self) -> Within:
        """The time of the same length before that."""
        return Within(self.since - (self.until - self.since), self.since)

    def of(self, span: Span, now: datetime, zone: str) -> "Report":
        """The same of another time."""
        within = span.within(now, zone)
        return replace(self, span=span, since=within.since, until=within.until)


def days_of(within: Within, zone: str) -> tuple[date, date] | None:
    """The first and the last day; None: all that there ever were."""
    if within.since <= _EVER:
        return None
    there = ZoneInfo(zone)
    last = within.until.astimezone(there) - timedelta(microseconds=1)
    return within.since.astimezone(there).date(), last.date()


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a report is made of."""

    vacancies: Mapping[VacancyId, Tally] = field(default_factory=dict)
    answers: FirstAnswers = field(default_factory=FirstAnswers)
    costs: Sequence[Cost] = ()
    before: int = 0
    """Responses in the time before."""

    @property
    def total(self) -> Tally:
        """Of all vacancies."""
        return sum(self.vacancies.values(), Tally())

    @property
    def empty(self) -> bool:
        """Nobody answered."""
        return not self.total.responses


FindingValue: TypeAlias = str | int | timedelta | tuple[int, str]
"""A word, a number, a time, money."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something worth saying: a text id, and its values."""

    text_id: str
    values: Mapping[str, FindingValue] = field(default_factory=dict)


def findings(numbers: Numbers) -> Sequence[Finding]:
    """At most three; what asks for doing something comes before what is good to know."""
    total = numbers.total
    found = [
        *_waiting(total),
        *_here(numbers.answers),
        *_hired(total),
        *_trend(total.responses, numbers.before),
        *_cheapest(numbers.costs),
        *_first_answer(numbers.answers),
        *_refused(total),
        *_best_site(total),
    ]
    return found[:_FINDINGS_MOST]


def _waiting(total: Tally) -> list[Finding]:
    new = total.stages.get(Stage.NEW, 0)
    return [Finding("finding-waiting", {"count": new, "of": total.people})] if new else []


def _here(answers: FirstAnswers) -> list[Finding]:
    return [Finding("finding-here", {"count": answers.here})] if answers.here else []


def _hired(total: Tally) -> list[Finding]:
    hired = total.stages.get(Stage.HIRED, 0)
    return [Finding("finding-hired", {"count": hired})] if hired else []


def _trend(now: int, before: int) -> list[Finding]:
    if min(now, before) < _GREAT or abs(now - before) * 5 < before:
        return []
    word = "more" if now > before else "less"
    return [Finding(f"finding-{word}", {"now": now, "before": before})]


def _cheapest(costs: Sequence[Cost]) -> list[Finding]:
    """Two sites whose ads were paid in one currency can be compared."""
    each = sorted((one.each, one.site, one.currency) for one in costs if one.each is not None)
    if len(each) < 2 or len({currency for _, _, currency in each}) > 1:
        return []
    (least, site, currency), (most, other, _) = each[0], each[-1]
    if least == most:
        return []
    values: dict[str, FindingValue] = {
        "site": site,
        "least": (least, currency),
        "other": other,
        "most": (most, currency),
    }
    return [Finding("finding-cheapest", values)]


def _first_answer(answers: FirstAnswers) -> list[Finding]:
    if answers.median is None:
        return []
    return [Finding("finding-answer", {"span": answers.median, "count": answers.count})]


def _refused(total: Tally) -> list[Finding]:
    said = {reason: count for reason, count in total.reasons.items() if reason is not None}
    refused = total.stages.get(Stage.REJECTED, 0)
    if not said:
        return []
    reason = max(said, key=lambda one: said[one])
    if total.reasons.get(None, 0) > said[reason]:
        return []  # most were refused without a word on why
    return [
        Finding("finding-reason", {"reason": reason.value, "count": said[reason], "of": refused})
    ]


def _best_site(total: Tally) -> list[Finding]:
    if len(total.sites) < 2:
        return []
    site = max(total.sites, key=lambda one: total.sites[one])
    return [
        Finding("finding-site", {"site": site, "count": total.sites[site], "of": total.responses})
    ]


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), tzinfo=ZoneInfo(zone)).astimezone(UTC)
