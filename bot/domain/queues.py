"""The queues of the inbox: who is new, who is mine, whom nobody answered (product.md 2.16).

A decision that stayed here is no answer (bot.domain.handling): who is refused where the site passes
nothing on leaves the debt, and stands among `HERE` until somebody says that they know.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.domain.handling import Stage
from bot.domain.ids import AccountId, ApplicationId, MemberId
from bot.domain.morning import LOOKS_BACK, Debts
from bot.domain.workspace import Actor, Right

COUNTED_MOST = 999
"""Nobody counts further: a count costs the same however many there are."""
PAGE = 8
"""Candidates on one page of a list."""
SNAPSHOT_MOST = 300
"""Candidates that are gone through, or refused, in one go."""
SETTLED = (Stage.REJECTED, Stage.HIRED)
"""Where a candidate is nobody's work any more."""


class Queue(StrEnum):
    """One list of the inbox."""

    NEW = "new"
    """Nobody has answered, nor begun with them."""
    MINE = "mine"
    """The member's own work."""
    UNANSWERED = "unanswered"
    """The debt: who waits longest comes first."""
    LATER = "later"
    """Put off until a moment that is still to come."""
    HERE = "here"
    """About whom something was decided lately that they have not heard."""
    REPLIED = "replied"
    """Who heard from the team lately."""


class Age(StrEnum):
    """How long somebody waits for an answer."""

    DAY = "day"
    DAYS = "days"
    LONG = "long"
    WEEKS = "weeks"
    PAST = "past"
    """Longer than anybody counts as a debt."""


_AGES: Mapping[Age, tuple[timedelta, timedelta]] = {
    Age.DAY: (timedelta.min, timedelta(days=1)),
    Age.DAYS: (timedelta(days=1), timedelta(days=3)),
    Age.LONG: (timedelta(days=3), timedelta(days=7)),
    Age.WEEKS: (timedelta(days=7), LOOKS_BACK),
    Age.PAST: (LOOKS_BACK, timedelta.max),
}
"""From which wait on, and until which."""


def age_of(waits: timedelta) -> Age:
    """The age that somebody who waits so long has."""
    return next(age for age, (least, most) in _AGES.items() if least <= waits < most)


def debts_of(ages: Mapping[Age, int]) -> Debts:
    """As a morning says it."""
    return Debts(ages[Age.DAY], ages[Age.DAYS], ages[Age.LONG] + ages[Age.WEEKS])


def sent_within(age: Age | None, now: datetime) -> tuple[datetime | None, datetime | None]:
    """After which moment, and until which, those of an age were sent; None: the whole debt."""
    if age is None:
        return now - LOOKS_BACK, None
    least, most = _AGES[age]
    return (
        None if most == timedelta.max else now - most,
        None if least == timedelta.min else now - least,
    )


@dataclass(frozen=True, slots=True)
class Seen:
    """Whose candidates a member sees: all, or those of own vacancies and those given to them."""

    member_id: MemberId
    every: bool

    @classmethod
    def of(cls, actor: Actor, *, own: bool = False) -> "Seen":
        """Who runs the team sees all of them, and may look at `own` ones alone."""
        return cls(actor.member_id, actor.may(Right.MANAGE_TEAM) and not own)


@dataclass(frozen=True, slots=True)
class Part:
    """What of the inbox is looked at."""

    queue: Queue
    age: Age | None = None
    """Of the unanswered ones alone."""
    own: bool = False
    """Only one's own, for who sees all."""
    lately: bool = False
    """Of the new ones: who came to one's own open vacancies within a day, answered or not."""

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Part":
        """As it stands in a conversation's draft."""
        age = kept.get("age")
        return cls(
            Queue(kept["queue"]),
            Age(age) if age else None,
            bool(kept.get("own")),
            bool(kept.get("lately")),
        )

    def kept(self) -> dict[str, Any]:
        """For the draft."""
        return {
            "queue": self.queue.value,
            "age": self.age and self.age.value,
            "own": self.own,
            "lately": self.lately,
        }


@dataclass(frozen=True, slots=True)
class QueueLine:
    """A candidate as a list shows one; nothing that is sealed is opened for it."""

    id: ApplicationId
    name: str | None
    vacancy: str
    site: str
    account_id: AccountId
    sent_at: datetime
    stage: Stage = Stage.NEW
    assignee_id: MemberId | None = None
    answered_at: datetime | None = None
    later_until: datetime | None = None
    decided_at: datetime | None = None

    @property
    def waiting(self) -> bool:
        """Whether they wait for a decision, and a word."""
        return self.answered_at is None and self.decided_at is None


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many of one vacancy's candidates nobody has answered."""

    new: int = 0
    """Nobody has begun with them."""
    debt: int = 0
    """They wait for longer than a day, but not as long as nobody counts."""


DEBT_AFTER = timedelta(days=1)
"""How long somebody waits before they are a debt of the vacancy."""


def shown_first(lines: Sequence[QueueLine], ids: Sequence[ApplicationId]) -> list[QueueLine]:
    """In the order of `ids`; who is not there any more is left out."""
    known = {one.id: one for one in lines}
    return [known[one] for one in ids if one in known]
