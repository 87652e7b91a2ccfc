"""What was missed: one message a chat, and the list behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from bot.domain.account import EmployerAccount
from bot.domain.ids import ApplicationId, DigestId


@dataclass(frozen=True, slots=True)
class MissedOne:
    """One candidate; `name` is empty for one who hides it, masked in groups."""

    application_id: ApplicationId
    name: str
    vacancy: str
    sent_at: datetime
    number: int = 0
    """Which one it is of those that are called the same, from 1; 0: nobody else is."""
    below: bool = False
    """Below the vacancy's threshold."""


@dataclass(frozen=True, slots=True)
class Missed:
    """Those who answered while nobody looked, or before: this page of `count`."""

    digest_id: DigestId
    account: EmployerAccount
    entries: Sequence[MissedOne]
    count: int
    page: int
    pages: int
    past: int = 0
    """How many of `count` are from before their ads were linked."""


@dataclass(frozen=True, slots=True)
class MissedList:
    """The same as a screen, by pages."""

    missed: Missed


@dataclass(frozen=True, slots=True)
class MissedInGroup:
    """The same in a group; its button carries the notice's id."""

    notice_id: int
    missed: Missed


MissedView: TypeAlias = Missed | MissedInGroup | MissedList
