"""The control API: who exists. Everything under /emulator/, JSON in and out.

    POST bots                     the fields of BotSpec -> {id}
    GET  bots                     all of them
    POST people                   {first_name, last_name, username, language_code, id?} -> {id}
    GET  people
    POST people/{id}/block        {bot?}; also unblock, deactivate
    POST chats                    {type, title, by?, members: [...], admins: [...], forum} -> {id}
    POST chats/{id}/members       {by?, add: [...], remove: [...], promote: {id: [rights]}, demote,
                                   restrict: {id: [rights]}, leave: [...], start?: payload}
    POST chats/{id}/topics        {by?, name} -> {id}; or {delete: id}
    POST chats/{id}/migrate       {by?} -> {id} of the supergroup
    POST chats/{id}/delete        the group is no more
    POST age                      {chat?, as?, seconds, queries?: true}: makes older the messages of
                                   a chat, or button presses and inline queries that wait
    GET  updates                  {username: how many updates wait}

`by` (default: the first person, or the group's creator) is who does it. A bot may be named by its
username. What people do and what chats show stands in control_chat.py.
"""

import re
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from aiohttp import web

from bot.emulator_kit import control_answer, control_body
from handlers.emulator import acts, groups
from handlers.emulator.refusal import Json
from handlers.emulator.screen import find_chat
from handlers.emulator.server import WORLD
from handlers.emulator.shapes import ADMIN_RIGHTS
from handlers.emulator.world import Account, BotSpec, Chat, Member, Person, World

_KINDS = ("group", "supergroup")


def install(app: web.Application) -> None:
    router = app.router
    router.add_post("/emulator/bots", _add_bot)
    router.add_get("/emulator/bots", _list_bots)
    router.add_post("/emulator/people", _add_person)
    router.add_get("/emulator/people", _list_people)
    router.add_post("/emulator/people/{id}/{what:block|unblock|deactivate}", _person)
    router.add_post("/emulator/chats", _add_chat)
    router.add_post("/emulator/chats/{id}/members", _members)
    router.add_post("/emulator/chats/{id}/topics", _topics)
    router.add_post("/emulator/chats/{id}/migrate", _migrate)
    router.add_post("/emulator/chats/{id}/delete", _delete)
    router.add_post("/emulator/age", _age)
    router.add_get("/emulator/updates", _updates)
    app.middlewares.append(_impossible)


@web.middleware
async def _impossible(request: web.Request, handler: Any) -> web.StreamResponse:
    """What no person can do is 409 with the reason as text."""
    try:
        answer: web.StreamResponse = await handler(request)
    except acts.Impossible as why:
        raise web.HTTPConflict(text=str(why)) from None
    return answer


def person_of(world: World, found: Any) -> Person:
    """A person by id; raises HTTPNotFound."""
    person = world.people.get(number(found))
    if person is None:
        raise web.HTTPNotFound(text=f"there is no person {found}")
    return person


def bot_of(world: World, found: Any) -> Account:
    """A bot by id or username, the first one for None; raises HTTPNotFound."""
    if found is None:
        bot = next(iter(world.bots.values()), None)
    elif isinstance(found, str) and not found.isdigit():
        bot = world.bot_named(found)
    else:
        bot = world.bot(number(found))
    if bot is None:
        raise web.HTTPNotFound(text=f"there is no bot {found or ''}")
    return bot


def chat_of(world: World, person: Person | None, found: Any) -> Chat:
    """A chat by id, the private chat with the first bot for None; raises HTTPNotFound."""
    if isinstance(found, str) and found.startswith("@"):
        found = bot_of(world, found).id
    if found is None and person is not None:
        found = person.id
    chat = find_chat(world, person, number(found))
    if chat is None:
        raise web.HTTPNotFound(text=f"there is no chat {found}")
    return chat


def number(found: Any) -> int:
    try:
        return int(found)
    except (TypeError, ValueError):
        raise web.HTTPBadRequest(text=f"{found!r} is no number") from None


