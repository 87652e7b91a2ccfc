"""The inbox: its lists, going through them one by one, the search, refusing many."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bot.domain.answer import Answer, Filled
from bot.domain.bulk_refusal import BulkRefusal, Skip, Tally
from bot.domain.ids import ApplicationId, BulkRefusalId
from bot.domain.queues import Age, Part, Queue, QueueLine
from bot.domain.views.news import Card


@dataclass(frozen=True, slots=True)
class Going:
    """Many who are being refused right now."""

    id: BulkRefusalId
    left: int
    total: int


@dataclass(frozen=True, slots=True)
class Inbox:
    """How many stand in each queue. `own`: only one's own are counted; None: there is no choice."""

    counts: Mapping[Queue, int]
    own: bool | None
    going: Sequence[Going] = ()


@dataclass(frozen=True, slots=True)
class QueueList:
    """One page of one queue. `ages` belong to the unanswered ones."""

    part: Part
    lines: Sequence[QueueLine]
    page: int
    pages: int
    count: int
    names: Mapping[int, str]
    """Of members, by id."""
    ages: Mapping[Age, int] | None = None
    may_refuse: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Who was found; `words` None: nobody was looked for so far."""

    words: str | None
    lines: Sequence[QueueLine]
    page: int
    pages: int
    count: int
    more: bool = False
    """There are others: only so many are shown."""


@dataclass(frozen=True, slots=True)
class Review:
    """One candidate of a list that is gone through. `card` None: past the last one, or gone."""

    card: Card | None
    at: int
    count: int
    queue: Queue | None
    """None: of a search."""
    over: bool = False
    more: bool = False
    """Behind the last one are others who did not fit."""
    undo: ApplicationId | None = None
    """With whom something was done just now that can be taken back."""
    undo_name: str = ""


@dataclass(frozen=True, slots=True)
class RefuseNames:
    """Who is to be refused: each may be left out."""

    part: Part
    lines: Sequence[QueueLine]
    """Of this page."""
    here: Collection[ApplicationId]
    """Whose site tells them nothing."""
    off: Collection[ApplicationId]
    page: int
    pages: int
    total: int
    left_out: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class RefuseWords:
    """Which text they are to read."""

    items: Sequence[Answer]
    count: int
    page: int = 0
    pages: int = 1


@dataclass(frozen=True, slots=True)
class RefuseCheck:
    """The last question: what the first one would read, and who would not."""

    count: int
    name: str
    filled: Filled
    here: Mapping[str, int]
    """By the site that passes nothing on."""
    skipped: Mapping[Skip, Sequence[str]]
    """Who will be left as they are, by why; their names."""
    hidden: int = 0
    """How many hide the name by which the text calls them."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A candidate with whom it went otherwise. `error`: a text id, of what the site said."""

    name: str
    why: Skip | None
    site: str
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Refusing:
    """How it goes, and how it went."""

    refusal: BulkRefusal
    tally: Tally
    here: Mapping[str, int]
    others: Sequence[Outcome]
    page: int = 0
    pages: int = 1


@dataclass(frozen=True, slots=True)
class Refused:
    """How it went, for who did not watch."""

    refusal: BulkRefusal
    tally: Tally
    here: Mapping[str, int]


InboxView: TypeAlias = (
    Inbox
    | QueueList
    | Found
    | Review
    | RefuseNames
    | RefuseWords
    | RefuseCheck
    | Refusing
    | Refused
)
"""All of these."""
