"""Updates that Telegram posts to our door, in a process that takes them in (design.md 7)."""

import contextlib
from collections.abc import Sequence

from telegram import Bot

from bot.domain.jobs import Job
from bot.domain.paces import Paces
from bot.ports import Clock, DatabaseUnavailable, Vault
from bot.wiring import redaction
from bot.wiring.settings import Settings
from handlers.arrivals import Arrivals
from handlers.web import FromTelegram
from handlers.webhook import Webhook

PATH = "/telegram/"
_USED = 32
"""Letters of a hash that leave nothing to guess."""


class Posted:
    """The door for them, what handles them, and the webhook that brings them.

    Secret and address follow from the token and the database's key of hashes: every process has
    the same, and a new token changes both.
    """

    def __init__(
        self, settings: Settings, vault: Vault, clock: Clock, paces: Paces, arrivals: Arrivals
    ) -> None:
        token = settings.bot_token.get_secret_value()
        self._secret, mark = (
            vault.hmac(purpose, token).rpartition(":")[2][:_USED]
            for purpose in ("telegram:secret", "telegram:address")
        )
        redaction.hide([self._secret])
        path = f"{PATH}{mark}"
        self._url = settings.public_url + path
        self._clock, self._paces, self._arrivals = clock, paces, arrivals
        self._webhook: Webhook | None = None
        self.door = FromTelegram(path, self._secret, arrivals.take)

    @property
    def stands(self) -> bool:
        """Telegram knows our address, as far as it has told."""
        return self._webhook is not None and self._webhook.stands

    async def answer(self, job: Job) -> None:
        """Handle what was posted of one person. Raises: DatabaseUnavailable."""
        await self._arrivals(job)

    async def keep(self, bot: Bot, allowed: Sequence[str]) -> None:
        """Until cancelled: the webhook stands, and nothing that has come is forgotten.

        Raises: WrongToken.
        """
        self._arrivals.ready = True
        self._webhook = Webhook(bot, self._clock, self._paces, self._url, self._secret, allowed)
        while True:
            pause = await self._webhook.look()
            with contextlib.suppress(DatabaseUnavailable):
                await self._arrivals.wake()
            await self._clock.sleep(pause)
