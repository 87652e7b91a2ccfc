"""Who asked whom to hand a candidate over, in memory."""

from bot.domain.ids import ApplicationId, PleaId
from bot.domain.plea import Plea, PleaState
from tests.fakes.store.kinds import PLEAS
from tests.fakes.store.session import Repository


class MemoryPleas(Repository):
    """ports.Pleas"""

    async def get(self, plea_id: PleaId) -> Plea:
        return self._rows.get(PLEAS, plea_id)

    async def open_of(self, application_id: ApplicationId) -> Plea | None:
        wanted = (application_id, PleaState.OPEN)
        return self._rows.find(PLEAS, lambda it: (it.application_id, it.state) == wanted)

    async def save(self, plea: Plea) -> None:
        self._rows.put(PLEAS, plea)
