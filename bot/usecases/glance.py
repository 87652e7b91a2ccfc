"""A cheap look between two passes: only where something came a pass follows at once."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.account import AccountState, DueAccount, EmployerAccount
from bot.domain.errors import SiteCrowded, SiteError
from bot.domain.glance import glance_pause
from bot.domain.ids import AccountId
from bot.domain.jobs import Job
from bot.domain.paces import Paces
from bot.domain.site import Can
from bot.domain.workspace import Tenant
from bot.ports import Clock, Limits, Sites, UnitOfWork
from bot.usecases.keep_applications import hold_files
from bot.usecases.manage_account import RECRUITER_ACTS, pause_account
from bot.usecases.paused_site import stopped
from bot.usecases.sync_applications import sync_job

GLANCE = "glance"


def glance_job(account: EmployerAccount | DueAccount) -> Job:
    """The look whose moment has come."""
    return Job(
        GLANCE,
        account.id,
        account.workspace_id,
        lock=f"account:{account.id}",
        unique=f"glance:{account.id}",
    )


@dataclass(frozen=True, slots=True)
class Glance:
    """The job. A site that fails it is looked at no more until a pass has got through."""

    uow: UnitOfWork
    sites: Sites
    clock: Clock
    paces: Paces
    limits: Limits
    bot_id: int

    async def __call__(self, job: Job) -> None:
        """Safe to repeat: a pass too many brings nothing twice."""
        assert job.workspace_id is not None  # glance_job always names it
        async with self.uow(Tenant(job.workspace_id)) as tx:
            account = await tx.accounts.get(AccountId(job.subject))
            ads = await tx.publications.of_account(account.id)
            hook = await tx.hooks.of(account.id)
            waits = await stopped(tx, account.site)
        if waits or not self._due(account):
            return
        seen: str | None = account.glanced
        if any(one.may_sync for one in ads) and Can.GLANCE in self.sites.info(account.site).can:
            try:
                async with self.sites.session(account) as session:
                    seen = await session.glance()
            except SiteError as error:
                await self._failed(account, error)
                return
        await self._seen(account, seen, called=hook is not None and hook.calls)

    def _due(self, account: EmployerAccount) -> bool:
        troubled = account.halted or account.failing_since is not None
        due = account.glance_at
        at_rest = account.state is AccountState.ACTIVE and not troubled and account.resume is None
        return at_rest and due is not None and due <= self.clock.now()

    async def _seen(self, account: EmployerAccount, seen: str | None, *, called: bool) -> None:
        """The pass is owed by its moment, should the job be lost."""
        now = self.clock.now()
        async with self.uow(Tenant(account.workspace_id)) as tx:
            fresh = await tx.accounts.get(account.id)
            if fresh.state is not AccountState.ACTIVE:
                return
            pause = glance_pause(now, fresh.news_at, self.paces, called=called)
            looked = replace(fresh, glanced=seen, glance_at=now + pause)
            if seen != fresh.glanced:
                looked = replace(looked, next_sync_at=now)
                await tx.enqueue(sync_job(looked))
            await tx.accounts.save(looked)
            await tx.commit()

    async def _failed(self, account: EmployerAccount, error: SiteError) -> None:
        if isinstance(error, RECRUITER_ACTS):
            await pause_account(self.uow, self.clock, self.bot_id, account, error)
        now = self.clock.now()
        if isinstance(error, SiteCrowded):
            await self._later(account, error.not_before(now))
            return
        await hold_files(self.limits, account, error, now)
        async with self.uow(Tenant(account.workspace_id)) as tx:
            fresh = await tx.accounts.get(account.id)
            due, until = fresh.next_sync_at, error.not_before(now)
            put_off = max(due, until) if due is not None else None
            await tx.accounts.save(replace(fresh, glance_at=None, next_sync_at=put_off))
            await tx.commit()

    async def _later(self, account: EmployerAccount, glance_at: datetime) -> None:
        async with self.uow(Tenant(account.workspace_id)) as tx:
            fresh = await tx.accounts.get(account.id)
            await tx.accounts.save(replace(fresh, glance_at=glance_at))
            await tx.commit()
