"""A candidate as a site tells of one: the card, its masked copies and its file fit Telegram.

The whole way in memory: response, sync, notices, what is drawn; no phone in what a group reads.
"""

import re
from datetime import timedelta
from typing import Any

from bot.domain.site import FileRef
from bot.domain.views import MaskedCard
from handlers.render.ink import Ink
from handlers.resume_pdf import make_pdf
from tests.card_desk import CHAT, Desk
from tests.fakes.store.kinds import ACCOUNTS, APPLICATIONS
from tests.fuzz.feed import Feed
from tests.fuzz.oracle import in_time, numbers_fit
from tests.fuzz.street import LOOP, TEXTS, street
from tests.fuzz.texts import typed
from tests.unit.test_render import check_keyboard, check_text

_SECONDS = 3.0
_PHONE = "+380671234521"
_ANY_PHONE = re.compile(r"(?<!\d)(?:\+?38)?0\d{9}(?!\d)")


def one_input(data: bytes) -> None:
    """Raises: whatever breaks on the way, and AssertionError."""
    feed, there = Feed(data), street()
    with in_time(_SECONDS):
        LOOP.run_until_complete(_respond(there.desk, _said(feed)))
    for message in there.drawn(feed.pick(["uk", "en", "ru"])):
        check_text(message)
        check_keyboard(message)
    for one, message in zip(there.office.chat.said, there.drawn("uk"), strict=True):
        if isinstance(one.view, MaskedCard) and one.address.chat_id == CHAT:
            assert not _ANY_PHONE.search(message.text), "a phone in a group"
    for row in there.office.rows(APPLICATIONS):
        numbers_fit(row, "applications")
    if feed.flip():
        last = there.office.rows(APPLICATIONS)[-1]
        ink = Ink(TEXTS("uk"), "Europe/Kyiv", there.office.clock.now(), "vidhuk_bot")
        with in_time(_SECONDS):
            assert make_pdf(last, ink).startswith(b"%PDF")


def _words(feed: Feed) -> str:
    """As `sites.kit.lenient` gives them: whole characters."""
    return (
        typed(Feed(feed.take(1 + feed.below(30))))
        .encode(errors="replace")
        .decode()
        .replace("\0", "")
    )


def _said(feed: Feed) -> dict[str, Any]:
    """What the site tells of the candidate."""
    made: dict[str, Any] = {"phones": (_PHONE,)}
    for name in ("name", "letter", "resume_text", "city", "position", "pay", "birth_date", "url"):
        if feed.flip():
            made[name] = _words(feed)
    for name in ("phones", "emails", "skills", "channels"):
        if feed.below(3) == 0:
            made[name] = tuple(_words(feed) for _ in range(feed.below(5)))
    if feed.below(4) == 0:
        made["resume"] = FileRef("r", _words(feed) or None)
    return made


async def _respond(desk: Desk, said: dict[str, Any]) -> None:
    office = desk.office
    (ad,) = office.site.ads
    office.site.respond(ad, sent_at=office.clock.now() - timedelta(minutes=1), **said)
    (account,) = office.rows(ACCOUNTS)
    await office.sync(account)
    await office.work()


def seeds() -> list[bytes]:
    """One thing said at a time, in each of the known words."""
    return [
        bytes([*(1 if at == name else 0 for at in range(name + 1)), 3, one, one + 9, 40])
        for name in range(8)
        for one in range(0, 160, 9)
    ] + [bytes([1, 2, one, 170, one] * 8) for one in range(0, 160, 16)]
