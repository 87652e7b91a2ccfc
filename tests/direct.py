"""SQLite without a thread of its own, for stories that ask for most of what there is in a second.

To hand each statement to the driver's thread and back is a third of what a story costs: both want
the same interpreter. `make test` does without; CI and `make test-all` have what production has.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Generator
from typing import Any, TypeVar

from aiosqlite.core import set_exception, set_result

from storage import driver

_T = TypeVar("_T")
_GRAIN = 0.005
"""Seconds after which somebody who found the file locked tries again."""
THREADED = driver._Connection


class _AtOnce:
    """Where the driver lays down what its thread is to do, to open and to close above all."""

    def put_nowait(self, wanted: tuple[asyncio.Future[Any] | None, Callable[[], Any]]) -> None:
        future, do = wanted
        try:
            done = do()
        except Exception as error:
            if future is None:
                raise
            set_exception(future, error)
        else:
            if future is not None:
                set_result(future, done)


class _Direct(driver._Connection):
    """Asks in the loop; whoever waits for a statement lets others go on, as with a thread."""

    _patience: float | None = None
    """Seconds to wait for a writer, who may be in the same loop."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._tx = _AtOnce()  # type: ignore[assignment]

    def __await__(self) -> Generator[Any, None, "_Direct"]:
        yield from self._connect().__await__()
        return self

    async def _execute(self, fn: Callable[..., _T], *args: Any, **kwargs: Any) -> _T:
        try:
            return await self._patiently(lambda: fn(*args, **kwargs))
        finally:
            await asyncio.sleep(0)

    async def _patiently(self, do: Callable[[], _T]) -> _T:
        waited = 0.0
        while True:
            try:
                return do()
            except sqlite3.OperationalError as error:
                late = waited >= self._most()
                if late or "locked" not in str(error) or self._conn.in_transaction:
                    raise
            await asyncio.sleep(_GRAIN)
            waited += _GRAIN

    def _visit(self, begins: bool, do: Callable[[sqlite3.Cursor], _T]) -> _T:
        if begins:
            self._most()
        return super()._visit(begins, do)

    def _most(self) -> float:
        """What SQLite was told to wait, which it would with everybody else standing still."""
        if self._patience is None:
            (told,) = self._conn.execute("PRAGMA busy_timeout").fetchone()
            self._conn.execute("PRAGMA busy_timeout=0")
            self._patience = told / 1000
        return self._patience


def ask_in_the_loop() -> None:
    """From now on connections that this process opens have no thread."""
    driver._Connection = _Direct  # type: ignore[assignment,misc]
