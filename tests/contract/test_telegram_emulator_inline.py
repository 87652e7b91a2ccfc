"""Inline mode of the emulated Telegram."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
)

from tests.contract.telegram_emulator import SPEC, TOKEN, Line, line, refused
from tests.phone import Phone

MARKUP = InlineKeyboardMarkup([[InlineKeyboardButton("Оновити", callback_data="refresh")]])


@pytest.fixture
async def tg() -> AsyncIterator[Line]:
    async with line() as running:
        yield running


def article(
    number: str = "1", text: str = "<b>Стан</b>", markup: InlineKeyboardMarkup = MARKUP
) -> InlineQueryResultArticle:
    content = InputTextMessageContent(text, parse_mode="HTML")
    return InlineQueryResultArticle(number, "Sales", content, markup, description="опис")


async def asked(tg: Line, phone: Phone, query: str = "st") -> tuple[InlineQuery, asyncio.Task[Any]]:
    """A query that waits for its answer, and what will show it."""
    typed = asyncio.create_task(phone.inline(query))
    found = (await tg.bot.get_updates(timeout=5))[-1]
    await tg.bot.get_updates(offset=found.update_id + 1)
    assert found.inline_query is not None
    return found.inline_query, typed


async def test_a_result_becomes_a_message_that_the_bot_can_edit(tg: Line) -> None:
    phone, friend = await tg.friend("Олена"), await tg.phone("Іван")
    here = phone.at(friend.person)
    query, typed = await asked(tg, here)
    assert (query.query, query.from_user.id, query.chat_type) == ("st", phone.person, "private")
    await query.answer([article()], cache_time=0, is_personal=True)
    answer = await typed
    assert [(one["title"], one["text"]) for one in answer["results"]] == [("Sales", "Стан")]
    await here.choose(answer)
    chosen = (await tg.update()).chosen_inline_result
    assert chosen is not None
    assert (chosen.result_id, chosen.query) == ("1", "st")
    theirs = friend.at(phone.person)
    assert (await theirs.see("Стан")).via == "contract_bot"
    await theirs.press("Оновити")
    press = (await tg.update()).callback_query
    assert press is not None
    assert press.message is None
    assert press.inline_message_id == chosen.inline_message_id
    await press.edit_message_text("Новий стан")
    await theirs.see("Новий стан")
    with refused("message is not modified"):
        await press.edit_message_text("Новий стан")


async def test_without_feedback_the_choice_is_not_told() -> None:
    async with line(replace(SPEC, inline_feedback=False)) as tg:
        phone, friend = await tg.friend("Олена"), await tg.phone("Іван")
        here = phone.at(friend.person)
        query, typed = await asked(tg, here)
        await query.answer([article()])
        await here.choose(await typed)
        assert await tg.updates() == []


async def test_with_inline_off_the_bot_hears_nothing() -> None:
    async with line(replace(SPEC, inline=False)) as tg:
        phone = await tg.friend()
        with pytest.raises(AssertionError, match="inline mode of contract_bot is off"):
            await phone.inline("st")
        assert await tg.updates() == []
        assert not (await tg.bot.get_me()).supports_inline_queries


async def test_a_shared_cache_shows_one_person_what_another_got(tg: Line) -> None:
    olena, ivan = await tg.friend("Олена"), await tg.friend("Іван")
    query, typed = await asked(tg, olena)
    await query.answer([article(text="чуже")])
    await typed
    assert (await ivan.inline("st"))["results"][0]["text"] == "чуже"
    assert await tg.updates() == []


async def test_a_personal_uncached_answer_is_asked_each_time(tg: Line) -> None:
    olena, ivan = await tg.friend("Олена"), await tg.friend("Іван")
    for phone, text in ((olena, "раз"), (ivan, "два"), (olena, "три")):
        query, typed = await asked(tg, phone)
        await query.answer([article(text=text)], cache_time=0, is_personal=True)
        assert (await typed)["results"][0]["text"] == text


async def test_wrong_answers_are_refused(tg: Line) -> None:
    phone = await tg.friend()
    query, typed = await asked(tg, phone)
    ask = tg.bot.answer_inline_query
    with refused("RESULT_ID_INVALID"):
        await ask(query.id, [article("я" * 33)])
    with refused("RESULT_ID_DUPLICATE"):
        await ask(query.id, [article(), article()])
    with refused("MESSAGE_TOO_LONG"):
        await ask(query.id, [article(text="я" * 4097)])
    with refused("can't parse entities"):
        await ask(query.id, [article(text="<h1>")])
    button = InlineKeyboardButton("👍", callback_data="я" * 33)
    with refused("BUTTON_DATA_INVALID"):
        await ask(query.id, [article(markup=InlineKeyboardMarkup([[button]]))])
    with refused("NEXT_OFFSET_INVALID"):
        await ask(query.id, [article()], next_offset="я" * 33)
    with refused("START_PARAM_INVALID"):
        await ask(query.id, [], button=InlineQueryResultsButton("Увійти", start_parameter="a b"))
    many = {"inline_query_id": query.id, "results": [article(f"{n}").to_dict() for n in range(51)]}
    async with tg.session.post(f"{tg.base}/bot{TOKEN}/answerInlineQuery", json=many) as found:
        assert (await found.json())["description"] == "Bad Request: RESULTS_TOO_MUCH"
    await ask(query.id, [], button=InlineQueryResultsButton("Увійти", start_parameter="inline"))
    assert (await typed)["button"] == {"text": "Увійти", "start_parameter": "inline"}
    with refused("query is too old"):
        await ask(query.id, [article()])


async def test_a_late_answer_is_refused(tg: Line) -> None:
    phone = await tg.friend()
    phone.wait = 0.1
    typed = asyncio.create_task(phone.inline("st"))
    query = (await tg.bot.get_updates(timeout=5))[0].inline_query
    assert query is not None
    await tg.telegram.post("age", queries=True, seconds=60)
    with refused("query is too old"):
        await query.answer([article()])
    with pytest.raises(AssertionError, match="was not answered"):
        await typed
