"""The databases behind ports.UnitOfWork, each with what the suite needs around it."""

import shutil
from pathlib import Path
from typing import Protocol

from cryptography.fernet import Fernet
from sqlalchemy import select

from bot.domain.ids import WorkspaceId
from bot.domain.jobs import Job
from bot.domain.paces import Paces
from bot.ports import UnitOfWork, Vault
from storage.engine import open_engine
from storage.jobs.embedded import EmbeddedJobs
from storage.jobs.lockfile import LockFile
from storage.tables import jobs
from storage.uow import SqlUnitOfWork
from storage.vault import FernetVault
from tests.fakes import FakeClock, MemoryStore

KINDS = ("memory", "sqlite")
BOT = 7_000_000_001


class Store(Protocol):
    """An empty database."""

    clock: FakeClock
    uow: UnitOfWork

    async def waiting(self) -> list[Job]:
        """The jobs that wait, in the order in which they were added."""

    async def close(self) -> None: ...


class SqlStore:
    """A migrated SQLite file."""

    def __init__(self, path: Path, vault: Vault) -> None:
        self.path, self.clock, self.vault = path, FakeClock(), vault
        self.engine = open_engine(f"sqlite+aiosqlite:///{path}")
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

    async def close(self) -> None:
        await self.engine.dispose()


class InMemory:
    """tests.fakes.MemoryStore."""

    def __init__(self) -> None:
        self._store = MemoryStore(bot_id=BOT)
        self.clock, self.uow = self._store.clock, self._store.uow

    async def waiting(self) -> list[Job]:
        return self._store.jobs.waiting

    async def close(self) -> None:
        """Nothing is open."""


def sqlite_store(folder: Path, migrated: Path) -> SqlStore:
    """A store on a copy of the migrated file, with a key of its own."""
    path = folder / "vidhuk.sqlite"
    shutil.copy(migrated, path)
    return SqlStore(path, FernetVault([Fernet.generate_key().decode()]))


def make_store(kind: str, folder: Path, migrated: Path) -> Store:
    """One of `KINDS`."""
    return InMemory() if kind == "memory" else sqlite_store(folder, migrated)
