"""Webhooks (headhunter.md 7): subscriptions, and what calls them."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from aiohttp import web

from sites.headhunter.emulator.access import MANAGER
from sites.headhunter.emulator.refusals import not_found, refuse
from sites.headhunter.emulator.world import Subscription, Topic, Vacancy, World, iso, now, world_of

ACTIONS = {
    "NEW_NEGOTIATION_VACANCY",
    "NEW_RESPONSE_OR_INVITATION_VACANCY",
    "NEGOTIATION_EMPLOYER_STATE_CHANGE",
    "CHAT_MESSAGE_CREATED",
    "VACANCY_ARCHIVATION",
    "VACANCY_PUBLICATION_FOR_VACANCY_MANAGER",
    "VACANCY_PROLONGATION",
    "VACANCY_CHANGE",
}
_NO_SETTINGS = {"CHAT_MESSAGE_CREATED", "VACANCY_PUBLICATION_FOR_VACANCY_MANAGER"}
ANSWER_SECONDS = 2.0
GAPS = (1.0, 5.0, 30.0, 120.0, 600.0)
"""Emulated seconds before each further try: "growing gaps" is all that the contract says."""


class Caller:
    """Calls subscribers in the background, as long as the emulator runs."""

    def __init__(self) -> None:
        self.tasks: set[asyncio.Task[None]] = set()
        self.http: aiohttp.ClientSession | None = None

    def call(self, world: World, subscription: Subscription, body: dict[str, Any]) -> None:
        """Send one event, again and again until it is taken."""
        task = asyncio.get_running_loop().create_task(self._deliver(world, subscription, body))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _deliver(
        self, world: World, subscription: Subscription, body: dict[str, Any]
    ) -> None:
        noted: dict[str, Any] = {"url": subscription.url, "body": body, "answers": []}
        world.deliveries.append(noted)
        for gap in (0.0, *GAPS):
            await world.kit.clock.sleep(gap)
            answer = await self._post(subscription.url, body)
            noted["answers"].append(answer)
            if answer is not None and (200 <= answer < 300 or answer == 409):
                return

    async def _post(self, url: str, body: dict[str, Any]) -> int | None:
        assert self.http is not None
        try:
            async with self.http.post(
                url,
                data=json.dumps(body, ensure_ascii=False).encode(),
                headers={"Content-Type": "application/json"},
                timeout=aiohttp.ClientTimeout(total=ANSWER_SECONDS),
                allow_redirects=False,
            ) as answer:
                return answer.status
        except (aiohttp.ClientError, TimeoutError):
            return None


CALLER: web.AppKey[Caller] = web.AppKey("headhunter_caller", Caller)


async def caller(app: web.Application) -> AsyncIterator[None]:
    """Set up with the application, and ended with it."""
    found = app[CALLER] = Caller()
    async with aiohttp.ClientSession() as found.http:
        yield
        for task in list(found.tasks):
            task.cancel()
        await asyncio.gather(*found.tasks, return_exceptions=True)


def routes() -> list[web.RouteDef]:
    """The addresses of this part."""
    one = r"/webhook/subscriptions/{id:\d+}"
    return [
        web.get("/webhook/subscriptions", listed, allow_head=False),
        web.post("/webhook/subscriptions", subscribe),
        web.put(one, change),
        web.delete(one, unsubscribe),
    ]


def _mine(request: web.Request) -> list[Subscription]:
    login = request[MANAGER].user.login
    return [one for one in world_of(request).subscriptions.values() if one.login == login]


async def listed(request: web.Request) -> web.Response:
    items = [{"id": one.id, "url": one.url, "actions": one.actions} for one in _mine(request)]
    return web.json_response({"items": items})


async def subscribe(request: web.Request) -> web.Response:
    """One address for a user and an application, whatever the events."""
    body = await _read(request, whole=True)
    if isinstance(body, web.Response):
        return body
    if _mine(request):
        return refuse(400, "notifications", "already_exist")
    world = world_of(request)
    made = Subscription(world.new_id(0), request[MANAGER].user.login, body["url"], body["actions"])
    world.subscriptions[made.id] = made
    return web.json_response({"id": made.id}, status=201)


async def _read(request: web.Request, *, whole: bool) -> dict[str, Any] | web.Response:
    try:
        body = await request.json() if request.content_type == "application/json" else None
    except ValueError:
        body = None
    if not isinstance(body, dict) or not set(body) <= {"url", "actions"}:
        return refuse(400, "bad_json_data")
    if whole and set(body) != {"url", "actions"}:
        return refuse(400, "bad_json_data", "url", reason="required")
    if "url" in body and urlsplit(str(body["url"])).hostname not in ("127.0.0.1", "localhost"):
        return refuse(400, "bad_json_data", "url", reason="invalid")  # it calls nobody outside
    if not all(map(_right, body.get("actions", []))):
        return refuse(400, "bad_json_data", "actions", reason="invalid")
    return body


def _right(action: Any) -> bool:
    if not isinstance(action, dict) or action.get("type") not in ACTIONS:
        return False
    return not (action["type"] in _NO_SETTINGS and "settings" in action)


def _one(request: web.Request) -> Subscription | None:
    return next((one for one in _mine(request) if one.id == request.match_info["id"]), None)


async def change(request: web.Request) -> web.Response:
    found = _one(request)
    if found is None:
        return not_found()
    body = await _read(request, whole=False)
    if isinstance(body, web.Response):
        return body
    found.url = body.get("url", found.url)
    found.actions = body.get("actions", found.actions)
    return web.Response(status=204)


async def unsubscribe(request: web.Request) -> web.Response:
    found = _one(request)
    if found is None:
        return not_found()
    del world_of(request).subscriptions[found.id]
    return web.Response(status=204)


# -- events --------------------------------------------------------------------------------


def responded(app: web.Application, world: World, topic: Topic) -> None:
    """An applicant has answered an ad."""
    ad = world.vacancies[topic.vacancy]
    payload = {
        "topic_id": topic.id,
        "vacancy_id": ad.id,
        "resume_id": None if topic.resume is None else topic.resume["id"],
        "employer_id": world.companies[ad.company].id,
        "chat_id": str(topic.chat),
        "negotiation_date": iso(topic.created_at),
    }
    _tell(app, world, ad, "NEW_NEGOTIATION_VACANCY", payload)


def moved(app: web.Application, world: World, topic: Topic, old: str) -> None:
    """A response is at another stage now."""
    ad = world.vacancies[topic.vacancy]
    payload = {
        "topic_id": topic.id,
        "vacancy_id": ad.id,
        "resume_id": "" if topic.resume is None else topic.resume["id"],
        "employer_manager_id": ad.manager,
        "from_state": old,
        "to_state": topic.stage,
        "transferred_at": iso(now()),
    }
    _tell(app, world, ad, "NEGOTIATION_EMPLOYER_STATE_CHANGE", payload)


def archived(app: web.Application, world: World, ad: Vacancy) -> None:
    """An ad is off."""
    payload = {"vacancy_id": ad.id, "archivation_date": iso(now())}
    _tell(app, world, ad, "VACANCY_ARCHIVATION", payload)


def _tell(
    app: web.Application, world: World, ad: Vacancy, kind: str, payload: dict[str, Any]
) -> None:
    for one in world.subscriptions.values():
        action = next((found for found in one.actions if found["type"] == kind), None)
        user = world.users[one.login]
        if action is None or ad.company not in user.accounts.values():
            continue
        only_mine = (action.get("settings") or {}).get("vacancies_only_mine", False)
        if (only_mine or not user.admin) and ad.manager not in user.accounts:
            continue
        body = {
            "id": world.new_id(0),
            "subscription_id": one.id,
            "action_type": kind,
            "user_id": "0",
            "payload": payload,
        }
        app[CALLER].call(world, one, body)
