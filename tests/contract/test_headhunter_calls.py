"""What HeadHunter calls about, and where (headhunter.md 7)."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web

from bot.domain.site import Happened
from bot.emulator_kit import serve
from bot.ports import SiteSession
from sites.headhunter import SITE
from tests.headhunter import House, ad_form, house


@pytest.fixture
async def at() -> AsyncIterator[House]:
    async with house() as one:
        yield one


@pytest.fixture
async def session(at: House) -> AsyncIterator[SiteSession]:
    async with at.opened() as one:
        yield one


@pytest.fixture
async def ad(session: SiteSession) -> str:
    return (await session.publish(await ad_form(session), key="1:1")).remote_id


@asynccontextmanager
async def listening(*answers: int) -> AsyncIterator[tuple[str, list[bytes]]]:
    """An address that keeps what it is sent; answered with these statuses, then with 200."""
    heard: list[bytes] = []

    async def hook(request: web.Request) -> web.Response:
        heard.append(await request.read())
        return web.Response(status=answers[len(heard) - 1] if len(heard) <= len(answers) else 200)

    app = web.Application()
    app.router.add_post("/hooks/headhunter/secret", hook)
    runner, base = await serve(app)
    yield f"{base}/hooks/headhunter/secret", heard
    await runner.cleanup()


async def delivered(at: House, count: int) -> list[dict[str, Any]]:
    """The calls, when so many have been answered."""
    for _ in range(2000):
        found: list[dict[str, Any]] = await at.at.control("GET", "/deliveries")
        if len(found) == count and all(one["answers"] and one["answers"][-1] for one in found):
            return found
    raise AssertionError("nobody was called")


async def test_the_site_calls_about_a_response_which_is_then_read_again(
    at: House, session: SiteSession, ad: str
) -> None:
    async with listening() as (address, heard):
        subscription = await session.subscribe(address)
        response = await at.respond(ad, phone="+7 701 000-12-34")
        await delivered(at, 1)
        assert SITE.hear is not None
        told = SITE.hear(heard[0])
        assert told is not None
        assert (told.kind, told.remote_id, told.remote_ad_id) == (
            Happened.APPLICATION,
            response,
            ad,
        )
        assert told.key.startswith(f"{subscription}:NEW_NEGOTIATION_VACANCY:")
        assert told.is_for((await session.check()).remote_identity)
        assert not told.is_for("12/34")
        found = await session.application(at.stub(ad, told.remote_id))
        assert found is not None
        assert found.phones == ("+77010001234",)
        await at.at.control("POST", "/deliveries/again")
        await delivered(at, 2)
        assert SITE.hear(heard[1]) == told


async def test_a_call_that_is_not_taken_comes_again(
    at: House, session: SiteSession, ad: str
) -> None:
    async with listening(500, 503) as (address, heard):
        await session.subscribe(address)
        await at.respond(ad)
        for _ in range(2000):
            (one,) = await at.at.control("GET", "/deliveries")
            if one["answers"] == [500, 503, 200]:
                break
        assert len(set(heard)) == 1


async def test_an_ad_that_went_off_and_a_response_that_moved_are_called_about(
    at: House, session: SiteSession, ad: str
) -> None:
    async with listening() as (address, heard):
        await session.subscribe(address)
        response = await at.respond(ad, source="PHONE_CALL")
        stage = {"stage": "discard_by_employer"}
        await at.at.control("POST", f"/responses/{response}/stage", stage)
        await delivered(at, 1)
        await at.at.control("POST", f"/jobs/{ad}/state", {"state": "close"})
        await delivered(at, 2)
        assert SITE.hear is not None
        told = [SITE.hear(one) for one in heard]
        assert [(one.kind, one.remote_id) for one in told if one] == [
            (Happened.APPLICATION, response),
            (Happened.AD, ad),
        ]


async def test_to_subscribe_again_changes_the_address_and_keeps_the_subscription(
    at: House, session: SiteSession
) -> None:
    first = await session.subscribe("http://127.0.0.1:9/hooks/one")
    second = await session.subscribe("http://127.0.0.1:9/hooks/two")
    assert first == second
    (one,) = await at.at.control("GET", "/subscriptions")
    assert one["url"] == "http://127.0.0.1:9/hooks/two"
    for _ in range(2):
        await session.unsubscribe(first)
    assert await at.at.control("GET", "/subscriptions") == []


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"id": 1}', b'{"action_type": "X"}'])
def test_what_says_nothing_is_heard_as_nothing(body: bytes) -> None:
    assert SITE.hear is not None
    assert SITE.hear(body) is None


def test_a_kind_of_call_that_we_do_not_know_is_heard_all_the_same() -> None:
    assert SITE.hear is not None
    body = {"id": "a", "subscription_id": 22, "action_type": "CHAT_CREATED", "payload": None}
    told = SITE.hear(json.dumps(body).encode())
    assert told is not None
    assert (told.kind, told.key) == (Happened.OTHER, "22:CHAT_CREATED:a")
