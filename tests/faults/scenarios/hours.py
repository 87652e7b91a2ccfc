"""No fault at all: a day of a busy company, and minutes of one at a minute a second."""

import asyncio
from datetime import datetime, time, timedelta
from importlib import import_module
from zoneinfo import ZoneInfo

from bot.domain.quiet import Mode
from sites import discover
from tests.direct import ask_in_the_loop
from tests.faults.clocks import QuickLoop, modules, told_by
from tests.faults.counts import Counts
from tests.faults.server import server
from tests.faults.stage import Given, Stage, stage

_KYIV = ZoneInfo("Europe/Kyiv")
_TUESDAY = 1
_MODES = (Mode.INSTANT, Mode.QUARTER, Mode.HOURLY, Mode.DAILY)
_EVERYBODY = ("bot", "handlers", "sites", "storage", "apscheduler")
_WE = ("tests.faults.company", "tests.faults.scenarios.hours")
_HOUR = 3600.0
_DAY = (8, 20)
_NIGHT = 0.15
"""At night so much of what comes by day."""
_TALK = 0.2
"""So often the owner looks at something after a response."""


# -- a day ---------------------------------------------------------------------------------


def day(given: Given) -> Counts:
    """From a Tuesday's morning to the next one's (short: to its noon), at the product's own pace.

    Everything is in one loop whose time goes on whenever nobody does anything; with quiet hours,
    the morning's lists, and groups that hear at once, at every quarter, hour, or at nine.
    """
    hours = given.of(6, 24)
    modules(("storage.jobs.embedded", "apscheduler.executors.asyncio", "handlers.emulator"))
    for site in discover():
        import_module(site.emulator.partition(":")[0])
    ask_in_the_loop()
    with asyncio.Runner(loop_factory=QuickLoop) as runner:
        loop = runner.get_loop()
        assert isinstance(loop, QuickLoop)
        until = _begin(given.of(5, 7)) - datetime.now(_KYIV)
        with told_by(lambda: loop.ahead + until.total_seconds(), *_EVERYBODY, *_WE):
            return runner.run(_lived(given, loop, hours))


def _begin(hour: int) -> datetime:
    """The next Tuesday at this hour."""
    now = datetime.now(_KYIV)
    day = now.date() + timedelta(days=(_TUESDAY - now.weekday()) % 7 or 7)
    return datetime.combine(day, time(hour), _KYIV)


async def _lived(given: Given, loop: QuickLoop, hours: int) -> Counts:
    async with stage(
        given,
        seed=20261204,
        pace=1.0,
        recruiters=given.of(6, 15),
        modes=_MODES[: given.of(3, 4)],
        in_the_loop=True,
        settings={"QUIET_HOURS": "20:00-08:30", "SYNC_INTERVAL": "60"},
    ) as on:
        async with asyncio.TaskGroup() as group:
            for _ in range(hours):
                await _an_hour(on, group, given.of(12, 25))
        await asyncio.sleep(given.of(2, 5) * _HOUR)  # so late comes what is told in the morning
        await on.quiet()
        return await on.judged()


async def _an_hour(on: Stage, group: asyncio.TaskGroup, responses: int) -> None:
    """Some respond, one recruiter publishes, others write; at night hardly anybody."""
    awake = _DAY[0] <= datetime.now(_KYIV).hour < _DAY[1]
    count = responses if awake else round(responses * _NIGHT)
    if awake:
        on.recruiting(group, 2)
    for _ in range(count):
        await asyncio.sleep(on.chance.expovariate(count / _HOUR))
        await on.life.respond(1)
        if awake and on.chance.random() < _TALK:
            await on.life.glance()


# -- minutes -------------------------------------------------------------------------------


async def minutes(given: Given) -> Counts:
    """At a minute a second, really, on PostgreSQL with a bot and two workers."""
    seconds = given.of(60, 600)
    parts = ("bot", "worker", "worker")
    async with (
        server() as one,
        stage(given, seed=20261205, database=one.address, parts=parts) as on,
    ):
        ends = asyncio.get_running_loop().time() + seconds
        async with asyncio.TaskGroup() as group:
            while asyncio.get_running_loop().time() < ends:
                on.recruiting(group, 1)
                await on.life.respond(on.chance.randint(1, 3))
                await on.life.glance()
                await on.pause(on.chance.uniform(1.0, 4.0))
        await on.quiet()
        return await on.judged()
