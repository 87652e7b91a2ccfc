"""Long titles on buttons: cut such that what they differ in can be read."""

from collections.abc import Sequence
from itertools import takewhile

from bot.domain.vacancy import one_line
from handlers.render.ink import short
from handlers.render.limits import cut_plain, units

_BEGINNING = 10
"""So much of the beginning stays, whatever comes after it."""
_LONG_WORD = 14


def told_apart(titles: Sequence[str], most: int) -> list[str]:
    """At most `most` units of each; where the ends of some make the difference, they stay."""
    lines = [one_line(one) for one in titles]
    known = {one: short(one, most) for one in lines}
    for one, label in known.copy().items():
        alike = [other for other in known if other != one and short(other, most) == label]
        if alike:
            differs = max(_alike(one, other) for other in alike)
            known[one] = _with_end(one, _word_at(one, differs), most)
    return [known[one] for one in lines]


def _alike(one: str, other: str) -> int:
    """How many letters they begin with in common."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _word_at(title: str, at: int) -> int:
    """Where the word begins that this letter belongs to; of a long one near the letter itself."""
    begins = title.rfind(" ", 0, at) + 1
    return begins if at - begins <= _LONG_WORD else min(at, len(title) - _LONG_WORD)


def _with_end(title: str, at: int, most: int) -> str:
    """The beginning as far as there is room, and what stands from there on."""
    end = cut_plain(title[at:], most - _BEGINNING)
    return cut_plain(title[:at], most - units(end)) + end
