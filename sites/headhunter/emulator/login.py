"""The login page and the token call (headhunter.md 2.1 to 2.4), who logged in (2.5, 2.6)."""

import base64
import hashlib
import html
import secrets
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from aiohttp import web

from sites.headhunter.emulator.access import MANAGER, TOKEN, account
from sites.headhunter.emulator.refusals import no_token, refuse
from sites.headhunter.emulator.world import (
    CLIENT_ID,
    CLIENT_SECRET,
    CODE_SECONDS,
    Code,
    Token,
    User,
    World,
    world_of,
)

_ASKED = {
    "response_type", "client_id", "state", "redirect_uri", "role", "force_role",
    "skip_choose_account", "force_login", "code_challenge", "code_challenge_method",
}  # fmt: skip
_PAGE = """<!DOCTYPE html>
<html lang="ru"><head><meta charset="utf-8"><title>HeadHunter (эмулятор)</title>
<meta name="viewport" content="width=device-width">
<style>body{{font:16px sans-serif;max-width:26em;margin:3em auto;padding:0 1em}}
input,button{{font:inherit;display:block;width:100%;margin:.5em 0;padding:.5em;
box-sizing:border-box}}.no{{color:#b00}}</style></head><body>
<h1>Вход для работодателя</h1>
<p>Это не hh.ru, а его эмулятор. Приложение просит доступ к аккаунту.</p>
<p class="no">{said}</p>
<form method="post">{hidden}
<input name="login" placeholder="Почта" value="{login}" autocomplete="off">
<input name="password" type="password" placeholder="Пароль" autocomplete="off">
<button name="answer" value="allow">Разрешить</button>
<button name="answer" value="refuse">Отказать</button>
</form></body></html>"""


def routes() -> list[web.RouteDef]:
    """The addresses of this part."""
    found = [
        web.post("/token", token),
        web.delete("/token", revoke),
        web.get("/me", me, allow_head=False),
        web.get("/manager_accounts/mine", work_accounts, allow_head=False),
        web.get("/captcha", captcha, allow_head=False),
        web.post("/captcha", solve),
    ]
    for path in ("/", "/oauth/authorize"):
        found += [web.get(path, page, allow_head=False), web.post(path, answer)]
    return found


# -- the page ------------------------------------------------------------------------------


async def page(request: web.Request) -> web.Response:
    """What a person sees. An application that is not known gets no form."""
    return _flawed(request) or _form(dict(request.query), "", "")


async def answer(request: web.Request) -> web.Response:
    """A person has clicked: back to the application with a code, or with a refusal."""
    flawed = _flawed(request)
    if flawed is not None:
        return flawed
    world, form = world_of(request), await request.post()
    asked = dict(request.query)
    if form.get("answer") != "allow":
        return _back(asked, error="access_denied")
    login = str(form.get("login", "")).strip().lower()
    user = world.users.get(login)
    if user is None or user.password != form.get("password"):
        return _form(asked, "Неверная почта или пароль", login)
    code = Code(
        login,
        asked["client_id"],
        asked.get("redirect_uri", ""),
        asked.get("code_challenge", ""),
        world.kit.clock.seconds() + CODE_SECONDS,
    )
    word = f"CODEcanary-tok-{secrets.token_hex(16).upper()}"
    world.codes[word] = code
    return _back(asked, code=word)


def _flawed(request: web.Request) -> web.Response | None:
    asked = request.query
    unknown = set(asked) - _ASKED
    if unknown:
        world_of(request).kit.violate(f"unknown parameters: authorize {', '.join(unknown)}")
    wrong = (
        asked.get("response_type") != "code"
        or asked.get("client_id") != CLIENT_ID
        or ("code_challenge" in asked) != (asked.get("code_challenge_method") == "S256")
        or urlsplit(asked.get("redirect_uri", "http://x")).scheme not in ("http", "https")
    )
    if not wrong:
        return None
    return web.Response(status=400, text="<h1>Неверный запрос</h1>", content_type="text/html")


