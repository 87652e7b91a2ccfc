"""Responses from before their ads were linked: read once, told as one digest."""

from dataclasses import dataclass, replace

from bot.domain.account import AccountState, EmployerAccount
from bot.domain.adoption import Adoption
from bot.domain.conversation import Flash
from bot.domain.errors import ContractBroken, SiteError, SitePaused
from bot.domain.ids import AdoptionId
from bot.domain.jobs import Job
from bot.domain.paces import Paces
from bot.domain.site import Page, RemoteApplication
from bot.domain.workspace import Tenant
from bot.ports import Clock, Sites, Transaction, UnitOfWork
from bot.usecases.alert_operators import AlertOperators
from bot.usecases.keep_applications import KeepApplications
from bot.usecases.manage_account import RECRUITER_ACTS, pause_account
from bot.usecases.paused_site import stopped
from bot.usecases.screens import refresh
from bot.usecases.settle_adoption import SCREEN, history_job, settle


@dataclass(frozen=True, slots=True)
class ReadHistory:
    """The job: one page of all that the account ever got."""

    uow: UnitOfWork
    sites: Sites
    clock: Clock
    paces: Paces
    bot_id: int
    keep: KeepApplications
    alert: AlertOperators

    async def __call__(self, job: Job) -> None:
        """Safe to repeat: a response counts once. While the site is away it comes back later.

        What can't be read for a day although all else can is let go.
        """
        assert job.workspace_id is not None  # history_job always names it
        async with self.uow(Tenant(job.workspace_id)) as tx:
            adoption = await tx.adoptions.get(AdoptionId(job.subject))
            account = await tx.accounts.get(adoption.account_id)
            linked = [await tx.publications.get(one) for one in adoption.linked]
            paused = await stopped(tx, account.site)
        if not adoption.reading or account.state is not AccountState.ACTIVE:
            return
        if paused:
            await self._later(account, adoption, SitePaused(account.site))
            return
        ads = [one.remote_id for one in linked if one.may_sync and one.remote_id]

        def wanted(item: RemoteApplication) -> bool:
            return item.remote_ad_id in ads and adoption.takes(item)

        try:
            async with self.sites.session(account) as session:
                page = await session.history(ads, adoption.position, wanted)
        except SiteError as error:
            await self._later(account, adoption, error)
            return
        await self._store(account, adoption, page)

    async def _store(self, account: EmployerAccount, adoption: Adoption, page: Page) -> None:
        closed = self.sites.info(account.site).tells_viewed  # nobody's resume was opened for it
        items = [replace(one, unopened=one.unopened or closed) for one in page.items]
        async with self.uow(Tenant(account.workspace_id)) as tx:
            await self.keep(tx, account, items)
            for record in page.broken:
                await self.alert.record(tx, account, record)
            fresh = await tx.adoptions.get(adoption.id)
            goes_on = page.resume is not None
            read = replace(fresh, position=page.resume, reading=goes_on)
            await settle(tx, await tx.adoptions.save(read), self.clock.now(), self.bot_id)
            await tx.commit()

    async def _later(self, account: EmployerAccount, adoption: Adoption, error: SiteError) -> None:
        """Not for ever: a digest waits for it, and the candidates in that have no cards."""
        if isinstance(error, RECRUITER_ACTS):
            await pause_account(self.uow, self.clock, self.bot_id, account, error)
        now = self.clock.now()
        waits = isinstance(error, SitePaused)
        later = max(now + self.paces.of(minutes=15), error.not_before(now))
        async with self.uow(Tenant(account.workspace_id)) as tx:
            if isinstance(error, ContractBroken):
                await self.alert.daily(tx, account, error)
            fresh = await tx.accounts.get(account.id)
            if not waits and self._hopeless(fresh, adoption):
                await self._stop(tx, adoption, account.site)
            else:
                await tx.enqueue(history_job(adoption, at=later))
            await tx.commit()

    def _hopeless(self, account: EmployerAccount, adoption: Adoption) -> bool:
        """The account's passes get through, and this alone has not for a day."""
        passes = account.state is AccountState.ACTIVE and account.failing_since is None
        tried = self.clock.now() - adoption.asked_at
        return passes and tried >= self.paces.of(hours=24)

    async def _stop(self, tx: Transaction, adoption: Adoption, site: str) -> None:
        """What was read is told; who still looks at it is told that it is not all."""
        fresh = await tx.adoptions.get(adoption.id)
        stopped = await tx.adoptions.save(replace(fresh, reading=False))
        await settle(tx, stopped, self.clock.now(), self.bot_id)
        await refresh(tx, (SCREEN,), adoption.id, flash=Flash("history-stopped", {"site": site}))
