"""Updates that Telegram posts: kept before they are answered for, handled once and in order."""

import json
from collections.abc import AsyncIterator

import pytest

from tests.e2e import people, steps
from tests.e2e.conftest import Home
from tests.e2e.house import InTheLoop, OnItsOwn, Outside, door
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


def _settings(way: Relay) -> dict[str, str]:
    listen = way.doors[0].removeprefix("http://")
    return {"TELEGRAM_MODE": "webhook", "LISTEN": listen, "PUBLIC_URL": way.base}


@pytest.fixture
async def by_webhook(home: Home, outside: Outside, way: Relay) -> AsyncIterator[InTheLoop]:
    """It does not run yet."""
    one = InTheLoop(home.folder, outside, home.database, _settings(way))
    async with one.heard():
        yield one
        await one.stop()
    assert search(one) == []


async def _card(phone: Phone, outside: Outside) -> int:
    ad = await steps.job(outside)
    await steps.respond(outside, ad.id, type="easy", text="")
    return (await phone.see(people.NAME)).message_id


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


@pytest.mark.begins(State.BEGUN)
async def test_the_mode_is_changed_there_and_back_and_nothing_is_lost(
    by_webhook: InTheLoop, outside: Outside, way: Relay
) -> None:
    phone = await olena(outside)
    for mode in ("webhook", "polling", "webhook"):
        typed = await phone.type("/help")
        by_webhook.given = {**_settings(way), "TELEGRAM_MODE": mode}
        await by_webhook.start()
        await phone.see("Як це працює", after=typed)
        await steps.say(phone, "/menu", "Почнімо")
        await by_webhook.stop()


@pytest.mark.begins(State.BEGUN)
async def test_the_door_knows_telegram_and_nobody_else(
    by_webhook: InTheLoop, outside: Outside, way: Relay
) -> None:
    await by_webhook.start()
    phone = await olena(outside)
    await steps.say(phone, "/menu", "Почнімо")
    http, (door,) = outside.telegram.http, way.doors
    async with http.get(f"{door}/readyz") as ready:
        assert ready.status == 200
    (path,) = set(way.paths)
    async with http.post(f"{door}{path}", data=way.taken[0]) as refused:
        assert (refused.status, await refused.text()) == (404, "")
    assert path.rpartition("/")[2] not in by_webhook.log


@pytest.mark.thorough
@pytest.mark.begins(State.PUBLISHED)
async def test_a_killed_process_goes_on_with_what_it_had_taken_in(
    process: OnItsOwn, outside: Outside, way: Relay
) -> None:
    process.given = _settings(way)
    await process.start()
    phone = await olena(outside)
    for number, answer in enumerate(["/new", "Бариста", "Варити каву й тішити гостей."], 1):
        typed = await phone.type(answer)
        while answer not in [json.loads(one)["message"]["text"] for one in way.taken]:
            await phone.pause(0.01)
        await process.kill()
        await process.start()
        await phone.see(f"крок {number}/8", after=typed)
