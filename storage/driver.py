"""SQLite's driver: a statement and all of its rows in one visit to the connection's thread."""

import sqlite3
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any, TypeAlias, TypeVar

import aiosqlite
from sqlalchemy.engine import URL

_T = TypeVar("_T")


async def connect(url: URL, **options: Any) -> aiosqlite.Connection:
    """An open connection for SQLAlchemy (`async_creator`). `options` are those of sqlite3."""
    (database, *_), given = url.get_dialect()().create_connect_args(url)
    connection = _Connection(lambda: sqlite3.connect(database, **{**given, **options}), 64)
    connection._thread.daemon = True  # as SQLAlchemy sets it: an end by a signal waits for nobody
    return await connection


class _Connection(aiosqlite.Connection):
    """aiosqlite goes to the thread to make a cursor, to execute, to fetch and to close.

    The four ways were a third of the time that a statement takes. To begin is another one, and so
    is the rollback with which SQLAlchemy takes back each connection, whatever became of it.
    """

    _owed = False
    """A transaction is to begin with the next statement."""
    _used = False
    """A statement went to the thread, and no end of its transaction has come back from there."""

    def begin(self) -> None:
        """Begin a transaction as a writer, once it has anything to say."""
        self._owed = True

    def cursor(self) -> "_Cursor":  # type: ignore[override]  # all that SQLAlchemy asks of it
        return _Cursor(self)

    async def commit(self) -> None:
        await self._end(super().commit)

    async def rollback(self) -> None:
        await self._end(super().rollback)

    async def _end(self, end: Callable[[], Awaitable[None]]) -> None:
        self._owed = False
        if self._used:
            await end()
            self._used = False

    async def visit(self, do: Callable[[sqlite3.Cursor], _T]) -> _T:
        """Do something with a fresh cursor in the thread."""
        begins, self._owed, self._used = self._owed, False, True
        visit: Awaitable[_T] = self._execute(  # type: ignore[no-untyped-call]
            self._visit, begins, do
        )
        return await visit

    def _visit(self, begins: bool, do: Callable[[sqlite3.Cursor], _T]) -> _T:
        cursor = self._conn.cursor()
        try:
            if begins:
                cursor.execute("BEGIN IMMEDIATE")
            return do(cursor)
        finally:
            cursor.close()


_Do: TypeAlias = Callable[[sqlite3.Cursor, str, Any], sqlite3.Cursor]


class _Cursor:
    """What SQLAlchemy's `AsyncAdapt_dbapi_cursor` uses of a driver's cursor."""

    def __init__(self, connection: _Connection) -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Sequence[Any] | None = None
        self.lastrowid: int | None = None
        self.rowcount, self.arraysize = -1, 1

    async def __aenter__(self) -> "_Cursor":
        return self

    async def execute(self, statement: str, parameters: Any = ()) -> None:
        await self._in_thread(sqlite3.Cursor.execute, statement, parameters)

    async def executemany(self, statement: str, parameters: Iterable[Any]) -> None:
        await self._in_thread(sqlite3.Cursor.executemany, statement, parameters)

    async def fetchall(self) -> list[Any]:
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """It was closed in the thread."""

    async def _in_thread(self, do: _Do, statement: str, parameters: Any) -> None:
        await self._connection.visit(lambda cursor: self._keep(do(cursor, statement, parameters)))

    def _keep(self, cursor: sqlite3.Cursor) -> None:
        self.description, self.rowcount = cursor.description, cursor.rowcount
        self.lastrowid = cursor.lastrowid
        if cursor.description:
            self._rows = cursor.fetchall()