def _form(asked: dict[str, str], said: str, login: str) -> web.Response:
    text = _PAGE.format(said=html.escape(said), hidden="", login=html.escape(login))
    return web.Response(text=text, content_type="text/html")


def _back(asked: dict[str, str], **said: str) -> web.Response:
    redirect = urlsplit(asked["redirect_uri"])
    query = [*parse_qsl(redirect.query), *said.items()]
    if "state" in asked:
        query.append(("state", asked["state"]))
    url = redirect._replace(query=urlencode(query)).geturl()
    return web.Response(status=302, headers={"Location": url})


# -- tokens --------------------------------------------------------------------------------

_CODE_FORM = {"grant_type", "client_id", "client_secret", "code", "redirect_uri", "code_verifier"}
_REFRESH_FORM = {"grant_type", "refresh_token"}


async def token(request: web.Request) -> web.Response:
    """A code, or a refresh token, for a pair; each works once."""
    world = world_of(request)
    if request.content_type != "application/x-www-form-urlencoded":
        return no_token("unsupported_grant_type", "unsupported grant_type")
    form = {key: str(value) for key, value in (await request.post()).items()}
    if "Authorization" in request.headers:
        world.kit.violate("a token call with a token")
    kind = form.get("grant_type")
    known = {"authorization_code": _CODE_FORM, "refresh_token": _REFRESH_FORM}.get(kind or "")
    if known is None:
        return no_token("unsupported_grant_type", "unsupported grant_type")
    if set(form) - known:
        world.kit.violate(f"unknown fields of a token call: {', '.join(set(form) - known)}")
    return _by_code(world, form) if kind == "authorization_code" else _renewed(world, form)


def _by_code(world: World, form: dict[str, str]) -> web.Response:
    if (form.get("client_id"), form.get("client_secret")) != (CLIENT_ID, CLIENT_SECRET):
        return no_token("invalid_client", "client_id or client_secret not found")
    code = world.codes.get(form.get("code", ""))
    if code is None:
        return no_token("invalid_request", "code not found")
    said, code.used = _unfit(world, code, form), True  # I#839: whatever comes of it, it is spent
    return no_token(*said) if said is not None else _pair(world, world.issue(code.login))


def _unfit(world: World, code: Code, form: dict[str, str]) -> tuple[str, str] | None:
    """Why a code is good for nothing."""
    if code.used:
        return "invalid_grant", "code has already been used"
    if world.kit.clock.seconds() >= code.until:
        return "invalid_grant", "code expired"
    if form.get("redirect_uri") != code.redirect:
        return "invalid_request", "bad redirect url"
    if code.challenge and code.challenge != _challenge(form.get("code_verifier", "")):
        return "invalid_grant", "code verifier mismatch"
    return None


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _renewed(world: World, form: dict[str, str]) -> web.Response:
    wanted = form.get("refresh_token", "")
    if not wanted:
        return no_token("invalid_request", "token is empty")
    old = next((one for one in world.tokens if one.refresh == wanted), None)
    if old is None:
        return no_token("invalid_request", "token not found")
    said = {
        "refreshed": "token has already been refreshed",
        "revoked": "token was revoked",
        "dead": "token deactivated",
    }.get(old.state)
    if said is not None:
        world.kit.violate("a token was refreshed twice") if old.state == "refreshed" else None
        return no_token("invalid_grant", said)
    if world.kit.clock.seconds() < old.until:
        return no_token("invalid_grant", "token not expired")
    old.state = "refreshed"
    return _pair(world, world.issue(old.login))


def _pair(world: World, made: Token) -> web.Response:
    return web.json_response(
        {
            "access_token": made.access,
            "token_type": "bearer",
            "expires_in": int(world.switches.expires_in),
            "refresh_token": made.refresh,
        }
    )


