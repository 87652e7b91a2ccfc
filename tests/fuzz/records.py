"""One response of a page is none that anybody could read: all others of the page come all the same.

A page that breaks whole is read again for ever, and the account stands still.
"""

import asyncio
import json
from functools import cache, partial
from typing import Any

from tests.fuzz.feed import Feed
from tests.fuzz.oracle import in_time
from tests.fuzz.playback import KEYS, Heard, Playback, as_it_was, known, session_of
from tests.fuzz.shapes import bent
from tests.fuzz.site_answers import check_page
from tests.fuzz.verbs import VERBS, Known

LOOP = asyncio.new_event_loop()
_PAGES = {"work_ua": "/responses", "robota_ua": "/apply/list", "headhunter": "/negotiations/"}
_READ = {one.name: one for one in VERBS if one.name in ("feed", "history", "recent")}
_NAMES = sorted(_READ)


def one_input(data: bytes) -> None:
    """Raises: AssertionError for a response that went with a broken one, and whatever breaks."""
    feed = Feed(data)
    key, name, at = feed.pick(KEYS), feed.pick(_NAMES), feed.below(6)
    twisted = _Twisted(feed, at)
    came = _read(key, name, Playback(key, feed, partial(_twist, key, twisted)))
    for page in came.pages:
        check_page(page)
    lost = _all(key, name) - {one.remote_id for one in came.items} - twisted.ids
    assert not lost, f"{len(lost)} of a page went with a broken one"


class _Twisted:
    """The record that is broken: which, how, and what it was called."""

    def __init__(self, feed: Feed, at: int) -> None:
        self.feed, self.at = feed, at
        self.ids: set[str] = set()
        self._made: dict[str, Any] = {}

    def __call__(self, record: Any) -> Any:
        whole = json.dumps(record)
        if whole not in self._made:
            self.ids |= set(_words(record))
            self._made[whole] = bent(self.feed, record)
            self.ids |= set(_words(self._made[whole]))  # it may say that it is another one
        return self._made[whole]


def _words(value: Any) -> list[str]:
    if isinstance(value, dict | list):
        inside = value.values() if isinstance(value, dict) else value
        return [word for one in inside for word in _words(one)]
    return [str(value), f"Notepad:{value}", f"Attach:{value}"]


def _twist(key: str, twisted: _Twisted, _feed: Feed, method: str, path: str, heard: Heard) -> Any:
    if _PAGES[key] not in path or not isinstance(heard.content, dict | list):
        return as_it_was(method, heard)
    content = json.loads(json.dumps(heard.content))
    for listed in content.values() if isinstance(content, dict) else [content]:
        if isinstance(listed, list) and len(listed) > 1:
            at = twisted.at % len(listed)
            listed[at] = twisted(listed[at])
    return as_it_was(method, Heard(heard.status, heard.headers, content))


@cache
def _all(key: str, name: str) -> set[str]:
    """What comes when nothing is broken."""
    came = _read(
        key, name, Playback(key, Feed(b""), lambda _f, method, _p, heard: as_it_was(method, heard))
    )
    assert len(came.items) > 1, (key, name)
    return {one.remote_id for one in came.items}


def _read(key: str, name: str, client: Playback) -> Known:
    there = known(key)
    with in_time():
        LOOP.run_until_complete(_READ[name].ask(session_of(key, client), there))
    return there


def seeds() -> list[bytes]:
    """Each site's pages, with one change in one record."""
    return [
        bytes([site, name, at, 1, step, 1, 2, kind])
        for site in range(len(KEYS))
        for name in range(len(_NAMES))
        for at in range(3)
        for step, kind in ((1, 0), (2, 4), (3, 7))
    ]
