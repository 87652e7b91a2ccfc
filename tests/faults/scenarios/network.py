"""Cables that are cut, to each site and to Telegram; and answers that get lost on their way."""

import asyncio

from tests.faults.counts import Counts
from tests.faults.stage import Given, Stage, stage
from tests.faults.town import TELEGRAM

_LOST = 0.1
"""Of all answers."""


async def cut(given: Given) -> Counts:
    """Each in turn, then all at once."""
    turns, responses = given.of(1, 4), given.of(50, 300)
    async with stage(given, seed=20261201) as on:
        await on.slow_telegram(10)
        names = [*on.town.cables]
        each = responses // (turns * (len(names) + 1))
        async with asyncio.TaskGroup() as group:
            for _ in range(turns):
                for some in (*([name] for name in names), names):
                    on.recruiting(group, 2)
                    await _busy(on, each // 2)
                    await _away(on, some, each - each // 2)
        await on.town.outside.telegram.control("DELETE", "/faults")
        await on.quiet()
        return await _judged(on)


async def _away(on: Stage, names: list[str], responses: int) -> None:
    for name in names:
        await on.town.cables[name].cut()
    await _busy(on, responses)
    await on.pause(on.chance.uniform(1.0, 4.0))
    for name in names:
        await on.town.cables[name].mend()


async def lost(given: Given) -> Counts:
    """Whatever was asked for happens, and whoever asked does not hear of it."""
    turns, responses = given.of(4, 30), given.of(40, 300)
    async with stage(given, seed=20261202) as on:
        for one in on.town.cables.values():
            one.loses = _LOST
        async with asyncio.TaskGroup() as group:
            for _ in range(turns):
                on.recruiting(group, 2)
                await _busy(on, responses // turns)
        for one in on.town.cables.values():
            one.loses = 0.0
        await on.quiet()
        return await _judged(on)


async def _busy(on: Stage, responses: int) -> None:
    await on.life.respond(responses)
    await on.life.glance()
    await on.pause(on.chance.uniform(0.2, 2.0))


async def _judged(on: Stage) -> Counts:
    """Each answer of Telegram that got lost was that of a message in flight."""
    cables = on.town.cables
    lost = cables[TELEGRAM].lost
    on.faults = sum(one.cuts + one.lost.total() for one in cables.values())
    on.in_flight = sum(count for word, count in lost.items() if word.startswith("send"))
    return await on.judged()
