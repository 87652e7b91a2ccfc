"""What all copies of a card say alike: how the team handles its candidate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from bot.domain.group import Did
from bot.domain.handling import NEW, Handling
from bot.domain.ids import ApplicationId, MemberId, PleaId
from bot.domain.must_have import Point
from bot.domain.plea import PleaState
from bot.domain.share import NO_VOTES, Votes
from bot.domain.site import Can
from bot.domain.site_action import SiteAction
from bot.domain.workspace import Right


class CardPage(StrEnum):
    """Which buttons stand under a card."""

    MAIN = "main"
    POINTS = "points"
    MORE = "more"
    STAGE = "stage"
    ASSIGN = "assign"
    LATER = "later"
    SHARE = "share"
    BAR = "bar"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of what a page offers: a member, or a group."""

    verb: str
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class CardNote:
    """The last note; scrubbed where the card is masked."""

    member_id: MemberId
    text: str
    at: datetime
    count: int
    """Of how many it is the last."""


@dataclass(frozen=True, slots=True)
class CardState:
    """The same on every copy, but for the page and who may press what."""

    subject: int = 0
    """What the buttons carry: the application, in groups the notice."""
    version: int = 0
    handling: Handling = NEW
    names: Mapping[MemberId, str] = field(default_factory=dict)
    """Of the members that the team has now."""
    note: CardNote | None = None
    points: Sequence[Point] = ()
    """The vacancy's must-haves; where the card is masked, without the resume's lines."""
    compared: bool = True
    """There was a text to compare them with."""
    below: int | None = None
    """It shows fewer of them than this, the vacancy's threshold."""
    barred: bool = False
    undo: bool = False
    """It was done here just now, and can be taken back."""
    page: CardPage = CardPage.MAIN
    choices: Sequence[Choice] = ()
    part: int = 0
    parts: int = 1
    """Which part of all that the page offers these are, of how many."""
    evening: bool = False
    """Today's evening is still to come."""
    private: bool = True
    may: frozenset[Right] = frozenset()
    me: MemberId | None = None
    """Who reads it; None in a group."""
    can: frozenset[Can] = frozenset()
    """What the candidate's site does for us."""
    answer: SiteAction | None = None
    """What the site was last asked to tell the candidate."""
    votes: Votes = NO_VOTES
    """What members think, asked in other chats."""


UNHANDLED = CardState()
"""A card that nobody may do anything with."""


@dataclass(frozen=True, slots=True)
class CardSaid:
    """A word under a card: the text `said-<word>`."""

    word: str
    name: str
    """The candidate's; masked in groups."""
    who: str
    number: int = 0
    """What who stays hidden is called by; 0: the name is shown."""


@dataclass(frozen=True, slots=True)
class PleaAsked:
    """To who has a candidate: a colleague asks for it."""

    plea_id: PleaId
    name: str
    who: str
    state: PleaState
    moment: datetime


@dataclass(frozen=True, slots=True)
class PleaAnswered:
    """To the colleague: how that ended. `who`: the one who was asked."""

    name: str
    who: str
    state: PleaState


@dataclass(frozen=True, slots=True)
class NotePing:
    """To who is named in a note."""

    application_id: ApplicationId
    name: str
    who: str
    text: str
    stands: bool
    """The card stands in the chat."""


@dataclass(frozen=True, slots=True)
class NoteUnseen:
    """To who wrote it: these were named, but may not see the candidate."""

    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class PastDeed:
    """One line of a candidate's history. `detail`: a stage, a name, a note, or empty."""

    at: datetime
    who: str
    did: Did
    detail: str = ""
    moment: datetime | None = None


@dataclass(frozen=True, slots=True)
class CardHistory:
    """What was done with a candidate, the newest first."""

    name: str
    deeds: Sequence[PastDeed]


@dataclass(frozen=True, slots=True)
class AskNote:
    """A note is typed."""

    name: str


@dataclass(frozen=True, slots=True)
class AskDay:
    """The day when a candidate comes back is typed."""

    name: str


@dataclass(frozen=True, slots=True)
class BarredOne:
    """Somebody on the black list, and the responses that came since, without cards."""

    application_id: ApplicationId
    name: str
    """Empty where the application is no more, or hid it."""
    who: str
    at: datetime
    later: Sequence[tuple[str, str, datetime]] = ()
    """Site, vacancy and moment of each."""


@dataclass(frozen=True, slots=True)
class BarredList:
    """The company's black list, page by page."""

    entries: Sequence[BarredOne]
    page: int = 0
    pages: int = 1


HandlingView: TypeAlias = (
    CardHistory
    | CardSaid
    | PleaAsked
    | PleaAnswered
    | NotePing
    | NoteUnseen
    | AskNote
    | AskDay
    | BarredList
)
"""Those of this module that are messages."""
