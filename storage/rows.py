"""The one door to the rows: whose they are, what is sealed in them, and races for a key."""

import json
from collections.abc import Collection, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    CursorResult,
    Executable,
    Row,
    Select,
    Table,
    Update,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.errors import Conflict, NotThere
from bot.ports import Vault
from storage.scope import Scope
from storage.tables import Json, Sealed, Word

Values = dict[str, Any]
"""A row by column name; sealed columns are open here, and only here."""


class Rows:
    """The rows of one open transaction that its scope sees."""

    def __init__(self, connection: AsyncConnection, scope: Scope, vault: Vault) -> None:
        self._connection, self._scope, self._vault = connection, scope, vault
        self.refused = False
        """The transaction can only be undone: PostgreSQL wants that after a refused statement, so
        it is the same everywhere."""

    @property
    def on_sqlite(self) -> bool:
        """Which of the two databases this is, where their SQL differs."""
        return self._connection.dialect.name == "sqlite"

    def admit(self, workspace_id: int) -> None:
        """See `Scope.admit`."""
        self._scope.admit(workspace_id)

    # -- reading

    def select(self, table: Table, *what: Any) -> Select[Any]:
        """Whole rows of `table`, or `what` of them; those that the scope sees."""
        return select(*(what or (table,))).where(self._scope.sees(table))

    async def all(self, statement: Select[Any], table: Table) -> list[Values]:
        """Open every row of a statement that selects all of `table`."""
        return [self.open(table, row) for row in await self.run(statement)]

    async def first(self, statement: Select[Any], table: Table) -> Values | None:
        """Open the first row, None when there is none."""
        row = (await self.run(statement.limit(1))).first()
        return None if row is None else self.open(table, row)

    async def by_key(self, table: Table, key: int, *, hold: bool = False) -> Values:
        """Open the row with this key. Raises: NotThere.

        `hold`: nobody else changes it before the transaction ends. On SQLite nobody does anyway.
        """
        row = await self.find(table, key, hold=hold)
        if row is None:
            raise NotThere(table.name)
        return row

    async def find(self, table: Table, key: int, *, hold: bool = False) -> Values | None:
        """The same, None when there is none."""
        statement = _by_key(table, self._scope.sees(table), hold)
        row = (await self.run(statement, {"its_key": key})).first()
        return None if row is None else self.open(table, row)

    async def run(
        self, statement: Executable, rows: Values | Sequence[Values] | None = None
    ) -> Any:
        """Execute a statement whose scope was seen to. Raises: Conflict."""
        try:
            return await self._connection.execute(statement, rows)
        except IntegrityError:
            self.refused = True
            raise Conflict from None  # its text would name values of the row

    def open(self, table: Table, row: Row[Any]) -> Values:
        """Read the columns of `table` out of a row, unsealed."""
        mapping = row._mapping
        values = {column.name: mapping[column] for column in table.c}
        for column, as_json in _sealed(table):
            sealed = values[column.name]
            if sealed is not None:
                text = self._vault.unseal(place_of(column, values), sealed)
                values[column.name] = json.loads(text) if as_json else text
        return values

    # -- writing

    async def add(self, table: Table, rows: Sequence[Values]) -> None:
        """Insert the rows. Raises: Conflict, NotThere (of another workspace)."""
        if rows:
            unsure = self._unsure(table, rows)
            await self.run(insert(table), [self._closed(table, values) for values in rows])
            await self._check(table, unsure)

    async def add_new(self, table: Table, rows: Sequence[Values]) -> list[Values]:
        """Insert the rows that meet no other one on a unique key; return those."""
        if not rows:
            return []
        unsure = self._unsure(table, rows)
        dialect = sqlite if self.on_sqlite else postgresql
        keys = list(table.primary_key.columns)
        statement = dialect.insert(table).on_conflict_do_nothing().returning(*keys)
        result = await self.run(statement, [self._closed(table, values) for values in rows])
        stored = {tuple(row) for row in result}
        new = []
        for values in rows:
            key = tuple(values[column.name] for column in keys)
            if key in stored:
                stored.discard(key)
                new.append(values)
        await self._check(table, [values for values in unsure if values in new])
        return new

    async def put(self, table: Table, values: Values) -> None:
        """Update the row with this key, or insert it. Raises: Conflict, NotThere."""
        if not await self.overwrite(table, values):
            await self.add(table, [values])

    async def put_version(
        self, table: Table, values: Values, *where: ColumnElement[bool], first: int = 1
    ) -> int:
        """Update the row that still has this version, to one higher; return the version stored.

        A row of version 1 that is not there so far is inserted with the version `first`.
        Raises: Conflict, NotThere.
        """
        version: int = values["version"]
        newer = {**values, "version": version + 1}
        if await self.overwrite(table, newer, *where, version=version):
            return version + 1
        if version == 1 and await self.add_new(table, [{**values, "version": first}]):
            return first
        raise Conflict(table.name)

    async def replace(self, table: Table, values: Values) -> None:
        """Update the row with this key. Raises: Conflict, NotThere."""
        if not await self.overwrite(table, values):
            raise NotThere(table.name)

    async def change(
        self, table: Table, where: Collection[ColumnElement[bool]], values: Mapping[str, Any]
    ) -> int:
        """Update some plain columns of the rows seen; return how many there were."""
        statement = update(table).where(self._scope.sees(table), *where).values(**values)
        result: CursorResult[Any] = await self.run(statement)
        return result.rowcount

    async def change_each(self, table: Table, rows: Sequence[Values]) -> None:
        """Update plain rows seen, each by its key, in one go. Raises: Conflict, NotThere."""
        if not rows:
            return
        unsure = self._unsure(table, rows)
        key = key_of(table)
        statement = update(table).where(self._scope.sees(table), key == bindparam("its_key"))
        changed = [
            {"its_key": row[key.name], **{name: row[name] for name in row if name != key.name}}
            for row in rows
        ]
        await self.run(statement, changed)
        await self._check(table, unsure)

    async def drop(self, table: Table, *where: ColumnElement[bool]) -> int:
        """Delete rows seen; return how many. Raises: Conflict when others point at them."""
        result: CursorResult[Any] = await self.run(
            delete(table).where(self._scope.sees(table), *where)
        )
        return result.rowcount

    async def overwrite(
        self,
        table: Table,
        values: Values,
        *where: ColumnElement[bool],
        version: int | None = None,
    ) -> bool:
        """Update the row with this key where it is as said; False when there is none.

        Raises: Conflict, NotThere.
        """
        unsure = self._unsure(table, [values])
        key = key_of(table)
        stored = self._closed(table, values)
        stored["its_key"] = stored.pop(key.name)
        if version is not None:
            stored["its_version"] = version
        # As parameters, not in the statement: that is then built and compiled once.
        statement = _over(table, self._scope.sees(table), version is not None)
        result: CursorResult[Any] = await self.run(
            statement.where(*where) if where else statement, stored
        )
        if result.rowcount:
            await self._check(table, unsure)
        return bool(result.rowcount)

    def _unsure(self, table: Table, rows: Sequence[Values]) -> list[Values]:
        """Those that must be looked for once they are written. Raises: NotThere."""
        told = [(values, self._scope.may_store(table, values)) for values in rows]
        if any(may is False for _, may in told):
            raise NotThere(table.name)
        return [values for values, may in told if may is None]

    async def _check(self, table: Table, unsure: Sequence[Values]) -> None:
        """Nothing is written that the scope does not see. Raises: NotThere."""
        if not unsure:
            return
        key = key_of(table)
        wanted = {values[key.name] for values in unsure}
        seen = await self.run(self.select(table, key).where(key.in_(wanted)))
        if set(seen.scalars()) != wanted:
            self.refused = True
            raise NotThere(table.name)

    def _closed(self, table: Table, values: Values) -> Values:
        """The row as it is stored: sealed, and plain texts such that any database takes them."""
        stored = {
            name: _storable(value) if isinstance(value, str) else value
            for name, value in values.items()
            if not isinstance(table.c[name].type, Json | Sealed | Word)
        }
        stored = {**values, **stored}
        for column, as_json in _sealed(table):
            value = values.get(column.name)
            if value is not None:
                text = json.dumps(value) if as_json else value
                stored[column.name] = self._vault.seal(place_of(column, values), text)
        return stored


