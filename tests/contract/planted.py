"""A row in every table with something sealed, whatever its columns mean."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Integer, Table, create_engine, insert, text
from sqlalchemy.engine import URL

from bot.domain.ids import new_id
from storage.rotation import sealed_tables
from storage.rows import key_of, place_of, sealed_in
from storage.tables import Json, Moment, Sealed
from storage.vault import FernetVault

Planted = tuple[Column[Any], int]
WORDS = '{"word": "Hr1Canary"}'
"""What is sealed; JSON, for whoever expects it."""


def plant(
    url: URL, vault: FernetVault, *, rows: int = 1, only: Table | None = None
) -> Sequence[Planted]:
    """So many rows in every table with sealed columns; each sealed value by column and key."""
    on_sqlite = url.get_backend_name() == "sqlite"
    engine = create_engine(url.set(drivername="sqlite") if on_sqlite else url)
    planted: list[Planted] = []
    with engine.begin() as connection:
        if not on_sqlite:  # there references are minded unless told otherwise
            connection.execute(text("SET session_replication_role = replica"))
        for table in sealed_tables() if only is None else [only]:
            for _ in range(rows):
                values = _row(table, vault)
                connection.execute(insert(table), values)
                planted += [(one, values[key_of(table).name]) for one in sealed_in(table)]
    engine.dispose()
    return planted


def _row(table: Table, vault: FernetVault) -> dict[str, Any]:
    key = new_id()
    return {column.name: _value(column, key, vault) for column in table.c if _wanted(column)}


def _wanted(column: Column[Any]) -> bool:
    return isinstance(column.type, Sealed) or not column.nullable or column.name == "workspace_id"


def _value(column: Column[Any], key: int, vault: FernetVault) -> Any:
    kind = column.type
    if isinstance(kind, Sealed):
        return vault.seal(place_of(column, key), WORDS)
    if column is key_of(column.table):
        return key
    made: dict[type[Any], Any] = {
        Json: [],
        Moment: datetime(2026, 3, 1, tzinfo=UTC),
        Boolean: False,
        Integer: 1,
    }
    if type(kind) in made:
        return made[type(kind)]
    return new_id() if isinstance(kind, BigInteger) else f"x{new_id()}"
