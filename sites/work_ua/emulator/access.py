"""Who may speak: address limit, Basic logins, brute-force lock, blocked and applicant users."""

import base64
import binascii
import re

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.emulator_kit import is_control
from sites.work_ua.emulator.world import (
    ADDRESS_LOCK_SECONDS,
    PASSWORD_LOCK_SECONDS,
    WRONG_PASSWORDS,
    User,
    World,
    world_of,
)

USER: web.RequestKey[User] = web.RequestKey("user", User)
_CHALLENGE = {"WWW-Authenticate": 'Basic realm="api.work.ua"'}
# Section 13: resumes spend paid contact openings; the cost of candidates is unknown (A24).
_PAID = re.compile(r"^/(resumes?|candidates)(/|$)")
_LOCALES = ("uk_UA", "ru_RU", "en_US")


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse as the site does, in its order: address, login, user; then route or 501."""
    if is_control(request.path):
        return await handler(request)
    world = world_of(request)
    if _PAID.match(request.path):
        world.kit.violate(f"paid or forbidden call: {request.method} {request.path}")
    refusal = _address(world, request.remote or "")
    if refusal is None and not _open_photo(world, request.path):
        refusal = _login(world, request)
    if refusal is not None:
        return refusal
    try:
        return await handler(request)
    except (web.HTTPNotFound, web.HTTPMethodNotAllowed):
        return web.Response(status=501)


def _address(world: World, address: str) -> web.Response | None:
    moment = world.kit.clock.seconds()
    if moment < world.locked_addresses.get(address, 0.0):
        return web.Response(status=429)
    if world.addresses.hit(address) == 0:
        return None
    world.locked_addresses[address] = moment + ADDRESS_LOCK_SECONDS
    return web.Response(status=429)


def _open_photo(world: World, path: str) -> bool:
    return path.startswith("/sent_photo/") and not world.switches.photo_needs_auth


def _login(world: World, request: web.Request) -> web.Response | None:
    login, password = _credentials(request.headers.get("Authorization", ""))
    if login == "":
        return web.Response(status=401, headers=_CHALLENGE)
    if world.kit.clock.seconds() < world.locked_logins.get(login, 0.0):
        return web.Response(status=429)
    user = world.users.get(login)
    if user is None or user.password != password:
        return _wrong(world, login)
    world.wrong_passwords.pop(login, None)
    if user.blocked:
        return web.Response(status=403)
    if user.applicant:
        return _applicant(world, request)
    request[USER] = user
    return None


def _credentials(header: str) -> tuple[str, str]:
    scheme, _, encoded = header.partition(" ")
    if scheme.lower() != "basic":
        return "", ""
    try:
        login, _, password = base64.b64decode(encoded, validate=True).decode("utf-8").partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return login.lower(), password


def _wrong(world: World, login: str) -> web.Response:
    wrong = world.wrong_passwords[login] = world.wrong_passwords.get(login, 0) + 1
    if wrong <= WRONG_PASSWORDS:
        return web.Response(status=401, headers=_CHALLENGE)
    world.locked_logins[login] = world.kit.clock.seconds() + PASSWORD_LOCK_SECONDS
    return web.Response(status=429)


def _applicant(world: World, request: web.Request) -> web.Response:
    reading = world.switches.applicant
    if reading in ("401", "403"):
        return web.Response(status=int(reading))
    if request.path.rstrip("/") != "/available-publications":
        return web.Response(status=404)
    if reading == "publications_403":
        return web.Response(status=403)
    return web.json_response({"status": "ok", "items": []})


def locale(request: web.Request) -> str:
    """uk, ru or en by X-Locale; ru when it is missing or unknown."""
    wanted = request.headers.get("X-Locale", "")
    if not world_of(request).switches.localised_errors or wanted not in _LOCALES:
        return "ru"
    return wanted[:2]
