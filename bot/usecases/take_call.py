"""What a site calls about: kept at once, looked into by a job."""

import hmac
import logging
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.account import AccountState, DueAccount, EmployerAccount
from bot.domain.application import ApplicationStub
from bot.domain.errors import SiteError
from bot.domain.hook import DueEvent, Event
from bot.domain.ids import EventId, new_id
from bot.domain.jobs import Job
from bot.domain.site import Happened, Heard
from bot.domain.workspace import Tenant
from bot.ports import Clock, Sites, UnitOfWork, Vault
from bot.usecases.keep_applications import KeepApplications
from bot.usecases.manage_account import RECRUITER_ACTS, pause_account
from bot.usecases.open_hook import SECRET
from bot.usecases.sync_applications import sync_job

log = logging.getLogger(__name__)
LOOK_INTO = "look_into"
_AT_ONCE = 30
"""The priority of what a site calls about: before a poll, after what a person asks for."""


def look_into_job(event: DueEvent | Event) -> Job:
    """The look at the site that an event asks for."""
    return Job(
        LOOK_INTO,
        event.id,
        event.workspace_id,
        lock=f"account:{event.account_id}",
        unique=f"event:{event.id}",
        priority=_AT_ONCE,
    )


@dataclass(frozen=True, slots=True)
class TakeCall:
    """The door `/hooks/<site>/<secret>`: no site is asked before it is answered.

    A site may call a person at one door for all the accounts that the person has connected.
    """

    uow: UnitOfWork
    sites: Sites
    clock: Clock
    vault: Vault

    async def __call__(self, site: str, secret: str, body: bytes) -> bool:
        """False: there is no such door. What came before, or says nothing to us, is taken too."""
        async with self.uow.system() as tx:
            hook = await tx.hook(self.vault.hmac(SECRET, secret))
            called = await tx.called_with(hook) if hook is not None else ()
        if hook is None or hook.site != site or hook.farewell is not None:
            return False
        if not hmac.compare_digest(hook.secret.reveal().encode(), secret.encode()):
            return False
        heard = self.sites.hear(site, body)
        if heard is None:
            log.info("%s called about something unknown, of %d bytes", site, len(body))
            return True
        if heard.kind is Happened.OTHER:
            return True  # nobody waits for it
        for account in called:
            await self._keep(account, heard)
        return True

    async def _keep(self, called: DueAccount, heard: Heard) -> None:
        async with self.uow(Tenant(called.workspace_id)) as tx:
            if not heard.is_for((await tx.accounts.get(called.id)).remote_identity):
                return
            now = self.clock.now()
            event = Event(EventId(new_id()), called.workspace_id, called.id, heard, now)
            if await tx.hooks.hear(event):
                await tx.enqueue(look_into_job(event))
            await tx.commit()


@dataclass(frozen=True, slots=True)
class LookInto:
    """The job: what a call said is only a hint, the site's own answer counts."""

    uow: UnitOfWork
    sites: Sites
    clock: Clock
    bot_id: int
    keep: KeepApplications

    async def __call__(self, job: Job) -> None:
        """Safe to repeat. Where the site does not answer, the next poll brings the same."""
        assert job.workspace_id is not None  # look_into_job always names it
        async with self.uow(Tenant(job.workspace_id)) as tx:
            event = await tx.hooks.event(EventId(job.subject))
            account = await tx.accounts.get(event.account_id)
        if event.done:
            return
        try:
            if account.state is AccountState.ACTIVE:
                await self._look(account, event)
        except SiteError as error:
            if isinstance(error, RECRUITER_ACTS):
                await pause_account(self.uow, self.clock, self.bot_id, account, error)
            await self._poll(account, error.not_before(self.clock.now()))
        async with self.uow(Tenant(job.workspace_id)) as tx:
            await tx.hooks.looked_into(event)
            await tx.commit()

    async def _look(self, account: EmployerAccount, event: Event) -> None:
        heard = event.heard
        if heard.kind is Happened.AD:
            await self._poll(await self._holder(account, heard.remote_id), self.clock.now())
        if heard.kind is not Happened.APPLICATION:
            return
        stub = ApplicationStub(
            account.workspace_id,
            account.id,
            account.site,
            heard.remote_ad_id or "",
            heard.remote_id,
            event.heard_at,
        )
        if await self._known(stub):
            await self._poll(account, self.clock.now())  # it may stand elsewhere by now
            return
        if not await self._becomes_card(stub):
            return
        async with self.sites.session(account) as session:
            item = await session.application(stub)
        if item is None:
            return  # another work account's, which is called too
        async with self.uow(Tenant(account.workspace_id)) as tx:
            await self.keep(tx, account, [item])
            await tx.commit()

    async def _known(self, stub: ApplicationStub) -> bool:
        async with self.uow(Tenant(stub.workspace_id)) as tx:
            return bool(await tx.applications.known(stub.site, [stub.remote_id]))

    async def _becomes_card(self, stub: ApplicationStub) -> bool:
        """Nobody's resume is opened whose ad is not ours."""
        async with self.uow(Tenant(stub.workspace_id)) as tx:
            if not stub.remote_ad_id:
                return True
            publication = await tx.publications.by_remote(stub.site, stub.remote_ad_id)
            if publication is not None and publication.may_sync:
                return True
            await tx.applications.add_stubs([stub])
            await tx.commit()
        return False

    async def _holder(self, account: EmployerAccount, remote_ad_id: str) -> EmployerAccount:
        """Whose list has the ad: that of its publication's account, where there is one."""
        async with self.uow(Tenant(account.workspace_id)) as tx:
            publication = await tx.publications.by_remote(account.site, remote_ad_id)
            if publication is None:
                return account
            return await tx.accounts.get(publication.account_id)

    async def _poll(self, account: EmployerAccount, at: datetime) -> None:
        async with self.uow(Tenant(account.workspace_id)) as tx:
            await tx.enqueue(replace(sync_job(account, priority=_AT_ONCE), at=at))
            await tx.commit()
