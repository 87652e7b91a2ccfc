"""What a button, a link or a choice carries: read back as it was written, or refused."""

from bot.domain.ids import from_base36, to_base36
from handlers.buttons import BUTTONS
from handlers.context import led_from_group
from handlers.press import decode, encode
from handlers.render.ink import ANSWER_START, CARD_START, NOTE_START, SETTINGS_START
from tests.fuzz.feed import Feed
from tests.fuzz.oracle import in_time, storable

_VERBS = sorted(BUTTONS)
_STARTS = (ANSWER_START, CARD_START, NOTE_START, SETTINGS_START, "", "x")


def one_input(data: bytes) -> None:
    """Raises: whatever is no ValueError, and AssertionError for what is not read back."""
    feed = Feed(data)
    with in_time():
        if feed.flip():
            _written(feed)
        else:
            _read(feed)


def _written(feed: Feed) -> None:
    verb = feed.pick(_VERBS) if feed.flip() else feed.text()
    number, version = feed.number(), feed.number()
    try:
        written = encode(verb, number, version)
        press = decode(written)
    except ValueError:
        assert number < 0 or version < 0 or max(number, version) >= 2**63 or verb not in _VERBS
        return
    assert len(written.encode()) <= 64
    assert (press.verb, press.id, press.version) == (verb, number, version)


def _read(feed: Feed) -> None:
    start = feed.pick(_STARTS)
    text = feed.rest().decode("utf-8", "surrogateescape")
    for said in (text, f"1|{text}", f"1|menu|{text}|0", f"1|menu|0|{text}"):
        try:
            press = decode(said)
        except ValueError:
            continue
        storable((press.id, press.version))
        number = decode(encode(press.verb, press.id, press.version))
        assert number == press
    try:
        number_ = from_base36(text)
        assert to_base36(number_) == (text.lower().lstrip("0") or "0")
        storable(number_)
    except ValueError:
        pass
    row = led_from_group(start + text)
    if row is not None:
        storable(row.fixed["subject"])


def seeds() -> list[bytes]:
    """What our own buttons and links carry."""
    ids = ("0", "1", "1y2p0ij32e8e7", "1y2p0ij32e8e8", "zzzzzzzzzzzzz", "-1", "+1", "1_0", "٣")
    read = [bytes([0, start]) + one.encode() for start in range(6) for one in ids]
    return read + [bytes([1, 1, at, 130, 0]) for at in range(0, 250, 10)]
