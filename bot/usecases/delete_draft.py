"""A draft is deleted on its site too, and then it is nowhere."""

from dataclasses import dataclass

from bot.domain.conversation import Flash, Place
from bot.domain.errors import Stale
from bot.domain.ids import PublicationId
from bot.domain.publication import Publication
from bot.domain.site import Can
from bot.domain.site_action import Kind
from bot.domain.workspace import Actor, Person
from bot.ports import Clock, Sites, Transaction, UnitOfWork
from bot.usecases.ask_site import owe_action
from bot.usecases.asked import Press
from bot.usecases.screens import current, refresh_ads, show


@dataclass(frozen=True, slots=True)
class DeleteDraft:
    """The other yes to the question that says what stays on the site."""

    uow: UnitOfWork
    sites: Sites
    clock: Clock

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """It is here until the site has deleted it. Raises: Stale, NotThere, NotConnected."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            publication = await tx.publications.get(PublicationId(asked.id))
            if talk.place.screen != "forget" or not deletable(publication, self.sites):
                raise Stale
            await owe_action(tx, self.clock, actor, publication, Kind.DELETE)
            place = Place("publication", publication.id)
            await show(tx, actor, place, asked=asked, talk=talk)
            await tx.commit()


def deletable(publication: Publication, sites: Sites) -> bool:
    """Whether its site holds a draft of it, and deletes such."""
    can = sites.info(publication.site).can
    known = publication.remote_id is not None
    return known and publication.forgettable and Can.DELETE_DRAFT in can


async def forget_deleted(tx: Transaction, publication: Publication) -> None:
    """The site has deleted it; who looks at it is told so on the page of its vacancy."""
    place = Place("vacancy", publication.vacancy_id)
    flash = Flash("done-deleted-there", {"site": publication.site})
    looking = await tx.conversations.looking_at(("publication", "forget"), publication.id)
    await tx.publications.forget(publication.id)
    for talk in looking:
        who = Person(talk.user_id, talk.chat_id)
        await show(tx, who, place, flash=flash, talk=talk.cleared())
    await refresh_ads(tx, publication)