@lru_cache(2048)
def _by_key(table: Table, seen: ColumnElement[bool], hold: bool) -> Select[Any]:
    """Made once: SQLAlchemy asks the same statement in two thirds of the time."""
    statement = select(table).where(seen, key_of(table) == bindparam("its_key")).limit(1)
    return statement.with_for_update(of=table, key_share=True) if hold else statement


@lru_cache(2048)
def _over(table: Table, seen: ColumnElement[bool], versioned: bool) -> Update:
    statement = update(table).where(seen, key_of(table) == bindparam("its_key"))
    return statement.where(table.c.version == bindparam("its_version")) if versioned else statement


@cache
def key_of(table: Table) -> Column[Any]:
    """The first column of the primary key: the only one where rows are got by a key."""
    return next(iter(table.primary_key.columns))


@cache
def _sealed(table: Table) -> list[tuple[Column[Any], bool]]:
    """The sealed columns, and whether what is sealed in each is JSON."""
    kinds = ((column, column.type) for column in table.c)
    return [(column, kind.as_json) for column, kind in kinds if isinstance(kind, Sealed)]


def place_of(column: Column[Any], values: Mapping[str, Any]) -> str:
    return f"{column.table.name}:{column.name}:{values[key_of(column.table).name]}"


def _storable(text: str) -> str:
    """Without NUL, which PostgreSQL refuses, and halves of surrogate pairs, which both do."""
    return text.replace("\0", "").encode(errors="replace").decode()
