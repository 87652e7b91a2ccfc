"""What comes in by HTTP: calls of sites, browsers on their way back, posts to Telegram's address.

Whatever it is, it is answered with a status of ours; a wrong secret finds no door.
"""

import json
from typing import Any

from aiohttp import web
from aiohttp.streams import StreamReader
from aiohttp.test_utils import make_mocked_request

import sites
from bot.domain.secret import Credentials
from bot.usecases.log_in_by_code import ComeBack
from bot.usecases.open_hook import OpenHook
from bot.usecases.take_call import TakeCall
from handlers.texts import load
from handlers.web import SECRET_HEADER, FromTelegram, Outside, door
from tests.fakes import FakeClock
from tests.fakes.sites import CodedSite
from tests.fakes.store.kinds import EVENTS, HOOKS
from tests.fuzz.feed import Feed
from tests.fuzz.oracle import in_time, storable
from tests.fuzz.shapes import raw
from tests.fuzz.street import LOOP
from tests.office import Office

TEXTS = load()
_SECRET = "canary-tok-secret"
_OURS = (200, 400, 404, 405, 410, 413, 503)
_BODY = {
    "id": "1",
    "subscription_id": "2",
    "action_type": "NEW_RESPONSE_OR_INVITATION_VACANCY",
    "user_id": "3",
    "payload": {"topic_id": "4", "vacancy_id": "5", "employer_id": "6", "resume_id": "7"},
}
_HEARING = [one for one in sites.discover() if one.hear is not None]
_PATHS = ("/hooks/coded/{}", "/hooks/other/{}", "/oauth/coded", "/oauth/x", "/telegram", "/healthz")


class _Hearing(CodedSite):
    """A site that reads its calls as the real ones do."""

    def hear(self, body: bytes) -> Any:
        found = [one.hear(body) for one in _HEARING if one.hear is not None]
        return found[0] if found else None


async def _made() -> Office:
    clock = FakeClock(hurried=True)
    office = await Office(_Hearing(clock), clock=clock).open()
    assert isinstance(office.site, CodedSite)
    office.site.tokens["token-0"] = "olena@example.com"
    account = await office.account(credentials=Credentials.of({"token": "token-0"}))
    async with office.transaction() as tx:
        await office.make(OpenHook)(tx, account)
    await office.work()
    return office


_OFFICE = LOOP.run_until_complete(_made())
_KEPT = _OFFICE.store.kept()


def one_input(data: bytes) -> None:
    """Raises: whatever gets out of the door, and AssertionError."""
    feed = Feed(data)
    _OFFICE.store.put_back(_KEPT)
    for one in _HEARING:
        _heard(one.hear, raw(Feed(data), _BODY))
    with in_time():
        status = LOOP.run_until_complete(_asked(feed))
    assert status in _OURS, status


def _heard(hear: Any, body: bytes) -> None:
    with in_time():
        heard = hear(body)
    if heard is not None:
        storable(heard, "heard")


async def _asked(feed: Feed) -> int:
    posted: list[bytes] = []

    async def take(body: bytes) -> None:
        posted.append(body)

    async def ready() -> bool:
        return True

    make = _OFFICE.make
    outside = Outside(make(ComeBack), make(TakeCall), TEXTS, lambda: "vidhuk_bot")
    application = door(ready, outside, FromTelegram("/telegram", _SECRET, take))
    known = feed.flip()
    request = _request(feed, known)
    try:
        status = (await application._handle(request)).status
    except web.HTTPException as refused:
        status = refused.status
    if not known:
        assert not posted, "an update without the secret"
        assert not _OFFICE.rows(EVENTS), "a call without the secret"
    for one in _OFFICE.rows(EVENTS):
        storable(one, "event")
    return status


def _request(feed: Feed, known: bool) -> web.Request:
    secret = _OFFICE.rows(HOOKS)[0].secret.reveal() if known else feed.text()
    path = feed.pick(_PATHS).format(_as_path(secret))
    if feed.flip():
        path += f"?state={_as_path(feed.text())}&code={_as_path(feed.text())}"
    token = _SECRET if known else feed.text()
    headers = {
        SECRET_HEADER: token,
        "Accept-Language": feed.text(),
        "Content-Type": feed.text(),
    }
    headers = {name: value.encode(errors="replace").decode() for name, value in headers.items()}
    method = feed.pick(["POST", "GET", "PUT", "HEAD"])
    content = StreamReader(_Protocol(), 2**16, loop=LOOP)  # type: ignore[arg-type]
    content.feed_data(raw(feed, _BODY))
    content.feed_eof()
    return make_mocked_request(method, path, headers=headers, payload=content)


class _Protocol:
    """Nothing is to be slowed down."""

    _reading_paused = False

    def resume_reading(self, **_: Any) -> None: ...

    def pause_reading(self) -> None: ...


def _as_path(text: str) -> str:
    """What aiohttp's parser lets through: no spaces, no control characters."""
    return "".join(char for char in text if char.isprintable() and char not in " ?#")[:300]


def seeds() -> list[bytes]:
    """Each address with and without the secret; calls with one change."""
    doors = [
        bytes([known, path, q, 0, 0, 0, method, kind])
        for known in (0, 1)
        for path in range(6)
        for q in (0, 1)
        for method in (0, 1)
        for kind in (0, 9)
    ]
    calls = [bytes([1, 0, 0, 0, 0, 0, 1, step, kind]) for step in range(4) for kind in range(12)]
    return doors + calls + [json.dumps(_BODY).encode()]