async def revoke(request: web.Request) -> web.Response:
    """The pair is dead, and the user's subscriptions are gone."""
    found = await _authorized(request)
    if isinstance(found, web.Response):
        return found
    world = world_of(request)
    found.state = "revoked"
    world.subscriptions = {
        key: one for key, one in world.subscriptions.items() if one.login != found.login
    }
    return web.Response(status=204)


async def _authorized(request: web.Request) -> Token | web.Response:
    """`/token` is open to those without a token; this call of it is not."""
    access = request.headers.get("Authorization", "").removeprefix("Bearer ")
    for one in world_of(request).tokens:
        if one.access == access and one.state == "live":
            return one
    return refuse(403, "oauth", "bad_authorization")


# -- who -----------------------------------------------------------------------------------


async def me(request: web.Request) -> web.Response:
    """Who the token is, by kind of person."""
    world, user = world_of(request), _user(request)
    if user.integration:
        company = world.companies[user.company or ""]
        return web.json_response(
            {
                **_kind("employer_integration"),
                "employer": {"id": company.id, "name": company.name},
            }
        )
    if user.company is None:
        return web.json_response(_applicant(request, user))
    return web.json_response(_employer(request, user))


def _user(request: web.Request) -> User:
    return world_of(request).users[request[TOKEN].login]


def _kind(name: str) -> dict[str, Any]:
    kinds = ("is_admin", "is_applicant", "is_application", "is_employer", "is_employer_integration")
    return {"auth_type": name, **{one: one == f"is_{name}" for one in kinds}}


def _person(user: User) -> dict[str, Any]:
    return {
        "id": user.id,
        "first_name": "Анна",
        "last_name": "Канаркова",
        "middle_name": None,
        "email": user.login,
        "phone": "77010000000",
    }


def _applicant(request: web.Request, user: User) -> dict[str, Any]:
    base = request.url.origin()
    return {
        **_kind("applicant"),
        **_person(user),
        "counters": {"new_resume_views": 0, "resumes_count": 1, "unread_negotiations": 0},
        "is_in_search": True,
        "linked_socials": [],
        "negotiations_url": f"{base}/negotiations",
        "resumes_url": f"{base}/resumes/mine",
        "employer": None,
        "manager": None,
        "personal_manager": None,
    }


def _employer(request: web.Request, user: User) -> dict[str, Any]:
    manager = request[MANAGER]
    settings = f"/employers/{manager.company.id}/managers/{manager.id}/settings"
    return {
        **_kind("employer"),
        **_person(user),
        "employer": {
            "id": manager.company.id,
            "name": manager.company.name,
            "manager_id": manager.id,
        },
        "manager": {
            "id": manager.id,
            "is_main_contact_person": user.admin,
            "has_admin_rights": user.admin,
            "has_multiple_manager_accounts": len(user.accounts) > 1,
            "manager_settings_url": f"{request.url.origin()}{settings}",
        },
        "resumes_url": None,
        "negotiations_url": None,
        "is_in_search": None,
    }


async def work_accounts(request: web.Request) -> web.Response:
    """The companies that one login may act for."""
    world, user = world_of(request), _user(request)
    if not user.accounts:
        return refuse(403, "forbidden")
    return web.json_response(
        {
            "items": [account(world, one, name) for one, name in user.accounts.items()],
            "current_account_id": request[MANAGER].id,
            "primary_account_id": user.primary,
            "is_primary_account_blocked": user.primary in user.blocked,
        }
    )


# -- captcha -------------------------------------------------------------------------------


async def captcha(request: web.Request) -> web.Response:
    """A page with a button, for a person."""
    text = "<!DOCTYPE html><h1>Вы не робот?</h1><form method=post><button>Да</button></form>"
    return web.Response(text=text, content_type="text/html")


async def solve(request: web.Request) -> web.Response:
    """The person has clicked: the same call succeeds from now on."""
    user = world_of(request).users.get(request.query.get("login", ""))
    if user is not None:
        user.captcha = False
    target = request.query.get("backurl")
    if target is None:
        return web.Response(text="Спасибо", content_type="text/html")
    return web.Response(status=302, headers={"Location": target})
