"""A small site over real HTTP, and a line to it."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web

from bot.domain.paces import Paces, Rate
from bot.emulator_kit import Fault, Kit, install, serve
from sites.kit.http import Line, Rules, Web
from tests.fakes import FakeClock, MemoryLimits

SECRET = "canary-password"
PATHS = (re.compile(r"/things"), re.compile(r"/things/\d+"))
FILES = (re.compile(r"/files/[\w-]+"),)


class Server:
    """A site of two addresses; counts what really ran."""

    def __init__(self) -> None:
        self.app = web.Application()
        self.kit: Kit = install(self.app)
        self.ran: list[str] = []
        self.most_at_once = self._at_once = 0
        self.headers: list[dict[str, str]] = []
        self.redirect = ""
        self.app.router.add_route("*", "/things", self._things)
        self.app.router.add_get("/files/{name}", self._file)

    async def _things(self, request: web.Request) -> web.Response:
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        await asyncio.sleep(0.01)
        self._at_once -= 1
        self.ran.append(request.method)
        self.headers.append(dict(request.headers))
        return web.json_response({"ok": True})

    async def _file(self, request: web.Request) -> web.Response:
        self.headers.append(dict(request.headers))
        if request.match_info["name"] == "moved":
            return web.Response(status=302, headers={"Location": self.redirect})
        size = 3000 if request.match_info["name"] == "big" else 3
        return web.Response(body=b"x" * size)


class Talk:
    """A line to the server with a clock that hurries."""

    def __init__(self, base: str, server: Server, line: Line, clock: FakeClock) -> None:
        self.base, self.server, self.line, self.clock = base, server, line, clock

    def fault(self, kind: str, path: str = "things", **more: Any) -> None:
        self.server.kit.faults.add(Fault(path, kind, **more))


@asynccontextmanager
async def talking(
    base: str | None = None,
    server: Server | None = None,
    contact_email: str = "ops@example.com",
) -> AsyncIterator[Talk]:
    server = server or Server()
    runner, address = await serve(server.app)
    clock = FakeClock(datetime.now(UTC), hurried=True)
    limits = MemoryLimits(clock, {"site:": (Rate(100, timedelta(seconds=1)),)})
    web_ = Web(clock=clock, limits=limits, paces=Paces(), contact_email=contact_email)
    rules = Rules("demo", base or address, PATHS, FILES, ("demo.example",))
    async with web_:
        line = Line(web_, rules, {"Authorization": SECRET}, asyncio.Lock())
        yield Talk(address, server, line, clock)
    await runner.cleanup()
