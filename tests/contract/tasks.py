"""Tasks that remember what was done to them."""

import asyncio
from collections import Counter

from bot.domain.jobs import Job

SECRET = "a candidate's phone"


class Work:
    """A task that remembers what it did and can be held up."""

    def __init__(self) -> None:
        self.started: list[int] = []
        self.done: list[int] = []
        self.most_at_once = 0
        self.held: dict[int, asyncio.Event] = {}
        self._begun: dict[int, asyncio.Event] = {}
        self._now: Counter[str | None] = Counter()

    def hold(self, *subjects: int) -> None:
        """Let these not end before they are released."""
        self.held |= {subject: asyncio.Event() for subject in subjects}

    def release(self) -> None:
        for event in self.held.values():
            event.set()

    async def begun(self, subject: int) -> None:
        """Wait until it has started."""
        await self._begun.setdefault(subject, asyncio.Event()).wait()

    async def __call__(self, job: Job) -> None:
        self.started.append(job.subject)
        self._begun.setdefault(job.subject, asyncio.Event()).set()
        self._now[job.lock] += 1
        self.most_at_once = max(self.most_at_once, self._now[job.lock])
        try:
            await (self.held[job.subject].wait() if job.subject in self.held else asyncio.sleep(0))
        finally:
            self._now[job.lock] -= 1
        self.done.append(job.subject)


class Failing:
    """A task that fails some times before it succeeds."""

    def __init__(self, times: int, error: type[BaseException] = RuntimeError) -> None:
        self.runs, self._times, self._error = 0, times, error

    async def __call__(self, job: Job) -> None:
        self.runs += 1
        if self.runs <= self._times:
            raise self._error(SECRET)


class Ticks:
    """What runs every so often; `enough` is set once it has run so many times."""

    def __init__(self, enough: int, error: type[Exception] | None = None) -> None:
        self.moments: list[float] = []
        self.enough = asyncio.Event()
        self._most, self._error = enough, error

    async def __call__(self) -> None:
        self.moments.append(asyncio.get_running_loop().time())
        if len(self.moments) == self._most:
            self.enough.set()
        if self._error is not None:
            raise self._error(SECRET)
