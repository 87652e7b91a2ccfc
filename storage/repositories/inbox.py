"""Updates from Telegram, kept until they are handled (design.md 7)."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import func, update

from bot.domain.ids import UpdateKey
from bot.ports import StoredUpdate
from storage import tables as t
from storage.mapping import Mapper
from storage.rows import Rows
from storage.session import Repository

# Telegram begins a new sequence of update ids after a quiet week.
KEPT = timedelta(days=7)
_UPDATE = Mapper(StoredUpdate, t.inbox)
_i = t.inbox.c


class UpdateState(StrEnum):
    """Whether an update was handled."""

    OPEN = "open"
    DONE = "done"
    FAILED = "failed"
    """Its handler broke, or it was in hand when the process ended, again and again."""


class Inbox(Repository):
    """The part of ports.SystemTransaction that keeps updates."""

    async def store_updates(self, updates: Sequence[StoredUpdate]) -> Sequence[StoredUpdate]:
        now = self._session.now()
        await self._rows.drop(t.inbox, _i.stored_at < now - KEPT, _i.state != UpdateState.OPEN)
        rows = [
            _UPDATE.row(one, id=one.key, state=UpdateState.OPEN, stored_at=now) for one in updates
        ]
        new = {row["id"] for row in await self._rows.add_new(t.inbox, rows)}
        return [one for one in updates if one.key in new]

    async def open_updates(self, bot_id: int) -> Sequence[StoredUpdate]:
        statement = self._rows.select(t.inbox).where(
            _i.bot_id == bot_id, _i.state == UpdateState.OPEN
        )
        rows = await self._rows.all(statement.order_by(_i.id), t.inbox)
        return [_UPDATE.value(row, key=UpdateKey(row["id"])) for row in rows]

    async def next_update(self, bot_id: int, user_id: int | None) -> StoredUpdate | None:
        own = _i.user_id.is_(None) if user_id is None else _i.user_id == user_id
        statement = self._rows.select(t.inbox).where(
            _i.bot_id == bot_id, _i.state == UpdateState.OPEN, own
        )
        rows = await self._rows.all(statement.order_by(_i.update_id).limit(1), t.inbox)
        return _UPDATE.value(rows[0], key=UpdateKey(rows[0]["id"])) if rows else None

    async def waiting_users(self, bot_id: int) -> Sequence[int | None]:
        waiting = (_i.bot_id == bot_id, _i.state == UpdateState.OPEN)
        statement = self._rows.select(t.inbox, _i.user_id).where(*waiting).distinct()
        return list((await self._rows.run(statement)).scalars())

    async def arrived(self, bot_id: int, first: int, last: int) -> Mapping[int, datetime]:
        statement = self._rows.select(t.inbox, _i.update_id, _i.stored_at).where(
            _i.bot_id == bot_id, _i.update_id.between(first, last)
        )
        return {row.update_id: row.stored_at for row in await self._rows.run(statement)}

    async def next_offset(self, bot_id: int) -> int | None:
        statement = self._rows.select(t.inbox, func.max(_i.update_id)).where(
            _i.bot_id == bot_id, _i.stored_at >= self._session.now() - KEPT
        )
        newest = (await self._rows.run(statement)).scalar()
        return None if newest is None else newest + 1

    async def finish_update(self, key: UpdateKey, *, failed: bool = False) -> None:
        await finish(self._rows, key, UpdateState.FAILED if failed else UpdateState.DONE)

    async def try_update(self, key: UpdateKey) -> int:
        # Who holds the row, a process that is being killed too, ends before this is decided.
        still_open = (_i.id == key, _i.state == UpdateState.OPEN)
        statement = update(t.inbox).where(*still_open).values(attempts=_i.attempts + 1)
        return (await self._rows.run(statement.returning(_i.attempts))).scalar() or 0


async def finish(rows: Rows, key: UpdateKey, state: UpdateState = UpdateState.DONE) -> bool:
    """Close an open update and forget what it said; False when it is closed already."""
    still_open = (_i.id == key, _i.state == UpdateState.OPEN)
    return bool(await rows.change(t.inbox, still_open, {"state": state, "payload": None}))
