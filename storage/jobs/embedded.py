"""The jobs engine inside one process, on one table of the application's SQLite file."""

import asyncio
import logging
import random
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.jobs import SCREEN, Job
from bot.domain.paces import Paces
from bot.ports import Clock, Run, RunJob
from storage.jobs import rows
from storage.jobs.lockfile import LockFile
from storage.jobs.rows import Claimed, Ended
from storage.jobs.ticker import Ticker

_log = logging.getLogger(__name__)


class Room(NamedTuple):
    """At most `most` jobs run whose priority is below that of the room before this one.

    The first room counts them all; a job counts in every room from its own to the first.
    """

    priority: int
    most: int


# What is below never takes the last places from what is above: a site that hangs may hold every
# sync and every check, and a tap still gets its screen. Most of those above the background only
# wait for the limits of their chat.
ROOMS = (Room(SCREEN, 128), Room(1, 96), Room(0, 32))


class UnknownTask(Exception):
    """A job whose task nobody registered: another version of the program added it."""


class _Task(NamedTuple):
    run: RunJob
    attempts: int


class EmbeddedJobs:
    """ports.Jobs and storage.jobs.JobWriter. Only one process at a time runs it: see `owner`."""

    def __init__(
        self,
        engine: AsyncEngine,
        clock: Clock,
        paces: Paces,
        owner: LockFile,
        *,
        rooms: Sequence[Room] = ROOMS,
    ) -> None:
        """`rooms`: the highest priority first."""
        self._engine, self._clock, self._paces = engine, clock, paces
        self._owner, self._rooms = owner, rooms
        self._tasks: dict[str, _Task] = {}
        self._tickers: dict[str, Ticker] = {}
        self._in_hand: dict[asyncio.Task[None], Claimed] = {}
        self._ended: list[Ended] = []
        self._wake, self._idle = asyncio.Event(), asyncio.Event()
        self._alarm: asyncio.Task[None] | None = None
        self._stopping = self._broken = False

    def task(self, name: str, run: RunJob, *, attempts: int = 5) -> None:
        if name in self._tasks:
            raise ValueError(f"{name} is registered already")
        self._tasks[name] = _Task(run, attempts)

    def every(self, name: str, period: timedelta, run: Run) -> None:
        self._tickers[name] = Ticker(period, run)

    async def add(self, connection: AsyncConnection, job: Job) -> bool:
        return await rows.add(connection, job, self._clock.now())

    async def add_all(self, connection: AsyncConnection, jobs: Sequence[Job]) -> None:
        await rows.add_all(connection, jobs, self._clock.now())

    async def withdraw(self, connection: AsyncConnection, unique: str) -> bool:
        return await rows.withdraw(connection, unique)

    async def turn_back(self, connection: AsyncConnection, now: datetime, back: timedelta) -> None:
        await rows.turn_back(connection, now, back)

    def wake(self) -> None:
        self._wake.set()

    async def idle(self) -> None:
        self._idle.clear()
        self._wake.set()
        await self._idle.wait()

    async def run(self) -> None:
        """Raises: AlreadyRunning."""
        with self._owner:
            self._stopping = False
            await self._restore()
            async with asyncio.TaskGroup() as group:
                looking = group.create_task(self._look(group))
                ticking = [group.create_task(one.run()) for one in self._tickers.values()]
                try:
                    # The look in hand ends by itself: cancelled, its claim might be committed
                    # and nobody would know.
                    await asyncio.shield(looking)
                except asyncio.CancelledError:
                    for one in ticking:
                        one.cancel()
                    self._stopping = True
                    self._wake.set()
                    await looking
                    await self._drain()
                    raise

    async def _look(self, group: asyncio.TaskGroup) -> None:
        while not self._stopping:
            self._wake.clear()
            try:
                claimed, moment = await self._turn()
            except SQLAlchemyError as error:
                self._say_broken(error)
                moment = self._clock.now() + self._paces.of(seconds=1)
            else:
                self._say_broken(None)
                for one in claimed:
                    self._in_hand[group.create_task(self._work(one))] = one
                if not self._in_hand and not self._wake.is_set():
                    self._idle.set()
            self._set_alarm(group, moment)
            await self._wake.wait()
        self._set_alarm(group, None)

    def _say_broken(self, error: SQLAlchemyError | None) -> None:
        """Log that the database fails, and that it works again, each once."""
        if error is not None:
            _log.debug("the jobs' database failed", exc_info=error)
        if error is not None and not self._broken:
            _log.error("the jobs' database failed: %s", type(error).__name__)
        elif error is None and self._broken:
            _log.info("the jobs' database works again")
        self._broken = error is not None

    async def _turn(self) -> tuple[list[Claimed], datetime | None]:
        """Store how jobs ended and take what is due; also say when to look again."""
        ended, now = tuple(self._ended), self._clock.now()
        held = [one.job.lock for one in self._in_hand.values() if one.job.lock]
        async with self._engine.begin() as connection:
            await rows.settle(connection, ended, now)
            claimed = await rows.claim(connection, now, held, self._room)
            moment = await rows.next_moment(connection, now)
        del self._ended[: len(ended)]
        return claimed, moment

    def _room(self, taken: Sequence[Claimed], priority: int) -> bool:
        busy = Counter(self._floor(one.job.priority) for one in (*self._in_hand.values(), *taken))
        own = self._floor(priority)
        above = enumerate(self._rooms[: own + 1])
        return all(busy.total() - sum(busy[i] for i in range(at)) < room.most for at, room in above)

    def _floor(self, priority: int) -> int:
        """Which room a priority belongs to; what is below them all belongs to the last."""
        last = len(self._rooms) - 1
        return next((at for at, one in enumerate(self._rooms) if priority >= one.priority), last)

    async def _work(self, one: Claimed) -> None:
        task = asyncio.current_task()
        assert task is not None  # it runs in a task group
        try:
            await self._named(one.job.task).run(one.job)
        except asyncio.CancelledError as error:
            if task.cancelling():  # at the end of `run`, which puts it back
                raise
            self._ended.append(self._failed(one, error))
        except Exception as error:  # noqa: BLE001 - the edge of every job
            self._ended.append(self._failed(one, error))
        else:
            self._ended.append(Ended(one))
        finally:
            del self._in_hand[task]
            self._wake.set()

    def _named(self, name: str) -> _Task:
        if name not in self._tasks:
            raise UnknownTask(name)
        return self._tasks[name]

    def _failed(self, one: Claimed, error: BaseException) -> Ended:
        task = self._tasks.get(one.job.task)
        attempts, most = one.attempts + 1, task.attempts if task else 1
        name, said = type(error).__name__, (one.job.task, one.job.subject)
        _log.warning("job %s of %d: %s, attempt %d of %d", *said, name, attempts, most)
        _log.debug("job %s of %d", *said, exc_info=error)
        if attempts >= most:
            return Ended(one, error=name)
        pause = self._paces.job_retry(attempts) * random.uniform(1.0, 1.25)  # nosec B311 # a pause
        return Ended(one, again=self._clock.now() + pause)

    def _set_alarm(self, group: asyncio.TaskGroup, moment: datetime | None) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm = None if moment is None else group.create_task(self._ring(moment))

    async def _ring(self, moment: datetime) -> None:
        # A sleep does not see a clock that is set, or a machine that was suspended.
        await self._clock.sleep(min(moment - self._clock.now(), self._paces.tick))
        self._wake.set()

    async def _drain(self) -> None:
        """Let the jobs in hand finish; those that take too long are put back."""
        if self._in_hand:
            _, late = await asyncio.wait(
                list(self._in_hand), timeout=self._paces.drain.total_seconds()
            )
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late)
        try:
            await self._restore()
        except SQLAlchemyError as error:  # the next start does it
            self._say_broken(error)

    async def _restore(self) -> None:
        ended, now = tuple(self._ended), self._clock.now()
        async with self._engine.begin() as connection:
            await rows.settle(connection, ended, now)
            restored = await rows.restore(connection)
        del self._ended[: len(ended)]
        if restored:
            _log.info("%d jobs that were cut short wait again", restored)
