"""The engines behind the jobs port, each with what the suite needs around it."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol, Self

from procrastinate import PsycopgConnector
from sqlalchemy import insert, select, text
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.ids import new_id
from bot.domain.jobs import Job
from bot.domain.paces import Paces
from bot.ports import Jobs
from storage.clock import SystemClock
from storage.engine import open_engine
from storage.jobs.embedded import EmbeddedJobs
from storage.jobs.lockfile import LockFile
from storage.jobs.postgres import PostgresJobs
from storage.tables import jobs as table
from storage.tables import metadata
from tests.compiled import compile_once
from tests.fakes import FakeClock, JobsDraft, MemoryJobs

KINDS = ("memory", "embedded", "procrastinate")
QUICK = Paces(factor=1000, drain_least=timedelta())
"""A drain of 8 ms. The other paces are those of the fake clock, where nobody waits for them."""


class Writing(Protocol):
    """One transaction of the data that the jobs go with. Without `commit` it undoes itself."""

    async def add(self, job: Job) -> bool: ...
    async def add_all(self, jobs: Sequence[Job]) -> None: ...
    async def withdraw(self, unique: str) -> bool: ...
    async def commit(self) -> None: ...


class Engine(Protocol):
    """One engine over its own store."""

    paces: Paces
    grain: timedelta
    """How exactly a moment can be told from the next one."""
    least: timedelta
    """The shortest time between two runs of what runs every so often."""
    many: int
    """So many jobs run within a few seconds."""

    @property
    def jobs(self) -> Jobs: ...
    def transaction(self) -> AbstractAsyncContextManager[Writing]: ...
    async def fill(self, jobs: Sequence[Job]) -> None:
        """Let very many wait, without their writer."""

    def now(self) -> datetime: ...
    async def advance(self, duration: timedelta | None = None, **units: float) -> None:
        """Let time pass, or come so much nearer what waits for it."""

    async def crashed(self) -> "Engine":
        """What a new process finds after this one was killed."""

    async def beside(self) -> "Engine":
        """Another process on the same store; where there can be none, the same one."""

    async def failed(self) -> list[tuple[str, int, str]]:
        """Task, subject and error of the jobs that were given up."""

    async def close(self) -> None: ...


@asynccontextmanager
async def working(engine: Engine) -> AsyncIterator[asyncio.Task[None]]:
    """Run the engine, and let it drain in the end."""
    task = asyncio.create_task(engine.jobs.run())
    try:
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def enqueue(engine: Engine, *jobs: Job) -> list[bool]:
    """Add jobs in one transaction; return which were new."""
    async with engine.transaction() as writing:
        new = [await writing.add(job) for job in jobs]
        await writing.commit()
    return new


async def run(engine: Engine, *jobs: Job) -> None:
    """Let these run, and whatever else is due."""
    async with working(engine):
        await enqueue(engine, *jobs)
        await engine.jobs.idle()


async def live(engine: Engine, until: asyncio.Event) -> None:
    """Let time pass, by whichever clock the engine has."""
    while not until.is_set():
        await engine.advance(engine.least)
        with suppress(TimeoutError):
            async with asyncio.timeout(0.05):
                await until.wait()


class _MemoryWriting:
    def __init__(self, draft: JobsDraft) -> None:
        self._draft = draft

    async def add(self, job: Job) -> bool:
        return self._draft.add(job)

    async def add_all(self, jobs: Sequence[Job]) -> None:
        for job in jobs:
            self._draft.add(job)

    async def withdraw(self, unique: str) -> bool:
        return self._draft.withdraw(unique)

    async def commit(self) -> None:
        self._draft.commit()


class _Held:
    """An engine whose clock the test holds."""

    grain, least, many = timedelta(milliseconds=1), timedelta(milliseconds=20), 2_000

    def __init__(self, clock: FakeClock, paces: Paces) -> None:
        self.clock, self.paces = clock, paces

    def now(self) -> datetime:
        return self.clock.now()

    async def advance(self, duration: timedelta | None = None, **units: float) -> None:
        self.clock.advance(duration, **units)

    async def beside(self) -> Self:
        return self


class MemoryEngine(_Held):
    """tests.fakes.MemoryJobs."""

    def __init__(self, clock: FakeClock, paces: Paces, jobs: MemoryJobs | None = None) -> None:
        super().__init__(clock, paces)
        self.jobs = jobs or MemoryJobs(clock, paces)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Writing]:
        with self.jobs.transaction() as draft:
            yield _MemoryWriting(draft)

    async def fill(self, jobs: Sequence[Job]) -> None:
        await enqueue(self, *jobs)

    async def crashed(self) -> Engine:
        return MemoryEngine(self.clock, self.paces, self.jobs.crashed())

    async def failed(self) -> list[tuple[str, int, str]]:
        return [(one.job.task, one.job.subject, one.error) for one in self.jobs.failed]

    async def close(self) -> None:
        """Nothing is open."""


@dataclass(slots=True)
class _SqlWriting:
    jobs: EmbeddedJobs | PostgresJobs
    connection: AsyncConnection

    async def add(self, job: Job) -> bool:
        return await self.jobs.add(self.connection, job)

    async def add_all(self, jobs: Sequence[Job]) -> None:
        await self.jobs.add_all(self.connection, jobs)

    async def withdraw(self, unique: str) -> bool:
        return await self.jobs.withdraw(self.connection, unique)

    async def commit(self) -> None:
        await self.connection.commit()
        self.jobs.wake()


class EmbeddedEngine(_Held):
    """storage.jobs.embedded on a SQLite file of its own."""

    def __init__(self, path: Path, clock: FakeClock, paces: Paces) -> None:
        super().__init__(clock, paces)
        self.path = path
        self.engine: AsyncEngine = compile_once(open_engine(f"sqlite+aiosqlite:///{path}"))
        self.jobs = EmbeddedJobs(self.engine, clock, paces, LockFile.beside(path))

    async def make_tables(self) -> None:
        async with self.engine.begin() as connection:
            await connection.run_sync(metadata.create_all, tables=[table])

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Writing]:
        async with self.engine.connect() as connection:
            yield _SqlWriting(self.jobs, connection)

    async def fill(self, jobs: Sequence[Job]) -> None:
        rows = [
            {
                "id": new_id(),
                "task": job.task,
                "subject": job.subject,
                "lock": job.lock,
                "priority": job.priority,
                "run_at": self.clock.now(),
                "state": "waiting",
                "attempts": 0,
            }
            for job in jobs
        ]
        async with self.engine.begin() as connection:
            await connection.execute(insert(table), rows)

    async def crashed(self) -> Engine:
        copy = self.path.with_name(f"after-{self.path.name}")
        for suffix in ("", "-wal"):
            shutil.copy(f"{self.path}{suffix}", f"{copy}{suffix}")
        return EmbeddedEngine(copy, self.clock, self.paces)

    async def failed(self) -> list[tuple[str, int, str]]:
        rows = select(table.c.task, table.c.subject, table.c.error).where(table.c.state == "failed")
        async with self.engine.begin() as connection:
            return [(row.task, row.subject, row.error) for row in await connection.execute(rows)]

    async def close(self) -> None:
        await self.engine.dispose()


class ProcrastinateEngine:
    """storage.jobs.postgres on a real server, whose time nobody holds."""

    grain, least, many = timedelta(seconds=2), timedelta(seconds=1), 300

    def __init__(self, url: URL, paces: Paces) -> None:
        self.url, self.paces = url, paces
        self.engine: AsyncEngine = compile_once(open_engine(url))
        self.jobs = PostgresJobs(url, SystemClock(), paces)

    def now(self) -> datetime:
        return datetime.now(UTC)

    async def advance(self, duration: timedelta | None = None, **units: float) -> None:
        """What waits for a moment comes so much nearer."""
        async with self.engine.begin() as connection:
            sooner = timedelta(**units) + (duration or timedelta())
            await self.jobs.turn_back(connection, self.now() - timedelta(days=1), sooner)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Writing]:
        async with self.engine.connect() as connection:
            yield _SqlWriting(self.jobs, connection)

    async def fill(self, jobs: Sequence[Job]) -> None:
        adding = text(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, args) VALUES"
            " ('background', :task, :priority, :lock,"
            "  jsonb_build_object('subject', cast(:subject AS bigint), 'workspace_id', null))"
        )
        rows = [
            {"task": job.task, "priority": job.priority, "lock": job.lock, "subject": job.subject}
            for job in jobs
        ]
        async with self.engine.begin() as connection:
            await connection.execute(adding, rows)

    async def beside(self) -> Engine:
        return ProcrastinateEngine(self.url, self.paces)

    async def crashed(self) -> Engine:
        connector = self.jobs._app.connector
        assert isinstance(connector, PsycopgConnector)
        await connector.pool.close()  # nothing it does reaches the database any more
        async with self.engine.begin() as connection:
            await connection.execute(text("DELETE FROM procrastinate_workers"))
        return ProcrastinateEngine(self.url, self.paces)

    async def failed(self) -> list[tuple[str, int, str]]:
        rows = text("SELECT task_name, args FROM procrastinate_jobs WHERE status = 'failed'")
        async with self.engine.begin() as connection:
            return [
                (row.task_name, row.args["subject"], row.args["error"])
                for row in await connection.execute(rows)
            ]

    async def close(self) -> None:
        await self.engine.dispose()


async def make_engine(kind: str, folder: Path, postgres: Callable[[], URL], paces: Paces) -> Engine:
    """A fresh one of `KINDS`; `postgres` gives an empty database."""
    if kind == "memory":
        return MemoryEngine(FakeClock(), paces)
    if kind == "procrastinate":
        return ProcrastinateEngine(postgres(), paces)
    engine = EmbeddedEngine(folder / "jobs.sqlite", FakeClock(), paces)
    await engine.make_tables()
    return engine
