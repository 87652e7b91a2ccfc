"""Services, dictionaries, drafts, ads (headhunter.md 3 to 5)."""

from collections.abc import Sequence
from datetime import timedelta
from math import ceil
from typing import Any, TypeVar

from aiohttp import web

from sites.headhunter.emulator import catalog, forms
from sites.headhunter.emulator.access import MANAGER, Manager
from sites.headhunter.emulator.refusals import (
    bad_argument,
    not_found,
    refuse,
    refuse_all,
)
from sites.headhunter.emulator.world import (
    DRAFTS_MOST,
    PUBLICATION_DAYS,
    Draft,
    Vacancy,
    World,
    iso,
    now,
    world_of,
)

T = TypeVar("T")
_NO_ADDRESS: dict[str, Any] = {"id": None, "can_edit": True}


def routes() -> list[web.RouteDef]:
    """The addresses of this part."""
    employer, ads = r"/employers/{employer:\d+}", r"/vacancies/{id:\d+}"
    return [
        web.get("/dictionaries", dictionaries, allow_head=False),
        web.get("/vacancy_conditions", wanted, allow_head=False),
        web.get("/areas", areas, allow_head=False),
        web.get("/professional_roles", roles, allow_head=False),
        web.get(f"{employer}/services/available_publications", available, allow_head=False),
        web.get(rf"{employer}/managers/{{manager:\d+}}/method_access", paid, allow_head=False),
        web.get(rf"{employer}/managers/{{manager:\d+}}/limits/resume", limits, allow_head=False),
        web.get(f"{employer}/vacancies/active", active, allow_head=False),
        web.get(f"{employer}/vacancies/archived", archived, allow_head=False),
        web.put(rf"{employer}/vacancies/archived/{{id:\d+}}", archive),
        web.post("/vacancies", publish),
        web.get(ads, one_ad, allow_head=False),
        web.put(ads, edit),
        web.get(f"{ads}/stats", stats, allow_head=False),
        web.get(f"{ads}/prolongate", may_prolong, allow_head=False),
        web.post(f"{ads}/prolongate", prolong),
        web.get("/vacancies/drafts", drafts, allow_head=False),
        web.post("/vacancies/drafts", new_draft),
        web.get(r"/vacancies/drafts/{id:\d+}", one_draft, allow_head=False),
        web.put(r"/vacancies/drafts/{id:\d+}", change_draft),
        web.delete(r"/vacancies/drafts/{id:\d+}", drop_draft),
        web.get(r"/vacancies/drafts/{id:\d+}/duplicates", draft_duplicates, allow_head=False),
        web.post(r"/vacancies/drafts/{id:\d+}/publish", publish_draft),
    ]


def _locale(request: web.Request) -> str:
    return request.query.get("locale", "RU")


def foreign(request: web.Request) -> bool:
    """Whether the path names another employer than the token's, or another manager."""
    manager, path = request[MANAGER], request.match_info
    other = path.get("manager", manager.id) != manager.id
    return other or path.get("employer", manager.company.id) != manager.company.id


def paged(
    request: web.Request, items: Sequence[T], most: int
) -> tuple[dict[str, Any], Sequence[T]]:
    """The envelope of a page, and what is on it."""
    page = int(request.query.get("page", "0"))
    size = min(int(request.query.get("per_page", "20")), most)
    found = {
        "found": len(items),
        "page": page,
        "pages": ceil(len(items) / size),
        "per_page": size,
    }
    return found, items[page * size : (page + 1) * size]


def wrong_page(request: web.Request, most: int) -> web.Response | None:
    """The refusal of a page that can't be."""
    for name, least, greatest in (("page", 0, 100_000), ("per_page", 1, most)):
        value = request.query.get(name, str(least))
        if not value.isdecimal() or not least <= int(value) <= greatest:
            return bad_argument(name)
    return None


# -- dictionaries and services -------------------------------------------------------------


async def dictionaries(request: web.Request) -> web.Response:
    return web.json_response(catalog.dictionaries(_locale(request)))


async def wanted(request: web.Request) -> web.Response:
    """What an ad's fields must be like."""
    return web.json_response(forms.conditions())


async def areas(request: web.Request) -> web.Response:
    return web.json_response(catalog.areas(_locale(request)))


async def roles(request: web.Request) -> web.Response:
    return web.json_response(catalog.roles(_locale(request)))


