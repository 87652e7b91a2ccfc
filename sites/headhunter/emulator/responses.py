"""Negotiations, resumes, chats, files, photos (headhunter.md 6)."""

import asyncio
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote
from zlib import crc32

from aiohttp import web

from bot.emulator_kit import documents
from sites.headhunter.emulator import resumes
from sites.headhunter.emulator.access import MANAGER, puzzle, unpaid
from sites.headhunter.emulator.actions import STAGES, actions
from sites.headhunter.emulator.refusals import bad_argument, not_found, refuse
from sites.headhunter.emulator.vacancies import paged, short, wrong_page
from sites.headhunter.emulator.world import Topic, Vacancy, World, iso, now, world_of

_ORDERS = ("created_at", "last_change_time_except_employer_inbox", "relevance")


def routes() -> list[web.RouteDef]:
    """The addresses of this part."""
    return [
        web.get("/negotiations", collections, allow_head=False),
        web.post("/negotiations/read", mark_read),
        web.get(r"/negotiations/{id:\d+}", one_topic, allow_head=False),
        web.get(r"/negotiations/{stage:[a-z_0-9]+}", collection, allow_head=False),
        web.get(r"/negotiations/{id:\d+}/messages", old_messages, allow_head=False),
        web.get(r"/resumes/{id:\w+}", resume, allow_head=False),
        web.get(r"/resumes/{id:\w+}/download/{name}", download, allow_head=False),
        web.get(r"/common/chats/{chat:\d+}/messages", chat, allow_head=False),
        web.get(r"/photos/{id:\d+}/{size}.jpg", photo, allow_head=False),
    ]


# -- collections ---------------------------------------------------------------------------


def _seen(request: web.Request, number: str) -> Vacancy | None:
    """The ad where this manager may see its responses."""
    manager, world = request[MANAGER], world_of(request)
    ad = world.owned(manager.company.name, number)
    if ad is None or not (manager.user.admin or ad.manager == manager.id):
        return None
    return ad


async def collections(request: web.Request) -> web.Response:
    """What can be listed of one ad; no items for employers."""
    number = request.query.get("vacancy_id")
    if number is None:
        return bad_argument("vacancy_id")
    refusal = unpaid(request, "1")
    if refusal is not None:
        return refusal
    ad = _seen(request, number)
    if ad is None:
        return not_found()
    found = [_collection(request, ad, stage) for stage in STAGES]
    states = [{"id": stage, "name": name} for stage, name in STAGES.items()]
    return web.json_response(
        {"collections": found, "generated_collections": [], "employer_states": states}
    )


def _collection(request: web.Request, ad: Vacancy, stage: str) -> dict[str, Any]:
    world, name = world_of(request), STAGES[stage]
    mine = _in(world, ad, stage)
    counters = {"total": len(mine), "with_updates": sum(1 for one in mine if not one.viewed)}
    url = f"{request.url.origin()}/negotiations/{stage}?vacancy_id={ad.id}"
    dated, where = ["created_at"], world.switches.order_types
    rest = list(_ORDERS[1:] if where != "none" else _ORDERS[2:])
    sub = {
        "id": f"{stage}_1",
        "name": "Остальные",
        "root_collection": True,
        "url": url,
        "counters": counters,
        "order_types": _order_types(url, dated if where == "sub" else rest),
    }
    return {
        "id": stage,
        "name": name,
        "description": name,
        "hidden": False,
        "url": url,
        "counters": counters,
        "order_types": _order_types(url, [*(dated if where == "root" else []), *rest]),
        "sub_collections": [sub] if stage == "response" else [],
    }


def _order_types(url: str, names: Sequence[str]) -> list[dict[str, str]]:
    return [{"id": one, "name": one, "url": f"{url}&order_by={one}"} for one in names]


def _in(world: World, ad: Vacancy, stage: str) -> list[Topic]:
    return [
        one
        for one in world.topics.values()
        if one.vacancy == ad.id and one.stage == stage and not one.deleted
    ]


async def collection(request: web.Request) -> web.Response:
    """A page of responses. Two at once for one login are a violation: one sync at a time."""
    world, manager = world_of(request), request[MANAGER]
    with world.kit.alone(f"responses of {manager.user.login}/{manager.id}"):
        await asyncio.sleep(world.switches.latency)
        return _listed(request)