def _who(world: World, found: Any) -> int:
    """A person or bot among members: an id or a bot's username."""
    if isinstance(found, str) and not found.lstrip("-").isdigit():
        return bot_of(world, found).id
    who = number(found)
    if who not in world.people and world.bot(who) is None:
        raise web.HTTPNotFound(text=f"there is nobody {found}")
    return who


def _by(world: World, chat: Chat | None, body: Json) -> Person:
    if body.get("by") is not None:
        return person_of(world, body["by"])
    owner = (
        next((who for who, one in chat.members.items() if one.status == "creator"), 0)
        if chat
        else 0
    )
    person = world.people.get(owner) or next(iter(world.people.values()), None)
    if person is None:
        raise web.HTTPBadRequest(text="there are no people yet")
    return person


def _known(body: Json, kind: type) -> Json:
    names = {one.name for one in fields(kind)}
    unknown = set(body) - names
    if unknown:
        raise web.HTTPBadRequest(text=f"unknown: {', '.join(sorted(unknown))}")
    return body


async def _add_bot(request: web.Request) -> web.Response:
    body = _known(await control_body(request), BotSpec)
    if not re.fullmatch(r"\d+:[\w-]+", str(body.get("token"))):
        raise web.HTTPBadRequest(text="a token is <number>:<letters, digits, _ and ->")
    spec = BotSpec(**body)
    account = request.app[WORLD].bots.get(spec.token)
    if account is None:
        account = request.app[WORLD].add_bot(spec)
    account.spec = spec
    request.app[WORLD].touch()
    return control_answer({"id": account.id})


async def _list_bots(request: web.Request) -> web.Response:
    return control_answer(
        [
            {"id": one.id, "username": one.username, "first_name": one.name}
            for one in request.app[WORLD].bots.values()
        ]
    )


async def _add_person(request: web.Request) -> web.Response:
    world, body = request.app[WORLD], await control_body(request)
    allowed = ("id", "first_name", "last_name", "username", "language_code")
    unknown = set(body) - set(allowed)
    if unknown or not str(body.get("first_name", "")).strip():
        raise web.HTTPBadRequest(text=f"a person has {', '.join(allowed)}; first_name is needed")
    known = world.people.get(number(body.get("id", 0)))
    if known is not None:
        return control_answer({"id": known.id})
    person = world.add_person(Person(**{"id": 0, **body}))
    world.touch()
    return control_answer({"id": person.id})


async def _list_people(request: web.Request) -> web.Response:
    return control_answer([described(one) for one in request.app[WORLD].people.values()])


def described(person: Person) -> Json:
    return {
        "id": person.id,
        "name": person.name,
        "username": person.username,
        "language_code": person.language_code,
    }


async def _person(request: web.Request) -> web.Response:
    world, body = request.app[WORLD], await control_body(request)
    person = person_of(world, request.match_info["id"])
    what = request.match_info["what"]
    if what == "deactivate":
        person.deactivated = True
    else:
        bot = bot_of(world, body.get("bot"))
        groups.block(world, person, bot, blocked=what == "block")
    return control_answer({})


async def _add_chat(request: web.Request) -> web.Response:
    world, body = request.app[WORLD], await control_body(request)
    kind = body.get("type", "supergroup")
    if kind not in _KINDS:
        raise web.HTTPBadRequest(text=f"type must be one of {', '.join(_KINDS)}")
    if body.get("forum") and kind != "supergroup":
        raise web.HTTPBadRequest(text="only a supergroup can be a forum")
    members = [_who(world, one) for one in body.get("members", [])]
    admins = [_who(world, one) for one in body.get("admins", [])]
    owner = body.get("by") or next((one for one in members if one in world.people), None)
    by = _by(world, None, {"by": owner})
    title, everyone = str(body.get("title") or "Group"), [*members, *admins]
    chat = groups.create(world, kind, title, by, everyone, forum=bool(body.get("forum")))
    chat.username = str(body.get("username") or "")
    for who in admins:
        if who != by.id:
            rights = frozenset(ADMIN_RIGHTS)
            groups.set_member(world, chat, who, Member("administrator", rights), by=by)
    return control_answer({"id": chat.id})


