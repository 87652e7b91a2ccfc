"""Messages of the emulated Bot API: sent, edited, deleted, with keyboards, and refused."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from telegram import (
    CopyTextButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.error import BadRequest

from tests.contract.telegram_emulator import Line, line, picture, refused

BUTTON = InlineKeyboardMarkup([[InlineKeyboardButton("Так", callback_data="yes")]])


@pytest.fixture
async def tg() -> AsyncIterator[Line]:
    async with line() as running:
        yield running


def keyboard(*buttons: InlineKeyboardButton) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([list(buttons)])


def data(value: str) -> InlineKeyboardButton:
    return InlineKeyboardButton("x", callback_data=value)


async def test_a_sent_message_is_what_the_phone_shows(tg: Line) -> None:
    phone = await tg.friend()
    sent = await tg.bot.send_message(
        phone.person,
        "<b>Так</b> &amp; ні",
        parse_mode="HTML",
        protect_content=True,
        disable_notification=True,
        reply_markup=BUTTON,
    )
    assert sent.text == "Так & ні"
    assert sent.has_protected_content
    shown = await phone.see("Так & ні")
    assert (shown.message_id, shown.html) == (sent.message_id, "<b>Так</b> &amp; ні")
    assert (shown.protected, shown.silent, shown.by_bot) == (True, True, True)
    assert shown.buttons == ("Так",)


async def test_a_reply_names_its_message(tg: Line) -> None:
    phone = await tg.friend()
    asked = await phone.type("питання")
    await tg.updates()
    sent = await tg.bot.send_message(
        phone.person, "відповідь", reply_parameters=ReplyParameters(asked)
    )
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "питання"
    assert (await phone.see("відповідь")).reply_to == asked
    with refused("Message to be replied not found"):
        await tg.bot.send_message(phone.person, "?", reply_parameters=ReplyParameters(1))
    alone = ReplyParameters(1, allow_sending_without_reply=True)
    assert (await tg.bot.send_message(phone.person, "!", reply_parameters=alone)).text == "!"


async def test_an_answer_to_a_button_reaches_the_presser(tg: Line) -> None:
    phone = await tg.friend()
    await tg.bot.send_message(phone.person, "?", reply_markup=BUTTON)
    tap = asyncio.create_task(phone.tap("Так"))
    query = (await tg.bot.get_updates(timeout=5))[0].callback_query
    assert query is not None
    assert query.data == "yes"
    assert isinstance(query.message, Message)
    assert query.message.reply_markup is not None
    await query.answer("готово", show_alert=True)
    assert await tap == "готово"
    assert await phone.popups() == ["готово"]
    with refused("query is too old and response timeout expired or query ID is invalid"):
        await query.answer()


async def test_a_late_or_long_answer_to_a_button_is_refused(tg: Line) -> None:
    phone = await tg.friend()
    await tg.bot.send_message(phone.person, "?", reply_markup=BUTTON)
    pressed = await phone.press("Так")
    with refused("MESSAGE_TOO_LONG"):
        await tg.bot.answer_callback_query(pressed["id"], "я" * 201)
    await tg.telegram.post("age", queries=True, seconds=3600)
    with refused("Query is too old"):
        await tg.bot.answer_callback_query(pressed["id"])


async def test_editing_the_same_again_is_refused(tg: Line) -> None:
    phone = await tg.friend()
    sent = await tg.bot.send_message(phone.person, "раз", reply_markup=BUTTON)
    with refused("Message is not modified"):
        await sent.edit_text("раз", reply_markup=BUTTON)
    edited = await sent.edit_text("раз")
    assert isinstance(edited, Message)
    assert edited.reply_markup is None
    shown = await phone.see("раз")
    assert (shown.buttons, shown.edited) == ((), False)
    await sent.edit_text("два")
    assert (await phone.see("два")).edited


async def test_what_cannot_be_edited_is_refused(tg: Line) -> None:
    phone = await tg.friend()
    theirs = await phone.type("моє")
    person = phone.person
    with refused("Message can't be edited"):
        await tg.bot.edit_message_text("твоє", person, theirs)
    with refused("Message to edit not found"):
        await tg.bot.edit_message_text("твоє", person, 5)
    text = await tg.bot.send_message(person, "текст")
    with refused("There is no caption in the message to edit"):
        await text.edit_caption("підпис")
    photo = await tg.bot.send_photo(person, picture())
    with refused("There is no text in the message to edit"):
        await photo.edit_text("текст")
    asked = await tg.bot.send_message(person, "?", reply_markup=ForceReply())
    with refused("Message can't be edited"):
        await asked.edit_text("!")


async def test_only_messages_of_two_days_can_be_deleted(tg: Line) -> None:
    phone = await tg.friend()
    sent = await tg.bot.send_message(phone.person, "старе")
    secret = await phone.type("пароль")
    await tg.bot.delete_message(phone.person, secret)
    await phone.gone("пароль")
    await tg.telegram.post("age", chat=phone.person, seconds=48 * 3600)
    with refused("Message can't be deleted for everyone"):
        await sent.delete()
    with refused("Message to delete not found"):
        await tg.bot.delete_message(phone.person, secret)
    assert await tg.bot.delete_messages(phone.person, [secret, 1])
    await sent.edit_text("🗑")
    await phone.gone("старе")


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (keyboard(data("я" * 33)), "BUTTON_DATA_INVALID"),
        (keyboard(InlineKeyboardButton("x")), "Text buttons are unallowed"),
        (keyboard(InlineKeyboardButton("x", url="https://a.b", callback_data="1")), "exactly one"),
        (keyboard(InlineKeyboardButton("x", url="http://localhost/")), "Wrong HTTP URL"),
        (
            keyboard(InlineKeyboardButton("x", copy_text=CopyTextButton("я" * 257))),
            "BUTTON_COPY_TEXT_INVALID",
        ),
        (keyboard(InlineKeyboardButton("x", callback_data="1", style="pink")), "style"),
        (InlineKeyboardMarkup([[data("1")] * 8] * 13), "reply markup is too long"),
        (keyboard(*[InlineKeyboardButton("я" * 900, callback_data="1")] * 8), "too long"),
    ],
)
async def test_a_wrong_keyboard_is_refused(
    tg: Line, markup: InlineKeyboardMarkup, words: str
) -> None:
    phone = await tg.friend()
    with refused(words):
        await tg.bot.send_message(phone.person, "?", reply_markup=markup)


async def test_a_keyboard_at_its_limits_passes(tg: Line) -> None:
    phone = await tg.friend()
    rows = [[data("я" * 32)] * 8] * 12 + [[data("x" * 64)] * 4]
    sent = await tg.bot.send_message(
        phone.person, "?", reply_markup=InlineKeyboardMarkup(rows[:3] + [[data("1")] * 8] * 9)
    )
    assert sent.reply_markup is not None
    styled = keyboard(InlineKeyboardButton("x", callback_data="1", style="danger"))
    await tg.bot.send_message(phone.person, "!", reply_markup=styled)
    assert (await phone.see("!")).button("x").style == "danger"


async def test_reply_keyboards_come_and_go(tg: Line) -> None:
    phone = await tg.friend()
    rows = ReplyKeyboardMarkup([["Так", KeyboardButton("Ні")]], resize_keyboard=True)
    await tg.bot.send_message(phone.person, "?", reply_markup=rows)
    assert await phone.keyboard() == ["Так", "Ні"]
    await phone.tap("Ні")
    message = (await tg.update()).message
    assert message is not None
    assert message.text == "Ні"
    await tg.bot.send_message(phone.person, "ясно", reply_markup=ReplyKeyboardRemove())
    assert await phone.keyboard() == []


async def test_a_forced_reply_is_a_reply(tg: Line) -> None:
    phone = await tg.friend()
    asked = await tg.bot.send_message(phone.person, "Ім'я?", reply_markup=ForceReply())
    await phone.type("Олена")
    message = (await tg.update()).message
    assert message is not None
    assert message.reply_to_message is not None
    assert message.reply_to_message.message_id == asked.message_id
    await phone.type("ще")
    again = (await tg.update()).message
    assert again is not None
    assert again.reply_to_message is None


async def test_messages_are_copied_and_forwarded(tg: Line) -> None:
    olena, ivan = await tg.friend("Олена"), await tg.friend("Іван")
    source = await tg.bot.send_message(olena.person, "<i>лист</i>", parse_mode="HTML")
    await source.copy(ivan.person)
    forwarded = await source.forward(ivan.person)
    assert forwarded.forward_origin is not None
    copied, again = [one for one in await ivan.messages() if one.text == "лист"]
    assert copied.html == again.html == "<i>лист</i>"
    secret = await tg.bot.send_message(olena.person, "таємне", protect_content=True)
    with refused("can't be copied"):
        await secret.copy(ivan.person)


async def test_albums_have_two_to_ten_items_of_one_kind(tg: Line) -> None:
    phone = await tg.friend()
    photo, paper = InputMediaPhoto(picture()), InputMediaDocument(b"%PDF", filename="1.pdf")
    sent = await tg.bot.send_media_group(phone.person, [photo, photo], caption="двоє")
    assert len({one.media_group_id for one in sent}) == 1
    wrong_ones: list[list[InputMediaPhoto | InputMediaDocument]]
    wrong_ones = [[photo, paper], [photo], [photo] * 11]
    for wrong in wrong_ones:
        with pytest.raises(BadRequest):
            await tg.bot.send_media_group(phone.person, wrong)


async def test_typing_is_shown_until_the_message_comes(tg: Line) -> None:
    phone = await tg.friend()
    await tg.bot.send_chat_action(phone.person, "typing")
    assert (await phone.look())["typing"] == ["Контракт"]
    await tg.bot.send_message(phone.person, "готово")
    assert (await phone.look())["typing"] == []


async def test_a_pinned_message_is_marked_and_announced(tg: Line) -> None:
    phone = await tg.friend()
    sent = await tg.bot.send_message(phone.person, "дошка")
    await sent.pin(disable_notification=True)
    assert (await phone.see("дошка")).pinned
    assert (await phone.screen()).service == "pinned_message"
    await sent.unpin()
    assert not (await phone.see("дошка")).pinned
