"""Fetching new candidates: one page a job (design.md 5)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.account import AccountState, DueAccount, EmployerAccount, Incident
from bot.domain.alert import SOON_DAYS
from bot.domain.conversation import Flash
from bot.domain.errors import (
    AutomationRefused,
    Conflict,
    ContractBroken,
    ProofNeeded,
    SiteCrowded,
    SiteError,
    SitePaused,
)
from bot.domain.glance import glance_pause
from bot.domain.ids import (
    AccountId,
    IncidentId,
    NoticeId,
    new_id,
)
from bot.domain.jobs import Job
from bot.domain.notice import Notice, NoticeKind
from bot.domain.paces import Paces
from bot.domain.site import Ad, AdList, Can, Credit, Page
from bot.domain.workspace import Tenant
from bot.ports import (
    Clock,
    DatabaseUnavailable,
    Limits,
    Sites,
    SiteSession,
    Transaction,
    UnitOfWork,
)
from bot.usecases import events_log
from bot.usecases.alert_operators import AlertOperators
from bot.usecases.keep_applications import KeepApplications, hold_files
from bot.usecases.manage_account import LOGIN_LOST, RECRUITER_ACTS, pause_account, tell_unpaused
from bot.usecases.note_unlinked import NoteUnlinked
from bot.usecases.paused_site import stopped
from bot.usecases.read_whole import ReadWhole
from bot.usecases.recipients import chat_of
from bot.usecases.tell_digest import wake_digest
from bot.usecases.tell_sync import answer, progress
from bot.usecases.watch_ads import WatchAds

SYNC = "sync"
UNEXPECTED = "error-unexpected"


def sync_job(account: EmployerAccount | DueAccount, *, priority: int = 0) -> Job:
    """One pass over the account's feed; pages follow each other, other work runs in between."""
    return Job(
        SYNC,
        account.id,
        account.workspace_id,
        lock=f"account:{account.id}",
        unique=f"sync:{account.id}",
        priority=priority,
    )


