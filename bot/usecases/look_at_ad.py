"""A publication's page, with how its ad fares by the site's own count."""

from contextlib import suppress
from dataclasses import dataclass, replace

from bot.domain.account import AccountState
from bot.domain.conversation import Flash, Place
from bot.domain.errors import NotThere, SiteError
from bot.domain.ids import PublicationId
from bot.domain.jobs import Job
from bot.domain.publication import Publication
from bot.domain.site import Ad, Can
from bot.domain.workspace import Actor, Tenant
from bot.ports import Clock, Sites, UnitOfWork
from bot.usecases.asked import Press
from bot.usecases.manage_account import RECRUITER_ACTS, pause_account
from bot.usecases.screens import refresh, show

COUNT = "statistics"


@dataclass(frozen=True, slots=True)
class LookAtAd:
    """Show the page at once; the site is asked by a job, whose answer comes onto it."""

    uow: UnitOfWork
    sites: Sites
    clock: Clock

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """The flow that was under way is left, as by any other screen.

        Who looks again at what is under way hears that nothing is new: the page stays the same.
        """
        place, flash = Place("publication", asked.id), None
        async with self.uow(actor) as tx:
            talk = (await tx.conversations.of(actor)).cleared()
            with suppress(NotThere):  # the screen says so
                publication = await tx.publications.get(PublicationId(asked.id))
                if self._tells(publication):
                    await tx.enqueue(_count_job(publication))
                if publication.busy and talk.place == place and not asked.below:
                    flash = Flash("nothing-new", {"moment": self.clock.now()})
            await show(tx, actor, place, asked=asked, flash=flash, talk=talk)
            await tx.commit()

    def _tells(self, publication: Publication) -> bool:
        can = self.sites.info(publication.site).can
        return publication.ad is Ad.LIVE and Can.STATISTICS in can


def _count_job(publication: Publication) -> Job:
    return Job(
        COUNT,
        publication.id,
        publication.workspace_id,
        lock=f"account:{publication.account_id}",
        unique=f"statistics:{publication.id}",
        priority=25,
    )


@dataclass(frozen=True, slots=True)
class CountViews:
    """The job behind it."""

    uow: UnitOfWork
    sites: Sites
    clock: Clock
    bot_id: int

    async def __call__(self, job: Job) -> None:
        """Safe to repeat. What the site does not tell now stays as it was told last."""
        assert job.workspace_id is not None  # _count_job always names it
        tenant = Tenant(job.workspace_id)
        async with self.uow(tenant) as tx:
            publication = await tx.publications.get(PublicationId(job.subject))
            account = await tx.accounts.get(publication.account_id)
        if account.state is not AccountState.ACTIVE or publication.remote_id is None:
            return
        try:
            async with self.sites.session(account) as session:
                told = await session.statistics(publication.remote_id)
        except SiteError as error:
            if isinstance(error, RECRUITER_ACTS):
                await pause_account(self.uow, self.clock, self.bot_id, account, error)
            return
        async with self.uow(tenant) as tx:
            fresh = await tx.publications.get(publication.id)
            if fresh.statistics != told:
                await tx.publications.save(replace(fresh, statistics=told))
                await refresh(tx, ("publication",), publication.id)
                await tx.commit()
