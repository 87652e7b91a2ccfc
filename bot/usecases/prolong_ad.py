"""Another term for a live ad: first what it costs, then once for each yes."""

from dataclasses import dataclass
from typing import Any

from bot.domain.conversation import Flash, Place
from bot.domain.errors import Stale
from bot.domain.ids import PublicationId
from bot.domain.publication import Kind, Publication
from bot.domain.site import Ad, Can
from bot.domain.workspace import Actor
from bot.ports import Clock, Sites, UnitOfWork
from bot.usecases.ask_site import owe_action
from bot.usecases.asked import Press
from bot.usecases.screens import current, show

SCREEN = "prolong"


@dataclass(frozen=True, slots=True)
class AskProlong:
    """The question, with its cost and until when the ad is up as it is."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """The flow that was under way is left. Raises: NotThere."""
        async with self.uow(actor) as tx:
            publication = await tx.publications.get(PublicationId(asked.id))
            talk = (await tx.conversations.of(actor)).cleared().drafted(stood=_stood(publication))
            await show(tx, actor, Place(SCREEN, publication.id), asked=asked, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class ProlongAd:
    """Keep the ad up for another term, for one more publication."""

    uow: UnitOfWork
    sites: Sites
    clock: Clock

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """From the question that says what it costs. Raises: Stale, NotThere.

        What a colleague or the cabinet did since it was put makes it another question: it is put
        again, and nothing is paid.
        """
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            publication = await tx.publications.get(PublicationId(asked.id))
            able = Can.PROLONG in self.sites.info(publication.site).can
            if talk.place.screen != SCREEN or not able or publication.busy:
                raise Stale
            if publication.ad is not Ad.LIVE:
                raise Stale
            stands = _stood(publication)
            if talk.draft.get("stood") != stands:
                talk, flash = talk.drafted(stood=stands), Flash("changed-meanwhile")
                await show(tx, actor, talk.place, asked=asked, flash=flash, talk=talk)
            else:
                await owe_action(tx, self.clock, actor, publication, Kind.PROLONG)
                place = Place("publication", publication.id)
                await show(tx, actor, place, asked=asked, talk=talk.cleared())
            await tx.commit()


def _stood(publication: Publication) -> list[Any]:
    """What the question was about: the last request, and until when the ad is up."""
    last, until = publication.operation, publication.expires_at
    return [last.id if last is not None else None, until.isoformat() if until else None]
