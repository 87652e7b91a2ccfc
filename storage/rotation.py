"""Sealing everything anew with the first key, beside whoever works on the database (design.md 9).

A batch is read in one transaction, sealed outside of any, and written in another, each value only
where it still is what was read: what the bot has changed meanwhile it has sealed itself. What the
first key has sealed is left, so a rotation that was killed goes on where it was.
"""

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, NamedTuple

from sqlalchemy import Column, Table, Update, bindparam, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.ports import VaultBroken
from storage.copying import Told
from storage.files import EncryptedFiles
from storage.rows import key_of, place_of, sealed_in
from storage.tables import canary, hash_keys, metadata
from storage.vault import FernetVault

BATCH = 100
FILES = "files on disk"
_LAST = (hash_keys, canary)
"""Sealed after all else: until then no start gets on without the old key."""


@dataclass(frozen=True, slots=True)
class Census:
    """How many values and files which key has sealed, by its fingerprint."""

    values: Counter[str] = field(default_factory=Counter)
    files: Counter[str] = field(default_factory=Counter)
    unreadable: Counter[str] = field(default_factory=Counter)
    """What none of the keys has sealed, by `table.column`, and files."""

    def under(self, fingerprint: str) -> int:
        """Values and files of one key."""
        return self.values[fingerprint] + self.files[fingerprint]


class _Value(NamedTuple):
    column: Column[Any]
    key: int
    sealed: str


def sealed_tables() -> list[Table]:
    """Every table with sealed columns, in the order in which they are sealed anew."""
    found = [table for table in metadata.sorted_tables if sealed_in(table)]
    return sorted(found, key=lambda table: _LAST.index(table) + 1 if table in _LAST else 0)


class Rotation:
    """Reads and seals all there is, in small steps."""

    def __init__(
        self, engine: AsyncEngine, vault: FernetVault, files: EncryptedFiles, told: Told
    ) -> None:
        self._engine, self._vault, self._files, self._told = engine, vault, files, told

    async def seal_anew(self) -> None:
        """Everything that another key than the first has sealed. Safe to repeat, and to kill."""
        for table in sealed_tables():
            if table is _LAST[0]:
                await self._seal_files()
            async for values in self.batches(table):
                await self._seal(table, values)

    async def census(self) -> Census:
        """Look at every value and every file; nothing is changed."""
        found = Census()
        for table in sealed_tables():
            async for values in self.batches(table):
                for one in values:
                    by = self._vault.sealed_by(one.sealed)
                    if by is None:
                        found.unreadable[f"{table.name}.{one.column.name}"] += 1
                    else:
                        found.values[by] += 1
        async for file_id in self._each_file():
            sealed = await self._files.sealed(file_id)
            if sealed is not None:
                by = self._vault.sealed_by(sealed)
                (found.unreadable if by is None else found.files)[by or FILES] += 1
        return found

    async def batches(self, table: Table) -> AsyncIterator[Sequence[_Value]]:
        """The sealed values of a table, some rows at a time."""
        key, columns = key_of(table), sealed_in(table)
        some = or_(*(column.is_not(None) for column in columns))
        total, done, last = await self._count(table), 0, None
        while True:
            began = monotonic()
            statement = select(key, *columns).where(some).order_by(key).limit(BATCH)
            async with self._engine.connect() as connection:
                rows = (
                    await connection.execute(
                        statement if last is None else statement.where(key > last)
                    )
                ).all()
            self._told(table.name, min(done, total), total)
            if not rows:
                return
            yield [
                _Value(column, row[0], sealed)
                for row in rows
                for column, sealed in zip(columns, row[1:], strict=True)
                if sealed is not None
            ]
            done, last = done + len(rows), rows[-1][0]
            # On SQLite others wait for their turn meanwhile, and look for it but now and then.
            await asyncio.sleep(min(monotonic() - began, 1))

    async def _count(self, table: Table) -> int:
        some = or_(*(column.is_not(None) for column in sealed_in(table)))
        async with self._engine.connect() as connection:
            found = await connection.scalar(select(func.count()).select_from(table).where(some))
            return found or 0

    async def _seal(self, table: Table, values: Sequence[_Value]) -> None:
        self._vault.look_again()
        first = self._vault.keys[0]
        old = [one for one in values if self._vault.sealed_by(one.sealed) != first]
        changes = [(one, fresh) for one in old if (fresh := self._sealed(one)) is not None]
        if not changes:
            return
        async with self._engine.begin() as connection:
            free = await self._free(connection, table, {one.key for one, _ in changes})
            for names, rows in _by_columns(changes, free).items():
                await connection.execute(_swap(table, names), rows)

    def _sealed(self, value: _Value) -> str | None:
        place = place_of(value.column, value.key)
        try:
            return self._vault.seal(place, self._vault.unseal(place, value.sealed))
        except VaultBroken:
            return None  # the census tells of it

    async def _free(
        self, connection: AsyncConnection, table: Table, keys: Collection[int]
    ) -> Collection[int]:
        """Those that nobody is changing: who holds rows here waits for none, and crosses nobody."""
        if connection.dialect.name == "sqlite":
            return keys
        key = key_of(table)
        mine = select(key).where(key.in_(keys)).with_for_update(skip_locked=True, key_share=True)
        return set((await connection.execute(mine)).scalars())

    async def _seal_files(self) -> None:
        async for file_id in self._each_file():
            sealed = await self._files.sealed(file_id)
            if sealed is not None and self._vault.sealed_by(sealed) != self._vault.keys[0]:
                try:
                    await self._files.seal_anew(file_id, sealed)
                except VaultBroken:
                    continue  # the census tells of it

    async def _each_file(self) -> AsyncIterator[Any]:
        found = await self._files.all()
        for number, file_id in enumerate(found):
            self._told(FILES, number, len(found))
            yield file_id
        self._told(FILES, len(found), len(found))


def _by_columns(
    changes: Sequence[tuple[_Value, str]], free: Collection[int]
) -> dict[tuple[str, ...], list[dict[str, Any]]]:
    """What to write, by the columns that change.

    A row is written once: PostgreSQL looks at the references of one anew that the same transaction
    has written before.
    """
    rows: defaultdict[int, dict[str, Any]] = defaultdict(dict)
    for one, fresh in changes:
        if one.key in free:
            rows[one.key] |= {f"old {one.column.name}": one.sealed, one.column.name: fresh}
    found: defaultdict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for key, values in rows.items():
        names = tuple(name for name in values if not name.startswith("old "))
        found[names].append({"its_key": key, **values})
    return found


def _swap(table: Table, names: Sequence[str]) -> Update:
    """Where all of them are what was read; another change leaves the row to the next round."""
    same = [table.c[name] == bindparam(f"old {name}") for name in names]
    statement = update(table).where(key_of(table) == bindparam("its_key"), *same)
    return statement.values({name: bindparam(name) for name in names})
