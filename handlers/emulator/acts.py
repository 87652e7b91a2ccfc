"""What people do with their phones: write, send files, tap, ask inline, choose."""

import re
import time
from dataclasses import dataclass
from typing import Any

from handlers.emulator import shapes
from handlers.emulator.groups import set_member, tell
from handlers.emulator.keyboards import Markup, asks, places
from handlers.emulator.methods.queries import result_of
from handlers.emulator.refusal import Json
from handlers.emulator.richtext import Text, tidy
from handlers.emulator.updates import queue
from handlers.emulator.world import (
    Account,
    Chat,
    Media,
    Member,
    Message,
    Person,
    Question,
    Tap,
    World,
)


class Impossible(Exception):
    """A person cannot do that on a real phone; the text says why."""


@dataclass(frozen=True, slots=True)
class Wrote:
    """A message of a person about to be sent."""

    text: str = ""
    media: Media | None = None
    reply_to: int | None = None
    thread: int | None = None
    origin: Json | None = None
    album: str | None = None


def write(world: World, person: Person, chat: Chat, wrote: Wrote) -> Message:
    """Send a message of a person; raises Impossible."""
    _check_writable(world, person, chat)
    if not wrote.text.strip() and wrote.media is None:
        raise Impossible("an empty message cannot be sent")
    reply_to = _reply(person, chat, wrote)
    replied = chat.messages.get(reply_to or 0)
    message = Message(
        id=world.next_message_id(),
        chat=chat,
        date=int(time.time()),
        author=person,
        text=tidy(Text(wrote.text)),
        media=wrote.media,
        reply_to=reply_to,
        thread=wrote.thread or (replied.thread if replied else None),
        origin=wrote.origin,
        album=wrote.album,
    )
    world.post(message)
    chat.screen(person.id).read_to = message.id
    tell(world, message)
    return message


def _check_writable(world: World, person: Person, chat: Chat) -> None:
    if chat.migrated_to is not None or chat.deleted:
        raise Impossible("this group is no more")
    if not chat.private:
        if not chat.member(person.id).here:
            raise Impossible(f"{person.name} is not in this group")
        return
    for bot in world.bots_in(chat):
        if bot.id in person.blocked:
            raise Impossible(f"{person.name} has blocked {bot.username}: unblock it first")
        person.started.add(bot.id)


def _reply(person: Person, chat: Chat, wrote: Wrote) -> int | None:
    """The message replied to; a force reply that waits is answered by the next message."""
    screen = chat.screen(person.id)
    forced, screen.force_reply, screen.placeholder = screen.force_reply, None, ""
    number = wrote.reply_to or forced
    if wrote.reply_to is not None and wrote.reply_to not in chat.messages:
        raise Impossible(f"there is no message {wrote.reply_to} to reply to")
    return number if number in chat.messages else None


def edit(world: World, person: Person, chat: Chat, number: int, text: str) -> Message:
    """Change an own message; the bot gets edited_message."""
    message = chat.messages.get(number)
    if message is None or message.author is not person:
        raise Impossible(f"{person.name} has no message {number} to edit")
    message.text = tidy(Text(text))
    message.edited, message.edit_shown = int(time.time()), True
    world.touch(message)
    tell(world, message, edited=True)
    return message


def delete(world: World, person: Person, chat: Chat, number: int) -> None:
    """Delete a message for everyone; no bot is told."""
    message = chat.messages.get(number)
    if message is None:
        raise Impossible(f"there is no message {number}")
    if not (chat.private or message.author is person or chat.member(person.id).admin):
        raise Impossible(f"{person.name} may not delete that message")
    del chat.messages[number]
    if number in chat.pinned:
        chat.pinned.remove(number)
    world.touch()


