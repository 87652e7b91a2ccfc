"""What can be wrong with a database and stored files. Reads alone: safe beside a running bot."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.account import AccountState
from bot.domain.application import FileState
from bot.domain.health import Standing
from bot.domain.ids import FileId
from bot.ports import Vault, VaultBroken
from storage import tables as t
from storage.files import stored_in
from storage.repositories.watching import PAUSED, standing_of
from storage.rows import Rows, key_of
from storage.scope import Everything
from storage.tables import Sealed, metadata

T = TypeVar("T")
SAMPLE = 50
"""So many rows of each table are opened, the newest first."""
_a = t.accounts.c
_ACTIVE = _a.state == AccountState.ACTIVE
_BY_SITE = select(_a.site, func.count()).group_by(_a.site)


@dataclass(frozen=True, slots=True)
class OnServer:
    """A PostgreSQL server, as it is now."""

    version: int
    """14 is 140000 and something."""
    encoding: str
    most: int
    used: int
    apart: timedelta
    """How far its clock is from ours."""


class Checkup:
    """One look at one database."""

    def __init__(self, engine: AsyncEngine, vault: Vault) -> None:
        self._engine, self._vault = engine, vault

    @asynccontextmanager
    async def _rows(self) -> AsyncIterator[tuple[AsyncConnection, Rows]]:
        async with self._engine.connect() as connection:
            yield connection, Rows(connection, Everything(), self._vault)

    async def asked(self, question: Callable[[Connection], T]) -> T:
        """What somebody else asks of its schema."""
        async with self._engine.connect() as connection:
            return await connection.run_sync(question)

    # -- the database itself

    async def quick_check(self) -> Sequence[str]:
        """What SQLite finds wrong in its file; nothing where it is whole."""
        async with self._engine.connect() as connection:
            found = await connection.execute(text("PRAGMA quick_check(10)"))
            return [one for one in found.scalars() if one != "ok"]

    async def server(self) -> OnServer:
        """PostgreSQL's own words."""
        async with self._engine.connect() as connection:
            before = datetime.now(UTC)
            row = (await connection.execute(text(_SERVER))).one()
            middle = before + (datetime.now(UTC) - before) / 2
        there = datetime.fromtimestamp(row.now, tz=UTC)
        return OnServer(row.version, row.encoding, row.most, row.used, abs(there - middle))

    # -- what is owed, and by whom

    async def standing(self, now: datetime) -> Standing:
        """As operators see it."""
        async with self._rows() as (_, rows):
            return await standing_of(rows, now)

    async def never_due(self) -> Mapping[str, int]:
        """Working accounts that nobody will ever read, by site."""
        return await self._accounts(_ACTIVE, _a.next_sync_at.is_(None))

    async def overdue(self, before: datetime) -> Mapping[str, int]:
        """Working accounts that should have been read long ago, by site."""
        return await self._accounts(_ACTIVE, _a.next_sync_at < before, _a.site.not_in(PAUSED))

    async def _accounts(self, *where: Any) -> Mapping[str, int]:
        async with self._engine.connect() as connection:
            found = await connection.execute(_BY_SITE.where(*where))
            return {row.site: row[1] for row in found}

    # -- what is sealed

    async def sealed(self) -> Mapping[str, tuple[int, int]]:
        """By table: how many of its newest rows were tried, and how many no key opens."""
        tables = [
            table
            for table in metadata.sorted_tables
            if any(isinstance(column.type, Sealed) for column in table.c)
        ]
        async with self._rows() as (connection, rows):
            found = {}
            for table in tables:
                newest: Select[Any] = select(table).order_by(key_of(table).desc()).limit(SAMPLE)
                kept = (await connection.execute(newest)).all()
                shut = sum(not _opens(rows, table, row) for row in kept)
                found[table.name] = len(kept), shut
            return found

    async def files(self, folder: Path) -> tuple[int, int]:
        """Stored files that are missing on the disk, and those there that nobody knows."""
        f = t.files.c
        async with self._engine.connect() as connection:
            statement = select(f.id).where(f.state == FileState.KEPT)
            known = {FileId(one) for one in (await connection.execute(statement)).scalars()}
            every = set((await connection.execute(select(f.id))).scalars())
        there = await asyncio.to_thread(stored_in, folder)
        return len(known - there), len(there - every)


_SERVER = """
SELECT current_setting('server_version_num')::int AS version,
  pg_encoding_to_char(encoding) AS encoding,
  current_setting('max_connections')::int
    - current_setting('superuser_reserved_connections')::int AS most,
  (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend') AS used,
  extract(epoch FROM clock_timestamp())::float AS now
FROM pg_database WHERE datname = current_database()
"""


def _opens(rows: Rows, table: Any, row: Any) -> bool:
    try:
        rows.open(table, row)
    except VaultBroken:
        return False
    return True
