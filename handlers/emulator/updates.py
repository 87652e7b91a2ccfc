"""Updates on their way to a bot: queued, long-polled, or pushed to its webhook."""

import ipaddress
import re
import time
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from handlers.emulator.params import Params
from handlers.emulator.refusal import Json, bad, conflict
from handlers.emulator.world import Account, Inbox, World

OFF_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
WEBHOOK_RETRY_SECONDS = 5.0
POLL_LIMIT_SECONDS = 50


def queue(world: World, bot: Account, kind: str, what: Json) -> None:
    """Put an update into the bot's inbox, unless its allowed_updates leave it out."""
    inbox = bot.inbox
    wanted = kind not in OFF_BY_DEFAULT if inbox.allowed is None else kind in inbox.allowed
    if not wanted:
        return
    inbox.waiting.append({"update_id": inbox.next_id, kind: what})
    inbox.next_id += 1
    inbox.pulse.beat()
    world.pulse.beat()


def remember_allowed(inbox: Inbox, params: Params) -> None:
    """allowed_updates: an empty list means the default, an absent one changes nothing."""
    found = params.json("allowed_updates")
    if found is None:
        return
    if not isinstance(found, list):
        raise bad("can't parse allowed_updates JSON object")
    inbox.allowed = frozenset(map(str, found)) or None


async def get_updates(bot: Account, params: Params) -> list[Json]:
    inbox = bot.inbox
    if inbox.webhook is not None:
        raise conflict(
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
    remember_allowed(inbox, params)
    me = inbox.poller = object()
    inbox.pulse.beat()  # an older poll that still waits ends with 409
    _confirm(inbox, params.number("offset"))
    limit = min(max(params.number("limit") or 100, 1), 100)
    ends = time.monotonic() + min(max(params.number("timeout"), 0), POLL_LIMIT_SECONDS)
    while not inbox.waiting and (left := ends - time.monotonic()) > 0:
        await inbox.pulse.wait(left)
        if inbox.poller is not me:
            raise conflict(
                "terminated by other getUpdates request; "
                "make sure that only one bot instance is running"
            )
    return list(inbox.waiting)[:limit]


def _confirm(inbox: Inbox, offset: int) -> None:
    if offset < 0:
        while len(inbox.waiting) > -offset:
            inbox.waiting.popleft()
    while offset > 0 and inbox.waiting and inbox.waiting[0]["update_id"] < offset:
        inbox.waiting.popleft()


def set_webhook(bot: Account, params: Params) -> bool:
    url = params.text("url")
    if not url:
        return delete_webhook(bot, params)
    if not _deliverable(url):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    secret = params.text("secret_token")
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", secret):
        raise bad("secret token contains unallowed characters")
    remember_allowed(bot.inbox, params)
    bot.inbox.webhook = {
        "url": url,
        "secret": secret,
        "max_connections": params.number("max_connections") or 40,
    }
    _drop_if_asked(bot.inbox, params)
    bot.inbox.pulse.beat()
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
    _drop_if_asked(bot.inbox, params)
    bot.inbox.pulse.beat()
    return True


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
    """Deliver to the webhook, one update at a time, again until the answer is 2XY; never ends."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session:
        while True:
            inbox = bot.inbox
            if inbox.webhook is None or not inbox.waiting:
                await inbox.pulse.wait(POLL_LIMIT_SECONDS, None)
                continue
            update = inbox.waiting[0]
            if await _deliver(session, inbox, inbox.webhook, update):
                with suppress(ValueError):
                    inbox.waiting.remove(update)
            else:
                await world.kit.clock.sleep(WEBHOOK_RETRY_SECONDS)


async def _deliver(session: aiohttp.ClientSession, inbox: Inbox, hook: Json, update: Json) -> bool:
    headers: dict[str, Any] = {}
    if hook["secret"]:
        headers["X-Telegram-Bot-Api-Secret-Token"] = hook["secret"]
    try:
        async with session.post(hook["url"], json=update, headers=headers) as answer:
            if answer.status // 100 == 2:
                return True
            inbox.webhook_error = f"Wrong response from the webhook: {answer.status}"
    except (TimeoutError, aiohttp.ClientError) as broken:
        inbox.webhook_error = f"Connection failed: {type(broken).__name__}"
    inbox.webhook_error_at = int(time.time())
    return False
