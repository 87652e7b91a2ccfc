"""Methods that put a message into a chat."""

import time
from typing import Any

from handlers.emulator import outgoing, shapes
from handlers.emulator.access import (
    Asked,
    check_may_send,
    existing,
    known_chat,
    message_of,
    open_chat,
    topic_of,
)
from handlers.emulator.keyboards import Markup
from handlers.emulator.methods import CAPTION, SEND, method
from handlers.emulator.params import of
from handlers.emulator.refusal import Json, bad
from handlers.emulator.richtext import Text
from handlers.emulator.world import TYPING_SECONDS, Chat, Media, Message

_ALBUM_KINDS = ("photo", "document")


@method(
    "sendMessage", f"{SEND} text parse_mode entities link_preview_options disable_web_page_preview"
)
def send_message(asked: Asked) -> Json:
    chat = open_chat(asked)
    text = outgoing.message_text(asked)
    return _shown(asked, _send(asked, chat, "text messages", text))


@method("sendPhoto", f"{SEND} {CAPTION} photo has_spoiler")
def send_photo(asked: Asked) -> Json:
    return _send_media(asked, "photo")


@method("sendDocument", f"{SEND} {CAPTION} document thumbnail disable_content_type_detection")
def send_document(asked: Asked) -> Json:
    return _send_media(asked, "document")


def _send_media(asked: Asked, kind: str) -> Json:
    chat = open_chat(asked)
    text = outgoing.caption(asked.world, asked.params)
    media = outgoing.media(asked, kind)
    return _shown(asked, _send(asked, chat, f"{kind}s", text, media))


def _shown(asked: Asked, message: Message) -> Json:
    return shapes.message(asked.world, asked.bot, message)


def _send(asked: Asked, chat: Chat, what: str, text: Text, media: Media | None = None) -> Message:
    """Check everything that every message has, count it, put it into the chat."""
    check_may_send(chat, chat.member(asked.bot.id), what)
    markup = outgoing.markup(asked, private=chat.private)
    message = _blank(asked, chat)
    message.text, message.media, message.markup = text, media, markup
    spend(asked, chat, 1)
    message.id = asked.world.next_message_id()
    show_markup(chat, message, markup)
    return asked.world.post(message)


def _blank(asked: Asked, chat: Chat) -> Message:
    """A message with the options of the request; its id is given when it is posted."""
    reply_to, quote = outgoing.reply_target(asked, chat)
    replied = chat.messages.get(reply_to or 0)
    return Message(
        id=0,
        chat=chat,
        date=int(time.time()),
        author=asked.bot,
        reply_to=reply_to,
        quote=quote,
        # An answer stands in the topic of what it answers.
        thread=topic_of(asked, chat) or (replied.thread if replied else None),
        protected=asked.params.flag("protect_content"),
        silent=asked.params.flag("disable_notification"),
    )


def spend(asked: Asked, chat: Chat, count: int) -> None:
    asked.world.limits.spend(asked.bot.id, chat.id, group=not chat.private, count=count)


def show_markup(chat: Chat, message: Message, markup: Markup) -> None:
    """Change the reply keyboards of those whom the message speaks to."""
    if markup.kind in ("none", "inline"):
        return
    for who in _addressed(chat, message, markup):
        screen = chat.screen(who)
        if markup.kind == "force":
            screen.force_reply = message.id
            screen.placeholder = str(markup.options.get("input_field_placeholder") or "")
        else:
            screen.keyboard = markup if markup.kind == "reply" else None
            screen.keyboard_of, screen.keyboard_hidden = message.id, False


def _addressed(chat: Chat, message: Message, markup: Markup) -> list[int]:
    """Everyone, or with `selective` those mentioned and the author of the message replied to."""
    everyone = [who for who in chat.party_ids() if who != message.author.id]
    if not markup.options.get("selective"):
        return everyone
    chosen = {one["user"]["id"] for one in message.text.entities if one["type"] == "text_mention"}
    replied = chat.messages.get(message.reply_to or 0)
    if replied is not None:
        chosen.add(replied.author.id)
    return [who for who in everyone if who in chosen]


