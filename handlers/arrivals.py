"""Updates that Telegram posts: kept with a job that handles their person's in order (design.md 7).

Any of several processes takes one in, any of them handles it: the engine of jobs lets but one at a
time handle what a person sent, and gives what a killed one had in hand to another.
"""

import json
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from telegram import Bot, Update

from bot.domain.arrival import LOOKED_BACK, held_until
from bot.domain.jobs import SCREEN, Job
from bot.ports import DatabaseUnavailable, StoredUpdate, SystemTransaction
from handlers.inbox import MOST_STARTS, Inbox, readable

log = logging.getLogger(__name__)
ANSWER = "answer"
_NOBODY = 0
"""Stands for the person of an update that has none."""
_REMEMBERED = 10 * LOOKED_BACK
"""Of how many dropped updates the numbers are known."""


def answer_job(user_id: int | None, at: datetime | None = None) -> Job:
    """The wake-up that handles what waits of one person."""
    subject = user_id or _NOBODY
    return Job(
        ANSWER,
        subject,
        lock=f"user:{subject}",
        unique=f"{ANSWER}:{subject}",
        at=at,
        priority=SCREEN,
    )


@dataclass(slots=True)
class Arrivals:
    """Takes updates in at the door, and handles them as jobs."""

    inbox: Inbox
    bot: Bot
    process: Callable[[Update], Awaitable[None]]
    """All handlers on one update; an error of theirs ends there."""
    failed: set[int]
    """Updates whose handler broke, by the error handler."""
    ready: bool = False
    """Telegram has told who we are: nothing can be handled before."""
    _dropped: dict[int, datetime] = field(default_factory=dict)
    """When this process dropped the newest of those that it let not in: nobody waits for them."""

    async def take(self, body: bytes) -> None:
        """Store what was posted. What is no update is dropped: it would be repeated for ever.

        Raises: DatabaseUnavailable, and whoever posted posts it again.
        """
        update = _read(body)
        if update is None:
            return
        if not await self.inbox.admits(update):
            self._drop(update.update_id)
            return
        row = self.inbox.row(update)
        async with self.inbox.uow.system() as tx:
            if await tx.store_updates([row]):
                held = await self._held(tx, row)
                await tx.enqueue_all([answer_job(row.user_id, held)])
                await tx.commit()

    def _drop(self, update_id: int) -> None:
        self._dropped[update_id] = self.inbox.clock.now()
        if len(self._dropped) > _REMEMBERED:
            del self._dropped[next(iter(self._dropped))]

    async def wake(self) -> None:
        """See that what waits is handled, whatever became of its jobs."""
        async with self.inbox.uow.system() as tx:
            waiting = await tx.waiting_users(self.inbox.bot_id)
            await tx.enqueue_all([answer_job(one) for one in waiting])
            await tx.commit()

    async def __call__(self, job: Job) -> None:
        """Handle what one person sent, in Telegram's order. Raises: DatabaseUnavailable."""
        user_id = None if job.subject == _NOBODY else job.subject
        while (row := await self._next(user_id)) is not None:
            await self._handle(row)

    async def _next(self, user_id: int | None) -> StoredUpdate | None:
        """Take the one whose turn it is; None: nothing waits, or only what a later job takes."""
        async with self.inbox.uow.system() as tx:
            row = await tx.next_update(self.inbox.bot_id, user_id)
            if row is None:
                return None
            held = await self._held(tx, row) if self.ready else self._later()
            if self.inbox.closing:
                held = self.inbox.clock.now()  # whoever goes on does
            if held is not None:
                await tx.enqueue_all([answer_job(user_id, held)])
                await tx.commit()
                return None
            mine = await tx.try_update(row.key) > 0
            await tx.commit()
        return row if mine else await self._next(user_id)

    def _later(self) -> datetime:
        return self.inbox.clock.now() + self.inbox.paces.out_of_order

    async def _held(self, tx: SystemTransaction, row: StoredUpdate) -> datetime | None:
        """Until when it waits for those that it may have overtaken."""
        last = row.update_id
        arrived = {**self._dropped, **await tx.arrived(row.bot_id, last - LOOKED_BACK, last)}
        held = held_until(last, arrived, self.inbox.paces.out_of_order)
        return held if held is not None and held > self.inbox.clock.now() else None

    async def _handle(self, row: StoredUpdate) -> None:
        update_id, failed = row.update_id, row.attempts >= MOST_STARTS
        if failed:
            log.error("an update was in hand at %d ends of a process", MOST_STARTS)
        self.inbox.keys[update_id] = row.key
        try:
            if not failed:
                await self.process(Update.de_json(json.loads(row.payload), self.bot))
                failed = update_id in self.failed
            if update_id not in self.inbox.keys:  # left open by the error handler
                raise DatabaseUnavailable("the inbox")
            await self.inbox.finish(update_id, failed=failed)
        finally:
            self.failed.discard(update_id)
            self.inbox.keys.pop(update_id, None)


def _read(body: bytes) -> Update | None:
    """The update that this is, None for anything else; never quoted."""
    found: object = None
    with suppress(ValueError, RecursionError):
        found = json.loads(body)
    return readable(found)
