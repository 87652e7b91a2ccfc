"""Open readings of a site's contract that a real answer can show; `vidhuk probe` looks."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.masking import scrubbed
from sites.kit.answer import Answer

Differing = Callable[[Answer], Iterable[str] | None]
"""What in an answer is not as assumed: names, types and counts, never a person's values.

Empty: it is as assumed. None: this answer does not show it.
"""
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Assumption:
    """One reading: its id in docs/site-assumptions.md, what is assumed, and how it is seen.

    `asked` matches the whole path of the requests whose answers may show it.
    """

    id: str
    words: str
    asked: str
    differs: Differing


class Verdict(StrEnum):
    """What the answers said of an assumption."""

    HOLDS = "holds"
    DIFFERS = "differs"
    UNSEEN = "not seen"


def judged(one: Assumption, heard: Sequence[tuple[str, Answer]]) -> tuple[Verdict, str]:
    """The verdict over all answers, each with its path, and what differs; safe to print."""
    shown = [one.differs(answer) for path, answer in heard if re.fullmatch(one.asked, path)]
    told = [list(words) for words in shown if words is not None]
    differing = dict.fromkeys(word for words in told for word in words)
    if differing:
        return Verdict.DIFFERS, scrubbed("; ".join(differing))[:_LONGEST]
    return (Verdict.HOLDS if told else Verdict.UNSEEN), ""


def kind_of(value: object) -> str:
    """What a JSON value is, without saying it."""
    names = {dict: "an object", list: "a list", bool: "true or false", str: "a text"}
    return "null" if value is None else names.get(type(value), "a number")


def unknown_names(items: Iterable[object], known: Iterable[str]) -> list[str]:
    """Fields that objects have beyond those that we know."""
    found = {name for item in items if isinstance(item, dict) for name in item}
    return sorted(found - set(known))
