"""Refusing many candidates at once."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select

from bot.domain.bulk_refusal import BulkRefusal, BulkRefusalItem, ItemState, Skip, Turn
from bot.domain.errors import Conflict
from bot.domain.ids import ActionId, BulkRefusalId
from bot.domain.site_action import ActionState
from storage import tables as t
from storage.mapping import Mapper
from storage.session import Repository

_REFUSAL = Mapper(BulkRefusal, t.refusals)
_ITEM = Mapper(BulkRefusalItem, t.refusal_items, load={"turn": Turn, "why": Skip})
OPEN_BULK_REFUSALS = (
    select(t.refusals).where(t.refusals.c.done_at.is_(None)).order_by(t.refusals.c.id)
)
_i, _s = t.refusal_items.c, t.site_actions.c


class SqlBulkRefusals(Repository):
    """ports.BulkRefusals"""

    async def get(self, refusal_id: BulkRefusalId, *, hold: bool = False) -> BulkRefusal:
        return _REFUSAL.value(await self._rows.by_key(t.refusals, refusal_id, hold=hold))

    async def open(self) -> Sequence[BulkRefusal]:
        statement = self._rows.select(t.refusals).where(t.refusals.c.done_at.is_(None))
        rows = await self._rows.all(statement.order_by(t.refusals.c.id), t.refusals)
        return [_REFUSAL.value(row) for row in rows]

    async def add(self, refusal: BulkRefusal, items: Sequence[BulkRefusalItem]) -> None:
        await self._rows.add(t.refusals, [_REFUSAL.row(refusal)])
        await self._rows.add(t.refusal_items, [_ITEM.row(one) for one in items])

    async def save(self, refusal: BulkRefusal) -> BulkRefusal:
        row = {**_REFUSAL.row(refusal), "version": refusal.version + 1}
        as_read = t.refusals.c.version == refusal.version
        if not await self._rows.overwrite(t.refusals, row, as_read):
            raise Conflict(t.refusals.name)
        return replace(refusal, version=refusal.version + 1)

    async def items(self, refusal_id: BulkRefusalId) -> Sequence[ItemState]:
        statement = self._rows.select(t.refusal_items, *_i, _s.state.label("stands"), _s.error)
        statement = statement.outerjoin_from(
            t.refusal_items, t.site_actions, _s.id == _i.action_id
        ).where(_i.refusal_id == refusal_id)
        return [
            ItemState(
                _ITEM.value(self._rows.open(t.refusal_items, row)),
                None if row.stands is None else ActionState(row.stands),
                row.error,
            )
            for row in await self._rows.run(statement.order_by(_i.number))
        ]

    async def settle(self, item: BulkRefusalItem) -> None:
        await self._change(item, Turn.WAITING)

    async def let_go(self, item: BulkRefusalItem) -> None:
        await self._change(item, Turn.OWED)

    async def _change(self, item: BulkRefusalItem, was: Turn) -> None:
        its = (_i.refusal_id == item.refusal_id, _i.application_id == item.application_id)
        values = {"turn": item.turn, "why": item.why, "action_id": item.action_id}
        if not await self._rows.change(t.refusal_items, (*its, _i.turn == was), values):
            raise Conflict(t.refusal_items.name)

    async def of_action(self, action_id: ActionId) -> BulkRefusalId | None:
        statement = self._rows.select(t.refusal_items, _i.refusal_id)
        found = (await self._rows.run(statement.where(_i.action_id == action_id))).scalar()
        return None if found is None else BulkRefusalId(found)


class OwedBulkRefusals(Repository):
    """The part of ports.SystemTransaction that asks who is to be refused."""

    async def owed_bulk_refusals(self) -> Sequence[BulkRefusal]:
        rows = await self._rows.all(OPEN_BULK_REFUSALS, t.refusals)
        return [_REFUSAL.value(row) for row in rows]
