"""What a bot puts into a message: text, caption, media, options; read and checked."""

import re
from dataclasses import replace
from typing import Any

from handlers.emulator.access import Asked
from handlers.emulator.files import Stored, thumbnail_fault
from handlers.emulator.htmlmode import parse_html
from handlers.emulator.keyboards import Markup, read_markup, too_wide
from handlers.emulator.params import Params, Upload, of
from handlers.emulator.refusal import Json, bad
from handlers.emulator.richtext import Text, tidy
from handlers.emulator.shapes import user
from handlers.emulator.world import Chat, Media, World

TEXT_UNITS = 4096
CAPTION_UNITS = 1024
_ENTITY_KINDS = frozenset(
    (
        *("mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"),
        *("bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre"),
        *("blockquote", "expandable_blockquote", "text_link", "text_mention", "custom_emoji"),
    )
)


def formatted(world: World, params: Params, name: str, entities: str) -> Text:
    """A text parameter with its parse_mode or its entities; not trimmed to any limit."""
    source = params.text(name)
    mode = params.text("parse_mode").lower()
    if mode not in ("", "html"):
        # Markdown modes exist at Telegram; nothing here sends them.
        world.kit.violate(f"parse_mode {mode} is not emulated")
        raise bad("unsupported parse_mode")
    if mode == "html":
        text = parse_html(source)
    else:
        text = Text(source, tuple(_entity(one) for one in params.list(entities)))
    return tidy(_with_mentions(world, text))


def _entity(found: Any) -> Json:
    if not isinstance(found, dict) or found.get("type") not in _ENTITY_KINDS:
        raise bad("can't parse entities: unsupported MessageEntity type specified")
    if not isinstance(found.get("offset"), int) or not isinstance(found.get("length"), int):
        raise bad("can't parse entities: MessageEntity has no offset or length")
    return found


def _with_mentions(world: World, text: Text) -> Text:
    """Links to tg://user?id=... become mentions of people whom the server knows."""
    kept: list[Json] = []
    for one in text.entities:
        match = re.fullmatch(r"tg://user\?id=(\d+)/?", str(one.get("url", "")))
        if match is None:
            kept.append(one)
        elif int(match[1]) in world.people:
            mention = {key: value for key, value in one.items() if key != "url"}
            known = user(world.people[int(match[1])])
            kept.append(mention | {"type": "text_mention", "user": known})
    return replace(text, entities=tuple(kept))


def message_text(asked: Asked, too_long: str = "message is too long") -> Text:
    text = formatted(asked.world, asked.params, "text", "entities")
    if not text.plain:
        raise bad("message text is empty")
    if text.size > TEXT_UNITS:
        raise bad(too_long)
    return text


def caption(world: World, params: Params) -> Text:
    text = formatted(world, params, "caption", "caption_entities")
    if text.size > CAPTION_UNITS:
        raise bad("message caption is too long")
    return text


def markup(asked: Asked, *, private: bool) -> Markup:
    found = asked.params.json("reply_markup", "reply keyboard markup")
    read = read_markup(found, private=private)
    if too_wide(read):
        asked.world.kit.violate(f"{asked.bot.username}: more than 8 buttons in a row")
    return read


def media(asked: Asked, kind: str, params: Params | None = None, name: str | None = None) -> Media:
    """The file of parameter `name` (default: `kind`): a new one or a file_id."""
    params = params or asked.params
    name = name or kind
    upload = _upload(asked, params, name)
    if upload is None:
        return Media(kind, _by_id(asked, kind, params.text(name)))
    thumbnail = _thumbnail(asked, params)
    stored = asked.world.files.put(kind, upload.name, upload.body, thumbnail)
    return Media(kind, stored)


def _upload(asked: Asked, params: Params, name: str) -> Upload | None:
    """A file of the body: under its own name, or under one that `attach://` gives."""
    uploads = asked.params.uploads
    if params is asked.params and name in uploads:
        return uploads[name]
    value = params.text(name)
    if not value.startswith("attach://"):
        return None
    attached = uploads.get(value.removeprefix("attach://"))
    if attached is None:
        raise bad(f'wrong file identifier/HTTP URL specified: no file "{value}" in the request')
    return attached


def _by_id(asked: Asked, kind: str, value: str) -> Stored:
    if not value:
        raise bad(f"there is no {kind} in the request")
    if value.startswith(("http://", "https://")):
        # Telegram would fetch it; the emulator opens no address.
        raise bad("failed to get HTTP URL content")
    stored = asked.world.files.by_id(asked.bot.id, value)
    if stored is None:
        raise bad("wrong file identifier/HTTP URL specified")
    if stored.kind != kind:
        was, now = stored.kind.capitalize(), kind.capitalize()
        raise bad(f"can't use file of type {was} as {now}")
    return stored


def _thumbnail(asked: Asked, params: Params) -> bytes | None:
    """The thumbnail, or None for one that the server ignores; that is noted as a violation."""
    upload = _upload(asked, params, "thumbnail")
    if upload is None:
        return None
    fault = thumbnail_fault(upload.body)
    if fault is not None:
        asked.world.kit.violate(f"{asked.bot.username}: {fault}")
        return None
    return upload.body


def reply_target(asked: Asked, chat: Chat) -> tuple[int | None, str | None]:
    """Message replied to and the quote, from reply_parameters or reply_to_message_id."""
    found = asked.params.object("reply_parameters")
    number = of(found).number("message_id") or asked.params.number("reply_to_message_id")
    if not number:
        return None, None
    if number in chat.messages:
        return number, found.get("quote")
    if found.get("allow_sending_without_reply") or asked.params.flag("allow_sending_without_reply"):
        return None, None
    raise bad("message to be replied not found")
