"""Every kind of message in three languages on a phone of 390 × 844.

`make screens` keeps the pictures in docs/screens, several messages a picture.
"""

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.async_api import Browser

from bot.domain.application import FileKind, StoredFile
from bot.domain.ids import ChatLinkId
from bot.domain.paces import Paces
from bot.domain.views import Screen, View
from bot.domain.workspace import LANGUAGES
from bot.ports import Address, Delivered
from handlers.chat import TelegramChat
from handlers.texts import load
from sites import discover
from tests.cast import face
from tests.contract.chat_desk import PDF, Shelf
from tests.contract.telegram_emulator import TOKEN, line
from tests.e2e.glass import PHONE, glass
from tests.e2e.sheets import keep_all
from tests.fakes import FakeClock
from tests.group_views import every_view
from tests.views import NOW, ZONE

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.thorough]

TEXTS = load([Path(site.texts) for site in discover()])
A_PICTURE = 24
COLUMNS = 8


class _Full(Shelf):
    """Has something for every file."""

    async def load(self, file: StoredFile) -> bytes:
        return face() if file.kind is FileKind.PHOTO else PDF


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_message_is_looked_at(language: str, chromium: Browser, screens: Path) -> None:
    chosen = _chosen()
    async with line(slack=10_000) as tg:
        phone, shelf = await tg.friend(), _Full()
        known, keep, clock = shelf.known_file, shelf.keep, FakeClock(NOW)
        chat = TelegramChat(tg.bot, TEXTS, clock, shelf.load, known, keep, repr, Paces())
        address = Address(ChatLinkId(1), phone.person, language, ZONE)
        sent = []
        for view in chosen:
            outcome = await chat.show(address, view)
            assert isinstance(outcome, Delivered), (type(view), outcome)
            sent.append(outcome.message_id)
        assert await tg.telegram.violations() == []
        where = f"{tg.base}/#{phone.person}/{TOKEN.partition(':')[0]}"
        async with glass(chromium, where, screens) as one:
            newest = one.page.locator(f'.messages article[data-id="{sent[-1]}"]')
            await newest.wait_for()
            wide = "document.querySelector('.messages').scrollWidth"
            assert await one.page.evaluate(wide) <= PHONE["width"]
            if os.environ.get("SCREENS"):
                await one.page.set_viewport_size({"width": PHONE["width"], "height": 3_000})
                await one.page.locator(".down").evaluate("it => it.style.display = 'none'")
                found = [one.page.locator(f'.messages article[data-id="{it}"]') for it in sent]
                shots = [await it.screenshot(animations="disabled") for it in found]
                name = f"60-messages-{language}"
                await asyncio.to_thread(keep_all, screens, name, shots, A_PICTURE, COLUMNS)


def _chosen() -> Sequence[View]:
    """Of every kind one that says neither least nor most."""
    kinds: dict[type, list[View]] = {}
    for view in every_view("Олена Коваль"):
        inner = view.view if isinstance(view, Screen) else view
        kinds.setdefault(type(inner), []).append(view)
    return [sorted(some, key=lambda one: len(repr(one)))[len(some) // 2] for some in kinds.values()]
