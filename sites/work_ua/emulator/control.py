"""The control API of this emulator, beside the kit's own (faults, calls, violations).

POST   /emulator/reset                 forget companies, users, jobs, responses, switches
GET    /emulator/facts                 what a test of every site must know of this one
POST   /emulator/demo                  the invented employers of seed.py; answers their users
GET    /emulator/demo                  {"users", "candidates", "vacancies"}
POST   /emulator/demo/candidate        {"job_id"?}: the next invented candidate answers it
POST   /emulator/companies             {"name", "balance"?, "may_hide"?, "contacts"?}
GET    /emulator/companies             all, with balances
PUT    /emulator/balance               {"company", "balance": {type: left}}
POST   /emulator/users                 {"login", "password", "company" (null: applicant),
                                       "balance"?, "admin"?, "blocked"?, "posting_limit"?}
PATCH  /emulator/users                 {"login", then "password" | "admin" | "blocked" | ...};
                                       a new password also ends the brute-force lock
DELETE /emulator/users                 {"login"}
GET    /emulator/jobs                  every job as the site holds it, oldest first
POST   /emulator/jobs                  {"login", "name"?, ..., "active"?, "publication"?}: an ad
                                       made in the cabinet, not by us
POST   /emulator/jobs/{id}/state       {"state": publish|expire|close|block|unblock|delete}, or
                                       {"state": ends_in|published_ago, "days"}
POST   /emulator/responses             one response: {"job_id"?, "fio", "email", "phone",
                                       "birth_date", "text", "cover", "type", "from_type",
                                       "file", "with_photo", "date" | "minutes_ago", "without":
                                       [fields to leave out], "raw": {fields as they are},
                                       "item": instead of the whole item}; answers {"id"}
POST   /emulator/responses/many        the same and "count"; answers {"ids"}
GET    /emulator/responses             all, as the feed holds them
DELETE /emulator/responses/{id}        the candidate took it back
GET    /emulator/switches, PATCH       readings that the contract leaves open (world.Switches)

Without "job_id" it is the newest live ad.
"""

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
from sites.work_ua.emulator import candidates, seed
from sites.work_ua.emulator.catalog import DEFAULT_EDUCATION
from sites.work_ua.emulator.forms import FLAGS
from sites.work_ua.emulator.world import Ad, Answer, Company, User, World, as_shown, now, world_of


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
        web.get(f"{CONTROL}/jobs", list_jobs),
        web.post(f"{CONTROL}/jobs", add_job),
        web.post(f"{CONTROL}/jobs/{{id}}/state", change_job),
        web.post(f"{CONTROL}/responses", add_response),
        web.post(f"{CONTROL}/responses/many", add_many),
        web.get(f"{CONTROL}/responses", list_responses),
        web.delete(f"{CONTROL}/responses/{{id}}", delete_response),
        web.get(f"{CONTROL}/switches", list_switches),
        web.patch(f"{CONTROL}/switches", change_switches),
    ]


async def reset(request: web.Request) -> web.Response:
    world_of(request).reset()
    return control_answer({})


async def facts(_request: web.Request) -> web.Response:
    return control_answer(
        {
            "feed": "/jobs/responses",
            "publish": ["/jobs$", r"/jobs/\d+$"],
            "balance": {"standart_job": 10, "premium_job": 0},
        }
    )


async def fill_demo(request: web.Request) -> web.Response:
    world = world_of(request)
    for company in seed.COMPANIES:
        world.companies[company["name"]] = Company(company["name"], dict(company["balance"]))
    for user in seed.USERS:
        world.users[user["login"]] = User(**user)
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
    return control_answer({"id": _add(world, {**candidate, "job_id": job_id}).id})


async def add_company(request: web.Request) -> web.Response:
    world, body = world_of(request), await control_body(request)
    check_names(body, "name", *_COMPANY_FIELDS)
    _company(world, str(body.get("name", "")), body)
    return control_answer({})


def _company(world: World, name: str, body: dict[str, Any]) -> Company:
    if not name:
        raise control_wrong("a company needs a name")
    company = world.companies.setdefault(name, Company(name))
    if "balance" in body:
        company.balance = _balance(body["balance"])
    company.may_hide = bool(body.get("may_hide", company.may_hide))
    company.contacts |= set(body.get("contacts", ()))
    return company


def _balance(given: Any) -> dict[str, int]:
    if not isinstance(given, dict):
        raise control_wrong("a balance is an object: {type: how many are left}")
    return {kind: control_number(left, kind) for kind, left in given.items()}


async def list_companies(request: web.Request) -> web.Response:
    found = [
        {"name": one.name, "balance": one.balance} for one in world_of(request).companies.values()
    ]
    return control_answer(found)


async def set_balance(request: web.Request) -> web.Response:
    world, body = world_of(request), await control_body(request)
    if body.get("company") not in world.companies:
        raise control_wrong("no such company")
    world.companies[body["company"]].balance = _balance(body.get("balance"))
    return control_answer({})


_COMPANY_FIELDS = ("balance", "may_hide", "contacts")
_USER_FIELDS = ("password", "company", "admin", "blocked", "posting_limit")


