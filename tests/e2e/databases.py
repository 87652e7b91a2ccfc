"""Where houses keep what they know: files of SQLite, or databases on a PostgreSQL server.

`--database postgresql` chooses the second for a whole run. A house has one at a time.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

import psycopg
from sqlalchemy.engine import URL, make_url

from tests.postgres import Postgres, libpq

FILE = "house.sqlite3"


class Databases(Protocol):
    """One kind. `shared`: whether a worker may copy what another one put aside."""

    shared: bool

    def fresh(self, folder: Path) -> str:
        """The address of a new one, for the house in this folder."""

    def keep(self, folder: Path, name: str) -> None:
        """Put a copy of that house's aside; the folder itself is copied by the caller."""

    def copied(self, name: str, folder: Path) -> str:
        """The address of a copy of what was put aside, for the house in this folder."""


class Files:
    """A file in the folder of its house."""

    shared = True

    def fresh(self, folder: Path) -> str:
        return f"sqlite+aiosqlite:///{folder / FILE}"

    def keep(self, folder: Path, name: str) -> None:
        """It goes with its folder."""

    def copied(self, name: str, folder: Path) -> str:
        return self.fresh(folder)


class OnServer:
    """A database of the worker's, made anew for each house."""

    shared = False

    def __init__(self, server: Postgres) -> None:
        self._server = server
        self._kept: dict[str, URL] = {}
        self._houses: dict[Path, URL] = {}

    def fresh(self, folder: Path) -> str:
        return self._made(folder, self._server.empty())

    def keep(self, folder: Path, name: str) -> None:
        self._kept[name] = self._server.make(f"kept_{name}", like=self._houses[folder])

    def copied(self, name: str, folder: Path) -> str:
        return self._made(folder, self._kept[name])

    def _made(self, folder: Path, like: URL) -> str:
        made = self._houses[folder] = self._server.make(folder.name, like=like)
        return made.render_as_string(hide_password=False)


def ask(address: str, statement: str) -> list[tuple[Any, ...]]:
    """What the database answers to SQL, beside whoever works on it."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        with closing(sqlite3.connect(url.database or "")) as file:
            return file.execute(statement).fetchall()
    with psycopg.connect(libpq(url)) as connection:
        return connection.execute(statement.encode()).fetchall()


def everything(address: str) -> bytes:
    """All rows on a server as text; a file lies in the folder of its house."""
    if make_url(address).get_backend_name() == "sqlite":
        return b""
    tables = ask(address, "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname='public'")
    rows = [row for (name,) in tables for row in ask(address, f"SELECT t::text FROM {name} t")]
    return "\n".join(text for (text,) in rows).encode()
