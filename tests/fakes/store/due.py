"""What the clock looks for, in memory."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from bot.domain.due import Due
from tests.fakes.store.session import Repository

_LIMITED = (Due.SYNCS, Due.GLANCES, Due.RECONCILES)
_TIMELESS = (
    *(Due.STRANDED, Due.LOGINS, Due.EVENTS, Due.FILES),
    *(Due.BULK_REFUSALS, Due.ERASURES, Due.DIGESTS, Due.STUBS, Due.TOPICS),
    Due.LEAVERS,
)


async def answer(system: Any, due: Due, now: datetime) -> Sequence[object]:
    """What any store's system transaction says when it is asked for this."""
    question = getattr(system, due.value)
    given: list[object] = [] if due in _TIMELESS else [now]
    found: Sequence[object] = await question(*given, *([500] if due in _LIMITED else []))
    return found


class MemoryLookAtEverything(Repository):
    """The part of ports.SystemTransaction that says what there is to ask for."""

    async def due(self, now: datetime) -> Collection[Due]:
        return {one for one in Due if await answer(self, one, now)}
