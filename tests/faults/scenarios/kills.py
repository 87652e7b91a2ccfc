"""SIGKILL of any process, over and over: of the only one on SQLite, of any of three on a server."""

import asyncio
from collections.abc import Sequence

from tests.e2e.house import OnItsOwn
from tests.faults.counts import Counts
from tests.faults.server import server
from tests.faults.stage import Given, Stage, stage


async def on_sqlite(given: Given) -> Counts:
    """`vidhuk run`."""
    return await _killed(given, None, ("run",))


async def on_postgresql(given: Given) -> Counts:
    """`vidhuk bot` and two of `vidhuk worker`."""
    async with server() as one:
        return await _killed(given, one.address, ("bot", "worker", "worker"))


async def _killed(given: Given, database: str | None, parts: Sequence[str]) -> Counts:
    kills, responses = given.of(6, 40), given.of(60, 400)
    async with stage(given, seed=20261128, database=database, parts=parts) as on:
        await on.slow_telegram(10)
        async with asyncio.TaskGroup() as group:
            for kill in range(1, kills + 1):
                on.recruiting(group, 1)
                await _one_kill(on, responses * kill // kills)
            await on.town.outside.telegram.control("DELETE", "/faults")
        await on.quiet()
        return await on.judged()


async def _one_kill(on: Stage, due: int) -> None:
    half = on.chance.randint(0, due - len(on.life.responses))
    await on.life.respond(half)
    await on.life.glance()
    await on.pause(on.chance.uniform(0.1, 1.5))
    victim = on.chance.choice(on.parts)
    assert isinstance(victim, OnItsOwn)
    await victim.kill()
    on.note_flight()
    await on.life.respond(due - len(on.life.responses))
    await victim.start()
