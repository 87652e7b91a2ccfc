"""What chats show of candidates: by cards, on a carousel's pages, in a list of those missed."""

import asyncio
import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tests.e2e.databases import ask
from tests.phone import Phone, Shown

_NAME = re.compile(r"Людина \d{4}")
_MANY = re.compile(r"📥 (\d+) нов")
_KINDS = ("card", "card_again", "carousel", "digest", "morning", "card_file")
"""Notices whose messages stay in the chat."""


@dataclass(frozen=True, slots=True)
class Chats:
    """`others`: by chat the messages that say something else of candidates, as the house knows."""

    phones: Mapping[str, Phone]
    others: Mapping[int, Collection[int]]

    async def shown(self) -> dict[str, Counter[str]]:
        """How often each name is shown in each chat."""
        found = await asyncio.gather(*map(self._in, self.phones.values()))
        return dict(zip(self.phones, found, strict=True))

    async def _in(self, phone: Phone) -> Counter[str]:
        names: Counter[str] = Counter()
        others = self.others.get(_number(phone), ())
        for one in await phone.messages():
            if not one.by_bot or one.message_id in others:
                continue
            if _MANY.match(one.text):
                names.update([name for page in await _pages(phone, one) for name in page])
            elif one.text.startswith("🆕"):
                names.update(_NAME.findall(one.text)[:1])
            elif one.text.startswith(("📬", "🕓")):
                names.update(_NAME.findall(one.text))
        return names


async def _pages(phone: Phone, message: Shown) -> list[list[str]]:
    """Whom each page is about, back to where it stood."""
    count = int(_MANY.findall(message.text)[0])
    at = next(one for one in message.buttons if one.endswith(f"/{count}"))
    place, pages = int(at.partition("/")[0]), []
    for _ in range(count):
        pages.append(_NAME.findall(message.text.partition("\n\n")[2])[:1])
        place = place % count + 1
        await phone.tap("▶️", message_id=message.message_id)
        message = await _turned(phone, message, f"{place}/{count}")
    return pages


async def _turned(phone: Phone, message: Shown, to: str) -> Shown:
    """The same message once it shows that page."""
    async with asyncio.timeout(phone.wait):
        while to not in message.buttons:
            await phone.pause(0.1)
            every = await phone.messages()
            message = next(one for one in every if one.message_id == message.message_id)
    return message


def _number(phone: Phone) -> int:
    return phone.person if phone.chat is None else int(phone.chat)


async def unseen(database: str, phones: Collection[Phone]) -> int:
    """Notices that count as sent, and whose messages no chat shows."""
    there = {_number(one): {told.message_id for told in await one.messages()} for one in phones}
    kinds = ", ".join(f"'{one}'" for one in _KINDS)
    sent = ask(
        database,
        "SELECT chat_links.chat_id, notices.message_id FROM notices JOIN chat_links ON chat_links.id = chat_link_id"
        f" WHERE notices.state = 'sent' AND notices.message_id IS NOT NULL AND notices.kind IN ({kinds})",
    )
    return sum(message not in there[chat] for chat, message in sent if chat in there)