@dataclass(frozen=True, slots=True)
class SyncApplications:
    """The job: one page of the account's feed; after the last one, the state of its ads."""

    uow: UnitOfWork
    sites: Sites
    clock: Clock
    paces: Paces
    limits: Limits
    bot_id: int
    keep: KeepApplications
    whole: ReadWhole
    watch: WatchAds
    unlinked: NoteUnlinked
    alert: AlertOperators

    async def __call__(self, job: Job) -> None:
        """Safe to repeat. What the site refuses is kept in the account, never lost."""
        assert job.workspace_id is not None  # sync_job always names it
        tenant, account_id = Tenant(job.workspace_id), AccountId(job.subject)
        async with self.uow(tenant) as tx:
            account = await tx.accounts.get(account_id)
            if await stopped(tx, account.site):
                await self._wait(tx, account, job)
                return
        if account.state is not AccountState.ACTIVE or self._done_meanwhile(account, job):
            return
        try:
            await self._pass(account, job)
        except (Conflict, DatabaseUnavailable):
            raise  # the job's next try goes on from what is stored
        except Exception:
            if job.priority:  # somebody may be waiting for it; who looks anew sees what came since
                await self._broke(account)
            raise

    async def _wait(self, tx: Transaction, account: EmployerAccount, job: Job) -> None:
        """The pass stays due, and who asked for it hears why it does not come."""
        if job.priority:
            paused = SitePaused(account.site)
            await answer(tx, account, Flash(paused.text_id, paused.values()))
            await tx.commit()

    async def _broke(self, account: EmployerAccount) -> None:
        """A mistake of ours is said to who waits, and not left as a sync that goes on."""
        async with self.uow(Tenant(account.workspace_id)) as tx:
            await answer(tx, account, Flash(UNEXPECTED))
            await tx.commit()

    async def _pass(self, account: EmployerAccount, job: Job) -> None:
        begun, new = self.clock.now(), 0
        try:
            async with self.sites.session(account) as session:
                page = await session.applications(account.cursor, account.resume)
                page = await self.whole(session, account, page)
                new = await self._store(account, page, job.priority)  # whatever comes of the ads
                ads = await session.ads() if page.resume is None else None
                credits = await self._balance(session, account, ads) if ads else None
        except SiteCrowded as crowded:
            await self._later(account, crowded, job.priority)
            return
        except SiteError as error:
            await self._failed(account, error)
            return
        if ads is not None:
            await self._finish(account, ads, credits)
            events_log.synced(account.site, new, begun, self.clock.now())

    async def _balance(
        self, session: SiteSession, account: EmployerAccount, ads: AdList
    ) -> Sequence[Credit] | None:
        """What is left, asked where an ad is about to need it; None: what was known stays."""
        soon = self.clock.now() + timedelta(days=SOON_DAYS + 1)
        ends = any(one.ad is Ad.LIVE and one.expires_at and one.expires_at < soon for one in ads)
        if not ends or Can.CREDITS not in self.sites.info(account.site).can:
            return None
        try:
            return await session.credits()
        except SiteError:
            return None  # its feed was read, and that is what a sync is for

    def _done_meanwhile(self, account: EmployerAccount, job: Job) -> bool:
        """The clock's wake-up waited behind a pass that has read everything."""
        due = account.next_sync_at
        scanning = account.resume is not None
        return job.priority == 0 and not scanning and due is not None and due > self.clock.now()

    async def _store(self, account: EmployerAccount, page: Page, priority: int) -> int:
        """How many are new."""
        async with self.uow(Tenant(account.workspace_id)) as tx:
            fresh = await tx.accounts.get(account.id)
            more = page.resume is not None
            new = await self.keep(tx, fresh, page.items, more=more)
            await self.keep.stand(tx, fresh, page.standings)
            for record in page.broken:  # the scan goes on
                await self.alert.record(tx, account, record)
            news_at = self.clock.now() if new else fresh.news_at
            cursor = page.cursor or fresh.cursor
            read = replace(fresh, cursor=cursor, resume=page.resume, news_at=news_at)
            await tx.accounts.save(read)
            if more:
                await tx.enqueue(sync_job(account, priority=priority))
                if new and priority:  # somebody may be waiting for it
                    await progress(tx, account)
            elif fresh.resume is not None:  # pages before this one have gathered
                await self.keep.tell.tell_all(tx, account.workspace_id)
            await tx.commit()
        return new

    async def _finish(
        self, account: EmployerAccount, ads: AdList, credits: Sequence[Credit] | None
    ) -> None:
        async with self.uow(Tenant(account.workspace_id)) as tx:
            fresh = await tx.accounts.get(account.id)
            if credits is not None:
                fresh = replace(fresh, credits=tuple(credits))
            await self._finished(tx, fresh, ads, self.clock.now())
            await tx.commit()

    async def _finished(
        self, tx: Transaction, account: EmployerAccount, ads: AdList, now: datetime
    ) -> None:
        awake = account.state is AccountState.ACTIVE  # not disconnected meanwhile
        done = replace(
            account,
            last_sync_at=now,
            failing_since=None,
            failures=0,
            refusals=0,
            proof=None,
            next_sync_at=account.next_slot(now, self.paces.sync_interval) if awake else None,
        )
        done = await tx.accounts.save(await self._planned(tx, done, now) if awake else done)
        if account.proof is not None:
            await tell_unpaused(tx, self.clock, done)
        await self.watch(tx, done, ads)
        await self.unlinked(tx, account, ads)
        await self._healed(tx, account, now)
        await answer(tx, account)
        await wake_digest(tx, account)

    async def _planned(
        self, tx: Transaction, account: EmployerAccount, now: datetime
    ) -> EmployerAccount:
        """What is to follow this pass before the next one: looks, and once a day a comparison."""
        can = self.sites.info(account.site).can
        glance_at, reconcile_at = None, account.reconcile_at
        if Can.GLANCE in can:
            hook = await tx.hooks.of(account.id)
            called = hook is not None and hook.calls
            glance_at = now + glance_pause(now, account.news_at, self.paces, called=called)
        if Can.RECENT in can and reconcile_at is None:
            reconcile_at = account.next_slot(now, self.paces.reconcile_interval)
        return replace(account, glance_at=glance_at, reconcile_at=reconcile_at)

    async def _later(self, account: EmployerAccount, error: SiteError, priority: int) -> None:
        """Others' requests take all the places: it is the same pass that goes on then."""
        at = error.not_before(self.clock.now())
        async with self.uow(Tenant(account.workspace_id)) as tx:
            await tx.enqueue(replace(sync_job(account, priority=priority), at=at))
            await tx.commit()

    # -- when the site does not answer ----------------------------------------------------

    async def _failed(self, account: EmployerAccount, error: SiteError) -> None:
        if isinstance(error, RECRUITER_ACTS):
            await pause_account(self.uow, self.clock, self.bot_id, account, error)
        if isinstance(error, LOGIN_LOST):
            async with self.uow(Tenant(account.workspace_id)) as tx:
                await answer(tx, account, Flash(error.text_id, error.values()))
                await tx.commit()
            return
        now = self.clock.now()
        await hold_files(self.limits, account, error, now)
        async with self.uow(Tenant(account.workspace_id)) as tx:
            fresh = await tx.accounts.get(account.id)
            if fresh.state is not AccountState.ACTIVE:
                return
            failing = replace(
                self._put_off(fresh, error, now),
                failures=fresh.failures + 1,
                failing_since=fresh.failing_since or now,
            )
            await tx.accounts.save(failing)
            if not isinstance(error, ProofNeeded):  # that is not the site's trouble
                await self._worry(tx, failing, error, now)
            await answer(tx, failing, Flash(error.text_id, error.values()))
            await tx.commit()

    def _put_off(
        self, account: EmployerAccount, error: SiteError, now: datetime
    ) -> EmployerAccount:
        """A site that refuses programs is left alone ever longer, whoever asks in between."""
        due = account.next_sync_at
        if not isinstance(error, AutomationRefused | ProofNeeded):
            pause, refusals = self.paces.backoff(account.failures + 1), 0
        elif account.refusals and due is not None and due > now:
            return account
        else:
            refusals = account.refusals + 1
            pause = self.paces.refused(refusals)
        return replace(
            account, refusals=refusals, next_sync_at=max(now + pause, error.not_before(now))
        )

    async def _worry(
        self, tx: Transaction, account: EmployerAccount, error: SiteError, now: datetime
    ) -> None:
        """One word when it lasts, or will by the site's own word, for all its accounts together."""
        incident = await tx.incidents.open(account.site)
        since = account.failing_since or now
        if incident is None:
            incident = Incident(IncidentId(new_id()), account.workspace_id, account.site, since)
        lasts = error.not_before(now) - incident.opened_at >= self.paces.outage_told
        if incident.told_at is None and lasts:
            incident = replace(incident, told_at=now)
            events_log.site_down(account.site, error.text_id)
            await self._tell(tx, NoticeKind.SITE_DOWN, account, incident, error.text_id)
        await tx.incidents.save(incident)
        if isinstance(error, ContractBroken):
            # The site's first account stands for all of them: one incident, one alarm.
            of_site = [one for one in await tx.accounts.all() if one.site == account.site]
            await self.alert.contract(tx, of_site[0], error, f"incident {incident.id}")

    async def _healed(self, tx: Transaction, account: EmployerAccount, now: datetime) -> None:
        others = await tx.accounts.all()
        failing = [
            one
            for one in others
            if one.site == account.site
            and one.id != account.id
            and one.failing_since
            and one.proof is None
        ]
        incident = await tx.incidents.open(account.site)
        if incident is None or failing:
            return
        await tx.incidents.save(replace(incident, closed_at=now))
        if incident.told_at is not None:
            events_log.site_up(account.site, incident.opened_at, now)
            await self._tell(tx, NoticeKind.SITE_BACK, account, incident)

    async def _tell(
        self,
        tx: Transaction,
        kind: NoticeKind,
        account: EmployerAccount,
        incident: Incident,
        occurrence: str = "",
    ) -> None:
        links = {}
        for one in await tx.accounts.all():
            if one.site == account.site:
                link = await chat_of(tx, self.bot_id, one.added_by)
                if link is not None:
                    links[link.id] = link
        await tx.notices.owe(
            [
                Notice(
                    NoticeId(new_id()),
                    account.workspace_id,
                    self.bot_id,
                    link_id,
                    kind,
                    incident.id,
                    self.clock.now(),
                    occurrence,
                )
                for link_id in links
            ]
        )
