"""Addresses: pasted by people, given by sites, in what a browser brings."""

import re
from typing import Any

import yarl

from bot.usecases.paste_address import PasteAddress
from sites.kit import addresses
from sites.kit.http import Line
from sites.kit.urls import joined, origin
from tests.fuzz.feed import Feed
from tests.fuzz.oracle import in_time, storable
from tests.fuzz.playback import KEYS, SITES, Playback, session_of
from tests.office import Office

_PIECES = (
    *("https://", "http://", "HTTPS:", "//", "/", "\\", "@", ":", "?", "#", "%2f", "%", "..", "."),
    *("www.work.ua", "work.ua", "robota.ua", "hh.kz", "hh.ru", "api.work.ua", "evil.example"),
    *("127.0.0.1", "127.0.0.1:9", "[::1]", "[", "localhost", "user:pass@", "xn--", "．", "。"),
    *("/jobs/", "/company1/vacancy", "/vacancy/", "8758707", "٣٤", "\t", "\n", " ", "\x00"),
    *(
        "/response_files/8758706/535870501",
        "/apply/getfile/1",
        "/resumes/0a/download/x.pdf",
        "\ud800",
    ),
    *("&#64;", '<a href="', '">', "ua/", ":443", ":80", ":99999", "і", "ß", "\u200b"),
)


def _address(feed: Feed) -> str:
    found: list[str] = []
    while feed.left and len(found) < 24:
        kind = feed.byte()
        if kind < 200:
            found.append(_PIECES[kind % len(_PIECES)])
        else:
            found.append(feed.text())
    return "".join(found)


def lines(key: str) -> list[Line]:
    """Whatever of a session speaks HTTP."""
    found: list[Line] = []
    seen: set[int] = set()

    def look(value: Any, depth: int) -> None:
        if id(value) in seen or depth > 5:
            return
        seen.add(id(value))
        if isinstance(value, Line):
            found.append(value)
        elif type(value).__module__.startswith("sites."):
            names = [n for one in type(value).__mro__ for n in getattr(one, "__slots__", ())]
            for name in {*names, *getattr(value, "__dict__", ())}:
                look(getattr(value, name, None), depth + 1)

    look(session_of(key, Playback(key, Feed(b""))), 0)
    assert found, key
    return found


_LINES = {key: lines(key) for key in KEYS}
_FITS = Office().make(PasteAddress)


def one_input(data: bytes) -> None:
    """Raises: whatever breaks, and AssertionError where one leads elsewhere than it seems."""
    feed = Feed(data)
    base = feed.pick(["http://127.0.0.1:9/", "https://work.ua/x", ""])
    text = _address(feed)
    with in_time():
        _read(text)
        url = joined(base, text)
        origin(url)
        for key in KEYS:
            ad = SITES[key].ad_id(text)
            assert ad is None or re.fullmatch(r"[A-Za-z0-9:]{1,40}", ad), ad
            for named in addresses.named(text, SITES[key].ad_id):
                storable(named)
            for line in _LINES[key]:
                if line.owns(url):
                    _is_own(line, url)


def _read(text: str) -> None:
    found = addresses.address(text)
    if found is not None:
        storable((found.host, found.path))
    _FITS.fits(Office().typed(text, text))


def _is_own(line: Line, url: str) -> None:
    """The client goes where the check has looked."""
    try:
        goes = yarl.URL(url)
    except ValueError:
        return  # it does not go at all
    own = [host_of(line.rules.base), *line.rules.hosts]
    host = (goes.host or "").rstrip(".")
    assert any(host == one or host.endswith(f".{one}") for one in own), (url, host)
    assert goes.user is None, url


def host_of(url: str) -> str:
    """The host of a base, as the client sees it."""
    return yarl.URL(url).host or ""


def seeds() -> list[bytes]:
    """Pages of ads, and addresses that only look like some."""
    pieces = {one: at for at, one in enumerate(_PIECES)}
    some = (
        ("https://", "www.work.ua", "/jobs/", "8758707"),
        ("https://", "robota.ua", "/company1/vacancy", "8758707"),
        ("https://", "hh.kz", "/vacancy/", "8758707"),
        ("https://", "user:pass@", "work.ua", "/jobs/", "8758707"),
        ("https://", "work.ua", "@", "evil.example", "/jobs/", "8758707"),
        ("//", "evil.example", "\\", "@", "work.ua"),
        ("/response_files/8758706/535870501",),
        ("https://", "api.work.ua", ":443", "/response_files/8758706/535870501"),
    )
    made = [bytes([at, *(pieces[one] for one in words)]) for words in some for at in range(3)]
    return made + [bytes([0, at]) for at in range(len(_PIECES))]
