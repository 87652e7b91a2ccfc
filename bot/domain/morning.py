"""What a person hears at 9:00: who is new, who waits for an answer, what ends, what is broken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import MemberId, WorkspaceId

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
    """A candidate, as far as a count needs it."""

    came: datetime
    """When it was stored."""
    answered: bool


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
        waits = [now - one.came for one in arrivals if not one.answered]
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
    """How many came within the last day."""
    return sum(now - one.came < _DAY for one in arrivals)
