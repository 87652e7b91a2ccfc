"""The control API of this emulator, beside the kit's own (faults, calls, violations).

POST   /emulator/reset                 forget companies, users, ads, responses, switches
GET    /emulator/facts                 what a test of every site must know of this one, with
                                       "settings": {"client_id", "client_secret"}
POST   /emulator/demo                  the invented employers of seed.py; answers their users
GET    /emulator/demo                  {"users", "candidates", "vacancies"}
POST   /emulator/demo/candidate        {"job_id"?}: the next invented candidate answers it
POST   /emulator/companies             {"name", "balance"?, "access"?: ["1", "3"]}
GET    /emulator/companies             all, with balances
PUT    /emulator/balance               {"company", "balance": {property type: left}}
POST   /emulator/users                 {"login", "password", "company" (null: looks for a job),
                                       "also"?: [more companies], "balance"?, "access"?, "admin"?,
                                       "integration"?, "quota"?, "views"?, "captcha"?}
PATCH  /emulator/users                 {"login", then "password" | "views" | "captcha" | "quota" |
                                       "admin" | "blocked": [companies whose account is]};
                                       a new password makes every token worthless
DELETE /emulator/users                 {"login"}
POST   /emulator/tokens                {"login", "state": expire | revoke | deactivate}
POST   /emulator/tokens/expire         {"login"?}: they have run out
GET    /emulator/tokens                logins with how many pairs, and their states
GET    /emulator/jobs                  every ad and draft as the site holds it, oldest first
POST   /emulator/jobs                  {"login", "name"?, ..., "active"?}: made in the cabinet
POST   /emulator/jobs/{id}/state       {"state": expire|close|block|unblock|delete}, or {"state":
                                       "ends_in", "days"}; a draft's id is draft:<n>
POST   /emulator/responses             one response: {"job_id"?, "fio", "email", "phone",
                                       "telegram", "birth_date", "text", "cover", "city", "title",
                                       "skills", "salary", "experience", "with_photo", "file",
                                       "hidden": [hidden_fields], "resume": false (deleted),
                                       "stage", "source", "date" | "minutes_ago",
                                       "raw": {fields of the resume}, "item": {fields of the item},
                                       "refuses": the value that every answer to it ends with};
                                       answers {"id"}
POST   /emulator/responses/many        the same and "count"; answers {"ids"}
GET    /emulator/responses             all, as the site holds them; "told": what was written to each
POST   /emulator/responses/{id}/stage  {"stage"}: somebody has moved it on the site
DELETE /emulator/responses/{id}        it is gone
GET    /emulator/subscriptions         who is called where
GET    /emulator/deliveries            what was sent to whom, with the answers
POST   /emulator/deliveries/again      every one once more
GET    /emulator/switches, PATCH       readings that the contract leaves open (world.Switches)

Without "job_id" it is the newest live ad. Subscribers are called about responses and ads.
"""

from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from aiohttp import web

from bot.emulator_kit import (
    CONTROL,
    check_names,
    control_answer,
    control_body,
    control_number,
    control_wrong,
)
from sites.headhunter.emulator import candidates, hooks, responses, seed
from sites.headhunter.emulator.actions import STAGES
from sites.headhunter.emulator.world import (
    CLIENT_ID,
    CLIENT_SECRET,
    Company,
    Topic,
    User,
    Vacancy,
    World,
    iso,
    now,
    world_of,
)