async def available(request: web.Request) -> web.Response:
    """What can be published, by variant."""
    if foreign(request):
        return not_found()
    owned = request[MANAGER].company.balance
    return web.json_response(
        {"publication_variants": [_variant(request, *one) for one in owned.items()]}
    )


def _variant(request: web.Request, kind: str, left: int) -> dict[str, Any]:
    areas_url = f"{request.url.origin()}/areas?vacancy_publication_flag=true&price_region_id=1"
    region = {"id": "1", "title": "Весь Казахстан", "areas_url": areas_url}
    package = {"count": left, "invalid": left == 0, "price_regions": [region]}
    return {
        "appearance": {"title": catalog.PROPERTIES.get(kind, kind), "description": "Эмулятор"},
        "available_publications_count": left,
        "suitable_packages": [package],
        "vacancy_properties": {"required": [{"property_type": kind, "parameters": []}]},
    }


async def paid(request: web.Request) -> web.Response:
    """Which paid methods the employer has."""
    if foreign(request):
        return not_found()
    has = request[MANAGER].company.access
    items = [
        {"id": one, "description": f"Группа {one}", "access": {"has_access": one in has}}
        for one in "1234"
    ]
    return web.json_response({"items": items})


async def limits(request: web.Request) -> web.Response:
    if foreign(request):
        return not_found()
    world, user = world_of(request), request[MANAGER].user
    spent = sum(
        1
        for key, looks in world.looks.items()
        if looks and key.startswith(f"{user.login}/") and not key.endswith("/until")
    )
    return web.json_response(
        {
            "left": {"resume_view": user.views - spent},
            "limits": {"resume_view": user.views},
            "spend": {"resume_view": spent},
        }
    )


# -- how an ad looks -----------------------------------------------------------------------


def _area(request: web.Request, number: str) -> dict[str, str]:
    name = catalog.leaves().get(number, "Алматы")
    return {"id": number, "name": name, "url": f"{request.url.origin()}/areas/{number}"}


def _salary_range(body: dict[str, Any]) -> Any:
    pay = body.get("salary_range")
    if pay is None:
        return None
    mode = catalog.named("salary_range_mode", pay["mode"]["id"])
    frequency = pay.get("frequency")
    if frequency is not None:
        frequency = catalog.named("salary_range_frequency", frequency["id"])
    return {"from": None, "to": None, **pay, "mode": mode, "frequency": frequency}


def _properties(ad: Vacancy) -> dict[str, Any]:
    # S:examples: these times have milliseconds and a colon in the offset.
    begun, ended = (
        one.isoformat(timespec="milliseconds") for one in (ad.published_at, ad.expires_at)
    )
    return {
        "properties": [
            {
                "property_type": one["property_type"],
                "parameters": [],
                "start_time": begun,
                "end_time": ended,
            }
            for one in ad.fields["vacancy_properties"]["properties"]
        ]
    }


def short(request: web.Request, ad: Vacancy) -> dict[str, Any]:
    """What every list tells of an ad."""
    base, site = request.url.origin(), "https://hh.kz"
    company = world_of(request).companies[ad.company]
    return {
        "id": ad.id,
        "name": ad.fields["name"],
        "archived": ad.archived_at is not None,
        "alternate_url": f"{site}/vacancy/{ad.id}",
        "apply_alternate_url": f"{site}/applicant/vacancy_response?vacancyId={ad.id}",
        "url": f"{base}/vacancies/{ad.id}",
        "area": _area(request, ad.fields["area"]["id"]),
        "created_at": iso(ad.created_at),
        "published_at": iso(ad.published_at),
        "department": None,
        "employer": {
            "id": company.id,
            "name": company.name,
            "url": f"{base}/employers/{company.id}",
            "alternate_url": f"{site}/employer/{company.id}",
            "logo_urls": None,
            "trusted": True,
        },
        "has_test": False,
        "premium": False,
        "relations": [],
        "response_letter_required": bool(ad.fields.get("response_letter_required")),
        "salary": None,
        "salary_range": _salary_range(ad.fields),
        "closed_for_applicants": False,
        "show_contacts": True,
        "type": {"id": "open", "name": "Открытая"},
        "vacancy_properties": _properties(ad),
    }


