"""Vacancies, lists and balances (robota-ua.md sections 3 to 5)."""

import html
import re
from typing import Any

from aiohttp import web

from sites.robota_ua.emulator.access import USER, json_body
from sites.robota_ua.emulator.catalog import IDS, PUBLISH_TYPES, city_name, citylist, public
from sites.robota_ua.emulator.world import User, Vacancy, World, now, world_of, written

PAGE = 20
_STATES = ("Publicated", "NotPublicated", "Closed", "Deleted")
_EMPLOYMENT = {"FullTime", "PartTime", "ProjectBased", "Shift"}
_WORK = {"Office", "Remote", "Hybrid"}
_KNOWN = {
    "id",
    "cityId",
    "name",
    "description",
    "publishType",
    "sendResumeType",
    "contactEMail",
    "salary",
    "salaryRange",
    "salaryDescr",
    "employmentTypes",
    "workTypes",
    "contactPerson",
    "contactPhone",
    "socials",
    "isForStudent",
    "isSpecialNeedsPeople_Enable",
    "isHideInProfile",
    "endingType",
}
"""What may be sent; "do not send" of section 5.1 is a violation, as is whatever costs."""


def routes() -> list[web.RouteDef]:
    """The addresses of this part."""
    return [
        web.get("/values/citylist", cities, allow_head=False),
        web.get("/dictionary/city", public_cities, allow_head=False),
        web.get(r"/api/service/tickets/{type}", tickets, allow_head=False),
        web.post("/vacancy/add", add),
        web.post(r"/vacancy/state/{id:\d+}", change_state),
        web.post("/vacancy/list", listed),
        web.get(r"/vacancy/get/{id:\d+}", get, allow_head=False),
        web.post(r"/vacancy/get/{id:\d+}", get),
    ]


async def cities(request: web.Request) -> web.Response:
    if not world_of(request).switches.citylist:
        return web.Response(status=404)
    return web.json_response(citylist())


async def public_cities(request: web.Request) -> web.Response:
    return web.json_response(public())


async def tickets(request: web.Request) -> web.Response:
    """How many are left of one type; the shape is anybody's guess (R08)."""
    world, kind = world_of(request), request.match_info["type"]
    company = request[USER].company
    assert company is not None
    left = world.companies[company].balance.get(kind, 0)
    shapes: dict[str, Any] = {
        "number": left,
        "object": {"serviceType": kind, "count": left},
        "list": [{"ticketCount": left}] if left else [],
        "text": str(left),
        "unknown": {"tickets": {"left": left}},
    }
    how = world.switches.tickets
    if how not in shapes:
        return web.Response(status=int(how))
    return web.json_response(shapes[how])


# -- writing ----------------------------------------------------------------------------------


def _refused(words: str, key: str = "error", **more: Any) -> web.Response:
    return web.json_response({**more, "success": False, key: f"[CUSTOM ERROR] {words}"})


def _foreign(world: World) -> web.Response:
    status = world.switches.foreign
    if status == 200:
        return _refused("Вакансію не знайдено", vacancyId=0)
    return web.json_response({"key": "not_found"}, status=status)


async def add(request: web.Request) -> web.Response:
    """Create (`id` 0) or overwrite; a refusal is a 200 too."""
    world, user, body = world_of(request), request[USER], await json_body(request)
    for name in sorted(set(body) - _KNOWN):
        world.kit.violate(f"/vacancy/add must not be sent {name}")
    if body.get("endingType") != "CloseAndNotify":
        world.kit.violate("/vacancy/add without CloseAndNotify may spend a unit at the term's end")
    number = body.get("id")
    if not isinstance(number, int):
        return web.json_response({"message": "id is required"}, status=400)
    vacancy = world.owned(user, number) if number else None
    if number and vacancy is None:
        return _foreign(world)
    problem = _problem(world, user, body)
    if problem is not None:
        return _refused(problem, vacancyId=0)
    if vacancy is None:
        vacancy = world.new_vacancy(user, body)
    else:
        vacancy.fields = body
        if vacancy.state == "Publicated" and world.switches.after_edit != "stays":
            vacancy.state = world.switches.after_edit
    return _added(world, vacancy.id)


