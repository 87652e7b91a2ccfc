"""Who is shown in a chat: by cards of their own, and on the pages of messages with many."""

import re

from tests.e2e import steps
from tests.phone import Phone, Shown

_MANY = re.compile(r"📥 (\d+) нов")
_CAROUSELS = "SELECT subject_id FROM notices AS told WHERE told.kind = 'carousel' AND state"
_CANDIDATES = "kind IN ('card', 'card_again')"  # files and changes of cards are told of apart
IN_FLIGHT = (
    f"{_CANDIDATES} AND (state = 'sending' OR state = 'in_carousel' "
    f"AND carousel_id IN ({_CAROUSELS} = 'sending'))"
)
"""Of `notices`: candidates on their way, by a card or by the carousel that shows them."""
TOLD = (
    f"{_CANDIDATES} AND (state = 'sent' OR state = 'in_carousel' "
    f"AND carousel_id NOT IN ({_CAROUSELS} != 'sent'))"
)
"""Of `notices`: those who were told of, each in one of both ways."""


def is_many(message: Shown) -> bool:
    """Whether it is a carousel that is leafed through."""
    return _MANY.match(message.text) is not None


async def how_many(phone: Phone) -> int:
    """How many candidates the chat says that it shows; nothing is leafed through."""
    return sum(
        int(_MANY.findall(one.text)[0]) if is_many(one) else 1 for one in await _shown(phone)
    )


async def everyone(phone: Phone) -> list[str]:
    """What is said of every candidate, a text each; whoever is shown twice is in it twice."""
    found: list[str] = []
    for one in await _shown(phone):
        found += await _pages(phone, one) if is_many(one) else [one.text]
    return found


def named(said: str) -> str:
    """Whom such a text is about."""
    return said.splitlines()[0].removeprefix("🆕 ")


async def _shown(phone: Phone) -> list[Shown]:
    every = await phone.messages()
    return [one for one in every if one.by_bot and "🆕" in one.text and one.reply_to is None]


async def _pages(phone: Phone, message: Shown) -> list[str]:
    """Page after page, back to where it stood."""
    count = int(_MANY.findall(message.text)[0])
    at = next(one for one in message.buttons if one.endswith(f"/{count}"))
    place, pages = int(at.partition("/")[0]), []
    for _ in range(count):
        pages.append(message.text.partition("\n\n")[2])
        place = place % count + 1
        await phone.tap("▶️", message_id=message.message_id)
        message = await steps.see_button(phone, f"{place}/{count}", at=message)
    return pages
