"""An emulator for one test: real HTTP on a free port, with its control API at hand."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.typedefs import Middleware

from bot.emulator_kit import serve


@dataclass(frozen=True, slots=True)
class Emulated:
    """A running emulator. `base` has no trailing slash."""

    base: str
    http: aiohttp.ClientSession
    application: web.Application | None = None
    """None: it is a process of its own."""

    async def control(self, method: str, path: str, body: Any = None) -> Any:
        """One call of the control API (`path` without /emulator); fails the test on a refusal."""
        async with self.http.request(method, f"{self.base}/emulator{path}", json=body) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def fault(self, **rule: Any) -> None:
        """Inject one fault (bot.emulator_kit.Fault)."""
        await self.control("POST", "/faults", rule)

    async def calls(self, path: str = "") -> list[dict[str, Any]]:
        """Recorded requests whose path holds `path`."""
        found: list[dict[str, Any]] = await self.control("GET", "/calls")
        return [one for one in found if path in one["path"]]


@asynccontextmanager
async def running(
    emulator: str, *, pace: float = 1.0, watched: Middleware | None = None
) -> AsyncIterator[Emulated]:
    """Start the emulator named `package.module:app`; at the end no violation may be left.

    `watched` sees every request and every answer.
    """
    module, _, name = emulator.partition(":")
    app: web.Application = getattr(import_module(module), name)(pace=pace)
    if watched is not None:
        app.middlewares.insert(0, watched)
    runner, base = await serve(app)
    async with aiohttp.ClientSession() as http:
        one = Emulated(base, http, runner.app)
        try:
            yield one
            violations = await one.control("GET", "/violations")
        finally:
            await runner.cleanup()
    assert violations == []
