"""The way to the database."""

import logging
import sqlite3
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import NullPool, event, make_url
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from storage.driver import connect

# At DEBUG the driver writes every value of every statement: names of candidates among them.
logging.getLogger("aiosqlite").setLevel(logging.INFO)

_WAIT_SECONDS = 30
# A machine that lost its power closes no connection: without these a query waits for an answer
# for a quarter of an hour, and a listener for ever (libpq, "Parameter Key Words").
PATIENCE = {
    "connect_timeout": "10",
    "tcp_user_timeout": "15000",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "2",
}
_PRAGMAS = (
    f"PRAGMA busy_timeout={_WAIT_SECONDS * 1000}",
    "PRAGMA journal_mode=WAL",
    "PRAGMA foreign_keys=ON",
    # In WAL mode NORMAL may take the last commits back at a power cut: a request to a site that
    # was marked as sent would be owed again (sqlite.org/pragma.html#pragma_synchronous).
    "PRAGMA synchronous=FULL",
    # Who was erased must not stand in the free pages either (sqlite.org/pragma.html).
    "PRAGMA secure_delete=ON",
)


class WrongDatabase(Exception):
    """The server's database can't be this program's as it is: in words for the operator."""


def open_engine(url: str | URL) -> AsyncEngine:
    """Return an engine for `sqlite+aiosqlite` or `postgresql+psycopg`; the caller disposes of it.

    On SQLite the process has one connection, so its transactions stand in line instead of
    meeting "database is locked"; the busy timeout is for other processes only. Every
    transaction begins as a writer's: one that reads first and writes later could not get there
    while another one writes.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        on_server = create_async_engine(
            parsed.set(query={**PATIENCE, **parsed.query}),
            pool_size=10,
            max_overflow=10,
            pool_timeout=_WAIT_SECONDS,
            pool_pre_ping=True,
            hide_parameters=True,
        )
        require_utf8(on_server.sync_engine)
        return on_server
    engine = create_async_engine(
        parsed,
        pool_size=1,
        max_overflow=0,
        pool_timeout=_WAIT_SECONDS,
        hide_parameters=True,
        async_creator=partial(connect, parsed, factory=_Connection),
    )
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def require_utf8(engine: Engine) -> None:
    """Each connection to a server whose database is in another encoding raises WrongDatabase.

    Before SQLAlchemy's own first questions, which fail there in ways of their own.
    """
    event.listen(engine, "connect", _require_utf8, insert=True)


def _require_utf8(connection: Any, _entry: ConnectionPoolEntry) -> None:
    # A connection that blocks is the driver's own; one that does not has it inside.
    info = getattr(connection, "driver_connection", connection).info
    encoding = info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise WrongDatabase(
            f"the database must be in UTF8, it is in {encoding}: make another one, "
            f"createdb --encoding UTF8 --template template0 --owner {info.user} NAME"
        )


def refuses(error: OperationalError) -> bool:
    """Whether a server said no to the address, user or password: waiting would not help.

    Source: PostgreSQL's errors 28P01, 28000, 3D000; libpq gives a failed connection no code.
    """
    said = str(error.orig)
    signs = (
        "password authentication failed",
        "does not exist",
        "no pg_hba.conf entry",
        "no password",
    )
    return any(sign in said for sign in signs)


def open_to_read(path: Path) -> AsyncEngine:
    """Return an engine for an SQLite file that makes and changes nothing, not even beside it.

    To read a database in WAL mode SQLite makes a journal, unless told that nobody writes; a
    process that does has made the journal.
    """
    beside = path.with_name(f"{path.name}-wal")
    query = {"uri": "true", **({"mode": "ro"} if beside.exists() else {"immutable": "1"})}
    url = URL.create("sqlite+aiosqlite", database=f"file:{quote(str(path))}", query=query)
    return create_async_engine(url, poolclass=NullPool, hide_parameters=True)


class _Connection(sqlite3.Connection):
    """Lets go of the database when it is closed in the middle of a transaction.

    A cancelled task's connection is closed while its traceback still holds the cursor; SQLite
    then keeps the lock until the cursor is collected (sqlite3_close_v2, "zombie" connections),
    and the next transaction of this very process waits for it in vain.
    """

    def close(self) -> None:
        if self.in_transaction:
            self.rollback()
        super().close()


def _prepare(connection: Any, _entry: ConnectionPoolEntry) -> None:
    # The driver's own BEGIN comes only before the first write (SQLAlchemy, SQLite dialect,
    # "Enabling Non-Legacy SQLite Transactional Modes").
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    driver: Any = connection.connection.driver_connection
    driver.begin()
