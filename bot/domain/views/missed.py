"""What was missed: one message a chat, and the list behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.account import EmployerAccount
from bot.domain.ids import ApplicationId, DigestId


@dataclass(frozen=True, slots=True)
class MissedOne:
    """One candidate; `name` is empty for one who hides it, masked in groups."""

    application_id: ApplicationId
    name: str
    vacancy: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Missed:
    """Those who answered while nobody looked: this page of `count`."""

    digest_id: DigestId
    account: EmployerAccount
    entries: Sequence[MissedOne]
    count: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class MissedList:
    """The same as a screen, by pages."""

    missed: Missed


@dataclass(frozen=True, slots=True)
class MissedInGroup:
    """The same in a group; its button carries the notice's id."""

    notice_id: int
    missed: Missed
