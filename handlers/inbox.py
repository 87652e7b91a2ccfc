"""Updates: stored before the next `getUpdates`, handled in order per person (design.md 7)."""

import asyncio
import json
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeGuard, TypeVar

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import BaseUpdateProcessor

from bot.domain.ids import UpdateKey, new_id
from bot.domain.paces import Paces
from bot.domain.whole_json import whole
from bot.ports import Clock, DatabaseUnavailable, StoredUpdate, UnitOfWork
from handlers.turnstile import Turnstile

log = logging.getLogger(__name__)
T = TypeVar("T")
BATCH = 100
AT_ONCE = 100_000
"""More than ever wait: one person's flood takes no place from others."""

MOST_STARTS = 10
"""How often an update is handled anew at a start: it may be what killed the process."""
_LARGEST = 2**63 - 1


def readable(found: object) -> Update | None:
    """The update that this is, None for anything else; never quoted."""
    number = found.get("update_id") if isinstance(found, dict) else None
    if not isinstance(found, dict) or not _is_id(number) or number < 0:
        log.error("what came as an update is none")
        return None
    try:
        update = Update.de_json(found, None)
    except Exception as error:  # noqa: BLE001 - whatever the library stumbles over
        log.error("update %d can't be read: %s", number, type(error).__name__)
        return None
    return sound(update, None)


def sound(update: Update, bot: Bot | None) -> Update | None:
    """As it will be read from where it is stored; None: it can't be, and would come for ever."""
    try:
        read = Update.de_json(json.loads(whole(update.to_json())), bot)
        if all(map(_is_id, _ids(read))):
            return read
        log.error("update %d names what is no id", update.update_id)
    except Exception as error:  # noqa: BLE001 - whatever the library stumbles over
        log.error("update %d can't be kept: %s", update.update_id, type(error).__name__)
    return None


def _ids(update: Update) -> Iterator[object]:
    user, chat, message = update.effective_user, update.effective_chat, update.effective_message
    if user is not None:
        yield user.id
    if chat is not None:
        yield chat.id
    if message is not None:
        yield message.message_id


def _is_id(found: object) -> TypeGuard[int]:
    return type(found) is int and abs(found) <= _LARGEST


