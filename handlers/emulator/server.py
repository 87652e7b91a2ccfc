"""The Bot API over HTTP: /bot<token>/<method> and /file/bot<token>/<path>."""

import inspect
import re
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler

from handlers.emulator import shapes
from handlers.emulator.access import Asked
from handlers.emulator.files import UPLOAD_LIMIT
from handlers.emulator.methods.all import METHODS
from handlers.emulator.params import read_params
from handlers.emulator.refusal import Refusal
from handlers.emulator.world import World

WORLD: web.AppKey[World] = web.AppKey("telegram_world", World)
REQUEST_LIMIT = UPLOAD_LIMIT + 1024 * 1024  # a file of the greatest size and its form
_API_PATH = re.compile(r"/bot[^/]+/")


def install(app: web.Application) -> None:
    app.router.add_route("*", "/bot{token}/{method}", _call)
    app.router.add_get("/file/bot{token}/{path:.+}", _download)
    app.middlewares.insert(0, _refusals)


@web.middleware
async def _refusals(request: web.Request, handler: Handler) -> web.StreamResponse:
    """What never reaches a method is an error object too: a body too large, an unknown path."""
    try:
        return await handler(request)
    except web.HTTPRequestEntityTooLarge:
        return _refused(Refusal(413, "Request Entity Too Large"))
    except web.HTTPNotFound:
        if not _API_PATH.match(request.path):
            raise
        return _refused(Refusal(404, "Not Found"))


def _refused(refusal: Refusal) -> web.Response:
    return web.json_response(refusal.body(), status=refusal.code)


async def _call(request: web.Request) -> web.Response:
    try:
        return await _answered(request)
    except Refusal as refusal:
        return _refused(refusal)


async def _answered(request: web.Request) -> web.Response:
    world = request.app[WORLD]
    bot = world.bots.get(request.match_info["token"])
    if bot is None:
        raise Refusal(401, "Unauthorized")
    name = request.match_info["method"]
    method = METHODS.get(name.lower())
    if method is None:
        world.kit.violate(f"unknown method {name}")
        raise Refusal(404, "Not Found: method not found")
    params = await read_params(request)
    for unknown in sorted(params.names - method.parameters - params.uploads.keys()):
        world.kit.violate(f"{method.name} knows no parameter {unknown}")
    if any(len(one.body) > UPLOAD_LIMIT for one in params.uploads.values()):
        raise Refusal(413, "Request Entity Too Large")
    result: Any = method.run(Asked(world, bot, params))
    if inspect.isawaitable(result):
        result = await result
    return web.json_response(shapes.ok(result))


async def _download(request: web.Request) -> web.Response:
    world = request.app[WORLD]
    if request.match_info["token"] not in world.bots:
        return _refused(Refusal(401, "Unauthorized"))
    stored = world.files.by_path(request.match_info["path"])
    if stored is None:
        return _refused(Refusal(404, "Not Found"))
    return web.Response(body=stored.body, content_type="application/octet-stream")
