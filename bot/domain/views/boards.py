"""How a group's vacancies stand: its board, and what came today."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One vacancy."""

    title: str
    new: int
    debt: int
    """Who waits for an answer longer than a day."""
    who: str
    """The member that answers for it."""


@dataclass(frozen=True, slots=True)
class GroupBoard:
    """The pinned message of a group."""

    company: str
    lines: Sequence[BoardLine]
    more: int = 0
    """Vacancies that did not find room."""


@dataclass(frozen=True, slots=True)
class TodayOne:
    """A candidate of today, by the name that the chat may see."""

    name: str
    """Empty where it stays hidden: then the number tells who it is."""
    number: int
    title: str
    who: str
    """The member who has taken them; empty: nobody."""
    answered: bool


@dataclass(frozen=True, slots=True)
class CameToday:
    """What came today, and what waits."""

    company: str
    came: int
    people: Sequence[TodayOne]
    waiting: Sequence[BoardLine]


@dataclass(frozen=True, slots=True)
class TodayPage:
    """The same of one's own vacancies, as a screen."""

    today: CameToday


BoardView: TypeAlias = CameToday | GroupBoard | TodayPage
"""All of these."""
