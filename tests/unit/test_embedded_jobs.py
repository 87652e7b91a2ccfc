"""What only the embedded engine has: places kept free, one owner, a database that fails."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.jobs import SCREEN, Job
from bot.domain.paces import Paces
from bot.ports import Clock
from storage.clock import SystemClock
from storage.jobs.embedded import EmbeddedJobs, Room
from storage.jobs.lockfile import AlreadyRunning, LockFile
from storage.jobs.ticker import Ticker
from tests.contract.engines import EmbeddedEngine, enqueue, working
from tests.fakes import FakeClock
from tests.faults.clocks import told_by


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[EmbeddedEngine]:
    made = EmbeddedEngine(tmp_path / "jobs.sqlite", FakeClock(), Paces())
    await made.make_tables()
    yield made
    await made.close()


async def test_a_tap_gets_its_screen_while_everything_else_hangs(engine: EmbeddedEngine) -> None:
    rooms = (Room(SCREEN, 4), Room(1, 3), Room(0, 2))
    lock = LockFile.beside(engine.path)
    jobs = EmbeddedJobs(engine.engine, engine.clock, engine.paces, lock, rooms=rooms)
    engine.jobs, release, shown = jobs, asyncio.Event(), asyncio.Event()
    running: set[int] = set()
    crowds = {2: asyncio.Event(), 3: asyncio.Event()}

    async def hang(job: Job) -> None:
        running.add(job.subject)
        if len(running) in crowds:
            crowds[len(running)].set()
        await release.wait()
        running.discard(job.subject)

    async def show(job: Job) -> None:
        shown.set()

    jobs.task("hang", hang)
    jobs.task("show", show)
    async with working(engine):
        await enqueue(engine, *(Job("hang", number) for number in range(5)))
        await crowds[2].wait()
        await enqueue(engine, *(Job("hang", 10 + number, priority=50) for number in range(5)))
        await crowds[3].wait()
        await enqueue(engine, Job("show", 20, priority=SCREEN))
        await shown.wait()
        assert sum(number < 10 for number in running) == 2
        assert len(running) == 3
        release.set()
        await jobs.idle()
    assert running == set()


async def test_a_job_of_an_unknown_task_is_given_up_at_once(engine: EmbeddedEngine) -> None:
    async with working(engine):
        await enqueue(engine, Job("of a newer version", 1))
        await engine.jobs.idle()
    assert await engine.failed() == [("of a newer version", 1, "UnknownTask")]


async def test_old_failures_go_though_the_process_never_ends(engine: EmbeddedEngine) -> None:
    async with working(engine):
        for number in (1, 2):
            await enqueue(engine, Job("unknown", number))
            await engine.jobs.idle()
            engine.clock.advance(days=20)
        await enqueue(engine, Job("unknown", 3))
        await engine.jobs.idle()
        assert [subject for _, subject, _ in await engine.failed()] == [2, 3]


async def test_a_task_is_registered_once(engine: EmbeddedEngine) -> None:
    async def run(job: Job) -> None:
        """Nothing."""

    engine.jobs.task("work", run)
    with pytest.raises(ValueError, match="work"):
        engine.jobs.task("work", run)


async def test_a_database_that_fails_is_asked_again(
    engine: EmbeddedEngine, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    done = asyncio.Event()

    async def run(job: Job) -> None:
        done.set()

    engine.jobs.task("work", run)
    async with working(engine):
        await enqueue(engine, Job("work", 1, at=engine.clock.now() + timedelta(seconds=5)))
        await engine.jobs.idle()
        async with engine.engine.begin() as connection:
            await connection.exec_driver_sql("ALTER TABLE jobs RENAME TO away")
        engine.clock.advance(seconds=5)
        await engine.clock.someone_sleeps(timedelta(seconds=1))
        engine.clock.advance(seconds=1)
        await engine.clock.someone_sleeps(timedelta(seconds=1))
        async with engine.engine.begin() as connection:
            await connection.exec_driver_sql("ALTER TABLE away RENAME TO jobs")
        engine.clock.advance(seconds=1)
        await done.wait()
    told = [one.getMessage() for one in caplog.records if one.levelno > logging.DEBUG]
    assert told == [
        "the jobs' database failed: OperationalError",
        "the jobs' database works again",
    ]


async def test_a_second_engine_on_the_same_database_refuses(engine: EmbeddedEngine) -> None:
    second = EmbeddedEngine(engine.path, engine.clock, engine.paces)
    async with working(engine):
        await engine.jobs.idle()
        with pytest.raises(AlreadyRunning, match=r"process \d+ already works"):
            await second.jobs.run()
    async with working(second):
        await second.jobs.idle()
    await second.close()


def test_a_lock_file_may_be_entered_again_by_its_holder(tmp_path: Path) -> None:
    lock, other = LockFile.beside(tmp_path / "a.db"), LockFile.beside(tmp_path / "a.db")
    with lock:
        with lock:
            pass
        with pytest.raises(AlreadyRunning), other:
            pass
    with other:
        pass


async def test_real_time_passes(engine: EmbeddedEngine) -> None:
    clock: Clock = SystemClock()
    before = clock.now()
    await clock.sleep(timedelta(milliseconds=1))
    await clock.sleep(timedelta(seconds=-1))
    assert clock.now() > before


class _Stopped(Exception):
    pass


async def test_a_ticker_ticks_at_once_and_again_after_ticks_that_failed(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    ticks: list[int] = []
    enough = asyncio.Event()

    async def tick() -> None:
        ticks.append(len(ticks))
        if len(ticks) < 3:
            raise _Stopped
        if len(ticks) == 4:
            enough.set()

    running = asyncio.create_task(Ticker(timedelta(milliseconds=1), tick).run())
    await enough.wait()
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    assert ticks[:4] == [0, 1, 2, 3]
    told = [one.getMessage() for one in caplog.records if one.name == "storage.jobs.ticker"]
    assert [one for one in told if "work" in one or ":" in one] == [
        "a tick failed: _Stopped",
        "ticks work again",
    ]


async def test_cancelling_a_ticker_cancels_the_tick_in_hand() -> None:
    begun, cancelled = asyncio.Event(), asyncio.Event()

    async def tick() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    running = asyncio.create_task(Ticker(timedelta(hours=1), tick).run())
    await begun.wait()
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    assert cancelled.is_set()


async def test_a_ticker_goes_on_when_the_clock_is_set_back_by_days() -> None:
    ahead, ticks, enough = [timedelta(days=3).total_seconds()], 0, asyncio.Event()

    async def tick() -> None:
        nonlocal ticks
        ticks += 1
        if ticks == 2:
            ahead[0] = 0.0
        if ticks == 6:
            enough.set()

    with told_by(lambda: ahead[0], "apscheduler", "storage.jobs.ticker"):
        running = asyncio.create_task(Ticker(timedelta(milliseconds=5), tick).run())
        async with asyncio.timeout(10):
            await enough.wait()
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
