"""Which applications were found to be one person's."""

from collections.abc import Collection, Sequence

from sqlalchemy import or_

from bot.domain.ids import ApplicationId, MergeId
from bot.domain.person import Merge, MergeState
from storage import tables as t
from storage.mapping import Mapper
from storage.session import Repository

_MERGE = Mapper(Merge, t.merges, load={"state": MergeState})
_m = t.merges.c


class SqlMerges(Repository):
    """ports.Merges"""

    async def hold(self) -> None:
        # The scope sees its own workspace only. On SQLite a transaction is alone anyway.
        mine = self._rows.select(t.workspaces, t.workspaces.c.id)
        await self._rows.run(mine.with_for_update(of=t.workspaces, key_share=True))

    async def get(self, merge_id: MergeId) -> Merge:
        return _MERGE.value(await self._rows.by_key(t.merges, merge_id))

    async def of(self, applications: Collection[ApplicationId]) -> Sequence[Merge]:
        about = or_(_m.application_id.in_(applications), _m.other_id.in_(applications))
        statement = self._rows.select(t.merges).where(about).order_by(_m.id)
        return [_MERGE.value(row) for row in await self._rows.all(statement, t.merges)]

    async def save(self, merge: Merge) -> None:
        await self._rows.put(t.merges, _MERGE.row(merge))
