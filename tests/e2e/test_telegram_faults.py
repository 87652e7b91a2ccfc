"""Telegram in trouble: storms of 429, a poll that never ends, another process on our token."""

import asyncio
from pathlib import Path

import pytest

from tests.cradle import Cradle
from tests.e2e import people, steps
from tests.e2e.crowd import everyone, how_many
from tests.e2e.databases import Databases
from tests.e2e.house import WAIT, InTheLoop, OnItsOwn, Outside
from tests.e2e.mornings import State
from tests.phone import Phone

TOO_MANY = {
    "kind": "status",
    "status": 429,
    "body": {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 20",
        "parameters": {"retry_after": 20},
    },
}


@pytest.mark.begins(State.PUBLISHED)
async def test_a_storm_of_429_delays_everything_and_repeats_nothing(
    phone: Phone, outside: Outside
) -> None:
    ad = await steps.job(outside)
    names = [f"Людина {number}" for number in range(12)]
    await outside.telegram.fault(path="/bot", times=30, **TOO_MANY)
    for name in names:
        await steps.respond(outside, ad.id, fio=name, type="easy", text="")
    await steps.say(phone, "/help", "Як це працює")
    async with asyncio.timeout(WAIT):
        while await outside.telegram.control("GET", "/faults"):
            await phone.telegram.get(f"chats/{phone.person}", wait=0.1)
        while await how_many(phone) < len(names):
            await phone.telegram.get(f"chats/{phone.person}", wait=0.1)
    told = await everyone(phone)
    assert sorted(told) == sorted(set(told))
    assert len(told) == len(names)
    shown = [one.text for one in await phone.messages() if one.by_bot]
    assert len([one for one in shown if "Як це працює" in one]) == 1


@pytest.mark.begins(State.PUBLISHED)
async def test_a_poll_that_hangs_for_ever_is_given_up_and_begun_anew(
    phone: Phone, outside: Outside, house: InTheLoop
) -> None:
    await outside.telegram.fault(path="/getUpdates", kind="delay", seconds=60_000, times=1)
    async with asyncio.timeout(WAIT):
        while await outside.telegram.control("GET", "/faults"):
            await phone.telegram.get(f"chats/{phone.person}", wait=0.1)
    await steps.say(phone, "/help", "Як це працює")
    assert "Telegram can't be polled: NetworkError" in house.log


async def test_another_process_on_the_same_token_is_named_and_survived(
    process: OnItsOwn, outside: Outside, tmp_path: Path, databases: Databases, loaded: Cradle
) -> None:
    await process.start()
    phone = await outside.phone("Олена")
    await steps.begin(phone)
    folder = tmp_path / "other"
    folder.mkdir()
    other = OnItsOwn(folder, outside, databases.fresh(folder), cradle=loaded)
    await other.start()
    async with asyncio.timeout(WAIT):
        while "another process polls with this token" not in process.log + other.log:
            await phone.telegram.get(f"chats/{phone.person}", wait=0.1)
    await other.stop()
    await steps.say(phone, "/menu", people.ROMASHKA)
