"""The HTTP door: whether the process is alive and ready. Nothing else is there."""

from collections.abc import Awaitable, Callable

from aiohttp import web

BODY_MOST = 64 * 1024


def door(ready: Callable[[], Awaitable[bool]]) -> web.Application:
    """`/healthz`: the process answers. `/readyz`: it can work. Anything else: 404, no detail."""

    async def healthz(_request: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def readyz(_request: web.Request) -> web.Response:
        if await ready():
            return web.Response(text="ready\n")
        return web.Response(status=503, text="not ready\n")

    application = web.Application(client_max_size=BODY_MOST, middlewares=[_without_detail])
    application.router.add_get("/healthz", healthz)
    application.router.add_get("/readyz", readyz)
    return application


@web.middleware
async def _without_detail(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    try:
        return await handler(request)
    except web.HTTPException:
        return web.Response(status=404)


async def open_door(application: web.Application, listen: str) -> web.AppRunner:
    """Listen on `host:port`; the caller cleans the runner up. Raises: OSError."""
    host, _, port = listen.rpartition(":")
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, host.strip("[]"), int(port)).start()
    return runner
