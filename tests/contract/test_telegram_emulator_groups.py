"""Groups of the emulated Telegram: privacy mode, members, topics, migration."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from telegram import (
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    KeyboardButtonRequestChat,
    ReplyKeyboardMarkup,
    Update,
)
from telegram.error import ChatMigrated, Forbidden

from tests.contract.telegram_emulator import SPEC, Line, line, refused
from tests.phone import Phone


@pytest.fixture
async def tg() -> AsyncIterator[Line]:
    async with line() as running:
        yield running


async def group(tg: Line, **more: object) -> tuple[Phone, int]:
    """A group of a person and the bot; what was told about its making is confirmed."""
    phone = await tg.friend()
    body = {"type": "supergroup", "members": [phone.person, SPEC.id], **more}
    number = await tg.telegram.group("Відділ кадрів", **body)
    await tg.updates()
    return phone.at(number), number


def texts(found: list[Update]) -> list[str | None]:
    return [one.message.text for one in found if one.message]


async def test_privacy_mode_hides_what_is_not_meant_for_the_bot(tg: Line) -> None:
    phone, number = await group(tg)
    said = await tg.bot.send_message(number, "Я тут")
    await phone.type("балачки")
    await phone.type("/status")
    await phone.type("/status@contract_bot")
    await phone.type("/status@other_bot")
    await phone.type("гей, @contract_bot!")
    await phone.type("нотатка", reply_to=said.message_id)
    assert texts(await tg.updates()) == [
        *("/status", "/status@contract_bot", "гей, @contract_bot!", "нотатка")
    ]


@pytest.mark.parametrize("how", ["admin", "switch"])
async def test_an_admin_bot_and_one_without_privacy_see_everything(how: str) -> None:
    spec = replace(SPEC, can_read_all_group_messages=how == "switch")
    async with line(spec) as tg:
        phone, number = await group(tg)
        if how == "admin":
            rights = {str(SPEC.id): ["can_pin_messages"]}
            await tg.telegram.post(f"chats/{number}/members", promote=rights)
            await tg.updates()
        await phone.type("балачки")
        assert texts(await tg.updates()) == ["балачки"]


async def test_joining_and_leaving_are_told_twice(tg: Line) -> None:
    phone = await tg.friend()
    number = await tg.telegram.group("Група", type="group", members=[phone.person])
    await tg.telegram.post(f"chats/{number}/members", add=["@contract_bot"], start="token_1")
    joined, change, start = await tg.updates()
    assert joined.message is not None
    assert [one.id for one in joined.message.new_chat_members] == [SPEC.id]
    assert change.my_chat_member is not None
    assert change.my_chat_member.new_chat_member.status == "member"
    assert start.message is not None
    assert start.message.text == "/start@contract_bot token_1"
    await tg.telegram.post(f"chats/{number}/members", remove=[SPEC.id])
    left, kicked = await tg.updates()
    assert left.message is not None
    assert left.message.left_chat_member is not None
    assert kicked.my_chat_member is not None
    assert kicked.my_chat_member.new_chat_member.status == "kicked"
    with refused("bot was kicked from the group chat", Forbidden):
        await tg.bot.send_message(number, "?")


async def test_a_bot_leaves_by_itself(tg: Line) -> None:
    _, number = await group(tg)
    await tg.bot.leave_chat(number)
    with refused("bot is not a member of the supergroup chat", Forbidden):
        await tg.bot.send_message(number, "?")


async def test_a_group_the_bot_was_never_in_is_not_found(tg: Line) -> None:
    phone = await tg.friend()
    number = await tg.telegram.group("Чужа", members=[phone.person])
    with refused("chat not found"):
        await tg.bot.send_message(number, "?")
    gone = await tg.telegram.group("Зникла", members=[phone.person, SPEC.id])
    await tg.telegram.post(f"chats/{gone}/delete")
    with refused("the group chat was deleted", Forbidden):
        await tg.bot.send_message(gone, "?")


async def test_a_bot_that_may_not_join_is_not_added() -> None:
    async with line(replace(SPEC, can_join_groups=False)) as tg:
        phone = await tg.friend()
        number = await tg.telegram.group("Група", members=[phone.person])
        with pytest.raises(AssertionError, match="cannot be added to groups"):
            await tg.telegram.post(f"chats/{number}/members", add=[SPEC.id])


async def test_a_group_becomes_a_supergroup_with_another_id(tg: Line) -> None:
    phone, number = await group(tg, type="group")
    asked = await tg.bot.send_message(number, "до переїзду")
    new = (await tg.telegram.post(f"chats/{number}/migrate"))["id"]
    messages = [one.message for one in await tg.updates() if one.message]
    assert messages[0].migrate_to_chat_id == new
    assert messages[0].chat.id == number
    assert messages[1].migrate_from_chat_id == number
    assert messages[1].chat.id == new < -(2**32)
    with pytest.raises(ChatMigrated) as moved:
        await tg.bot.send_message(number, "?")
    assert moved.value.new_chat_id == new
    with pytest.raises(ChatMigrated):
        await asked.edit_text("!")
    await tg.bot.send_message(new, "після переїзду")
    here = phone.at(new)
    await here.see("до переїзду")
    await here.see("після переїзду")


async def test_members_have_their_statuses(tg: Line) -> None:
    phone, number = await group(tg)
    other = await tg.friend("Іван")
    assert (await tg.bot.get_chat_member(number, phone.person)).status == "creator"
    assert (await tg.bot.get_chat_member(number, SPEC.id)).status == "member"
    assert (await tg.bot.get_chat_member(number, other.person)).status == "left"
    await tg.telegram.post(f"chats/{number}/members", add=[other.person])
    rights = {str(other.person): ["can_pin_messages"]}
    await tg.telegram.post(f"chats/{number}/members", promote=rights)
    admins = await tg.bot.get_chat_administrators(number)
    assert {one.user.id for one in admins} == {phone.person, other.person}
    await tg.telegram.post(f"chats/{number}/members", restrict={str(SPEC.id): []})
    assert (await tg.bot.get_chat_member(number, SPEC.id)).status == "restricted"
    with refused("not enough rights to send text messages to the chat"):
        await tg.bot.send_message(number, "?")
    assert await tg.bot.get_chat_member_count(number) == 3
    full = await tg.bot.get_chat(number)
    assert (full.type, full.title) == ("supergroup", "Відділ кадрів")


async def test_chat_member_comes_only_to_an_admin_that_asked(tg: Line) -> None:
    phone, number = await group(tg, admins=[SPEC.id])
    other = await tg.phone("Іван")
    add, remove = {"add": [other.person]}, {"remove": [other.person]}
    await tg.telegram.post(f"chats/{number}/members", **add)
    assert all(one.chat_member is None for one in await tg.updates())
    await tg.bot.get_updates(allowed_updates=["chat_member"])
    await tg.telegram.post(f"chats/{number}/members", **remove)
    change = (await tg.update()).chat_member
    assert change is not None
    assert change.from_user.id == phone.person
    assert change.new_chat_member.status == "kicked"


async def test_rights_are_asked_for_pins_and_others_messages(tg: Line) -> None:
    phone, number = await group(tg)
    theirs = await phone.type("чуже")
    mine = await tg.bot.send_message(number, "своє")
    with refused("not enough rights to manage pinned messages in the chat"):
        await mine.pin()
    with refused("message can't be deleted"):
        await tg.bot.delete_message(number, theirs)
    rights = {str(SPEC.id): ["can_pin_messages", "can_delete_messages"]}
    await tg.telegram.post(f"chats/{number}/members", promote=rights)
    await mine.pin()
    await tg.bot.delete_message(number, theirs)
    await phone.gone("чуже")


async def test_topics_need_a_forum_and_the_right(tg: Line) -> None:
    phone, number = await group(tg, forum=True)
    with refused("not enough rights to create a topic"):
        await tg.bot.create_forum_topic(number, "Продажі")
    await tg.telegram.post(f"chats/{number}/members", promote={str(SPEC.id): True})
    topic = await tg.bot.create_forum_topic(number, "Продажі")
    sent = await tg.bot.send_message(number, "тут", message_thread_id=topic.message_thread_id)
    assert sent.is_topic_message
    assert (await phone.see("тут")).thread == topic.message_thread_id
    answer = await phone.type("/note", reply_to=sent.message_id)
    *_, told = await tg.updates()
    assert told.message is not None
    assert told.message.message_thread_id == topic.message_thread_id
    replied = await tg.bot.send_message(number, "і тут", reply_to_message_id=answer)
    assert replied.message_thread_id == topic.message_thread_id
    await tg.bot.edit_forum_topic(number, topic.message_thread_id, name="Продаж")
    await tg.bot.close_forum_topic(number, topic.message_thread_id)
    assert [one["name"] for one in (await phone.look())["topics"]] == ["Продаж"]
    with refused("message thread not found"):
        await tg.bot.send_message(number, "?", message_thread_id=77)
    await tg.telegram.post(f"chats/{number}/members", demote=[SPEC.id])
    with refused("TOPIC_CLOSED"):
        await tg.bot.send_message(number, "?", message_thread_id=topic.message_thread_id)
    _, plain = await group(tg)
    with refused("the chat is not a forum"):
        await tg.bot.create_forum_topic(plain, "x")


async def test_a_bot_hears_of_its_own_topics_and_may_go_on_changing_them(tg: Line) -> None:
    _, number = await group(tg, forum=True)
    at = f"chats/{number}/members"
    await tg.telegram.post(at, promote={str(SPEC.id): True})
    await tg.updates()
    topic = (await tg.bot.create_forum_topic(number, "Продажі")).message_thread_id
    told = (await tg.update()).message
    assert told is not None
    assert told.forum_topic_created is not None
    assert told.from_user is not None
    assert (told.message_thread_id, told.from_user.id) == (topic, SPEC.id)
    theirs = (await tg.telegram.post(f"chats/{number}/topics", name="Чуже"))["id"]
    await tg.telegram.post(at, demote=[SPEC.id])
    await tg.bot.edit_forum_topic(number, topic, name="Продаж")
    with refused("not enough rights to edit the topic"):
        await tg.bot.edit_forum_topic(number, theirs, name="Наше")
    with refused("TOPIC_ID_INVALID"):
        await tg.bot.close_forum_topic(number, 77)


async def test_a_topic_that_a_person_makes_is_told_and_one_that_is_deleted_is_not(
    tg: Line,
) -> None:
    _, number = await group(tg, forum=True)
    topic = (await tg.telegram.post(f"chats/{number}/topics", name="Продажі"))["id"]
    told = (await tg.update()).message
    assert told is not None
    assert told.forum_topic_created is not None
    assert (told.message_id, told.message_thread_id) == (topic, topic)
    sent = await tg.bot.send_message(number, "тут", message_thread_id=topic)
    assert sent.message_thread_id == topic
    await tg.telegram.post(f"chats/{number}/topics", delete=topic)
    assert await tg.updates() == []
    with refused("message thread not found"):
        await tg.bot.send_message(number, "?", message_thread_id=topic)


async def test_anyone_in_a_group_may_press_a_button(tg: Line) -> None:
    phone, number = await group(tg)
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Беру", callback_data="take")]])
    await tg.bot.send_message(number, "картка", reply_markup=markup)
    other = await tg.friend("Іван")
    with pytest.raises(AssertionError):
        await other.press("Беру")
    await tg.telegram.post(f"chats/{number}/members", add=[other.person])
    await tg.updates()
    await other.at(number).press("Беру")
    query = (await tg.update()).callback_query
    assert query is not None
    assert query.from_user.id == other.person != phone.person


async def test_a_chat_is_picked_with_a_button(tg: Line) -> None:
    phone = await tg.friend()
    number = await tg.telegram.group("Вибрана", members=[phone.person])
    wish = KeyboardButtonRequestChat(7, chat_is_channel=False, bot_is_member=True)
    rows = ReplyKeyboardMarkup([[KeyboardButton("Обрати", request_chat=wish)]])
    await tg.bot.send_message(phone.person, "?", reply_markup=rows)
    await phone.tap("Обрати", chat=number)
    *_, last = await tg.updates()
    assert last.message is not None
    assert last.message.chat_shared is not None
    assert (last.message.chat_shared.request_id, last.message.chat_shared.chat_id) == (7, number)
    await tg.bot.send_message(number, "я вже тут")


async def test_commands_of_groups_and_their_admins_differ(tg: Line) -> None:
    phone, number = await group(tg)
    other = await tg.friend("Іван")
    await tg.telegram.post(f"chats/{number}/members", add=[other.person])
    await tg.bot.set_my_commands([BotCommand("today", "t")], BotCommandScopeAllGroupChats())
    admins = BotCommandScopeAllChatAdministrators()
    await tg.bot.set_my_commands([BotCommand("link", "l")], admins)
    assert await phone.commands() == {"link": "l"}
    assert await other.at(number).commands() == {"today": "t"}
