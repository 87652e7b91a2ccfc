"""PostgreSQL stops as by a power cut, again and again, under a bot and two workers."""

import asyncio

from tests.faults.counts import Counts
from tests.faults.server import Server, server
from tests.faults.stage import Given, Stage, stage


async def run(given: Given) -> Counts:
    """What was sending when the server went is counted before the product may go on."""
    restarts, responses = given.of(3, 15), given.of(45, 300)
    async with (
        server() as one,
        stage(given, seed=20261129, database=one.address, parts=("bot", "worker", "worker")) as on,
    ):
        await on.slow_telegram(10)
        async with asyncio.TaskGroup() as group:
            for turn in range(restarts):
                on.recruiting(group, 2)
                await on.life.respond(responses // restarts)
                await on.pause(on.chance.uniform(0.5, 3.0))
                await _restarted(on, one)
                await on.told(responses * turn // restarts // 2)
        await on.town.outside.telegram.control("DELETE", "/faults")
        await on.quiet()
        return await on.judged()


async def _restarted(on: Stage, one: Server) -> None:
    await one.stop()
    await one.start("apart")
    on.note_flight(one.apart)
    await one.stop("fast")
    await on.life.respond(1)  # people go on meanwhile
    await on.life.glance()
    await on.pause(on.chance.uniform(0.1, 2.0))
    await one.start()
