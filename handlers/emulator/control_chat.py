"""The control API: what people do, and chats as they are now shown.

    POST send      {from, chat?, text | caption, photo | document | voice (base64), name, sticker,
                    album: [{photo|document, name, caption}], contact, reply_to, forward:
                    {chat, message_id}, thread, edit: message_id, delete: message_id}
                    -> {"message_id"} or {"message_ids"}; a long text goes in pieces, as apps cut it
    POST tap       {from, chat?, message_id?, button: text | part | data | {row, col}, choice?,
                    keyboard?: true for the reply keyboard} -> {kind, id?, value}; without
                    message_id the newest message with such a button, then the reply keyboard
    GET  taps/{id}?wait=5             the bot's answer: {answered, text, alert, url}
    POST inline    {from, bot?, query, chat?, offset?, wait?} -> {id, results, next_offset, button}
    POST inline/choose {id, result_id, chat?, thread?} -> {message_id}
    GET  chats/{id}?as=&after=&wait=  the chat; with `wait` answers when it has changed, or then
    GET  chats/{id}/wait?as=&contains=&button=&gone=&after=&timeout=  {found, chat}: answers as soon
                    as a message shown now contains the text (has the button; none contains it:
                    `gone`), with `after` one below that message; `found` is the newest such
                    message (true for gone), null when time ran out
    GET  files/{number}/{name}        the bytes of a file

`chat` is the id a bot uses or, for a person, the other side's id; left out it is the private chat
with the first bot.
"""

import base64
import binascii
import time
from collections.abc import Callable
from typing import Any

from aiohttp import web

from bot.emulator_kit import control_answer, control_body
from handlers.emulator import acts, screen
from handlers.emulator.control import bot_of, chat_of, number, person_of
from handlers.emulator.keyboards import Markup
from handlers.emulator.outgoing import TEXT_UNITS
from handlers.emulator.refusal import Json, Refusal
from handlers.emulator.richtext import pieces
from handlers.emulator.server import WORLD
from handlers.emulator.world import Chat, Media, Message, Person, World

WAIT_SECONDS = 5.0
_INLINE_IMAGES = ("image/jpeg", "image/png", "image/gif", "image/webp")
_UPLOADED = ("photo", "document", "voice")


def install(app: web.Application) -> None:
    router = app.router
    router.add_post("/emulator/send", _send)
    router.add_post("/emulator/tap", _tap)
    router.add_get("/emulator/taps/{id}", _tap_answer)
    router.add_post("/emulator/inline", _inline)
    router.add_post("/emulator/inline/choose", _choose)
    router.add_get("/emulator/chats/{id}", _chat)
    router.add_get("/emulator/chats/{id}/wait", _wait)
    router.add_get("/emulator/files/{number}/{name}", _file)


async def _send(request: web.Request) -> web.Response:
    world, body = request.app[WORLD], await control_body(request)
    person = person_of(world, body.get("from"))
    chat = chat_of(world, person, body.get("chat"))
    try:
        sent = _sent(world, person, chat, body)
    except Refusal as refusal:
        raise web.HTTPConflict(text=refusal.description) from None
    if len(sent) > 1:
        return control_answer({"message_ids": [one.id for one in sent]})
    return control_answer({"message_id": sent[0].id if sent else body.get("delete")})


def _sent(world: World, person: Person, chat: Chat, body: Json) -> list[Message]:
    if body.get("delete") is not None:
        acts.delete(world, person, chat, number(body["delete"]))
        return []
    if body.get("edit") is not None:
        text = str(body.get("text", ""))
        return [acts.edit(world, person, chat, number(body["edit"]), text)]
    if body.get("forward") is not None:
        source = chat_of(world, person, body["forward"].get("chat"))
        found = source.messages.get(number(body["forward"].get("message_id")))
        if found is None:
            raise acts.Impossible("there is no such message to forward")
        return [acts.forward(world, person, found, chat)]
    album = body.get("album")
    if album:
        name = str(world.number())
        return [_write(world, person, chat, {**body, **one}, name) for one in album]
    if any(body.get(kind) for kind in ("sticker", "contact", *_UPLOADED)):
        return [_write(world, person, chat, body, None)]
    return [
        _write(world, person, chat, {**body, "text": one}, None)
        for one in pieces(str(body.get("text") or ""), TEXT_UNITS)
    ]


