"""Candidates counted: how far they came, from where, why they were refused, what each cost."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.domain.application import Application
from bot.domain.handling import Reason, Stage
from bot.domain.ids import ApplicationId, PersonId, PublicationId, VacancyId

FUNNEL = (Stage.NEW, Stage.LOOK, Stage.CONTACT, Stage.INTERVIEW, Stage.OFFER, Stage.HIRED)
"""The way of a candidate who is hired."""
ASIDE = (Stage.REJECTED, Stage.RESERVE)
"""Where somebody is who left it; looked at they were."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The candidates of a vacancy, or of many; of some time, or of all."""

    stages: Mapping[Stage, int] = field(default_factory=dict)
    """People, each once in a vacancy, by where they stand; erased ones too."""
    sites: Mapping[str, int] = field(default_factory=dict)
    """Responses by site: who answered twice counts twice."""
    reasons: Mapping[Reason | None, int] = field(default_factory=dict)
    """Of those who were rejected; None: nobody said why."""
    erased: int = 0
    """How many of the people are counted alone: nothing of them is kept."""

    @property
    def people(self) -> int:
        """All of them."""
        return sum(self.stages.values())

    @property
    def responses(self) -> int:
        """All that came."""
        return sum(self.sites.values())

    def reached(self, stage: Stage) -> int:
        """How many came so far, or further; where they were before is not known of those aside."""
        if stage in ASIDE:
            return self.stages.get(stage, 0)
        further = FUNNEL[FUNNEL.index(stage) :]
        aside = ASIDE if stage in (Stage.NEW, Stage.LOOK) else ()
        return sum(self.stages.get(one, 0) for one in (*further, *aside))

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            Counter(self.stages) + Counter(other.stages),
            Counter(self.sites) + Counter(other.sites),
            Counter(self.reasons) + Counter(other.reasons),
            self.erased + other.erased,
        )


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which candidates of a vacancy are listed."""

    stage: Stage | None = None
    site: str | None = None
    """Who answered there, wherever else too."""


@dataclass(frozen=True, slots=True)
class Candidacy:
    """One person in a vacancy, by the application that tells where they stand."""

    application_id: ApplicationId
    name: str | None
    stage: Stage
    site: str
    sent_at: datetime
    responses: int = 1
    """How often they answered this vacancy."""


class Within(NamedTuple):
    """A time: from, and until (not included) when the responses were sent."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class FirstAnswers:
    """How soon candidates hear from the team."""

    count: int = 0
    median: timedelta | None = None
    here: int = 0
    """About whom something was decided here, and who have not heard of it: no answers."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What was paid for the ads of one site, of those whose price is known, and what came."""

    site: str
    currency: str
    paid: int
    responses: int
    """Since they are up: one price pays for all."""

    @property
    def each(self) -> int | None:
        """Whole units a response, rounded; None: nobody answered."""
        return round(self.paid / self.responses) if self.responses else None


class ErasedKey(NamedTuple):
    """What is kept of those who were erased: numbers by this."""

    publication_id: PublicationId
    day: datetime
    """Midnight of the day when they answered, by the company's clock."""
    stage: Stage
    reason: Reason | None


class ErasedCount(NamedTuple):
    """How many."""

    responses: int
    people: int


def last_heard(one: Application) -> tuple[datetime, int]:
    """Of a person's applications to a vacancy the greatest tells where they stand.

    Whatever happened last: who was rejected and answers again is new once more.
    """
    return (one.handling.acted_at or one.sent_at, one.id)


def leading(
    applications: Sequence[Application], vacancies: Mapping[PublicationId, VacancyId]
) -> Mapping[tuple[VacancyId, PersonId], Application]:
    """The application that tells where each person stands in each vacancy."""
    found: dict[tuple[VacancyId, PersonId], Application] = {}
    for one in sorted(applications, key=last_heard):
        if one.publication_id is not None and one.publication_id in vacancies:
            found[vacancies[one.publication_id], one.person_id] = one
    return found


def erased_counts(
    gone: Sequence[Application],
    vacancies: Mapping[PublicationId, VacancyId],
    left: Collection[tuple[VacancyId, PersonId]],
    time_zone: str,
) -> Mapping[ErasedKey, ErasedCount]:
    """What stays of applications that go. `left`: whoever is there still by another one."""
    leads = leading(gone, vacancies)
    counted = {one.id for key, one in leads.items() if key not in left}
    found: dict[ErasedKey, ErasedCount] = {}
    for one in gone:
        if one.publication_id is None or one.publication_id not in vacancies:
            continue
        there = one.sent_at.astimezone(ZoneInfo(time_zone))
        day = there.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(
            one.sent_at.tzinfo
        )
        key = ErasedKey(one.publication_id, day, one.handling.stage, one.handling.reason)
        before = found.get(key, ErasedCount(0, 0))
        found[key] = ErasedCount(before.responses + 1, before.people + (one.id in counted))
    return found
