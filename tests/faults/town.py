"""Everything outside for one scenario: Telegram and the sites, each at the end of a cable."""

import random
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace

from sites import discover
from tests.e2e.house import Outside, door
from tests.emulated import Emulated, running
from tests.faults.cable import Cable, cable

TELEGRAM = "telegram"
SYNC_MINUTES = "15"


@dataclass(frozen=True, slots=True)
class Town:
    """`outside` for those who live there, `through` the cables for the product."""

    outside: Outside
    through: Outside
    cables: Mapping[str, Cable]
    chance: random.Random
    pace: float
    given: Mapping[str, str]
    """Settings that lead the product there, beside addresses."""


@asynccontextmanager
async def town(pace: float, seed: int) -> AsyncIterator[Town]:
    """All emulators in this loop; at the end none of them may complain of the product."""
    chance = random.Random(seed)
    async with AsyncExitStack() as stack:
        telegram = await stack.enter_async_context(running("handlers.emulator:app", pace=pace))
        sites = {
            site.info.key: await stack.enter_async_context(running(site.emulator, pace=pace))
            for site in discover()
        }
        outside = Outside(telegram, sites["work_ua"], sites)
        await outside.open()
        cables = {
            name: await stack.enter_async_context(cable(one.base, chance))
            for name, one in ((TELEGRAM, telegram), *sites.items())
        }
        led = {name: _led(sites[name], cables[name]) for name in sites}
        through = Outside(_led(telegram, cables[TELEGRAM]), led["work_ua"], led)
        given = {
            **await outside.clients(),
            **door(),
            "PACE": str(pace),
            "SYNC_INTERVAL": SYNC_MINUTES,
            "LOG_LEVEL": "INFO",
        }
        yield Town(outside, through, cables, chance, pace, given)


def _led(service: Emulated, through: Cable) -> Emulated:
    return replace(service, base=through.base)
