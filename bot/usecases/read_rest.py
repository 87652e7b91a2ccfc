"""What a response held back at first: read when its day comes, or when the recruiter opens it."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.account import AccountState, EmployerAccount, Viewed
from bot.domain.application import Application, ApplicationStub
from bot.domain.errors import ContractBroken, NotThere, SiteError, SitePaused, Stale
from bot.domain.ids import ApplicationId
from bot.domain.jobs import Job
from bot.domain.paces import Paces
from bot.domain.workspace import Actor, Tenant
from bot.ports import Clock, Sites, UnitOfWork
from bot.usecases.asked import Press
from bot.usecases.keep_applications import KeepApplications, rest_job, wanted_of
from bot.usecases.manage_account import RECRUITER_ACTS, pause_account
from bot.usecases.paused_site import stopped


@dataclass(frozen=True, slots=True)
class OpenResume:
    """The recruiter wants to see all of it, and its candidate may know."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """It comes onto the card. Raises: NotThere, Stale once it is there, AuthExpired."""
        async with self.uow(actor) as tx:
            application = await tx.applications.get(ApplicationId(asked.id))
            account = await tx.accounts.get(application.account_id)
            if not application.unopened:
                raise Stale
            account.require_login()
            await tx.enqueue(rest_job(wanted_of(application), priority=50))
            await tx.commit()


@dataclass(frozen=True, slots=True)
class ReadRest:
    """The job: the response again, as a whole; its cards and files follow."""

    uow: UnitOfWork
    sites: Sites
    clock: Clock
    paces: Paces
    bot_id: int
    keep: KeepApplications

    async def __call__(self, job: Job) -> None:
        """Safe to repeat. While the site does not give it, it comes back later."""
        assert job.workspace_id is not None  # rest_job always names it
        with suppress(NotThere):  # the candidate was erased
            await self._rest(Tenant(job.workspace_id), ApplicationId(job.subject))

    async def _rest(self, tenant: Tenant, application_id: ApplicationId) -> None:
        """Raises: NotThere."""
        async with self.uow(tenant) as tx:
            known = await tx.applications.get(application_id)
            account = await tx.accounts.get(known.account_id)
            paused = await stopped(tx, account.site)
        waits = known.held_until is not None and known.held_until > self.clock.now()
        done = not known.unopened and known.held_until is None
        if done or waits or account.state is not AccountState.ACTIVE:
            return
        if paused:
            if known.unopened:  # its recruiter's wish is kept
                await self._later(account, known, SitePaused(account.site))
            return
        try:
            await self._read(account, known)
        except SiteError as error:
            await self._later(account, known, error)

    async def _read(self, account: EmployerAccount, known: Application) -> None:
        stub = ApplicationStub(
            known.workspace_id,
            account.id,
            known.site,
            known.remote_ad_id,
            known.remote_id,
            known.sent_at,
        )
        async with self.sites.session(replace(account, viewed=Viewed.DELIVERED)) as session:
            item = await session.application(stub)
        async with self.uow(Tenant(account.workspace_id)) as tx:
            await self.keep.complete(tx, await tx.applications.get(known.id), item)
            await tx.commit()

    async def _later(self, account: EmployerAccount, known: Application, error: SiteError) -> None:
        """Kept as held, so that it is asked for again whatever becomes of the wake-up."""
        if isinstance(error, RECRUITER_ACTS):
            await pause_account(self.uow, self.clock, self.bot_id, account, error)
        async with self.uow(Tenant(account.workspace_id)) as tx:
            fresh = await tx.applications.get(known.id)
            if isinstance(error, ContractBroken):
                await self.keep.complete(tx, fresh, None)  # the card says what there is
            else:
                held = replace(fresh, unopened=False, held_until=self._until(error))
                held = await tx.applications.complete(held, [])
                await tx.enqueue(rest_job(wanted_of(held), held.held_until))
                if not held.contacts_lost:  # else its cards in chats say more than is known here
                    await self.keep.redraw(tx, held)  # a change of an older version is told no more
            await tx.commit()

    def _until(self, error: SiteError) -> datetime:
        now = self.clock.now()
        return max(now + self.paces.of(minutes=15), error.not_before(now))
