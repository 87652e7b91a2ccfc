"""What only an engine of several processes on a server can get wrong."""

import asyncio
import logging
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job as Stored
from sqlalchemy.engine import URL, make_url

from bot.domain.jobs import Job
from bot.domain.paces import Paces
from storage.clock import SystemClock
from storage.jobs import living, postgres, presence
from storage.jobs.postgres import ANSWERS, PostgresJobs
from storage.jobs.turns import _FETCH
from tests.contract.engines import (
    QUICK,
    ProcrastinateEngine,
    enqueue,
    working,
)
from tests.contract.tasks import Failing, Ticks, Work
from tests.e2e.gate import Gate
from tests.postgres import libpq

LOOK = timedelta(milliseconds=100)


@pytest.fixture
async def engine(
    empty_postgres: Callable[[], URL], monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[ProcrastinateEngine]:
    """Its process looks often for the dead."""
    monkeypatch.setattr(presence, "_PAUSE", LOOK)
    made = ProcrastinateEngine(empty_postgres(), Paces())
    yield made
    await made.close()


@pytest.fixture
def work(engine: ProcrastinateEngine) -> Work:
    engine.jobs.task("work", made := Work())
    return made


@pytest.fixture
async def gate(empty_postgres: Callable[[], URL]) -> AsyncIterator[Gate]:
    """Open. The folder's name is short: the address of a socket must be."""
    with tempfile.TemporaryDirectory() as folder:
        address = empty_postgres().render_as_string(hide_password=False)
        one = Gate(address, Path(folder))
        await one.open()
        yield one
        await one.shut()


def _ask(engine: ProcrastinateEngine, statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with psycopg.connect(libpq(engine.url), autocommit=True) as connection:
        return connection.execute(statement.encode(), values or None).fetchall()


def _states(engine: ProcrastinateEngine) -> list[str]:
    """Of the test's jobs."""
    asked = "SELECT status FROM procrastinate_jobs WHERE args ? 'subject'"
    return [str(state) for (state,) in _ask(engine, asked)]


async def _until(done: Callable[[], object]) -> None:
    async with asyncio.timeout(10):
        while not done():
            await SystemClock().sleep(timedelta(milliseconds=10))


async def _looks(engine: ProcrastinateEngine, times: int) -> None:
    """Return when the process has looked so many times more."""
    look, seen, enough = engine.jobs._presence._put_back, 0, asyncio.Event()

    async def count() -> None:
        nonlocal seen
        await look()
        seen += 1
        if seen == times:
            enough.set()

    engine.jobs._presence._put_back = count
    await enough.wait()


# -- workers that die, and workers that only seem to ----------------------------------------


class _Elsewhere:
    """A worker of another process, which has all of the test's jobs in hand, or died with them."""

    def __init__(self, url: URL) -> None:
        self._session = psycopg.connect(libpq(url), autocommit=True)

    def take(self) -> None:
        (worker_id, _), *_ = self._session.execute(presence._REGISTER, {"space": living.SPACE})
        self._session.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE args ? 'subject'",
            [worker_id],
        )

    def die(self) -> None:
        self._session.close()


@pytest.fixture
def other(engine: ProcrastinateEngine) -> Iterator[_Elsewhere]:
    one = _Elsewhere(engine.url)
    yield one
    one.die()


async def test_what_a_killed_process_had_in_hand_is_known_within_a_few_looks(
    engine: ProcrastinateEngine, work: Work, other: _Elsewhere
) -> None:
    await enqueue(engine, Job("work", 1, lock="account:1"))
    other.take()
    other.die()
    async with working(engine):
        await work.begun(1)


async def test_what_a_living_process_has_in_hand_stays_there(
    engine: ProcrastinateEngine, work: Work, other: _Elsewhere
) -> None:
    await enqueue(engine, Job("work", 1, lock="account:1"))
    other.take()
    async with working(engine):
        await enqueue(engine, Job("work", 2))
        await work.begun(2)
        await _looks(engine, 2 * presence.LOOKS)
    assert work.started == [2]


async def test_a_process_whose_session_breaks_keeps_what_it_has_in_hand(
    engine: ProcrastinateEngine, work: Work
) -> None:
    other = ProcrastinateEngine(engine.url, Paces())
    other.jobs.task("work", elsewhere := Work())
    work.hold(1)
    async with working(engine):
        await enqueue(engine, Job("work", 1, lock="account:1"))
        await work.begun(1)
        async with working(other):
            _ask(
                engine,
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
                f" AND objid IN ({', '.join(map(str, engine.jobs._presence.own))})",
            )
            await _looks(other, 2 * presence.LOOKS)
            assert _states(engine) == ["doing"]
            work.release()
            await engine.jobs.idle()
    await other.close()
    assert work.done + elsewhere.done == [1]


async def test_who_was_taken_for_dead_ends_nobody_elses_job(
    engine: ProcrastinateEngine, work: Work, other: _Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = asyncio.Event()
    turns = engine.jobs._turns
    finish = turns.finish_job

    async def note(*, job: Stored, **named: Any) -> None:
        await finish(job=job, **named)
        if job.task_name == "work":
            ended.set()

    monkeypatch.setattr(turns, "finish_job", note)
    work.hold(1)
    async with working(engine):
        await enqueue(engine, Job("work", 1, lock="account:1"))
        await work.begun(1)
        other.take()
        work.release()
        await ended.wait()
        assert _states(engine) == ["doing"]


async def test_who_was_taken_for_dead_puts_nobody_elses_job_back(
    engine: ProcrastinateEngine, other: _Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = asyncio.Event()
    turns = engine.jobs._turns
    retry = turns.retry_job

    async def note(*given: Any, **named: Any) -> None:
        await retry(*given, **named)
        again.set()

    async def fail(_: Job) -> None:
        other.take()
        raise RuntimeError

    monkeypatch.setattr(turns, "retry_job", note)
    engine.jobs.task("fail", fail)
    async with working(engine):
        await enqueue(engine, Job("fail", 1))
        await again.wait()
        assert _states(engine) == ["doing"]


@pytest.mark.parametrize("lost", ["DELETE", "UPDATE procrastinate_jobs SET status = 'doing'"])
async def test_a_job_whose_beginning_or_end_was_lost_on_the_way_is_no_lock_for_ever(
    engine: ProcrastinateEngine, work: Work, monkeypatch: pytest.MonkeyPatch, lost: str
) -> None:
    """The server was gone for that moment only: the worker lives on."""
    connector = engine.jobs._app.connector
    times = 0
    for name in ("execute_query_async", "execute_query_all_async"):
        execute = getattr(connector, name)

        async def fail(query: str, _execute: Any = execute, **values: Any) -> Any:
            nonlocal times
            found = await _execute(query, **values) if "DELETE" not in query else None
            if lost in query and (found or found is None) and not times:
                times += 1
                raise ConnectorException
            return await _execute(query, **values) if "DELETE" in query else found

        monkeypatch.setattr(connector, name, fail)
    async with working(engine):
        await enqueue(engine, Job("work", 1, lock="account:1"))
        await enqueue(engine, Job("work", 2, lock="account:1"))
        await work.begun(2)
    assert times == 1
    assert set(work.done) == {1, 2}


# -- wake-ups ---------------------------------------------------------------------------------


class _Soon(Paces):
    """What failed runs again long before anybody would look by themselves."""

    def job_retry(self, failures: int) -> timedelta:
        return timedelta(milliseconds=50)


async def test_a_failed_job_without_a_lock_runs_again_at_its_moment(
    empty_postgres: Callable[[], URL],
) -> None:
    engine = ProcrastinateEngine(empty_postgres(), _Soon())
    engine.jobs.task("work", work := Failing(1))
    async with working(engine):
        await enqueue(engine, Job("work", 1))
        async with asyncio.timeout(3):
            await _until(lambda: work.runs == 2)
    await engine.close()


async def test_a_tick_does_not_wait_behind_all_that_waits(
    engine: ProcrastinateEngine, work: Work
) -> None:
    ticks = Ticks(enough=1)
    engine.jobs.every("tick", timedelta(hours=1), ticks)
    await engine.fill([Job("work", number) for number in range(engine.many)])
    async with working(engine):
        await ticks.enough.wait()
        assert len(work.done) < engine.many / 2


async def test_a_key_that_is_asked_for_again_and_again_leaves_no_trail(
    engine: ProcrastinateEngine,
) -> None:
    later = engine.now() + timedelta(hours=1)
    for _ in range(20):
        assert await enqueue(engine, Job("work", 1, unique="work:1", at=later)) in ([True], [False])
    ((events,),) = _ask(engine, "SELECT count(*) FROM procrastinate_events")
    assert events == 2


# -- a server that goes away ------------------------------------------------------------------


def _through(gate: Gate, paces: Paces, **lanes: Any) -> PostgresJobs:
    return PostgresJobs(make_url(gate.address), SystemClock(), paces, **lanes)


async def test_a_process_that_starts_without_its_server_waits_for_it(gate: Gate) -> None:
    jobs, ticks = _through(gate, QUICK), Ticks(enough=1)
    jobs.every("tick", timedelta(hours=1), ticks)
    await gate.shut()
    running = asyncio.create_task(jobs.run())
    await _until(lambda: jobs._failing)
    await gate.open()
    async with asyncio.timeout(10):
        await ticks.enough.wait()
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


async def test_a_process_that_only_answers_says_once_that_the_server_went_and_returned(
    gate: Gate, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "storage.jobs.postgres")

    def told(times: int, words: str) -> bool:
        return sum(words in one.getMessage() for one in caplog.records) == times

    jobs = _through(gate, QUICK, lanes=[ANSWERS])
    running = asyncio.create_task(jobs.run())
    for times in (1, 2):
        await _until(lambda: jobs._presence.own and not jobs._failing)
        await gate.shut()
        await _until(partial(told, times, "the jobs' database failed"))
        await gate.open()
        await _until(partial(told, times, "the jobs' database works again"))
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


async def test_a_server_that_is_away_holds_up_no_end(
    gate: Gate, engine: ProcrastinateEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "_ENDS_WITHIN", timedelta(seconds=1))
    jobs, work = _through(gate, QUICK), Work()
    jobs.task("work", work)
    work.hold(1)
    running = asyncio.create_task(jobs.run())
    await enqueue(engine, Job("work", 1))
    await work.begun(1)
    await gate.shut()
    running.cancel()
    ended, _ = await asyncio.wait({running}, timeout=2)
    assert ended


async def test_thousands_that_wait_are_not_gone_through_for_each_job(
    engine: ProcrastinateEngine,
) -> None:
    """Whatever the statistics say: when they were made perhaps nothing waited."""
    with psycopg.connect(libpq(engine.url), autocommit=True) as connection:
        connection.execute("ANALYZE procrastinate_jobs")
        await engine.fill([Job("work", number, lock=f"l{number}") for number in range(2000)])
        looked = connection.execute(
            f"EXPLAIN (ANALYZE, FORMAT JSON) {_FETCH}".encode(),
            {"queue": "background", "worker_id": None},
        ).fetchone()
    assert looked is not None
    assert _most_rows(looked[0][0]["Plan"]) < 100


def _most_rows(plan: dict[str, Any]) -> float:
    """That one step of a plan gave or was asked for."""
    steps = [_most_rows(step) for step in plan.get("Plans", [])]
    loops, rows = float(plan["Actual Loops"]), float(plan["Actual Rows"])
    return max([loops, loops * rows, *steps])
