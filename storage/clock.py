"""Real time."""

import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine


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
        """See how far the database's clock is ahead of this machine's. Raises: OperationalError."""
        async with self._engine.connect() as connection:
            before = super().now()
            there: datetime = await connection.scalar(text("SELECT clock_timestamp()"))
            here = before + (super().now() - before) / 2
        self._ahead = there - here
