"""A local Bot API server with a phone-shaped chat page, for the demo and the tests.

It follows the contract of https://core.telegram.org/bots/api and refuses what Telegram refuses.
Nothing but bot.demo, bot.emulate and tests imports it.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress

from aiohttp import web

from bot import emulator_kit
from handlers.emulator import control, control_chat, page, server
from handlers.emulator.webhooks import push
from handlers.emulator.world import Account, BotSpec, World

__all__ = ["BotSpec", "app"]

# A busy machine delivers a request this much later than it was sent, at most.
SLACK_SECONDS = 0.1


def app(
    *,
    pace: float = 1.0,
    bots: Sequence[BotSpec] = (),
    guide: str = "",
    slack: float = SLACK_SECONDS,
    real: emulator_kit.Real = time.monotonic,
) -> web.Application:
    """The server as an application.

    `pace` divides the limits' windows (design.md 11): `retry_after` stays in the API's seconds, one
    of which lasts 1/pace of a real one. `guide` is HTML that the page shows beside the phone.
    `slack` is in real seconds: how far a message may arrive from where it was sent before the
    limits count it.
    """
    application = web.Application(client_max_size=server.REQUEST_LIMIT)
    kit = emulator_kit.install(application, pace=pace, real=real)
    world = application[server.WORLD] = World(kit, slack)
    for spec in bots:
        world.add_bot(spec)
    server.install(application)
    control.install(application)
    control_chat.install(application)
    page.install(application, guide)
    application.cleanup_ctx.append(_webhooks)
    return application


async def _webhooks(application: web.Application) -> AsyncIterator[None]:
    """Push updates to webhooks while the application runs, bots added later included."""
    watcher = asyncio.create_task(_watch(application[server.WORLD]))
    yield
    watcher.cancel()
    with suppress(asyncio.CancelledError):
        await watcher


async def _watch(world: World) -> None:
    async with asyncio.TaskGroup() as group:
        started: set[Account] = set()
        while True:
            for bot in world.bots.values():
                if bot not in started and bot.inbox.webhook is not None:
                    started.add(bot)
                    group.create_task(push(world, bot))
            await world.pulse.wait(3600)
