"""The limits port: in memory and in the database."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from bot.domain.paces import Paces, Rate
from bot.domain.window import Rules
from bot.ports import Limits
from storage.engine import open_engine
from storage.limits import SqlLimits
from storage.tables import metadata, rates
from tests.fakes import FakeClock, MemoryLimits

PACES = Paces()
RULES: Rules = {
    "tg:": PACES.bot_rates,
    "chat:": PACES.chat_rates(group=False),
    "group:": PACES.chat_rates(group=True),
    "account:": (Rate(1, timedelta(seconds=1)),),
}


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
async def limits(
    request: pytest.FixtureRequest,
    clock: FakeClock,
    tmp_path: Path,
    empty_postgres: Callable[[], URL],
) -> AsyncIterator[Limits]:
    if request.param == "memory":
        yield MemoryLimits(clock, RULES)
        return
    on_file = f"sqlite+aiosqlite:///{tmp_path / 'rates.sqlite'}"
    engine = open_engine(empty_postgres() if request.param == "postgresql" else on_file)
    async with engine.begin() as connection:
        await connection.run_sync(metadata.create_all, tables=[rates])
    yield SqlLimits(engine, clock, RULES)
    await engine.dispose()


async def _seconds(limits: Limits, *keys: str) -> float:
    return (await limits.acquire(*keys)).total_seconds()


async def test_a_burst_is_free_and_then_one_waits(limits: Limits, clock: FakeClock) -> None:
    assert [await _seconds(limits, "chat:1") for _ in range(4)] == [0, 0, 0, 3]
    clock.advance(seconds=2)
    assert await _seconds(limits, "chat:1") == 1
    clock.advance(seconds=60)
    assert await _seconds(limits, "chat:1") == 0


async def test_a_group_gets_fewer_than_twenty_a_minute(limits: Limits, clock: FakeClock) -> None:
    waits = [await _seconds(limits, "group:1") for _ in range(20)]
    assert waits[18] == 18
    assert waits[19] == 60


async def test_keys_do_not_wait_for_each_other(limits: Limits) -> None:
    assert [await _seconds(limits, "account:1") for _ in range(3)] == [0, 1, 2]
    assert await _seconds(limits, "account:2") == 0


async def test_several_keys_wait_for_the_slowest(limits: Limits) -> None:
    assert await _seconds(limits, "account:1") == 0
    assert await _seconds(limits, "tg:1", "account:1") == 1
    assert await _seconds(limits, "account:1", "tg:1") == 2
    assert await _seconds(limits, "tg:1", "tg:1") == 0


async def test_those_who_ask_at_once_get_places_of_their_own(limits: Limits) -> None:
    waits = await asyncio.gather(*(_seconds(limits, "tg:1", "account:1") for _ in range(10)))
    assert sorted(waits) == list(range(10))


async def test_a_halt_holds_for_everybody(limits: Limits, clock: FakeClock) -> None:
    await limits.halt("tg:1", clock.now() + timedelta(seconds=30))
    await limits.halt("tg:1", clock.now() + timedelta(seconds=5))
    assert await _seconds(limits, "tg:1", "chat:1") == 30
    assert await _seconds(limits, "chat:2") == 0
    clock.advance(seconds=30)
    assert await _seconds(limits, "tg:1") == 0


async def test_a_clock_that_goes_back_blocks_nobody(limits: Limits, clock: FakeClock) -> None:
    await limits.acquire("group:1")
    await limits.halt("group:1", clock.now() + timedelta(seconds=7))
    clock.jump(clock.now() - timedelta(days=365))
    assert await _seconds(limits, "group:1") == 7
    clock.advance(seconds=10)
    assert await _seconds(limits, "group:1") == 0


async def test_a_key_that_no_rule_knows_is_a_mistake(limits: Limits) -> None:
    with pytest.raises(LookupError):
        await limits.acquire("chat:1", "nobody:1")
    assert await limits.acquire() == timedelta()
