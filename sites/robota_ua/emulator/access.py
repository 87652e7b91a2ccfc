"""Who may speak: login, tokens, bursts; and what must never be asked."""

import re

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.emulator_kit import is_control
from sites.robota_ua.emulator.world import User, World, world_of

USER: web.RequestKey[User] = web.RequestKey("user", User)
# Section 7: both spend a unit of the paid contact openings.
_PAID = re.compile(r"^/resume/(open/|\d+/contacts/visibility)")
_OPEN = re.compile(r"^/(Login|dictionary/|cvphotos/)")
_CHALLENGE = "<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>"


def routes() -> list[web.RouteDef]:
    """The addresses of this part."""
    return [web.post("/Login", login)]


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse as the site does, in its order: burst, token, kind of account; then route."""
    if is_control(request.path):
        return await handler(request)
    world = world_of(request)
    if _PAID.match(request.path):
        world.kit.violate(f"paid call: {request.method} {request.path}")
    if world.bursts.hit("all"):
        return web.Response(status=403, text=_CHALLENGE, content_type="text/html")
    if not _OPEN.match(request.path):
        refusal = _token(world, request)
        if refusal is not None:
            return refusal
    try:
        return await handler(request)
    except (web.HTTPNotFound, web.HTTPMethodNotAllowed) as wrong:
        world.kit.violate(f"no such call: {request.method} {request.path}")
        return web.Response(status=wrong.status)


def _token(world: World, request: web.Request) -> web.Response | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    user = world.owner(token) if scheme == "Bearer" else None
    if user is None:
        return web.Response(status=401)
    if user.applicant:
        return web.Response(status=world.switches.applicant)
    if user.blocked:
        return web.json_response({"key": "forbidden"}, status=403)
    request[USER] = user
    return None


async def login(request: web.Request) -> web.Response:
    """The token as a JSON text; a job seeker gets one too."""
    world = world_of(request)
    body = await json_body(request)
    name, password = body.get("username"), body.get("password")
    if not isinstance(name, str) or not isinstance(password, str):
        return web.json_response({"key": "bad_request"}, status=400)
    user = world.users.get(name.lower())
    if user is None or user.password != password:
        status = world.switches.wrong_password
        return web.Response(status=status) if status == 200 else _no(status)
    token = world.give_token(user)
    if world.switches.login_answer == "object":
        return web.json_response({"access_token": token})
    if world.switches.login_answer == "bare":
        return web.Response(text=f"{token}\n")
    return web.json_response(token)


def _no(status: int) -> web.Response:
    return web.json_response({"message": "Невірний логін або пароль"}, status=status)


async def json_body(request: web.Request) -> dict[str, object]:
    """The body as an object; anything else is an empty one."""
    if request.content_type != "application/json":
        return {}
    try:
        found = await request.json()
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
