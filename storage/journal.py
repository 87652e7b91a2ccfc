"""The journal of erasures: a file beside the key, outside the database (product.md 2.13).

One line a hash, `<kind> <hash>`, only ever appended to: a restored backup of the database knows
nothing of what was erased since, and this tells it.
"""

import asyncio
import os
from collections.abc import Collection
from pathlib import Path

from bot.domain.erasure import Key, KeyKind
from storage.disk import make_folder

_KINDS = frozenset(KeyKind)


class ErasureJournal:
    """ports.Journal"""

    def __init__(self, path: Path) -> None:
        self._path = path

    def prove(self) -> None:
        """See that it can be written. Raises: OSError."""
        make_folder(self._path.parent)
        os.close(self._open())

    async def note(self, keys: Collection[Key]) -> None:
        await asyncio.to_thread(self.add, keys)

    async def all(self) -> Collection[Key]:
        return await asyncio.to_thread(self.read)

    def _open(self) -> int:
        return os.open(self._path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)

    def add(self, keys: Collection[Key]) -> None:
        """`note`, for who may block."""
        lines = "".join(f"{key.kind} {key.hmac}\n" for key in sorted(keys))
        descriptor = self._open()
        try:
            # A line that a power cut left half written ends here, and hides none that follows.
            os.write(descriptor, f"\n{lines}".encode())
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def read(self) -> set[Key]:
        """`all`, for who may block."""
        try:
            text = self._path.read_text(encoding="ascii", errors="replace")
        except FileNotFoundError:
            return set()
        parts = [line.split() for line in text.splitlines()]
        return {
            Key(KeyKind(part[0]), part[1]) for part in parts if len(part) == 2 and part[0] in _KINDS
        }
