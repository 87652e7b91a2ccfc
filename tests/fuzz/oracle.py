"""What holds for every input, whatever it is."""

import dataclasses
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

SECONDS = 1.0
"""Of the processor, for a small input; the machine may be busy with others."""
_NUMBER_MOST = 2**63


class TooSlow(AssertionError):
    """A small input has taken more than its time."""


class Unstorable(AssertionError):
    """A value that a database refuses got as far as a row."""


@contextmanager
def in_time(seconds: float = SECONDS) -> Iterator[None]:
    """Raises: TooSlow."""
    begun = time.process_time()
    yield
    taken = time.process_time() - begun
    if taken > seconds:
        raise TooSlow(f"{taken:.1f} s")


def storable(value: Any, where: str = "") -> None:
    """What SQLite and PostgreSQL take: whole characters without NUL, numbers of 64 bits.

    Raises: Unstorable.
    """
    if isinstance(value, str):
        _text(value, where)
    elif isinstance(value, int):
        if not -_NUMBER_MOST <= value < _NUMBER_MOST:
            raise Unstorable(f"{where}: a number of {value.bit_length()} bits")
    else:
        for name, one in _inside(value):
            storable(one, f"{where}.{name}"[:200])


def _inside(value: Any) -> Iterator[tuple[Any, Any]]:
    """The parts of a value, and what they are called."""
    if isinstance(value, Mapping):
        yield from value.items()
        yield from (("key", key) for key in value)
    elif isinstance(value, list | tuple | set | frozenset):
        yield from enumerate(value)
    elif dataclasses.is_dataclass(value):
        yield from ((one.name, getattr(value, one.name)) for one in dataclasses.fields(value))


def _text(text: str, where: str) -> None:
    if "\x00" in text:
        raise Unstorable(f"{where}: NUL in a text")
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise Unstorable(f"{where}: half a character in a text")


def numbers_fit(value: Any, where: str) -> None:
    """As `storable`, for rows whose texts the database itself makes fit. Raises: Unstorable."""
    for one in dataclasses.fields(value):
        number = getattr(value, one.name)
        if isinstance(number, int):
            storable(number, f"{where}.{one.name}")
