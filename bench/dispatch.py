"""`dispatch`: taps a second that get their screen, against a bot that keeps nothing.

Twenty people tap the button of their menu that leads to the settings, and there the one that leads
back, each as soon as the screen came. The product (`vidhuk run`, SQLite, long polling) stores each
tap, checks the right, writes where the person stands and what is owed, reads the screen anew,
answers the tap and edits the message. The floor is a bot of the same library (bench/bare_bot.py)
that answers and edits by the same calls with the same words, and has no database. Both speak HTTP
to the same Bot API in another process (bench/botapi.py), by turns; the medians count.

Telegram's limits (30 messages a second) would be all that is measured: `PACE` lifts the product's
own, for both have them alike.
"""

import asyncio
import json
import sys
import tempfile
from pathlib import Path
from statistics import median

from bench import house
from bench.botapi import FIRST_PERSON
from bench.measures import Goal, Measure
from bench.processes import ask, bot_api, cpu_seconds, resident_mib, running

PEOPLE = 20
PACE = 20.0
TURNS = 3
WARM, SECONDS, LONGEST = 2.0, 5.0, 120.0
GOAL = Goal(at_least=0.5)


async def measure() -> list[Measure]:
    """Taps a second."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        async with bot_api(PEOPLE) as address:
            given = house.variables(folder, address, PACE)
            await house.fill(given, range(FIRST_PERSON, FIRST_PERSON + PEOPLE))
            env = house.environment(folder, given)
            async with running(house.program(), "run", cwd=folder, env=env) as ours:
                await _everybody(address, house.BOT_ID)
                screens = folder / "screens.json"
                state = await ask(address, f"{house.BOT_ID}/state")
                screens.write_text(json.dumps(state["screens"]))
                bare = (sys.executable, "-m", "bench.bare_bot", address, house.BARE_TOKEN)
                async with running(*bare, str(screens)) as floor:
                    await _everybody(address, house.BARE_ID)
                    return [await _by_turns(address, ours.pid, floor.pid)]


async def _by_turns(address: str, ours: int, floor: int) -> Measure:
    rates: dict[int, list[tuple[float, float]]] = {house.BOT_ID: [], house.BARE_ID: []}
    for _ in range(TURNS):
        for bot, pid in ((house.BOT_ID, ours), (house.BARE_ID, floor)):
            rates[bot].append(await _rate(address, bot, pid))
    taps, costs = (
        {bot: median(one[at] for one in found) for bot, found in rates.items()} for at in (0, 1)
    )
    print("CPU a tap: {:.2f} ms, floor {:.2f} ms".format(*costs.values()))
    value, least = taps.values()
    return Measure("dispatch", value, least, "taps/s", resident_mib(ours, peak=True), GOAL)


async def _everybody(address: str, bot: int) -> None:
    """Wait until it has started and each has seen a few screens: the first ones are not counted."""
    await ask(address, f"{bot}/go")
    async with asyncio.timeout(LONGEST):
        while (await ask(address, f"{bot}/state"))["shown"] < 5 * PEOPLE:
            await asyncio.sleep(0.2)
    await ask(address, f"{bot}/pause")


async def _rate(address: str, bot: int, pid: int) -> tuple[float, float]:
    """Taps a second, and milliseconds of CPU that the bot's process spent on each."""
    await ask(address, f"{bot}/go")
    await asyncio.sleep(WARM)
    before, spent = await ask(address, f"{bot}/state"), cpu_seconds(pid)
    await asyncio.sleep(SECONDS)
    after, spent = await ask(address, f"{bot}/pause"), cpu_seconds(pid) - spent
    await asyncio.sleep(1)
    shown = after["shown"] - before["shown"]
    if not shown:
        raise RuntimeError("no tap was answered")
    return shown / (after["at"] - before["at"]), 1000 * spent / shown
