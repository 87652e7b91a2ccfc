"""The way from a card to what its candidate reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from bot.domain.answer import Answer, Filled, Tag
from bot.domain.application import Application
from bot.domain.handling import Reason
from bot.domain.site_action import Kind, SiteAction


@dataclass(frozen=True, slots=True)
class TellStart:
    """What a candidate whose card stands in a group is to be told."""

    application: Application
    vacancy: str | None
    action: SiteAction | None
    """What the site was last asked to tell them."""


@dataclass(frozen=True, slots=True)
class TellReason:
    """Why a candidate is rejected."""

    name: str


@dataclass(frozen=True, slots=True)
class TellWords:
    """Which words."""

    name: str
    kind: Kind
    items: Sequence[Answer]
    site: str
    passed_on: bool
    """The site tells the candidate; else nobody does."""
    texts: Sequence[tuple[str, str]] = ()
    """The employer's own texts at the site: name and words."""
    error: str | None = None
    """Why the site would not let it be done now, as a text id."""
    page: int = 0
    pages: int = 1


@dataclass(frozen=True, slots=True)
class TellText:
    """Words of one's own. `present`: those that are to be changed, as they would go out."""

    name: str
    kind: Kind
    present: str | None


@dataclass(frozen=True, slots=True)
class TellValue:
    """What a tag stands for."""

    name: str
    tag: Tag


@dataclass(frozen=True, slots=True)
class TellPreview:
    """Just what the candidate would read; None: nothing."""

    name: str
    kind: Kind
    reason: Reason | None
    filled: Filled | None
    site: str
    passed_on: bool
    notice: str | None = None
    """Who processes the candidate's data: added to the first message."""
    error: str | None = None
    """Why the site would not let it be done now, as a text id."""


@dataclass(frozen=True, slots=True)
class Told:
    """How it goes at the site."""

    application: Application
    action: SiteAction
    until: datetime | None
    """Before which it can be taken back; None: it has left."""


@dataclass(frozen=True, slots=True)
class ToldHere:
    """A decision that no site passes on: what the recruiter can do instead."""

    application: Application
    kind: Kind
    words: str | None
    disconnected: bool
    """The site could, but its account is not connected any more."""
    error: str | None = None
    """Why the site would not do it with this response, as a text id."""
    in_review: bool = False
    """One of many that are gone through: the next one follows."""


TellView: TypeAlias = (
    TellStart | TellReason | TellWords | TellText | TellValue | TellPreview | Told | ToldHere
)
"""All of these."""
