"""The emulated Bot API, driven by the real library: who is who, updates, the bot's profile."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    MenuButtonCommands,
)
from telegram.error import Conflict, Forbidden, TelegramError
from telegram.ext import Application, CommandHandler, ContextTypes

from tests.contract.telegram_emulator import SPEC, TOKEN, Line, line, picture, refused


@pytest.fixture
async def tg() -> AsyncIterator[Line]:
    async with line() as running:
        yield running


async def test_get_me_tells_the_switches_of_botfather(tg: Line) -> None:
    me = await tg.bot.get_me()
    assert (me.id, me.username, me.first_name) == (SPEC.id, "contract_bot", "Контракт")
    assert me.supports_inline_queries
    assert me.can_join_groups
    assert not me.can_read_all_group_messages


async def test_an_unknown_token_is_unauthorized(tg: Line) -> None:
    async with tg.session.post(f"{tg.base}/bot7700000009:AAnobody/getMe") as answer:
        assert answer.status == 401
        found = await answer.json()
    assert found == {"ok": False, "error_code": 401, "description": "Unauthorized"}


async def test_an_unknown_method_is_not_found_and_noted(tg: Line) -> None:
    with refused("not found in Bot API", TelegramError):
        await tg.bot.do_api_request("sendTelepathy")
    assert await tg.telegram.violations() == ["unknown method sendTelepathy"]


async def test_an_unknown_parameter_is_ignored_and_noted(tg: Line) -> None:
    phone = await tg.friend()
    await tg.bot.send_message(phone.person, "так", api_kwargs={"colour": "red"})
    assert await tg.telegram.violations() == ["sendMessage knows no parameter colour"]


async def test_a_bot_cannot_write_first(tg: Line) -> None:
    phone = await tg.phone()
    with refused("bot can't initiate conversation with a user", Forbidden):
        await tg.bot.send_message(phone.person, "привіт")
    with refused("Chat not found"):
        await tg.bot.send_message(99, "привіт")


async def test_blocking_tells_the_bot_and_closes_the_chat(tg: Line) -> None:
    phone = await tg.friend()
    await phone.block()
    change = (await tg.update()).my_chat_member
    assert change is not None
    assert (change.old_chat_member.status, change.new_chat_member.status) == ("member", "kicked")
    with refused("bot was blocked by the user", Forbidden):
        await tg.bot.send_message(phone.person, "привіт")
    await phone.unblock()
    assert (await tg.update()).my_chat_member is not None
    await tg.bot.send_message(phone.person, "знову")
    await phone.see("знову")


async def test_a_deleted_account_is_told_apart(tg: Line) -> None:
    phone = await tg.friend()
    await tg.telegram.post(f"people/{phone.person}/deactivate")
    with refused("user is deactivated", Forbidden):
        await tg.bot.send_message(phone.person, "привіт")


async def test_a_persons_message_has_sender_command_and_clock(tg: Line) -> None:
    phone = await tg.phone("Іван", last_name="Сірко", username="sirko", language_code="en")
    await phone.type("/start abc_123")
    message = (await tg.update()).message
    assert message is not None
    assert message.from_user is not None
    assert message.chat.id == message.from_user.id == phone.person > 2**32
    assert (message.from_user.full_name, message.from_user.language_code) == ("Іван Сірко", "en")
    assert message.text == "/start abc_123"
    assert [(one.type, one.offset, one.length) for one in message.entities] == [
        ("bot_command", 0, 6)
    ]
    assert abs(message.date - datetime.now(UTC)) < timedelta(seconds=5)


async def test_ids_of_a_later_run_are_greater(tg: Line) -> None:
    phone = await tg.phone()
    await phone.type("раз")
    first = await tg.update()
    async with line() as later:
        again = await later.phone()
        await again.type("два")
        second = await later.update()
        assert second.update_id >= first.update_id
    assert first.update_id > 2**24


async def test_long_poll_answers_as_soon_as_something_happens(tg: Line) -> None:
    phone = await tg.phone()
    poll = asyncio.create_task(tg.bot.get_updates(timeout=20))
    await phone.type("є хто?")
    async with asyncio.timeout(5):
        found = await poll
    assert [one.message.text for one in found if one.message] == ["є хто?"]


async def test_offset_confirms_and_a_negative_one_keeps_the_last(tg: Line) -> None:
    phone = await tg.phone()
    for number in range(4):
        await phone.type(f"{number}")
    found = await tg.bot.get_updates(limit=2)
    assert len(found) == 2
    assert await tg.bot.get_updates(limit=2) == found
    rest = await tg.bot.get_updates(offset=found[-1].update_id + 1)
    assert [one.message.text for one in rest if one.message] == ["2", "3"]
    last = await tg.bot.get_updates(offset=-1)
    assert [one.message.text for one in last if one.message] == ["3"]
    assert (await tg.telegram.get("updates"))["contract_bot"] == 1


async def test_a_second_poller_ends_the_first_with_conflict(tg: Line) -> None:
    first = asyncio.create_task(tg.bot.get_updates(timeout=20))
    async with Bot(TOKEN, base_url=f"{tg.base}/bot") as other:
        while not first.done():
            await other.get_updates(timeout=0)
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first


async def test_allowed_updates_are_remembered(tg: Line) -> None:
    phone = await tg.phone()
    await tg.bot.get_updates(allowed_updates=["callback_query"])
    await phone.type("не треба")
    assert await tg.bot.get_updates() == ()
    await tg.bot.get_updates(allowed_updates=[])
    await phone.type("треба")
    message = (await tg.update()).message
    assert message is not None
    assert message.text == "треба"


async def test_an_edit_by_a_person_is_told(tg: Line) -> None:
    phone = await tg.friend()
    number = await phone.type("40-30 тис")
    await phone.edit(number, "30-40 тис")
    first, second = await tg.updates()
    assert first.message is not None
    assert second.edited_message is not None
    assert second.edited_message.message_id == first.message.message_id
    assert second.edited_message.text == "30-40 тис"
    assert second.edited_message.edit_date is not None


async def test_what_people_send_beside_text_is_parsed(tg: Line) -> None:
    phone = await tg.friend()
    await phone.sticker("🎉")
    await phone.voice()
    await phone.forward_text("вакансія", "Прихований")
    await phone.send_album(picture(), picture())
    sticker, voice, forwarded, *album = [one.message for one in await tg.updates()]
    assert sticker is not None
    assert sticker.sticker is not None
    assert sticker.sticker.emoji == "🎉"
    assert voice is not None
    assert voice.voice is not None
    assert forwarded is not None
    assert forwarded.forward_origin is not None
    assert [bool(one and one.photo) for one in album] == [True, True]
    assert len({one.media_group_id for one in album if one}) == 1


async def test_commands_fall_back_by_scope_and_language(tg: Line) -> None:
    uk, pl = await tg.friend(language_code="uk"), await tg.friend(language_code="pl")
    await tg.bot.set_my_commands([BotCommand("help", "help")])
    assert await pl.commands() == {"help": "help"}
    private = BotCommandScopeAllPrivateChats()
    await tg.bot.set_my_commands([BotCommand("menu", "menu")], private)
    await tg.bot.set_my_commands([BotCommand("menu", "меню")], private, "uk")
    assert await uk.commands() == {"menu": "меню"}
    assert await pl.commands() == {"menu": "menu"}
    assert [one.description for one in await tg.bot.get_my_commands(private, "uk")] == ["меню"]
    with refused("BOT_COMMAND_INVALID"):
        await tg.bot.set_my_commands([BotCommand("Меню", "x")])


async def test_profile_texts_are_kept_by_language(tg: Line) -> None:
    await tg.bot.set_my_description("Опис", language_code="uk")
    await tg.bot.set_my_description("About")
    await tg.bot.set_my_short_description("Коротко")
    assert (await tg.bot.get_my_description("uk")).description == "Опис"
    assert (await tg.bot.get_my_description("pl")).description == "About"
    assert (await tg.bot.get_my_short_description()).short_description == "Коротко"
    assert (await tg.bot.get_my_name()).name == "Контракт"
    await tg.bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert (await tg.bot.get_chat_menu_button()).type == "commands"


async def test_a_whole_application_polls_and_answers() -> None:
    async with line() as tg:
        build = Application.builder().token(TOKEN).base_url(f"{tg.base}/bot")
        ptb = build.base_file_url(f"{tg.base}/file/bot").build()

        async def start(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
            await context.bot.send_message(phone.person, f"Вітаю, {(context.args or ['-'])[0]}!")

        ptb.add_handler(CommandHandler("start", start))
        phone = await tg.phone()
        async with ptb:
            await ptb.start()
            assert ptb.updater is not None
            await ptb.updater.start_polling(timeout=10)
            await phone.type("/start друже")
            await phone.see("Вітаю, друже!")
            await ptb.updater.stop()
            await ptb.stop()
        assert await tg.telegram.violations() == []
