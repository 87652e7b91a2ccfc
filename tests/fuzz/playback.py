"""A site that answers from `recorded/`, as bent as an input has it."""

import asyncio
import json
import re
from base64 import b64decode
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp

import sites
from bot.domain.paces import Paces
from bot.domain.secret import Credentials
from bot.domain.site import Entry
from bot.ports import AdForm, SiteSession
from sites.kit.http import Web
from sites.kit.site import Opening, Site
from tests.fakes import FakeClock, MemoryLimits
from tests.fuzz.canned import Canned, Client
from tests.fuzz.feed import Feed
from tests.fuzz.shapes import raw
from tests.fuzz.verbs import Known
from tests.site_bench import VACANCY

FOLDER = Path(__file__).parent / "recorded"
BASE = "http://127.0.0.1:9"
SITES: dict[str, Site[Any]] = {site.info.key: site for site in sites.discover()}
KEYS = sorted(SITES)
_NUMBER = re.compile(r"[0-9a-f]*\d[0-9a-f]*|[^/]+\.(?:pdf|jpg)")
_STATUSES = (200, 200, 200, 200, 201, 204, 302, 400, 401, 403, 404, 409, 429, 500, 503)
_HEADERS: tuple[dict[str, str], ...] = (
    {},
    {"Content-Type": "text/html; charset=nonsense"},
    {"Content-Type": "\udcff; ="},
    {"Retry-After": "٣٤"},
    {"Retry-After": "9" * 400},
    {"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"},
    {"Location": "http://[::1"},
    {"Location": "/jobs/\udcd0\udc9e"},
    {"Location": "//evil.example/jobs/8758707"},
    {"Content-Disposition": "attachment; filename*=UTF-8''%FF%00..%2F"},
    {"Content-Disposition": 'attachment; filename="' + "../" * 50 + '\udcff"'},
    {"Content-Disposition": ";;;=\x00"},
    {"cf-mitigated": "challenge", "Content-Type": "text/html"},
    {"WWW-Authenticate": "Basic", "Content-Type": "text/html"},
)


@cache
def recorded(key: str) -> Any:
    """What `record.py` has heard of one site."""
    return json.loads((FOLDER / f"{key}.json").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Heard:
    """One recorded answer."""

    status: int
    headers: dict[str, str]
    content: Any
    """JSON, or bytes."""


@cache
def _answers(key: str) -> dict[tuple[str, str], list[Heard]]:
    found: dict[tuple[str, str], list[Heard]] = {}
    for one in recorded(key)["heard"]:
        body = one["body"]
        file = isinstance(body, dict) and body.keys() == {"base64"}
        content = b64decode(body["base64"]) if file else body
        heard = Heard(one["status"], one["headers"], content)
        for path in (one["path"], _shape(one["path"])):
            found.setdefault((one["method"], path), []).append(heard)
    return found


def _shape(path: str) -> str:
    """The address whatever ids stand in it."""
    return "/".join("#" if _NUMBER.fullmatch(one) else one for one in path.split("/"))


class Playback(Client):
    """Answers as recorded, bent where the input says so.

    `told`: what was answered, newest last, for who wants to know what was changed.
    """

    def __init__(self, key: str, feed: Feed, bend: "Bend | None" = None) -> None:
        self._found, self._feed, self._turn = _answers(key), feed, 0
        self._bend = bend or bend_any

    async def answer(self, method: str, url: str, given: dict[str, Any]) -> Canned:
        path = urlsplit(url).path
        there = self._found.get((method, path)) or self._found.get((method, _shape(path)))
        heard = there[self._turn % len(there)] if there else Heard(404, {}, {})
        self._turn += 1
        return self._bend(self._feed, method, path, heard)


Bend = Callable[[Feed, str, str, Heard], Canned]


def bend_any(feed: Feed, method: str, _path: str, heard: Heard) -> Canned:
    """Half of the answers stay as they are, the others get something wrong."""
    kind = feed.below(8)
    if kind < 4:
        return as_it_was(method, heard)
    if kind == 7 and feed.flip():
        raise feed.pick(
            [aiohttp.ServerDisconnectedError(), aiohttp.ClientPayloadError(), TimeoutError()]
        )
    status = feed.pick(_STATUSES) if feed.below(3) == 0 else heard.status
    headers = dict(heard.headers)
    if feed.below(3) == 0:
        headers |= feed.pick(_HEADERS)
    if isinstance(heard.content, bytes):
        body = feed.rest() if feed.flip() else heard.content[: feed.below(2000)]
    else:
        body = raw(feed, heard.content)
    return Canned(method, status, body, headers)


def as_it_was(method: str, heard: Heard) -> Canned:
    """What was recorded."""
    content = heard.content
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return Canned(method, heard.status, body, heard.headers)


def known(key: str) -> Known:
    """What the recorded site has."""
    found = recorded(key)
    fields = {
        name: tuple(Entry(*one) for one in value) if isinstance(value, list) else value
        for name, value in found["fields"].items()
    }
    names = [one.dictionary for one in SITES[key].info.fields]
    at = datetime.fromisoformat(found["at"])
    return Known(at, AdForm(VACANCY, fields), found["ad"], found["draft"], names)


def web_of(client: Client, at: datetime) -> Web:
    """The HTTP client of a process, with nobody behind it."""
    clock = FakeClock(at, hurried=True)
    web = Web(
        clock=clock,
        limits=MemoryLimits(clock, {"site:": ()}),
        paces=Paces(),
        contact_email="ops@example.com",
    )
    web._session = client  # type: ignore[assignment]
    return web


def settings_of(key: str) -> Any:
    """Every address of the site leads to the recording."""
    site = SITES[key]
    return site.settings(
        **{one: BASE for one in site.settings.model_fields if one.endswith("_url")}
    )


def session_of(key: str, client: Client, *, may_view: bool = True) -> SiteSession:
    """The account's line to the recorded site."""
    site, found = SITES[key], recorded(key)
    credentials = Credentials.of(found["credentials"])

    async def renew(ask: Callable[[Credentials], Awaitable[Credentials]]) -> Credentials:
        return await ask(credentials)

    web = web_of(client, datetime.fromisoformat(found["at"]))
    opening = Opening(web, settings_of(key), credentials, asyncio.Lock(), renew, may_view)
    return site.open(opening)
