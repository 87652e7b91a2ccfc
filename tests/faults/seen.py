"""What chats show of candidates: by cards, on a carousel's pages, in a list of those missed."""

import asyncio
import re
from collections.abc import Collection, Mapping

from tests.e2e import steps
from tests.e2e.databases import ask
from tests.phone import Phone, Shown

_NAME = re.compile(r"Людина \d{4}")
_MANY = re.compile(r"📥 (\d+) нов")
_CARD, _LISTS = "🆕", ("📬", "🕓")
_LEAFING = 120.0
"""Seconds that a page may take: a group takes but 20 changes a minute."""
_KINDS = ("card", "card_again", "carousel", "digest", "morning", "card_file")
"""Notices whose messages stay in the chat."""


async def shown(phones: Mapping[str, Phone]) -> dict[str, list[list[str]]]:
    """By chat its messages with candidates, and whom each of them shows."""
    found = await asyncio.gather(*map(_shown_in, phones.values()))
    return dict(zip(phones, found, strict=True))


async def _shown_in(phone: Phone) -> list[list[str]]:
    phone.wait = _LEAFING
    found = [await _named(phone, one) for one in await phone.messages() if one.by_bot]
    return [names for names in found if names]


async def _named(phone: Phone, message: Shown) -> list[str]:
    """Whom it shows; nobody, where it is about something else, or belongs to a card above."""
    if message.reply_to is not None:
        return []
    if _MANY.match(message.text):
        return await _pages(phone, message)
    found = _NAME.findall(message.text)
    if message.text.startswith(_CARD):
        return found[:1]
    return found if message.text.startswith(_LISTS) else []


async def _pages(phone: Phone, message: Shown) -> list[str]:
    """Page after page, from where it stands; no other carousel is leafed through meanwhile."""
    count = int(_MANY.findall(message.text)[0])
    at = next(one for one in message.buttons if one.endswith(f"/{count}"))
    place, named = int(at.partition("/")[0]), list[str]()
    for left in reversed(range(count)):
        named += _NAME.findall(message.text.partition("\n\n")[2])[:1]
        place = place % count + 1
        if left:
            await phone.tap("▶️", message_id=message.message_id)
            message = await steps.see_button(phone, f"{place}/{count}", at=message)
    return named


def _number(phone: Phone) -> int:
    return phone.person if phone.chat is None else int(phone.chat)


async def unseen(database: str, phones: Collection[Phone]) -> int:
    """Notices that count as sent, and whose messages no chat shows."""
    there = {_number(one): {told.message_id for told in await one.messages()} for one in phones}
    kinds = ", ".join(f"'{one}'" for one in _KINDS)
    sent = ask(
        database,
        "SELECT l.chat_id, n.message_id FROM notices n JOIN chat_links l ON l.id = n.chat_link_id"
        f" WHERE n.state = 'sent' AND n.message_id IS NOT NULL AND n.kind IN ({kinds})",
    )
    return sum(message not in there[chat] for chat, message in sent if chat in there)
