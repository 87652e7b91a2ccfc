"""All rows from one database into another, whichever of the two kinds each is (design.md 6).

What lies in the columns is carried as it lies there: moments as numbers, JSON and what is sealed
as text. Nothing is opened, so no key is needed.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Integer,
    Row,
    Table,
    TableClause,
    Text,
    TypeDecorator,
    column,
    func,
    insert,
    select,
    table,
)
from sqlalchemy.types import TypeEngine

from storage.tables import metadata

BATCH = 500
"""Rows at once: a resume may be long."""
LEFT: Mapping[str, str] = {
    "jobs": "of one engine; what wakes the workers is made again from the rows that are owed",
    "alembic_version": "the migrations of the new place write it",
}
"""What is not carried, and why. Procrastinate's own tables are left too: `jobs` of the other one.

Everything else is: limits (`rates`) hold a site's "not before" besides the last sends, and cached
dictionaries and updates that were seen keep their meaning.
"""

Told = Callable[[str, int, int], None]
"""Called as it goes on: the table, how many of its rows are done, and of how many."""


class Differs(Exception):
    """What was written is not what was read."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows a table has, and a hash over all of them in the order of the primary key."""

    rows: int
    sha256: str


def carried() -> list[Table]:
    """Those that others point at come first."""
    return [one for one in metadata.sorted_tables if one.name not in LEFT]


def copy(source: Connection, target: Connection, told: Told) -> dict[str, Tally]:
    """Read every table once and write it, then read it there; both are open transactions.

    Raises: Differs.
    """
    found = {}
    for one in carried():
        total, read = _count(source, one), _Sum()
        writing = insert(plain(one))
        for part in _parts(source, one):
            target.execute(writing, [dict(row._mapping) for row in part])
            read.add(part)
            told(one.name, read.rows, total)
        found[one.name] = read.tally()
        if tally(target, one) != read.tally():
            raise Differs(f"{one.name}: the rows in the new place are not those of the old one")
    return found


def tallies(connection: Connection, told: Told) -> dict[str, Tally]:
    """Of every table that is carried; the same on both kinds of databases."""
    found = {}
    for one in carried():
        found[one.name] = tally(connection, one)
        told(one.name, found[one.name].rows, found[one.name].rows)
    return found


def tally(connection: Connection, one: Table) -> Tally:
    """Of one table."""
    found = _Sum()
    for part in _parts(connection, one):
        found.add(part)
    return found.tally()


class _Sum:
    def __init__(self) -> None:
        self._hash, self.rows = hashlib.sha256(), 0

    def add(self, part: Sequence[Row[Any]]) -> None:
        for row in part:
            self._hash.update(json.dumps(list(row)).encode() + b"\n")
        self.rows += len(part)

    def tally(self) -> Tally:
        return Tally(self.rows, self._hash.hexdigest())


def _count(connection: Connection, one: Table) -> int:
    return int(connection.scalar(select(func.count()).select_from(one)) or 0)


def _parts(connection: Connection, one: Table) -> Iterator[Sequence[Row[Any]]]:
    raw = plain(one)
    keys = [_ordered(connection, raw.c[key.name]) for key in one.primary_key.columns]
    options = {"stream_results": True, "yield_per": BATCH}
    rows = connection.execute(select(raw).order_by(*keys), execution_options=options)
    yield from rows.partitions()


def _ordered(connection: Connection, key: ColumnElement[Any]) -> ColumnElement[Any]:
    """By bytes, as SQLite does: a server sorts words by its language."""
    if connection.dialect.name == "sqlite" or not isinstance(key.type, Text):
        return key
    return key.collate("C")


def plain(one: Table) -> TableClause:
    """Without what the program makes of the values; the columns by name, the order may differ."""
    columns = sorted(one.columns, key=lambda it: it.name)
    return table(one.name, *(column(it.name, _stored(it)) for it in columns))


def _stored(given: Column[Any]) -> TypeEngine[Any]:
    kind: TypeEngine[Any] = given.type
    while isinstance(kind, TypeDecorator):
        kind = kind.impl_instance
    for known in (Boolean, BigInteger, Integer, Text):
        if isinstance(kind, known):
            return known()
    raise TypeError(f"{given}: a type that nobody has carried so far")