async def _members(request: web.Request) -> web.Response:
    world, body = request.app[WORLD], await control_body(request)
    chat = chat_of(world, None, request.match_info["id"])
    by = _by(world, chat, body)
    for who, new, actor in _changes(world, chat, body):
        _check_joins(world, who, new)
        groups.set_member(world, chat, who, new, by=actor or by)
    if body.get("start") is not None:
        bot = next(bot_of(world, one) for one in body["add"])
        text = f"/start@{bot.username} {body['start']}".strip()
        acts.write(world, by, chat, acts.Wrote(text))
    return control_answer({})


def _check_joins(world: World, who: int, new: Member) -> None:
    bot = world.bot(who)
    if bot is not None and new.here and not bot.spec.can_join_groups:
        raise web.HTTPConflict(text=f"{bot.username} cannot be added to groups")


def _changes(
    world: World, chat: Chat, body: Json
) -> Iterable[tuple[int, Member, Person | Account | None]]:
    """Who gets which place, and who does it when it is not `by`."""
    for one in body.get("add", []):
        yield _who(world, one), Member("member"), None
    for one in body.get("remove", []):
        yield _who(world, one), Member("kicked"), None
    for one in body.get("leave", []):
        who = _who(world, one)
        yield who, Member("left"), world.people.get(who)
    for one, rights in _by_id(body, "promote").items():
        names = ADMIN_RIGHTS if rights is True else rights
        yield _who(world, one), Member("administrator", frozenset(names)), None
    for one in body.get("demote", []):
        yield _who(world, one), Member("member"), None
    for one, rights in _by_id(body, "restrict").items():
        yield _who(world, one), Member("restricted", frozenset(rights)), None


def _by_id(body: Json, name: str) -> Json:
    found = body.get(name, {})
    if not isinstance(found, dict):
        raise web.HTTPBadRequest(text=f"{name}: an object of ids and their rights")
    return found


async def _topics(request: web.Request) -> web.Response:
    world, body = request.app[WORLD], await control_body(request)
    chat = chat_of(world, None, request.match_info["id"])
    if not chat.forum:
        raise web.HTTPConflict(text="only a forum has topics")
    if body.get("delete") is not None:
        # No bot is told; whoever writes there learns of it.
        if chat.topics.pop(number(body["delete"]), None) is None:
            raise web.HTTPNotFound(text=f"there is no topic {body['delete']}")
        world.touch()
        return control_answer({})
    name = str(body.get("name", "")).strip()
    if not name:
        raise web.HTTPBadRequest(text="a topic has a name")
    return control_answer({"id": groups.make_topic(world, chat, _by(world, chat, body), name)})


async def _migrate(request: web.Request) -> web.Response:
    world, body = request.app[WORLD], await control_body(request)
    chat = chat_of(world, None, request.match_info["id"])
    if chat.kind != "group" or chat.migrated_to is not None:
        raise web.HTTPConflict(text="only a basic group becomes a supergroup, and only once")
    return control_answer({"id": groups.migrate(world, chat, _by(world, chat, body)).id})


async def _delete(request: web.Request) -> web.Response:
    world = request.app[WORLD]
    chat_of(world, None, request.match_info["id"]).deleted = True
    world.touch()
    return control_answer({})


async def _age(request: web.Request) -> web.Response:
    world, body = request.app[WORLD], await control_body(request)
    seconds = number(body.get("seconds", 0))
    if body.get("chat") is not None or body.get("as") is not None:
        person = person_of(world, body["as"]) if body.get("as") is not None else None
        for message in chat_of(world, person, body.get("chat")).messages.values():
            message.date -= seconds
    if body.get("queries"):
        for tap in world.taps.values():
            tap.at -= seconds
        for question in world.questions.values():
            question.at -= seconds
    world.touch()
    return control_answer({})


async def _updates(request: web.Request) -> web.Response:
    bots = request.app[WORLD].bots.values()
    return control_answer({one.username: len(one.inbox.waiting) for one in bots})
