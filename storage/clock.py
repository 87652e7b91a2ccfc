"""Real time."""

import asyncio
from datetime import UTC, datetime, timedelta


class SystemClock:
    """ports.Clock by the machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    async def sleep(self, duration: timedelta) -> None:
        await asyncio.sleep(max(0.0, duration.total_seconds()))
