"""HeadHunter's client and emulator keep to the site's own specification.

What they say to each other in one long story is validated against `headhunter-openapi.yml`, which
stands beside the repository and not in it. Each deviation is listed below with its reason.
"""

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from openapi_core import Config, OpenAPI
from openapi_core.testing import MockRequest, MockResponse

from bot.domain.account import Viewed
from bot.domain.errors import SiteError
from bot.domain.pay import Pay
from bot.domain.reply import Reply
from bot.domain.secret import Secret
from bot.domain.site import Ad, Entry, RemoteApplication
from bot.domain.site_action import Kind
from bot.domain.vacancy import Contact
from bot.emulator_kit import is_control
from bot.ports import AdForm, SiteSession
from sites.headhunter import SITE, mapping, people
from sites.headhunter.feed import order_of
from sites.headhunter.own_ads import own_ad
from tests.headhunter import CHALLENGE, COMPANY, House, ad_form, house
from tests.site_bench import LOGIN, read_all

NAME = Path("shared/sites/headhunter-openapi.yml")
NOT_IN_IT = (
    r"/",  # the login page of hh.ru, which is no part of its API
    r"/captcha",  # a page for a person
    r"/photos/.*",  # files of hhcdn.ru
    r"/resumes/\w+/download/.*",  # files by opaque addresses that come with a resume
)
"""Addresses that the specification does not have."""
LIKE = {
    f"/negotiations/{one}": "/negotiations/response"
    for one in ("consider", "phone_interview", "assessment", "interview", "offer", "hired")
} | {"/negotiations/discard_by_employer": "/negotiations/response"}
"""Collections have any name, by `collections[].url`; one alone stands in the specification."""
DEVIATIONS: Mapping[str, str] = {
    "POST /vacancies 400": "the story sends an ad without town and role, to be refused",
    "GET /webhook/subscriptions 200": "the specification adds to an object that it has closed:"
    " no answer fits, and the contract's section 7 has url and actions",
    "GET /negotiations/{id} 403": "unpaid access is declared for lists only; by the site's other"
    " pages all methods of responses are paid (headhunter.md 3.3)",
}
"""`METHOD path status`, as the specification writes the path, and why it does not fit."""


def _beside() -> Path | None:
    """Beside the repository, whichever folder above it that is."""
    found = (one / NAME for one in Path(__file__).resolve().parents)
    return next((one for one in found if one.is_file()), None)


