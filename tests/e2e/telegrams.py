"""What a Telegram of a story's morning knows, kept and given to that of each story.

Without it every story would begin with the same two taps to the screen where the morning ended.
"""

import io
import pickle
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


def kept(application: web.Application) -> bytes:
    """Its people and chats, for `give`."""
    world = application[WORLD]
    written = io.BytesIO()
    _Keeping(written).dump({name: getattr(world, name) for name in _KNOWN})
    return written.getvalue()


def give(application: web.Application, known: bytes) -> None:
    """Let it know just this, whatever it knew so far."""
    world = application[WORLD]
    for name, value in _Giving(io.BytesIO(known), world).load().items():
        setattr(world, name, value)
    for chat in world.privates.values():
        chat.messages = dict(sorted(chat.messages.items())[-_LAST:])
    world.touch()


class _Keeping(pickle.Pickler):
    """Nobody who waits for a pulse is kept along, nor the world that all is part of."""

    def persistent_id(self, one: Any) -> tuple[str, int] | None:
        return (type(one).__name__, id(one)) if isinstance(one, World | Pulse) else None


class _Giving(pickle.Unpickler):
    def __init__(self, written: io.BytesIO, world: World) -> None:
        super().__init__(written)
        self._world = world
        self._pulses: dict[int, Pulse] = {}

    def persistent_load(self, known: tuple[str, int]) -> World | Pulse:
        kind, number = known
        return self._world if kind == World.__name__ else self._pulses.setdefault(number, Pulse())