async def add_user(request: web.Request) -> web.Response:
    world, body = world_of(request), await control_body(request)
    check_names(body, "login", *_USER_FIELDS, *_COMPANY_FIELDS)
    login = str(body.get("login", "")).lower()
    if not login or "password" not in body:
        raise control_wrong("a user needs a login and a password")
    if body.get("company") is not None:
        _company(world, str(body["company"]), body)
    given = {name: body[name] for name in _USER_FIELDS if name in body}
    world.users[login] = User(login=login, **given)
    return control_answer({})


async def change_user(request: web.Request) -> web.Response:
    world, body = world_of(request), await control_body(request)
    check_names(body, "login", *_USER_FIELDS)
    user = _user(world, body)
    for name in _USER_FIELDS:
        if name in body:
            setattr(user, name, body[name])
    if "password" in body:
        world.wrong_passwords.pop(user.login, None)
        world.locked_logins.pop(user.login, None)
    return control_answer({})


async def delete_user(request: web.Request) -> web.Response:
    world = world_of(request)
    del world.users[_user(world, await control_body(request)).login]
    return control_answer({})


def _user(world: World, body: dict[str, Any]) -> User:
    user = world.users.get(str(body.get("login", "")).lower())
    if user is None:
        raise control_wrong("no such user")
    return user


async def list_jobs(request: web.Request) -> web.Response:
    return control_answer([as_shown(ad) for ad in world_of(request).ads.values()])


async def add_job(request: web.Request) -> web.Response:
    world, body = world_of(request), await control_body(request)
    user = _user(world, body)
    if user.applicant:
        raise control_wrong("an applicant has no jobs")
    values: dict[str, Any] = {
        **dict.fromkeys(FLAGS, 0),
        "name": "Вакансія з кабінету",
        "description": "<p>Зроблено в кабінеті сайту.</p>",
        "region": 39,
        "category": ["22"],
        "jobtype": ["74"],
        "experience": 164,
        "education": DEFAULT_EDUCATION,
        "salary": None,
        "languages": [],
        "skills": [],
        "show_phone": 0,
        "contact_email": None,
    }
    check_names(body, "login", "active", "publication", *values)
    values |= {name: body[name] for name in values if name in body}
    ad = world.new_ad(user, values)
    if body.get("active", True):
        world.show(ad, str(body.get("publication", "standart_job")))
    return control_answer({"id": ad.id})


async def change_job(request: web.Request) -> web.Response:
    world, body = world_of(request), await control_body(request)
    number = request.match_info["id"]
    ad = world.ads.get(int(number)) if number.isdecimal() else None
    state, change = str(body.get("state")), _CHANGES.get(str(body.get("state")))
    if ad is not None and state in _DATES:
        _DATES[state](ad, timedelta(days=control_number(body.get("days"), "days")))
        return control_answer(as_shown(ad))
    if ad is None or change is None:
        known = ", ".join((*_CHANGES, *_DATES))
        raise control_wrong(f"no such job, or no such state; states: {known}")
    change(world, ad)
    return control_answer(as_shown(ad))


def _end(ad: Ad, left: timedelta) -> None:
    ad.date_expire = now() + left


def _age(ad: Ad, passed: timedelta) -> None:
    ad.date = now() - passed


_DATES = {"ends_in": _end, "published_ago": _age}


def _publish(world: World, ad: Ad) -> None:
    world.show(ad, ad.publication or "standart_job")


def _expire(world: World, ad: Ad) -> None:
    ad.date_expire = now() - timedelta(minutes=1)
    ad.active = False


def _close(world: World, ad: Ad) -> None:
    ad.active = False


def _block(world: World, ad: Ad) -> None:
    ad.blocked = True


def _unblock(world: World, ad: Ad) -> None:
    ad.blocked = False


def _delete(world: World, ad: Ad) -> None:
    ad.deleted, ad.active = True, False


_CHANGES = {
    "publish": _publish,
    "expire": _expire,
    "close": _close,
    "block": _block,
    "unblock": _unblock,
    "delete": _delete,
}


def _add(world: World, body: dict[str, Any]) -> Answer:
    try:
        return candidates.add(world, body)
    except ValueError as wrong:
        raise control_wrong(str(wrong)) from None


async def add_response(request: web.Request) -> web.Response:
    world, body = world_of(request), await control_body(request)
    return control_answer({"id": _add(world, body).id})


async def add_many(request: web.Request) -> web.Response:
    world, body = world_of(request), await control_body(request)
    count = control_number(body.pop("count", 1), "count")
    return control_answer({"ids": [_add(world, body).id for _ in range(count)]})


async def list_responses(request: web.Request) -> web.Response:
    found = [
        {"id": one.id, "job_id": one.job_id, "login": one.login, "item": one.item}
        for one in world_of(request).answers
    ]
    return control_answer(found)


async def delete_response(request: web.Request) -> web.Response:
    world, number = world_of(request), request.match_info["id"]
    world.answers = [one for one in world.answers if str(one.id) != number]
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
