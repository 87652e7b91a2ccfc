"""Whether a site that a team need not have is offered to it."""

from dataclasses import dataclass, replace

from bot.domain.conversation import Flash, Place
from bot.domain.errors import Stale
from bot.domain.workspace import Actor
from bot.ports import Sites, UnitOfWork
from bot.usecases.asked import Press
from bot.usecases.screens import show


@dataclass(frozen=True, slots=True)
class OfferSite:
    """Switch it on or off for the whole team; accounts that are connected stay so."""

    uow: UnitOfWork
    sites: Sites
    on: bool

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """`asked.id`: its index among the sites. Raises: Stale."""
        infos = self.sites.all()
        if asked.id >= len(infos) or not infos[asked.id].optional:
            raise Stale
        site = infos[asked.id].key
        async with self.uow(actor) as tx:
            workspace = await tx.workspaces.get(actor.workspace_id)
            others = workspace.offers - {site}
            wanted = others | {site} if self.on else others
            await tx.workspaces.save(replace(workspace, offers=wanted))
            flash = Flash("done-offered" if self.on else "done-not-offered", {"site": site})
            place = Place("connect_site") if self.on else Place("offers")
            await show(tx, actor, place, asked=asked, flash=flash)
            await tx.commit()
