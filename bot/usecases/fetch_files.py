"""Resumes and photos: a job of their own, so that a slow file never holds a card (design.md 8)."""

import hashlib
import logging
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.domain.account import AccountState, EmployerAccount
from bot.domain.application import Application, FileKind, FileState, StoredFile
from bot.domain.errors import Conflict, ContractBroken, DailyLimit, NotThere, SiteError
from bot.domain.ids import ApplicationId
from bot.domain.jobs import Job
from bot.domain.notice import WAITING, NoticeKind, NoticeState
from bot.domain.paces import Paces
from bot.domain.site import FileRef, RemoteFile
from bot.domain.workspace import Tenant
from bot.ports import Clock, Files, Limits, Sites, Transaction, UnitOfWork
from bot.usecases.keep_applications import files_job, hold_files, wanted_of
from bot.usecases.manage_account import RECRUITER_ACTS, pause_account
from bot.usecases.match_candidates import match_job, must_haves_of
from bot.usecases.paused_site import stopped
from bot.usecases.tell_new import under

log = logging.getLogger(__name__)
CARD_GOES = 3
"""After so many failures the card goes without the file."""


@dataclass(frozen=True, slots=True)
class FetchFiles:
    """The job: the wanted files of one application, the photo first (its link dies)."""

    uow: UnitOfWork
    sites: Sites
    files: Files
    clock: Clock
    limits: Limits
    paces: Paces
    bot_id: int

    async def __call__(self, job: Job) -> None:
        """Safe to repeat: a file that is kept is not fetched again.

        Raises: Conflict.
        """
        assert job.workspace_id is not None  # files_job always names it
        tenant = Tenant(job.workspace_id)
        async with self.uow(tenant) as tx:
            try:
                application = await tx.applications.get(ApplicationId(job.subject))
            except NotThere:
                return  # the candidate was erased
            account = await tx.accounts.get(application.account_id)
            waits = await stopped(tx, account.site)
            wanted = [
                one
                for one in await tx.files.of_application(application.id)
                if one.state is FileState.WANTED
            ]
        if waits or account.state is not AccountState.ACTIVE:
            return  # fetched when the site may be asked, and the login works again
        wanted.sort(key=lambda one: one.kind is not FileKind.PHOTO)
        for file in wanted:
            wait = await self.limits.acquire(f"account:{account.id}", within=timedelta())
            if wait:
                await self._come_back(tenant, application, wait)
                return
            settled = await self._fetch(account, file)
            if settled is None:
                return
            await self._keep(tenant, application, settled)

    async def _come_back(self, tenant: Tenant, application: Application, wait: timedelta) -> None:
        async with self.uow(tenant) as tx:
            await tx.enqueue(files_job(wanted_of(application), at=self.clock.now() + wait))
            await tx.commit()

    async def _fetch(self, account: EmployerAccount, file: StoredFile) -> StoredFile | None:
        """The row as it is after one try; None when the account's login was lost."""
        try:
            async with self.sites.session(account) as session:
                found = await session.file(FileRef(file.ref, file.name))
        except ContractBroken:
            return replace(file, state=FileState.MISSING)
        except SiteError as error:
            if isinstance(error, RECRUITER_ACTS):
                await pause_account(self.uow, self.clock, self.bot_id, account, error)
                return None
            await hold_files(self.limits, account, error, self.clock.now())
            failed = self._failed(file)
            if isinstance(error, DailyLimit):  # not today: the card need not wait for it
                failed = replace(failed, attempts=max(CARD_GOES, failed.attempts))
            return failed
        except Exception as error:
            log.error("a %s can't be fetched: %s", file.kind, type(error).__name__)
            log.debug("a %s can't be fetched", file.kind, exc_info=error)
            return self._failed(file)
        if found is None:
            return replace(file, state=FileState.MISSING)
        return await self._stored(file, found) if found.content else self._failed(file)

    def _failed(self, file: StoredFile) -> StoredFile:
        state = FileState.MISSING if self._given_up(file) else FileState.WANTED
        return replace(file, attempts=file.attempts + 1, state=state)

    def _given_up(self, file: StoredFile) -> bool:
        """By time, so that an outage of hours loses no file; nor does a login lost for days."""
        now = self.clock.now()
        long_ago = now - (file.wanted_at or now) > self.paces.file_life
        return long_ago and file.attempts >= CARD_GOES

    async def _stored(self, file: StoredFile, found: RemoteFile) -> StoredFile:
        await self.files.keep(file.id, found.content)
        return replace(
            file,
            state=FileState.KEPT,
            name=found.name or file.name,
            mime=found.mime,
            size=len(found.content),
            sha256=hashlib.sha256(found.content).hexdigest(),
        )

    async def _keep(self, tenant: Tenant, application: Application, file: StoredFile) -> None:
        """Of a candidate who was erased meanwhile the bytes go too. Raises: Conflict."""
        try:
            await self._store(tenant, application, file)
        except NotThere:
            await self.files.erase(file.id)
        except Conflict:  # perhaps for the same reason; else they are fetched again
            await self.files.erase(file.id)
            raise

    async def _store(self, tenant: Tenant, application: Application, file: StoredFile) -> None:
        """Raises: NotThere, Conflict."""
        now = self.clock.now()
        async with self.uow(tenant) as tx:
            await tx.files.get(file.id)
            if not await tx.files.save(file):
                return  # this one was taken for dead, and its job was given to another
            rows = await tx.files.of_application(application.id)
            waiting = [one for one in rows if one.state is FileState.WANTED]
            if file.state is FileState.WANTED:
                pause = self.paces.of(seconds=10 * 2 ** min(file.attempts, 8))
                await tx.enqueue(files_job(wanted_of(application), at=now + pause))
            resume = file.kind is FileKind.RESUME and file.state is FileState.KEPT
            compares = resume and await must_haves_of(tx, application) is not None
            if compares:  # that says when the card goes: it may be one for the digest
                await tx.enqueue(match_job(application.workspace_id, application.id))
            elif all(one.attempts >= CARD_GOES for one in waiting):
                before = now + self.paces.file_wait  # what waits longer waits for something else
                await tx.notices.due_now(NoticeKind.CARD, application.id, now, before)
            if resume:
                await self._follow(tx, application, file)
            await tx.commit()

    async def _follow(self, tx: Transaction, application: Application, file: StoredFile) -> None:
        """Where the card went without it, the file follows as a reply; so it does a mere word."""
        cards = await tx.notices.of_subject(NoticeKind.CARD, application.id)
        late = [one for one in cards if one.state in (NoticeState.SENT, NoticeState.SENDING)]
        words = await tx.notices.of_subject(NoticeKind.CARD_AGAIN, application.id)
        late += [one for one in words if one.state not in (NoticeState.WITHDRAWN, *WAITING)]
        now = self.clock.now()
        await tx.notices.owe([under(card, file.id, now) for card in late])
