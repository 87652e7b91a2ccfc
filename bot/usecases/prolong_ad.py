"""Another term for a live ad: first what it costs, then once for each yes."""

from dataclasses import dataclass

from bot.domain.conversation import Place
from bot.domain.errors import Stale
from bot.domain.ids import PublicationId
from bot.domain.site import Ad, Can
from bot.domain.site_action import Kind
from bot.domain.workspace import Actor
from bot.ports import Clock, Sites, UnitOfWork
from bot.usecases.ask_site import ask_again, owe_action, stood
from bot.usecases.asked import Press
from bot.usecases.prepare_publication import load_form, publish_anew
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
            talk = (await tx.conversations.of(actor)).cleared().drafted(stood=stood(publication))
            await show(tx, actor, Place(SCREEN, publication.id), asked=asked, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class AskRenew:
    """The same where the site can't prolong: the ad is published again, by way of its form."""

    uow: UnitOfWork
    sites: Sites
    clock: Clock

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: NotThere; Stale while a request is under way; NotConnected, AuthExpired."""
        async with self.uow(actor) as tx:
            publication = await tx.publications.get(PublicationId(asked.id))
            if publication.busy or Can.PROLONG in self.sites.info(publication.site).can:
                raise Stale
            (await tx.accounts.get(publication.account_id)).require_login()
            talk = (await tx.conversations.of(actor)).cleared()
            if publication.gone:
                await publish_anew(tx, self.clock, actor, publication, asked, talk)
            else:
                talk = talk.drafted(renew=publication.id, stood=stood(publication))
                await load_form(tx, actor, publication, asked, talk)
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
            if talk.draft.get("stood") != stood(publication):
                await ask_again(tx, actor, publication, asked, talk)
            else:
                await owe_action(tx, self.clock, actor, publication, Kind.PROLONG)
                place = Place("publication", publication.id)
                await show(tx, actor, place, asked=asked, talk=talk.cleared())
            await tx.commit()