def _listed(request: web.Request) -> web.Response:
    world, stage = world_of(request), request.match_info["stage"].removesuffix("_1")
    refusal = wrong_page(request, 50)
    if refusal is None and request.query.get("vacancy_id") is None:
        refusal = bad_argument("vacancy_id")
    refusal = refusal or unpaid(request, "1")
    ad = _seen(request, request.query.get("vacancy_id", ""))
    if refusal is not None or ad is None or stage not in STAGES:
        return refusal or not_found()
    offered = _ORDERS[{"nobody": 1, "none": 2}.get(world.switches.order_types, 0) :]
    order = request.query.get("order_by", offered[-2] if len(offered) > 1 else offered[0])
    if order not in offered:
        return bad_argument("order_by")
    found = _in(world, ad, stage)
    if request.query.get("show_only_new_responses") == "true":
        found = [one for one in found if not one.viewed]
    if order == "relevance":  # which says nothing of time
        found.sort(key=lambda one: crc32(one.id.encode()))
    else:
        found.sort(
            key=lambda one: (
                one.created_at if order == "created_at" else one.updated_at,
                int(one.id),
            ),
            reverse=world.switches.order == "newest",
        )
    page, items = paged(request, found, 50)
    return web.json_response(
        {
            **page,
            "hidden_count": 0,
            "ordered_by": {"id": order, "name": order},
            "items": [_item(request, one) for one in items],
        }
    )


def _item(request: web.Request, topic: Topic) -> dict[str, Any]:
    base = request.url.origin()
    state = {"id": topic.shown, "name": STAGES[topic.stage]}
    stage = {"id": topic.stage, "name": STAGES[topic.stage]}
    unread = 0 if topic.viewed or topic.letter is None else 1
    said = len(topic.told) + (0 if topic.letter is None else 1)
    return {
        "id": topic.id,
        "chat_id": topic.chat,
        "created_at": iso(topic.created_at),
        "updated_at": iso(topic.updated_at),
        "state": state,
        "employer_state": stage,
        "funnel_stage": {"id": "1", "state": stage, "substate": None},
        "has_updates": not topic.viewed,
        "viewed_by_opponent": True,
        "counters": {"messages": said, "unread_messages": unread},
        "messaging_status": "ok",
        "messages_url": f"{base}/negotiations/{topic.id}/messages",
        "source": topic.source,
        "tags": [],
        "test_result": None,
        "url": f"{base}/negotiations/{topic.id}",
        "actions": actions(request, topic),
        "templates": [],
        "resume": _short_resume(request, topic),
        **topic.item,
    }


def _short_resume(request: web.Request, topic: Topic) -> dict[str, Any] | None:
    if topic.resume is None:
        return None
    return resumes.short(request, topic)


async def one_topic(request: web.Request) -> web.Response:
    refusal = unpaid(request, "1")
    if refusal is not None:
        return refusal
    topic = world_of(request).topics.get(request.match_info["id"])
    ad = None if topic is None else _seen(request, topic.vacancy)
    if topic is None or ad is None or topic.deleted:
        return refuse(404, "negotiations", "topic_not_found")
    return web.json_response({**_item(request, topic), "vacancy": short(request, ad)})


async def mark_read(request: web.Request) -> web.Response:
    """Responses of one ad become viewed."""
    world, form = world_of(request), await request.post()
    if request.content_type != "application/x-www-form-urlencoded" or "topic_id" not in form:
        return bad_argument("topic_id")
    found = [world.topics.get(str(one)) for one in form.getall("topic_id")]
    topics = [one for one in found if one is not None and _seen(request, one.vacancy) is not None]
    if len(topics) != len(found):
        return not_found()
    for one in topics:
        one.viewed = True
    return web.Response(status=204)


def visible(request: web.Request, number: str | None = None) -> Topic | None:
    """The response of the address, or this one, where this manager may see it."""
    topic = world_of(request).topics.get(number or request.match_info.get("id", ""))
    if topic is None or topic.deleted or _seen(request, topic.vacancy) is None:
        return None
    return topic


# -- resumes -------------------------------------------------------------------------------


def _of_resume(request: web.Request) -> Topic | None:
    """The newest topic of this resume that the manager may see; hashes differ by company."""
    number = request.match_info["id"]
    wanted = request.query.get("topic_id")
    for topic in reversed(world_of(request).topics.values()):
        mine = topic.resume is not None and topic.resume["id"] == number
        if mine and wanted in (None, topic.id) and _seen(request, topic.vacancy) is not None:
            return None if topic.deleted else topic
    return None


async def resume(request: web.Request) -> web.Response:
    """All of a resume; with its topic the response becomes viewed, and a look is counted."""
    topic, refusal = _looked_at(request)
    if topic is None:
        return refusal
    world = world_of(request)
    topical = "topic_id" in request.query
    if topical:
        topic.viewed = True
    opened = topical or world.switches.contacts_without_topic
    return web.json_response(resumes.full(request, topic, contacts=opened))


def _looked_at(request: web.Request) -> tuple[Topic | None, web.Response]:
    refusal = unpaid(request, "3") or puzzle(request)
    if refusal is not None:
        return None, refusal
    topic = _of_resume(request)
    if topic is None:
        return None, not_found()
    if not world_of(request).look(request[MANAGER].user, request.match_info["id"]):
        return None, refuse(429, "resumes", "view_limit_exceeded")
    return topic, not_found()


