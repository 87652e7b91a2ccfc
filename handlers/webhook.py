"""That Telegram posts updates to our door, or that it does not while they are fetched."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from telegram import Bot, WebhookInfo
from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.domain.paces import Paces
from bot.ports import Clock
from handlers.inbox import WrongToken

log = logging.getLogger(__name__)
CONNECTIONS = 40
"""How many updates Telegram posts at once."""
_FRESH = timedelta(minutes=5)
"""An error that Telegram tells of is of now; it keeps the last one for ever."""


@dataclass(slots=True)
class Webhook:
    """The webhook of one bot. Every process that takes updates keeps it, all to the same end."""

    bot: Bot
    clock: Clock
    paces: Paces
    url: str
    secret: str
    allowed: Sequence[str]
    stands: bool = False
    """Telegram had our address when it was last asked, or has taken it then."""
    _asked_in_vain: int = 0
    _error_at: datetime | None = None
    _failing: bool = False

    async def look(self) -> timedelta:
        """Set it unless it stands, tell of Telegram's trouble with it; when to look again.

        Raises: WrongToken.
        """
        try:
            info = await self.bot.get_webhook_info()
            if self._differs(info):
                await self._set(info)
            self.stands = True
        except InvalidToken:
            raise WrongToken from None
        except TelegramError as error:
            return self._in_vain(error)
        if self._asked_in_vain:
            log.info("Telegram knows the webhook again")
        self._asked_in_vain = 0
        self._tell(info)
        return self.paces.webhook_check

    def _differs(self, info: WebhookInfo) -> bool:
        """The address changes with the secret: Telegram does not tell that."""
        wanted = (self.url, CONNECTIONS, set(self.allowed))
        return wanted != (info.url, info.max_connections, set(info.allowed_updates))

    async def _set(self, info: WebhookInfo) -> None:
        if self.stands and info.url != self.url:
            log.warning("somebody has changed the webhook: is another process set otherwise?")
        self.stands = False
        await self.bot.set_webhook(
            self.url,
            max_connections=CONNECTIONS,
            allowed_updates=self.allowed,
            secret_token=self.secret,
            drop_pending_updates=False,
        )
        log.info(
            "Telegram posts updates to %s, %d wait", place(self.url), info.pending_update_count
        )

    def _in_vain(self, error: TelegramError) -> timedelta:
        self._asked_in_vain += 1
        if self._asked_in_vain == 1:
            words = f"{type(error).__name__}, {error.message}"
            log.warning("the webhook can't be looked at or set: %s", words)
        pause = self.paces.of(seconds=min(60, 2 ** min(self._asked_in_vain, 6)))
        if isinstance(error, RetryAfter):
            after = error.retry_after
            asked = after if isinstance(after, timedelta) else timedelta(seconds=after)
            return max(pause, asked / self.paces.factor)
        return pause

    def _tell(self, info: WebhookInfo) -> None:
        """That updates can't be brought is said once, and once that they come again."""
        error_at, before = info.last_error_date, self._error_at
        self._error_at = error_at
        if error_at is not None and error_at != before and self.clock.now() - error_at < _FRESH:
            if not self._failing:
                log.warning("Telegram has trouble with the webhook: %s", trouble(info))
            self._failing = True
        elif self._failing and not info.pending_update_count:
            log.info("Telegram brings updates again")
            self._failing = False


async def drop_webhook(bot: Bot) -> None:
    """Let updates be fetched; those that wait at Telegram stay. Raises: TelegramError."""
    info = await bot.get_webhook_info()
    if info.url:
        await bot.delete_webhook(drop_pending_updates=False)
        waiting = info.pending_update_count
        log.info("Telegram posts no more updates to %s, %d wait", place(info.url), waiting)


def trouble(info: WebhookInfo) -> str:
    """The last error that Telegram tells of, and how many updates wait."""
    return f"{info.last_error_message or 'an error'}; {info.pending_update_count} wait"


def place(url: str) -> str:
    """Where an address leads, without the rest of it: that may be a secret."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
