"""What every table is made of: column types, names of constraints, whose a row is."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    MetaData,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def microseconds(moment: datetime) -> int:
    """How a `Moment` is kept."""
    return (moment - _EPOCH) // _MICROSECOND


class Moment(TypeDecorator[datetime]):
    """An aware time, kept as microseconds since 1970: the same on every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else microseconds(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else _EPOCH + value * _MICROSECOND


class Word(TypeDecorator[str]):
    """A member of a `StrEnum`, kept and given back as plain text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)


class Json(TypeDecorator[Any]):
    """JSON as text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        return json.dumps(value)  # in ASCII: halves of surrogate pairs stay storable

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


class Sealed(TypeDecorator[str]):
    """A text that the vault has sealed for its table, column and row (`storage.rows` does it).

    `as_json`: what is sealed is JSON, not a plain text.
    """

    impl = Text
    cache_ok = True

    def __init__(self, *, as_json: bool = False) -> None:
        super().__init__()
        self.as_json = as_json


def own_id(name: str = "id") -> Column[int]:
    """A key made by the program before the insert (design.md 2)."""
    return Column(name, BigInteger, primary_key=True, autoincrement=False)


def workspace() -> Column[int]:
    """Whose the row is."""
    return Column("workspace_id", BigInteger, ForeignKey("workspaces.id"), nullable=False)


def workspace_or_none() -> Column[int]:
    """Whose the row is; NULL where design.md 1 lets nobody own it."""
    return Column("workspace_id", BigInteger, ForeignKey("workspaces.id"))


def within() -> UniqueConstraint:
    """Lets `same_workspace` point here."""
    return UniqueConstraint("workspace_id", "id")


def same_workspace(column: str, parent: str) -> ForeignKeyConstraint:
    """A reference that the database itself keeps inside one workspace."""
    return ForeignKeyConstraint(
        ["workspace_id", column], [f"{parent}.workspace_id", f"{parent}.id"]
    )
