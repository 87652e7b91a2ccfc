"""What the owner of an ad has to know of it, and when it is time to say so."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

SOON_DAYS = 3
"""An ad that has no more days than that left is about to end."""
_TOLD_FROM = time(9)
"""By the workspace's clock, so that all that ends on one day is one message, and none at night."""


class Alert(StrEnum):
    """What is wrong with an ad, or will be soon; one is told of once."""

    REFUSED = "refused"
    """By the site's moderators."""
    DELETED = "deleted"
    EXPIRED = "expired"
    CLOSED = "closed"
    """In the cabinet; a close of our own is known to who asked for it."""
    PAUSED = "paused"
    UNPAID = "unpaid"
    """About to end, and no publication is left to renew it with."""
    EXPIRING = "expiring"
    CONFIRM = "confirm"
    """The site wants to hear, in its cabinet, that the ad is still meant."""


OVER = frozenset({Alert.EXPIRED, Alert.CLOSED, Alert.DELETED})
"""Candidates see the ad no more, whichever of them it is."""
PASSING = frozenset({Alert.CONFIRM})
"""What is over by itself: that it is over is no news."""


@dataclass(frozen=True, slots=True)
class Today:
    """A moment where a company is."""

    now: datetime
    time_zone: str

    def days_left(self, until: datetime) -> int:
        """How many days lie between today and the day of `until`; 0: it is today, or was."""
        zone = ZoneInfo(self.time_zone)
        days = (until.astimezone(zone).date() - self.now.astimezone(zone).date()).days
        return max(0, days)

    def is_soon(self, until: datetime) -> bool:
        """Whether it is time to say that something ends then."""
        zone = ZoneInfo(self.time_zone)
        first = until.astimezone(zone).date() - timedelta(days=SOON_DAYS)
        return self.now >= datetime.combine(first, _TOLD_FROM, zone)
