"""One person's chat with the bot in the emulated Telegram, and the adapter that writes into it."""

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bot.domain import views
from bot.domain.application import FileKind, StoredFile
from bot.domain.ids import ChatLinkId
from bot.domain.paces import Paces
from bot.domain.views import Screen
from bot.domain.workspace import Role
from bot.ports import Address, Delivered, VaultBroken
from handlers.chat import TelegramChat
from handlers.texts import load
from sites.work_ua import SITE
from tests import views as samples
from tests.contract.telegram_emulator import Line
from tests.fakes import FakeClock
from tests.phone import Phone
from tests.views import NOW, ZONE

TEXTS = load([Path(SITE.texts)])
PDF = b"%PDF-1.4 resume"
MENU = Screen(views.Menu("Ромашка", Role.OWNER, 2, 0, 1, {}, NOW, True, True), 7)
FORM = Screen(views.AskCompany(), 8)
OLENA = replace(
    samples.application("x"),
    name="Олена Коваль",
    letter="Готова почати",
    phones=("+380671234521",),
    emails=("o.koval@example.com",),
    resume_text="Досвід роботи:\n2022 – зараз",
)


@dataclass
class Shelf:
    """Stored bytes, and what Telegram knows already."""

    content: dict[int, bytes] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    loads: int = 0

    def put(self, content: bytes, name: str = "Koval.pdf", **more: Any) -> StoredFile:
        file = samples.file(name, sha256=hashlib.sha256(content).hexdigest(), **more)
        self.content[file.id] = content
        return file

    async def load(self, file: StoredFile) -> bytes:
        self.loads += 1
        if self.content[file.id] == b"sealed with another key":
            raise VaultBroken
        if self.content[file.id] == b"lost":
            raise FileNotFoundError
        return self.content[file.id]

    async def known_file(self, key: str) -> str | None:
        return self.known.get(key)

    async def keep(self, key: str, file_id: str, _application_id: int) -> None:
        self.known[key] = file_id


@dataclass
class Desk:
    """One person's chat with the bot, and the adapter that writes into it."""

    tg: Line
    phone: Phone
    shelf: Shelf
    chat: TelegramChat
    address: Address

    async def says(self, view: views.View | Screen, **how: Any) -> int:
        outcome = await self.chat.show(self.address, view, **how)
        assert isinstance(outcome, Delivered), outcome
        return outcome.message_id

    async def texts(self) -> list[str]:
        return [one.text for one in await self.phone.messages() if one.by_bot]

    async def refuse(self, method: str, words: str, *, code: int = 400, times: int = 1) -> None:
        body = {"ok": False, "error_code": code, "description": words}
        await self.fault(method, kind="status", status=code, body=body, times=times)

    async def fault(self, method: str, **rule: Any) -> None:
        body = {"path": f"/{method}$", "times": 1, **rule}
        async with self.tg.session.post(f"{self.tg.base}/emulator/faults", json=body) as answer:
            answer.raise_for_status()

    def card(self, **more: Any) -> views.Card:
        resume = self.shelf.put(PDF)
        card = views.Card(OLENA, "work_ua", "Ромашка", "Sales B2B", resume, None, file_late=False)
        return replace(card, **more)

    def photo(self, content: bytes) -> StoredFile:
        return self.shelf.put(content, "photo.jpg", kind=FileKind.PHOTO)


async def seated(tg: Line, *, paces: Paces | None = None) -> Desk:
    phone, shelf = await tg.friend(), Shelf()
    clock = FakeClock(NOW)
    chat = TelegramChat(
        tg.bot, TEXTS, clock, shelf.load, shelf.known_file, shelf.keep, repr, paces or Paces()
    )
    address = Address(ChatLinkId(1), phone.person, "uk", ZONE)
    return Desk(tg, phone, shelf, chat, address)
