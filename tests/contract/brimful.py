"""A database with rows in every table, whose values are hard to carry."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Connection, Integer, Table, insert

from storage.copying import carried, plain
from storage.tables import Json, Moment

ROWS = 7
FIRST = 10**18
"""Ids are of the size that the program makes."""
_OWN = {"files.state": "kept"}
_HARD = (
    "Ірина Ґалаґан-О'Коннор",
    'a "quote", a \\backslash\\ and a % sign :name',
    "рядок\nіще один\r\n\tі табуляція",
    "emoji 👩‍💻 \U0001f9d1 \u202eright to left",
    "z\u0301 combining, ńot the same as ń",
    "",
    " blanks on both ends ",
)
_GREAT = 2**63 - ROWS


def fill(connection: Connection) -> None:
    """Every table that is carried; each row `n` points at rows `n` of others."""
    for table in carried():
        connection.execute(
            insert(plain(table)), [dict(_row(table, number)) for number in range(1, ROWS + 1)]
        )


def _row(table: Table, number: int) -> Iterator[tuple[str, Any]]:
    for place, column in enumerate(table.columns):
        yield column.name, _value(column, number, place)


def _value(column: Column[Any], number: int, place: int) -> Any:
    if column.foreign_keys or (column.primary_key and _whole(column)):
        return FIRST + number
    if (own := _OWN.get(str(column))) is not None:
        return own
    if column.nullable and (number + place) % 3 == 0:
        return None
    kinds = (one for one in _OF_KIND if isinstance(column.type, one))
    return _OF_KIND[next(kinds)](number, place)


def _number(number: int, place: int) -> int:
    return _GREAT + number - 1 if place % 2 else -_GREAT - number + place


def _text(number: int, place: int) -> str:
    return f"{_HARD[(number + place) % len(_HARD)]}{number}"


_OF_KIND: dict[type[Any], Callable[[int, int], Any]] = {
    Boolean: lambda number, place: (number + place) % 2 == 0,
    Json: lambda number, place: json.dumps({"who": _text(number, place), "n": [number, 1.5]}),
    Moment: lambda number, place: 1_795_856_400_123_456 + number * 10**15 + place,
    BigInteger: _number,
    Integer: lambda number, place: number * 1000 - place,
    object: _text,
}
"""By the type of the column, the first that fits."""


def _whole(column: Column[Any]) -> bool:
    return isinstance(column.type, BigInteger | Integer)
