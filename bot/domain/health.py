"""How the product fares as a whole: what operators and their monitoring are told. Nobody's data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

TELLS_AGAIN = timedelta(hours=1)
"""How long a mistake of ours that operators have heard of is only counted."""
TOLD_MOST = 5
"""How many different ones they hear of within that time."""
SLOT = timedelta(minutes=5)
"""Calls are counted by such pieces of time."""
LATELY = timedelta(hours=1)
TELEGRAM = "telegram"
"""Stands among the job sites where calls are counted."""


class Called(StrEnum):
    """How a request to somebody else's server ended."""

    OK = "ok"
    FAILED = "failed"
    LIMITED = "limited"
    """Too many: 429."""


@dataclass(frozen=True, slots=True)
class CallCount:
    """Requests of a while: all of them, and those that did not go well."""

    asked: int = 0
    failed: int = 0
    limited: int = 0

    def __add__(self, other: "CallCount") -> "CallCount":
        return CallCount(
            self.asked + other.asked, self.failed + other.failed, self.limited + other.limited
        )

    @classmethod
    def of(cls, called: Called) -> "CallCount":
        """One request."""
        return cls(1, int(called is Called.FAILED), int(called is Called.LIMITED))

    @property
    def failing(self) -> int:
        """Percent that failed."""
        return round(100 * (self.failed + self.limited) / self.asked) if self.asked else 0


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake of ours, by class and place: how often it was seen, and told of."""

    id: int
    what: str
    seen: int
    told: int = 0
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SiteStanding:
    """How all accounts of one site fare, whosever they are."""

    site: str
    states: Mapping[str, int] = field(default_factory=dict)
    """Accounts by their state; those that work but get no answer are `failing`."""
    newest_sync: datetime | None = None
    median_sync: datetime | None = None
    """Of the accounts that are to be read."""
    oldest_sync: datetime | None = None
    due: int = 0
    """Accounts whose moment to be read has come."""
    paused_at: datetime | None = None
    """Since when an operator lets nobody ask it."""

    @property
    def needs_login(self) -> int:
        """Accounts that wait for their recruiter."""
        return self.states.get("paused", 0)


@dataclass(frozen=True, slots=True)
class Pile:
    """What waits, of one kind."""

    kind: str
    count: int
    oldest: datetime | None = None
    """Due since then; None: nothing of it is due so far."""


@dataclass(frozen=True, slots=True)
class JobPile:
    """Jobs of one task in one lane and state."""

    lane: str
    task: str
    state: str
    count: int
    oldest: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything at one moment."""

    sites: Sequence[SiteStanding] = ()
    jobs: Sequence[JobPile] = ()
    notices: Sequence[Pile] = ()
    actions: Sequence[Pile] = ()
    """What is owed to sites, by what it is."""
    updates: int = 0
    """Those in hand."""

    @property
    def oldest_job(self) -> datetime | None:
        """The moment since which a job is due that nobody has begun."""
        return min((one.oldest for one in self.jobs if one.oldest is not None), default=None)

    @property
    def oldest_notice(self) -> datetime | None:
        """The same of messages."""
        return min((one.oldest for one in self.notices if one.oldest is not None), default=None)

    def without_one(self, kind: str) -> "Standing":
        """Not counting one message of this kind: the very one that tells of all this."""
        fewer = [
            replace(pile, count=pile.count - 1) if pile.kind == kind else pile
            for pile in self.notices
        ]
        return replace(self, notices=[pile for pile in fewer if pile.count])


@dataclass(frozen=True, slots=True)
class Process:
    """The process that answers: of which version, and since when."""

    version: str = ""
    started_at: datetime | None = None


def slot_of(moment: datetime) -> datetime:
    """The beginning of the piece of time that it lies in."""
    seconds = SLOT.total_seconds()
    return datetime.fromtimestamp(moment.timestamp() // seconds * seconds, tz=moment.tzinfo)