def forward(world: World, person: Person, source: Message, chat: Chat) -> Message:
    if source.protected:
        raise Impossible("a protected message cannot be forwarded")
    origin = shapes.origin(world, source)
    _check_writable(world, person, chat)
    message = Message(
        id=world.next_message_id(),
        chat=chat,
        date=int(time.time()),
        author=person,
        text=source.text,
        media=source.media,
        origin=origin,
    )
    world.post(message)
    chat.screen(person.id).read_to = message.id
    tell(world, message)
    return message


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a press led to.

    `kind` is callback, message, or what the client does by itself: url, copy, inline (text to put
    into the input), request (a chat or contact was given), web_app.
    """

    kind: str
    tap: Tap | None = None
    value: str = ""
    chat: str = ""


def find_button(rows: list[list[Json]], wanted: Any) -> Json | None:
    """A button by its place {row, col}, its callback data, its text or a part of its text."""
    if isinstance(wanted, dict):
        row, col = int(wanted.get("row", 0)), int(wanted.get("col", 0))
        inside = row < len(rows) and col < len(rows[row])
        return rows[row][col] if inside else None
    buttons = [button for _, _, button in places(rows)]
    tests = (
        lambda one: one["text"] == wanted,
        lambda one: one.get("callback_data") == wanted,
        lambda one: str(wanted).lower() in one["text"].lower(),
    )
    for test in tests:
        for button in buttons:
            if test(button):
                return button
    return None


def press(world: World, person: Person, message: Message, button: Json) -> Pressed:
    """Press a button of an inline keyboard."""
    if "callback_data" in button:
        return Pressed("callback", _tap(world, person, message, button["callback_data"]))
    if "url" in button:
        return Pressed("url", value=button["url"])
    if "copy_text" in button:
        return Pressed("copy", value=button["copy_text"]["text"])
    bot = message.via or message.author
    for key in ("switch_inline_query_current_chat", "switch_inline_query"):
        if key in button and isinstance(bot, Account):
            where = "current" if key.endswith("current_chat") else "any"
            return Pressed("inline", value=f"@{bot.username} {button[key]}", chat=where)
    if "switch_inline_query_chosen_chat" in button and isinstance(bot, Account):
        query = button["switch_inline_query_chosen_chat"].get("query", "")
        return Pressed("inline", value=f"@{bot.username} {query}", chat="any")
    if "web_app" in button:
        return Pressed("web_app", value=button["web_app"]["url"])
    raise Impossible(f"the button {button['text']!r} does nothing")


def _tap(world: World, person: Person, message: Message, data: str) -> Tap:
    bot = message.via or message.author
    if not isinstance(bot, Account):
        raise Impossible("there is no bot behind this button")
    tap = Tap(str(world.number()), bot, person, message, time.monotonic(), data)
    world.taps[tap.id] = tap
    shape = shapes.callback(world, message, bot, person, data)
    queue(world, bot, "callback_query", {"id": tap.id, **shape})
    return tap


def press_reply(world: World, person: Person, chat: Chat, button: Json, choice: Json) -> Pressed:
    """Press a button of the reply keyboard; `choice` answers its dialogue: {"chat": id}."""
    screen = chat.screen(person.id)
    keyboard = screen.keyboard or Markup()
    asked = asks(button)
    if asked is None:
        write(world, person, chat, Wrote(button["text"], thread=choice.get("thread")))
    elif asked == "request_contact":
        contact = {"phone_number": "+380000000000", "first_name": person.first_name}
        media = Media("contact", fields={**contact, "user_id": person.id})
        write(world, person, chat, Wrote(media=media))
    elif asked == "request_chat":
        _share_chat(world, person, chat, button["request_chat"], choice)
    else:
        raise Impossible(f"the emulator has no {asked}")
    if keyboard.options.get("one_time_keyboard"):
        screen.keyboard_hidden = True
        world.touch()
    return Pressed("message" if asked is None else "request", value=button["text"])


def _share_chat(world: World, person: Person, chat: Chat, wish: Json, choice: Json) -> None:
    """Give a chat to the bot; with bot_is_member the client adds the bot to it first."""
    chosen = world.groups.get(int(choice.get("chat", 0)))
    if chosen is None or chosen.id not in {one.id for one in offered(world, person, wish)}:
        raise Impossible("that chat is not among those that the button offers")
    for bot in world.bots_in(chat):
        _bring(world, person, chosen, bot, wish)
    shared: Json = {"request_id": wish["request_id"], "chat_id": chosen.id}
    if wish.get("request_title"):
        shared["title"] = chosen.title
    message = Message(
        id=world.next_message_id(),
        chat=chat,
        date=int(time.time()),
        author=person,
        service={"chat_shared": shared},
    )
    world.post(message)
    tell(world, message)


def _bring(world: World, person: Person, chosen: Chat, bot: Account, wish: Json) -> None:
    """Add the bot to the chosen chat with what the button asks for it."""
    rights = frozenset(
        name for name, on in (wish.get("bot_administrator_rights") or {}).items() if on
    )
    if rights:
        set_member(world, chosen, bot.id, Member("administrator", rights), by=person)
    elif wish.get("bot_is_member") and not chosen.member(bot.id).here:
        set_member(world, chosen, bot.id, Member("member"), by=person)


def offered(world: World, person: Person, wish: Json) -> list[Chat]:
    """The chats that a request_chat button lets this person choose from."""
    if wish.get("chat_is_channel"):
        return []
    return [
        chat
        for chat in world.groups.values()
        if chat.member(person.id).here and chat.migrated_to is None and _fits(chat, person, wish)
    ]


def _fits(chat: Chat, person: Person, wish: Json) -> bool:
    if wish.get("chat_is_forum") is not None and wish["chat_is_forum"] != chat.forum:
        return False
    if wish.get("chat_is_created") and chat.member(person.id).status != "creator":
        return False
    rights = [name for name, on in (wish.get("user_administrator_rights") or {}).items() if on]
    return all(chat.member(person.id).may(name) for name in rights)


def ask(
    world: World, person: Person, bot: Account, query: str, chat: Chat, offset: str
) -> Question:
    """Ask a bot in inline mode. Its question is answered already when the server has it cached."""
    if not bot.spec.inline:
        raise Impossible(f"inline mode of {bot.username} is off")
    query = query[:256]
    question = Question(str(world.number()), bot, person, query, offset, time.monotonic())
    question.answer = _cached(world, question)
    world.questions[question.id] = question
    if question.answer is None:
        shape = {
            "id": question.id,
            "from": shapes.user(person),
            "query": query,
            "offset": offset,
            "chat_type": _chat_type(world, chat, bot),
        }
        queue(world, bot, "inline_query", shape)
    return question


def _chat_type(world: World, chat: Chat, bot: Account) -> str:
    if not chat.private:
        return chat.kind
    return "sender" if bot in world.bots_in(chat) else "private"


def _cached(world: World, question: Question) -> Json | None:
    now = world.kit.clock.seconds()
    for who in (question.person.id, 0):
        found = world.inline_cache.get((question.bot.id, who, question.query, question.offset))
        if found is not None and found[0] > now:
            return found[1]
    return None


def choose(
    world: World, question: Question, result_id: str, chat: Chat, thread: int | None
) -> Message:
    """Send one result into a chat; the bot hears of it when inline feedback is on."""
    _check_writable(world, question.person, chat)
    sent = result_of(question.answer or {"results": []}, result_id)
    if sent is None:
        raise Impossible(f"there is no result {result_id!r}")
    text, media, markup = sent
    message = Message(
        id=world.next_message_id(),
        chat=chat,
        date=int(time.time()),
        author=question.person,
        text=text,
        media=media,
        markup=markup,
        via=question.bot,
        thread=thread,
    )
    if markup.rows:
        message.inline_id = f"AQAA{world.number()}"
        world.inline_messages[message.inline_id] = message
    world.post(message)
    chat.screen(question.person.id).read_to = message.id
    tell(world, message)
    _feed_back(world, question, result_id, message)
    return message


def _feed_back(world: World, question: Question, result_id: str, message: Message) -> None:
    if not question.bot.spec.inline_feedback:
        return
    chosen: Json = {
        "result_id": result_id,
        "from": shapes.user(question.person),
        "query": question.query,
    }
    if message.inline_id is not None:
        chosen["inline_message_id"] = message.inline_id
    queue(world, question.bot, "chosen_inline_result", chosen)


def bot_commands(world: World, bot: Account, person: Person, chat: Chat) -> list[Json]:
    """The commands this person sees here: narrowest scope first, own language before none.

    Source: https://core.telegram.org/bots/api#determining-list-of-commands
    """
    scopes = ["all_private_chats", "default"]
    if chat.private:
        scopes.insert(0, f"chat/{chat.id}")
    else:
        scopes = [
            f"chat_member/{chat.id}/{person.id}",
            f"chat/{chat.id}",
            "all_group_chats",
            "default",
        ]
        if chat.member(person.id).admin:
            scopes.insert(1, f"chat_administrators/{chat.id}")
            scopes.insert(3, "all_chat_administrators")
    language = re.split("[-_]", person.language_code)[0]
    for scope in scopes:
        for code in (language, ""):
            found = bot.profile.commands.get((scope, code))
            if found:
                return found
    return []
