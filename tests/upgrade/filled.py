"""A filled database of any schema, made from what the schema itself says (design.md 10)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    insert,
)

ROWS = 3
OURS = "procrastinate"
"""What the jobs of PostgreSQL begin with: that package's own tables, not ours."""

WORDS: Mapping[str, Any] = {
    "publications.ad": "live",
    "site_actions.state": "done",
    "accounts.state": "active",
    "notices.state": "sent",
    "inbox.state": "done",
    "members.role": "recruiter",
    "applications.stage": "new",
    "publications.fields": "{}",
    "users.language": "uk",
    "workspaces.time_zone": "Europe/Kyiv",
}
"""Values that a revision reads; of all others any will do."""


def tables(connection: Connection) -> list[Table]:
    """What stands in the database now, parents first."""
    found = MetaData()
    found.reflect(connection)
    return [
        one
        for one in found.sorted_tables
        if one.name != "alembic_version" and not one.name.startswith(OURS)
    ]


def fill(connection: Connection) -> dict[str, int]:
    """A few rows in every table, each pointing at rows that are there; how many are in each."""
    for table in tables(connection):
        for number in range(1, ROWS + 1):
            row = {one.name: _value(table, one, number) for one in table.columns}
            connection.execute(insert(table).values(row))
    return counted(connection)


def counted(connection: Connection) -> dict[str, int]:
    """How many rows each table has."""
    return {
        one.name: connection.exec_driver_sql(f'SELECT count(*) FROM "{one.name}"').scalar_one()
        for one in tables(connection)
    }


def _value(table: Table, column: Column[Any], number: int) -> Any:
    given = WORDS.get(f"{table.name}.{column.name}")
    if given is not None:
        return given
    if any(one.column.table is table for one in column.foreign_keys):
        return None  # the first of its kind points at nobody
    kind = column.type
    if isinstance(kind, Boolean):
        return True
    if isinstance(kind, Integer | BigInteger):
        return number
    if isinstance(kind, LargeBinary):
        return b"x"
    return str(number)