def _counters(world: World, ad: Vacancy) -> dict[str, int]:
    mine = [one for one in world.topics.values() if one.vacancy == ad.id and not one.deleted]
    fresh = [one for one in mine if not one.viewed]
    return {
        "views": ad.views,
        "responses": sum(1 for one in mine if one.stage == "response"),
        "unread_responses": len(fresh),
        "invitations": 0,
        "invitations_and_responses": len(mine),
        "resumes_in_progress": 0,
    }


def _active(request: web.Request, ad: Vacancy) -> dict[str, Any]:
    counters = _counters(world_of(request), ad)
    return {
        **short(request, ad),
        "expires_at": iso(ad.expires_at),
        "counters": counters,
        "has_updates": counters["unread_responses"] > 0,
        "manager": {
            "id": ad.manager,
            "first_name": "Анна",
            "last_name": "Канаркова",
            "middle_name": None,
        },
        "can_upgrade_billing_type": True,
    }


def _full(request: web.Request, ad: Vacancy) -> dict[str, Any]:
    return {
        **_body(ad.fields),
        **short(request, ad),
        "address": _NO_ADDRESS,
        "branded_template": None,
        "approved": ad.approved,
        "hidden": ad.hidden,
        "initial_created_at": iso(ad.created_at),
        "expires_at": iso(ad.expires_at),
        "manager": {"id": ad.manager},
        "previous_id": None,
        "can_upgrade_billing_type": True,
        "contacts": ad.fields.get("contacts"),
        "languages": [],
    }


def _body(body: dict[str, Any]) -> dict[str, Any]:
    """What a body has set, with the names of its entries."""
    found: dict[str, Any] = {
        "description": body.get("description") or "",
        "code": body.get("code"),
        "key_skills": body.get("key_skills") or [],
        "driver_license_types": [],
        "professional_roles": [
            {"id": one["id"], "name": catalog.role_names().get(one["id"], "")}
            for one in body.get("professional_roles") or []
        ],
        "experience": catalog.named(
            "experience", (body.get("experience") or {"id": "noExperience"})["id"]
        ),
        "billing_type": {"id": "standard", "name": "Стандарт"},
        "type": {"id": "open", "name": "Открытая"},
        "response_notifications": True,
        "test": None,
        "schedule": {"id": "fullDay", "name": "Полный день"},
    }
    for name in ("accept_handicapped", "accept_incomplete_resumes", "accept_kids"):
        found[name] = bool(body.get(name))
    found["allow_messages"] = body.get("allow_messages") is not False
    found |= {name: bool(body.get(name)) for name in ("internship", "night_shifts")}
    form = body.get("employment_form")
    if form is not None:
        found["employment_form"] = catalog.named("employment_form", form["id"])
    for name in ("work_format", "work_schedule_by_days", "working_hours"):
        found[name] = [catalog.named(name, one["id"]) for one in body.get(name) or []]
    return found


# -- lists ---------------------------------------------------------------------------------


async def active(request: web.Request) -> web.Response:
    """Ads that are up: the manager's own, or with all_accessible the company's."""
    if foreign(request):
        return not_found()
    refusal = wrong_page(request, 50)
    if refusal is not None:
        return refusal
    whose = {"manager_id", "manager_ids", "all_accessible"} & set(request.query)
    if len(whose) > 1:
        return bad_argument("manager_id")
    mine = [one for one in _mine(request) if one.archived_at is None]
    page, items = paged(request, mine, 50)
    return web.json_response({**page, "items": [_active(request, one) for one in items]})


def _mine(request: web.Request) -> list[Vacancy]:
    world, manager, query = world_of(request), request[MANAGER], request.query
    world.expire_due()
    everybody = query.get("all_accessible") == "true" and manager.user.admin
    wanted = query.get("manager_ids", query.get("manager_id", manager.id)).split(",")
    found = [
        one
        for one in world.shown().values()
        if one.company == manager.company.name
        and not one.hidden
        and (everybody or one.manager in wanted)
    ]
    return sorted(found, key=lambda one: int(one.id), reverse=True)


async def archived(request: web.Request) -> web.Response:
    """Ads that are off, the last one first."""
    if foreign(request):
        return not_found()
    refusal = wrong_page(request, 1000)
    if refusal is not None:
        return refusal
    if request.query.get("order_by", "archive_time_desc") not in (
        "archive_time_desc", "archive_time_asc", "name_asc", "name_desc",
    ):  # fmt: skip
        return bad_argument("order_by")
    found = [(one.archived_at, one) for one in _all(request) if one.archived_at is not None]
    found.sort(key=lambda one: one[0], reverse=True)
    page, items = paged(request, found, 1000)
    world = world_of(request)
    return web.json_response(
        {
            **page,
            "items": [
                {
                    **short(request, ad),
                    "archived_at": iso(moment),
                    "counters": {
                        key: count
                        for key, count in _counters(world, ad).items()
                        if key in ("responses", "invitations_and_responses")
                    },
                }
                for moment, ad in items
            ],
        }
    )


