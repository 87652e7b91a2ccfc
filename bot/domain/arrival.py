"""In which order updates are handled that come over many connections at once (design.md 7)."""

from collections.abc import Mapping
from datetime import datetime, timedelta

LOOKED_BACK = 100
"""How many numbers below an update are looked at: more than Telegram has on their way at once."""


def held_until(
    update_id: int, arrived: Mapping[int, datetime], patience: timedelta
) -> datetime | None:
    """Until when an update waits for one below it that is missing; None when none is.

    Telegram counts updates without gaps, and promises no order. `arrived`: when it and those of
    `LOOKED_BACK` below came. What came just after the gap tells since when it has been one: what
    is not filled for so long never is, and holds up nobody any more.
    """
    since = arrived[update_id]
    for number in range(update_id - 1, update_id - LOOKED_BACK, -1):
        if number not in arrived:
            return since + patience
        since = min(since, arrived[number])
    return None
