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
    texts: Sequence[str] = ()
    """Names of the employer's own texts at the site."""
    error: str | None = None
    """Why the site would not let it be done now, as a text id."""


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
    in_review: bool = False
    """One of many that are gone through: the next one follows."""


TellView: TypeAlias = TellReason | TellWords | TellText | TellValue | TellPreview | Told | ToldHere
"""All of these."""
