"""What a Telegram of a story's morning knows, kept and given to that of each story.

Without it every story would begin with the same two taps to the screen where the morning ended.
"""

import copy
from typing import Any

from aiohttp import web

from handlers.emulator.server import WORLD
from handlers.emulator.world import Pulse, World

_KNOWN = (
    *("bots", "people", "groups", "privates", "revision"),
    *("_message_id", "_update_id", "_group_number", "_serial"),
)
_LAST = 2
"""Of each chat the last screen is kept, and what was typed to get it."""


def kept(application: web.Application) -> dict[str, Any]:
    """Its people and chats, for `give`."""
    world = application[WORLD]
    known = _copied(world, {name: getattr(world, name) for name in _KNOWN})
    for chat in known["privates"].values():
        chat.messages = dict(sorted(chat.messages.items())[-_LAST:])
    return known


def give(application: web.Application, known: dict[str, Any]) -> None:
    """Let it know just this, whatever it knew so far."""
    world = application[WORLD]
    for name, value in _copied(world, known).items():
        setattr(world, name, value)
    world.touch()


def _copied(world: World, known: dict[str, Any]) -> dict[str, Any]:
    """Nobody who waits for a pulse is copied along."""
    fresh = {id(bot.inbox.pulse): Pulse() for bot in known["bots"].values()}
    return copy.deepcopy(known, {id(world): world, **fresh})
