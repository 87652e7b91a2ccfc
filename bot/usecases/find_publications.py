"""`/status` in any chat: the person's own publications, found as they type."""

from dataclasses import dataclass

from bot.domain.paces import Paces
from bot.domain.views import PublicationLine
from bot.domain.workspace import Actor, Right
from bot.ports import Clock, Sites, UnitOfWork
from bot.usecases.reading.desk import lines
from bot.usecases.reading.publications import ATTENTION

MOST = 20


@dataclass(frozen=True, slots=True)
class FindPublications:
    """Those whose title, site or account holds every typed word; what needs attention first."""

    uow: UnitOfWork
    sites: Sites
    clock: Clock
    paces: Paces

    async def __call__(self, actor: Actor, typed: str) -> list[PublicationLine]:
        """At most MOST. Raises: NotAllowed."""
        actor.require(Right.LOOK)
        async with self.uow(actor) as tx:
            found = await lines(tx, await tx.publications.all(), self.clock, self.paces)
        words = typed.casefold().split()
        fitting = [line for line in found if all(word in self._text(line) for word in words)]
        fitting.sort(key=lambda line: ATTENTION.index(line.status))
        return fitting[:MOST]

    def _text(self, line: PublicationLine) -> str:
        site = self.sites.info(line.publication.site).name
        return f"{line.publication.title} {site} {line.account}".casefold()
