"""How often a site is asked, between two passes, whether anything came; pure."""

from datetime import datetime, timedelta

from bot.domain.paces import Paces

_SHARE = 6
"""Who answered half an hour ago is followed by others sooner than who answered in the morning."""
_CALLED = 2
"""A site that calls us is looked at so much more rarely: calls are not guaranteed."""


def glance_pause(
    now: datetime, news_at: datetime | None, paces: Paces, *, called: bool = False
) -> timedelta:
    """Before the next look: the shorter, the more lately a response was new.

    From `Paces.glance_least` while they come to `Paces.glance_most`. `called`: the site calls.
    """
    if called:
        return paces.glance_most * _CALLED
    if news_at is None:
        return paces.glance_most
    quiet = max(timedelta(), now - news_at)  # a clock that was set back has no news to come
    return min(max(quiet / _SHARE, paces.glance_least), paces.glance_most)
