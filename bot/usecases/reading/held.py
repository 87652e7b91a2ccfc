"""Candidates that a sync has found while the person's chat is not to be told of any."""

from datetime import datetime

from bot.domain.conversation import Flash
from bot.usecases.reading.desk import Desk

_FOUND = "done-sync-found"


async def with_held(desk: Desk) -> Flash | None:
    """What the screen says; where new ones were found and no card comes, when they will come."""
    said = desk.talk.flash
    if not _tells_of_new(desk, said):
        return said
    due = await _held_until(desk)
    if due is None:
        return said
    if said is None:
        return Flash("done-sync-held", {"moment": due})
    return Flash("done-sync-found-held", {"count": said.values["count"], "moment": due})


def _tells_of_new(desk: Desk, said: Flash | None) -> bool:
    """On the list of accounts their lines do, elsewhere what was just said."""
    if said is not None:
        return said.text_id == _FOUND
    if desk.talk.place.screen != "accounts":
        return False
    return any(one.get("found") for one in (desk.talk.draft.get("sync") or {}).values())


async def _held_until(desk: Desk) -> datetime | None:
    """When the first of those that wait in the person's own chat is due; None: none waits."""
    link = await desk.tx.chats.private(desk.talk.bot_id, desk.talk.user_id)
    now = desk.clock.now()
    due = [one.notice.due_at for one in await desk.tx.notices.gathered(link.id)]
    return min((one for one in due if one > now), default=None)
