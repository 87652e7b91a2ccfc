"""The clock's look at everything in one statement: nearly always hardly anything is due."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, exists, select

from bot.domain.due import Due
from storage.repositories.bulk_refusals import OPEN_BULK_REFUSALS
from storage.repositories.digests import OPEN_DIGESTS
from storage.repositories.erasing import OWED_ERASURES
from storage.repositories.logins import DUE_HOOKS, OWED_EVENTS, OWED_LOGINS
from storage.repositories.noise import DUE_MORNINGS, DUE_REPORTS, GATHERED_IN
from storage.repositories.owed import (
    DUE_ACCOUNTS,
    DUE_GLANCES,
    DUE_RECONCILES,
    HELD_APPLICATIONS,
    OWED_LINKS,
    STRANDED_IN,
    WANTED_FILES,
)
from storage.repositories.people import LEAVERS
from storage.repositories.publications import OWED_ACTIONS, WITH_STUBS
from storage.repositories.rooms import DUE_BOARDS, STALE_TOPICS
from storage.session import Repository

_ASKED: Mapping[Due, Select[Any]] = {
    Due.NOTICES: OWED_LINKS,
    Due.STRANDED: STRANDED_IN,
    Due.ACTIONS: OWED_ACTIONS,
    Due.LOGINS: OWED_LOGINS,
    Due.EVENTS: OWED_EVENTS,
    Due.HOOKS: DUE_HOOKS,
    Due.SYNCS: DUE_ACCOUNTS,
    Due.GLANCES: DUE_GLANCES,
    Due.RECONCILES: DUE_RECONCILES,
    Due.HELD: HELD_APPLICATIONS,
    Due.FILES: WANTED_FILES,
    Due.BULK_REFUSALS: OPEN_BULK_REFUSALS,
    Due.ERASURES: OWED_ERASURES,
    Due.DIGESTS: OPEN_DIGESTS,
    Due.GATHERED: GATHERED_IN,
    Due.MORNINGS: DUE_MORNINGS,
    Due.REPORTS: DUE_REPORTS,
    Due.TOPICS: STALE_TOPICS,
    Due.BOARDS: DUE_BOARDS,
    Due.LEAVERS: LEAVERS,
    Due.STUBS: WITH_STUBS,
}
# Built once: to build them all at each look would take longer than to ask them.
_LOOK = select(*(exists(one.order_by(None)).label(due.name) for due, one in _ASKED.items()))


class LookAtEverything(Repository):
    """The part of ports.SystemTransaction that says what there is to ask for."""

    async def due(self, now: datetime) -> Collection[Due]:
        found = (await self._rows.run(_LOOK, {"now": now})).one()
        return {due for due, there in zip(_ASKED, found, strict=True) if there}
