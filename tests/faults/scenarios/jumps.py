"""The machine's clock is set: an hour and three days ahead, an hour back, and right again."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

from tests.faults.clocks import modules, told_by
from tests.faults.counts import Counts
from tests.faults.stage import Given, Stage, stage

_JUMPS = (timedelta(hours=1), timedelta(days=3), -timedelta(hours=1), -timedelta(days=3))
_PRODUCT = ("storage.clock", "storage.jobs", "apscheduler", "bot.domain.ids")
"""Who asks the machine for the time; the sites and Telegram have machines of their own."""


@dataclass(slots=True)
class _Wall:
    """The clock on the wall."""

    ahead: timedelta = timedelta()

    def __call__(self) -> float:
        return self.ahead.total_seconds()


async def run(given: Given) -> Counts:
    """In one process, between two jumps a while of ordinary work."""
    rounds, responses = given.of(1, 5), given.of(40, 250)
    wall = _Wall()
    modules(("storage.jobs.embedded", "apscheduler.executors.asyncio"))
    with told_by(wall, *_PRODUCT):
        async with stage(given, seed=20261203, in_the_loop=True) as on:
            each = responses // (rounds * (len(_JUMPS) + 1))
            for _ in range(rounds):
                for jump in _JUMPS:
                    async with asyncio.TaskGroup() as group:
                        on.recruiting(group, 2)
                        await _some(on, each - each // 2)
                    await on.quiet()  # see docs/faults.md: what a tap has in hand by then
                    await on.life.respond(each // 2)
                    wall.ahead += jump
                    on.faults += 1
            await _some(on, each)
            await on.quiet()
            return await on.judged()


async def _some(on: Stage, count: int) -> None:
    await on.life.respond(count)
    await on.life.glance()
    await on.pause(on.chance.uniform(0.5, 3.0))
