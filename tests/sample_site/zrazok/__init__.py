"""Зразок, an invented job board with a small API; docs/add-a-site.md goes through this file.

Login and password go with each request. An ad is a draft until it is `live`; responses have rising
ids, and those that come later never have lesser ones.
"""

import base64
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import Field

from bot.domain.application import ApplicationStub
from bot.domain.errors import (
    AdMissing,
    AuthExpired,
    ContractBroken,
    OutcomeUnknown,
    Rejected,
    SiteUnavailable,
    WrongLogin,
)
from bot.domain.rich_text import plain
from bot.domain.site import (
    Ad,
    AdField,
    AdList,
    BrokenRecord,
    Can,
    Entry,
    FieldKind,
    Identity,
    LoginField,
    Page,
    Problem,
    Receipt,
    RemoteAd,
    RemoteApplication,
    SiteInfo,
)
from bot.ports import AdForm, SiteSession
from sites.kit.answer import Answer
from sites.kit.http import Line, Rules
from sites.kit.lenient import integer, moment, text
from sites.kit.people import emails, phones
from sites.kit.site import BaseAddress, Opening, Site, SiteSettings

KEY = "zrazok"
PAGE = 50
PATHS = (r"/me", r"/lists/\w+", r"/ads", r"/ads/\d+", r"/ads/\d+/close", r"/responses(/\d+)?")
STATES = {"draft": Ad.DRAFT, "live": Ad.LIVE, "closed": Ad.ENDED}


class Settings(SiteSettings):
    """ZRAZOK_..."""

    api_url: BaseAddress = Field(
        default="https://api.zrazok.example", description="Its API, without a trailing slash."
    )


