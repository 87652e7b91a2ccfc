"""What operators see of a process: its counters behind the door, and in everybody's counts."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from importlib.metadata import version
from typing import Any

from telegram import Update

from bot.domain.health import Process
from bot.domain.paces import Paces
from bot.ports import DatabaseUnavailable
from bot.usecases.tell_faults import KeepCounts
from bot.wiring.meter import Meter, Stopwatch
from handlers.inbox import Inbox, PersonByPerson

log = logging.getLogger(__name__)
_AT_THE_END = 2.0
"""Seconds: a database that is away holds up no stop."""


def this_process(now: datetime) -> Process:
    """As it stands when it begins."""
    return Process(version("vidhuk"), now)


async def keep_counts(meter: Meter, keep: KeepCounts, paces: Paces) -> None:
    """Until cancelled: what was counted goes to the database, every minute and at the end.

    A mistake in this itself is logged, and counted no more: nobody is told of it, or that would
    go on for ever.
    """
    try:
        while True:
            await asyncio.sleep(paces.tick.total_seconds())
            await _keep(meter, keep)
    finally:
        with suppress(TimeoutError):
            async with asyncio.timeout(_AT_THE_END):
                await _keep(meter, keep)


async def _keep(meter: Meter, keep: KeepCounts) -> None:
    if not meter.has_news:
        return
    calls, faults = meter.take()
    try:
        await keep(calls, faults)
    except DatabaseUnavailable:
        meter.put_back(calls, faults)
    except Exception as error:
        log.error("counts were lost: %s", type(error).__name__)
        log.debug("counts were lost", exc_info=error)


class TimedUpdates(PersonByPerson):
    """The same, with how long each update took from when it was taken to when it was done."""

    def __init__(self, inbox: Inbox, meter: Meter) -> None:
        super().__init__(inbox)
        self._meter = meter

    async def do_process_update(self, update: object, coroutine: Any) -> None:
        """As the other one does."""
        watch = Stopwatch()
        try:
            await super().do_process_update(update, coroutine)
        finally:
            if isinstance(update, Update):
                self._meter.handled(kind_of(update), watch.seconds)


def timed(
    meter: Meter, handle: Callable[[object], Awaitable[None]]
) -> Callable[[object], Awaitable[None]]:
    """The same of an update that Telegram has posted: from when it is handled."""

    async def do(update: object) -> None:
        watch = Stopwatch()
        try:
            await handle(update)
        finally:
            if isinstance(update, Update):
                meter.handled(kind_of(update), watch.seconds)

    return do


_KINDS = ("message", "callback_query", "inline_query", "chosen_inline_result", "my_chat_member")


def kind_of(update: Update) -> str:
    """One of few words."""
    return next((one for one in _KINDS if getattr(update, one) is not None), "other")
