"""The disk under SQLite is full to the last byte, and is freed again."""

import asyncio

from tests.faults.counts import Counts
from tests.faults.disk import Disk, disk
from tests.faults.stage import Given, Stage, replaced, stage

_SAID = "database or disk is full"
_BITES_WITHIN = 60.0


async def run(given: Given) -> Counts:
    """People and candidates go on meanwhile."""
    turns, responses = given.of(2, 8), given.of(40, 160)
    async with (
        disk(given.folder / "small") as small,
        stage(replaced(given, small.folder), seed=20261130, settings={"LOG_LEVEL": "DEBUG"}) as on,
    ):
        await on.slow_telegram(10)
        async with asyncio.TaskGroup() as group:
            for _ in range(turns):
                on.recruiting(group, 2)
                await _some(on, responses // turns // 2)
                await _filled(on, small)
                await _some(on, responses // turns // 2)
                await on.pause(on.chance.uniform(2.0, 5.0))
                on.note_flight()
                small.free()
        await on.town.outside.telegram.control("DELETE", "/faults")
        await on.quiet()
        return await on.judged()


async def _filled(on: Stage, small: Disk) -> None:
    """Return once the product has met it: its journal of pages has some room of its own."""
    before = on.house.log.count(_SAID)
    small.fill()
    async with asyncio.timeout(_BITES_WITHIN):
        while on.house.log.count(_SAID) == before:
            await _some(on, 2)


async def _some(on: Stage, count: int) -> None:
    await on.life.respond(count)
    await on.life.glance()
    await on.pause(on.chance.uniform(0.2, 1.5))