class Session(SiteSession):
    """One account's line to Зразок."""

    def __init__(self, opening: Opening[Settings]) -> None:
        login, password = (opening.credentials[one].reveal() for one in ("login", "password"))
        self._login = login.strip().lower()
        packed = base64.b64encode(f"{self._login}:{password}".encode()).decode()
        rules = Rules(KEY, opening.settings.api_url, tuple(map(re.compile, PATHS)))
        headers = {"Authorization": f"Basic {packed}"}
        self._line = Line(opening.web, rules, headers, opening.lock)

    # -- who, and what there is to choose from ------------------------------------------------

    async def check(self) -> Identity:
        answer = await self._line.get("/me", once=True)
        if answer.status == 401:
            raise WrongLogin(KEY)
        if answer.status == 429:  # asked once, it is ours to read
            raise SiteUnavailable(KEY, "too many logins")
        me = _read(answer, "me")
        return Identity(self._login, text(me.get("company")) or self._login)

    async def dictionary(self, name: str) -> tuple[Entry, ...]:
        return tuple(
            Entry(str(one["id"]), one["names"])
            for one in _items(await self._line.get(f"/lists/{name}"), name)
            if isinstance(one.get("names"), dict)
        )

    # -- ads ----------------------------------------------------------------------------------

    async def save_draft(self, form: AdForm, *, key: str) -> Receipt:
        return await self._put(form, live=False)

    async def publish(self, form: AdForm, *, key: str) -> Receipt:
        return await self._put(form, live=True)

    async def edit(self, form: AdForm) -> Receipt:
        return await self._put(form, live=True)

    async def close(self, remote_id: str) -> Receipt:
        return await self._write("POST", f"/ads/{remote_id}/close", {})

    async def _put(self, form: AdForm, *, live: bool) -> Receipt:
        vacancy, topic = form.vacancy, form.fields.get("topic", ())
        body = {
            "title": vacancy.title,
            "text": plain(vacancy.description),
            "city": vacancy.city,
            "topic": topic[0].id if topic else None,
            "urgent": bool(form.fields.get("urgent")),
            "live": live,
        }
        if form.remote_id is None:
            return await self._write("POST", "/ads", body)
        return await self._write("PUT", f"/ads/{form.remote_id}", body)

    async def _write(self, method: str, path: str, body: dict[str, Any]) -> Receipt:
        answer = await self._line.write(method, path, json=body)
        if answer.status == 404:
            raise AdMissing(KEY, path)
        if answer.status == 422:
            why = _read(answer, path, status=422)
            said = text(why.get("words")) or "?"
            raise Rejected(KEY, (Problem("refused", said, text(why.get("field"))),))
        ad = _ad(_read(answer, path))
        if ad is None:
            raise OutcomeUnknown(KEY, f"{path}: no ad")
        return Receipt(ad.remote_id, ad.url, ad.ad, badge=ad.badge)

    async def ads(self) -> AdList:
        found = map(_ad, _items(await self._line.get("/ads"), "ads"))
        return AdList(tuple(one for one in found if one is not None))

    # -- responses ----------------------------------------------------------------------------

    async def newest(self) -> str:
        found = await self._responses([("newest", "1")])
        return str(max((one["id"] for one in found), default=0))

    async def applications(self, cursor: str | None, resume: str | None) -> Page:
        after = int(resume or cursor or 0)
        found = await self._responses([("after", str(after))])
        newest = str(max([after, *(one["id"] for one in found)]))
        read = [(one, _application(one)) for one in found]
        return Page(
            items=[whole for _, whole in read if whole is not None],
            cursor=newest,
            resume=newest if len(found) >= PAGE else None,
            broken=[_broken(one) for one, whole in read if whole is None],
        )

    async def application(self, stub: ApplicationStub) -> RemoteApplication | None:
        answer = await self._line.get(f"/responses/{stub.remote_id}")
        return None if answer.status == 404 else _application(_read(answer, "response"))

    async def _responses(self, params: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
        return _items(await self._line.get("/responses", params), "responses")


# -- reading what it says ---------------------------------------------------------------------


def _read(answer: Answer, what: str, *, status: int = 200) -> dict[str, Any]:
    if answer.status == 401:
        raise AuthExpired(KEY, what)
    if answer.status != status or not isinstance(answer.data, dict):
        raise ContractBroken(KEY, f"{what}: status {answer.status}")
    return answer.data


def _items(answer: Answer, what: str) -> list[dict[str, Any]]:
    """Those with an id."""
    found = _read(answer, what).get("items")
    if not isinstance(found, list):
        raise ContractBroken(KEY, f"{what}: no items")
    return [one for one in found if isinstance(one, dict) and integer(one.get("id"))]


def _ad(item: dict[str, Any]) -> RemoteAd | None:
    number, state = integer(item.get("id")), STATES.get(str(item.get("state")))
    if number is None or state is None:
        return None
    return RemoteAd(
        str(number),
        text(item.get("title")) or "",
        state,
        f"https://zrazok.example/ads/{number}",
        badge="badge-closed" if state is Ad.ENDED else None,
        published_at=moment(item.get("shown")),
        made_at=moment(item.get("made")),
    )


def _application(item: dict[str, Any]) -> RemoteApplication | None:
    number, ad, sent = integer(item["id"]), integer(item.get("ad")), moment(item.get("sent"))
    if ad is None or sent is None:
        return None
    return RemoteApplication(
        str(number),
        str(ad),
        sent,
        url=f"https://zrazok.example/cabinet/responses/{number}",
        name=text(item.get("name")),
        phones=phones(text(item.get("phone")), country="UA"),
        emails=emails(text(item.get("email"))),
        letter=text(item.get("letter")),
    )


def _broken(item: dict[str, Any]) -> BrokenRecord:
    return BrokenRecord("responses", json.dumps(item, ensure_ascii=False), str(item["id"]))


SITE = Site(
    info=SiteInfo(
        KEY,
        "Зразок",
        login=(LoginField("login"), LoginField("password", secret=True)),
        can=frozenset({Can.DRAFT, Can.PUBLISH, Can.EDIT, Can.CLOSE, Can.APPLICATIONS}),
        fields=(
            AdField("topic", FieldKind.CHOICE, "topics", required=True, draft=True),
            AdField("urgent", FieldKind.FLAG),
        ),
        answers=("title", "description", "city"),
    ),
    settings=Settings,
    open=Session,
    emulator="sites.zrazok.emulator:app",
    texts=Path(__file__).parent / "texts",
)
