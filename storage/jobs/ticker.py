"""The clock of the embedded engine: APScheduler says when, what is due stands in the database."""

import asyncio
import logging
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.ports import Run

_log = logging.getLogger(__name__)
_PATIENCE = 2
"""After so many periods without a tick it is time for one, whatever the clock says."""


class Tick:
    """One run of what runs every so often. That runs fail is logged once; the next tries again."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._broken = False

    async def __call__(self) -> None:
        try:
            await self._run()
        except Exception as error:  # noqa: BLE001 - the edge of every tick
            if not self._broken:
                _log.error("a tick failed: %s", type(error).__name__)
            _log.debug("a tick failed", exc_info=error)
            self._broken = True
        else:
            if self._broken:
                _log.info("ticks work again")
            self._broken = False


class Ticker:
    """Runs something at once and then every so often; a run that takes longer skips the ticks."""

    def __init__(self, every: timedelta, run: Run) -> None:
        self._every, self._tick = every, Tick(run)

    async def run(self) -> None:
        """Tick until cancelled."""
        due = asyncio.Event()

        async def ring() -> None:
            # The work itself stays in this task: cancelling `run` cancels it too.
            due.set()

        scheduler = AsyncIOScheduler(timezone=UTC)
        job = scheduler.add_job(
            ring,
            IntervalTrigger(seconds=self._every.total_seconds(), timezone=UTC),
            next_run_time=datetime.now(UTC),
            misfire_grace_time=None,
            coalesce=True,
        )
        scheduler.start()
        try:
            while True:
                try:
                    async with asyncio.timeout(_PATIENCE * self._every.total_seconds()):
                        await due.wait()
                except TimeoutError:
                    # The clock was set back: by it the next tick may be days away.
                    job.modify(next_run_time=datetime.now(UTC) + self._every)
                due.clear()
                await self._tick()
        finally:
            scheduler.shutdown(wait=False)