def _all(request: web.Request) -> list[Vacancy]:
    """The company's for an admin, else the manager's own, unless one is named."""
    manager = request[MANAGER]
    wanted = request.query.get("manager_id", None if manager.user.admin else manager.id)
    world = world_of(request)
    world.expire_due()
    return [
        one
        for one in world.shown().values()
        if one.company == manager.company.name and not one.hidden and wanted in (None, one.manager)
    ]


def _owned(request: web.Request) -> Vacancy | None:
    manager: Manager = request[MANAGER]
    world = world_of(request)
    world.expire_due()
    ad = world.owned(manager.company.name, request.match_info["id"])
    if ad is None or not (manager.user.admin or ad.manager == manager.id):
        return None
    return ad


async def one_ad(request: web.Request) -> web.Response:
    ad = _owned(request)
    return not_found() if ad is None else web.json_response(_full(request, ad))


async def stats(request: web.Request) -> web.Response:
    """The last five days; a day without anything has nulls."""
    ad = _owned(request)
    if ad is None:
        return not_found()
    answered = _counters(world_of(request), ad)["responses"]
    today = now().date()
    items: list[dict[str, Any]] = [
        {"date": (today - timedelta(days=back)).isoformat(), "responses": None, "views": None}
        for back in range(4, 0, -1)
    ]
    items.append({"date": today.isoformat(), "responses": answered, "views": ad.views})
    return web.json_response({"items": items})


# -- publishing ----------------------------------------------------------------------------


async def publish(request: web.Request) -> web.Response:
    """Spends services at once. Not idempotent."""
    body = await _json(request)
    if isinstance(body, web.Response):
        return body
    refusal = _refusal(request, body, ignore="ignore_duplicates")
    if refusal is not None:
        return refusal
    manager = request[MANAGER]
    ad = world_of(request).publish(manager.company.name, manager.id, body, body["area"]["id"])
    headers = {"Location": f"/vacancies/{ad.id}"}
    return web.json_response({"id": ad.id}, status=201, headers=headers)


async def _json(request: web.Request) -> dict[str, Any] | web.Response:
    """The JSON object of a request; a form is no JSON (contract 1.1)."""
    try:
        body = await request.json() if request.content_type == "application/json" else None
    except ValueError:
        body = None
    return body if isinstance(body, dict) else refuse(400, "bad_json_data")


def _refusal(request: web.Request, body: dict[str, Any], *, ignore: str) -> web.Response | None:
    world, manager = world_of(request), request[MANAGER]
    errors = forms.check(body, set(manager.company.balance))
    if errors:
        return refuse_all(400, errors)
    kinds = [one["property_type"] for one in body["vacancy_properties"]["properties"]]
    if any(manager.company.balance[kind] <= 0 for kind in kinds):
        return refuse(403, "vacancies", "not_enough_purchased_services")
    user = manager.user
    published = sum(1 for one in world.vacancies.values() if one.manager == manager.id)
    if user.quota is not None and published >= user.quota:
        return refuse(403, "vacancies", "quota_exceeded")
    if request.query.get(ignore) == "true":
        return None
    return _duplicate(_alike(world, manager, body))


def _alike(world: World, manager: Manager, body: dict[str, Any], but: str = "") -> list[int]:
    """Live ads of the same name and area (habr 464013)."""
    return [
        int(one.id)
        for one in world.vacancies.values()
        if one.company == manager.company.name
        and one.archived_at is None
        and not one.hidden
        and one.id != but
        and one.fields["name"] == body.get("name")
        and one.fields["area"] == body.get("area")
    ]


def _duplicate(found: list[int]) -> web.Response | None:
    if not found:
        return None
    items = [{"id": one} for one in found]
    return refuse(403, "vacancies", "duplicate", found=len(found), items=items)


