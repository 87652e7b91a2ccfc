"""A chat as one person sees it now: what the control API and the page show."""

import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from handlers.emulator import acts
from handlers.emulator.files import Stored
from handlers.emulator.keyboards import asks
from handlers.emulator.refusal import Json
from handlers.emulator.richtext import to_html
from handlers.emulator.world import Account, Chat, Media, Message, Party, Person, Screen, World

POPUP_SECONDS = 30.0


def find_chat(world: World, person: Person | None, ref: int) -> Chat | None:
    """A chat by the id that a bot uses or that a person's client uses.

    For a bot a private chat is the person's own id, for a client the other side's; negative ids are
    groups for both.
    """
    if ref < 0:
        return world.groups.get(ref)
    if person is None:
        person = world.people.get(ref)
    if person is None:
        return None
    if ref == person.id:
        bot = next(iter(world.bots.values()), None)
        return world.private(person.id, bot.id) if bot is not None else None
    if ref in world.people or world.bot(ref) is not None:
        return world.private(person.id, ref)
    return None


def ref_of(chat: Chat, person: Person) -> int:
    """The id that this person's client has for the chat."""
    if chat.pair is None:
        return chat.id
    one, other = chat.pair
    return other if one == person.id else one


def title_of(world: World, chat: Chat, person: Person) -> str:
    if chat.pair is None:
        return chat.title
    return world.party(ref_of(chat, person)).name


def history(world: World, chat: Chat) -> Iterator[Message]:
    """Messages oldest first, those of the group that it was before included."""
    old = world.groups.get(chat.migrated_from or 0)
    if old is not None:
        yield from (one for one in history(world, old))
    yield from (chat.messages[number] for number in sorted(chat.messages))


def shown_chat(world: World, chat: Chat, person: Person | None, after: int = 0) -> Json:
    """The chat with its messages; keyboards and popups are those of `person`."""
    shown: Json = {
        "id": chat.id,
        "type": chat.kind,
        "title": title_of(world, chat, person) if person else chat.title,
        "forum": chat.forum,
        "topics": [{"id": one.id, "name": one.name, "closed": one.closed} for one in _topics(chat)],
        "members": [_member(world, chat, who) for who in chat.party_ids()],
        "pinned": [number for number in chat.pinned if number in chat.messages],
        "typing": [
            world.party(who).name for who in list(chat.typing) if world.is_typing(chat, who)
        ],
        "migrated_to": chat.migrated_to,
        "messages": [shown_message(world, one) for one in history(world, chat) if one.id > after],
    }
    if person is not None:
        shown |= _own_side(world, chat, person)
    return shown


def _topics(chat: Chat) -> list[Any]:
    return list(chat.topics.values())


def _member(world: World, chat: Chat, who: int) -> Json:
    party = world.party(who)
    status = "member" if chat.private else chat.member(who).status
    return _party(party) | {"status": status}


def _party(party: Party) -> Json:
    return {
        "id": party.id,
        "name": party.name,
        "username": party.username,
        "is_bot": isinstance(party, Account),
    }


def _own_side(world: World, chat: Chat, person: Person) -> Json:
    screen = chat.screen(person.id)
    bots = world.bots_in(chat)
    side: Json = {
        "ref": ref_of(chat, person),
        "keyboard": _reply_keyboard(world, chat, person, screen),
        "force_reply": screen.force_reply,
        "placeholder": screen.placeholder,
        "popups": _popups(world, chat, person),
        "commands": [
            {"bot": bot.username, **one}
            for bot in bots
            for one in acts.bot_commands(world, bot, person, chat)
        ],
        "bots": [_bot(world, one, person) for one in bots],
    }
    if chat.private and bots:
        side["started"] = bots[0].id in person.started
        side["blocked"] = bots[0].id in person.blocked
    return side


def _bot(world: World, bot: Account, person: Person) -> Json:
    texts, language = bot.profile.texts, person.language_code[:2]
    description = texts.get(("description", language)) or texts.get(("description", ""), "")
    return _party(bot) | {"description": description}


def _reply_keyboard(world: World, chat: Chat, person: Person, screen: Screen) -> Json | None:
    if screen.keyboard is None:
        return None
    options = screen.keyboard.options
    rows = [[_reply_button(world, person, one) for one in row] for row in screen.keyboard.rows]
    return {
        "rows": rows,
        "hidden": screen.keyboard_hidden,
        "placeholder": options.get("input_field_placeholder", ""),
        "resize": bool(options.get("resize_keyboard")),
    }


def _reply_button(world: World, person: Person, button: Json) -> Json:
    kind = asks(button) or "text"
    shown: Json = {"text": button["text"], "kind": kind, "style": button.get("style", "")}
    if kind == "request_chat":
        offered = acts.offered(world, person, button["request_chat"])
        shown["chats"] = [{"id": one.id, "title": one.title} for one in offered]
    return shown


def _popups(world: World, chat: Chat, person: Person) -> list[Json]:
    """Answers to presses of this person that were lately shown over this chat."""
    now = time.monotonic()
    return [
        {"id": tap.id, "message_id": tap.message.id, "text": tap.text, "alert": tap.alert}
        for tap in world.taps.values()
        if tap.person is person
        and tap.message.chat is chat
        and tap.text
        and now - tap.at < POPUP_SECONDS
    ]


