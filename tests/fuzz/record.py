"""`python -m tests.fuzz.record`: what each site's emulator answers, for the entries to bend.

Kept in `recorded/<site>.json`: all people in it are invented (tests/cast.py, the emulators' own).
"""

import asyncio
import json
import re
from base64 import b64encode
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp

import sites
from bot.domain.errors import VidhukError
from bot.domain.site import Can
from tests.fuzz.canned import Canned, Client
from tests.fuzz.verbs import VERBS, Known
from tests.site_bench import Bench, bench

FOLDER = Path(__file__).parent / "recorded"
_ENTRIES = 6
"""Of a list that is kept: dictionaries have thousands."""
_HEADERS = ("Content-Type", "Content-Disposition", "Location", "Retry-After")
_SAME = 2
"""Answers to one address that are kept."""


class _Ear(Client):
    """Asks the emulator, and keeps what it answers."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session, self.heard = session, list[dict[str, Any]]()

    async def answer(self, method: str, url: str, given: dict[str, Any]) -> Canned:
        async with self._session.request(method, url, **given) as response:
            body = await response.read()
        kept = {
            "method": method,
            "path": urlsplit(url).path,
            "status": response.status,
            "headers": {key: response.headers[key] for key in _HEADERS if key in response.headers},
            "body": _body(body),
        }
        if len([one for one in self.heard if _key(one) == _key(kept)]) < _SAME:
            self.heard.append(kept)
        return Canned(method, response.status, body, response.headers)


def _key(one: dict[str, Any]) -> tuple[str, str, int]:
    return one["method"], one["path"], one["status"]


def _body(body: bytes) -> Any:
    try:
        return _short(json.loads(body))
    except ValueError:
        return {"base64": b64encode(body[:1_500]).decode()}


def _short(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _short(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_short(one) for one in value[:_ENTRIES]]
    return value


async def _record(at: Bench) -> dict[str, Any]:
    async with at.session() as session:
        form = await at.form(session)
        ad = (await session.publish(form, key="1:1")).remote_id
        can, draft = at.site.info.can, ad
        if Can.DRAFT in can:
            draft = (await session.save_draft(form, key="1:2")).remote_id
        for number in range(4):
            await at.respond(ad, fio=f"Олена Коваль {number}", file="pdf", with_photo=True)
    outside = at.web.session
    ear = _Ear(outside)
    at.web._session = ear  # type: ignore[assignment]
    credentials = await at.credentials()
    known = Known(at.clock.now(), form, ad, draft, [one.dictionary for one in at.site.info.fields])
    async with at.plugins.login(at.site.info.key, credentials) as session:
        for one in sorted(VERBS, key=lambda verb: verb.last):
            if one.can is None or one.can in can:
                with suppress(VidhukError, LookupError):
                    await one.ask(session, known)
    at.web._session = outside
    return {
        "at": at.clock.now().isoformat(),
        "ad": ad,
        "draft": draft,
        "credentials": {key: secret.reveal() for key, secret in credentials.items()},
        "fields": {
            key: [[one.id, one.names] for one in value] if isinstance(value, tuple) else value
            for key, value in form.fields.items()
        },
        "heard": ear.heard,
    }


async def _main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for site in sites.discover():
        async with bench(site) as at:
            found = await _record(at)
        host = re.compile(r"http://127\.0\.0\.1:\d+")
        text = host.sub("http://127.0.0.1:9", json.dumps(found, ensure_ascii=False))
        (FOLDER / f"{site.info.key}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(_main())