async def edit(request: web.Request) -> web.Response:
    """Partial by top-level field (5.5)."""
    ad = _owned(request)
    if ad is None:
        return not_found()
    body = await _json(request)
    if isinstance(body, web.Response):
        return body
    if ad.archived_at is not None:
        return refuse(403, "vacancies", "unavailable_for_archived")
    errors = forms.check(body, set(), edit=True)
    if ad.approved and body.get("name") not in (None, ad.fields["name"]) and _frozen(request):
        errors.append(forms.wrong("name", "can_not_edit_vacancy_after_moderation", "vacancies"))
    if errors:
        return refuse_all(400, errors)
    warned = request.query.get("ignore_replacement_warning", "true") != "false"
    if not warned and _another(ad, body):
        return refuse(403, "vacancies", "replacement")
    ad.fields |= body
    return web.Response(status=204)


def _frozen(request: web.Request) -> bool:
    return world_of(request).switches.frozen_names


def _another(ad: Vacancy, body: dict[str, Any]) -> bool:
    """Another role and another text at once: that is another vacancy."""
    then, since = ad.fields, {**ad.fields, **body}
    return all(since[name] != then[name] for name in ("professional_roles", "name"))


async def may_prolong(request: web.Request) -> web.Response:
    ad = _owned(request)
    if ad is None:
        return not_found()
    url = f"{request.url.origin()}/vacancies/{ad.id}/prolongate"
    action = {"id": "prolongate", "enabled": True, "method": "POST", "url": url}
    return web.json_response({"id": ad.id, "expires_at": iso(ad.expires_at), "actions": [action]})


async def prolong(request: web.Request) -> web.Response:
    """Costs as much as a new publication."""
    ad = _owned(request)
    if ad is None:
        return not_found()
    if ad.archived_at is not None:
        return refuse(403, "vacancies", "unavailable_for_archived")
    if not ad.approved:
        return refuse(403, "vacancies", "not_premoderated")
    kind = ad.fields["vacancy_properties"]["properties"][0]["property_type"]
    balance = request[MANAGER].company.balance
    if balance.get(kind, 0) <= 0:
        return refuse(403, "vacancies", "not_enough_purchased_services")
    if ad.prolonged:
        return refuse(403, "vacancies", "too_early")
    balance[kind] -= 1
    ad.prolonged += 1
    ad.expires_at += timedelta(days=PUBLICATION_DAYS)
    return web.Response(status=204)


async def archive(request: web.Request) -> web.Response:
    """For good: there is no way back but a new publication."""
    ad = None if foreign(request) else _owned(request)
    if ad is None:
        return not_found()
    if ad.archived_at is not None:
        status = world_of(request).switches.archive_again
        if status == 404:
            return not_found()
        return web.Response(status=204) if status == 204 else refuse(403, "forbidden")
    ad.archived_at = now()
    return web.Response(status=204)


# -- drafts --------------------------------------------------------------------------------


def _draft(request: web.Request) -> Draft | None:
    manager = request[MANAGER]
    found = world_of(request).drafts.get(request.match_info["id"])
    return found if found is not None and found.manager == manager.id else None


async def new_draft(request: web.Request) -> web.Response:
    body = await _json(request)
    if isinstance(body, web.Response):
        return body
    world, manager = world_of(request), request[MANAGER]
    if sum(1 for one in world.drafts.values() if one.manager == manager.id) >= DRAFTS_MOST:
        # S:ErrorsDraftError: this one stands bare, in no list of errors.
        bare = {"type": "vacancy", "value": "vacancy_draft_limit_exceeded"}
        return web.json_response(bare, status=429)
    failing, _ = forms.check_draft(body)
    if failing:
        return refuse_all(400, failing)
    draft = Draft(world.new_id(1_000_000), manager.company.name, manager.id, body, now())
    world.drafts[draft.id] = draft
    return web.json_response(_saved(draft), status=201)


async def change_draft(request: web.Request) -> web.Response:
    draft = _draft(request)
    if draft is None:
        return not_found()
    body = await _json(request)
    if isinstance(body, web.Response):
        return body
    failing, _ = forms.check_draft(body)
    if failing:
        return refuse_all(400, failing)
    part = world_of(request).switches.draft_put == "part"
    draft.fields = {**draft.fields, **body} if part else body
    draft.changed_at = now()
    return web.json_response(_saved(draft))


def _saved(draft: Draft) -> dict[str, Any]:
    _, errors = forms.check_draft(draft.fields)
    return {
        "id": draft.id,
        "name": draft.fields.get("name") or "",
        "publication_ready": not errors,
        "ignored_fields": [],
        "validation_errors": [{"value": one["value"], "reason": one["reason"]} for one in errors],
    }


