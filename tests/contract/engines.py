"""The engines behind the jobs port, each with what the suite needs around it."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.ids import new_id
from bot.domain.jobs import Job
from bot.domain.paces import Paces
from bot.ports import Jobs
from storage.engine import open_engine
from storage.jobs.embedded import EmbeddedJobs
from storage.jobs.lockfile import LockFile
from storage.tables import jobs as table
from storage.tables import metadata
from tests.fakes import FakeClock, JobsDraft, MemoryJobs

QUICK = Paces(factor=1000, drain_least=timedelta())
"""A drain of 8 ms. The other paces are those of the fake clock, where nobody waits for them."""


class Writing(Protocol):
    """One transaction of the data that the jobs go with. Without `commit` it undoes itself."""

    async def add(self, job: Job) -> bool: ...
    async def add_all(self, jobs: Sequence[Job]) -> None: ...
    async def commit(self) -> None: ...


class Engine(Protocol):
    """One engine over its own store."""

    clock: FakeClock
    paces: Paces

    @property
    def jobs(self) -> Jobs: ...
    def transaction(self) -> AbstractAsyncContextManager[Writing]: ...
    async def fill(self, jobs: Sequence[Job]) -> None:
        """Let very many wait, without their writer."""

    async def crashed(self) -> "Engine":
        """What a new process finds after this one was killed."""

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


class _MemoryWriting:
    def __init__(self, draft: JobsDraft) -> None:
        self._draft = draft

    async def add(self, job: Job) -> bool:
        return self._draft.add(job)

    async def add_all(self, jobs: Sequence[Job]) -> None:
        for job in jobs:
            self._draft.add(job)

    async def commit(self) -> None:
        self._draft.commit()


class MemoryEngine:
    """tests.fakes.MemoryJobs."""

    def __init__(self, clock: FakeClock, paces: Paces, jobs: MemoryJobs | None = None) -> None:
        self.clock, self.paces = clock, paces
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
    jobs: EmbeddedJobs
    connection: AsyncConnection

    async def add(self, job: Job) -> bool:
        return await self.jobs.add(self.connection, job)

    async def add_all(self, jobs: Sequence[Job]) -> None:
        await self.jobs.add_all(self.connection, jobs)

    async def commit(self) -> None:
        await self.connection.commit()
        self.jobs.wake()


class EmbeddedEngine:
    """storage.jobs.embedded on a SQLite file of its own."""

    def __init__(self, path: Path, clock: FakeClock, paces: Paces) -> None:
        self.path, self.clock, self.paces = path, clock, paces
        self.engine: AsyncEngine = open_engine(f"sqlite+aiosqlite:///{path}")
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


async def make_engine(kind: str, folder: Path, paces: Paces) -> Engine:
    """A fresh one: `memory` or `embedded`."""
    if kind == "memory":
        return MemoryEngine(FakeClock(), paces)
    engine = EmbeddedEngine(folder / "jobs.sqlite", FakeClock(), paces)
    await engine.make_tables()
    return engine
