"""Updates from Telegram, in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.ids import UpdateKey
from bot.ports import StoredUpdate
from tests.fakes.store.kinds import INBOX, InInbox
from tests.fakes.store.session import Repository, Session

_WEEK = timedelta(days=7)


class MemoryInbox(Repository):
    """The part of ports.SystemTransaction that keeps updates."""

    async def store_updates(self, updates: Sequence[StoredUpdate]) -> Sequence[StoredUpdate]:
        now = self._session.now()
        self._rows.drop(INBOX, lambda it: it.stored_at < now - _WEEK and it.state != "open")
        new = self._rows.add_new(INBOX, [InInbox(one, now) for one in updates])
        return [one.update for one in new]

    async def open_updates(self, bot_id: int) -> Sequence[StoredUpdate]:
        found = self._rows.all(INBOX, lambda it: it.state == "open" and it.update.bot_id == bot_id)
        return [one.update for one in found]

    async def next_update(self, bot_id: int, user_id: int | None) -> StoredUpdate | None:
        found = [one for one in await self.open_updates(bot_id) if one.user_id == user_id]
        return min(found, key=lambda one: one.update_id, default=None)

    async def waiting_users(self, bot_id: int) -> Sequence[int | None]:
        return list(dict.fromkeys(one.user_id for one in await self.open_updates(bot_id)))

    async def arrived(self, bot_id: int, first: int, last: int) -> Mapping[int, datetime]:
        found = self._rows.all(
            INBOX,
            lambda it: it.update.bot_id == bot_id and first <= it.update.update_id <= last,
        )
        return {one.update.update_id: one.stored_at for one in found}

    async def next_offset(self, bot_id: int) -> int | None:
        since = self._session.now() - _WEEK
        found = self._rows.all(
            INBOX, lambda it: it.update.bot_id == bot_id and it.stored_at >= since
        )
        newest = max((one.update.update_id for one in found), default=None)
        return None if newest is None else newest + 1

    async def finish_update(self, key: UpdateKey, *, failed: bool = False) -> None:
        finish(self._session, key, "failed" if failed else "done")

    async def try_update(self, key: UpdateKey) -> int:
        one = self._rows.find(INBOX, lambda it: it.update.key == key and it.state == "open")
        if one is None:
            return 0
        tried = replace(one.update, attempts=one.update.attempts + 1)
        self._rows.replace(INBOX, replace(one, update=tried))
        return tried.attempts


def finish(session: Session, key: UpdateKey, state: str = "done") -> bool:
    """Close an open update and forget what it said; False when it is closed already."""
    one = session.rows.find(INBOX, lambda it: it.update.key == key and it.state == "open")
    if one is None:
        return False
    session.rows.replace(INBOX, replace(one, update=replace(one.update, payload=""), state=state))
    return True
