"""Updates on their way to a bot: queued, and long-polled; webhooks.py posts them."""

import time

from handlers.emulator.params import Params
from handlers.emulator.refusal import Json, bad, conflict
from handlers.emulator.world import Account, Inbox, World

OFF_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
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
