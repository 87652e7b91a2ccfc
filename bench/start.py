"""`start` and `idle-memory`: from the process's begin to the first answer, and what it then holds.

A restart as on any day: the database is there and of the present schema, the people are known, and
one of them has written `/start` meanwhile. Measured from the spawning of the process to the
message that reaches the chat. The floor is a bare bot of the same library (bench/bare_bot.py) that
answers the same word at the same Bot API (bench/botapi.py). By turns; the medians count. Memory is
what stays resident some idle seconds later.
"""

import asyncio
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from bench import house
from bench.botapi import PERSON
from bench.measures import Goal, Measure
from bench.processes import bot_api, resident_mib, running, state

TURNS = 5
IDLE = 3.0
LONGEST = 60.0
GOAL = Goal(at_most=4.0)
MEMORY = Goal(most=150.0)


async def measure() -> list[Measure]:
    """Seconds, and MiB."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        given = house.variables(folder, "http://127.0.0.1:9")
        await house.fill(given, [PERSON])
        ours, floors = [], []
        for turn in range(TURNS + 1):
            found = await _product(folder), await _bare()
            if turn:  # the first time everything is read from the disk
                ours.append(found[0])
                floors.append(found[1])
    seconds, idle, peak = (median(one[at] for one in ours) for at in range(3))
    least, least_idle, _ = (median(one[at] for one in floors) for at in range(3))
    return [
        Measure("start", seconds, least, "s", peak, GOAL),
        Measure("idle-memory", idle, least_idle, "MiB", peak, MEMORY),
    ]


async def _product(folder: Path) -> tuple[float, float, float]:
    async with bot_api() as address:
        given = house.variables(folder, address)
        env = house.environment(folder, given)
        return await _until_answered(address, house.program(), "run", env=env)


async def _bare() -> tuple[float, float, float]:
    async with bot_api() as address:
        words = (sys.executable, "-m", "bench.bare_bot", address, house.BARE_TOKEN)
        return await _until_answered(address, *words)


async def _until_answered(
    address: str, *words: str, env: dict[str, str] | None = None
) -> tuple[float, float, float]:
    """Seconds to the first message, then resident MiB after a while, and at most."""
    begun = time.monotonic()
    async with running(*words, env=env) as process:
        async with asyncio.timeout(LONGEST):
            while (first_at := (await state(address))["first_at"]) is None:
                await asyncio.sleep(0.02)
        await asyncio.sleep(IDLE)
        pid = process.pid
        return first_at - begun, resident_mib(pid), resident_mib(pid, peak=True)
