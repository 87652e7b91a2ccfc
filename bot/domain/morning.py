"""What a person hears at 9:00: who is new, who waits for an answer, what ends, what is broken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.ids import ApplicationId, MemberId, PersonId, WorkspaceId

DAY = timedelta(days=1)
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
    below: bool = False
    """Below the threshold of its vacancy."""


@dataclass(frozen=True, slots=True)
class Debts:
    """Candidates whom nobody has answered, by how long they wait."""

    day: int = 0
    """For less than a day."""
    days: int = 0
    """For one to three days."""
    long: int = 0

    @property
    def count(self) -> int:
        """All of them."""
        return self.day + self.days + self.long


def came_lately(arrivals: Sequence[Arrival], now: datetime) -> int:
    """How many people came within the last day."""
    return len({one.person_id for one in arrivals if now - one.came < DAY})


def day_of(now: datetime, time_zone: str) -> tuple[datetime, datetime]:
    """The beginning of today there, and of tomorrow."""
    there = now.astimezone(ZoneInfo(time_zone))
    start = there.replace(hour=0, minute=0, second=0, microsecond=0)
    return start.astimezone(UTC), (start + DAY).astimezone(UTC)  # the wall's day, by its zone