pytestmark = [
    pytest.mark.skipif(_beside() is None, reason=f"{NAME} is not beside the repository"),
    pytest.mark.thorough,
]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer, as they went over the wire."""

    method: str
    path: str
    query: dict[str, Any]
    headers: dict[str, str]
    body: bytes
    status: int
    answer: bytes
    kind: str

    def request(self) -> MockRequest:
        """For the validator."""
        return MockRequest(
            "https://api.hh.ru",
            self.method.lower(),
            LIKE.get(self.path, self.path),
            args=self.query,
            headers=self.headers,
            data=self.body or None,
            content_type=self.headers.get("Content-Type", "").partition(";")[0],
        )

    def response(self) -> MockResponse:
        """For the validator."""
        return MockResponse(self.answer, self.status, content_type=self.kind)


def _recorder(into: list[Exchange]) -> Middleware:
    @web.middleware
    async def record(request: web.Request, handler: Handler) -> web.StreamResponse:
        if is_control(request.path):
            return await handler(request)
        asked = (request.method, request.path, dict(request.query), dict(request.headers))
        body = await request.read()
        answer = await handler(request)
        assert isinstance(answer, web.Response)
        said = answer.body if isinstance(answer.body, bytes) else b""
        into.append(Exchange(*asked, body, answer.status, said, answer.content_type))
        return answer

    return record


@cache
def _document() -> dict[str, Any]:
    path = _beside()
    assert path is not None
    with path.open("rb") as stream:
        found: dict[str, Any] = yaml.load(stream, yaml.CSafeLoader)
    return found


@cache
def _specification() -> OpenAPI:
    found = _document()
    for item in found["paths"].values():
        item.pop("x-name", None)
    calls = found["paths"]["/webhook/subscriptions"]["post"]["callbacks"]["onData"]
    found["paths"] |= calls  # as if the site's calls were requests of its own
    return OpenAPI.from_dict(found, config=Config(spec_validator_cls=None))


# -- the story --------------------------------------------------------------------------------


async def _told() -> list[Exchange]:
    said: list[Exchange] = []
    async with house(watched=_recorder(said), host="hh.kz") as at:
        credentials = await at.credentials()
        async with at.session(credentials) as session:
            await session.check()
            await session.logins()
            live = await _ads(at, session)
            await _responses(at, session, live)
            await _calls(session)
        async with at.session(credentials, viewed=Viewed.OPENED) as session:
            await _refusals(at, session, live)
        async with at.session(await at.credentials()) as session:
            await session.leave()
        with suppress(SiteError):
            await at.plugins.redeem(SITE.info.key, CHALLENGE, Secret("canary-tok-none"))
        for login, more in (("seeker@example.com", {"company": None}), _INTEGRATION):
            user = {"login": login, "password": "canary-pw-1", **more}
            await at.at.control("POST", "/users", user)
            async with at.session(await at.credentials(login, "canary-pw-1")) as session:
                with suppress(SiteError):
                    await session.check()
    return said


_INTEGRATION: tuple[str, dict[str, Any]] = (
    "robot@example.com",
    {"company": COMPANY, "integration": True},
)


async def _ads(at: House, session: SiteSession) -> str:
    """Every kind of ad and every request about one; the id of a live one."""
    bare = await ad_form(session)
    lists = {name: await session.dictionary(name) for name in SITE.info.dictionaries}
    chosen = {
        one.key: tuple(lists[one.dictionary][: one.most])
        for one in SITE.info.fields
        if one.dictionary and one.key not in bare.fields
    }
    chosen["skills"] = (Entry("Excel, CRM", {"uk": "Excel"}),)
    vacancy = replace(
        bare.vacancy,
        pay=Pay(1000, None, "KZT", gross=True),
        contact=Contact("Оля, +380 50 123-45-67"),
    )
    form = AdForm(vacancy, {**bare.fields, **chosen})
    draft = await session.save_draft(AdForm(replace(vacancy, pay=None), {}), key="1:1")
    await session.save_draft(replace(form, remote_id=draft.remote_id), key="1:2")
    await session.ads()
    await session.ad(draft.remote_id, lists)
    live = await session.publish(replace(form, remote_id=draft.remote_id), key="1:3")
    form = replace(form, remote_id=live.remote_id)
    await session.edit(form)
    await session.edit(replace(form, vacancy=replace(vacancy, pay=None), fields=bare.fields))
    await session.ad(live.remote_id, lists)
    await session.prolong(live.remote_id)
    await session.statistics(live.remote_id)
    await session.find(replace(form, remote_id=None), at.clock.now())
    other = await session.publish(replace(bare, despite_duplicates=True), key="2:1")
    await session.close(other.remote_id)
    await session.ads()
    again = replace(bare, remote_id=other.remote_id, despite_duplicates=True)
    await session.close((await session.publish(again, key="2:2")).remote_id)
    for call in (
        session.publish(bare, key="3:1"),  # a duplicate
        session.publish(AdForm(bare.vacancy, {"publication": bare.fields["publication"]}), key="4"),
        session.edit(replace(bare, remote_id=other.remote_id)),  # it is off
        session.prolong(live.remote_id),  # too early
        session.prolong(other.remote_id),
        session.close(other.remote_id),
        session.close("draft:1"),
        session.close("1"),
        session.statistics("1"),
        session.save_draft(replace(form, remote_id="draft:1"), key="5:1"),
    ):
        with suppress(SiteError):
            await call
    await at.at.control("PUT", "/balance", {"company": COMPANY, "balance": {"HH_STANDARD": 0}})
    with suppress(SiteError):
        await session.publish(replace(bare, despite_duplicates=True), key="6:1")
    return live.remote_id


async def _responses(at: House, session: SiteSession, ad: str) -> None:
    cursor = await session.newest()
    candidates = (await at.at.control("GET", "/demo"))["candidates"]
    for candidate in candidates:
        await at.respond(ad, **candidate)
    for stage in ("consider", "phone_interview", "discard_by_employer"):
        await at.respond(ad, stage=stage)
    found, _ = await read_all(session, cursor)
    assert len(found) == len(candidates) + 3
    for one in found:
        await session.whole(one)
    for ref in (found[0].resume, found[0].photo):
        assert ref is not None
        await session.file(ref)
    await _answers(at, session, ad)
    await at.switch(chats="absent", contacts_without_topic=False)
    await session.application(at.stub(ad, found[0].remote_id))
    await session.application(at.stub(ad, "1"))


async def _answers(at: House, session: SiteSession, ad: str) -> None:
    """Every way to tell a candidate, and what the site refuses."""
    first = await at.respond(ad, cover="Добрий день")
    for offer in await session.offers(first):
        assert all([await session.site_text(one.ref) for one in offer.texts])
    waits = await at.respond(ad, refuses="chat_is_not_ready")
    twice = [(Kind.REPLY, first, "Так")] * 2  # the same key: a conflict
    there, spam = [(Kind.REJECT, first, None)] * 2, (Kind.REPLY, first, "спам спам спам")
    others = [spam, (Kind.INVITE, first, "Так"), (Kind.INVITE, waits, None), (Kind.REPLY, "1", "?")]
    for kind, response, text in (*twice, *others, *there):
        with suppress(SiteError):
            await session.answer(Reply(kind, response, f"1:{text}", text))
    said = Reply(Kind.REPLY, first, "2", "Добрий день")
    await session.answered(said, at.clock.now())
    for chats in ("blocked", "absent", "participant"):
        await at.switch(chats=chats)
        with suppress(SiteError):
            await session.answer(said)


async def _calls(session: SiteSession) -> None:
    for address in ("http://127.0.0.1:9/hooks/one", "http://127.0.0.1:9/hooks/two"):
        subscription = await session.subscribe(address)
    for _ in range(2):
        await session.unsubscribe(subscription)


async def _refusals(at: House, session: SiteSession, ad: str) -> None:
    """One by one all that a 403 may mean, and the day's limit."""
    response = at.stub(ad, await at.respond(ad, fio="Канаркова Олена"))
    await session.application(response)
    async with at.opened() as viewing:
        for changes in ({"captcha": True}, {"captcha": False, "views": 0}):
            await at.user(**changes)
            with suppress(SiteError):
                await viewing.application(response)
    await at.at.control("POST", "/companies", {"name": COMPANY, "access": []})
    with suppress(SiteError):
        await session.application(response)
    await at.user(blocked=[COMPANY])
    with suppress(SiteError):
        await session.ads()
    await at.user(blocked=[])
    await at.at.control("POST", "/tokens", {"login": LOGIN, "state": "expire"})
    await session.check()
    for state in ("expire", "deactivate"):
        await at.at.control("POST", "/tokens", {"login": LOGIN, "state": state})
    with suppress(SiteError):
        await session.check()


