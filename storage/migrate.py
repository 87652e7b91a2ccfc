"""Brings the schema of a database up to date (design.md 10)."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, NullPool, create_engine, event, inspect, make_url, text
from sqlalchemy.engine import URL

from storage.disk import sync_folder
from storage.engine import WrongDatabase, require_utf8

# Loaded by a start that migrates alone: it takes long, and nearly always nothing is to be done.
if TYPE_CHECKING:
    from alembic.config import Config

_SCRIPTS = Path(__file__).with_name("migrations")
# Another process may be migrating a great database: worth waiting for.
_WAIT_SECONDS = 600
ADVISORY_LOCK = 0x76696468756B  # "vidhuk"
"""Each start takes it for a moment: while somebody holds it nobody begins."""


class SchemaTooNew(Exception):
    """A newer program has migrated this database; this one must not touch it."""


class BrokenReferences(Exception):
    """After the migration rows point at nothing; it was undone."""


def upgrade(url: str | URL) -> Path | None:
    """Migrate to this program's schema in one transaction: all of it happens, or nothing.

    Returns the copy of the file that was made before, None when none was needed. Processes that
    do it at once wait for each other. Blocks; call it before the loop or in a thread.
    Raises: SchemaTooNew, BrokenReferences, WrongDatabase.
    """
    parsed = synchronous(make_url(url))
    with _writing(parsed) as connection:
        current, head = revisions(connection)
        if current == head:
            return None
        require_rights(connection)
        copied = _copied(parsed, f"before-{head}") if current else None
        from alembic import command  # noqa: PLC0415 - see above

        command.upgrade(config(connection), "head")
        _check_references(connection)
    return copied


def pending(url: str | URL) -> bool:
    """Whether `upgrade` has something to do. Blocks. Raises: SchemaTooNew."""
    parsed = synchronous(make_url(url))
    if parsed.get_backend_name() == "sqlite" and not _file(parsed).exists():
        return True  # to look inside would make the file
    engine = create_engine(parsed, poolclass=NullPool, hide_parameters=True)
    if parsed.get_backend_name() != "sqlite":
        require_utf8(engine)
    with engine.connect() as connection:
        return behind(connection)


def require_rights(connection: Connection) -> None:
    """Raises: WrongDatabase where this role of a server may not make what a migration makes."""
    if connection.dialect.name == "sqlite":
        return
    asked = "SELECT current_user, has_schema_privilege(current_schema(), 'CREATE')"
    role, may = connection.execute(text(asked)).one()
    if not may:
        raise WrongDatabase(
            f"the role {role} may not make tables in schema public: make it the owner, "
            f"createdb --owner {role} NAME, or ALTER DATABASE NAME OWNER TO {role}"
        )


def revision(connection: Connection) -> str | None:
    """The schema's, None in a new database. Raises: SchemaTooNew."""
    return revisions(connection)[0]


def behind(connection: Connection) -> bool:
    """Whether the schema is older than this program. Raises: SchemaTooNew."""
    current, head = revisions(connection)
    return current != head


def revisions(connection: Connection) -> tuple[str | None, str]:
    """That of the database, None when it is new, and that of the program. Raises: SchemaTooNew."""
    known = sorted(one.name.partition("_")[0] for one in (_SCRIPTS / "versions").glob("[0-9]*.py"))
    current: str | None = None
    if inspect(connection).has_table("alembic_version"):
        current = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if current not in {None, *known}:
        raise SchemaTooNew(f"the schema is {current}, this program knows up to {known[-1]}")
    return current, known[-1]


def config(connection: Connection) -> "Config":
    """Alembic's configuration over an open connection."""
    from alembic.config import Config  # noqa: PLC0415 - see above

    made = Config()
    made.set_main_option("script_location", str(_SCRIPTS))
    made.attributes["connection"] = connection
    return made


def synchronous(url: URL) -> URL:
    """The address for a driver that blocks."""
    return url.set(drivername="sqlite") if url.get_backend_name() == "sqlite" else url


@contextmanager
def _writing(url: URL) -> Iterator[Connection]:
    """A transaction that no other process's migration runs beside."""
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True)
    on_sqlite = url.get_backend_name() == "sqlite"
    if on_sqlite:
        make_file(_file(url))
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", lambda it: it.exec_driver_sql("BEGIN IMMEDIATE"))
    else:
        require_utf8(engine)
    with engine.begin() as connection:
        if not on_sqlite:
            lock = text("SELECT pg_advisory_xact_lock(:key)")
            connection.execute(lock, {"key": ADVISORY_LOCK})
        yield connection


def _prepare(connection: sqlite3.Connection, _entry: object) -> None:
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout={_WAIT_SECONDS * 1000}")
    # A table that is made anew would take the rows that point at it along; can only be set
    # outside a transaction.
    connection.execute("PRAGMA foreign_keys=OFF")


def _check_references(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        tables = ", ".join(sorted({row[0] for row in broken}))
        raise BrokenReferences(f"{len(broken)} rows in {tables}")


def _file(url: URL) -> Path:
    return Path(url.database or "")


def make_file(path: Path) -> None:
    """Names of candidates stand in it plainly: its owner alone may read it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def keep_copy(url: str | URL, suffix: str) -> Path | None:
    """A copy of the file beside it, `<name>.<suffix>`; None on a server. Blocks."""
    return _copied(synchronous(make_url(url)), suffix)


def _copied(url: URL, suffix: str) -> Path | None:
    """A copy of the file beside it, as it was when the transaction began."""
    if url.get_backend_name() != "sqlite":
        return None
    path = _file(url)
    copy = path.with_name(f"{path.name}.{suffix}")
    half = copy.with_name(f"{copy.name}.part")
    half.unlink(missing_ok=True)
    make_file(half)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(half)) as target:
        source.backup(target)
    with half.open("rb") as whole:
        os.fsync(whole.fileno())
    half.replace(copy)
    sync_folder(copy.parent)
    return copy
