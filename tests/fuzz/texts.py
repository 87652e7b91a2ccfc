"""What people type and paste: times, pay, names, points, descriptions; what is cut or hidden."""

import html
import re
from contextlib import suppress
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.domain import must_have, names, plausible, rich_text, titles, wording
from bot.domain.errors import BadInput
from bot.domain.masking import called, masked_name, scrubbed
from bot.domain.pay import Pay, PayInDoubt, parse_pay, parse_price
from bot.domain.spoken import spoken
from bot.domain.vacancy import DESCRIPTION_MOST, Step
from handlers.render.limits import cut, cut_plain, length, popup, units
from handlers.texts import clean, escape
from sites.kit.pay import in_words
from sites.kit.people import emails, file_name, phones, plain_text
from tests.fuzz.feed import Feed
from tests.fuzz.oracle import in_time
from tests.unit.test_render import read

HERE = datetime(2026, 11, 23, 10, tzinfo=UTC).astimezone(ZoneInfo("Europe/Kyiv"))
_MESSAGE_MOST = 4096
_PHONE = re.compile(r"(?<!\d)(?:\+?38)?0\d{9}(?!\d)")
_PIECES = (
    *("<b>", "</b>", "<i>", "</i>", '<a href="https://example.com/?a=1&amp;b=2">', "</a>"),
    *("\n", "• ", "1. ", "2) ", "&lt;", "&amp;", "<br>", "</p>", "<ul><li>", "‑", "—", "…", "’"),
    *(
        "25 000",
        "-",
        "40к",
        " грн",
        "$",
        " на руки",
        " за зміну",
        "до ",
        "від ",
        " тис. ",
        "450,50",
    ),
    *("завтра ", "о 10:30", "через 2 год", "пн", "31.02", "24:00", "2h", "1 тиждень", "09.00"),
    *("Олена", "Коваль", "Іванівна", "O’Коваль", "Ірина-Марія", "Коваль-", "0671234521"),
    *("+38 (067) 123-45-21", "@olena_koval", "olena@example.com", "t.me/olena", "Excel", "B2"),
    *("не потрібно ", "досвід від 2 років", "чоловік до 35", "\u202e", "\u200d", "🇺🇦", "и\u0306"),
)


def typed(feed: Feed) -> str:
    """Words that are known, put together in an order of the input's own, repeated sometimes."""
    found: list[str] = []
    while feed.left and len(found) < 60:
        kind = feed.byte()
        if kind < 170:
            found.append(_PIECES[kind % len(_PIECES)])
        elif kind < 180:
            found.append(feed.pick(_PIECES) * (1 + feed.byte() * 4))
        elif kind < 230:
            found.append(feed.text())
        else:
            found.append(feed.take(kind - 225).decode("cp1251", "replace"))
    return "".join(found)


def one_input(data: bytes) -> None:
    """Raises: whatever is no BadInput, and what can't hold."""
    whole = typed(Feed(data))
    message, long = whole[:_MESSAGE_MOST], whole[:DESCRIPTION_MOST]
    for look in (_pay, _spoken, _people, _asked):
        with in_time():
            look(message)
    for look in (_hidden, _rich, _worded, _shown):
        with in_time():
            look(long)


def _spoken(text: str) -> None:
    spoken(text, HERE)


def _pay(text: str) -> None:
    try:
        pay = parse_pay(text)
    except PayInDoubt as doubt:
        pay = doubt.pay
    except BadInput:
        pay = None
    if pay is not None:
        _said_again(pay)
    with suppress(BadInput):
        amount, currency = parse_price(text)
        assert amount >= 0
        assert currency


def _said_again(pay: Pay) -> None:
    """`in_words` writes what `parse_pay` reads."""
    said = in_words(pay)
    try:
        again = parse_pay(said)
    except BadInput as bad:
        raise AssertionError(f"{said!r} is not read back: {bad.text_id}") from bad
    assert again == pay, (said, pay, again)


def _people(text: str) -> None:
    masked = masked_name(text)
    assert not re.search(r"\d", masked) or not text, masked
    called(text)
    names.name_keys(text)
    names.wanted_names(text)
    names.words_of(text)
    names.compatible(text, text[::-1])
    names.unnamed(text, text[:60])
    whole = text.encode(errors="replace").decode()  # as sites are read: `lenient.parsed`
    emails(whole)
    phones(whole, country="UA")
    file_name(whole)
    file_name(text.encode("cp1251", "replace").decode("utf-8", "surrogateescape"))
    titles.natural(text)
    plausible.like_a_city(text)
    plausible.like_a_contact(text)


def _hidden(text: str) -> None:
    hidden = scrubbed(text)
    assert not _PHONE.search(hidden), "a phone in a text that hides them"


def _rich(text: str) -> None:
    """Rich text stays as it is when it goes to a chat and comes back."""
    rich = rich_text.from_message(text)
    read(rich_text.to_message(rich))
    rich_text.plain(rich)
    rich_text.without_links(text)
    plain = plain_text(text.encode(errors="replace").decode())
    assert "\r" not in plain
    assert "\x00" not in plain or "&" in text


def _asked(text: str) -> None:
    with suppress(BadInput):
        must_have.typed(text)


def _worded(text: str) -> None:
    for line in text.splitlines():
        wording.terms_in(line, Step.DESCRIPTION)


def _shown(text: str) -> None:
    for most in (1, 16, 200):
        assert units(cut_plain(text, most)) <= most
    safe = escape(text)
    assert length(cut(safe, 200)) <= 200
    read(cut(safe, 200))
    assert units(popup(safe)) <= 200
    assert clean(clean(text)) == clean(text)
    html.unescape(safe)


def seeds() -> list[bytes]:
    """Each of the known words by itself, and each awkward text."""
    single = [bytes([at]) for at in range(len(_PIECES))]
    repeated = [bytes([170, at, 30]) for at in range(0, len(_PIECES), 4)]
    return single + repeated + [bytes([180, at]) for at in range(0, 128, 4)]
