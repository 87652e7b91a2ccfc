"""Updates that Telegram posts: kept before they are answered for, handled once and in order."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.e2e import people, steps
from tests.e2e.conftest import Home
from tests.e2e.databases import ask
from tests.e2e.house import WAIT, InTheLoop, Outside, door
from tests.e2e.leaks import search
from tests.e2e.mornings import State, olena
from tests.e2e.noted import noted
from tests.e2e.relay import Relay, relay
from tests.phone import Phone

NOTES = 12


@pytest.fixture
async def way(home: Home) -> AsyncIterator[Relay]:
    """From Telegram to a house; every third answer gets lost."""
    own = door()
    async with relay([own["PUBLIC_URL"]], loses=3) as one:
        yield one


@pytest.fixture
async def by_webhook(home: Home, outside: Outside, way: Relay) -> AsyncIterator[InTheLoop]:
    """It does not run yet."""
    given = {
        "TELEGRAM_MODE": "webhook",
        "LISTEN": way.doors[0].removeprefix("http://"),
        "PUBLIC_URL": way.base,
    }
    one = InTheLoop(home.folder, outside, home.database, given)
    async with one.heard():
        yield one
        await one.stop()
    assert search(one) == []


async def _card(phone: Phone, outside: Outside) -> int:
    ad = await steps.job(outside)
    await steps.respond(outside, ad.id, type="easy", text="")
    return (await phone.see(people.NAME)).message_id


async def _until_handled(house: InTheLoop, phone: Phone) -> None:
    async with asyncio.timeout(WAIT):
        while ask(house.database, "SELECT count(*) FROM inbox WHERE state = 'open'") != [(0,)]:
            await phone.pause()


@pytest.mark.begins(State.PUBLISHED)
async def test_what_is_posted_twice_counts_once_and_in_order(
    by_webhook: InTheLoop, outside: Outside, way: Relay
) -> None:
    await by_webhook.start()
    phone = await olena(outside)
    card = await _card(phone, outside)
    for number in range(NOTES):
        await phone.type(f"нотатка {number}", reply_to=card)
    await steps.say(phone, "/help", "Як це працює")  # behind them all
    await by_webhook.stop()
    assert await noted(by_webhook) == {phone.person: [f"нотатка {one}" for one in range(NOTES)]}
    assert way.repeats >= NOTES // 3
    assert not await outside.telegram.calls("/getUpdates")
