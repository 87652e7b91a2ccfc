"""A database that fails for a while ends no process and loses nothing that was said."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.e2e import people, steps
from tests.e2e.conftest import Opener
from tests.e2e.house import InTheLoop, Outside
from tests.phone import Phone


@asynccontextmanager
async def _without(house: InTheLoop, table: str) -> AsyncIterator[None]:
    """Every statement on this table fails."""
    await _rename(house, table, "away")
    yield
    await _rename(house, "away", table)


async def _rename(house: InTheLoop, old: str, new: str) -> None:
    async with house.inside.engine.begin() as connection:
        await connection.exec_driver_sql(f"ALTER TABLE {old} RENAME TO {new}")


async def _logged(phone: Phone, house: InTheLoop, words: str) -> None:
    async with asyncio.timeout(phone.wait):
        while words not in house.log:
            await phone.telegram.get(f"chats/{phone.person}", wait=0.1)


@pytest.mark.on_sqlite
@pytest.mark.parametrize(
    "table", ["inbox", pytest.param("conversations", marks=pytest.mark.thorough)]
)
async def test_a_database_that_fails_for_a_while_only_delays(
    house: InTheLoop, phone: Phone, table: str
) -> None:
    await steps.begin(phone)
    failed = "the inbox's database failed"
    async with _without(house, table):
        await phone.type("/new")
        await _logged(phone, house, failed)
        await phone.type(steps.TITLE)
    await phone.see("крок 2/8")
    assert house.log.count(failed) == 1
    await steps.say(phone, "/menu", people.ROMASHKA)
    assert "🗂 1" in (await phone.last_of_bot()).text


@pytest.mark.thorough
@pytest.mark.on_sqlite
async def test_a_process_ends_in_time_though_the_database_fails(
    house: InTheLoop, phone: Phone
) -> None:
    await steps.begin(phone)
    async with _without(house, "conversations"):
        await phone.type("/new")
        await _logged(phone, house, "the inbox's database failed")
        await house.stop()
        async with asyncio.timeout(5):
            await house.start()
    await phone.see("крок 1/8")


async def test_the_house_is_ready_once_telegram_is_heard(
    open_house: Opener, outside: Outside
) -> None:
    await outside.telegram.fault(path="/bot", kind="drop_before")
    house = await open_house()
    assert not await house.inside.ready()
    await outside.telegram.control("DELETE", "/faults")
    phone = await outside.phone("Олена")
    await steps.say(phone, "/start", "Оберіть мову")
    assert await house.inside.ready()
