"""`vidhuk emulate`: one service's emulator as a process of its own, on loopback."""

import asyncio
import os
from importlib import import_module
from typing import Any

from bot import emulator_kit
from sites import discover

TELEGRAM = "telegram"


def maker(service: str) -> Any:
    """The `app(...)` of a service's emulator. Raises: SystemExit naming those that exist."""
    if service == TELEGRAM:
        return import_module("handlers.emulator").app
    addresses = {site.info.key: site.emulator for site in discover()}
    if service not in addresses:
        known = ", ".join([TELEGRAM, *addresses])
        raise SystemExit(f"no emulator of {service!r}; there are: {known}")
    module, _, name = addresses[service].partition(":")
    return getattr(import_module(module), name)


def main(service: str, port: int) -> None:
    """Run until Ctrl-C; the address is the only line printed.

    From the environment: PACE, and the BOT_TOKEN that the emulated Telegram knows from the start.
    """
    known: dict[str, Any] = {}
    if service == TELEGRAM and "BOT_TOKEN" in os.environ:
        bot = import_module("handlers.emulator").BotSpec(os.environ["BOT_TOKEN"])
        known["bots"] = [bot]
    pace = float(os.environ.get("PACE", "1"))
    asyncio.run(_serve(maker(service)(pace=pace, **known), port))


async def _serve(application: Any, port: int) -> None:
    runner, address = await emulator_kit.serve(application, port=port)
    print(address, flush=True)
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        pass
    finally:
        await runner.cleanup()
