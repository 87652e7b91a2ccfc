"""What a chat is told without having asked."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from bot.domain.account import EmployerAccount
from bot.domain.application import Application, StoredFile
from bot.domain.publication import Publication, Status
from bot.domain.site_action import SiteAction
from bot.domain.views.groups import MaskedCard
from bot.domain.views.handling import UNHANDLED, CardState
from bot.domain.views.persons import ALONE, Kin


@dataclass(frozen=True, slots=True)
class Card:
    """A candidate."""

    application: Application
    site: str
    account: str
    vacancy: str | None
    """The title of the vacancy, None when the ad is not linked."""
    resume: StoredFile | None
    photo: StoredFile | None
    file_late: bool
    """The resume could not be fetched so far and follows as a reply."""
    in_group: bool = False
    """Its buttons are those that anybody in a group may press."""
    state: CardState = UNHANDLED
    kin: Kin = ALONE


@dataclass(frozen=True, slots=True)
class Carousel:
    """New candidates, one of whom is shown; its buttons carry `subject`, in groups the notice."""

    subject: int
    count: int
    at: int
    """Which of them, from 0."""
    vacancy: str | None
    """Its title; None: they have answered several."""
    card: "Card | MaskedCard | None"
    """None: all have cards of their own by now."""
    in_group: bool = False
    below: bool = False
    """All of them are below the threshold."""


@dataclass(frozen=True, slots=True)
class CardFile:
    """The resume that follows its card."""

    application: Application
    resume: StoredFile


@dataclass(frozen=True, slots=True)
class CardPhoto:
    """The candidate's photo in full, under its card."""

    application: Application
    photo: StoredFile


@dataclass(frozen=True, slots=True)
class CardLetter:
    """The candidate's whole letter, under its card."""

    application: Application


@dataclass(frozen=True, slots=True)
class PublicationResult:
    """How a request to a site ended, for a person who has left the publication's page."""

    publication: Publication
    status: Status
    account: str
    action: SiteAction


@dataclass(frozen=True, slots=True)
class PasswordLeft:
    """The message it answers holds a password that the bot can't delete."""


@dataclass(frozen=True, slots=True)
class AccountPaused:
    """The site refuses a login that worked."""

    account: EmployerAccount
    since: datetime


@dataclass(frozen=True, slots=True)
class SiteDown:
    """A site can't be read; nothing is lost."""

    site: str
    since: datetime
    next_try: datetime
    reason: str
    """The text id of the error."""


@dataclass(frozen=True, slots=True)
class SiteBack:
    """It answers again."""

    site: str
    since: datetime


@dataclass(frozen=True, slots=True)
class BrokenRecords:
    """To operators: a record that could not be read is kept aside."""

    site: str
    where: str


@dataclass(frozen=True, slots=True)
class BrokenContract:
    """To operators: a site answers what its contract does not have, so an account waits."""

    site: str
    where: str


CardParts: TypeAlias = CardFile | CardLetter | CardPhoto