def _write(world: World, person: Person, chat: Chat, body: Json, album: str | None) -> Message:
    origin = body.get("forward_from")
    if isinstance(origin, str):
        origin = {"type": "hidden_user", "date": int(time.time()), "sender_user_name": origin}
    wrote = acts.Wrote(
        text=str(body.get("text") or body.get("caption") or ""),
        media=_media(world, body),
        reply_to=body.get("reply_to"),
        thread=body.get("thread"),
        origin=origin,
        album=album,
    )
    return acts.write(world, person, chat, wrote)


def _media(world: World, body: Json) -> Media | None:
    if body.get("sticker"):
        return _sticker(world, str(body["sticker"]))
    if body.get("contact"):
        return Media("contact", fields=body["contact"])
    for kind in _UPLOADED:
        if body.get(kind) is not None:
            name = str(
                body.get("name") or {"photo": "photo.jpg", "voice": "voice.ogg"}.get(kind, "file")
            )
            stored = world.files.put(kind, name, _bytes(body[kind]))
            extra = {"duration": 3, "mime_type": "audio/ogg"} if kind == "voice" else {}
            return Media(kind, stored, extra)
    return None


def _sticker(world: World, emoji: str) -> Media:
    stored = world.files.put("sticker", "sticker.webp", b"RIFF\0\0\0\0WEBP" + emoji.encode())
    fields = {"type": "regular", "width": 512, "height": 512, "emoji": emoji}
    return Media("sticker", stored, {**fields, "is_animated": False, "is_video": False})


def _bytes(found: Any) -> bytes:
    try:
        return base64.b64decode(str(found), validate=True)
    except binascii.Error:
        raise web.HTTPBadRequest(text="a file must be base64") from None


async def _tap(request: web.Request) -> web.Response:
    world, body = request.app[WORLD], await control_body(request)
    person = person_of(world, body.get("from"))
    chat = chat_of(world, person, body.get("chat"))
    pressed = _pressed(world, person, chat, body)
    answer: Json = {"kind": pressed.kind, "value": pressed.value, "where": pressed.chat}
    if pressed.tap is not None:
        answer["id"] = pressed.tap.id
    return control_answer(answer)


def _pressed(world: World, person: Person, chat: Chat, body: Json) -> acts.Pressed:
    wanted, number_ = body.get("button"), body.get("message_id")
    messages = reversed(list(screen.history(world, chat)))
    for message in () if body.get("keyboard") else messages:
        if number_ is not None and message.id != number_:
            continue
        button = acts.find_button(message.markup.inline, wanted)
        if button is not None:
            return acts.press(world, person, message, button)
    own = chat.screen(person.id)
    button = acts.find_button((own.keyboard or Markup()).rows, wanted)
    if button is None or number_ is not None:
        raise acts.Impossible(f"no button {wanted!r} is shown")
    return acts.press_reply(world, person, chat, button, body.get("choice") or {})


async def _tap_answer(request: web.Request) -> web.Response:
    world = request.app[WORLD]
    tap = world.taps.get(request.match_info["id"])
    if tap is None:
        raise web.HTTPNotFound(text="there was no such press")
    await _until(world, lambda: tap.answered, _seconds(request, "wait", 0.0))
    return control_answer(
        {"answered": tap.answered, "text": tap.text, "alert": tap.alert, "url": tap.url}
    )


async def _until(world: World, ready: Callable[[], bool], seconds: float) -> None:
    """Wait until `ready` or until the time is over."""
    ends = time.monotonic() + seconds
    while not ready():
        left = ends - time.monotonic()
        if left <= 0:
            return
        await world.pulse.wait(left)


def _seconds(request: web.Request, name: str, default: float) -> float:
    try:
        return min(float(request.query.get(name) or default), 120.0)
    except ValueError:
        raise web.HTTPBadRequest(text=f"{name} is no number") from None


