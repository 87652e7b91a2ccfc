"""Methods that change or delete what a bot has sent."""

import time
from typing import Any

from handlers.emulator import outgoing, shapes
from handlers.emulator.access import Asked, check_deletable, existing, message_of, open_chat
from handlers.emulator.keyboards import Markup
from handlers.emulator.methods import CAPTION, EDIT, method
from handlers.emulator.params import of
from handlers.emulator.refusal import Json, bad
from handlers.emulator.richtext import Text
from handlers.emulator.world import Media, Message

_SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


@method(
    "editMessageText",
    f"{EDIT} text parse_mode entities link_preview_options disable_web_page_preview",
)
def edit_text(asked: Asked) -> Json | bool:
    message = _target(asked)
    text = outgoing.message_text(asked, "MESSAGE_TOO_LONG")
    if message.media is not None or message.service is not None:
        raise bad("there is no text in the message to edit")
    return _change(asked, message, text, message.media)


@method("editMessageCaption", f"{EDIT} {CAPTION}")
def edit_caption(asked: Asked) -> Json | bool:
    message = _target(asked)
    if message.media is None:
        raise bad("there is no caption in the message to edit")
    return _change(asked, message, outgoing.caption(asked.world, asked.params), message.media)


@method("editMessageMedia", f"{EDIT} media")
def edit_media(asked: Asked) -> Json | bool:
    message = _target(asked)
    item = asked.params.object("media")
    if item.get("type") not in ("photo", "document"):
        raise bad("can't parse InputMedia: unsupported type specified")
    params = of(item)
    if message.inline_id is not None and asked.params.uploads:
        raise bad("can't upload a file for an inline message; use a file_id or an HTTP URL")
    text = outgoing.caption(asked.world, params)
    media = outgoing.media(asked, str(item["type"]), params, "media")
    return _change(asked, message, text, media)


@method("editMessageReplyMarkup", EDIT)
def edit_markup(asked: Asked) -> Json | bool:
    message = _target(asked)
    return _change(asked, message, message.text, message.media)


def _target(asked: Asked) -> Message:
    """The message to edit: the bot's own, or one sent through it in inline mode."""
    inline_id = asked.params.text("inline_message_id")
    if inline_id:
        message = asked.world.inline_messages.get(inline_id)
        if message is None or message.via is not asked.bot:
            raise bad("MESSAGE_ID_INVALID")
        return message
    chat = open_chat(asked)
    message = message_of(asked, chat, "edit")
    # Only messages without a keyboard or with an inline one can be edited.
    if message.author is not asked.bot or message.markup.kind not in ("none", "inline"):
        raise bad("message can't be edited")
    if message.service is not None:
        raise bad("message can't be edited")
    return message


def _change(asked: Asked, message: Message, text: Text, media: Media | None) -> Json | bool:
    """Put new content and keyboard in place; the keyboard goes when the request names none."""
    markup = _new_markup(asked, message)
    content_same = (text, _file(media)) == (message.text, _file(message.media))
    if content_same and markup.inline == message.markup.inline:
        raise bad(_SAME)
    asked.world.limits.spend_edit(asked.bot.id)
    message.text, message.media, message.markup = text, media, markup
    message.edited = int(time.time())
    # A client shows no "edited" when only the buttons have changed.
    message.edit_shown = message.edit_shown or not content_same
    asked.world.touch(message)
    if message.inline_id is not None:
        return True
    return shapes.message(asked.world, asked.bot, message)


def _file(media: Media | None) -> Any:
    return (media.kind, media.file.number if media.file else 0) if media else None


def _new_markup(asked: Asked, message: Message) -> Markup:
    private = message.chat.private and message.inline_id is None
    markup = outgoing.markup(asked, private=private)
    if markup.kind not in ("none", "inline"):
        raise bad("inline keyboard expected")
    return markup if markup.rows else Markup()


@method("deleteMessage", "chat_id message_id")
def delete(asked: Asked) -> bool:
    chat = open_chat(asked)
    message = message_of(asked, chat, "delete")
    check_deletable(asked, message)
    _forget(asked, message)
    return True


@method("deleteMessages", "chat_id message_ids")
def delete_many(asked: Asked) -> bool:
    """Ids that are not found are skipped; one that can't be deleted refuses all."""
    chat = open_chat(asked)
    numbers = asked.params.list("message_ids")
    if not 1 <= len(numbers) <= 100:
        raise bad("message identifiers are not specified" if not numbers else "too many messages")
    if not all(isinstance(one, int) for one in numbers):
        raise bad("can't parse message identifiers")
    found = [chat.messages[one] for one in numbers if one in chat.messages]
    for message in found:
        check_deletable(asked, message)
    for message in found:
        _forget(asked, message)
    return True


def _forget(asked: Asked, message: Message) -> None:
    chat = message.chat
    existing(chat, message.id, "delete")
    del chat.messages[message.id]
    if message.id in chat.pinned:
        chat.pinned.remove(message.id)
    for screen in chat.screens.values():
        if screen.force_reply == message.id:
            screen.force_reply = None
    asked.world.touch()