def _added(world: World, number: int) -> web.Response:
    answers: dict[str, Any] = {
        "object": {"vacancyId": number, "success": True, "error": None},
        "number": number,
        "id": {"id": number},
        "nothing": {"success": True},
    }
    return web.json_response(answers[world.switches.add_answer])


def _problem(world: World, user: User, body: dict[str, Any]) -> str | None:
    """The first thing that the site does not take, in its words."""
    name, description = body.get("name"), body.get("description")
    if body.get("cityId") not in IDS:
        return "Не вказано місто"
    if not isinstance(name, str) or not 0 < len(name) <= 100:
        return "Назва вакансії має бути до 100 символів"
    if not isinstance(description, str) or _length(description) < 150:
        return "Опис вакансії занадто короткий"
    return _bad_choice(world, user, body) or _bad_salary(body)


def _length(description: str) -> int:
    text = html.unescape(re.sub(r"<[^>]+>", " ", description))
    return len(" ".join(text.split()))


def _bad_choice(world: World, user: User, body: dict[str, Any]) -> str | None:
    if body.get("publishType") not in PUBLISH_TYPES:
        return "Тип публікації недоступний"
    way = body.get("sendResumeType")
    if way not in ("1", "3") or (way == "1" and not body.get("contactEMail")):
        return "Невірний спосіб отримання відгуків"
    if set(body.get("employmentTypes", ())) - _EMPLOYMENT:
        return "Невірний вид зайнятості"
    if set(body.get("workTypes", ())) - _WORK:
        return "Невірний формат роботи"
    return None


def _bad_salary(body: dict[str, Any]) -> str | None:
    bounds = body.get("salaryRange") or {}
    amounts = [body.get("salary", 0), *bounds.values()]
    if not all(isinstance(one, int) for one in amounts) or ("salary" in body and bounds):
        return "Невірно вказано зарплату"
    low, high = bounds.get("amountFrom", 0), bounds.get("amountTo", 0)
    return "Невірно вказано зарплату" if bounds and low > high else None


async def change_state(request: web.Request) -> web.Response:
    """Publish, take off, delete; a refusal is a 200, and the vacancy stays as it was."""
    world, user = world_of(request), request[USER]
    if (await request.read()) not in (b"", b"{}"):
        return web.json_response({"message": "the body must be empty"}, status=400)
    state = request.query.get("state")
    vacancy = world.owned(user, int(request.match_info["id"]))
    if vacancy is None:
        return _foreign(world)
    if state not in _STATES:
        return web.json_response({"message": "unknown state"}, status=400)
    problem = _publish(world, vacancy) if state == "Publicated" else None
    if state == "Closed" and vacancy.state == "Closed" and world.switches.close_again == "refused":
        problem = "Вакансія вже закрита"
    if problem is not None:
        return _refused(problem, world.switches.refusal_key)
    if state != "Publicated":
        vacancy.state = state
    return _changed(world)


def _changed(world: World) -> web.Response:
    how = world.switches.state_answer
    if how == "empty":
        return web.Response(status=204)
    return web.Response() if how == "nothing" else web.json_response({"success": True})


def _publish(world: World, vacancy: Vacancy) -> str | None:
    """Spend a unit (R07) and show it; why not, else."""
    if world.switches.profile_incomplete:
        return "Заповніть профіль компанії"
    if vacancy.ban:
        return "Вакансію заблоковано"
    balance, kind = world.companies[vacancy.company].balance, str(vacancy.fields["publishType"])
    if balance.get(kind, 0) < 1:
        return "Немає доступних публікацій обраного типу"
    balance[kind] -= 1
    world.show(vacancy, world.switches.publish_leaves)
    return None


# -- reading ----------------------------------------------------------------------------------


