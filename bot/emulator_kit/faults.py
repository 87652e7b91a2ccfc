"""Faults injected into an emulator's answers."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.emulator_kit.clock import PacedClock

CHALLENGE_PAGE = (
    "<!DOCTYPE html><html><head><title>Just a moment...</title></head>"
    "<body><h1>Checking your browser before accessing the site</h1></body></html>"
)
BROKEN_JSON = '{"status": "ok", "items": [{"id": '


@dataclass(slots=True)
class Fault:
    """One rule: what happens to requests whose path matches.

    `path` is a regular expression searched in the path (without the query). `kind`:
    status (answers `status`), delay (waits `seconds` emulated seconds, then goes on), drop_before
    (connection cut, the handler never ran), drop_after (the handler ran, its answer is lost),
    garbage (broken JSON), html (a challenge page, 403 unless `status` says else), empty (200 and no
    body). With `after` the handler of status, garbage, html and empty runs first: the effect
    happened. `skip` matching requests pass untouched first; `times` absent means until deleted.
    `body` (text, or any JSON) is what kind `status` answers.
    """

    path: str
    kind: str
    method: str | None = None
    status: int | None = None
    seconds: float = 0.0
    times: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    after: bool = False
    skip: int = 0
    body: Any = None
    id: int = 0

    def __post_init__(self) -> None:
        re.compile(self.path)
        if self.kind not in KINDS:
            raise ValueError(f"kind must be one of {', '.join(sorted(KINDS))}")
        if self.kind == "status" and self.status is None:
            raise ValueError("kind status needs a status")
        for name in ("status", "seconds", "times", "skip"):
            if not isinstance(getattr(self, name), int | float | None):
                raise ValueError(f"{name} must be a number")

    def matches(self, method: str, path: str) -> bool:
        """Whether this rule speaks of that request."""
        if self.method is not None and self.method.upper() != method:
            return False
        return re.search(self.path, path) is not None

    def answer(self) -> web.Response:
        """Build the false answer of a rule that answers."""
        return KINDS[self.kind](self)


def _status(fault: Fault) -> web.Response:
    status, body = fault.status or 500, fault.body
    if body is None or isinstance(body, str):
        return web.Response(status=status, text=body, headers=fault.headers)
    return web.json_response(body, status=status, headers=fault.headers)


def _garbage(fault: Fault) -> web.Response:
    return web.Response(
        status=fault.status or 200,
        text=BROKEN_JSON,
        content_type="application/json",
        headers=fault.headers,
    )


def _html(fault: Fault) -> web.Response:
    return web.Response(
        status=fault.status or 403,
        text=CHALLENGE_PAGE,
        content_type="text/html",
        headers=fault.headers,
    )


def _empty(fault: Fault) -> web.Response:
    return web.Response(status=fault.status or 200, headers=fault.headers)


# The drops answer too, into a connection that is closed already.
KINDS: Mapping[str, Callable[[Fault], web.Response]] = {
    "status": _status,
    "delay": _empty,
    "drop_before": _empty,
    "drop_after": _empty,
    "garbage": _garbage,
    "html": _html,
    "empty": _empty,
}


class Faults:
    """The rules in force, oldest first; the first that matches is applied and used up by one."""

    def __init__(self, clock: PacedClock) -> None:
        self._clock, self._last_id = clock, 0
        self.rules: list[Fault] = []

    def add(self, fault: Fault) -> int:
        """Put a rule in force; return its id."""
        self._last_id += 1
        fault.id = self._last_id
        self.rules.append(fault)
        return fault.id

    def clear(self) -> None:
        """Forget every rule."""
        self.rules.clear()

    def take(self, method: str, path: str) -> Fault | None:
        """Return the rule for this request, counting it; None when it goes through untouched."""
        for rule in self.rules:
            if not rule.matches(method, path):
                continue
            if rule.skip > 0:
                rule.skip -= 1
                continue
            if rule.times is not None:
                rule.times -= 1
                if rule.times <= 0:
                    self.rules.remove(rule)
            return rule
        return None

    async def apply(
        self, fault: Fault, request: web.Request, handler: Handler
    ) -> web.StreamResponse:
        """Answer the request as the rule says."""
        if fault.kind == "delay":
            await self._clock.sleep(fault.seconds)
            return await handler(request)
        if fault.after or fault.kind == "drop_after":
            await _run(handler, request)
        if fault.kind.startswith("drop"):
            _cut(request)
        return fault.answer()


async def _run(handler: Handler, request: web.Request) -> None:
    with suppress(web.HTTPException):  # an answer like any other, about to be lost or replaced
        await handler(request)


def _cut(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.close()
