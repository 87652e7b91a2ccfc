"""The control API of this emulator, beside the kit's own (faults, calls, violations).

POST   /emulator/reset                 forget companies, users, jobs, responses, switches
GET    /emulator/facts                 what a test of every site must know of this one
POST   /emulator/demo                  the invented employers of seed.py; answers their users
GET    /emulator/demo                  {"users", "candidates", "vacancies"}
POST   /emulator/demo/candidate        {"job_id"?}: the next invented candidate answers it
POST   /emulator/companies             {"name", "balance"?}
GET    /emulator/companies             all, with balances
PUT    /emulator/balance               {"company", "balance": {type: left}}
POST   /emulator/users                 {"login", "password", "company" (null: applicant),
                                       "balance"?, "blocked"?}
PATCH  /emulator/users                 {"login", then "password" | "blocked" | "company"}; a new
                                       password also ends the user's tokens
DELETE /emulator/users                 {"login"}
POST   /emulator/tokens/expire         {"login"?}: the tokens are refused from now on
GET    /emulator/jobs                  every vacancy as the site holds it, oldest first
POST   /emulator/jobs                  {"login", "name"?, ..., "active"?}: a vacancy made in the
                                       cabinet, not by us
POST   /emulator/jobs/{id}/state       {"state": publish|expire|close|block|unblock|moderate|pause|
                                       delete}, or {"state": "ends_in", "days"}
POST   /emulator/responses             one apply: {"job_id"?, "fio", "email", "phone",
                                       "birth_date", "text", "cover", "type": resume|file|easy|
                                       saved|interaction, "file", "with_photo", "photo_size",
                                       "barred",
                                       "resume": whole|empty|broken, "folder", "id", "date" |
                                       "minutes_ago", "without": [fields to leave out],
                                       "raw": {fields as they are}, "item": instead of the row};
                                       answers {"id", "remote_id"}
POST   /emulator/responses/many        the same and "count"; answers {"ids", "remote_ids"}
GET    /emulator/responses             all, as the lists hold them
POST   /emulator/responses/{id}/folder {"folder"}: the recruiter moved it in the cabinet
DELETE /emulator/responses/{id}        the candidate took it back
GET    /emulator/switches, PATCH       readings that the contract leaves open (world.Switches)

Without "job_id" it is the newest live ad. {id} of a response: its number or its remote_id.
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
from sites.robota_ua.emulator import candidates, seed
from sites.robota_ua.emulator.world import (
    Apply,
    Company,
    User,
    Vacancy,
    World,
    as_shown,
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
        web.post(f"{CONTROL}/tokens/expire", expire_tokens),
        web.get(f"{CONTROL}/jobs", list_jobs),
        web.post(f"{CONTROL}/jobs", add_job),
        web.post(f"{CONTROL}/jobs/{{id}}/state", change_job),
        web.post(f"{CONTROL}/responses", add_response),
        web.post(f"{CONTROL}/responses/many", add_many),
        web.get(f"{CONTROL}/responses", list_responses),
        web.post(f"{CONTROL}/responses/{{id}}/folder", move_response),
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
            "feed": "/apply/list",
            "publish": ["/vacancy/state/"],
            "balance": {"Business": 10, "Professional": 0},
        }
    )


async def fill_demo(request: web.Request) -> web.Response:
    world = world_of(request)
    for company in seed.COMPANIES:
        world.company(company["name"]).balance = dict(company["balance"])
    for user in seed.USERS:
        world.users[user["login"]] = User(**user)
    return control_answer({"users": seed.USERS})


async def show_demo(request: web.Request) -> web.Response:
    found = {"users": seed.USERS, "candidates": seed.CANDIDATES, "vacancies": seed.VACANCIES}
    return control_answer(found)


async def demo_candidate(request: web.Request) -> web.Response:
    world, body = world_of(request), await control_body(request)
    try:
        number = candidates.answered(world, body).id
    except ValueError as wrong:
        raise control_wrong(str(wrong)) from None
    sent = world.demo_sent.get(number, 0)
    world.demo_sent[number] = sent + 1
    candidate = seed.CANDIDATES[sent % len(seed.CANDIDATES)]
    return control_answer(_named(_add(world, {**candidate, "job_id": number})))


async def add_company(request: web.Request) -> web.Response:
    world, body = world_of(request), await control_body(request)
    check_names(body, "name", "balance")
    _company(world, str(body.get("name", "")), body)
    return control_answer({})


def _company(world: World, name: str, body: dict[str, Any]) -> Company:
    if not name:
        raise control_wrong("a company needs a name")
    company = world.company(name)
    if "balance" in body:
        company.balance = _balance(body["balance"])
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


_USER_FIELDS = ("password", "company", "blocked")


async def add_user(request: web.Request) -> web.Response:
    world, body = world_of(request), await control_body(request)
    check_names(body, "login", "balance", *_USER_FIELDS)
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
        world.forget_tokens(user.login)
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


async def expire_tokens(request: web.Request) -> web.Response:
    world, body = world_of(request), await control_body(request)
    check_names(body, "login")
    world.forget_tokens(_user(world, body).login if "login" in body else None)
    return control_answer({})


async def list_jobs(request: web.Request) -> web.Response:
    return control_answer([as_shown(one) for one in world_of(request).vacancies.values()])


async def add_job(request: web.Request) -> web.Response:
    world, body = world_of(request), await control_body(request)
    user = _user(world, body)
    if user.applicant:
        raise control_wrong("an applicant has no jobs")
    values: dict[str, Any] = {
        "name": "Вакансія з кабінету",
        "description": "<p>Зроблено в кабінеті сайту.</p>",
        "cityId": 1,
        "publishType": "Business",
        "sendResumeType": "3",
        "endingType": "CloseAndNotify",
        "employmentTypes": ["FullTime"],
        "workTypes": [],
        "salary": 0,
        "salaryRange": None,
        "salaryDescr": "",
        "isForStudent": False,
    }
    check_names(body, "login", "active", *values)
    values |= {name: body[name] for name in values if name in body}
    vacancy = world.new_vacancy(user, values)
    if body.get("active", True):
        world.show(vacancy)
    return control_answer({"id": vacancy.id})


async def change_job(request: web.Request) -> web.Response:
    world, body = world_of(request), await control_body(request)
    number = request.match_info["id"]
    vacancy = world.vacancies.get(int(number)) if number.isdecimal() else None
    state, change = str(body.get("state")), _CHANGES.get(str(body.get("state")))
    if vacancy is not None and state == "ends_in":
        vacancy.expires = now() + timedelta(days=control_number(body.get("days"), "days"))
    elif vacancy is None or change is None:
        known = ", ".join((*_CHANGES, "ends_in"))
        raise control_wrong(f"no such job, or no such state; states: {known}")
    else:
        change(world, vacancy)
    return control_answer(as_shown(vacancy))


def _publish(world: World, one: Vacancy) -> None:
    world.show(one)


def _expire(world: World, one: Vacancy) -> None:
    one.state, one.expires = "Closed", now() - timedelta(seconds=1)


def _close(world: World, one: Vacancy) -> None:
    one.state = "Closed"


def _block(world: World, one: Vacancy) -> None:
    one.ban = "Порушення правил розміщення"


def _unblock(world: World, one: Vacancy) -> None:
    one.ban = ""


def _moderate(world: World, one: Vacancy) -> None:
    one.state = "OnModeration"


def _pause(world: World, one: Vacancy) -> None:
    one.state = "Suspended"


def _delete(world: World, one: Vacancy) -> None:
    one.state = "Deleted"


_CHANGES = {
    "publish": _publish,
    "expire": _expire,
    "close": _close,
    "block": _block,
    "unblock": _unblock,
    "moderate": _moderate,
    "pause": _pause,
    "delete": _delete,
}


def _add(world: World, body: dict[str, Any]) -> Apply:
    try:
        return candidates.add(world, body)
    except ValueError as wrong:
        raise control_wrong(str(wrong)) from None


def _named(one: Apply) -> dict[str, Any]:
    return {"id": one.id, "remote_id": _remote_id(one)}


def _remote_id(one: Apply) -> str:
    kind = one.item.get("resumeType") if isinstance(one.item, dict) else None
    return f"{kind}:{one.id}"


async def add_response(request: web.Request) -> web.Response:
    world, body = world_of(request), await control_body(request)
    return control_answer(_named(_add(world, body)))


async def add_many(request: web.Request) -> web.Response:
    world, body = world_of(request), await control_body(request)
    count = control_number(body.pop("count", 1), "count")
    made = [_add(world, body) for _ in range(count)]
    return control_answer(
        {"ids": [one.id for one in made], "remote_ids": [_remote_id(one) for one in made]}
    )


async def list_responses(request: web.Request) -> web.Response:
    found = [
        {"id": one.id, "job_id": one.vacancy_id, "folder": one.folder, "item": one.item}
        for one in world_of(request).applies
    ]
    return control_answer(found)


def _response(request: web.Request) -> Apply:
    wanted = request.match_info["id"]
    for one in world_of(request).applies:
        if wanted in (str(one.id), _remote_id(one)):
            return one
    raise control_wrong("no such response")


async def move_response(request: web.Request) -> web.Response:
    body = await control_body(request)
    check_names(body, "folder")
    _response(request).folder = control_number(body.get("folder"), "folder")
    return control_answer({})


async def delete_response(request: web.Request) -> web.Response:
    world_of(request).applies.remove(_response(request))
    return control_answer({})


async def list_switches(request: web.Request) -> web.Response:
    return control_answer(asdict(world_of(request).switches))


async def change_switches(request: web.Request) -> web.Response:
    world, body = world_of(request), await control_body(request)
    try:
        world.switches.change(body)
    except ValueError as wrong:
        raise control_wrong(str(wrong)) from None
    return control_answer(asdict(world.switches))
