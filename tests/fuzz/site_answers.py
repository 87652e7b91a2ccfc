"""What job sites answer: each verb of each session at a site whose answers are bent.

Only a SiteError comes out: by it the worker knows who must act. What comes back whole holds ids and
times that a row can hold.
"""

import asyncio
from datetime import UTC, datetime
from typing import Any

from bot.domain.errors import SiteError
from bot.domain.site import Page, Receipt, RemoteAd, RemoteApplication
from tests.fuzz.feed import Feed
from tests.fuzz.oracle import in_time, storable
from tests.fuzz.playback import KEYS, SITES, Playback, known, session_of
from tests.fuzz.verbs import VERBS, Known, Verb

LOOP = asyncio.new_event_loop()


def _verbs(key: str) -> list[Verb]:
    can = SITES[key].info.can
    return [one for one in VERBS if one.can is None or one.can in can]


def one_input(data: bytes) -> None:
    """Raises: whatever is no SiteError."""
    feed = Feed(data)
    key = feed.pick(KEYS)
    verb = feed.pick(_verbs(key))
    client = Playback(key, feed)
    session = session_of(key, client, may_view=feed.flip())
    there = known(key)
    with in_time():
        try:
            found = LOOP.run_until_complete(verb.ask(session, there))
        except SiteError as error:
            storable(dict(error.values()), type(error).__name__)
            return
    _check(found)
    _check_known(there)


def _check(found: Any) -> None:
    if isinstance(found, list | tuple):
        for one in found:
            _check(one)
    elif isinstance(found, Page):
        check_page(found)
    elif isinstance(found, RemoteApplication):
        check_item(found)
    elif isinstance(found, Receipt | RemoteAd):
        storable(found.remote_id, "remote_id")


def _check_known(there: Known) -> None:
    for page in there.pages:
        check_page(page)


def check_page(page: Page) -> None:
    """Raises: AssertionError for what no row can hold."""
    storable((page.cursor, page.resume), "cursor")
    for one in page.items:
        check_item(one)


def check_item(item: RemoteApplication) -> None:
    """Raises: AssertionError for what no row can hold."""
    storable((item.remote_id, item.remote_ad_id), "remote_id")
    assert item.remote_id, "an empty id"
    assert item.sent_at.tzinfo is UTC, "a time that is not UTC"
    assert 1970 < item.sent_at.year < 2200, item.sent_at
    assert isinstance(item.sent_at, datetime)


def seeds() -> list[bytes]:
    """Each verb of each site: as recorded, and with one answer changed."""
    plain = [
        bytes([at, number]) for at, key in enumerate(KEYS) for number in range(len(_verbs(key)))
    ]
    return plain + [
        one + bytes([1, 5, 1, 1, 0, 2, step, 3, step]) for one in plain for step in (1, 4)
    ]
