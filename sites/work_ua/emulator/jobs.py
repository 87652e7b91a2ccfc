"""Jobs, dictionaries and balances (work-ua.md sections 7 to 11)."""

from typing import Any

from aiohttp import web

from sites.work_ua.emulator.access import USER
from sites.work_ua.emulator.catalog import DICTIONARIES, PUBLICATION_TYPES, served
from sites.work_ua.emulator.forms import as_fields, check, check_publication, read_form, refuse
from sites.work_ua.emulator.world import Ad, World, iso, now, world_of

_FULL = (
    "description",
    "category",
    "jobtype",
    "salary",
    "experience",
    "education",
    "languages",
    "skills",
)


def routes() -> list[web.RouteDef]:
    """The addresses of this part."""
    return [
        web.get("/dictionaries", all_dictionaries, allow_head=False),
        web.get("/dictionaries/{name}", one_dictionary, allow_head=False),
        web.get("/available-publications", balance, allow_head=False),
        web.get("/contacts/quota", quota, allow_head=False),
        web.get("/jobs/my", my_jobs, allow_head=False),
        web.post("/jobs", create),
        web.put(r"/jobs/{id:\d+}", edit),
        web.delete(r"/jobs/{id:\d+}", delete),
        web.put(r"/jobs/{id:\d+}/close", close),
    ]


async def all_dictionaries(request: web.Request) -> web.Response:
    names = world_of(request).switches.names
    return web.json_response({name: served(name, names=names) for name in DICTIONARIES})


async def one_dictionary(request: web.Request) -> web.Response:
    name = request.match_info["name"]
    if name not in DICTIONARIES:
        return web.Response(status=404)
    return web.json_response(served(name, names=world_of(request).switches.names))


async def balance(request: web.Request) -> web.Response:
    world, user = world_of(request), request[USER]
    assert user.company is not None
    owned = world.companies[user.company].balance
    if not owned and world.switches.no_balance == "404":
        return web.Response(status=404)
    order = [type_ for type_, *_ in PUBLICATION_TYPES if type_ != "standart_job_free"]
    if owned.get("standart_job_free") or world.switches.free_listed:
        order.insert(0, "standart_job_free")
    extra = [type_ for type_ in owned if type_ not in order and type_ != "standart_job_free"]
    return web.json_response(
        [{"id": type_, "total": owned.get(type_, 0)} for type_ in [*order, *extra]] if owned else []
    )


async def quota(request: web.Request) -> web.Response:
    return web.json_response([{"region": None, "in_stock": 300, "expire_date": "2027-12-31"}])


async def my_jobs(request: web.Request) -> web.Response:
    world, user, query = world_of(request), request[USER], request.query
    world.expire_due()
    found = world.visible(user, all_users=query.get("all") == "1")
    if query.get("active") in ("0", "1"):
        found = [ad for ad in found if ad.active == (query["active"] == "1")]
    if not found:
        return web.Response(status=404)
    full = query.get("full") == "1"
    items = [_item(world, ad, full=full) for ad in found]
    return web.json_response({"status": "ok", "items": items})


def _item(world: World, ad: Ad, *, full: bool) -> dict[str, Any]:
    flag = str if world.switches.flags == "text" else int
    item: dict[str, Any] = {
        "id": str(ad.id) if world.switches.ids == "text" else ad.id,
        "date": iso(ad.date),
        "date_expire": iso(ad.date_expire),
        "name": ad.fields["name"],
        "region": ad.fields["region"],
        "address": None,
        "text_response": flag(ad.fields["text_response"]),
        "active": flag(int(ad.active)),
        "blocked": flag(int(ad.blocked)),
        "publication": ad.publication,
        "disability": flag(ad.fields["disability"]),
    }
    if ad.publication is None and world.switches.never_published == "empty":
        item["publication"] = ""
    if ad.publication is None and world.switches.never_published == "missing":
        del item["publication"]
    if full:
        item |= {name: ad.fields[name] for name in _FULL}
    return item


async def create(request: web.Request) -> web.Response:
    world, user = world_of(request), request[USER]
    form = await read_form(request)
    if form is None:
        return refuse(request, ["wrong_content_type"])
    publication = form.get("publication", "")
    problems = check(world, user, form)
    if not problems and publication:
        problems = check_publication(world, user, publication)
    if problems:
        return refuse(request, problems)
    ad = world.new_ad(user, as_fields(world, form))
    if publication:
        world.activate(ad, publication)
    return web.Response(status=201, headers=_location(request, ad.id))


def _location(request: web.Request, job_id: int) -> dict[str, str]:
    form = world_of(request).switches.location
    if form == "missing":
        return {}
    base = {"path": "", "absolute": str(request.url.origin())}.get(form)
    if base is None:
        return {"Location": f"https://www.work.ua/jobs/{job_id}/"}
    return {"Location": f"{base}/jobs/{job_id}"}


async def edit(request: web.Request) -> web.Response:
    """Replace the whole set; with `publication` also renew the date and write one off."""
    world, user = world_of(request), request[USER]
    form = await read_form(request)
    if form is None:
        return refuse(request, ["wrong_content_type"])
    ad = world.owned(user, int(request.match_info["id"]))
    if ad is None:
        return _foreign(request)
    publication = form.get("publication", "")
    problems = check(world, user, form)
    if not problems and publication:
        problems = _check_renewal(ad) or check_publication(world, user, publication)
    if problems:
        return refuse(request, problems)
    ad.fields = as_fields(world, form)
    if publication:
        world.activate(ad, publication)
    elif ad.active:
        _plain_edit(world, ad)
    return web.Response(status=204)


def _check_renewal(ad: Ad) -> list[str]:
    waits = ad.active and ad.fields["renew"] == 1
    early = ad.date_expire is not None and ad.date_expire > now()
    return ["too_early"] if waits and early else []


def _plain_edit(world: World, ad: Ad) -> None:
    if world.switches.plain_edit == "deactivates":
        ad.active = False
    if world.switches.plain_edit == "spends" and ad.publication is not None:
        world.companies[ad.company].balance[ad.publication] -= 1


async def close(request: web.Request) -> web.Response:
    world, user = world_of(request), request[USER]
    if request.headers.get("Content-Length") != "0":
        return refuse(request, ["body_not_empty"])
    ad = world.owned(user, int(request.match_info["id"]))
    if ad is None:
        return _foreign(request)
    world.expire_due()
    if not ad.active and world.switches.close_again != 204:
        status = world.switches.close_again
        return refuse(request, ["already_closed"]) if status == 400 else web.Response(status=status)
    ad.active = False
    return web.Response(status=204)


async def delete(request: web.Request) -> web.Response:
    world, user = world_of(request), request[USER]
    ad = world.owned(user, int(request.match_info["id"]))
    if ad is None:
        return _foreign(request)
    ad.deleted = True
    ad.active = False
    return web.Response(status=world.switches.delete_status)


def _foreign(request: web.Request) -> web.Response:
    status = world_of(request).switches.foreign_job
    return refuse(request, ["not_your_job"]) if status == 400 else web.Response(status=status)
