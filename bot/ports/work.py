"""Work, time, limits, and what is kept safe."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.ids import FileId
from bot.domain.jobs import Job

RunJob = Callable[[Job], Awaitable[None]]
Run = Callable[[], Awaitable[object]]


class Jobs(Protocol):
    """Runs what was enqueued. A job may run twice: every task is safe to repeat."""

    def task(self, name: str, run: RunJob, *, attempts: int = 5) -> None:
        """Register what does `name`; a failed run is tried again with growing pauses."""

    def every(self, name: str, period: timedelta, run: Run) -> None:
        """Run something at the start and then every so often, one process at a time.

        What fails is logged once, and tried again when its time comes.
        """

    async def run(self) -> None:
        """Work until cancelled; the job in hand is finished first (at most 10 s)."""

    async def idle(self) -> None:
        """Return when nothing that is due waits or runs (for tests and the demo)."""


class Clock(Protocol):
    """Time, so that tests can hold it."""

    def now(self) -> datetime:
        """Aware, UTC."""

    async def sleep(self, duration: timedelta) -> None: ...


class Limits(Protocol):
    """Sliding windows that hold over all processes."""

    async def acquire(self, *keys: str, within: timedelta | None = None) -> timedelta:
        """Reserve a place under every key; return how long to wait before using it.

        A wait longer than `within` reserves nothing: come back after it.

        Keys: `site:<key>`, `account:<id>`, `tg:<bot>`, `chat:<link>`, `group:<link>`.
        """

    async def halt(self, key: str, until: datetime) -> None:
        """Nobody gets a place under `key` before then (a 429's retry_after)."""


class Vault(Protocol):
    """Encryption at rest. `place` is `table:column:row id` and is checked on reading."""

    def seal(self, place: str, text: str) -> str: ...
    def unseal(self, place: str, sealed: str) -> str:
        """Raises: VaultBroken when the key is wrong or the text belongs elsewhere."""

    def seal_bytes(self, place: str, content: bytes) -> bytes: ...
    def unseal_bytes(self, place: str, sealed: bytes) -> bytes: ...
    def hmac(self, purpose: str, text: str) -> str:
        """A versioned keyed hash for equality search."""


class VaultBroken(Exception):
    """The key does not open this, or this was moved here from another row."""


class Files(Protocol):
    """The bytes of stored files, encrypted on disk, named by id."""

    async def keep(self, file_id: FileId, content: bytes) -> None: ...
    async def read(self, file_id: FileId) -> bytes:
        """Raises: FileNotFoundError, VaultBroken."""

    async def all(self) -> Sequence[FileId]:
        """Those whose bytes are there."""

    async def erase(self, file_id: FileId) -> None:
        """Gone; not an error when it was not there."""