async def download(request: web.Request) -> web.Response:
    """The resume as a file; the usual headers are needed (I#256)."""
    topic, refusal = _looked_at(request)
    if topic is None:
        return refusal
    kind = request.query.get("type", "pdf")
    if kind not in ("pdf", "rtf"):
        return bad_argument("type")
    body = documents.pdf(topic.text) if kind == "pdf" else documents.rtf(topic.text)
    name = quote(request.match_info["name"])
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return web.Response(body=body, content_type=f"application/{kind}", headers=headers)


async def photo(request: web.Request) -> web.Response:
    world = world_of(request)
    topic = world.topics.get(request.match_info["id"])
    if topic is None or topic.photo is None:
        return web.Response(status=404)
    if world.switches.photo_needs_auth and "Authorization" not in request.headers:
        return web.Response(status=403)
    return web.Response(body=topic.photo, content_type="image/jpeg")


# -- letters -------------------------------------------------------------------------------


async def old_messages(request: web.Request) -> web.Response:
    """Deprecated; whoever asks has viewed the response."""
    refusal = unpaid(request, "1")
    topic = world_of(request).topics.get(request.match_info["id"])
    if refusal is not None or topic is None or _seen(request, topic.vacancy) is None:
        return refusal or not_found()
    topic.viewed = True
    letters = [] if topic.letter is None else [(topic.letter, topic.created_at, "applicant")]
    said = [*letters, *((one.text, one.at, "employer") for one in topic.told)]
    page, items = paged(request, list(enumerate(said)), 50)
    state = {"id": "response", "name": "Отклик"}
    return web.json_response(
        {
            **page,
            "items": [
                {
                    "id": f"{topic.id}{at}",
                    "created_at": iso(when),
                    "text": text,
                    "address": None,
                    "author": {"participant_type": author},
                    "state": state,
                    "viewed_by_me": True,
                    "viewed_by_opponent": True,
                    "editable": False,
                }
                for at, (text, when, author) in items
            ],
        }
    )


def in_chat(request: web.Request) -> tuple[Topic | None, web.Response]:
    """The response of a chat where the manager takes part in it, else the refusal."""
    world, number = world_of(request), request.match_info["chat"]
    refusal = unpaid(request, "1")
    topic = next((one for one in world.topics.values() if str(one.chat) == number), None)
    there = topic is not None and not topic.deleted and _seen(request, topic.vacancy) is not None
    if refusal is not None or not there or world.switches.chats == "absent":
        return None, refusal or refuse(404, "not_found")
    return topic, not_found()


async def chat(request: web.Request) -> web.Response:
    """The chat of a response: from its beginning, or (`order=prev`) from its end backwards."""
    topic, refusal = in_chat(request)
    if topic is None:
        return refusal
    world, limit = world_of(request), request.query.get("limit", "10")
    order = request.query.get("order", "next")
    if not limit.isdecimal() or not 1 <= int(limit) <= 50 or order not in ("next", "prev"):
        return refuse(400, "bad_argument")
    if world.switches.chats_mark_viewed:
        topic.viewed = True
    said = _messages(topic)
    shown = said[: int(limit)] if order == "next" else said[-int(limit) :]
    return web.json_response(
        {
            "id": request.match_info["chat"],
            "type": "NEGOTIATION",
            "creation_time": iso(topic.created_at),
            "display": {"title": "Отклик", "icon": None},
            "muted": False,
            "block_reason": None,
            "unread_message_count": 0 if topic.viewed else 1,
            "has_more": len(shown) < len(said),
            "chat_states": {
                "write_message_state": {"allowed": world.switches.chats != "blocked"},
                "send_file_state": {"allowed": world.switches.chats != "blocked"},
            },
            "messages": shown,
        }
    )


def _messages(topic: Topic) -> list[dict[str, Any]]:
    """A word of the site's own first, then the letter, then what the employer has written."""
    said = [("BOT", "Соискатель откликнулся на вакансию", topic.created_at)]
    if topic.letter is not None:
        said.append(("APPLICANT", topic.letter, topic.created_at))
    said += [("EMPLOYER", one.text, one.at) for one in topic.told]
    return [
        {
            "id": f"{topic.id}{at}",
            "type": "SIMPLE",
            "creation_time": iso(when),
            "last_change_time": None,
            "payload": {"text": text, "attachments": [], "moved_participant": None},
            "sender_participant_id": str(at + 1),
            "sender_display_info": {
                "name": "Кандидат",
                "icon": None,
                "role": role,
                "is_current_participant": role == "EMPLOYER",
            },
            "can_edit": False,
            "viewed_by_opponent": False,
        }
        for at, (role, text, when) in enumerate(said)
    ]


def changed(topic: Topic, stage: str) -> None:
    """Somebody has moved the response on the site, without a word."""
    topic.state = topic.shown
    topic.stage, topic.updated_at, topic.viewed = stage, now(), True
