"""Values drawn from bytes, in the manner of FuzzedDataProvider; where they end, the first of each.

The same without atheris, so that what it found is replayed by `make test`.
"""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

NUMBERS = (0, 1, -1, 2**31, -(2**31), 2**53, 2**63 - 1, 2**63, -(2**63) - 1, 10**30, 99999999999)
TEXTS = (
    "",
    " ",
    "\x00",
    "а\x00б",
    "\ud800",
    "Олена \udfff Коваль",
    "\u202eКоваль\u2066",
    "\u2028\u2029\x85\x1c",
    "²",
    "٣٤",
    "-0",
    "1e999",
    "NaN",
    "9" * 40,
    "9" * 5000,
    "а" * 3000,
    "<b>Олена</b> & <script>",
    "&#0;&#xd800;&#x110000;&nope;",
    "<a href='javascript:1'>x",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "2026-13-45T99:99:99+9999",
    "2026-11-23T10:00:00",
    "2026-11-23T10:00:00+0300",
    "http://[::1",
    "https://user:pass@host.example:99999/",
    "//",
    "../../etc/passwd",
    "+380 (67) 123-45-21; 0501112233",
    "olena@example.com, <oleh@example.com>",
    "🇺🇦👩‍👩‍👧" * 40,
    "е\u0301" * 400,
    "true",
    "null",
    "[]",
)
"""What programs stumble over, and invented people's contacts."""


class Feed:
    """One input, read from its beginning."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    @property
    def left(self) -> int:
        """How many bytes nobody has drawn so far."""
        return max(0, len(self._data) - self._at)

    def byte(self) -> int:
        """0 where nothing is left."""
        self._at += 1
        return self._data[self._at - 1] if self._at <= len(self._data) else 0

    def below(self, most: int) -> int:
        """A number from 0 to `most` - 1; at most 65536 of them."""
        drawn = self.byte()
        if most > 256:
            drawn = drawn << 8 | self.byte()
        return drawn % most

    def flip(self) -> bool:
        """True for every other byte."""
        return bool(self.byte() & 1)

    def pick(self, some: Sequence[T]) -> T:
        """One of them."""
        return some[self.below(len(some))]

    def take(self, count: int) -> bytes:
        """So many bytes, or what is left."""
        start, self._at = self._at, self._at + count
        return self._data[start : start + count]

    def rest(self) -> bytes:
        """All that is left."""
        return self.take(self.left)

    def number(self) -> int:
        """A small one, an awkward one, or any of 64 bits and more."""
        kind = self.byte()
        if kind < 128:
            return kind
        if kind < 220:
            return NUMBERS[kind % len(NUMBERS)]
        return int.from_bytes(self.take(1 + kind % 12), "big", signed=True)

    def text(self) -> str:
        """An awkward one, or one of the input's own letters, halves of pairs among them."""
        kind = self.byte()
        if kind < 128:
            return TEXTS[kind % len(TEXTS)]
        return self.take(kind - 127).decode("utf-8", "surrogateescape")
