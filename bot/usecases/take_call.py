"""What a site calls about: kept at once, looked into by a job."""

import hmac
import logging
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.account import AccountState, DueAccount, EmployerAccount, Viewed
from bot.domain.application import ApplicationStub
from bot.domain.errors import SiteError
from bot.domain.hook import DueEvent, Event
from bot.domain.ids import EventId, new_id
from bot.domain.jobs import Job
from bot.domain.site import Happened, Heard, RemoteApplication
from bot.domain.workspace import Tenant
from bot.ports import Clock, Sites, UnitOfWork, Vault
from bot.usecases.keep_applications import KeepApplications
from bot.usecases.manage_account import RECRUITER_ACTS, pause_account
from bot.usecases.open_hook import SECRET
from bot.usecases.paused_site import stopped
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
            waits = await stopped(tx, account.site)
        if event.done or waits:
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
        if heard.kind not in (Happened.APPLICATION, Happened.MOVED):
            return
        stub = ApplicationStub(
            account.workspace_id,
            account.id,
            account.site,
            heard.remote_ad_id or "",
            heard.remote_id,
            event.heard_at,
        )
        known = await self._known(stub)
        if heard.kind is Happened.MOVED:
            await self._stand(account, stub, known=known)
        elif not known:
            await self._come(account, stub)

    async def _stand(self, account: EmployerAccount, stub: ApplicationStub, *, known: bool) -> None:
        """Nobody's resume is opened for that; an unknown one may be from before the account."""
        if not known:
            await self._poll(account, self.clock.now())  # which tells who is new
            return
        item = await self._unopened(account, stub)
        if item is None:
            return
        async with self.uow(Tenant(account.workspace_id)) as tx:
            await self.keep.stand(tx, account, {item.remote_id: item.standing})
            await tx.commit()

    async def _unopened(
        self, account: EmployerAccount, stub: ApplicationStub
    ) -> RemoteApplication | None:
        """What the site tells of a response without its candidate learning of it."""
        async with self.sites.session(replace(account, viewed=Viewed.OPENED)) as session:
            return await session.application(stub)

    async def _come(self, account: EmployerAccount, stub: ApplicationStub) -> None:
        """Nobody's resume is opened whose ad is not ours; a call need not say which it is."""
        if not stub.remote_ad_id:
            item = await self._unopened(account, stub)
            if item is None:
                return  # another work account's, which is called too
            stub = replace(stub, remote_ad_id=item.remote_ad_id)
        if await self._becomes_card(stub):
            await self._fetch(account, stub)

    async def _fetch(self, account: EmployerAccount, stub: ApplicationStub) -> None:
        async with self.sites.session(account) as session:
            item = await session.application(stub)
        if item is None:
            return  # another work account's, which is called too
        async with self.uow(Tenant(account.workspace_id)) as tx:
            await self.keep(tx, account, [item])
            await tx.commit()

    async def _known(self, stub: ApplicationStub) -> bool:
        """Who was erased was known, too: nobody is to be opened again."""
        async with self.uow(Tenant(stub.workspace_id)) as tx:
            there = await tx.applications.known(stub.site, [stub.remote_id])
            return bool(there) or await self.keep.stop.gone(tx, stub)

    async def _becomes_card(self, stub: ApplicationStub) -> bool:
        """Whether its ad is ours; else it waits unread."""
        async with self.uow(Tenant(stub.workspace_id)) as tx:
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
