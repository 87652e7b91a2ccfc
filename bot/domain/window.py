"""Sliding windows: which moment is free under one key, or under several at once."""

from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.paces import Rate

_UNLIKE = timedelta(seconds=1)
"""So far apart processes may see the same moment: nobody has set a clock."""
Rules = Mapping[str, tuple[Rate, ...]]
"""The rates of a key by how the key begins (`chat:`); the longest beginning that fits counts."""


def rates_of(rules: Rules, key: str) -> tuple[Rate, ...]:
    """The rates that hold for `key`. Raises: LookupError when no rule speaks of it."""
    begins = [beginning for beginning in rules if key.startswith(beginning)]
    if not begins:
        raise LookupError(f"no rates for {key.partition(':')[0]}")
    return rules[max(begins, key=len)]


@dataclass(frozen=True, slots=True)
class Window:
    """The places given out under one key, past and to come, as they were at `saved_at`.

    `moments` rise. Nobody gets a place before `halted_until`.
    """

    saved_at: datetime
    moments: tuple[datetime, ...] = ()
    halted_until: datetime | None = None

    def seen(self, now: datetime) -> "Window":
        """As it stands at `now`.

        Saved in the future: the clock went back, and every moment goes back with it. One that
        was due then is due now, and none keeps its key blocked until the clock has caught up.
        """
        back = self.saved_at - now
        if back <= _UNLIKE:
            return replace(self, saved_at=max(now, self.saved_at))
        halted = self.halted_until
        return Window(
            now,
            tuple(moment - back for moment in self.moments),
            None if halted is None else halted - back,
        )

    def free(self, start: datetime, rates: Sequence[Rate]) -> datetime:
        """The earliest moment from `start` on that keeps every rate, between others or after."""
        moment = start if self.halted_until is None else max(start, self.halted_until)
        while True:
            blocked = [self._blocked(moment, rate) for rate in rates]
            latest = max((end for end in blocked if end is not None), default=None)
            if latest is None:
                return moment
            moment = latest

    def taken(self, moment: datetime, rates: Sequence[Rate]) -> "Window":
        """With one more place given out; those too old to matter are forgotten."""
        longest = max((rate.window for rate in rates), default=timedelta())
        moments = [one for one in self.moments if one > self.saved_at - longest]
        insort(moments, moment)
        return replace(self, moments=tuple(moments) if rates else ())

    def halted(self, until: datetime) -> "Window":
        """Closed until then; an earlier word never shortens a later one."""
        later = until if self.halted_until is None else max(until, self.halted_until)
        return replace(self, halted_until=later)

    def _blocked(self, moment: datetime, rate: Rate) -> datetime | None:
        """Until when a place at `moment` would be one too many; None when it would not.

        Looks at each run of `count` neighbours that `moment` would join: as long as all of them
        lie within one window with it, nothing before the end of the run's window is free.
        """
        at = bisect_right(self.moments, moment)
        last = min(at, len(self.moments) - rate.count)
        for first in range(last, max(0, at - rate.count) - 1, -1):
            begin, end = self.moments[first], self.moments[first + rate.count - 1]
            if max(end, moment) - min(begin, moment) < rate.window:
                return begin + rate.window
        return None


def reserve(
    windows: Sequence[tuple[Window, Sequence[Rate]]], now: datetime
) -> tuple[datetime, list[Window]]:
    """Take the earliest moment that is free under all of them; return it and the new windows."""
    seen = [(window.seen(now), rates) for window, rates in windows]
    moment, asked = max([now, *(window.saved_at for window, _ in seen)]), None
    while moment != asked:
        asked = moment
        for window, rates in seen:
            moment = window.free(moment, rates)
    return moment, [window.taken(moment, rates) for window, rates in seen]
