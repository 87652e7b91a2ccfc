"""One process owns the embedded engine's database: what it finds running, it may start again."""

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self


class AlreadyRunning(Exception):
    """Another process works with this database; `pid` is its number where it said so."""

    def __init__(self, path: Path, pid: int | None) -> None:
        who = f"process {pid}" if pid else "another process"
        super().__init__(f"{who} already works with this database and holds {path}")
        self.path, self.pid = path, pid


class LockFile:
    """Held while entered; may be entered again by who holds it.

    The system lets go of it when the process ends, however it ends; the file itself stays, for
    deleting it could part two processes that wait for it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None
        self._depth = 0

    @classmethod
    def beside(cls, database: Path) -> Self:
        """The lock of a database file."""
        return cls(database.with_name(f"{database.name}.lock"))

    def __enter__(self) -> Self:
        """Raises: AlreadyRunning."""
        if self._depth == 0:
            self._descriptor = self._take()
        self._depth += 1
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._depth -= 1
        if self._depth == 0 and self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _take(self) -> int:
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(descriptor, 20)
            os.close(descriptor)
            raise AlreadyRunning(self.path, int(holder) if holder.isdigit() else None) from None
        os.ftruncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode())
        return descriptor
