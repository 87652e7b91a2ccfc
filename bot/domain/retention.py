"""How long the candidates of a closed vacancy stay (product.md 2.13).

The clock of a vacancy starts on the day when the daily pass first finds it closed, and is set back
when one of its ads is up again. Nobody is erased who was not announced a week before.
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.ids import VacancyId, WorkspaceId
from bot.domain.publication import Publication
from bot.domain.site import Ad
from bot.domain.vacancy import Shelf, Vacancy

MONTHS: Mapping[int, str] = {3: "quarter", 6: "half", 12: "year"}
"""What a company may choose; buttons call it so."""
NOTICE = timedelta(days=7)
_EVER_UP = (Ad.LIVE, Ad.REFUSED, Ad.ENDED)


@dataclass(frozen=True, slots=True)
class Retention:
    """A closed vacancy whose candidates are still here."""

    vacancy_id: VacancyId
    workspace_id: WorkspaceId
    closed_at: datetime
    prolonged_at: datetime | None = None
    """When somebody said that the candidates agree to stay: it is counted from here."""
    warned_at: datetime | None = None

    def ends(self, months: int) -> datetime:
        """When the time is up."""
        return months_later(self.prolonged_at or self.closed_at, months)

    def to_warn(self, months: int, now: datetime) -> bool:
        """Whether it is time to say so."""
        return self.warned_at is None and now >= self.ends(months) - NOTICE

    def over(self, months: int, now: datetime) -> bool:
        """Whether they go: a week after it was said at the earliest."""
        warned = self.warned_at is not None and now >= self.warned_at + NOTICE
        return warned and now >= self.ends(months)

    def goes_at(self, months: int) -> datetime:
        """When they will go, once it was said."""
        return max(self.ends(months), (self.warned_at or self.closed_at) + NOTICE)

    def prolong(self, now: datetime) -> "Retention":
        """They agreed to stay for another term."""
        return replace(self, prolonged_at=now, warned_at=None)


def is_closed(vacancy: Vacancy, ads: Sequence[Publication]) -> bool:
    """No ad of it is up, and one was; or it was archived without one that is."""
    if any(one.ad is Ad.LIVE for one in ads):
        return False
    return vacancy.shelf is Shelf.ARCHIVE or any(one.ad in _EVER_UP for one in ads)


def months_later(moment: datetime, months: int) -> datetime:
    """The same day of a later month, or its last one."""
    years, month = divmod(moment.month - 1 + months, 12)
    year = moment.year + years
    day = min(moment.day, monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)
