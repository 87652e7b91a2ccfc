"""The control API, the recorded calls and the middleware that every emulator has."""

import json
import re
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any, cast

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.emulator_kit.clock import PacedClock, Real
from bot.emulator_kit.faults import Fault, Faults

CONTROL = "/emulator"
CALLS_KEPT = 50_000


@dataclass(slots=True)
class Call:
    """One recorded request. `query` and `form` keep repeated keys as lists, in order.

    `json` is set for a JSON body; a file in `form` stands as {"filename", "size"}. `status` is what
    was answered (None while it is under way or when the connection was cut).
    """

    method: str
    path: str
    query: dict[str, list[str]]
    form: dict[str, list[Any]]
    headers: dict[str, str]
    json: Any = None
    status: int | None = None
    fault: str | None = None


class Kit:
    """What one emulator holds for its tests; reached with `kit_of(app)`."""

    def __init__(self, clock: PacedClock) -> None:
        self.clock = clock
        self.faults = Faults(self.clock)
        self.calls: deque[Call] = deque(maxlen=CALLS_KEPT)
        self.violations: list[str] = []
        self._busy: Counter[str] = Counter()

    def violate(self, text: str) -> None:
        """Note something that must fail the test run."""
        self.violations.append(text)

    @contextmanager
    def alone(self, key: str) -> Iterator[None]:
        """Note a violation when two requests hold the same key at once."""
        self._busy[key] += 1
        if self._busy[key] > 1:
            self.violate(f"two requests at once: {key}")
        try:
            yield
        finally:
            self._busy[key] -= 1


_KIT: web.AppKey[Kit] = web.AppKey("emulator_kit", Kit)


def kit_of(app: web.Application) -> Kit:
    """The kit that `install` put into this application."""
    return app[_KIT]


def install(app: web.Application, *, pace: float = 1.0, real: Real = time.monotonic) -> Kit:
    """Add faults, recording and the control addresses; call it before the app starts.

    `pace` is the common factor of design.md 11. Returns the kit, for the emulator's own use.
    """
    kit = Kit(PacedClock(pace, real))
    app[_KIT] = kit
    app.middlewares.insert(0, _middleware(kit))
    app.router.add_post(f"{CONTROL}/faults", _add_fault)
    app.router.add_get(f"{CONTROL}/faults", _list_faults)
    app.router.add_delete(f"{CONTROL}/faults", _clear_faults)
    app.router.add_get(f"{CONTROL}/calls", _list_calls)
    app.router.add_delete(f"{CONTROL}/calls", _clear_calls)
    app.router.add_get(f"{CONTROL}/violations", _list_violations)
    app.router.add_delete(f"{CONTROL}/violations", _clear_violations)
    return kit


def is_control(path: str) -> bool:
    """Whether the path belongs to the control API."""
    return path == CONTROL or path.startswith(f"{CONTROL}/")


def _middleware(kit: Kit) -> Middleware:
    @web.middleware
    async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
        if is_control(request.path):
            return await handler(request)
        call = await _record(request)
        kit.calls.append(call)
        fault = kit.faults.take(request.method, request.path)
        if fault is None:
            return await _answer(call, handler, request)
        call.fault = fault.kind
        response = await kit.faults.apply(fault, request, handler)
        if not fault.kind.startswith("drop"):
            call.status = response.status
        return response

    return guarded


async def _answer(call: Call, handler: Handler, request: web.Request) -> web.StreamResponse:
    try:
        response = await handler(request)
    except web.HTTPException as refusal:
        call.status = refusal.status
        raise
    call.status = response.status
    return response


async def _record(request: web.Request) -> Call:
    call = Call(
        method=request.method,
        path=request.path,
        query=_lists(request.query.items()),
        form={},
        headers=dict(request.headers),
    )
    if request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
        # aiohttp keeps what post() read, so the handler can ask again.
        call.form = _lists((await request.post()).items())
    elif request.can_read_body:
        call.json = _json_or_none(await request.read())
    return call


def _lists(pairs: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(_plain(value))
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, web.FileField):
        size = value.file.seek(0, 2)
        value.file.seek(0)
        return {"filename": value.filename, "size": size}
    if isinstance(value, bytes | bytearray):
        return {"filename": None, "size": len(value)}
    return value


def _json_or_none(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return None


async def control_body(request: web.Request) -> dict[str, Any]:
    """Read the JSON object of a control request; an empty body is an empty object.

    Raises HTTPBadRequest in words when it is not one.
    """
    body = await request.read()
    try:
        found = json.loads(body or b"{}")
    except ValueError:
        raise web.HTTPBadRequest(text="the body is not JSON") from None
    if not isinstance(found, dict):
        raise web.HTTPBadRequest(text="the body is not a JSON object")
    return cast(dict[str, Any], found)


def control_wrong(text: str) -> web.HTTPBadRequest:
    """The refusal of a control request, in words for who sent it."""
    return web.HTTPBadRequest(text=text)


def check_names(given: dict[str, Any], *names: str) -> None:
    """A slip of the pen is refused: what is ignored in silence is looked for in the wrong place.

    Raises: HTTPBadRequest.
    """
    unknown = sorted(set(given) - set(names))
    if unknown:
        raise control_wrong(f"unknown: {', '.join(unknown)}; there are: {', '.join(names)}")


def control_number(found: Any, name: str) -> int:
    """A value of the body that is a number. Raises: HTTPBadRequest."""
    try:
        return int(found)
    except (TypeError, ValueError):
        raise control_wrong(f"{name} must be a number") from None


def control_answer(found: Any) -> web.Response:
    """JSON as a person with curl reads it: letters as they are, the prompt on the next line."""
    return web.Response(
        text=f"{json.dumps(found, ensure_ascii=False)}\n", content_type="application/json"
    )


async def _add_fault(request: web.Request) -> web.Response:
    body = await control_body(request)
    try:
        fault = Fault(**body)
    except (TypeError, ValueError, re.error) as wrong:
        raise web.HTTPBadRequest(text=f"no such fault: {wrong}") from None
    return control_answer({"id": kit_of(request.app).faults.add(fault)})


async def _list_faults(request: web.Request) -> web.Response:
    return control_answer([asdict(rule) for rule in kit_of(request.app).faults.rules])


async def _clear_faults(request: web.Request) -> web.Response:
    kit_of(request.app).faults.clear()
    return control_answer({})


async def _list_calls(request: web.Request) -> web.Response:
    return control_answer([asdict(call) for call in kit_of(request.app).calls])


async def _clear_calls(request: web.Request) -> web.Response:
    kit_of(request.app).calls.clear()
    return control_answer({})


async def _list_violations(request: web.Request) -> web.Response:
    return control_answer(kit_of(request.app).violations)


async def _clear_violations(request: web.Request) -> web.Response:
    kit_of(request.app).violations.clear()
    return control_answer({})


async def serve(
    app: web.Application, host: str = "127.0.0.1", port: int = 0
) -> tuple[web.AppRunner, str]:
    """Start the application; return its runner (`await runner.cleanup()` stops it) and address.

    Port 0 takes a free one. The address has no trailing slash.
    """
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.05)
    await runner.setup()
    await web.TCPSite(runner, host, port).start()
    bound = runner.addresses[0][1]
    return runner, f"http://{host}:{bound}"
