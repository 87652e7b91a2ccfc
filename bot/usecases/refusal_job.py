"""The wake-up of refusing many, and what wakes it besides the clock."""

from datetime import datetime

from bot.domain.bulk_refusal import BulkRefusal
from bot.domain.jobs import Job
from bot.domain.site_action import SiteAction
from bot.ports import Transaction
from bot.usecases.open_inbox import REFUSING
from bot.usecases.screens import refresh

REFUSE = "refuse"


def refuse_job(refusal: BulkRefusal, at: datetime | None = None) -> Job:
    """The wake-up of one wish; one at a time."""
    key = f"refuse:{refusal.id}"
    return Job(REFUSE, refusal.id, refusal.workspace_id, lock=key, unique=key, at=at, priority=35)


async def noted(tx: Transaction, action: SiteAction) -> None:
    """How it goes with one of many is shown to who watches; when it is over, the next may go."""
    refusal_id = await tx.bulk_refusals.of_action(action.id)
    if refusal_id is None:
        return
    await refresh(tx, (REFUSING,), refusal_id)
    if not action.under_way:
        await tx.enqueue(refuse_job(await tx.bulk_refusals.get(refusal_id)))
