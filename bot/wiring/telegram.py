"""The bot at Telegram: its connection and its updates."""

import asyncio
import contextlib
import logging
import ssl
import sys
from functools import cache
from importlib.util import find_spec
from typing import Any

import httpx
from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ApplicationBuilder, CallbackContext
from telegram.request import HTTPXRequest

from bot.domain.application import StoredFile
from bot.domain.conversation import Flash
from bot.domain.ids import FileId
from bot.domain.jobs import Job
from bot.domain.paces import Paces
from bot.domain.workspace import Person
from bot.ports import AlreadyHandled, Clock, DatabaseUnavailable, Files, UnitOfWork, Vault
from bot.usecases.screens import stay
from bot.wiring.meter import Meter
from bot.wiring.parts import Parts
from bot.wiring.profile import Profile
from bot.wiring.settings import Settings
from bot.wiring.updates import Posted
from bot.wiring.watching import TimedUpdates, timed
from handlers import Ptb, allowed_updates, register
from handlers.arrivals import Arrivals
from handlers.attachments import TelegramAttachments
from handlers.chat import TelegramChat
from handlers.context import Context
from handlers.group_chats import TelegramGroups
from handlers.inbox import Inbox, PersonByPerson, Poller, WrongToken
from handlers.texts import AllTexts
from handlers.web import FromTelegram
from handlers.webhook import drop_webhook

log = logging.getLogger(__name__)

if find_spec("sniffio") is None:
    # httpcore tries to import it for each request anew, and each time searches the whole path.
    sys.modules["sniffio"] = None  # type: ignore[assignment]


