"""What a person hears at 9:00: who is new, who waits for an answer, what ends, what is broken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.ids import ApplicationId, MemberId, PersonId, WorkspaceId

_DAY = timedelta(days=1)
LOOKS_BACK = timedelta(days=30)
"""Who came before that is no debt any more, but history."""


@dataclass(frozen=True, slots=True)
class DueMorning:
    """A member whose morning has come, as the clock finds it."""

    workspace_id: WorkspaceId
    member_id: MemberId


@dataclass(frozen=True, slots=True)
class Arrival:
    """An application, as far as a count needs it."""

    id: ApplicationId
    person_id: PersonId
    came: datetime
    """When it was stored."""
    answered: bool
    answered_at: datetime | None = None
    """None also where only its site says so."""
    later_until: datetime | None = None
    below: bool = False
    """Below the threshold of its vacancy."""


def owed(arrivals: Sequence[Arrival], now: datetime) -> Sequence[Arrival]:
    """Whom nobody has answered and nobody has put off: of each person what waits longest.

    Who heard from the team about one application after sending another has heard.
    """
    heard: dict[PersonId, datetime] = {}
    for one in arrivals:
        if one.answered_at is not None:
            heard[one.person_id] = max(one.answered_at, heard.get(one.person_id, one.answered_at))
    waiting: dict[PersonId, Arrival] = {}
    for one in sorted(arrivals, key=lambda it: it.came):
        later = one.later_until is not None and now < one.later_until
        since = heard.get(one.person_id)
        if not (one.answered or later or (since is not None and one.came <= since)):
            waiting.setdefault(one.person_id, one)
    return list(waiting.values())


@dataclass(frozen=True, slots=True)
class Debts:
    """Candidates whom nobody has answered, by how long they wait."""

    day: int = 0
    """For less than a day."""
    days: int = 0
    """For one to three days."""
    long: int = 0

    @classmethod
    def of(cls, arrivals: Sequence[Arrival], now: datetime) -> "Debts":
        """Count those without an answer."""
        waits = [now - one.came for one in owed(arrivals, now)]
        return cls(
            sum(one < _DAY for one in waits),
            sum(_DAY <= one < 3 * _DAY for one in waits),
            sum(one >= 3 * _DAY for one in waits),
        )

    @property
    def count(self) -> int:
        """All of them."""
        return self.day + self.days + self.long


def came_lately(arrivals: Sequence[Arrival], now: datetime) -> int:
    """How many people came within the last day."""
    return len({one.person_id for one in arrivals if now - one.came < _DAY})


def day_of(now: datetime, time_zone: str) -> tuple[datetime, datetime]:
    """The beginning of today there, and of tomorrow."""
    there = now.astimezone(ZoneInfo(time_zone))
    start = there.replace(hour=0, minute=0, second=0, microsecond=0)
    return start.astimezone(UTC), (start + _DAY).astimezone(UTC)  # the wall's day, by its zone