async def _inline(request: web.Request) -> web.Response:
    world, body = request.app[WORLD], await control_body(request)
    person = person_of(world, body.get("from"))
    bot = bot_of(world, body.get("bot"))
    chat = chat_of(world, person, body.get("chat"))
    query, offset = str(body.get("query", "")), str(body.get("offset", ""))
    question = acts.ask(world, person, bot, query, chat, offset)
    wait = float(body.get("wait", WAIT_SECONDS))
    await _until(world, lambda: question.answer is not None, wait)
    if question.answer is None:
        return control_answer({"id": question.id, "results": None})
    shown = [_result(one) for one in question.answer["results"]]
    return control_answer({"id": question.id, **question.answer, "results": shown})


def _result(found: Json) -> Json:
    text, _, markup = found["sent"]
    shown = {key: value for key, value in found.items() if key != "sent"}
    buttons = [[one["text"] for one in row] for row in markup.rows]
    return {**shown, "text": text.plain, "buttons": buttons}


async def _choose(request: web.Request) -> web.Response:
    world, body = request.app[WORLD], await control_body(request)
    question = world.questions.get(str(body.get("id")))
    if question is None:
        raise web.HTTPNotFound(text="there was no such inline query")
    chat = chat_of(world, question.person, body.get("chat"))
    sent = acts.choose(world, question, str(body.get("result_id")), chat, body.get("thread"))
    return control_answer({"message_id": sent.id})


def viewed(request: web.Request) -> tuple[World, Chat, Person | None]:
    """The chat of the address and who looks at it."""
    world = request.app[WORLD]
    person = person_of(world, request.query["as"]) if request.query.get("as") else None
    chat = chat_of(world, person, request.match_info["id"])
    if person is None and chat.private:
        person = world.people.get(chat.id)
    return world, chat, person


async def _chat(request: web.Request) -> web.Response:
    world, chat, person = viewed(request)
    wait = _seconds(request, "wait", 0.0)
    if wait:
        await world.pulse.wait(wait)
    after = number(request.query.get("after") or 0)
    return control_answer(screen.shown_chat(world, chat, person, after))


async def _wait(request: web.Request) -> web.Response:
    world, chat, person = viewed(request)
    query = request.query
    contains, button = query.get("contains", ""), query.get("button", "")
    gone = query.get("gone") in ("1", "true")
    after = number(query.get("after") or 0)
    found: list[Message] = []

    def ready() -> bool:
        below = (one for one in screen.history(world, chat) if one.id > after)
        found[:] = [one for one in below if _has(one, contains, button)]
        return bool(found) is not gone

    await _until(world, ready, _seconds(request, "timeout", WAIT_SECONDS))
    shown: Any = screen.shown_message(world, found[-1]) if found else None
    return control_answer(
        {
            "found": (not found or None) if gone else shown,
            "chat": screen.shown_chat(world, chat, person),
        }
    )


def _has(message: Message, contains: str, button: str) -> bool:
    if contains and contains not in visible_text(message):
        return False
    return not button or acts.find_button(message.markup.inline, button) is not None


def visible_text(message: Message) -> str:
    """What can be read on the message: its text and the name of its file."""
    file = message.media.file if message.media else None
    name = (
        file.name if file is not None and message.media and message.media.kind == "document" else ""
    )
    return f"{message.text.plain}\n{name}"


async def _file(request: web.Request) -> web.Response:
    """Pictures and PDF open in the browser, everything else is downloaded."""
    stored = request.app[WORLD].files.by_number(number(request.match_info["number"]))
    if stored is None:
        raise web.HTTPNotFound(text="there is no such file")
    opens = stored.mime in (*_INLINE_IMAGES, "application/pdf")
    kind = stored.mime if opens else "application/octet-stream"
    headers = {
        "Content-Disposition": "inline" if opens else "attachment",
        "X-Content-Type-Options": "nosniff",
        "Content-Type": kind,
        "Cache-Control": "max-age=3600",
    }
    return web.Response(body=stored.body, headers=headers)
