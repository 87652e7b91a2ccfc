"""The feeds of responses, their files and photos (work-ua.md section 12)."""

import asyncio
import random
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from aiohttp import web

from sites.work_ua.emulator.access import USER
from sites.work_ua.emulator.forms import refuse
from sites.work_ua.emulator.world import Answer, Attachment, User, World, world_of

LIMIT_DEFAULT, LIMIT_MAX = 20, 50


def routes() -> list[web.RouteDef]:
    """The addresses of this part; a trailing slash is accepted on the feeds."""
    return [
        web.get("/jobs/responses", feed, allow_head=False),
        web.get("/jobs/responses/", feed, allow_head=False),
        web.get(r"/jobs/{id:\d+}/responses", job_feed, allow_head=False),
        web.get(r"/jobs/{id:\d+}/responses/", job_feed, allow_head=False),
        web.get(r"/response_files/{job:\d+}/{response:\d+}", file, allow_head=False),
        web.get(r"/sent_photo/{response:\d+}.jpg", photo, allow_head=False),
    ]


async def feed(request: web.Request) -> web.Response:
    """The account-wide feed. Two at once for one login are a violation: one sync at a time."""
    world, user = world_of(request), request[USER]
    with world.kit.alone(f"responses feed of {user.login}"):
        await asyncio.sleep(world.switches.latency)
        return _page(request, world, _seen_by(world, user))


async def job_feed(request: web.Request) -> web.Response:
    """The feed of one job; its items carry no job_id."""
    world, user = world_of(request), request[USER]
    ad = world.owned(user, int(request.match_info["id"]))
    if ad is None:
        return refuse(request, ["not_your_job"])
    if world.switches.per_job_responses == "404":
        return web.Response(status=404)
    mine = [one for one in world.answers if one.job_id == ad.id]
    return _page(request, world, mine, without_job=True)


def _seen_by(world: World, user: User) -> list[Answer]:
    whole = user.admin and world.switches.admin_feed == "company"
    return [
        one
        for one in world.answers
        if (one.company == user.company if whole else one.login == user.login)
    ]


def _page(
    request: web.Request, world: World, answers: list[Answer], *, without_job: bool = False
) -> web.Response:
    items = [_shown(request, one, without_job=without_job) for one in _select(request, answers)]
    if world.switches.shuffle:
        random.Random(len(items)).shuffle(items)
    if world.switches.repeat_pages > 0 and request.path in world.last_page:
        world.switches.repeat_pages -= 1
        items = world.last_page[request.path]
    if not items:
        return web.Response(status=404)
    world.last_page[request.path] = items
    return web.json_response({"status": "ok", "items": items})


def _select(request: web.Request, answers: list[Answer]) -> list[Answer]:
    query = request.query
    kinds = set(query.getall("from_type[]", [])) & {"send", "phonecall"}
    if not kinds:
        both = world_of(request).switches.from_type_default == "both"
        kinds = {"send", "phonecall"} if both else {"send"}
    after, before_id, before = (_number(query, name) for name in ("last_id", "before_id", "before"))
    found = [
        one
        for one in answers
        if one.from_type in kinds
        and (after is None or one.id > after)
        and (before_id is None or one.id < before_id)
        and (before is None or one.when <= datetime.fromtimestamp(before, UTC))
    ]
    found.sort(key=lambda one: one.id, reverse=query.get("sort") != "1")
    return found[: min(_number(query, "limit") or LIMIT_DEFAULT, LIMIT_MAX)]


def _number(query: Mapping[str, str], name: str) -> int | None:
    value = query.get(name, "")
    return int(value) if value.isdigit() else None


def _shown(request: web.Request, answer: Answer, *, without_job: bool) -> Any:
    if not isinstance(answer.item, dict):
        return answer.item
    item = dict(answer.item)
    if answer.photo is not None and "photo" not in item:
        item["photo"] = f"{request.url.origin()}/sent_photo/{answer.id}.jpg"
    if without_job:
        item.pop("job_id", None)
    return item


async def file(request: web.Request) -> web.Response:
    world, user = world_of(request), request[USER]
    ad = world.owned(user, int(request.match_info["job"]))
    if ad is None:
        return refuse(request, ["not_your_job"])
    answer = _find(world, int(request.match_info["response"]))
    if answer is None or answer.job_id != ad.id or answer.attachment is None:
        return web.Response(status=404)
    attachment = answer.attachment
    return web.Response(
        body=attachment.body,
        headers={"Content-Type": attachment.mime, **_disposition(attachment)},
    )


def _disposition(attachment: Attachment) -> dict[str, str]:
    if attachment.disposition == "none":
        return {}
    if attachment.disposition == "utf8":
        encoded = quote(attachment.name)
        return {"Content-Disposition": f"attachment; filename*=UTF-8''{encoded}"}
    return {"Content-Disposition": f'attachment; filename="{attachment.name}"'}


async def photo(request: web.Request) -> web.Response:
    answer = _find(world_of(request), int(request.match_info["response"]))
    if answer is None or answer.photo is None:
        return web.Response(status=404)
    return web.Response(body=answer.photo, content_type="image/jpeg")


def _find(world: World, answer_id: int) -> Answer | None:
    return next((one for one in world.answers if one.id == answer_id), None)
