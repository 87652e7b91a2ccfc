"""One line of the audit, in the transaction of what it tells of."""

from datetime import datetime

from bot.domain.group import Deed, Did
from bot.domain.ids import DeedId, new_id
from bot.domain.workspace import Actor
from bot.ports import Transaction


async def write_down(
    tx: Transaction, actor: Actor, did: Did, subject_id: int, now: datetime, *, detail: str = ""
) -> None:
    """Who did what, and when; `detail` is a word of ours or an id, never a person's."""
    ids = (DeedId(new_id()), actor.workspace_id, actor.member_id)
    await tx.audit.add(Deed(*ids, did, subject_id, now, detail=detail))