async def drafts(request: web.Request) -> web.Response:
    refusal = wrong_page(request, 50)
    if refusal is not None:
        return refusal
    manager = request[MANAGER]
    mine = [one for one in world_of(request).drafts.values() if one.manager == manager.id]
    mine.sort(key=lambda one: int(one.id), reverse=True)
    page, items = paged(request, mine, 50)
    return web.json_response({**page, "items": [_listed(request, one) for one in items]})


def _listed(request: web.Request, draft: Draft) -> dict[str, Any]:
    return {
        **_meta(draft),
        "name": draft.fields.get("name") or "",
        "areas": _areas(draft),
        "billing_type": {"id": "standard", "name": "Стандарт"},
        "publication_type": "STANDARD",
        "vacancy_type": "open",
        "url": f"{request.url.origin()}/vacancies/drafts/{draft.id}",
    }


def _areas(draft: Draft) -> list[dict[str, str]]:
    names = catalog.leaves()
    return [
        {"id": one["id"], "name": names.get(one["id"], "")}
        for one in draft.fields.get("areas") or []
    ]


def _meta(draft: Draft) -> dict[str, Any]:
    saved = _saved(draft)
    return {
        "draft_id": draft.id,
        "publication_ready": saved["publication_ready"],
        "completed_fields_percentage": 100 if saved["publication_ready"] else 50,
        # S:examples: with a colon in the offset, unlike everything else
        "last_change_time": draft.changed_at.isoformat(),
        "scheduled_at": None,
        "auto_publication": None,
        "required_publications": [],
        "insufficient_publications": [],
        "insufficient_quotas": [],
    }


async def one_draft(request: web.Request) -> web.Response:
    draft = _draft(request)
    if draft is None:
        return not_found()
    company = request[MANAGER].company
    base = request.url.origin()
    logos = {"90": f"{base}/logo", "240": f"{base}/logo"}
    return web.json_response(
        {
            **_body(draft.fields),
            "name": draft.fields.get("name") or "",
            "areas": _areas(draft),
            "address": _NO_ADDRESS,
            "contacts": draft.fields.get("contacts") or {"name": None, "phones": []},
            "employer": {
                "id": company.id,
                "name": company.name,
                "url": f"{base}/employers/{company.id}",
                "alternate_url": f"https://hh.kz/employer/{company.id}",
                "logo_urls": logos,
            },
            "has_test": False,
            "languages": [],
            "manager": {"id": draft.manager},
            "response_letter_required": bool(draft.fields.get("response_letter_required")),
            "salary_range": _salary_range(draft.fields),
            "with_zp": False,
            "meta_info": _meta(draft),
        }
    )


async def drop_draft(request: web.Request) -> web.Response:
    draft = _draft(request)
    if draft is None:
        return not_found()
    del world_of(request).drafts[draft.id]
    return web.Response(status=204)


async def draft_duplicates(request: web.Request) -> web.Response:
    draft = _draft(request)
    if draft is None:
        return not_found()
    found = _alike(world_of(request), request[MANAGER], _as_ad(draft))
    return web.json_response({"has_duplicates": bool(found), "found": len(found), "items": found})


def _as_ad(draft: Draft) -> dict[str, Any]:
    body = {key: value for key, value in draft.fields.items() if key in forms.FIELDS}
    return {**body, "area": next(iter(draft.fields.get("areas") or [None]))}


async def publish_draft(request: web.Request) -> web.Response:
    """The draft becomes an ad in each of its areas, and is gone."""
    draft = _draft(request)
    if draft is None:
        return not_found()
    world, manager, body = world_of(request), request[MANAGER], _as_ad(draft)
    errors = forms.check(body, set(manager.company.balance))
    if errors:
        return refuse_all(400, [{k: v for k, v in one.items() if k != "pointer"} for one in errors])
    alike = _alike(world, manager, body)
    if alike:
        items = [{"id": one} for one in alike]
        return refuse(
            400, "bad_json_data", "name", reason="duplicate", found=len(alike), items=items
        )
    made = [
        world.publish(manager.company.name, manager.id, body, area["id"])
        for area in draft.fields["areas"]
    ]
    del world.drafts[draft.id]
    return web.json_response({"vacancy_ids": [int(one.id) for one in made]}, status=201)
