"""A drawn message: what renderers give and `handlers/chat.py` sends."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from bot.domain.application import Application, StoredFile
from handlers.texts import Html


class Does(StrEnum):
    """What a button does."""

    PRESS = "press"
    """Its target is callback data."""
    OPEN = "open"
    """Its target is an address."""
    COPY = "copy"
    """Its target is copied."""
    SHARE = "share"
    """Its target is an inline query, to be sent in a chat that the person picks."""


class Style(StrEnum):
    """The colour of a button."""

    DANGER = "danger"
    SUCCESS = "success"
    PRIMARY = "primary"


@dataclass(frozen=True, slots=True)
class Button:
    """One button; `label` is plain text."""

    label: str
    target: str
    does: Does = Does.PRESS
    style: Style | None = None


Row: TypeAlias = tuple[Button, ...]
Rows: TypeAlias = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a message (or several). `before` and `after` stay when an elastic one is cut."""

    html: str
    optional: bool = False
    """May be dropped when the message is too long."""
    elastic: bool = False
    """May be cut, and is cut first."""
    before: str = ""
    after: str = ""


class Media(StrEnum):
    """What a message is besides its text."""

    NONE = "none"
    RESUME = "resume"
    """The candidate's file, with the photo as its thumbnail."""
    MADE = "made"
    """A PDF made of the resume's text."""
    LETTER = "letter"
    """A PDF made of the letter's text."""
    PHOTO = "photo"
    EXPORT = "export"
    """A file that was made for this message alone."""


class Trouble(StrEnum):
    """Why a message can't be what it should be."""

    BIG = "big"
    """The file is too big for Telegram."""
    UNREADABLE = "unreadable"
    """The file's bytes are lost."""
    LOST = "lost"
    """It went up again and again without an answer."""
    PHOTO = "photo"
    """Telegram refuses the photo."""
    MADE = "made"
    """Telegram refuses the PDF that we made."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A message within Telegram's limits."""

    text: Html
    rows: Rows = ()
    media: Media = Media.NONE
    resume: StoredFile | None = None
    photo: StoredFile | None = None
    application: Application | None = None
    """Whose resume's or letter's text the PDF is made of."""
    silent: bool = False
    """No sound: it can be read at any time."""
