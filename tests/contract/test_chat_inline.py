"""Messages that were sent through inline mode are changed and emptied wherever they stand."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from telegram import InlineQueryResultArticle, InputTextMessageContent

from bot.domain.share import Votes
from bot.domain.views.inline import SharedCard
from bot.ports import Delivered, Refused
from handlers.keyboard import keyboard
from handlers.render import draw
from tests.contract.chat_desk import TEXTS, Desk, seated
from tests.contract.telegram_emulator import Line, line
from tests.inline_views import inline_views
from tests.phone import Phone
from tests.views import NOW, ZONE


@pytest.fixture
async def tg() -> AsyncIterator[Line]:
    async with line() as running:
        yield running


async def sent(tg: Line, desk: Desk, card: SharedCard) -> tuple[str, Phone]:
    """The card in a chat of two people; Telegram's id of it."""
    friend = await tg.phone("Іван")
    here = desk.phone.at(friend.person)
    typed = asyncio.create_task(here.inline("c"))
    found = (await tg.bot.get_updates(timeout=5))[-1]
    await tg.bot.get_updates(offset=found.update_id + 1)
    assert found.inline_query is not None
    drawn = draw(card, TEXTS("uk"), time_zone=ZONE, now=NOW, bot_username="contract_bot")
    words = InputTextMessageContent(drawn.text, parse_mode="HTML")
    article = InlineQueryResultArticle("c:1", "Олена К.", words, keyboard(drawn.rows))
    await found.inline_query.answer([article], cache_time=0, is_personal=True)
    await here.choose(await typed)
    chosen = (await tg.update()).chosen_inline_result
    assert chosen is not None
    assert chosen.inline_message_id is not None
    return chosen.inline_message_id, friend.at(desk.phone.person)


async def test_a_sent_card_counts_votes_and_is_emptied_at_last(tg: Line) -> None:
    desk = await seated(tg)
    (card,) = [one for one in inline_views("Олена") if isinstance(one, SharedCard) and one.votes]
    message, theirs = await sent(tg, desk, card)
    better = replace(card, votes=Votes(13, 1))
    for _ in range(2):  # the second time it is so already
        told = await desk.chat.show(desk.address, better, inline=message)
        assert isinstance(told, Delivered)
    shown = await theirs.see("Олена")
    assert "👍 13" in shown.buttons
    for _ in range(2):
        gone = await desk.chat.blank(desk.address, message, stub="erased-on-request")
        assert isinstance(gone, Delivered)
    (emptied,) = [one for one in await theirs.messages() if one.via is not None]
    assert "Олена" not in emptied.text
    assert emptied.buttons == ()
    assert await tg.telegram.violations() == []


async def test_a_message_that_nobody_knows_is_refused(tg: Line) -> None:
    desk = await seated(tg)
    card = next(one for one in inline_views("x") if isinstance(one, SharedCard))
    assert isinstance(await desk.chat.show(desk.address, card, inline="AAA"), Refused)
