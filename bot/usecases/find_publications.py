"""`/status` in any chat: the person's own publications, found as they type."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.paces import Paces
from bot.domain.publication import Status
from bot.domain.views import PublicationLine
from bot.domain.workspace import Actor, Right
from bot.ports import Clock, Sites, UnitOfWork
from bot.usecases.reading.desk import ATTENTION, lines

MOST = 20
EXPIRING = timedelta(days=3)


def urgency(line: PublicationLine, now: datetime) -> int:
    """The smaller, the sooner somebody should look at it.

    What failed; what ends within days; what is up and yet has something to say (paused by the
    site, on moderation); the rest by its status.
    """
    publication, status = line.publication, line.status
    if status is Status.PUBLISHED:
        ends = publication.expires_at
        if ends is not None and ends - now <= EXPIRING:
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

    async def __call__(self, actor: Actor, typed: str) -> list[PublicationLine]:
        """At most MOST. Raises: NotAllowed."""
        actor.require(Right.LOOK)
        async with self.uow(actor) as tx:
            found = await lines(tx, await tx.publications.all(), self.clock, self.paces)
        words = typed.casefold().split()
        fitting = [line for line in found if all(word in self._text(line) for word in words)]
        now = self.clock.now()
        fitting.sort(key=lambda line: urgency(line, now))
        return fitting[:MOST]

    def _text(self, line: PublicationLine) -> str:
        site = self.sites.info(line.publication.site).name
        return f"{line.publication.title} {site} {line.account}".casefold()