@method("sendMediaGroup", f"{SEND} media")
def send_media_group(asked: Asked) -> list[Json]:
    chat = open_chat(asked)
    items = asked.params.list("media")
    if not 2 <= len(items) <= 10:
        raise bad("expected 2-10 InputMedia in media group" if items else "media is empty")
    kinds = {str(one.get("type")) for one in items if isinstance(one, dict)}
    if len(kinds) > 1 or not kinds <= set(_ALBUM_KINDS):
        raise bad("can't use the media of the specified type in the album")
    parts = [_album_part(asked, one) for one in items]
    template = _blank(asked, chat)
    spend(asked, chat, len(parts))
    album = str(asked.world.number())
    return [_shown(asked, _post_part(asked, template, album, *part)) for part in parts]


def _album_part(asked: Asked, item: Json) -> tuple[Text, Media]:
    params = of(item)
    return (
        outgoing.caption(asked.world, params),
        outgoing.media(asked, str(item["type"]), params, "media"),
    )


def _post_part(asked: Asked, template: Message, album: str, text: Text, media: Media) -> Message:
    message = _copy(template, template.chat)
    message.text, message.media, message.album = text, media, album
    message.id = asked.world.next_message_id()
    return asked.world.post(message)


def _copy(source: Message, chat: Chat) -> Message:
    return Message(
        id=0,
        chat=chat,
        date=int(time.time()),
        author=source.author,
        text=source.text,
        media=source.media,
        reply_to=source.reply_to,
        thread=source.thread,
        protected=source.protected,
        silent=source.silent,
    )


@method("copyMessage", f"{SEND} {CAPTION} from_chat_id message_id video_start_timestamp")
def copy_message(asked: Asked) -> Json:
    chat = open_chat(asked)
    source = _source(asked, "copy")
    text = source.text
    if source.media is not None and asked.params.has("caption"):
        text = outgoing.caption(asked.world, asked.params)
    copied = _send(asked, chat, "text messages", text, source.media)
    return {"message_id": copied.id}


@method("forwardMessage", f"{SEND} from_chat_id message_id video_start_timestamp")
def forward_message(asked: Asked) -> Json:
    chat = open_chat(asked)
    source = _source(asked, "forward")
    spend(asked, chat, 1)
    message = _blank(asked, chat)
    message.text, message.media = source.text, source.media
    message.origin = shapes.origin(asked.world, source)
    message.id = asked.world.next_message_id()
    return _shown(asked, asked.world.post(message))


def _source(asked: Asked, verb: str) -> Message:
    source = message_of(asked, known_chat(asked, "from_chat_id"), verb)
    if source.protected or source.service is not None:
        raise bad(
            f"the message can't be {verb.removesuffix('y')}{'ied' if verb == 'copy' else 'ed'}"
        )
    return source


@method("sendChatAction", "business_connection_id chat_id message_thread_id action")
def send_chat_action(asked: Asked) -> bool:
    chat = open_chat(asked)
    action = asked.params.text("action")
    if not action:
        raise bad("wrong parameter action in request")
    chat.typing[asked.bot.id] = time.monotonic() + TYPING_SECONDS
    asked.world.touch()
    return True


@method("pinChatMessage", "business_connection_id chat_id message_id disable_notification")
def pin(asked: Asked) -> bool:
    chat = open_chat(asked)
    message = message_of(asked, chat, "pin")
    _check_pin(asked, chat)
    if message.id in chat.pinned:
        chat.pinned.remove(message.id)
    chat.pinned.append(message.id)
    note = Message(
        id=asked.world.next_message_id(),
        chat=chat,
        date=int(time.time()),
        author=asked.bot,
        service={"pinned_message": message.id},
        thread=message.thread,
    )
    asked.world.post(note)
    return True


@method("unpinChatMessage", "business_connection_id chat_id message_id")
def unpin(asked: Asked) -> bool:
    chat = open_chat(asked)
    _check_pin(asked, chat)
    number: Any = asked.params.number("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if number not in chat.pinned:
        existing(chat, number, "unpin")
    else:
        chat.pinned.remove(number)
    asked.world.touch()
    return True


@method("unpinAllChatMessages", "chat_id")
def unpin_all(asked: Asked) -> bool:
    chat = open_chat(asked)
    _check_pin(asked, chat)
    chat.pinned.clear()
    asked.world.touch()
    return True


def _check_pin(asked: Asked, chat: Chat) -> None:
    if not chat.private and not chat.member(asked.bot.id).may("can_pin_messages"):
        raise bad("not enough rights to manage pinned messages in the chat")