@dataclass(slots=True)
class Inbox:
    """Updates in hand. An update that a killed process had in hand is handled again at start."""

    uow: UnitOfWork
    bot_id: int
    clock: Clock
    paces: Paces
    keys: dict[int, UpdateKey] = field(default_factory=dict)
    patient: bool = True
    """A database that is away is waited for; else whoever asked comes back by itself."""
    closing: bool = False
    """The process ends: what the database does not take now is left to the next start."""
    _down: bool = False
    _turnstile: Turnstile = field(init=False)

    def __post_init__(self) -> None:
        self._turnstile = Turnstile(self.uow, self.bot_id, self.clock, self.paces)

    async def admits(self, update: Update) -> bool:
        """Whether it is to be stored: a stranger's flood is not. Raises: DatabaseUnavailable."""
        return await self._turnstile.admits(update, self._patiently)

    def row(self, update: Update) -> StoredUpdate:
        """As it is stored."""
        user = update.effective_user
        return StoredUpdate(
            UpdateKey(new_id()),
            self.bot_id,
            update.update_id,
            user.id if user is not None else None,
            update.to_json(),
        )

    async def take(self, updates: Sequence[Update]) -> list[Update]:
        """Store what is let in; return those that were not known."""
        rows = [self.row(update) for update in updates if await self.admits(update)]
        stored = await self._patiently(lambda: self._store(rows))
        fresh = {row.update_id: row.key for row in stored}
        self.keys.update(fresh)
        return [update for update in updates if update.update_id in fresh]

    async def _store(self, rows: Sequence[StoredUpdate]) -> Sequence[StoredUpdate]:
        async with self.uow.system() as tx:
            stored = await tx.store_updates(rows)
            await tx.commit()
        return stored

    async def left_over(self, bot: Bot) -> list[Update]:
        """Those that were stored and never finished, oldest first."""
        updates = []
        for row in await self._patiently(self._left):
            self.keys[row.update_id] = row.key
            update = Update.de_json(json.loads(row.payload), bot)
            updates.append(update)
        return updates

    async def _left(self) -> list[StoredUpdate]:
        async with self.uow.system() as tx:
            rows = []
            for row in await tx.open_updates(self.bot_id):
                if await tx.try_update(row.key) > MOST_STARTS:
                    log.error("an update was in hand at %d ends of a process", MOST_STARTS)
                    await tx.finish_update(row.key, failed=True)
                else:
                    rows.append(row)
            await tx.commit()
        return rows

    async def _open(self) -> Sequence[StoredUpdate]:
        async with self.uow.system() as tx:
            return await tx.open_updates(self.bot_id)

    async def next_offset(self) -> int | None:
        """Where polling goes on."""
        return await self._patiently(self._newest)

    async def _newest(self) -> int | None:
        async with self.uow.system() as tx:
            return await tx.next_offset(self.bot_id)

    async def handled(self, update_id: int, handle: Callable[[], Awaitable[None]]) -> None:
        """Run a handler; once more when the database was away, unless it has taken the effects.

        Raises: DatabaseUnavailable when the process ends; whatever `handle` raises.
        """
        again = False

        async def attempt() -> None:
            nonlocal again
            if again and self.keys.get(update_id) not in [one.key for one in await self._open()]:
                return
            again = True
            await handle()

        await self._patiently(attempt)

    async def finish(self, update_id: int, *, failed: bool) -> None:
        """Done, whatever the use case did; a press that changes nothing is marked here too.

        Raises: DatabaseUnavailable when the process ends.
        """
        key = self.keys.get(update_id)
        if key is not None:
            await self._patiently(lambda: self._close(key, failed))
            del self.keys[update_id]

    async def _close(self, key: UpdateKey, failed: bool) -> None:
        async with self.uow.system() as tx:
            await tx.finish_update(key, failed=failed)
            await tx.commit()

    async def _patiently(self, work: Callable[[], Awaitable[T]]) -> T:
        """Ask until the database answers. Raises: DatabaseUnavailable when nobody is to wait."""
        while True:
            try:
                found = await work()
            except DatabaseUnavailable as error:
                if self.closing or not self.patient:
                    raise
                self._say(error)
                await self.clock.sleep(self.paces.of(seconds=2))
            else:
                self._say(None)
                return found

    def _say(self, error: DatabaseUnavailable | None) -> None:
        if error is not None and not self._down:
            log.error("the inbox's database failed: %s", error)
        elif error is None and self._down:
            log.info("the inbox's database works again")
        self._down = error is not None


class PersonByPerson(BaseUpdateProcessor):
    """Updates of one person in their order; different people never wait for each other."""

    def __init__(self, inbox: Inbox) -> None:
        super().__init__(AT_ONCE)
        self._inbox = inbox
        self._locks: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._waiting: defaultdict[int, int] = defaultdict(int)
        self.failed: set[int] = set()
        """Updates whose handler broke, by the error handler."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Raises: nothing of its own; errors of handlers go to PTB's error handlers."""
        if not isinstance(update, Update):
            await coroutine
            return
        user = update.effective_user.id if update.effective_user else 0
        self._waiting[user] += 1
        try:
            async with self._locks[user]:
                await coroutine
                broke = update.update_id in self.failed
                self.failed.discard(update.update_id)
                with suppress(DatabaseUnavailable):  # the next start handles it
                    await self._inbox.finish(update.update_id, failed=broke)
        finally:
            self._waiting[user] -= 1
            if not self._waiting[user]:
                del self._waiting[user], self._locks[user]

    async def initialize(self) -> None:
        """Nothing to set up."""

    async def shutdown(self) -> None:
        """Nothing to take down."""


class WrongToken(Exception):
    """Telegram does not know the token: nothing can work until it is corrected."""


