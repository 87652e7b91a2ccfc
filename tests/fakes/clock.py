"""Time that a test holds."""

import asyncio
from datetime import UTC, datetime, timedelta

MORNING = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
"""A Monday, 9 o'clock in Kyiv."""


class FakeClock:
    """ports.Clock that stands still until it is advanced.

    `hurried`: a sleep moves the time by itself, so that nobody waits.
    """

    def __init__(self, now: datetime = MORNING, *, hurried: bool = False) -> None:
        self._now, self._hurried = now, hurried
        self._sleepers: list[tuple[datetime, asyncio.Future[None]]] = []
        self._lay_down = asyncio.Event()
        self.slept: list[timedelta] = []
        """Every pause that was asked for."""

    def now(self) -> datetime:
        return self._now

    async def sleep(self, duration: timedelta) -> None:
        self.slept.append(duration)
        if self._hurried and duration > timedelta():
            self.advance(duration)
        if duration <= timedelta() or self._hurried:
            await asyncio.sleep(0)
            return
        waking: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._sleepers.append((self._now + duration, waking))
        self._lay_down.set()
        await waking

    async def someone_sleeps(self, duration: timedelta) -> None:
        """Return when somebody sleeps who wakes after that time."""
        while not any(
            moment - self._now == duration and not waking.done()
            for moment, waking in self._sleepers
        ):
            self._lay_down.clear()
            await self._lay_down.wait()

    def advance(self, duration: timedelta | None = None, **units: float) -> None:
        """Let time pass (`minutes=2`) and wake who has slept enough."""
        self._now += timedelta(**units) + (duration or timedelta())
        awake = [one for one in self._sleepers if one[0] <= self._now]
        self._sleepers = [one for one in self._sleepers if one[0] > self._now]
        for _, waking in awake:
            if not waking.done():  # cancelled meanwhile
                waking.set_result(None)

    def jump(self, now: datetime) -> None:
        """Set the clock, as a machine's is set: nobody's pause gets shorter or longer."""
        passed = now - self._now
        self._now = now
        self._sleepers = [(moment + passed, waking) for moment, waking in self._sleepers]
