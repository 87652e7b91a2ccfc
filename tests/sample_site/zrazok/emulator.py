"""A strict local Зразок: its API, and the control API that the demo and the tests need.

POST /emulator/demo            the invented employer; GET: {"users", "candidates", "vacancies"},
                               the last are what the demo publishes
POST /emulator/demo/candidate  {"job_id"?}: somebody answers the ad, or the newest live one
POST /emulator/users           {"login", "password", "company"}; PATCH changes what is given
GET  /emulator/jobs            every ad, oldest first
POST /emulator/jobs/{id}/state {"state": "delete"}: the employer deletes it in the cabinet
POST /emulator/responses       {"job_id", "name"?, "phone"?, "email"?, "letter"?}; answers {"id"}
DELETE /emulator/responses/{id}
GET  /emulator/facts           what the conformance suite must know of the site
"""

import base64
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.emulator_kit import CONTROL, control_answer, control_body, install, is_control

PAGE = 50
TOPICS = {
    "1": {"uk": "Продажі", "en": "Sales", "ru": "Продажи"},
    "2": {"uk": "Кухня", "en": "Kitchen", "ru": "Кухня"},
}
DEMO = {"login": "demo@zrazok.example", "password": "zrazok", "company": "ТОВ «Ромашка»"}
CANDIDATE = {
    "name": "Ірина Умовна",
    "phone": "050 000-77-88",
    "email": "iryna@example.com",
    "letter": "Доброго дня! Маю два роки досвіду.",
}
NEEDED = {"title": str, "text": str, "city": str, "topic": str, "urgent": bool, "live": bool}


@dataclass
class World:
    """What the site knows."""

    users: dict[str, dict[str, Any]] = field(default_factory=dict)
    ads: list[dict[str, Any]] = field(default_factory=list)
    responses: list[dict[str, Any]] = field(default_factory=list)
    made: int = 0
    answered: int = 0


WORLD: web.AppKey[World] = web.AppKey("world", World)
USER: web.RequestKey[str] = web.RequestKey("user", str)


