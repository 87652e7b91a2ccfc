"""The emulated Telegram with a real python-telegram-bot client, for the tests of the emulator."""

import io
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
from PIL import Image
from telegram import Bot, Update
from telegram.error import BadRequest, TelegramError
from telegram.request import HTTPXRequest

from bot.emulator_kit import Real, serve
from handlers.emulator import BotSpec, app
from tests.phone import Phone, Telegram

TOKEN = "7700000001:AAEmulatedTokenOfTheContractTests"
SPEC = BotSpec(TOKEN, username="contract_bot", first_name="Контракт")


@dataclass(frozen=True, slots=True)
class Line:
    """A running emulator, its control API, and a bot that is connected to it."""

    base: str
    session: aiohttp.ClientSession
    telegram: Telegram
    bot: Bot

    async def phone(self, first_name: str = "Олена", **more: Any) -> Phone:
        """A new person who has not started the bot."""
        return await Phone.of(self.base, self.session, first_name, **more)

    async def friend(self, first_name: str = "Олена", **more: Any) -> Phone:
        """A new person who has started the bot; that message is confirmed already."""
        phone = await self.phone(first_name, **more)
        await phone.type("/start")
        await self.updates()
        return phone

    async def updates(self, seconds: int = 0) -> list[Update]:
        """What waits for the bot, or comes within so long; parsed by the library and confirmed."""
        found = list(await self.bot.get_updates(timeout=seconds))
        if found:
            await self.bot.get_updates(offset=found[-1].update_id + 1, timeout=0)
        return found

    async def update(self) -> Update:
        """The only update; a browser may still be sending it."""
        found = await self.updates(seconds=10)
        assert len(found) == 1, found
        return found[0]


@asynccontextmanager
async def line(
    *specs: BotSpec,
    pace: float = 1.0,
    slack: float = 10.0,
    token: str = TOKEN,
    real: Real = time.monotonic,
) -> AsyncIterator[Line]:
    """Start it; by default the slack is so large that no limit is met."""
    runner, base = await serve(app(pace=pace, slack=slack, bots=specs or (SPEC,), real=real))
    asking, polling = _patient(), _patient()
    bot = Bot(token, f"{base}/bot", f"{base}/file/bot", request=asking, get_updates_request=polling)
    try:
        async with aiohttp.ClientSession() as session, bot:
            yield Line(base, session, Telegram(base, session), bot)
    finally:
        await runner.cleanup()


def _patient() -> HTTPXRequest:
    """By itself the library gives up after 5 seconds; a busy machine may need longer."""
    return HTTPXRequest(
        256,
        connect_timeout=60,
        pool_timeout=60,
        read_timeout=60,
        write_timeout=60,
        media_write_timeout=60,
    )


def refused(words: str, kind: type[TelegramError] = BadRequest) -> pytest.RaisesExc[TelegramError]:
    """Expect a refusal with these words; the library changes the case of the first letters."""
    return pytest.raises(kind, match=f"(?i){re.escape(words)}")


def picture(width: int = 40, height: int = 30, kind: str = "JPEG") -> bytes:
    """A small picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#3388cc").save(out, kind)
    return out.getvalue()
