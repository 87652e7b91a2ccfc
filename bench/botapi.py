"""A Bot API that costs little, with people who tap as fast as their screens come.

The emulator keeps whole chats and checks every parameter, which takes longer than what a bare bot
does meanwhile: the floor would be the emulator's. This one answers over the same HTTP, to whoever
asks alike, and plays the people itself. It runs as a process: `python -m bench.botapi PEOPLE`
prints its address.

Each person begins with `/start`; then taps `settings` on whatever has such a button, else `menu`.
"""

import asyncio
import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

Json = dict[str, Any]
FIRST_PERSON = 5_000_000_001
_TAPPED = (re.compile(r"1\|settings\|"), re.compile(r"1\|menu\|"))


@dataclass(slots=True)
class Person:
    """One chat. `waiting`: a tap or a word is on its way, and no screen has answered it so far."""

    id: int
    message_id: int = 0
    button: str = ""
    waiting: bool = False
    begun: bool = False

    @property
    def chat(self) -> Json:
        return {"id": self.id, "type": "private", "first_name": "Олена"}

    @property
    def user(self) -> Json:
        return {"id": self.id, "is_bot": False, "first_name": "Олена", "language_code": "uk"}


@dataclass(slots=True)
class Bot:
    """What one bot's people do. `shown` counts screens that answered a tap."""

    id: int
    people: dict[int, Person]
    updates: list[Json] = field(default_factory=list)
    next_update: int = field(default_factory=lambda: int(time.time()))
    next_message: int = field(default_factory=lambda: int(time.time()))
    """Above those of the process before this one, as at Telegram."""
    going: bool = False
    shown: int = 0
    first_at: float | None = None
    """When something first came to a chat (time.monotonic: one clock for all processes)."""
    came: asyncio.Event = field(default_factory=asyncio.Event)
    screens: dict[str, Json] = field(default_factory=dict)
    """The last message by the button that is tapped on it."""

    def queue(self, kind: str, what: Json) -> None:
        self.updates.append({"update_id": self.next_update, kind: what})
        self.next_update += 1
        self.came.set()

    def go(self) -> None:
        """Everybody begins, or goes on with the screen that came last."""
        self.going = True
        for person in self.people.values():
            if not person.begun:
                self._begin(person)
            elif not person.waiting:
                self._tap(person)

    def _begin(self, person: Person) -> None:
        person.begun = person.waiting = True
        self.next_message += 1
        command = {"type": "bot_command", "offset": 0, "length": 6}
        message = {
            **self.message(person, self.next_message, "/start"),
            "from": person.user,
            "entities": [command],
        }
        self.queue("message", message)

    def _tap(self, person: Person) -> None:
        person.waiting = True
        self.next_message += 1
        query = {
            "id": str(self.next_message),
            "from": person.user,
            "message": self.message(person, person.message_id, "…"),
            "chat_instance": str(person.id),
            "data": person.button,
        }
        self.queue("callback_query", query)

    def message(self, person: Person, number: int, text: str, keyboard: Any = None) -> Json:
        me = {"id": self.id, "is_bot": True, "first_name": "bench", "username": "vidhuk_bench_bot"}
        message = {"message_id": number, "from": me, "chat": person.chat, "date": int(time.time())}
        message["text"] = text
        return {**message, "reply_markup": keyboard} if keyboard else message

    def show(self, given: Mapping[str, Any]) -> Json:
        """A message was sent or edited; who waited for it taps again."""
        person = self.people[int(given["chat_id"])]
        number = int(given.get("message_id", 0))
        if not number:
            self.next_message += 1
            number = self.next_message
        keyboard = given.get("reply_markup")
        keyboard = json.loads(keyboard) if isinstance(keyboard, str) else keyboard
        self.first_at = self.first_at or time.monotonic()
        button = _tapped(keyboard)
        if button:
            person.message_id, person.button = number, button
            if person.waiting:
                self.shown += 1
                person.waiting = False
                if self.going:
                    self._tap(person)
            verb = button.split("|")[1]
            self.screens[verb] = {"text": given["text"], "reply_markup": keyboard}
        return self.message(person, number, given["text"], keyboard)

    async def poll(self, given: Mapping[str, Any]) -> list[Json]:
        offset = int(given.get("offset", 0))
        self.updates = [one for one in self.updates if one["update_id"] >= offset]
        if not self.updates:
            self.came.clear()
            try:
                await asyncio.wait_for(self.came.wait(), float(given.get("timeout", 0)))
            except TimeoutError:
                return []
        return self.updates[: int(given.get("limit", 100))]


def _given(kind: str, body: str) -> Mapping[str, Any]:
    """JSON or a form: either way is the Bot API's."""
    if kind != "application/json":
        return dict(parse_qsl(body))
    found: Json = json.loads(body)
    return found


def _tapped(keyboard: Any) -> str:
    """The data of the button that a person taps next."""
    rows = keyboard["inline_keyboard"] if keyboard else []
    all_data = [str(one.get("callback_data", "")) for row in rows for one in row]
    return next((data for verb in _TAPPED for data in all_data if verb.match(data)), "")


class BotApi:
    """The API, and `/bench/...` for who measures."""

    def __init__(self, people: int) -> None:
        ids = range(FIRST_PERSON, FIRST_PERSON + people)
        self._bots: defaultdict[int, Bot] = defaultdict(lambda: self._made(ids))
        self._made_for = 0

    def _made(self, ids: range) -> Bot:
        return Bot(self._made_for, {one: Person(one) for one in ids})

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        head, _, method = request.path.strip("/").partition("/")
        if head == "bench":
            return web.json_response(self._steer(method))
        self._made_for = int(head.removeprefix("bot").partition(":")[0])
        given = _given(request.content_type, (await request.read()).decode())
        result = await self._answer(self._bots[self._made_for], method, given)
        return web.json_response({"ok": True, "result": result})

    def _steer(self, words: str) -> Json:
        """`<bot>/go`, `<bot>/pause`, `<bot>/state`."""
        number, _, word = words.partition("/")
        self._made_for = int(number)
        bot = self._bots[self._made_for]
        if word == "go":
            bot.go()
        elif word == "pause":
            bot.going = False
        waiting = sum(one.waiting for one in bot.people.values())
        state = {"shown": bot.shown, "at": time.monotonic(), "waiting": waiting}
        return {**state, "first_at": bot.first_at, "screens": bot.screens}

    async def _answer(self, bot: Bot, method: str, given: Mapping[str, Any]) -> Any:
        match method:
            case "getUpdates":
                return await bot.poll(given)
            case "editMessageText" | "sendMessage":
                return bot.show(given)
            case "getMe":
                me = bot.message(next(iter(bot.people.values())), 0, "")["from"]
                return {**me, "can_join_groups": True, "can_read_all_group_messages": False}
            case "getWebhookInfo":
                return {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
            case "getMyDescription":
                return {"description": "…"}
            case _:
                return True


async def main(people: int) -> None:
    """Until it is killed."""
    runner = web.ServerRunner(web.Server(BotApi(people).handle, access_log=None))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    print(f"http://127.0.0.1:{runner.addresses[0][1]}", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
