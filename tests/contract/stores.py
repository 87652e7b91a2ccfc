"""The databases behind ports.UnitOfWork, each with what the suite needs around it."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from cryptography.fernet import Fernet
from sqlalchemy import delete, select, text
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.ids import WorkspaceId
from bot.domain.jobs import Job
from bot.domain.notice import NoticeKind, SentMessage
from bot.domain.paces import Paces
from bot.ports import UnitOfWork, Vault
from storage.engine import open_engine
from storage.jobs.embedded import EmbeddedJobs
from storage.jobs.lockfile import LockFile
from storage.jobs.postgres import PostgresJobs
from storage.tables import erased_keys, erasures, jobs, messages
from storage.uow import SqlUnitOfWork
from storage.vault import FernetVault
from tests.compiled import compile_once
from tests.fakes import FakeClock, MemoryStore
from tests.fakes.store.kinds import MESSAGES

KINDS = ("memory", "sqlite", "postgresql")
BOT = 7_000_000_001


class Store(Protocol):
    """An empty database."""

    clock: FakeClock
    uow: UnitOfWork

    async def waiting(self) -> list[Job]:
        """The jobs that wait, in the order in which they were added."""

    async def said(self) -> list[SentMessage]:
        """The messages that may be edited or erased, in the order in which they were sent."""

    async def forget_erasures(self) -> None:
        """As a backup from before them has it."""

    async def close(self) -> None: ...


class SqlStore:
    """A migrated SQLite file."""

    def __init__(self, path: Path, vault: Vault) -> None:
        self.path, self.clock, self.vault = path, FakeClock(), vault
        self.engine = compile_once(open_engine(f"sqlite+aiosqlite:///{path}"))
        self.jobs = EmbeddedJobs(self.engine, self.clock, Paces(), LockFile.beside(path))
        self.uow: UnitOfWork = SqlUnitOfWork(self.engine, vault, self.jobs, self.clock, bot_id=BOT)

    async def waiting(self) -> list[Job]:
        async with self.engine.connect() as connection:
            rows = await connection.execute(select(jobs).order_by(jobs.c.id))
            return [
                Job(
                    row.task,
                    row.subject,
                    None if row.workspace_id is None else WorkspaceId(row.workspace_id),
                    lock=row.lock,
                    unique=row.unique_key,
                    at=row.run_at,
                    priority=row.priority,
                )
                for row in rows
            ]

    async def said(self) -> list[SentMessage]:
        return await _said(self.engine)

    async def forget_erasures(self) -> None:
        await _forget_erasures(self.engine)

    async def close(self) -> None:
        await self.engine.dispose()


class PostgresStore:
    """A migrated database on PostgreSQL, empty."""

    def __init__(self, url: URL, vault: Vault) -> None:
        self.clock, self.vault = FakeClock(), vault
        self.engine = compile_once(open_engine(url))
        self.jobs = PostgresJobs(url, self.clock, Paces())
        self.uow: UnitOfWork = SqlUnitOfWork(self.engine, vault, self.jobs, self.clock, bot_id=BOT)

    async def waiting(self) -> list[Job]:
        async with self.engine.connect() as connection:
            rows = await connection.execute(text("SELECT * FROM procrastinate_jobs ORDER BY id"))
            return [
                Job(
                    row.task_name,
                    row.args["subject"],
                    row.args["workspace_id"],
                    lock=row.lock,
                    unique=row.queueing_lock,
                    at=row.scheduled_at or self.clock.now(),
                    priority=row.priority,
                )
                for row in rows
            ]

    async def said(self) -> list[SentMessage]:
        return await _said(self.engine)

    async def forget_erasures(self) -> None:
        await _forget_erasures(self.engine)

    async def close(self) -> None:
        await self.engine.dispose()


async def _forget_erasures(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        for table in (erased_keys, erasures):
            await connection.execute(delete(table))


async def _said(engine: AsyncEngine) -> list[SentMessage]:
    async with engine.connect() as connection:
        rows = await connection.execute(select(messages).order_by(messages.c.id))
        return [
            SentMessage(
                row.bot_id,
                row.chat_id,
                row.message_id,
                NoticeKind(row.kind),
                row.subject_id,
                row.version,
                row.sent_at,
                workspace_id=row.workspace_id,
                thread_id=row.thread_id,
                text_hash=row.text_hash,
            )
            for row in rows
        ]


class InMemory:
    """tests.fakes.MemoryStore."""

    def __init__(self) -> None:
        self._store = MemoryStore(bot_id=BOT)
        self.clock, self.uow = self._store.clock, self._store.uow

    async def waiting(self) -> list[Job]:
        return self._store.jobs.waiting

    async def said(self) -> list[SentMessage]:
        return [one.message for one in self._store.rows(MESSAGES)]

    async def forget_erasures(self) -> None:
        self._store.restore_unerased()

    async def close(self) -> None:
        """Nothing is open."""


def sqlite_store(folder: Path, migrated: Path) -> SqlStore:
    """A store on a copy of the migrated file, with a key of its own."""
    path = folder / "vidhuk.sqlite"
    shutil.copy(migrated, path)
    return SqlStore(path, FernetVault([Fernet.generate_key().decode()]))


def make_store(kind: str, folder: Path, migrated: Path, postgres: Callable[[], URL]) -> Store:
    """One of `KINDS`; `postgres` gives an empty database."""
    if kind == "postgresql":
        return PostgresStore(postgres(), FernetVault([Fernet.generate_key().decode()]))
    return InMemory() if kind == "memory" else sqlite_store(folder, migrated)
