"""What no cursor brought: once a day the last days of the linked ads are compared (design.md 5)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.account import AccountState, DueAccount, EmployerAccount
from bot.domain.errors import ContractBroken, SiteCrowded, SiteError
from bot.domain.ids import AccountId
from bot.domain.jobs import Job
from bot.domain.paces import Paces
from bot.domain.reconciliation import ads_to_compare, since_when
from bot.domain.site import Can, Page
from bot.domain.workspace import Tenant
from bot.ports import Clock, Sites, UnitOfWork
from bot.usecases.alert_operators import AlertOperators
from bot.usecases.keep_applications import KeepApplications
from bot.usecases.manage_account import RECRUITER_ACTS, pause_account
from bot.usecases.paused_site import stopped
from bot.usecases.read_whole import ReadWhole

RECONCILE = "reconcile"
_LAST = -1
"""Its priority: behind every pass, which brings what is new sooner."""


def reconcile_job(account: EmployerAccount | DueAccount) -> Job:
    """One page of the comparison; pages follow each other, other work runs in between."""
    return Job(
        RECONCILE,
        account.id,
        account.workspace_id,
        lock=f"account:{account.id}",
        unique=f"reconcile:{account.id}",
        priority=_LAST,
    )


@dataclass(frozen=True, slots=True)
class Reconcile:
    """The job: one page of what the account's ads were answered with lately.

    A response that became visible late, came back from the rejected ones, or lay where a feed was
    read already is stored with its card as any new one.
    """

    uow: UnitOfWork
    sites: Sites
    clock: Clock
    paces: Paces
    bot_id: int
    keep: KeepApplications
    whole: ReadWhole
    alert: AlertOperators

    async def __call__(self, job: Job) -> None:
        """Safe to repeat: a response counts once. After a crash it goes on where it was."""
        assert job.workspace_id is not None  # reconcile_job always names it
        now, tenant = self.clock.now(), Tenant(job.workspace_id)
        async with self.uow(tenant) as tx:
            account = await tx.accounts.get(AccountId(job.subject))
            publications = await tx.publications.of_account(account.id)
            waits = await stopped(tx, account.site)
        due = account.reconcile_at
        may = account.state is AccountState.ACTIVE and not account.halted and not waits
        if not may or due is None or due > now:
            return
        can = Can.RECENT in self.sites.info(account.site).can
        since = since_when(now, account.watched_since, self.paces)
        ads = ads_to_compare(publications, since) if can else []
        if not ads:
            await self._end(account, self._tomorrow(account, now) if can else None)
            return
        try:
            page = await self._read(account, ads, since)
        except SiteError as error:
            await self._failed(account, error)
            return
        await self._store(account, page)

    async def _read(self, account: EmployerAccount, ads: Sequence[str], since: datetime) -> Page:
        async with self.sites.session(account) as session:
            page = await session.recent(ads, since, account.reconciling)
            lately = [one for one in page.items if one.remote_ad_id in ads and one.sent_at >= since]
            return await self.whole(session, account, replace(page, items=lately), bare=True)

    async def _store(self, account: EmployerAccount, page: Page) -> None:
        now = self.clock.now()
        async with self.uow(Tenant(account.workspace_id)) as tx:
            fresh = await tx.accounts.get(account.id)
            more = page.resume is not None
            new = await self.keep(tx, fresh, page.items, more=more)
            await self.keep.stand(tx, fresh, page.standings)
            for record in page.broken:
                await self.alert.record(tx, fresh, record)
            read = replace(fresh, reconciling=page.resume, news_at=now if new else fresh.news_at)
            if more:
                await tx.enqueue(reconcile_job(fresh))
            else:
                read = replace(read, reconcile_at=self._tomorrow(fresh, now))
                if fresh.reconciling is not None:  # pages before this one have gathered
                    await self.keep.tell.tell_all(tx, account.workspace_id)
            await tx.accounts.save(read)
            await tx.commit()

    async def _failed(self, account: EmployerAccount, error: SiteError) -> None:
        """Whether the site is away is a pass's to say: this one only comes later."""
        if isinstance(error, RECRUITER_ACTS):
            await pause_account(self.uow, self.clock, self.bot_id, account, error)
        now = self.clock.now()
        if isinstance(error, ContractBroken):
            async with self.uow(Tenant(account.workspace_id)) as tx:
                await self.alert.daily(tx, account, error)
                await tx.commit()
            await self._end(account, self._tomorrow(account, now))
            return
        later = error.not_before(now)
        if not isinstance(error, SiteCrowded):
            later = max(now + self.paces.of(minutes=15), later)
        async with self.uow(Tenant(account.workspace_id)) as tx:
            fresh = await tx.accounts.get(account.id)
            await tx.accounts.save(replace(fresh, reconcile_at=later))
            await tx.commit()

    async def _end(self, account: EmployerAccount, reconcile_at: datetime | None) -> None:
        async with self.uow(Tenant(account.workspace_id)) as tx:
            fresh = await tx.accounts.get(account.id)
            await tx.accounts.save(replace(fresh, reconciling=None, reconcile_at=reconcile_at))
            await tx.commit()

    def _tomorrow(self, account: EmployerAccount, now: datetime) -> datetime:
        """The account's own moment of a day, never just after this one."""
        day = self.paces.reconcile_interval
        return account.next_slot(now + day / 2, day)