def routes() -> list[web.RouteDef]:
    """The addresses of this part."""
    return [
        web.post(f"{CONTROL}/reset", reset),
        web.get(f"{CONTROL}/facts", facts),
        web.post(f"{CONTROL}/demo", fill_demo),
        web.get(f"{CONTROL}/demo", show_demo),
        web.post(f"{CONTROL}/demo/candidate", demo_candidate),
        web.post(f"{CONTROL}/companies", add_company),
        web.get(f"{CONTROL}/companies", list_companies),
        web.put(f"{CONTROL}/balance", set_balance),
        web.post(f"{CONTROL}/users", add_user),
        web.patch(f"{CONTROL}/users", change_user),
        web.delete(f"{CONTROL}/users", delete_user),
        web.post(f"{CONTROL}/tokens", change_tokens),
        web.get(f"{CONTROL}/tokens", list_tokens),
        web.post(f"{CONTROL}/tokens/expire", expire_tokens),
        web.get(f"{CONTROL}/jobs", list_jobs),
        web.post(f"{CONTROL}/jobs", add_job),
        web.post(f"{CONTROL}/jobs/{{id}}/state", change_job),
        web.post(f"{CONTROL}/responses", add_response),
        web.post(f"{CONTROL}/responses/many", add_many),
        web.get(f"{CONTROL}/responses", list_responses),
        web.post(f"{CONTROL}/responses/{{id}}/stage", move_response),
        web.delete(f"{CONTROL}/responses/{{id}}", delete_response),
        web.get(f"{CONTROL}/subscriptions", list_subscriptions),
        web.get(f"{CONTROL}/deliveries", list_deliveries),
        web.post(f"{CONTROL}/deliveries/again", deliver_again),
        web.get(f"{CONTROL}/switches", list_switches),
        web.patch(f"{CONTROL}/switches", change_switches),
    ]


async def reset(request: web.Request) -> web.Response:
    world_of(request).reset()
    return control_answer({})


async def facts(_request: web.Request) -> web.Response:
    return control_answer(
        {
            "feed": "^/negotiations",
            "publish": ["^/vacancies$"],
            "balance": {"HH_STANDARD": 10, "HH_PREMIUM": 0},
            "resume": "pdf",
            "settings": {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET},
        }
    )


# -- the demo ------------------------------------------------------------------------------


async def fill_demo(request: web.Request) -> web.Response:
    world = world_of(request)
    for company in seed.COMPANIES:
        _company(world, company["name"], company)
    for user in seed.USERS:
        _user(world, user)
    return control_answer({"users": seed.USERS})


async def show_demo(request: web.Request) -> web.Response:
    found = {"users": seed.USERS, "candidates": seed.CANDIDATES, "vacancies": seed.VACANCIES}
    return control_answer(found)


async def demo_candidate(request: web.Request) -> web.Response:
    world, body = world_of(request), await control_body(request)
    try:
        job_id = candidates.answered(world, body).id
    except ValueError as wrong:
        raise control_wrong(str(wrong)) from None
    sent = world.demo_sent.get(job_id, 0)
    world.demo_sent[job_id] = sent + 1
    candidate = seed.CANDIDATES[sent % len(seed.CANDIDATES)]
    return control_answer({"id": _add(request, {**candidate, "job_id": job_id}).id})


# -- companies and users -------------------------------------------------------------------


async def add_company(request: web.Request) -> web.Response:
    world, body = world_of(request), await control_body(request)
    check_names(body, "name", "balance", "access")
    _company(world, str(body.get("name", "")), body)
    return control_answer({})


def _company(world: World, name: str, body: dict[str, Any]) -> Company:
    if not name:
        raise control_wrong("a company needs a name")
    company = world.companies.get(name)
    if company is None:
        company = world.companies[name] = Company(world.new_id(0), name)
    if "balance" in body:
        company.balance = _balance(body["balance"])
    if "access" in body:
        company.access = set(body["access"])
    return company


def _balance(given: Any) -> dict[str, int]:
    if not isinstance(given, dict) or not all(isinstance(left, int) for left in given.values()):
        raise control_wrong("a balance is an object: {type: how many are left}")
    return dict(given)


async def list_companies(request: web.Request) -> web.Response:
    found = [
        {"name": one.name, "id": one.id, "balance": one.balance, "access": sorted(one.access)}
        for one in world_of(request).companies.values()
    ]
    return control_answer(found)


async def set_balance(request: web.Request) -> web.Response:
    """What is not named is left at none: a variant that was once there stays listed."""
    world, body = world_of(request), await control_body(request)
    company = world.companies.get(str(body.get("company")))
    if company is None:
        raise control_wrong("no such company")
    company.balance = {**dict.fromkeys(company.balance, 0), **_balance(body.get("balance"))}
    return control_answer({})


_CHANGES = ("admin", "integration", "quota", "views", "captcha")


async def add_user(request: web.Request) -> web.Response:
    world, body = world_of(request), await control_body(request)
    check_names(body, "login", "password", "company", "also", "balance", "access", *_CHANGES)
    if not body.get("login") or "password" not in body:
        raise control_wrong("a user needs a login and a password")
    user = _user(world, body)
    return control_answer({"id": user.id, "accounts": user.accounts})


