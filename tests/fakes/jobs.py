"""The jobs port in memory: one list, one loop."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from bot.domain.ids import new_id
from bot.domain.jobs import Job
from bot.domain.paces import Paces
from bot.ports import Clock, Run, RunJob
from storage.jobs.ticker import Tick


@dataclass(frozen=True, slots=True)
class Waiting:
    """A job that waits or runs; `at` of the job is always set."""

    id: int
    job: Job
    attempts: int = 0

    @property
    def order(self) -> tuple[int, datetime | None, int]:
        """Smaller goes first."""
        return (-self.job.priority, self.job.at, self.id)


@dataclass(frozen=True, slots=True)
class Failed:
    """A job that was given up; `error` is the class name."""

    job: Job
    error: str


class MemoryJobs:
    """ports.Jobs. `MemoryStore` puts into it what its transactions enqueue."""

    def __init__(self, clock: Clock, paces: Paces | None = None) -> None:
        self._clock, self._paces = clock, paces or Paces()
        self._tasks: dict[str, tuple[RunJob, int]] = {}
        self._every: list[tuple[timedelta, Run]] = []
        self._waiting: dict[int, Waiting] = {}
        self._running: dict[int, tuple[Waiting, asyncio.Task[None]]] = {}
        self._wake, self._idle = asyncio.Event(), asyncio.Event()
        self.failed: list[Failed] = []

    @property
    def waiting(self) -> list[Job]:
        """What waits, in the order in which it was added."""
        return [one.job for one in self._waiting.values()]

    def task(self, name: str, run: RunJob, *, attempts: int = 5) -> None:
        self._tasks[name] = (run, attempts)

    def every(self, name: str, period: timedelta, run: Run) -> None:
        self._every.append((period, run))

    @contextmanager
    def transaction(self) -> Iterator["JobsDraft"]:
        """Jobs that are added only when the draft is committed."""
        yield JobsDraft(self)

    def keys(self) -> set[str]:
        """The unique keys that wait."""
        return {one.job.unique for one in self._waiting.values() if one.job.unique}

    def put(self, job: Job) -> None:
        """Let it wait; one with its key that waits already is hurried instead."""
        self._put(Waiting(new_id(), replace(job, at=job.at or self._clock.now())))

    def take_back(self, unique: str) -> None:
        """Forget the waiting job with this key."""
        self._waiting = {key: one for key, one in self._waiting.items() if one.job.unique != unique}

    def turn_back(self, now: datetime, back: timedelta) -> None:
        """What waits for a moment after `now` waits so much shorter."""
        for key, one in self._waiting.items():
            if one.job.at is not None and one.job.at > now:
                self._waiting[key] = replace(one, job=replace(one.job, at=one.job.at - back))

    def take(self, task: str | None = None) -> Job | None:
        """Take out the job that would start next, for a test that runs it by hand."""
        now = self._clock.now()
        ready = sorted(self._waiting.values(), key=lambda one: one.order)
        for one in ready:
            due = one.job.at is None or one.job.at <= now
            if due and task in (None, one.job.task):
                return self._waiting.pop(one.id).job
        return None

    def wake(self) -> None:
        """Look for work."""
        self._wake.set()

    def crashed(self) -> "MemoryJobs":
        """What another process would find had this one been killed just now."""
        other = MemoryJobs(self._clock, self._paces)
        other.failed = list(self.failed)
        for one in (*self._waiting.values(), *(one for one, _ in self._running.values())):
            other._put(one)
        return other

    async def idle(self) -> None:
        self._idle.clear()
        self._wake.set()
        await self._idle.wait()

    async def run(self) -> None:
        async with asyncio.TaskGroup() as group:
            alarm: asyncio.Task[None] | None = None
            for period, run in self._every:
                group.create_task(self._repeat(period, run))
            try:
                while True:
                    self._wake.clear()
                    self._start_due(group)
                    if not self._running and not self._wake.is_set():
                        self._idle.set()
                    if alarm:
                        alarm.cancel()
                    alarm = group.create_task(self._ring(self._next()))
                    await self._wake.wait()
            except asyncio.CancelledError:
                await self._drain()
                raise

    async def _repeat(self, period: timedelta, run: Run) -> None:
        tick = Tick(run)
        while True:
            await tick()
            await self._clock.sleep(period)

    def _start_due(self, group: asyncio.TaskGroup) -> None:
        now, held = self._clock.now(), {one.job.lock for one, _ in self._running.values()}
        for one in sorted(self._waiting.values(), key=lambda one: one.order):
            due = one.job.at is None or one.job.at <= now
            if due and (one.job.lock is None or one.job.lock not in held):
                held.add(one.job.lock)
                del self._waiting[one.id]
                self._running[one.id] = one, group.create_task(self._work(one))

    async def _work(self, one: Waiting) -> None:
        (run, most), task = self._tasks[one.job.task], asyncio.current_task()
        try:
            await run(one.job)
        except asyncio.CancelledError as error:
            if task and task.cancelling():
                self._put(one)
                raise
            self._again(one, error, most)
        except Exception as error:  # noqa: BLE001 - the edge of every job
            self._again(one, error, most)
        finally:
            del self._running[one.id]
            self._wake.set()

    def _again(self, one: Waiting, error: BaseException, most: int) -> None:
        attempts = one.attempts + 1
        if attempts >= most:
            self.failed.append(Failed(one.job, type(error).__name__))
            return
        at = self._clock.now() + self._paces.job_retry(attempts)
        self._put(Waiting(one.id, replace(one.job, at=at), attempts))

    def _put(self, new: Waiting) -> None:
        twins = self._waiting.values() if new.job.unique else ()
        old = next((one for one in twins if one.job.unique == new.job.unique), None)
        kept = new if old is None else _hurried(old, new)
        self._waiting[kept.id] = kept

    def _next(self) -> datetime | None:
        now = self._clock.now()
        later = [one.job.at for one in self._waiting.values() if one.job.at and one.job.at > now]
        return min(later, default=None)

    async def _ring(self, moment: datetime | None) -> None:
        if moment:
            await self._clock.sleep(moment - self._clock.now())
            self._wake.set()

    async def _drain(self) -> None:
        tasks = [task for _, task in self._running.values()]
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=self._paces.drain.total_seconds())
            for task in late:
                task.cancel()


class JobsDraft:
    """What one transaction adds."""

    def __init__(self, jobs: MemoryJobs) -> None:
        self._jobs = jobs
        self._steps: list[Callable[[], None]] = []

    @cached_property
    def _keys(self) -> set[str]:
        """Those that wait; most transactions never ask."""
        return self._jobs.keys()

    def add(self, job: Job) -> bool:
        """Whether it is new."""
        new = job.unique is None or job.unique not in self._keys
        self._steps.append(lambda: self._jobs.put(job))
        self._keys.update({job.unique} if job.unique else ())
        return new

    def withdraw(self, unique: str) -> bool:
        """Whether one with this key waited."""
        waited = unique in self._keys
        self._keys.discard(unique)
        self._steps.append(lambda: self._jobs.take_back(unique))
        return waited

    def turn_back(self, now: datetime, back: timedelta) -> None:
        """What waits for a moment after `now` waits so much shorter."""
        self._steps.append(lambda: self._jobs.turn_back(now, back))

    def commit(self) -> None:
        """Make it so and wake the loop."""
        for step in self._steps:
            step()
        self._steps.clear()
        self._jobs.wake()


def _hurried(old: Waiting, new: Waiting) -> Waiting:
    moments = [at for at in (old.job.at, new.job.at) if at is not None]
    priority = max(old.job.priority, new.job.priority)
    job = replace(old.job, at=min(moments), priority=priority)
    return Waiting(old.id, job, max(old.attempts, new.attempts))