# -- what the specification says of it ---------------------------------------------------------


def _template(path: str) -> str:
    return re.sub(r"/(?:\d+|[0-9a-f]{32})(?=/|$)", "/{id}", path)


def _complaint(specification: OpenAPI, one: Exchange) -> str | None:
    """What does not fit; None for what fits."""
    try:
        specification.validate_request(one.request())
        specification.validate_response(one.request(), one.response())
    except Exception as wrong:  # noqa: BLE001 - whatever the validator finds, it is a complaint
        return f"{type(wrong).__name__}: {wrong} {wrong.__cause__ or ''}"[:2000]
    return None


@pytest.mark.filterwarnings("ignore:Unsupported scheme type")
async def test_all_that_is_asked_and_answered_fits_the_specification() -> None:
    said = [one for one in await _told() if not any(re.fullmatch(p, one.path) for p in NOT_IN_IT)]
    specification = _specification()
    complaints: dict[str, str] = {}
    seen: set[str] = set()
    for one in said:
        place = f"{one.method} {_template(LIKE.get(one.path, one.path))} {one.status}"
        seen.add(place)
        complaint = _complaint(specification, one)
        if complaint is not None:
            complaints.setdefault(place, complaint)
    assert {key: one for key, one in complaints.items() if key not in DEVIATIONS} == {}
    assert set(DEVIATIONS) - set(complaints) == set()  # none is listed that has gone
    assert len(seen) >= 50


