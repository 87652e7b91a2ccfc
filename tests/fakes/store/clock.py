"""What time it was when somebody last looked, in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from tests.fakes.store.kinds import (
    ACCOUNTS,
    ACTIONS,
    APPLICATIONS,
    BOARDS,
    CLOCK,
    DICTIONARIES,
    FILES,
    HOOKS,
    INCIDENTS,
    MORNINGS,
    NOTICES,
    PROFILE,
    REPORT_TIMES,
    TOPICS,
    TURNS,
)
from tests.fakes.store.rows import Kind
from tests.fakes.store.session import Repository

_WAITED_FOR: Sequence[tuple[Kind[Any], Sequence[str]]] = (
    (
        ACCOUNTS,
        (
            "next_sync_at",
            "asked_sync_at",
            "reconcile_at",
            "glance_at",
            "news_at",
            "failing_since",
        ),
    ),
    (INCIDENTS, ("opened_at",)),
    (NOTICES, ("due_at",)),
    (ACTIONS, ("due_at", "since")),
    (FILES, ("wanted_at",)),
    (HOOKS, ("due_at",)),
    (TOPICS, ("asked_at",)),
    (BOARDS, ("look_at",)),
    (APPLICATIONS, ("held_until",)),
)


class MemoryLookAtClock(Repository):
    """The part of ports.SystemTransaction that remembers what time it was, and whose turn it is."""

    async def take_turn(self, key: str, now: datetime, until: datetime) -> bool:
        turns = self._rows.tables[TURNS]
        if turns.get(key, now) > now:
            return False
        turns[key] = until
        return True

    async def leave_turn(self, key: str, until: datetime) -> None:
        if self._rows.tables[TURNS].get(key) == until:
            del self._rows.tables[TURNS][key]

    async def told_profile(self) -> str | None:
        told: str | None = self._rows.tables[PROFILE].get(self._session.bot_id)
        return told

    async def keep_profile(self, digest: str) -> None:
        self._rows.tables[PROFILE][self._session.bot_id] = digest

    async def look_at_clock(self, now: datetime) -> timedelta:
        tables = self._rows.tables
        last: datetime = tables[CLOCK].get(0, now)
        back = max(timedelta(), last - now)
        tables[CLOCK][0] = now
        if back:
            self._turn_back(now, back)
        return back

    def _turn_back(self, now: datetime, back: timedelta) -> None:
        for kind, names in _WAITED_FOR:
            for row in self._rows.all(kind):
                self._rows.replace(kind, _earlier(row, names, now, back))
        cached = self._rows.tables[DICTIONARIES]
        for key, one in cached.items():
            cached[key] = _earlier(one, ("fetched_at",), now, back)
        for times in (MORNINGS, REPORT_TIMES):
            self._rows.drop(times, lambda it: it.due_at > now)
        self._session.jobs.turn_back(now, back)


def _earlier(row: Any, names: Sequence[str], now: datetime, back: timedelta) -> Any:
    moments = {name: getattr(row, name) for name in names}
    return replace(
        row, **{name: at - back for name, at in moments.items() if at is not None and at > now}
    )
