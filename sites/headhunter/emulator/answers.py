"""What an employer tells a candidate: moves with words, chats, templates (headhunter.md 6.4, 6.6).

A refusal is 403 with `negotiations/<value>`; a chat has errors of its own, without a value.
"""

import json
import re
from typing import Any

from aiohttp import web

from sites.headhunter.emulator import hooks
from sites.headhunter.emulator.access import unpaid
from sites.headhunter.emulator.actions import REFUSAL, STAGES, TEMPLATES, arguments
from sites.headhunter.emulator.refusals import bad_argument, not_found, refuse
from sites.headhunter.emulator.responses import in_chat, visible
from sites.headhunter.emulator.world import Said, Topic, now, world_of

_LONGEST = 20_000
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.I)


def routes() -> list[web.RouteDef]:
    """The addresses of this part."""
    return [
        web.put(r"/negotiations/{stage:[a-z_0-9]+}/{id:\d+}", move),
        web.post(r"/negotiations/{id:\d+}/messages", write_message),
        web.post(r"/common/chats/{chat:\d+}/messages", write_chat),
        web.get(r"/message_templates/{name:\w+}", template, allow_head=False),
        web.post("/negotiations/phone_interview", invite),
    ]


async def _form(request: web.Request) -> dict[str, str] | None:
    """None for what is no form."""
    if not await request.read():
        return {}
    if request.content_type != "application/x-www-form-urlencoded":
        return None
    return {name: str(value) for name, value in (await request.post()).items()}


async def move(request: web.Request) -> web.Response:
    """To another stage; arguments in a form (6.4). Only words change what the applicant sees."""
    topic, stage = visible(request), request.match_info["stage"]
    refusal = unpaid(request, "1")
    if refusal is not None or topic is None or stage not in STAGES:
        return refusal or refuse(404, "negotiations", "topic_not_found")
    form = await _form(request)
    if form is None:
        return refuse(400, "bad_request")
    unknown = set(form) - set(arguments(stage))
    if unknown:
        return bad_argument(min(unknown))
    refusal = _unfit(topic, stage, form)
    if refusal is not None:
        return refusal
    old, topic.state = topic.stage, topic.shown
    topic.stage, topic.updated_at, topic.viewed = stage, now(), True
    if "message" in form:
        topic.state = "discard" if stage == REFUSAL else "invitation"
        topic.told.append(Said(form["message"], now()))
    hooks.moved(request.app, world_of(request), topic, old)
    return web.Response(status=204)


def _unfit(topic: Topic, stage: str, form: dict[str, str]) -> web.Response | None:
    if topic.refuses is not None:
        return refuse(403, "negotiations", topic.refuses)
    if topic.resume is None:
        return refuse(403, "negotiations", "resume_deleted")
    if stage in (topic.stage, "response"):
        return refuse(403, "negotiations", "wrong_state")
    if set(form) - {"message"} and "message" not in form:
        return refuse(403, "negotiations", "message_cannot_be_empty")
    return _unfit_words(form["message"]) if "message" in form else None


def _unfit_words(text: str) -> web.Response | None:
    if not text.strip():
        return refuse(403, "negotiations", "empty_message")
    return refuse(403, "negotiations", "too_long_message") if len(text) > _LONGEST else None


async def write_message(request: web.Request) -> web.Response:
    """Deprecated; what comes back on success is no JSON (S:send-negotiation-message)."""
    topic, refusal = visible(request), unpaid(request, "1")
    if refusal is not None or topic is None:
        return refusal or refuse(404, "negotiations", "topic_not_found")
    form = await _form(request)
    if form is None or "message" not in form:
        return bad_argument("message")
    if topic.refuses is not None:
        return refuse(403, "negotiations", topic.refuses)
    refusal = _unfit_words(form["message"])
    if refusal is not None:
        return refusal
    topic.told.append(Said(form["message"], now()))
    return web.Response(status=201, text="<p>OK</p>", content_type="text/html")


async def write_chat(request: web.Request) -> web.Response:
    """JSON with a key of its own: the same one again is a conflict, nothing is sent twice."""
    topic, refusal = in_chat(request)
    if topic is None:
        return refusal
    try:
        body = json.loads(await request.read())
    except ValueError:
        return refuse(400, "bad_json_data")
    refused = _unfit_json(body)
    if refused is not None:
        return refused
    if world_of(request).switches.chats == "blocked":
        return refuse(403, "forbidden", reason="chat_blocked")
    if body["idempotency_key"] in [one.key for one in topic.told]:
        return refuse(409, "conflict", reason="already_exists")
    topic.told.append(Said(body["text"], now(), body["idempotency_key"]))
    return web.json_response({"id": f"{topic.id}{len(topic.told) + 1}"}, status=201)


def _unfit_json(body: Any) -> web.Response | None:
    if not isinstance(body, dict):
        return refuse(400, "bad_json_data")
    unknown = set(body) - {"idempotency_key", "text", "is_automated"}
    if unknown:
        return refuse(400, "bad_json_data", min(unknown), reason="unexpected")
    if not _UUID.fullmatch(str(body.get("idempotency_key"))):
        return refuse(400, "bad_json_data", "idempotency_key", reason="invalid")
    return _unfit_text(body.get("text"))


def _unfit_text(text: Any) -> web.Response | None:
    if not isinstance(text, str) or not text:
        return refuse(400, "text", reason="required")
    if len(text) > _LONGEST:
        return refuse(400, "bad_json_data", "text", reason="greater_than_max")
    if text.casefold().split().count("спам") > 2:
        return refuse(400, "text", reason="spam_detected")
    return None


async def template(request: web.Request) -> web.Response:
    """A text for one response, with the applicant's name in it."""
    refusal = unpaid(request, "1")
    if refusal is not None:
        return refusal
    name = request.match_info["name"]
    stage = next((one for one, names in TEMPLATES.items() if name in names), None)
    if stage is None:
        return not_found()
    topic = visible(request, request.query.get("topic_id", ""))
    if topic is None:
        return bad_argument("topic_id")
    who = (topic.resume or {}).get("first_name") or "соискатель"
    text = f"Здравствуйте, {who}! {STAGES[stage]}: спасибо за отклик."
    mail = {"text": text, "employer_state": stage.upper(), "template_modified": False}
    return web.json_response({"mail": mail})


async def invite(request: web.Request) -> web.Response:
    """Spends a contact: noted as what no client of ours does. No JSON comes back either."""
    headers = {"Location": "/negotiations/1"}
    return web.Response(status=201, text="", content_type="text/html", headers=headers)
