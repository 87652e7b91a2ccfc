"""Linking several ads of an account at once, and how far back their responses are wanted."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.errors import BadInput
from bot.domain.ids import AccountId, AdoptionId, MemberId, PublicationId, WorkspaceId
from bot.domain.site import RemoteApplication

UNREAD_AGE = timedelta(days=14)
"""How old what nobody has looked at may be to be wanted with the new ones."""
FEW = 5
"""Responses that may come as cards: more are one digest (product.md 2.11)."""
_TYPED = re.compile(r"(\d{1,2})[./-](\d{1,2})(?:[./-](\d{2}|\d{4}))?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


class History(StrEnum):
    """Which responses from before are wanted."""

    NEW = "new"
    """None but those that nobody has looked at, where the site tells that (`UNREAD_AGE`)."""
    SINCE = "since"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person has chosen; `since` belongs to History.SINCE."""

    history: History = History.NEW
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Adoption:
    """One wish to link these ads, from the tap to the last response from before."""

    id: AdoptionId
    workspace_id: WorkspaceId
    account_id: AccountId
    asked_by: MemberId
    asked_at: datetime
    total: int
    history: History = History.NEW
    since: datetime | None = None
    digest: bool = False
    """Whatever was sent before `asked_at` comes as one list, without cards."""
    reading: bool = False
    """The account's feed is still to be read from its beginning, from `position` on."""
    position: str | None = None
    linked: tuple[PublicationId, ...] = ()
    lost: tuple[str, ...] = ()
    """Titles of those that the site no longer had, or told in a way that nobody can read."""
    done_at: datetime | None = None
    version: int = 1

    def with_linked(self, publication_id: PublicationId) -> "Adoption":
        """One more is linked."""
        return replace(self, linked=(*self.linked, publication_id))

    def without(self, title: str) -> "Adoption":
        """One can't be linked."""
        return replace(self, lost=(*self.lost, title))

    def takes(self, item: RemoteApplication) -> bool:
        """Whether a response from before is wanted, as far as its age and state go."""
        if item.sent_at >= self.asked_at or (self.since is not None and item.sent_at < self.since):
            return False
        return self.history is not History.NEW or bool(item.unread)


def day_typed(text: str, today: date) -> date:
    """`1.9`, `01.09.2026` or `2026-09-01`; without a year the last such day.

    Raises: BadInput("history-date") for anything else, and for a day that is yet to come.
    """
    iso, typed = _ISO.fullmatch(text.strip()), _TYPED.fullmatch(text.strip().rstrip("."))
    try:
        if iso is not None:
            found = date(int(iso[1]), int(iso[2]), int(iso[3]))
        elif typed is not None and typed[3] is not None:
            year = int(typed[3])
            found = date(year + 2000 if year < 100 else year, int(typed[2]), int(typed[1]))
        elif typed is not None:
            found = _last(int(typed[2]), int(typed[1]), today)
        else:
            raise BadInput("history-date")
    except ValueError:
        raise BadInput("history-date") from None
    if found > today:
        raise BadInput("history-date")
    return found


def _last(month: int, day: int, today: date) -> date:
    this_year = date(today.year, month, day)
    return this_year if this_year <= today else date(today.year - 1, month, day)
