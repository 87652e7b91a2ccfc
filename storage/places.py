"""A database to be read or filled as a whole, with nobody at work on it meanwhile."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import (
    Connection,
    Engine,
    NullPool,
    create_engine,
    event,
    inspect,
    make_url,
    quoted_name,
    select,
    table,
    text,
)
from sqlalchemy.engine import URL

from storage.engine import PATIENCE, require_utf8
from storage.jobs.living import living
from storage.jobs.lockfile import LockFile
from storage.migrate import ADVISORY_LOCK, behind, revision, synchronous, upgrade

_WAIT_SECONDS = 30
_VERSION = "alembic_version"
_BESIDE = ("-wal", "-journal")
"""What SQLite would take for the unfinished end of whatever file lies beside it."""


class Unfit(Exception):
    """The database can't be read from, or written into, as it is: in words for the operator."""


@contextmanager
def read_alone(url: str) -> Iterator[Connection]:
    """All of a database as it is at one moment; who wants to start meanwhile waits or is refused.

    Raises: Unfit, storage.jobs.lockfile.AlreadyRunning, storage.migrate.SchemaTooNew.
    """
    file = file_of(url)
    _require_file(file)
    with ExitStack() as stack:
        if file is not None:
            stack.enter_context(LockFile.beside(file))
        else:  # before the snapshot, which would lack what a worker has written meanwhile
            engine = stack.enter_context(open_alone(url, writes=False))
            _keep_away(stack.enter_context(engine.connect()))
        yield stack.enter_context(snapshot(url))


def _keep_away(connection: Connection) -> None:
    _require_schema(connection)
    _take(connection)
    if count := living(connection):
        raise Unfit(
            f"{count} workers are at work on it: stop every `vidhuk run`, `vidhuk bot` and "
            "`vidhuk worker` first (one that was killed counts for half a minute more)"
        )


@contextmanager
def snapshot(url: str) -> Iterator[Connection]:
    """All of a database as it is at one moment, whoever works on it. Raises: Unfit, SchemaTooNew"""
    _require_file(file_of(url))
    with open_alone(url, writes=False) as engine, engine.connect() as connection:
        _require_schema(connection)
        yield connection


def _require_file(file: Path | None) -> None:
    """To open one that is not there would make it."""
    if file is not None and not _begun(file):
        raise Unfit("there is no database")


def _require_schema(connection: Connection) -> None:
    if revision(connection) is None:
        raise Unfit("there is no database of vidhuk in it")
    if behind(connection):
        raise Unfit("its schema is older than this program: `vidhuk migrate` first")


@contextmanager
def filled(url: str) -> Iterator[Connection]:
    """One transaction that fills an empty database: all of it, or the place stays empty.

    Raises: Unfit, AlreadyRunning, SchemaTooNew.
    """
    file = file_of(url)
    with ExitStack() as stack:
        if file is not None:
            stack.enter_context(held(file))
        else:
            require_empty(url)
        upgrade(url)
        engine = stack.enter_context(open_alone(url, writes=True))
        connection = stack.enter_context(engine.begin())
        if file is None:
            _take(connection)
        _require_rowless(connection)
        yield connection


@contextmanager
def held(file: Path) -> Iterator[None]:
    """The place of a file, empty and nobody else's. Raises: Unfit, AlreadyRunning, OSError."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with LockFile.beside(file):
        if not _begun(file):
            left = [one for end in _BESIDE if (one := Path(f"{file}{end}")).exists()]
            if left:
                raise Unfit(f"{left[0]} is left of another database: take it away first")
        else:
            require_empty(f"sqlite:///{file}")
        yield


def require_empty(url: str) -> None:
    """Raises: Unfit where there is anything but a schema without rows."""
    with open_alone(url, writes=False) as engine, engine.connect() as connection:
        _require_rowless(connection)


def _require_rowless(connection: Connection) -> None:
    there = inspect(connection).get_table_names()
    if there and _VERSION not in there:
        raise Unfit(f"it is not empty: there is a table {there[0]!r} of another program's")
    for name in there:
        if name == _VERSION:
            continue
        one = table(quoted_name(name, quote=True))
        if connection.execute(select(text("1")).select_from(one).limit(1)).first():
            raise Unfit(f"it is not empty: there are rows in {name!r}; nothing was overwritten")


def file_of(url: str) -> Path | None:
    """The SQLite file; None for a server."""
    parsed = make_url(url)
    return Path(parsed.database or "") if parsed.get_backend_name() == "sqlite" else None


def _begun(file: Path) -> bool:
    return file.exists() and file.stat().st_size > 0


def _take(connection: Connection) -> None:
    """Until the transaction ends no process starts on this server's database."""
    taking = text("SELECT pg_try_advisory_xact_lock(:key)")
    if not connection.scalar(taking, {"key": ADVISORY_LOCK}):
        raise Unfit("another process migrates, moves or restores this database just now")


@contextmanager
def open_alone(url: str | URL, *, writes: bool) -> Iterator[Engine]:
    """Connections that block, for one transaction; one that only reads sees one moment."""
    parsed = synchronous(make_url(url))
    if parsed.get_backend_name() == "sqlite":
        engine = create_engine(parsed, poolclass=NullPool, hide_parameters=True)
        event.listen(engine, "connect", _prepare if writes else _prepare_to_read)
        beginning = "BEGIN IMMEDIATE" if writes else "BEGIN"
        event.listen(engine, "begin", lambda it: it.exec_driver_sql(beginning))
    else:
        patient = parsed.set(query={**PATIENCE, **parsed.query})
        engine = create_engine(patient, poolclass=NullPool, hide_parameters=True)
        require_utf8(engine)
        if not writes:
            engine = engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
    try:
        yield engine
    finally:
        engine.dispose()


def _prepare(connection: sqlite3.Connection, _entry: object) -> None:
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout={_WAIT_SECONDS * 1000}")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA secure_delete=ON")


def _prepare_to_read(connection: sqlite3.Connection, entry: object) -> None:
    _prepare(connection, entry)
    connection.execute("PRAGMA query_only=ON")