@dataclass(slots=True)
class Poller:
    """Long polling of one bot."""

    bot: Bot
    inbox: Inbox
    queue: asyncio.Queue[object]
    clock: Clock
    paces: Paces
    allowed: Sequence[str]
    _heard_at: datetime | None = None
    _down: bool = False

    @property
    def hears(self) -> bool:
        """Whether Telegram has answered within the time of three polls that hang."""
        if self._heard_at is None:
            return False
        return self.clock.now() - self._heard_at < 3 * timedelta(seconds=self._hangs_after)

    @property
    def _waits(self) -> int:
        """How many seconds Telegram may hold an empty answer back."""
        return max(1, round(self.paces.of(seconds=30).total_seconds()))

    @property
    def _hangs_after(self) -> int:
        """An answer that is late by more than 15 seconds never comes, or by 2 at any pace."""
        return self._waits + max(2, round(self.paces.of(seconds=15).total_seconds()))

    async def run(self) -> None:
        """Until cancelled. Raises: WrongToken."""
        self._heard_at = self.clock.now()
        for update in await self.inbox.left_over(self.bot):
            await self.queue.put(update)
        offset = await self.inbox.next_offset()
        failures = 0
        while True:
            try:
                updates, following = await self._poll(offset)
            except TelegramError as error:
                failures += 1
                await self._pause(error, failures)
                continue
            failures = 0
            self._up()
            kept = (sound(one, self.bot) for one in updates)
            for update in await self.inbox.take([one for one in kept if one is not None]):
                await self.queue.put(update)
            offset = following

    async def _poll(self, offset: int | None) -> tuple[Sequence[Update], int | None]:
        """What came, and the offset of what follows."""
        try:
            async with asyncio.timeout(self._hangs_after):
                updates = await self._updates(offset)
        except TimeoutError:  # a poll can hang for ever: telegram.md 2
            raise NetworkError("the poll hung") from None
        self._heard_at = self.clock.now()
        return updates

    async def _updates(self, offset: int | None) -> tuple[Sequence[Update], int | None]:
        try:
            updates = await self.bot.get_updates(
                offset=offset,
                limit=BATCH,
                timeout=self._waits,
                allowed_updates=list(self.allowed),
            )
        except TelegramError:
            raise
        except Exception as error:
            log.debug("an update can't be read", exc_info=error)
            return await self._one_by_one(offset)
        return updates, updates[-1].update_id + 1 if updates else offset

    async def _one_by_one(self, offset: int | None) -> tuple[Sequence[Update], int | None]:
        """The same again: what the library can't read takes no other with it, nor comes again."""
        address = f"{self.bot.base_url}/getUpdates?limit={BATCH}&offset={offset or 0}"
        came: Any = await self.bot.request.post(address)
        try:
            following = max(one["update_id"] for one in came) + 1 if came else offset
        except (TypeError, KeyError):
            raise NetworkError("the answer to a poll can't be read") from None
        return [update for one in came if (update := readable(one)) is not None], following

    async def _pause(self, error: TelegramError, failures: int) -> None:
        if isinstance(error, InvalidToken):
            raise WrongToken from None
        if not self._down:
            self._down = True
            log.warning("Telegram can't be polled: %s", _plain(error))
        pause = self.paces.of(seconds=min(30, 2 ** min(failures, 5)))
        if isinstance(error, RetryAfter):
            after = error.retry_after
            asked = after if isinstance(after, timedelta) else timedelta(seconds=after)
            pause = max(pause, asked / self.paces.factor)
        await self.clock.sleep(pause)

    def _up(self) -> None:
        if self._down:
            self._down = False
            log.warning("Telegram can be polled again")


def _plain(error: TelegramError) -> str:
    if isinstance(error, Conflict) and "webhook" in error.message:
        return "a webhook was set for this token meanwhile; who runs with TELEGRAM_MODE=webhook?"
    if isinstance(error, Conflict):
        return "another process polls with this token; stop it"
    return (
        f"{type(error).__name__}, {error}" if type(error) is NetworkError else type(error).__name__
    )
