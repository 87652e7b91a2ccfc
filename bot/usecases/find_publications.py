"""`/status` in any chat: the person's own publications, found as they type."""

from dataclasses import dataclass

from bot.domain.alert import Today
from bot.domain.paces import Paces
from bot.domain.publication import Status
from bot.domain.views import PublicationLine
from bot.domain.workspace import Actor, Right
from bot.ports import Clock, Sites, UnitOfWork
from bot.usecases.reading.desk import ATTENTION, lines
from bot.usecases.today import today_of

MOST = 20


def urgency(line: PublicationLine, today: Today) -> int:
    """The smaller, the sooner somebody should look at it.

    What failed; what ends within days; what is up and yet has something to say (paused by the
    site, on moderation); the rest by its status.
    """
    publication, status = line.publication, line.status
    if status is Status.PUBLISHED:
        if publication.days_left(today) is not None:
            return 1
        if publication.badge is not None:
            return 2
    return 0 if status is Status.ERRONEOUS else 3 + ATTENTION.index(status)


@dataclass(frozen=True, slots=True)
class FindPublications:
    """Those whose title, site or account holds every typed word; what needs attention first."""

    uow: UnitOfWork
    sites: Sites
    clock: Clock
    paces: Paces

    async def __call__(self, actor: Actor, typed: str) -> tuple[list[PublicationLine], Today]:
        """At most MOST, and the day where the company is. Raises: NotAllowed."""
        actor.require(Right.LOOK)
        async with self.uow(actor) as tx:
            found = await lines(tx, await tx.publications.all(), self.clock, self.paces)
            today = await today_of(tx, self.clock, actor.workspace_id)
        words = typed.casefold().split()
        fitting = [line for line in found if all(word in self._text(line) for word in words)]
        fitting.sort(key=lambda line: urgency(line, today))
        return fitting[:MOST], today

    def _text(self, line: PublicationLine) -> str:
        site = self.sites.info(line.publication.site).name
        return f"{line.publication.title} {site} {line.account}".casefold()