def _user(world: World, body: dict[str, Any]) -> User:
    login, company = str(body["login"]).lower(), body.get("company")
    user = User(login, str(body["password"]), company, world.new_id(0))
    if company is not None:
        _company(world, company, body)
        for name in (company, *body.get("also", ())):
            _company(world, name, {})
            user.accounts[world.new_id(0)] = name
    for name in _CHANGES:
        if name in body:
            setattr(user, name, body[name])
    world.users[login] = user
    return user


async def change_user(request: web.Request) -> web.Response:
    world, body = world_of(request), await control_body(request)
    check_names(body, "login", "password", "blocked", *_CHANGES)
    user = _known(world, body)
    for name in _CHANGES:
        if name in body:
            setattr(user, name, body[name])
    if "blocked" in body:
        wanted = set(body["blocked"])
        user.blocked = {one for one, name in user.accounts.items() if name in wanted}
    if "password" in body:
        user.password = str(body["password"])
        _tokens(world, user.login, "dead")  # I#619: every token of before is worthless
    return control_answer({})


def _known(world: World, body: dict[str, Any]) -> User:
    user = world.users.get(str(body.get("login", "")).lower())
    if user is None:
        raise control_wrong("no such user")
    return user


async def delete_user(request: web.Request) -> web.Response:
    world = world_of(request)
    user = _known(world, await control_body(request))
    _tokens(world, user.login, "revoked")
    user.password = ""
    return control_answer({})


def _tokens(world: World, login: str, state: str) -> None:
    for token in world.tokens:
        if token.login == login and token.state == "live":
            token.state = state


async def change_tokens(request: web.Request) -> web.Response:
    world, body = world_of(request), await control_body(request)
    user, state = _known(world, body), body.get("state")
    if state == "expire":
        _expire_tokens(world, user.login)
    elif state in ("revoke", "deactivate"):
        _tokens(world, user.login, {"revoke": "revoked", "deactivate": "dead"}[state])
    else:
        raise control_wrong("states: expire, revoke, deactivate")
    return control_answer({})


def _expire_tokens(world: World, login: str | None) -> None:
    for token in world.tokens:
        if login in (None, token.login):
            token.until = world.kit.clock.seconds()


async def expire_tokens(request: web.Request) -> web.Response:
    world, body = world_of(request), await control_body(request)
    _expire_tokens(world, _known(world, body).login if body else None)
    return control_answer({})


async def list_tokens(request: web.Request) -> web.Response:
    found: dict[str, list[str]] = {}
    for token in world_of(request).tokens:
        found.setdefault(token.login, []).append(token.state)
    return control_answer(found)


# -- ads -----------------------------------------------------------------------------------


async def list_jobs(request: web.Request) -> web.Response:
    world = world_of(request)
    ads = [_shown(one) for one in world.vacancies.values()]
    drafts = [{"id": f"draft:{one.id}", **one.fields} for one in world.drafts.values()]
    return control_answer([*ads, *drafts])


def _shown(ad: Vacancy) -> dict[str, Any]:
    found = asdict(ad)
    found["active"] = ad.archived_at is None
    moments = ("created_at", "published_at", "expires_at", "archived_at")
    return found | {one: found[one] and iso(found[one]) for one in moments}


async def add_job(request: web.Request) -> web.Response:
    world, body = world_of(request), await control_body(request)
    user = _known(world, body)
    if user.company is None:
        raise control_wrong("an applicant has no ads")
    values: dict[str, Any] = {
        "name": "Вакансия из кабинета",
        "description": f"<p>{'Сделано в кабинете сайта. ' * 8}</p>",
        "area": {"id": "160"},
        "professional_roles": [{"id": "70"}],
        "experience": {"id": "between1And3"},
        "vacancy_properties": {"properties": [{"property_type": "HH_STANDARD"}]},
        "code": None,
    }
    check_names(body, "login", "active", "employment_form", "salary_range", *values)
    values |= {name: one for name, one in body.items() if name not in ("login", "active")}
    ad = world.show(user.company, user.primary, values, values["area"]["id"])
    if not body.get("active", True):
        ad.archived_at = now()
    return control_answer({"id": ad.id})