@pytest.mark.filterwarnings("ignore:Unsupported scheme type")
async def test_all_that_the_site_calls_with_fits_the_specification() -> None:
    async with house() as at, at.opened() as session:
        ad = (await session.publish(await ad_form(session), key="1:1")).remote_id
        await session.subscribe("http://127.0.0.1:9/hooks/nobody")
        response = await at.respond(ad)
        await at.respond(ad, resume=False)
        stage = {"stage": "consider"}
        await at.at.control("POST", f"/responses/{response}/stage", stage)
        await at.at.control("POST", f"/jobs/{ad}/state", {"state": "close"})
        sent = [one["body"] for one in await at.at.control("GET", "/deliveries")]
    assert {one["action_type"] for one in sent} == {
        "NEW_NEGOTIATION_VACANCY",
        "NEGOTIATION_EMPLOYER_STATE_CHANGE",
        "VACANCY_ARCHIVATION",
    }
    for one in sent:
        request = MockRequest(
            "https://api.hh.ru",
            "post",
            "/url_used_for_subscription",
            data=json.dumps(one).encode(),
            content_type="application/json",
        )
        _specification().validate_request(request)


def _example(name: str) -> Any:
    return _document()["components"]["examples"][name]["value"]


def test_the_specifications_own_examples_are_read() -> None:
    responses = _example("NegotiationsCollectionNegotiations")["items"]
    for item in responses:
        found = people.parsed(item, "1", datetime.now(UTC), "hh.ru")
        assert found is not None
        assert (found.remote_id, bool(found.name), found.resume is None) == (
            item["id"],
            True,
            False,
        )
    bare = RemoteApplication("1", "2", datetime.now(UTC))
    whole = people.told(bare, _example("ResumeResumeViewEmployer"), "hh.ru")
    assert all((whole.name, whole.phones, whole.emails, whole.birth_date, whole.resume_text))
    assert whole.resume is not None
    assert "with_contact" not in whole.resume.ref
    collections = _example("NegotiationsEmployerListResponse")["collections"]
    assert {order_of(one) for one in collections} <= {
        "created_at",
        "last_change_time_except_employer_inbox",
        None,
    }
    for item in _example("VacanciesActiveList")["items"]:
        remote = mapping.vacancy(item, "hh.ru")
        assert remote is not None
        assert (remote.ad, remote.url, remote.expires_at is None) == (
            Ad.LIVE,
            item["alternate_url"],
            False,
        )
    ad = _example("VacanciesVacancyForManager")
    remote = mapping.vacancy(ad, "hh.ru")
    assert remote is not None
    own = own_ad(ad, remote, {})
    assert own.pay == Pay(30_000, None, "RUB", gross=True)
    assert own.description == "<p>Работа хороша</p>"
    variants = mapping.balance(_example("ServicesVacancyAvailablePublication"))
    assert variants
    assert mapping.statistics(_example("VacanciesVacancyStats")).days == 5
