"""Real time."""

import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

_LOOKS = 3
_SLOW = timedelta(milliseconds=100)
"""Half of it is what such a look may be wrong by."""


class SystemClock:
    """ports.Clock by the machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    async def sleep(self, duration: timedelta) -> None:
        await asyncio.sleep(max(0.0, duration.total_seconds()))


class DatabaseClock(SystemClock):
    """ports.Clock by PostgreSQL's own time, which is the same for every process and machine."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine, self._ahead = engine, timedelta()

    def now(self) -> datetime:
        return super().now() + self._ahead

    async def measure(self) -> None:
        """See how far the database's clock is ahead of this machine's. Raises: OperationalError.

        An answer that took long says little: the process may have stood still meanwhile.
        """
        looks: list[tuple[timedelta, timedelta]] = []
        async with self._engine.connect() as connection:
            while len(looks) < _LOOKS and min(looks, default=(_SLOW,))[0] >= _SLOW:
                before = super().now()
                there: datetime = await connection.scalar(text("SELECT clock_timestamp()"))
                took = super().now() - before
                looks.append((abs(took), there - (before + took / 2)))
        _, self._ahead = min(looks)
