"""The HTTP door: health, metrics, returns from login pages, calls of sites, updates from Telegram.

Anything else: 404, no detail.
"""

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

from bot.ports import DatabaseUnavailable
from bot.usecases.log_in_by_code import ComeBack
from bot.usecases.take_call import TakeCall
from handlers.back_page import HEADERS, back_page
from handlers.texts import AllTexts

BODY_MOST = 64 * 1024
UPDATE_MOST = 1024 * 1024
"""An update quotes the message that it answers, with its buttons, and each letter takes six."""
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # nosec B105 # a header's name
_ENDS_WITHIN = 2.0
"""Seconds for requests in hand when the process ends: who calls tries again."""
_COME_BACK = {"Retry-After": "5"}
"""Telegram waits for up to two minutes otherwise."""
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Outside:
    """What those come to who are sent here by the sites."""

    come_back: ComeBack
    take_call: TakeCall
    texts: AllTexts
    bot_username: Callable[[], str]
    """Empty while Telegram has not said it."""

    async def back(self, request: web.Request) -> web.StreamResponse:
        """`/oauth/<site>`: a browser that was on the site's login page."""
        site, asked = request.match_info["site"], request.query
        came = await self.come_back(site, asked.get("state", ""), asked.get("code") or None)
        accepts = request.headers.get("Accept-Language", "")
        status, page = back_page(came, self.texts, accepts, self.bot_username())
        return web.Response(status=status, text=page, content_type="text/html", headers=HEADERS)

    async def call(self, request: web.Request) -> web.StreamResponse:
        """`/hooks/<site>/<secret>`: answered as soon as it is kept."""
        site, secret = request.match_info["site"], request.match_info["secret"]
        if not await self.take_call(site, secret, await request.read()):
            raise web.HTTPNotFound
        return web.Response(text="ok\n")


@dataclass(frozen=True, slots=True)
class FromTelegram:
    """Where Telegram posts updates. `take` stores one."""

    path: str
    secret: str
    take: Callable[[bytes], Awaitable[None]]

    async def update(self, request: web.Request) -> web.StreamResponse:
        """Answered as soon as it is kept."""
        given = request.headers.get(SECRET_HEADER, "").encode(errors="surrogateescape")
        if not hmac.compare_digest(given, self.secret.encode()):
            raise web.HTTPNotFound
        await self.take(await request.clone(client_max_size=UPDATE_MOST).read())
        return web.Response(text="ok\n")


def door(
    ready: Callable[[], Awaitable[bool]],
    outside: Outside | None = None,
    telegram: FromTelegram | None = None,
    metrics: Callable[[], Awaitable[tuple[bytes, str]]] | None = None,
) -> web.Application:
    """`/healthz`: the process answers. `/readyz`: it can work.

    `outside`: the sites' ways in. `telegram`: that of updates. `metrics`: the
    page of `/metrics` and its content type.
    """

    async def healthz(_request: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def readyz(_request: web.Request) -> web.Response:
        if await ready():
            return web.Response(text="ready\n")
        return web.Response(status=503, text="not ready\n")

    application = web.Application(client_max_size=BODY_MOST, middlewares=[_without_detail])
    application.router.add_get("/healthz", healthz)
    application.router.add_get("/readyz", readyz)
    if metrics is not None:
        application.router.add_get("/metrics", _measured(metrics))
    if outside is not None:
        # A look ahead of a browser or a messenger (HEAD) must not use up the way back.
        application.router.add_get("/oauth/{site}", outside.back, allow_head=False)
        application.router.add_post("/hooks/{site}/{secret}", outside.call)
    if telegram is not None:
        application.router.add_post(telegram.path, telegram.update)
    return application


_OF_PROXIES = ("Forwarded", "Via", "X-Forwarded-For", "X-Real-IP")


def _measured(metrics: Callable[[], Awaitable[tuple[bytes, str]]]) -> Handler:
    """For monitoring on this machine or in its network: a proxy that hands all on shows nothing."""

    async def page(request: web.Request) -> web.StreamResponse:
        if any(one in request.headers for one in _OF_PROXIES):
            raise web.HTTPNotFound
        body, kind = await metrics()
        return web.Response(body=body, headers={"Content-Type": kind, "Cache-Control": "no-store"})

    return page


@web.middleware
async def _without_detail(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except web.HTTPException:
        return web.Response(status=404)
    except DatabaseUnavailable:
        return web.Response(status=503, headers=_COME_BACK)  # who calls tries again


async def open_door(application: web.Application, listen: str) -> web.AppRunner:
    """Listen on `host:port`; the caller cleans the runner up. Raises: OSError."""
    host, _, port = listen.rpartition(":")
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=_ENDS_WITHIN)
    await runner.setup()
    await web.TCPSite(runner, host.strip("[]"), int(port)).start()
    return runner
