"""The HTTP door over real HTTP: the way back from a login page, and the sites' calls."""

import re
from collections.abc import AsyncIterator
from urllib.parse import urlencode

import aiohttp
import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.domain import views
from bot.domain.site import Happened
from bot.ports import DatabaseUnavailable
from bot.usecases.log_in_by_code import ComeBack
from bot.usecases.reading.screen import ReadScreen
from bot.usecases.take_call import TakeCall
from handlers.texts import load
from handlers.web import BODY_MOST, Outside, door
from tests.fakes import FakeClock
from tests.fakes.sites import CodedSite
from tests.fakes.store.kinds import HOOKS, LOGINS
from tests.office import PASSWORD, Office

LOGIN = "olena@example.com"
TEXTS = load()
Client = TestClient[aiohttp.web.Request, aiohttp.web.Application]


async def ready() -> bool:
    return True


@pytest.fixture
async def office() -> Office:
    """The owner waits for the way to the site's page."""
    clock = FakeClock(hurried=True)
    office = await Office(CodedSite(clock), clock=clock).open()
    office.site.employ(LOGIN, PASSWORD)
    await office.press(office.owner, "offer_yes", 0)
    await office.press(office.owner, "site", 0)
    return office


@pytest.fixture
async def client(office: Office) -> AsyncIterator[Client]:
    make = office.make
    outside = Outside(make(ComeBack), make(TakeCall), TEXTS, lambda: "vidhuk_bot")
    async with TestClient(TestServer(door(ready, outside))) as client:
        yield client


def site(office: Office) -> CodedSite:
    assert isinstance(office.site, CodedSite)
    return office.site


async def brought(office: Office) -> str:
    """The address that the site's page sends the browser to."""
    found = await office.make(ReadScreen)(office.owner.person)
    assert found is not None
    assert isinstance(found.screen.view, views.AskCode)
    return "/oauth/coded?" + urlencode(site(office).allow(found.screen.view.address or "", LOGIN))


async def test_the_page_is_readable_in_the_persons_language_and_runs_nothing(
    office: Office, client: Client
) -> None:
    answer = await client.get(await brought(office), headers={"Accept-Language": "en"})
    page = await answer.text()
    assert answer.status == 200
    assert answer.content_type == "text/html"
    assert '<html lang="uk">' in page
    assert "Поверніться в чат" in page
    assert 'href="https://t.me/vidhuk_bot"' in page
    assert 'name="viewport" content="width=device-width' in page
    assert not re.search(r"<script|onload|javascript:|https?://(?!t\.me/)", page)
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    await office.work()
    assert office.at(office.owner).place.screen == "account_label"


async def test_each_way_back_has_words_of_its_own(office: Office, client: Client) -> None:
    way = await brought(office)
    pages = [await client.get(way), await client.get(way)]
    await office.press(office.owner, "site", 0)
    state = (await brought(office)).replace("code=", "error=access_denied&x=")
    pages.append(await client.get(state))
    await office.press(office.owner, "site", 0)
    late = await brought(office)
    office.clock.advance(minutes=11)
    pages.append(await client.get(late))
    pages.append(await client.get("/oauth/coded?state=<script>alert(1)</script>&code=1"))
    assert [one.status for one in pages] == [200, 410, 200, 410, 404]
    said = [await one.text() for one in pages]
    assert len({re.findall("<h1>(.*)</h1>", one)[0] for one in said}) == 5
    assert "<script" not in said[-1]


async def test_a_stranger_reads_the_page_in_the_browsers_language(client: Client) -> None:
    for accepts, language in (("en-GB,en;q=0.9", "en"), ("de, ru;q=0.5", "ru"), ("", "uk")):
        answer = await client.get("/oauth/coded?state=x", headers={"Accept-Language": accepts})
        assert f'<html lang="{language}">' in await answer.text()


async def test_a_look_ahead_does_not_use_up_the_way_back(office: Office, client: Client) -> None:
    way = await brought(office)
    assert (await client.head(way)).status == 404
    assert (await client.get(way)).status == 200


async def _hook(office: Office, client: Client) -> str:
    await client.get(await brought(office))
    await office.work()
    return f"/hooks/coded/{office.rows(HOOKS)[0].secret.reveal()}"


async def test_a_call_is_answered_at_once_and_a_card_follows(
    office: Office, client: Client
) -> None:
    hook = await _hook(office, client)
    account = office.rows(LOGINS)[0]
    assert account is not None
    response = office.site.respond("ad-1")
    answer = await client.post(
        hook, data=site(office).call(Happened.APPLICATION, response.remote_id)
    )
    assert (answer.status, await answer.text()) == (200, "ok\n")
    assert "application" not in site(office).calls
    await office.work()
    assert "application" in site(office).calls


async def test_nobody_else_finds_a_door(office: Office, client: Client) -> None:
    hook = await _hook(office, client)
    for method, path in (
        ("POST", f"{hook}x"),
        ("POST", hook.replace("coded", "fake")),
        ("GET", hook),
        ("POST", "/hooks/coded/"),
        ("POST", "/oauth/coded"),
        ("GET", "/oauth/"),
        ("GET", "/hooks"),
    ):
        answer = await client.request(method, path, data=b"{}" if method == "POST" else None)
        assert (answer.status, await answer.text()) == (404, ""), (method, path)


async def test_a_huge_body_is_not_read(office: Office, client: Client) -> None:
    hook = await _hook(office, client)
    assert (await client.post(hook, data=b" " * BODY_MOST)).status == 200
    assert (await client.post(hook, data=b" " * (BODY_MOST + 1))).status == 404


async def test_while_the_database_is_away_the_site_is_told_to_call_again(
    office: Office, client: Client
) -> None:
    hook = await _hook(office, client)

    async def away() -> None:
        raise DatabaseUnavailable("locked")

    office.uow.before(1, away)
    answer = await client.post(hook, data=site(office).call(Happened.AD, "1"))
    assert (answer.status, await answer.text()) == (503, "")


async def test_a_worker_has_no_door_for_the_sites() -> None:
    async with TestClient(TestServer(door(ready))) as client:
        assert (await client.get("/healthz")).status == 200
        assert (await client.get("/oauth/coded?state=x")).status == 404
        assert (await client.post("/hooks/coded/x", data=b"{}")).status == 404