def shown_message(world: World, message: Message) -> Json:
    """One message as it now looks. `service` names the kind of a service message."""
    replied = message.chat.messages.get(message.reply_to or 0)
    shown: Json = {
        "message_id": message.id,
        "date": message.date,
        "from": _party(message.author),
        "text": message.text.plain,
        "entities": list(message.text.entities),
        "html": to_html(message.text),
        "buttons": [[_button(one) for one in row] for row in message.markup.inline],
        "edited": message.edit_shown,
        "protected": message.protected,
        "silent": message.silent,
        "pinned": message.id in message.chat.pinned,
        "thread": message.thread,
        "album": message.album,
        "via": message.via.username if message.via else None,
        "forwarded_from": _origin(message),
        "reply_to": _brief(replied) if replied else None,
        "service": _service(world, message),
        "inline_message_id": message.inline_id,
        "rev": message.rev,
    }
    if message.media is not None:
        shown |= _media(message.media)
    return shown


def _brief(message: Message) -> Json:
    return {"message_id": message.id, "name": message.author.name, "text": line_of(message)}


def _origin(message: Message) -> str | None:
    if message.origin is None:
        return None
    sender = message.origin.get("sender_user", {})
    name = message.origin.get("sender_user_name") or sender.get("first_name", "")
    return f"{name} {sender.get('last_name', '')}".strip()


_LOCAL = ("url", "copy_text", "web_app", "switch_inline_query", "switch_inline_query_current_chat")


def _button(button: Json) -> Json:
    kind = next((key for key in _LOCAL if key in button), "callback")
    shown: Json = {"text": button["text"], "kind": kind, "style": button.get("style", "")}
    if kind == "callback":
        shown["data"] = button.get("callback_data", "")
    elif kind == "copy_text":
        shown["value"] = button[kind]["text"]
    elif kind == "web_app":
        shown["value"] = button[kind]["url"]
    else:
        shown["value"] = button[kind]
    return shown


def _media(media: Media) -> Json:
    file = media.file
    if file is None:
        return {media.kind: dict(media.fields)}
    shown: Json = {
        "name": file.name,
        "size": len(file.body),
        "mime": file.mime,
        "url": file_url(file),
        "width": file.width,
        "height": file.height,
        "thumbnail": file_url(file.thumbnail) if file.thumbnail else None,
    }
    return {media.kind: shown | media.fields}


def file_url(file: Stored) -> str:
    """Where the page and the tests read the bytes."""
    return f"/emulator/files/{file.number}/{quote(file.name, safe='')}"


def _service(world: World, message: Message) -> Json | None:
    """The kind of a service message with the names that belong to it."""
    if message.service is None:
        return None
    kind, value = next(iter(message.service.items()))
    names: list[str] = []
    if kind == "new_chat_members":
        names = [world.party(one).name for one in value]
    elif kind == "left_chat_member":
        names = [world.party(value).name]
    elif kind == "chat_shared":
        names = [world.groups[value["chat_id"]].title]
    elif isinstance(value, dict) and "name" in value:
        names = [value["name"]]
    pinned = message.chat.messages.get(value) if kind == "pinned_message" else None
    if pinned is not None:
        names = [line_of(pinned)]
    return {"kind": kind, "names": names, "by": message.author.name}


def line_of(message: Message) -> str:
    """The message in one line: its text, else what it carries."""
    if message.text.plain:
        return " ".join(message.text.plain.split())[:120]
    if message.media is not None and message.media.file is not None:
        return message.media.file.name if message.media.kind == "document" else message.media.kind
    if message.media is not None:
        return message.media.kind
    return next(iter(message.service or {"": None}))


def chat_list(world: World, person: Person) -> list[Json]:
    """Chats of a person, the latest first: every bot, groups, people written with."""
    for bot in world.bots.values():
        world.private(person.id, bot.id)
    mine = [chat for chat in world.chats() if person.id in set(chat.party_ids())]
    listed = [_listed(world, chat, person) for chat in mine if chat.migrated_to is None]
    return sorted(listed, key=lambda one: -int(one["last_id"]))


def _listed(world: World, chat: Chat, person: Person) -> Json:
    messages = [chat.messages[number] for number in sorted(chat.messages)]
    last = messages[-1] if messages else None
    read_to = chat.screen(person.id).read_to
    unread = [one for one in messages if one.id > read_to and one.author is not person]
    other = None if chat.pair is None else world.bot(ref_of(chat, person))
    return {
        "ref": ref_of(chat, person),
        "type": chat.kind,
        "title": title_of(world, chat, person),
        "is_bot": other is not None,
        "username": other.username if other else chat.username,
        "forum": chat.forum,
        "last": line_of(last) if last else "",
        "last_service": _service(world, last) if last else None,
        "last_from": last.author.name if last and not chat.private else "",
        "last_own": last is not None and last.author is person,
        "last_id": last.id if last else 0,
        "date": last.date if last else None,
        "unread": len(unread),
        "typing": any(world.is_typing(chat, who) for who in chat.typing),
    }
