"""A Bot API that costs little, with one person who has written `/start`.

The emulator keeps whole chats and checks every parameter, which takes longer than what a bare bot
does meanwhile: the floor would be the emulator's. This one answers over the same HTTP, to whoever
asks alike. It runs as a process: `python -m bench.botapi` prints its address.
"""

import asyncio
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

Json = dict[str, Any]
PERSON = 5_000_000_001
_CHAT = {"id": PERSON, "type": "private", "first_name": "Олена"}
_USER = {"id": PERSON, "is_bot": False, "first_name": "Олена", "language_code": "uk"}
_ME = {"id": 1, "is_bot": True, "first_name": "bench", "username": "vidhuk_bench_bot"}
_COMMAND = {"type": "bot_command", "offset": 0, "length": 6}


@dataclass(slots=True)
class BotApi:
    """The API, and `/bench/state` for who measures."""

    number: int = field(default_factory=lambda: int(time.time()))
    """Of updates and messages: above those of the process before this one, as at Telegram."""
    first_at: float | None = None
    """When something first came to the chat (time.monotonic: one clock for all processes)."""

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer a bot, or who measures it."""
        head, _, method = request.path.strip("/").partition("/")
        if head == "bench":
            return web.json_response({"first_at": self.first_at})
        given = _given(request.content_type, (await request.read()).decode())
        result = await self._answer(int(head.removeprefix("bot").partition(":")[0]), method, given)
        return web.json_response({"ok": True, "result": result})

    async def _answer(self, bot_id: int, method: str, given: Mapping[str, Any]) -> Any:
        match method:
            case "getUpdates":
                return await self._updates(given)
            case "editMessageText" | "sendMessage":
                self.first_at = self.first_at or time.monotonic()
                return self._message({**_ME, "id": bot_id}, given["text"])
            case "getMe":
                may = {"can_join_groups": True, "can_read_all_group_messages": False}
                return {**_ME, "id": bot_id, **may}
            case "getWebhookInfo":
                return {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
            case "getMyDescription":
                return {"description": "…"}
            case _:
                return True

    async def _updates(self, given: Mapping[str, Any]) -> list[Json]:
        """The one there is, until it is confirmed."""
        if int(given.get("offset", 0)) > self.number:
            await asyncio.sleep(float(given.get("timeout", 0)))
            return []
        message = {**self._message(_USER, "/start"), "entities": [_COMMAND]}
        return [{"update_id": self.number, "message": message}]

    def _message(self, sender: Json, text: str) -> Json:
        now = int(time.time())
        return {"message_id": self.number, "from": sender, "chat": _CHAT, "date": now, "text": text}


def _given(kind: str, body: str) -> Mapping[str, Any]:
    """JSON or a form: either way is the Bot API's."""
    if kind != "application/json":
        return dict(parse_qsl(body))
    found: Json = json.loads(body)
    return found


async def main() -> None:
    """Until it is killed."""
    runner = web.ServerRunner(web.Server(BotApi().handle, access_log=None))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    print(f"http://127.0.0.1:{runner.addresses[0][1]}", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
