"""What every renderer draws with: texts, clock, and buttons of the screen in hand."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias, TypeVar
from unicodedata import bidirectional
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot.domain.account import is_email
from bot.domain.alert import Today
from bot.domain.publication import Status
from bot.domain.site import Credit, name_in
from bot.domain.vacancy import one_line
from handlers.press import encode
from handlers.render.drawn import Button, Does, Line, Media, Row, Rows, Style, Trouble
from handlers.render.limits import cut_plain, units
from handlers.texts import Html, Texts, Words, escape

GAP = Line("", optional=True)
NBSP = "\N{NO-BREAK SPACE}"
"""Between a number and its word, which read badly apart."""
NAME_MOST = 120
"""A name from outside takes at most this much of a line."""
COPY_MOST = 256
"""UTF-16 units."""
URL_MOST = 2000
_LEFT = "\N{LEFT-TO-RIGHT MARK}"
SETTINGS_START, ANSWER_START = "group-", "answer-"
CARD_START, NOTE_START = "card-", "note-"
"""How what stands behind `/start` begins where another chat has led into the private one."""
_ADDRESS_MOST = 32
"""Letters of an address that one line of a phone holds."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a renderer gives: lines that are then fitted, rows that are then bounded."""

    lines: tuple[Line, ...]
    rows: Rows = ()
    media: Media = Media.NONE
    extra: Mapping[str, Any] = field(default_factory=dict)
    """`resume`, `photo`, `application` and `silent` of `Drawn`."""


@dataclass(frozen=True, slots=True)
class Ink:
    """One message's language, place in time, and version."""

    t: Texts
    time_zone: str
    now: datetime
    bot_username: str
    version: int = 0
    troubles: frozenset[Trouble] = frozenset()

    @property
    def today(self) -> Today:
        """The reader's day."""
        return Today(self.now, self.time_zone)

    def when(self, moment: datetime) -> str:
        """The moment as the reader's clock shows it."""
        return self.t.when(moment, self.time_zone, self.now)

    def day(self, moment: datetime) -> str:
        """Its date by the reader's clock."""
        return self.t.day(moment.astimezone(ZoneInfo(self.time_zone)))

    def site(self, key: str) -> str:
        """What the site is called."""
        return self.t.site(key)

    def press(
        self,
        label_id: str,
        verb: str,
        subject: int = 0,
        *,
        style: Style | None = None,
        **values: Words,
    ) -> Button:
        """A button with a text of ours."""
        return self.pick(self.t.label(label_id, **values), verb, subject, style=style)

    def pick(
        self, label: str, verb: str, subject: int = 0, *, style: Style | None = None
    ) -> Button:
        """A button with a text from outside, a plain one."""
        return Button(one_line(label), encode(verb, subject, self.version), style=style)

    def paused(self, sites: Iterable[str]) -> list[str]:
        """A line for each site that an operator has stopped."""
        return [self.t("site-stopped", site=self.site(one)) for one in sorted(sites)]

    def menu(self) -> Row:
        """The way back to the menu."""
        return (self.press("do-menu", "menu"),)

    def pages(self, verb: str, page: int, pages: int) -> Row:
        """The buttons to the page before and the page after."""
        row: list[Button] = []
        if page > 0:
            row.append(self.press("do-page-back", verb, page - 1, page=page))
        if page + 1 < pages:
            row.append(self.press("do-page-on", verb, page + 1, page=page + 2))
        return tuple(row)

    def status(self, status: Status) -> Html:
        """The word of a status, with its mark."""
        return self.t(f"status-{status}")

    def credits(self, credits: Iterable[Credit]) -> str:
        """`Стандарт 4, Гаряча 1`; a type of which none is left is named when all are so."""
        kinds = list(credits)
        shown = [one for one in kinds if one.at_hand] or kinds
        return ", ".join(
            f"{one_line(name_in(one.names, self.t.language))}{NBSP}{_count(one.left)}"
            for one in shown
        )


def synced(last: datetime, following: datetime | None, ink: Ink) -> str:
    """When an account was read, and when it will be, where that is another minute."""
    before = ink.when(last)
    after = ink.when(max(following, ink.now)) if following is not None else before
    if before == after:
        return ink.t("sync-last", last=before)
    return ink.t("sync-next", last=before, next=after)


def _count(left: int | None) -> str:
    return "?" if left is None else str(left)


def link(url: str | None, words: str) -> str:
    """The words, as a link where the address is one."""
    safe = escape(words)
    if not url or not is_link(url):
        return safe
    address = url.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    return f'<a href="{address}">{safe}</a>'


def address(url: str) -> str:
    """The link in as few letters as people need to know it by: of a long one both ends."""
    known = url.removeprefix("https://").removeprefix("http://")
    host, _, path = known.partition("/")
    if len(known) > _ADDRESS_MOST and "/" in path.rstrip("/"):
        known = f"{host}/…/{path.rstrip('/').rpartition('/')[2]}"
    return link(url, short(known, 40))


def is_link(url: str) -> bool:
    """Whether Telegram takes it as the address of a button."""
    if not url.isprintable() or " " in url or len(url) > URL_MOST:
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and "." in (parts.hostname or "")
    except ValueError:
        return False


def deep_link(bot_username: str, start: str) -> str:
    """Into the private chat with the bot, which gets `/start <start>`."""
    return f"https://t.me/{bot_username}?start={start}"


def opening(label: str, url: str | None) -> Row:
    """A button that opens the address; nothing when it is none."""
    return (Button(label, url, Does.OPEN),) if url and is_link(url) else ()


def copying(label: str, text: str) -> Row:
    """A button that copies the text; nothing when it can't."""
    fits = bool(text.strip()) and units(text) <= COPY_MOST
    return (Button(label, text, Does.COPY),) if fits else ()


def support_row(label: str, support: str) -> Row:
    """A way to write to support: a Telegram name, an address, or an e-mail to copy."""
    support = support.strip()
    if re.fullmatch(r"@\w{3,32}", support):
        return opening(label, f"https://t.me/{support[1:]}")
    if is_link(support):
        return opening(label, support)
    return copying(label, support) if is_email(support) else ()


def short(text: str, most: int = NAME_MOST) -> str:
    """A text from outside as part of one line."""
    return cut_plain(one_line(text[: 10 * most])[: most + 1], most)


def apart(text: str) -> str:
    """A text that may run from the right, such that what stands behind it runs as it should."""
    return f"{text}{_LEFT}" if any(bidirectional(one) in ("R", "AL") for one in text) else text


def columns(buttons: Sequence[Button], count: int) -> list[Row]:
    """Rows of `count` buttons."""
    return [tuple(buttons[at : at + count]) for at in range(0, len(buttons), count)]


def sheet(lines: Iterable[Line | str | None], rows: Iterable[Row] = ()) -> Sheet:
    """Lines that are there, rows that are not empty."""
    kept = (Line(line) if isinstance(line, str) else line for line in lines if line is not None)
    return Sheet(tuple(kept), tuple(row for row in rows if row))


def optional(html: str | None) -> Line | None:
    """A line that may be dropped."""
    return Line(html, optional=True) if html else None


Renderer: TypeAlias = Callable[[Any, Ink], Sheet]
RENDERERS: dict[type, Renderer] = {}
_Of = TypeVar("_Of", bound=Renderer)


def draws(view: type) -> Callable[[_Of], _Of]:
    """Register the function that draws one kind of view."""

    def register(renderer: _Of) -> _Of:
        RENDERERS[view] = renderer
        return renderer

    return register
