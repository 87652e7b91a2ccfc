"""Emulated time: windows and pauses that PACE divides."""

import asyncio
import time
from collections import deque
from collections.abc import Callable

Real = Callable[[], float]
"""Real seconds since an arbitrary moment; a test may move them by hand."""


class PacedClock:
    """Emulated seconds: real ones times `pace`, so that a window of a minute takes 60 / pace."""

    def __init__(self, pace: float = 1.0, real: Real = time.monotonic) -> None:
        if pace <= 0:
            raise ValueError("pace must be above zero")
        self.pace = pace
        self._real = real

    def seconds(self) -> float:
        """Emulated seconds since an arbitrary moment; never goes back."""
        return self._real() * self.pace

    async def sleep(self, seconds: float) -> None:
        """Wait that many emulated seconds."""
        await asyncio.sleep(seconds / self.pace)


class Window:
    """At most `limit` hits in any `seconds` emulated seconds, by one key."""

    def __init__(self, clock: PacedClock, limit: int, seconds: float) -> None:
        self._clock, self.limit, self.seconds = clock, limit, seconds
        self._hits: dict[str, deque[float]] = {}

    def hit(self, key: str) -> float:
        """Count one hit; return 0, or the emulated seconds to wait when it was one too many.

        A refused hit is not counted.
        """
        now, hits = self._clock.seconds(), self._hits.setdefault(key, deque())
        while hits and hits[0] <= now - self.seconds:
            hits.popleft()
        if len(hits) >= self.limit:
            return hits[0] + self.seconds - now
        hits.append(now)
        return 0.0
