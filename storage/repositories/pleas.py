"""Who asked whom to hand a candidate over."""

from bot.domain.ids import ApplicationId, PleaId
from bot.domain.plea import Plea, PleaState
from storage import tables as t
from storage.mapping import Mapper
from storage.session import Repository

_PLEA = Mapper(Plea, t.pleas, load={"state": PleaState})
_p = t.pleas.c


class SqlPleas(Repository):
    """ports.Pleas"""

    async def get(self, plea_id: PleaId) -> Plea:
        return _PLEA.value(await self._rows.by_key(t.pleas, plea_id))

    async def open_of(self, application_id: ApplicationId) -> Plea | None:
        mine = (_p.application_id == application_id, _p.state == PleaState.OPEN)
        row = await self._rows.first(self._rows.select(t.pleas).where(*mine), t.pleas)
        return None if row is None else _PLEA.value(row)

    async def save(self, plea: Plea) -> None:
        await self._rows.put(t.pleas, _PLEA.row(plea))