async def change_job(request: web.Request) -> web.Response:
    world, body = world_of(request), await control_body(request)
    number, state = request.match_info["id"], str(body.get("state"))
    if number.startswith("draft:") and state == "delete":
        world.drafts.pop(number.removeprefix("draft:"), None)
        return control_answer({})
    ad, change = world.vacancies.get(number), _STATES.get(state)
    if ad is not None and state == "ends_in":
        ad.expires_at = now() + timedelta(days=control_number(body.get("days"), "days"))
        return control_answer(_shown(ad))
    if ad is None or change is None:
        known = ", ".join((*_STATES, "ends_in"))
        raise control_wrong(f"no such ad, or no such state; states: {known}")
    before = ad.archived_at
    change(ad)
    if ad.archived_at is not None and before is None and not ad.hidden:
        hooks.archived(request.app, world, ad)
    return control_answer(_shown(ad))


def _expire(ad: Vacancy) -> None:
    ad.expires_at = ad.archived_at = now()


def _close(ad: Vacancy) -> None:
    ad.archived_at = ad.archived_at or now()


def _block(ad: Vacancy) -> None:
    ad.approved = False


def _unblock(ad: Vacancy) -> None:
    ad.approved = True


def _delete(ad: Vacancy) -> None:
    ad.archived_at, ad.hidden = ad.archived_at or now(), True


_STATES: dict[str, Callable[[Vacancy], None]] = {
    "expire": _expire,
    "close": _close,
    "block": _block,
    "unblock": _unblock,
    "delete": _delete,
}


# -- responses -----------------------------------------------------------------------------


def _add(request: web.Request, body: dict[str, Any]) -> Topic:
    world = world_of(request)
    try:
        topic = candidates.add(world, body)
    except ValueError as wrong:
        raise control_wrong(str(wrong)) from None
    if topic.source == "NEGOTIATION":
        hooks.responded(request.app, world, topic)
    return topic


async def add_response(request: web.Request) -> web.Response:
    return control_answer({"id": _add(request, await control_body(request)).id})


async def add_many(request: web.Request) -> web.Response:
    body = await control_body(request)
    count = body.pop("count", 1)
    if not isinstance(count, int):
        raise control_wrong("count must be a number")
    return control_answer({"ids": [_add(request, body).id for _ in range(count)]})


async def list_responses(request: web.Request) -> web.Response:
    found = [
        {
            "id": one.id,
            "job_id": one.vacancy,
            "stage": one.stage,
            "viewed": one.viewed,
            "resume": one.resume,
            "told": [said.text for said in one.told],
        }
        for one in world_of(request).topics.values()
        if not one.deleted
    ]
    return control_answer(found)


async def move_response(request: web.Request) -> web.Response:
    world, body = world_of(request), await control_body(request)
    topic, stage = world.topics.get(request.match_info["id"]), str(body.get("stage"))
    if topic is None or stage not in STAGES:
        raise control_wrong(f"no such response or stage; stages: {', '.join(STAGES)}")
    old = topic.stage
    responses.changed(topic, stage)
    hooks.moved(request.app, world, topic, old)
    return control_answer({})


async def delete_response(request: web.Request) -> web.Response:
    topic = world_of(request).topics.get(request.match_info["id"])
    if topic is not None:
        topic.deleted = True
    return control_answer({})


# -- webhooks and switches -----------------------------------------------------------------


async def list_subscriptions(request: web.Request) -> web.Response:
    return control_answer([asdict(one) for one in world_of(request).subscriptions.values()])


async def list_deliveries(request: web.Request) -> web.Response:
    return control_answer(world_of(request).deliveries)


async def deliver_again(request: web.Request) -> web.Response:
    """What was delivered before, word for word."""
    world = world_of(request)
    for one in list(world.deliveries):
        subscription = world.subscriptions.get(one["body"]["subscription_id"])
        if subscription is not None:
            request.app[hooks.CALLER].call(world, subscription, one["body"])
    return control_answer({})


async def list_switches(request: web.Request) -> web.Response:
    return control_answer(asdict(world_of(request).switches))


async def change_switches(request: web.Request) -> web.Response:
    world, body = world_of(request), await control_body(request)
    try:
        world.switch(body)
    except ValueError as wrong:
        raise control_wrong(str(wrong)) from None
    return control_answer(asdict(world.switches))