async def listed(request: web.Request) -> web.Response:
    """Own vacancies, newest first; only what section 5.3 confirms."""
    world, user, body = world_of(request), request[USER], await json_body(request)
    expire_due(world)
    page = body.get("page")
    if not isinstance(page, int):
        return web.json_response({"message": "page is required"}, status=400)
    state = body.get("vacancyStateId")
    if isinstance(state, str) and not world.switches.published_name:
        return web.json_response({"message": "vacancyStateId must be a number"}, status=400)
    found = [
        one
        for one in sorted(world.vacancies.values(), key=lambda one: one.id, reverse=True)
        if one.company == user.company and one.state != "Deleted" and _fits(one, body)
    ]
    answer: dict[str, Any] = {"vacancies": [_row(one) for one in found[page * PAGE :][:PAGE]]}
    if world.switches.totals:
        answer["total"] = len(found)
    return web.json_response(answer)


def _fits(one: Vacancy, body: dict[str, Any]) -> bool:
    state = {4: "Publicated", "4": "Publicated"}.get(
        body.get("vacancyStateId"), body.get("vacancyStateId")
    )
    name = str(body.get("vacancyName") or "").lower()
    return (
        state in (None, "All", one.state)
        and body.get("cityId") in (None, one.fields["cityId"])
        and body.get("vacancyTypeId") in (None, "All", one.fields["publishType"])
        and name in str(one.fields["name"]).lower()
    )


def _row(one: Vacancy) -> dict[str, Any]:
    return {
        "vacancyId": one.id,
        "vacancyName": one.fields["name"],
        "state": one.state,
        "cityId": one.fields["cityId"],
        "cityName": city_name(one.fields["cityId"]),
        "vacancyDate": written(one.dated or one.added),
        "publishType": one.fields["publishType"],
        **({"banComment": one.ban} if one.ban else {}),
    }


async def get(request: web.Request) -> web.Response:
    """The whole vacancy, by other names than those it was written with."""
    world, user = world_of(request), request[USER]
    if request.method != world.switches.get_by:
        return web.Response(status=405)
    expire_due(world)
    vacancy = world.owned(user, int(request.match_info["id"]))
    if vacancy is None:
        return web.Response(status=404)
    return web.json_response(_whole(world, vacancy))


def _whole(world: World, one: Vacancy) -> dict[str, Any]:
    given = one.fields
    bounds = given.get("salaryRange") or {}
    text = str(given["description"])
    page = f"<html><head></head><body>{text}</body></html>"
    found = {
        "vacancyId": one.id,
        "notebookId": world.companies[one.company].notebook,
        "companyName": one.company,
        "vacancyName": given["name"],
        "description": page if world.switches.description == "page" else text,
        "state": one.state,
        "publishType": given["publishType"],
        "cityId": given["cityId"],
        "salary": given.get("salary", 0),
        "salaryFrom": bounds.get("amountFrom", 0),
        "salaryTo": bounds.get("amountTo", 0),
        "salaryDescr": given.get("salaryDescr", ""),
        "currencyId": 1,
        "contactPerson": given.get("contactPerson", ""),
        "contactPhone": given.get("contactPhone", ""),
        "contactEmail": given.get("contactEMail", ""),
        "sendResumeType": "EmailAndCvArchive" if given["sendResumeType"] == "1" else "CvArchive",
        "endingType": given.get("endingType", ""),
        "addDate": written(one.added),
        "vacancyDate": written(one.dated),
        "activeToDate": written(one.expires),
        "endPublicationDate": written(one.expires),
        "banComment": one.ban,
        "blockingReasonIds": "",
        "blockingDate": written(None),
        "isHideInProfile": given.get("isHideInProfile", False),
        "isSpecialNeedsPeople_Enable": given.get("isSpecialNeedsPeople_Enable", False),
    }
    if not world.switches.notebook:
        del found["notebookId"]
    if world.switches.tells_types:
        names = ("employmentTypes", "workTypes", "isForStudent")
        found |= {name: given.get(name, []) for name in names}
    return found


def expire_due(world: World) -> None:
    """Take down vacancies whose time is over."""
    moment = now()
    for one in world.vacancies.values():
        if one.state == "Publicated" and one.expires is not None and one.expires <= moment:
            one.state = "Closed"
