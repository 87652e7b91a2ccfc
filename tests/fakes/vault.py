"""A vault without keys, files without a disk, limits without a database."""

import hashlib
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from bot.domain.erasure import Key
from bot.domain.ids import FileId
from bot.domain.window import Rules, Window, rates_of, reserve
from bot.ports import Clock, VaultBroken


class NotedFaults:
    """ports.Faults that remembers them."""

    def __init__(self) -> None:
        self.noted: list[BaseException] = []

    def note(self, error: BaseException) -> None:
        self.noted.append(error)


class PlainVault:
    """ports.Vault that anybody can read; what belongs elsewhere it refuses like the real one."""

    def seal(self, place: str, text: str) -> str:
        return f"sealed {place}\0{text}"

    def unseal(self, place: str, sealed: str) -> str:
        mark = f"sealed {place}\0"
        if not sealed.startswith(mark):
            raise VaultBroken(place)
        return sealed.removeprefix(mark)

    def seal_bytes(self, place: str, content: bytes) -> bytes:
        return f"sealed {place}\0".encode() + content

    def unseal_bytes(self, place: str, sealed: bytes) -> bytes:
        mark = f"sealed {place}\0".encode()
        if not sealed.startswith(mark):
            raise VaultBroken(place)
        return sealed.removeprefix(mark)

    def hmac(self, purpose: str, text: str) -> str:
        return f"1:{hashlib.sha256(f'{purpose}/{text}'.encode()).hexdigest()}"


class MemoryFiles:
    """ports.Files in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[FileId, bytes] = {}

    async def keep(self, file_id: FileId, content: bytes) -> None:
        self.kept[file_id] = content

    async def read(self, file_id: FileId) -> bytes:
        if file_id not in self.kept:
            raise FileNotFoundError(file_id)
        return self.kept[file_id]

    async def all(self) -> Sequence[FileId]:
        return list(self.kept)

    async def erase(self, file_id: FileId) -> None:
        self.kept.pop(file_id, None)


class MemoryJournal:
    """ports.Journal in a set."""

    def __init__(self) -> None:
        self.keys: set[Key] = set()

    async def note(self, keys: Collection[Key]) -> None:
        self.keys |= set(keys)

    async def all(self) -> Collection[Key]:
        return set(self.keys)


class MemoryLimits:
    """ports.Limits in a dictionary, by the window that the database's limits use too."""

    def __init__(self, clock: Clock, rules: Rules) -> None:
        self._clock, self._rules = clock, rules
        self._windows: dict[str, Window] = {}
        self.asked: list[tuple[str, ...]] = []
        """The keys of every `acquire`."""

    async def acquire(self, *keys: str, within: timedelta | None = None) -> timedelta:
        self.asked.append(keys)
        now, ordered = self._clock.now(), sorted(set(keys))
        held = [(self._window(key), rates_of(self._rules, key)) for key in ordered]
        moment, taken = reserve(held, now)
        if within is None or moment - now <= within:
            self._windows |= zip(ordered, taken, strict=True)
        return moment - now

    async def halt(self, key: str, until: datetime) -> None:
        self._windows[key] = self._window(key).seen(self._clock.now()).halted(until)

    def _window(self, key: str) -> Window:
        return self._windows.get(key) or Window(self._clock.now())
