"""Answers to button presses and inline queries."""

import re
import time
from typing import Any

from handlers.emulator import outgoing
from handlers.emulator.access import Asked
from handlers.emulator.keyboards import Markup, read_markup
from handlers.emulator.methods import method
from handlers.emulator.params import of
from handlers.emulator.refusal import Json, bad
from handlers.emulator.richtext import Text, units
from handlers.emulator.world import Media

CALLBACK_TEXT_UNITS = 200
# How long the server waits for an answer. Not scaled by pace: what a test wants late it makes late
# (POST /emulator/age), and a busy machine must not look like a slow bot.
CALLBACK_SECONDS = 60.0
INLINE_SECONDS = 30.0
RESULTS = 50
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
_CACHED = {"photo": "photo_file_id", "document": "document_file_id"}
_RESULT_KINDS = frozenset(
    (
        *("article", "photo", "gif", "mpeg4_gif", "video", "audio", "voice", "document"),
        *("location", "venue", "contact", "sticker"),
    )
)


@method("answerCallbackQuery", "callback_query_id text show_alert url cache_time")
def answer_callback(asked: Asked) -> bool:
    params = asked.params
    tap = asked.world.taps.get(params.text("callback_query_id"))
    if tap is None or tap.bot is not asked.bot or tap.answered:
        raise bad(_TOO_OLD)
    if time.monotonic() - tap.at > CALLBACK_SECONDS:
        raise bad(_TOO_OLD)
    if units(params.text("text")) > CALLBACK_TEXT_UNITS:
        raise bad("MESSAGE_TOO_LONG")
    url = params.text("url")
    if url and not url.startswith((f"https://t.me/{asked.bot.username}?", "tg://", "t.me/")):
        raise bad("URL_INVALID")
    tap.answered = True
    tap.text, tap.alert, tap.url = params.text("text"), params.flag("show_alert"), url
    asked.world.touch()
    return True


@method(
    "answerInlineQuery",
    "inline_query_id results cache_time is_personal next_offset button "
    "switch_pm_text switch_pm_parameter",
)
def answer_inline(asked: Asked) -> bool:
    world, params = asked.world, asked.params
    question = world.questions.get(params.text("inline_query_id"))
    if question is None or question.bot is not asked.bot or question.answer is not None:
        raise bad(_TOO_OLD)
    if time.monotonic() - question.at > INLINE_SECONDS:
        raise bad(_TOO_OLD)
    results = _results(asked)
    answer: Json = {
        "results": results,
        "next_offset": params.text("next_offset"),
        "button": _button(params.object("button")),
    }
    if len(answer["next_offset"].encode()) > 64:
        raise bad("NEXT_OFFSET_INVALID")
    question.answer = answer
    seconds = params.number("cache_time") if params.has("cache_time") else 300
    if seconds > 0:
        # Without is_personal everybody gets what was made for the first one who asked.
        who = question.person.id if params.flag("is_personal") else 0
        until = world.kit.clock.seconds() + seconds
        key = (asked.bot.id, who, question.query, question.offset)
        world.inline_cache[key] = (until, answer)
    world.touch()
    return True


def _results(asked: Asked) -> list[Json]:
    found = asked.params.list("results")
    if len(found) > RESULTS:
        raise bad("RESULTS_TOO_MUCH")
    results = [_result(asked, one) for one in found]
    if len({one["id"] for one in results}) < len(results):
        raise bad("RESULT_ID_DUPLICATE")
    return results


def _result(asked: Asked, found: Any) -> Json:
    """One result as the client keeps it: what to show, and `sent`, the message it would make."""
    if not isinstance(found, dict) or found.get("type") not in _RESULT_KINDS:
        raise bad("can't parse inline query result: unsupported inline query result type")
    if not 1 <= len(str(found.get("id", "")).encode()) <= 64:
        raise bad("RESULT_ID_INVALID")
    if found["type"] == "article" and not str(found.get("title") or "").strip():
        raise bad('can\'t parse inline query result: field "title" must be of type String')
    markup = read_markup(found.get("reply_markup"), private=False)
    if markup.kind not in ("none", "inline"):
        raise bad("inline keyboard expected")
    text, media = _content(asked, found)
    keys = ("id", "type", "title", "description", "url", "thumbnail_url")
    shown = {key: found[key] for key in keys if found.get(key)}
    return shown | {"id": str(found["id"]), "sent": (text, media, markup)}


def _content(asked: Asked, found: Json) -> tuple[Text, Media | None]:
    content = found.get("input_message_content")
    if isinstance(content, dict) and "message_text" in content:
        return _text(asked, content), None
    if found["type"] == "article":
        raise bad("can't parse inline query result: input message content is not specified")
    kind = found["type"]
    cached = _CACHED.get(kind)
    if cached is None or not found.get(cached):
        raise bad("WEBPAGE_CURL_FAILED")
    params = of(found)
    media = outgoing.media(asked, kind, params, cached)
    return outgoing.caption(asked.world, params), media


def _text(asked: Asked, content: Json) -> Text:
    values = {**content, "text": content["message_text"]}
    text = outgoing.formatted(asked.world, of(values), "text", "entities")
    if not text.plain:
        raise bad("MESSAGE_EMPTY")
    if text.size > outgoing.TEXT_UNITS:
        raise bad("MESSAGE_TOO_LONG")
    return text


def _button(found: Json) -> Json | None:
    if not found:
        return None
    start = found.get("start_parameter")
    if start is None and found.get("web_app") is None:
        raise bad("can't parse inline query results button: start_parameter is not specified")
    if start is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", str(start)):
        raise bad("START_PARAM_INVALID")
    return found


def result_of(answer: Json, result_id: str) -> tuple[Text, Media | None, Markup] | None:
    """What choosing this result sends."""
    for one in answer["results"]:
        if one["id"] == result_id:
            sent: tuple[Text, Media | None, Markup] = one["sent"]
            return sent
    return None
