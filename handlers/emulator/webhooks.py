"""Updates that are posted to a bot's webhook, as the Bot API server does it.

At most `max_connections` at once. Of one chat, or of one person's presses, one after another;
among those in any order. Until the answer is 2XY an update is posted again, after pauses that
double or as `Retry-After` says.
"""

import asyncio
import ipaddress
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from handlers.emulator.params import Params
from handlers.emulator.refusal import Json, bad
from handlers.emulator.updates import remember_allowed
from handlers.emulator.world import Account, Inbox, World

CONNECTIONS, CONNECTIONS_MOST = 40, 100
PAUSE_MOST = 60.0
_ANSWERS_WITHIN = 10.0
_LOOKS = 50.0


def set_webhook(world: World, bot: Account, params: Params) -> bool:
    url = params.text("url")
    if not url:
        return delete_webhook(bot, params)
    if not _deliverable(url):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    secret = params.text("secret_token")
    if len(secret) > 256:
        raise bad("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad("secret token contains unallowed characters")
    remember_allowed(bot.inbox, params)
    most = params.number("max_connections") or CONNECTIONS
    bot.inbox.webhook = {
        "url": url,
        "secret": secret,
        "max_connections": min(max(most, 1), CONNECTIONS_MOST),
    }
    _forget_errors(bot.inbox)
    _drop_if_asked(bot.inbox, params)
    bot.inbox.pulse.beat()
    world.pulse.beat()  # whoever posts begins with a bot's first webhook
    return True


def _deliverable(url: str) -> bool:
    """HTTPS, or plain HTTP on this machine, as a local Bot API server allows."""
    parts = urlsplit(url)
    if parts.scheme == "https":
        return True
    with suppress(ValueError):
        return parts.scheme == "http" and ipaddress.ip_address(parts.hostname or "").is_loopback
    return False


def delete_webhook(bot: Account, params: Params) -> bool:
    bot.inbox.webhook = None
    _forget_errors(bot.inbox)
    _drop_if_asked(bot.inbox, params)
    bot.inbox.pulse.beat()
    return True


def _forget_errors(inbox: Inbox) -> None:
    """What went wrong with another webhook is not told of the next; everything is due."""
    inbox.webhook_error = inbox.webhook_error_at = None
    inbox.pauses.clear()


def _drop_if_asked(inbox: Inbox, params: Params) -> None:
    if params.flag("drop_pending_updates"):
        inbox.waiting.clear()


def webhook_info(bot: Account) -> Json:
    inbox = bot.inbox
    hook = inbox.webhook or {"url": ""}
    info: Json = {
        "url": hook["url"],
        "has_custom_certificate": False,
        "pending_update_count": len(inbox.waiting),
    }
    if inbox.webhook is not None:
        info["max_connections"] = hook["max_connections"]
    if inbox.allowed is not None:
        info["allowed_updates"] = sorted(inbox.allowed)
    if inbox.webhook_error is not None:
        info["last_error_message"] = inbox.webhook_error
        info["last_error_date"] = inbox.webhook_error_at
    return info


async def push(world: World, bot: Account) -> None:
    """Deliver to the webhook whenever one is set; never ends."""
    patience = aiohttp.ClientTimeout(total=_ANSWERS_WITHIN)
    lines = aiohttp.TCPConnector(limit=CONNECTIONS_MOST)
    async with (
        aiohttp.ClientSession(timeout=patience, connector=lines) as session,
        asyncio.TaskGroup() as group,
    ):
        on_the_way: set[str] = set()
        while True:
            hook = bot.inbox.webhook
            if hook is None:
                await bot.inbox.pulse.wait(_LOOKS)
                continue
            now, soonest = world.kit.clock.seconds(), _LOOKS
            for update, queue in _heads(bot.inbox):
                if queue in on_the_way or len(on_the_way) >= hook["max_connections"]:
                    continue
                _, due = bot.inbox.pauses.get(update["update_id"], (0.0, now))
                if due > now:
                    soonest = min(soonest, (due - now) / world.kit.clock.pace)
                    continue
                on_the_way.add(queue)
                posting = group.create_task(_post(world, session, bot.inbox, hook, update))
                posting.add_done_callback(_landed(bot.inbox, on_the_way, queue))
            await bot.inbox.pulse.wait(max(soonest, 0.001))


def _landed(inbox: Inbox, on_the_way: set[str], queue: str) -> Any:
    def landed(_: object) -> None:
        on_the_way.remove(queue)
        inbox.pulse.beat()

    return landed


def _heads(inbox: Inbox) -> Iterator[tuple[Json, str]]:
    """The first that waits of each queue."""
    seen = set()
    for update in list(inbox.waiting):
        if (queue := _queue(update)) not in seen:
            seen.add(queue)
            yield update, queue


def _queue(update: Json) -> str:
    """Messages of a chat, or presses, queries and the like of a person, wait for each other."""
    (kind,) = update.keys() - {"update_id"}
    what = update[kind]
    if "chat" in what and "message_id" in what:
        return f"chat {what['chat']['id']}"
    return f"{kind} {what.get('from', what.get('chat', {})).get('id')}"


async def _post(
    world: World, session: aiohttp.ClientSession, inbox: Inbox, hook: Json, update: Json
) -> None:
    """Once; an update that got through waits no more."""
    headers = {"X-Telegram-Bot-Api-Secret-Token": hook["secret"]} if hook["secret"] else {}
    number, asked = update["update_id"], 0.0
    try:
        async with session.post(hook["url"], json=update, headers=headers) as answer:
            if answer.status // 100 == 2:
                inbox.pauses.pop(number, None)
                with suppress(ValueError):  # dropped meanwhile
                    inbox.waiting.remove(update)
                return
            error = f"Wrong response from the webhook: {answer.status} {answer.reason}"
            with suppress(ValueError):
                asked = float(answer.headers.get("Retry-After", ""))
    except (TimeoutError, aiohttp.ClientError) as broken:
        error = f"Connection failed: {type(broken).__name__}"
    if inbox.webhook is not hook:
        return  # another one stands by now
    inbox.webhook_error, inbox.webhook_error_at = error, int(time.time())
    before = inbox.pauses.get(number, (0.5, 0.0))[0]
    pause = asked or min(before * 2, PAUSE_MOST)
    inbox.pauses[number] = (pause, world.kit.clock.seconds() + pause)
