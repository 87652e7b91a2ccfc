"""In which order titles are listed, where they go by numbers."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

_NUMBER = re.compile(r"(\d{1,9})")
"""Longer ones are names."""
_Item = TypeVar("_Item")


def natural(title: str) -> tuple[str | int, ...]:
    """A key to sort by: `Продавець 2` comes before `Продавець 10`."""
    parts = _NUMBER.split(" ".join(title.casefold().split()))
    return tuple(int(part) if at % 2 else part for at, part in enumerate(parts))


def in_series(items: Iterable[_Item], title: Callable[[_Item], str]) -> Sequence[_Item]:
    """As they come; those whose titles differ by numbers alone stand together, by their number."""
    series: dict[tuple[object, ...], list[_Item]] = {}
    for at, item in enumerate(items):
        words = natural(title(item))[::2]
        key = words if len(words) > 1 else (*words, at)
        series.setdefault(key, []).append(item)
    return [
        one for alike in series.values() for one in sorted(alike, key=lambda it: natural(title(it)))
    ]
