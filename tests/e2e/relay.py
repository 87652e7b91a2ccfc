"""What stands between Telegram and the doors of several processes: one address, each in turn."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
from aiohttp import web

from bot.emulator_kit import serve

_WITHIN = 10.0


@dataclass(slots=True)
class Relay:
    """Behind it are `doors`, addresses. Who does not answer is passed over as a proxy does it."""

    doors: Sequence[str]
    loses: int = 0
    """Of so many answers one gets lost: Telegram posts again what was taken in already."""
    base: str = ""
    taken: list[bytes] = field(default_factory=list)
    """What some door has answered for."""
    paths: list[str] = field(default_factory=list)
    """Where Telegram has posted."""
    _turn: int = 0

    async def pass_on(self, request: web.Request) -> web.Response:
        """To the next door that answers; to none, and 502 says so."""
        body = await request.read()
        self.paths.append(request.path)
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(_WITHIN)) as http:
            for _ in self.doors:
                self._turn += 1
                door = self.doors[self._turn % len(self.doors)]
                try:
                    where = f"{door}{request.path_qs}"
                    async with http.post(where, data=body, headers=request.headers) as answer:
                        return self._answered(body, answer.status)
                except aiohttp.ClientConnectorError:
                    continue
                except (TimeoutError, aiohttp.ClientError):
                    break
        return web.Response(status=502)

    def _answered(self, body: bytes, status: int) -> web.Response:
        if status == 200:
            self.taken.append(body)
            if self.loses and len(self.taken) % self.loses == 0:
                return web.Response(status=504)
        return web.Response(status=status)

    @property
    def repeats(self) -> int:
        """How many updates were taken in more than once."""
        return len(self.taken) - len(set(self.taken))


@asynccontextmanager
async def relay(doors: Sequence[str], *, loses: int = 0) -> AsyncIterator[Relay]:
    """On a free port."""
    one = Relay(doors, loses)
    application = web.Application()
    application.router.add_post("/{path:.*}", one.pass_on)
    runner, one.base = await serve(application)
    try:
        yield one
    finally:
        async with asyncio.timeout(_WITHIN):
            await runner.cleanup()
