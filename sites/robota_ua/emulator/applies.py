"""Applies, resumes, files and photos (robota-ua.md sections 6 to 9)."""

import asyncio
import base64
from typing import Any
from urllib.parse import quote

from aiohttp import web

from bot.emulator_kit import documents
from sites.robota_ua.emulator.access import USER, json_body
from sites.robota_ua.emulator.world import Apply, Attachment, World, world_of

PAGE = 20
STANDARD = (
    "Application",
    "ApplicationWithResume",
    "ApplicationWithFile",
    "SelectedResume",
    "VacancyInteraction",
)
_FOLDERS = (0, 1, 2, 3, 4, 5, 6, 7, 10)
_TYPES = {"1": "AttachedFile", "2": "Notepad", "3": "Selected", "4": "NoCvApply"}


def routes() -> list[web.RouteDef]:
    """The addresses of this part."""
    return [
        web.post("/apply/list", listed),
        web.post(r"/apply/view/{id:\d+}", view),
        web.get(r"/apply/getfile/{id:\d+}", getfile, allow_head=False),
        web.get(r"/resume/{id:\d+}", resume, allow_head=False),
        web.get(r"/{id:\d+}-attach/file", by_path, allow_head=False),
        web.get(r"/cdn/{id:\d+}", cdn, allow_head=False),
        web.get(r"/cvphotos/{id:\d+}.jpg", photo, allow_head=False),
    ]


async def listed(request: web.Request) -> web.Response:
    """A page of a folder, newest first. Two at once for one login are a violation."""
    world, user, body = world_of(request), request[USER], await json_body(request)
    if not isinstance(body.get("page"), int) or body.get("folderId") not in _FOLDERS:
        return web.json_response({"key": "bad_request"}, status=400)
    if body["folderId"] == 10 and not world.switches.hired_folder:
        return web.json_response({"key": "bad_request"}, status=400)
    if "candidateTypes" not in body:
        world.kit.violate("/apply/list without candidateTypes is full of interactions")
    with world.kit.alone(f"applies of {user.login}"):
        await asyncio.sleep(world.switches.latency)
        return web.json_response(_page(request, world, body))


def _page(request: web.Request, world: World, body: dict[str, Any]) -> dict[str, Any]:
    kinds = set(body.get("candidateTypes") or STANDARD)
    if world.switches.interactions:
        kinds.add("VacancyInteraction")
    vacancy, folder, page = body.get("vacancyId"), body["folderId"], body["page"]
    found = [
        one
        for one in world.applies
        if one.company == request[USER].company
        and one.kind in kinds
        and vacancy in (0, one.vacancy_id)
        and folder in (0, one.folder)
    ]
    found.sort(key=lambda one: (one.when, one.id), reverse=True)
    answer: dict[str, Any] = {
        "applies": [_shown(request, one) for one in found[page * PAGE :][:PAGE]]
    }
    if world.switches.totals:
        answer["total"] = len(found)
    return answer


def _shown(request: web.Request, one: Apply) -> Any:
    if not isinstance(one.item, dict):
        return one.item
    item, origin = dict(one.item), request.url.origin()
    if one.photo is not None and item.get("photo") is None:
        item["photo"] = f"{origin}/cvphotos/{one.id}.jpg"
    if item.get("resumeType") == "AttachedFile" and item.get("filePath") is None:
        item["filePath"] = f"{origin}/{one.id}-attach/file"
    return item


async def view(request: web.Request) -> web.Response:
    """Opens an apply: it counts as viewed (R16), and an empty answer is quite usual (R17)."""
    world = world_of(request)
    one = _find(request)
    if one is None:
        return web.Response(status=404)
    if _type(request) not in _TYPES.values():
        return web.Response(status=400)
    if one.folder == 1:
        one.folder = 2
    if not world.switches.view_answers or not isinstance(one.item, dict):
        return web.Response(status=204)
    item = one.item
    contacts = [{"typeId": "Phone", "description": item.get("phone")}]
    return web.json_response({"id": one.id, "resumeId": one.resume_id, "contacts": contacts})


async def resume(request: web.Request) -> web.Response:
    """A resume; a look that leaves a trace is a violation."""
    world, number = world_of(request), int(request.match_info["id"])
    if request.query.get("markView") != "false":
        world.kit.violate("GET /resume without markView=false marks it as viewed")
    one = next((it for it in world.applies if it.resume_id == number), None)
    if one is None or one.resume == "empty":
        return web.Response(status=204)
    if one.resume == "broken":
        return web.Response(status=500)
    return web.json_response({"resumeId": number, "isInBlackList": one.barred, "hasPhone": True})


async def getfile(request: web.Request) -> web.Response:
    """A profile gives a document even where no file was uploaded (R21)."""
    one, kind = _find(request), _type(request)
    if one is None:
        return web.Response(status=404)
    if not isinstance(one.item, dict) or kind != one.item.get("resumeType"):
        return web.Response(status=500)  # its case counts, as does what it is an id of
    if one.attachment is not None:
        return _given(one.attachment)
    if kind != "Notepad":
        return web.Response(status=404)
    text = str(one.item.get("name") or "Резюме")
    return _given(Attachment(documents.pdf(text), f"{text}.pdf", documents.PDF))


def _type(request: web.Request) -> str:
    given = request.query.get("resumeType", "")
    return _TYPES.get(given, given)


async def by_path(request: web.Request) -> web.Response:
    one = _find(request)
    if one is None or one.attachment is None:
        return web.Response(status=404)
    if world_of(request).switches.redirect_files:
        return web.Response(status=302, headers={"Location": f"/cdn/{one.id}"})
    return _given(one.attachment)


async def cdn(request: web.Request) -> web.Response:
    one = _find(request)
    return (
        web.Response(status=404)
        if one is None or one.attachment is None
        else _given(one.attachment)
    )


def _given(attachment: Attachment) -> web.Response:
    if attachment.packed is not None:
        body = base64.b64encode(attachment.body).decode()
        return web.json_response({attachment.packed: body})
    headers = {"Content-Type": attachment.mime, **_disposition(attachment)}
    return web.Response(body=attachment.body, headers=headers)


def _disposition(attachment: Attachment) -> dict[str, str]:
    name = attachment.name
    said = {
        "utf8": f"attachment; filename*=UTF-8''{quote(name)}",
        "plain": f'attachment; filename="{name}"',
        # Bytes of UTF-8 that somebody took for Latin-1 (section 9).
        "latin1": f'attachment; filename="{name.encode().decode("latin-1")}"',
        "file": f'attachment; file="{name}"',
    }.get(attachment.disposition)
    return {} if said is None else {"Content-Disposition": said}


async def photo(request: web.Request) -> web.Response:
    """R22: public; a token has no business here."""
    if "Authorization" in request.headers:
        world_of(request).kit.violate("a token was sent where photos lie")
    one = _find(request)
    if one is None or one.photo is None:
        return web.Response(status=404)
    return web.Response(body=one.photo, content_type="image/jpeg")


def _find(request: web.Request) -> Apply | None:
    number = int(request.match_info["id"])
    applies = (one for one in world_of(request).applies if one.id == number)
    return next((one for one in applies if one.kind != "VacancyInteraction"), None)