class Telegram:
    """Everything that speaks to the Bot API, built once, run once."""

    def __init__(self, settings: Settings, parts: Parts, texts: AllTexts, meter: Meter) -> None:
        self._parts, self.texts, self._meter = parts, texts, meter
        self._uow: UnitOfWork = parts.ports["uow"]
        self._clock: Clock = parts.ports["clock"]
        self._files: Files = parts.ports["files"]
        self._vault: Vault = parts.ports["vault"]
        self._bot_id, self._address = settings.bot_id, settings.telegram_api_url
        self._inbox = Inbox(self._uow, settings.bot_id, self._clock, parts.ports["paces"])
        self._processor = TimedUpdates(self._inbox, meter)
        self._ptb = _build(settings, self._processor)
        self._profile = Profile(self._ptb.bot, texts, self._uow)
        self._reached, self._polls = False, True
        self.asked = asyncio.Event()
        """Telegram has known the token, or could not be asked so far."""
        self._poller: Poller | None = None
        self._posted = self._by_webhook(settings) if settings.by_webhook else None
        self.attachments = TelegramAttachments(self._ptb.bot)
        self.group_chats = TelegramGroups(self._ptb.bot, parts.ports["paces"])
        self.chat = TelegramChat(
            self._ptb.bot,
            texts,
            self._clock,
            self._load,
            self._known_file,
            self._keep_file_id,
            self._hash_text,
            parts.ports["paces"],
        )

    async def send(self) -> None:
        """Until cancelled, where another process takes updates. Raises: WrongToken."""
        self._polls = False
        await self._reach()
        await asyncio.Event().wait()

    async def run(self) -> None:
        """Until cancelled; what is being answered is answered. Raises: WrongToken."""
        self._register()
        await self._reach()
        try:
            if self._posted is not None:
                await self._posted.keep(self._ptb.bot, allowed_updates(self._ptb))
            await self._ptb.start()
            self._poller = self._new_poller()
            await self._poller.run()
        finally:
            self._inbox.closing = True
            if self._ptb.running:
                await self._stop()

    async def _stop(self) -> None:
        """Let handlers finish; the update of one that takes too long is handled at the next start.

        What hangs is its word to Telegram: the process has to end all the same.
        """
        paces: Paces = self._parts.ports["paces"]
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(paces.drain.total_seconds()):
                await self._ptb.stop()

    def _by_webhook(self, settings: Settings) -> Posted:
        self._inbox.patient = False  # who posts or works comes back by itself
        handle = timed(self._meter, self._ptb.process_update)
        arrivals = Arrivals(self._inbox, self._ptb.bot, handle, self._processor.failed)
        return Posted(settings, self._vault, self._clock, self._parts.ports["paces"], arrivals)

    @property
    def door(self) -> FromTelegram | None:
        """Where Telegram posts updates; None where they are fetched."""
        return self._posted.door if self._posted is not None else None

    async def answer(self, job: Job) -> None:
        """Handle what was posted of one person; where updates are fetched that is handled, too."""
        if self._posted is not None:
            await self._posted.answer(job)

    async def close(self) -> None:
        """Hang up, when nobody speaks any more."""
        await self._ptb.shutdown()

    def _register(self) -> None:
        context = Context(self._parts.make, self._uow, self._clock, self.texts, self._inbox.keys)
        register(self._ptb, context, self._inbox)
        self._ptb.add_error_handler(self._broke)

    async def _reach(self) -> None:
        """Telegram may be away at start; everything else works meanwhile."""
        failures = 0
        while not self._reached:
            try:
                await self._ptb.initialize()
                self.asked.set()
                if self._polls:
                    await self._profile.tell()
                if self._polls and self._posted is None:
                    await drop_webhook(self._ptb.bot)
            except InvalidToken:
                raise WrongToken from None
            except TelegramError as error:
                self.asked.set()
                failures += 1
                if failures == 1:
                    log.warning(
                        "Telegram can't be reached at %s (%s): trying until it answers",
                        self._address,
                        type(error).__name__,
                    )
                pause = self._parts.ports["paces"].of(seconds=min(30, 2**failures))
                await self._clock.sleep(pause)
            else:
                self._reached = True
                log.info("Telegram knows the bot as @%s", self._ptb.bot.username)

    @property
    def username(self) -> str:
        """The bot's name at Telegram; empty while that has not told it."""
        return self._ptb.bot.username if self._reached else ""

    @property
    def hears(self) -> bool:
        """Telegram has answered a poll in the last minutes, or at all where nobody polls.

        Where it posts, that it knows where to. Its trouble there is told and does not count: who
        takes processes out of service for it lets nobody in at all.
        """
        if not self._polls:
            return self._reached
        if self._posted is not None:
            return self._posted.stands
        return self._poller is not None and self._poller.hears

    def _new_poller(self) -> Poller:
        return Poller(
            self._ptb.bot,
            self._inbox,
            self._ptb.update_queue,
            self._clock,
            self._parts.ports["paces"],
            allowed_updates(self._ptb),
        )

    async def _broke(self, update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        """A handler broke: said on the screen, logged without the update's content."""
        if isinstance(context.error, DatabaseUnavailable) and isinstance(update, Update):
            self._inbox.keys.pop(update.update_id, None)  # left open: the next start handles it
            return
        if isinstance(context.error, AlreadyHandled):
            log.warning("an update was handled by another process, which took this one for dead")
            return
        if context.error is not None:
            self._meter.note(context.error)
        log.error("a handler broke: %s", type(context.error).__name__)
        log.debug("a handler broke", exc_info=context.error)
        if not isinstance(update, Update):
            return
        self._processor.failed.add(update.update_id)
        user, chat = update.effective_user, update.effective_chat
        if user is None or chat is None or chat.id != user.id:
            return
        person = Person(user.id, chat.id)
        with contextlib.suppress(DatabaseUnavailable):
            async with self._uow.person(person) as tx:
                if await tx.users.get(user.id) is not None:
                    await stay(tx, person, Flash("error-unexpected"))
                    await tx.commit()

    # -- what the chat needs of the database ------------------------------------------------

    async def _load(self, file: StoredFile) -> bytes:
        return await self._files.read(FileId(file.id))

    def _hash_text(self, text: str) -> str:
        return self._vault.hmac("messages:text", text)

    async def _known_file(self, sha256: str) -> str | None:
        async with self._uow.system() as tx:
            return await tx.known_file(self._bot_id, sha256)

    async def _keep_file_id(self, sha256: str, file_id: str, application_id: int) -> None:
        async with self._uow.system() as tx:
            await tx.keep_file_id(self._bot_id, sha256, file_id, application_id)
            await tx.commit()


def _build(settings: Settings, processor: PersonByPerson) -> Ptb:
    base = settings.telegram_api_url
    return (
        ApplicationBuilder()
        .token(settings.bot_token.get_secret_value())
        .base_url(f"{base}/bot")
        .base_file_url(f"{base}/file/bot")
        .updater(None)
        .job_queue(None)
        .concurrent_updates(processor)
        # More connections than there are jobs: uploads that hang hold no screen.
        .request(_line(192, read=30, write=30, media_write=120))
        # An interrupted poll can keep one: telegram.md 2.
        .get_updates_request(_line(4, read=45))
        .build()
    )


def _line(size: int, **seconds: float) -> HTTPXRequest:
    timeouts = {f"{name}_timeout": value for name, value in seconds.items()}
    kept: Any = {"pool_timeout": 10, "connect_timeout": 10, **timeouts}
    return HTTPXRequest(size, httpx_kwargs={"verify": trusted()}, **kept)


@cache
def trusted() -> ssl.SSLContext:
    """Whom to believe: read once, as that takes longer than all else that a start does."""
    return httpx.create_ssl_context()
