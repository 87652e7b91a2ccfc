"""Who may speak: the client's header, tokens, work accounts, paid access, captcha."""

import re
from dataclasses import dataclass

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.emulator_kit import is_control
from sites.headhunter.emulator.refusals import bad_argument, not_found, refuse
from sites.headhunter.emulator.world import Company, Token, User, World, world_of


@dataclass(frozen=True, slots=True)
class Manager:
    """Who acts in a request."""

    user: User
    id: str
    company: Company


MANAGER: web.RequestKey[Manager] = web.RequestKey("manager", Manager)
TOKEN: web.RequestKey[Token] = web.RequestKey("token", Token)

_OPEN = re.compile(r"/|/oauth/authorize|/token|/captcha|/photos/.*")
_ANYBODY = re.compile(r"/me|/manager_accounts/mine")
# Headhunter.md 6.5: these spend contacts, whoever asks and however; 6.4 the last one.
_PAID = re.compile(r"GET /resumes|POST /negotiations/phone_interview")
_AGENT = re.compile(r"[\w.-]+/[\w.]+ \([^()\s]+@[^()\s]+\)")
_COMMON = {"host", "locale"}
_HOSTS = {"hh.ru", "rabota.by", "hh1.az", "hh.uz", "hh.kz", "headhunter.ge", "headhunter.kg"}
_QUERY = {
    r"/employers/\d+/services/available_publications": {"area_id", "professional_role_id"},
    r"/employers/\d+/vacancies/active": {
        "page", "per_page", "manager_id", "manager_ids", "all_accessible", "text", "area",
        "order_by",
    },
    r"/employers/\d+/vacancies/archived": {"page", "per_page", "manager_id", "order_by"},
    r"/vacancies": {"ignore_duplicates"},
    r"/vacancies/\d+": {"ignore_duplicates", "ignore_replacement_warning"},
    r"/vacancies/drafts": {"page", "per_page"},
    r"/negotiations": {"vacancy_id", "with_generated_collections"},
    r"/negotiations/[a-z_0-9]+": {
        "vacancy_id", "page", "per_page", "order_by", "show_only_new_responses", "show_only_new",
    },
    r"/negotiations/\d+/messages": {"page", "per_page", "with_text_only"},
    r"/resumes/\w+": {"topic_id"},
    r"/resumes/\w+/download/[^/]+": {"type", "topic_id", "vacancy_id"},
    r"/message_templates/\w+": {"topic_id"},
    r"/common/chats/\d+/messages": {"start_message_id", "limit", "order"},
}  # fmt: skip
"""What each address takes; others take only host and locale. The site ignores the rest."""


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse as the site does: rate, header, token, work account; then route or 404."""
    if is_control(request.path):
        return await handler(request)
    world = world_of(request)
    _note(world, request)
    if _OPEN.fullmatch(request.path) is None or request.path == "/token":
        refusal = _client(world, request)
        if refusal is None and request.path != "/token":
            refusal = _authorized(world, request)
        if refusal is not None:
            return refusal
    try:
        return await handler(request)
    except (web.HTTPNotFound, web.HTTPMethodNotAllowed):
        return not_found()


def _note(world: World, request: web.Request) -> None:
    """What no good client does."""
    if "with_contact" in request.query or _PAID.fullmatch(f"{request.method} {request.path}"):
        world.kit.violate(f"paid or forbidden call: {request.method} {request.path}")
    if _OPEN.fullmatch(request.path) and request.path != "/token":
        return
    known = next((names for path, names in _QUERY.items() if re.fullmatch(path, request.path)), ())
    unknown = set(request.query) - _COMMON - set(known)
    if unknown - {"with_contact"}:
        world.kit.violate(f"unknown parameters: {request.path} {', '.join(sorted(unknown))}")


def _client(world: World, request: web.Request) -> web.Response | None:
    agent = request.headers.get("HH-User-Agent") or request.headers.get("User-Agent", "")
    if not agent:
        return refuse(400, "bad_user_agent", "unset")
    if not _AGENT.fullmatch(agent):
        return refuse(400, "bad_user_agent", "blacklisted")
    if world.addresses.hit(request.remote or "") > 0:
        return web.Response(status=429)
    if request.query.get("host", "hh.ru") not in _HOSTS:
        return bad_argument("host")
    return None


def _authorized(world: World, request: web.Request) -> web.Response | None:
    scheme, _, access = request.headers.get("Authorization", "").partition(" ")
    token = next((one for one in world.tokens if one.access == access), None)
    if scheme != "Bearer" or token is None:
        return refuse(403, "oauth", "bad_authorization")
    if token.state in ("revoked", "dead"):
        return refuse(403, "oauth", "token_revoked")
    if world.kit.clock.seconds() >= token.until:
        return refuse(403, "oauth", "token_expired")
    request[TOKEN] = token
    return _acting(world, request, world.users[token.login])


def _acting(world: World, request: web.Request, user: User) -> web.Response | None:
    if user.company is None or user.integration:
        return None if _ANYBODY.fullmatch(request.path) else refuse(403, "forbidden")
    wanted = request.headers.get("X-Manager-Account-Id", user.primary)
    if wanted not in user.accounts:
        return refuse(403, "manager_extra_accounts", "manager_extra_account_not_found")
    if wanted in user.blocked and not _ANYBODY.fullmatch(request.path):
        return _blocked(world, user)
    request[MANAGER] = Manager(user, wanted, world.companies[user.accounts[wanted]])
    return None


def _blocked(world: World, user: User) -> web.Response:
    others = [
        account(world, one, name) for one, name in user.accounts.items() if one not in user.blocked
    ]
    more = {"allowed_accounts": others} if others else {}
    return refuse(403, "manager_accounts", "used_manager_account_forbidden", **more)


def account(world: World, manager: str, company: str) -> dict[str, object]:
    """A work account, as lists of them show it."""
    return {"id": manager, "employer": {"id": world.companies[company].id, "name": company}}


def unpaid(request: web.Request, group: str) -> web.Response | None:
    """The refusal of a paid method (headhunter.md 3.3)."""
    if group in request[MANAGER].company.access:
        return None
    return refuse(403, "api_access_payment", "action_must_be_payed")


def puzzle(request: web.Request) -> web.Response | None:
    """The refusal of somebody who has to prove to be a person."""
    user = request[MANAGER].user
    if not user.captcha:
        return None
    url = f"{request.url.origin()}/captcha?login={user.login}"
    return refuse(403, "captcha_required", "captcha_required", captcha_url=url, fallback_url=url)
