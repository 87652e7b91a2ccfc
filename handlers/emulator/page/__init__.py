"""The chat page: static files, the phone's state, live changes by server-sent events.

GET  /                                 the page
GET  /emulator/page/{file}             its scripts and styles
GET  /emulator/phone?as=&chat=         chat list of a person and the open chat
GET  /emulator/events                  one event after each change
POST /emulator/read {as, chat, to}     messages up to that id were seen
"""

import asyncio
from pathlib import Path

from aiohttp import web

from bot.emulator_kit import control_answer, control_body
from handlers.emulator import screen
from handlers.emulator.control import chat_of, described, number, person_of
from handlers.emulator.server import WORLD

_HERE = Path(__file__).parent
_KINDS = {".css": "text/css", ".js": "text/javascript"}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
PING_SECONDS = 15.0
_GUIDE: web.AppKey[str] = web.AppKey("telegram_guide", str)


def install(app: web.Application, guide: str) -> None:
    app[_GUIDE] = guide
    app.router.add_get("/", _index)
    app.router.add_get(r"/emulator/page/{name:[a-z]+\.(?:css|js)}", _static)
    app.router.add_get("/emulator/phone", _phone)
    app.router.add_get("/emulator/events", _events)
    app.router.add_post("/emulator/read", _read)


async def _index(request: web.Request) -> web.Response:
    guide = request.app[_GUIDE]
    text = (_HERE / "index.html").read_text().replace("<!-- guide -->", guide)
    return web.Response(text=text, content_type="text/html", headers=_HEADERS)


async def _static(request: web.Request) -> web.Response:
    path = _HERE / request.match_info["name"]
    if not path.is_file():
        raise web.HTTPNotFound(text="there is no such file")
    kind = _KINDS[path.suffix]
    return web.Response(text=path.read_text(), content_type=kind, headers=_HEADERS)


async def _phone(request: web.Request) -> web.Response:
    world = request.app[WORLD]
    state: dict[str, object] = {
        "revision": world.pulse.count,
        "people": [described(one) for one in world.people.values()],
        "bots": [{"id": one.id, "username": one.username} for one in world.bots.values()],
    }
    if request.query.get("as"):
        person = person_of(world, request.query["as"])
        state["me"] = described(person)
        state["chats"] = screen.chat_list(world, person)
        if request.query.get("chat"):
            chat = chat_of(world, person, request.query["chat"])
            state["chat"] = screen.shown_chat(world, chat, person)
    return control_answer(state)


async def _events(request: web.Request) -> web.StreamResponse:
    world = request.app[WORLD]
    response = web.StreamResponse(headers={**_HEADERS, "Content-Type": "text/event-stream"})
    await response.prepare(request)
    try:
        while True:
            since = world.pulse.count
            await response.write(f"data: {since}\n\n".encode())
            await world.pulse.wait(PING_SECONDS, since)
    except (ConnectionError, asyncio.CancelledError):
        return response


async def _read(request: web.Request) -> web.Response:
    world, body = request.app[WORLD], await control_body(request)
    person = person_of(world, body.get("as"))
    own = chat_of(world, person, body.get("chat")).screen(person.id)
    newest = number(body.get("to"))
    if newest > own.read_to:
        own.read_to = newest
        world.touch()
    return control_answer({})
