"""Responses that were kept unread while nobody wanted them (design.md 5)."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.account import AccountState, EmployerAccount
from bot.domain.application import ApplicationStub
from bot.domain.errors import ContractBroken, SiteError
from bot.domain.ids import PublicationId
from bot.domain.jobs import Job
from bot.domain.paces import Paces
from bot.domain.publication import Publication
from bot.domain.site import RemoteApplication
from bot.domain.workspace import Tenant
from bot.ports import Clock, Sites, SiteSession, UnitOfWork
from bot.usecases.keep_applications import KeepApplications, stubs_job, stubs_passed
from bot.usecases.manage_account import RECRUITER_ACTS, pause_account
from bot.usecases.paused_site import stopped
from bot.usecases.tell_digest import gathered

log = logging.getLogger(__name__)
PAGE = 20
"""How many one job fetches: what a person asks of the same account runs before the next one."""


@dataclass(frozen=True, slots=True)
class FetchStubs:
    """The job: the kept responses of one publication, one by one."""

    uow: UnitOfWork
    sites: Sites
    clock: Clock
    paces: Paces
    bot_id: int
    keep: KeepApplications

    async def __call__(self, job: Job) -> None:
        """Safe to repeat: a stub goes in the transaction that stores its application.

        While the site or the login is away it comes back later, as long as the sync is on.
        """
        assert job.workspace_id is not None  # stubs_job always names it
        tenant, passed = Tenant(job.workspace_id), stubs_passed(job)
        async with self.uow(tenant) as tx:
            publication = await tx.publications.get(PublicationId(job.subject))
            account = await tx.accounts.get(publication.account_id)
            waits = await stopped(tx, account.site)
            remote = publication.remote_id
            stubs = await tx.applications.stubs_of(publication.site, remote) if remote else ()
        if not publication.may_sync:
            return
        if waits or account.state is not AccountState.ACTIVE:
            await self._later(publication, self.clock.now())
            return
        page = stubs[passed : passed + PAGE]
        stay = await self._fetch_page(publication, account, page)
        if stay is None:
            return
        async with self.uow(tenant) as tx:
            if passed + len(page) < len(stubs):
                await tx.enqueue(stubs_job(publication, passed=passed + stay))
            else:
                await gathered(tx, publication.id)
                await self.keep.tell.tell_all(tx, publication.workspace_id)
            await tx.commit()

    async def _fetch_page(
        self, publication: Publication, account: EmployerAccount, page: Sequence[ApplicationStub]
    ) -> int | None:
        """How many of them stay; None when the site or the login is away."""
        try:
            async with self.sites.session(account) as session:  # a site may give several at once
                return sum([not await self._try(session, account, stub) for stub in page])
        except SiteError as error:
            if isinstance(error, RECRUITER_ACTS):
                await pause_account(self.uow, self.clock, self.bot_id, account, error)
            await self._later(publication, error.not_before(self.clock.now()))
            return None

    async def _try(
        self, session: SiteSession, account: EmployerAccount, stub: ApplicationStub
    ) -> bool:
        """Whether its stub is gone with that. Raises: SiteError, which holds up the others too."""
        try:
            return await self._fetch(session, account, stub)
        except SiteError:
            raise
        except Exception as error:
            log.error("a kept response can't be fetched: %s", type(error).__name__)
            log.debug("a kept response can't be fetched", exc_info=error)
            return False

    async def _fetch(
        self, session: SiteSession, account: EmployerAccount, stub: ApplicationStub
    ) -> bool:
        async with self.uow(Tenant(account.workspace_id)) as tx:
            gone = await self.keep.stop.gone(tx, stub)
        if gone:
            await self._settle(account, stub, None)
            return True
        try:
            item = await session.application(stub)
        except ContractBroken:
            log.error("%s gave a kept response that can't be read", account.site)
            return False
        if item is None and self.clock.now() - stub.sent_at < self.paces.stub_life:
            return False  # it may still be in a list, and must not come as a new one
        await self._settle(account, stub, item)
        return True

    async def _settle(
        self, account: EmployerAccount, stub: ApplicationStub, item: RemoteApplication | None
    ) -> None:
        async with self.uow(Tenant(account.workspace_id)) as tx:
            if item is None or item.barred:
                await tx.applications.drop_stub(stub)
            else:
                await self.keep(tx, account, [item], more=True)
            await tx.commit()

    async def _later(self, publication: Publication, not_before: datetime) -> None:
        async with self.uow(Tenant(publication.workspace_id)) as tx:
            moment = max(self.clock.now() + self.paces.of(minutes=15), not_before)
            await tx.enqueue(stubs_job(publication, at=moment))
            await tx.commit()