def app(*, pace: float = 1.0) -> web.Application:
    """The whole emulator."""
    site = web.Application()
    install(site, pace=pace)
    site[WORLD] = World()
    site.middlewares.append(guard)
    routes = web.RouteTableDef()
    for method, path, handler in ROUTES:
        routes.route(method, path)(handler)
    site.add_routes(routes)
    return site


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Nobody gets in without a login."""
    if is_control(request.path):
        return await handler(request)
    _, _, packed = request.headers.get("Authorization", "").partition("Basic ")
    login, _, password = base64.b64decode(packed).decode().partition(":")
    user = request.app[WORLD].users.get(login)
    if user is None or user["password"] != password:
        return web.Response(status=401)
    request[USER] = user["company"]
    return await handler(request)


# -- the API ----------------------------------------------------------------------------------


async def me(request: web.Request) -> web.Response:
    return web.json_response({"company": request[USER]})


async def topics(_: web.Request) -> web.Response:
    return _items([{"id": int(key), "names": names} for key, names in TOPICS.items()])


async def own_ads(request: web.Request) -> web.Response:
    return _items([one for one in request.app[WORLD].ads if one["company"] == request[USER]])


async def put_ad(request: web.Request) -> web.Response:
    body, world = await request.json(), request.app[WORLD]
    wrong = next((key for key, kind in NEEDED.items() if not isinstance(body.get(key), kind)), None)
    if wrong is None and body["topic"] not in TOPICS:
        wrong = "topic"
    if wrong or set(body) - set(NEEDED):
        return web.json_response({"field": wrong, "words": f"Перевірте: {wrong}"}, status=422)
    if request.method == "PUT":
        ad = _own(request)
    else:
        made = {"made": datetime.now(UTC).isoformat(), "company": request[USER]}
        world.made += 1
        world.ads.append(ad := {"id": 700 + world.made, **made})
    ad |= {**body, "state": "live" if body["live"] else "draft"}
    if body["live"]:
        ad.setdefault("shown", datetime.now(UTC).isoformat())
    return web.json_response(ad)


async def close_ad(request: web.Request) -> web.Response:
    ad = _own(request)
    ad["state"] = "closed"
    return web.json_response(ad)


async def responses(request: web.Request) -> web.Response:
    mine = {one["id"] for one in request.app[WORLD].ads if one["company"] == request[USER]}
    found = [one for one in request.app[WORLD].responses if one["ad"] in mine]
    if "newest" in request.query:
        return _items(found[-1:])
    after = int(request.query["after"])
    return _items([one for one in found if one["id"] > after][:PAGE])


async def response(request: web.Request) -> web.Response:
    found = [one for one in request.app[WORLD].responses if str(one["id"]) == _id(request)]
    return web.json_response(found[0]) if found else web.Response(status=404)


def _items(found: list[dict[str, Any]]) -> web.Response:
    return web.json_response({"items": found})


def _id(request: web.Request) -> str:
    return request.match_info["id"]


def _own(request: web.Request) -> dict[str, Any]:
    for ad in request.app[WORLD].ads:
        if str(ad["id"]) == _id(request) and ad["company"] == request[USER]:
            return ad
    raise web.HTTPNotFound


# -- the control API --------------------------------------------------------------------------


async def add_user(request: web.Request) -> web.Response:
    user = await control_body(request)
    request.app[WORLD].users.setdefault(user["login"], {}).update(user)
    return control_answer({})


async def demo(request: web.Request) -> web.Response:
    if request.method == "POST":
        request.app[WORLD].users[DEMO["login"]] = DEMO
    return control_answer({"users": [DEMO], "candidates": [CANDIDATE], "vacancies": []})


async def demo_candidate(request: web.Request) -> web.Response:
    return _answered(request.app[WORLD], {**CANDIDATE, **await control_body(request)})


async def jobs(request: web.Request) -> web.Response:
    ads = request.app[WORLD].ads
    return control_answer([{**one, "active": one["state"] == "live"} for one in ads])


async def delete_ad(request: web.Request) -> web.Response:
    ads = request.app[WORLD].ads
    ads[:] = [one for one in ads if str(one["id"]) != _id(request)]
    return control_answer({})


async def delete_response(request: web.Request) -> web.Response:
    found = request.app[WORLD].responses
    found[:] = [one for one in found if str(one["id"]) != _id(request)]
    return control_answer({})


async def facts(_: web.Request) -> web.Response:
    return control_answer({"feed": "/responses", "publish": ["/ads"], "balance": {}})


async def add_response(request: web.Request) -> web.Response:
    return _answered(request.app[WORLD], await control_body(request))


def _answered(world: World, given: dict[str, Any]) -> web.Response:
    live = [one["id"] for one in world.ads if one["state"] == "live"]
    ad = given.pop("job_id", live[-1] if live else None)
    if int(ad or 0) not in [one["id"] for one in world.ads]:
        raise web.HTTPBadRequest(text="no such ad")
    world.answered += 1
    number, sent = 9000 + world.answered, datetime.now(UTC).isoformat()
    world.responses.append({"id": number, "ad": int(ad), "sent": sent, **given})
    return control_answer({"id": number})


ROUTES = (
    ("GET", "/me", me),
    ("GET", "/lists/topics", topics),
    ("GET", "/ads", own_ads),
    ("POST", "/ads", put_ad),
    ("PUT", "/ads/{id}", put_ad),
    ("POST", "/ads/{id}/close", close_ad),
    ("GET", "/responses", responses),
    ("GET", "/responses/{id}", response),
    ("POST", f"{CONTROL}/users", add_user),
    ("PATCH", f"{CONTROL}/users", add_user),
    ("POST", f"{CONTROL}/demo", demo),
    ("GET", f"{CONTROL}/demo", demo),
    ("POST", f"{CONTROL}/demo/candidate", demo_candidate),
    ("GET", f"{CONTROL}/jobs", jobs),
    ("POST", f"{CONTROL}/jobs/{{id}}/state", delete_ad),
    ("POST", f"{CONTROL}/responses", add_response),
    ("DELETE", f"{CONTROL}/responses/{{id}}", delete_response),
    ("GET", f"{CONTROL}/facts", facts),
)
