"""Paying what is owed to a site: one request, sent at most once (design.md 4, 6)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.account import AccountState, EmployerAccount
from bot.domain.alert import Today
from bot.domain.conversation import Conversation, Flash
from bot.domain.errors import (
    AccessNotBought,
    AdMissing,
    AutomationRefused,
    ContractBroken,
    DailyLimit,
    Duplicate,
    NoCredits,
    OutcomeUnknown,
    ProofNeeded,
    Rejected,
    SiteError,
    SiteUnavailable,
)
from bot.domain.fingerprint import changed, fingerprint
from bot.domain.ids import ActionId, NoticeId, new_id
from bot.domain.jobs import Job
from bot.domain.notice import Notice, NoticeKind
from bot.domain.paces import Paces
from bot.domain.publication import Publication
from bot.domain.sent import Sent
from bot.domain.site import Ad, Can, Problem, Receipt
from bot.domain.site_action import OUTCOME_UNKNOWN, SIMILAR, ActionState, Kind, SiteAction
from bot.domain.workspace import Tenant
from bot.ports import AdForm, Clock, Sites, Transaction, UnitOfWork
from bot.usecases import events_log
from bot.usecases.alert_operators import AlertOperators
from bot.usecases.ask_site import act_job
from bot.usecases.count_credits import none_left, spend
from bot.usecases.delete_draft import forget_deleted
from bot.usecases.keep_applications import stubs_job
from bot.usecases.manage_account import LOGIN_LOST, RECRUITER_ACTS, pause_account
from bot.usecases.paused_site import stopped
from bot.usecases.put_off_request import PutOffRequest
from bot.usecases.recipients import chat_of
from bot.usecases.screens import note_all, refresh_ads
from bot.usecases.site_case import (
    MOST_ATTEMPTS,
    SiteCase,
    no_login,
    receipt_of,
    request,
    took_effect,
)
from bot.usecases.sync_applications import sync_job
from bot.usecases.today import today_of


@dataclass(frozen=True, slots=True)
class RunSiteAction:
    """The job behind publish, save, edit and close."""

    uow: UnitOfWork
    sites: Sites
    clock: Clock
    paces: Paces
    bot_id: int
    alert: AlertOperators
    put_off: PutOffRequest

    async def __call__(self, job: Job) -> None:
        """Send what is owed; look first at what a crash or a lost answer left unsure."""
        assert job.workspace_id is not None  # act_job always names it
        case = await self._read(Tenant(job.workspace_id), ActionId(job.subject))
        if case is None:
            return
        if case.action.state is ActionState.SENDING:  # a crash between request and answer
            await self._unsure(case)
            return
        active = case.account.state is AccountState.ACTIVE
        if case.action.state is ActionState.UNSURE and active:
            await self._look(case)
        elif case.action.state is ActionState.UNSURE:
            await self._wait_for_login(case)
        elif not active:
            await self._fail(case, no_login(case.account))
        elif case.action.state is ActionState.OWED:
            moved = await self._sending(case)
            if moved is not None:
                await self._send(moved)

    async def _read(self, tenant: Tenant, action_id: ActionId) -> SiteCase | None:
        async with self.uow(tenant) as tx:
            action = await tx.actions.get(action_id)
            if not action.under_way or action.publication_id is None:
                return None
            publication = await tx.publications.get(action.publication_id)
            vacancy = await tx.vacancies.get(publication.vacancy_id)
            account = await tx.accounts.get(publication.account_id)
            if await stopped(tx, account.site):
                return None
            prolongs = Can.PROLONG in self.sites.info(account.site).can
            renews = action.kind is Kind.PROLONG and not prolongs
            return SiteCase(action, publication, vacancy, account, renews)

    async def _sending(self, case: SiteCase) -> SiteCase | None:
        """Written before anything is sent, so that a crash leaves a trace; None: withdrawn."""
        async with self.uow(case.tenant) as tx:
            fresh = await tx.actions.get(case.action.id)
            if fresh.state is not ActionState.OWED:
                return None
            publication = await tx.publications.get(case.publication.id)
            said = fingerprint(case.vacancy, publication.fields, self.sites.info(publication.site))
            action = fresh.to(ActionState.SENDING, self.clock.now())
            action = replace(action, attempts=action.attempts + 1, fingerprint=said)
            if case.writes:
                action = replace(action, sent=Sent.of(case.vacancy, publication.fields))
            await tx.actions.save(action, was=fresh.state)
            if case.writes or action.kind is Kind.CLOSE:  # else it stays as it is on the site
                words = case.vacancy.title, case.vacancy.description
                publication = replace(publication, title=words[0], description=words[1])
            publication = await tx.publications.save(publication)
            await refresh_ads(tx, publication)
            await tx.commit()
        return replace(case, action=action, publication=publication)

    async def _send(self, case: SiteCase) -> None:
        try:
            async with self.sites.session(case.account) as session:
                receipt = await request(session, case)
        except SiteError as error:
            if error.left is not None:  # known from now on, so that nothing is made twice
                await self._learn(case, error.left)
            await self._sorry(case, error)
        else:
            await self._done(case, receipt)

    async def _look(self, case: SiteCase) -> None:
        """After a lost answer: had the request its effect?"""
        if case.action.kind is Kind.EDIT or (
            case.action.kind is Kind.SAVE and case.publication.remote_id is not None
        ):
            await self._repeat(case)  # overwriting with the same twice does no harm
            return
        since = case.action.created_at - self.paces.of(minutes=10)
        try:
            async with self.sites.session(case.account) as session:
                found = await session.find(await self._looked_for(case), since)
        except SiteError as error:
            if isinstance(error, RECRUITER_ACTS):
                await pause_account(self.uow, self.clock, self.bot_id, case.account, error)
            await self._again(case, ActionState.UNSURE, self.paces.backoff(2))
            return
        if found is not None and took_effect(case, found, self.paces):
            await self._done(case, receipt_of(found))
            return
        if found is not None and case.publication.remote_id is None:
            # The ad is there but not as wanted: known from now on, so that nothing is made twice.
            await self._learn(case, Receipt(found.remote_id, found.url, found.ad))
        if self._too_early(case):
            await self._again(case, ActionState.UNSURE, self.paces.of(minutes=1))
        elif case.action.kind is Kind.PROLONG and (
            case.renews or case.publication.expires_at is None
        ):
            await self._fail(case, OUTCOME_UNKNOWN)  # nothing would tell: it may cost twice
        else:
            await self._repeat(case)

    async def _looked_for(self, case: SiteCase) -> AdForm:
        """What was sent; an ad of another publication is not it, whichever account it is under."""
        async with self.uow(case.tenant) as tx:
            others = await tx.publications.all()
        taken = [
            one.remote_id
            for one in others
            if one.remote_id and one.site == case.account.site and one.id != case.publication.id
        ]
        return replace(case.sent, taken=frozenset(taken))

    def _too_early(self, case: SiteCase) -> bool:
        """A look that shows nothing new proves nothing: the site's own list may lag behind."""
        since = case.action.since or case.action.created_at
        return self.clock.now() - since < self.paces.of(minutes=2)

    async def _repeat(self, case: SiteCase) -> None:
        """It had no effect, or may have it twice: send it again, but not for ever."""
        if case.action.attempts >= MOST_ATTEMPTS:
            await self._fail(case, OUTCOME_UNKNOWN)
        else:
            await self._again(case, ActionState.OWED, timedelta())

    async def _wait_for_login(self, case: SiteCase) -> None:
        """Whatever stands on the site is found by the login; one that was taken away is not back.

        Known to be unknown, it is looked for before anything is sent again.
        """
        if case.account.state is AccountState.DISCONNECTED:
            await self._fail(case, OUTCOME_UNKNOWN)
        else:
            await self._again(case, ActionState.UNSURE, self.paces.backoff(2))

    async def _learn(self, case: SiteCase, receipt: Receipt) -> None:
        async with self.uow(case.tenant) as tx:
            publication = await tx.publications.get(case.publication.id)
            learned = publication.receipted(receipt, self.clock.now())
            await tx.publications.save(learned.acknowledged(await self._today(tx, case)))
            await tx.commit()

    async def _today(self, tx: Transaction, case: SiteCase) -> Today:
        return await today_of(tx, self.clock, case.account.workspace_id)

    async def _unsure(self, case: SiteCase) -> None:
        """The site may need a moment before its own list shows what it did."""
        await self._again(case, ActionState.UNSURE, self.paces.of(seconds=20))

    async def _sorry(self, case: SiteCase, error: SiteError) -> None:
        if isinstance(error, OutcomeUnknown):
            await self._unsure(case)
        elif isinstance(error, LOGIN_LOST):
            await pause_account(self.uow, self.clock, self.bot_id, case.account, error)
            await self._fail(case, "error-auth-expired")
        elif isinstance(error, Rejected | Duplicate):
            await self._fail(case, error.text_id, _problems(error))
        elif isinstance(error, NoCredits | AccessNotBought | DailyLimit):
            await self._fail(case, error.text_id)
        elif isinstance(error, AdMissing):
            await self._ad_missing(case)
        elif isinstance(error, SiteUnavailable | AutomationRefused | ProofNeeded):
            await self._later(case, error)
        else:
            if isinstance(error, ContractBroken):
                await self._alarm(case, error)
            await self._fail(case, error.text_id)

    async def _alarm(self, case: SiteCase, error: ContractBroken) -> None:
        async with self.uow(case.tenant) as tx:
            await self.alert.contract(tx, case.account, error, f"action {case.action.id}")
            await tx.commit()

    async def _later(self, case: SiteCase, error: SiteError) -> None:
        pause = await self.put_off(case.action, case.account, error)
        if pause is None:
            await self._fail(case, error.text_id)
        else:
            await self._again(case, ActionState.OWED, pause)

    async def _again(self, case: SiteCase, state: ActionState, pause: timedelta) -> None:
        """Come back to it after `pause`."""
        now = self.clock.now()
        async with self.uow(case.tenant) as tx:
            action = replace(case.action, due_at=now + pause)
            if state is not action.state:
                action = action.to(state, now)
            await tx.actions.save(action, was=case.action.state)
            await tx.enqueue(act_job(action, case.account.id))
            await refresh_ads(tx, case.publication)
            await tx.commit()

    async def _ad_missing(self, case: SiteCase) -> None:
        """One list that lacks the ad is not believed: it is asked for once more."""
        now = self.clock.now()
        async with self.uow(case.tenant) as tx:
            publication = await tx.publications.get(case.publication.id)
            publication = publication.missed()
            if publication.gone:
                publication = publication.acknowledged(await self._today(tx, case))
            publication = await tx.publications.save(publication)
            await tx.commit()
        if publication.ad is not Ad.NONE and not publication.gone:
            await self._again(case, ActionState.OWED, self.paces.of(minutes=1))
        elif case.action.kind in (Kind.CLOSE, Kind.DELETE):
            await self._settle(case, case.action.to(ActionState.DONE, now), None)
        else:
            await self._fail(case, "error-ad-missing")

    async def _fail(self, case: SiteCase, error: str, problems: tuple[Problem, ...] = ()) -> None:
        now = self.clock.now()
        action = case.action
        if action.state is ActionState.OWED:
            action = action.to(ActionState.SENDING, now)
        await self._settle(case, action.refused(now, error, problems), None)

    async def _done(self, case: SiteCase, receipt: Receipt) -> None:
        action = case.action.to(ActionState.DONE, self.clock.now())
        await self._settle(case, action, receipt)

    async def _settle(self, case: SiteCase, action: SiteAction, receipt: Receipt | None) -> None:
        now = self.clock.now()
        async with self.uow(case.tenant) as tx:
            if not (await tx.actions.get(action.id)).under_way:
                return
            await tx.actions.save(action, was=case.action.state)
            events_log.request_ended(action, case.account.site, now)
            publication = await tx.publications.get(case.publication.id)
            if action.kind is Kind.DELETE and action.state is ActionState.DONE:
                await forget_deleted(tx, publication)
                await tx.commit()
                return
            flash = None
            if receipt is not None:
                before = publication
                publication = await self._receipted(tx, case, before, receipt)
                flash = _saved(action, before, receipt) or _prolonged(action, publication)
            await self._doubt(tx, case.account.site, action.problems)
            if action.unpaid:
                account = await tx.accounts.get(case.account.id)
                await none_left(tx, account, case.publication, self.sites.info(account.site))
            await note_all(tx, ("publication",), publication.id, change=_quiet)
            told = await refresh_ads(tx, publication, flash=flash)
            await self._tell(tx, action, told, now)
            await tx.commit()

    async def _doubt(self, tx: Transaction, site: str, problems: Sequence[Problem]) -> None:
        """A list may have changed since it was fetched, if the site names the field it is for."""
        named = {one.field for one in problems}
        for field in self.sites.info(site).fields:
            if field.dictionary and field.key in named:
                await tx.doubt_dictionary(site, field.dictionary)

    async def _receipted(
        self, tx: Transaction, case: SiteCase, before: Publication, receipt: Receipt
    ) -> Publication:
        """What the site gave, and what follows: one publication less, and its responses."""
        now, publishes = self.clock.now(), case.action.kind is Kind.PUBLISH
        account = await tx.accounts.get(case.account.id)
        if (publishes or case.action.kind is Kind.PROLONG) and receipt.paid:
            info = self.sites.info(account.site)
            account = await spend(tx, account, case.publication, info)
        syncs = publishes and account.state is AccountState.ACTIVE
        publication = before.receipted(receipt, now)
        publication = replace(publication, sync=syncs or publication.sync)
        if case.writes:  # all of the ad is ours now, as it was sent
            publication = replace(
                publication,
                linked=False,
                fingerprint=case.action.fingerprint,
                sent=case.action.sent,
            )
        publication = publication.acknowledged(await self._today(tx, case))
        await tx.publications.save(publication)
        if publication.may_sync and not before.may_sync:
            await tx.enqueue(stubs_job(publication))  # who answered before we knew
        if publication.ad is Ad.LIVE and syncs:
            await _sync_now(tx, account, now)
        return publication

    async def _tell(
        self, tx: Transaction, action: SiteAction, looking: set[int], now: datetime
    ) -> None:
        """Who asked and has gone elsewhere gets a message of its own."""
        link = await chat_of(tx, self.bot_id, action.asked_by)
        if link is None or link.user_id in looking:
            return
        notice = Notice(
            NoticeId(new_id()),
            action.workspace_id,
            self.bot_id,
            link.id,
            NoticeKind.PUBLICATION,
            action.id,
            now,
        )
        await tx.notices.owe([notice])


async def _quiet(talk: Conversation) -> Conversation | None:
    """What was said on the page while it was under way is no longer so."""
    return replace(talk, flash=None) if talk.flash is not None else None


def _saved(action: SiteAction, before: Publication, receipt: Receipt) -> Flash | None:
    """What to say to who looks at the page, where its status does not say it."""
    if action.kind not in (Kind.SAVE, Kind.EDIT):
        return None
    if action.kind is Kind.EDIT and receipt.ad is not Ad.LIVE:
        return Flash("edited-not-shown", {"site": before.site})
    parts = changed(before.fingerprint, action.fingerprint or {})
    if not parts:
        return Flash(f"result-{action.kind}-done")
    return Flash("done-saved", {"site": before.site, "parts": " ".join(parts)})


def _prolonged(action: SiteAction, publication: Publication) -> Flash | None:
    """Another term was paid for: until when it is, where the site tells that."""
    if action.kind is not Kind.PROLONG:
        return None
    if publication.expires_at is None:
        return Flash(f"result-{action.kind}-done")
    return Flash("done-prolonged", {"day": publication.expires_at})


def _problems(error: Rejected | Duplicate) -> tuple[Problem, ...]:
    if isinstance(error, Rejected):
        return error.problems
    return tuple(Problem(SIMILAR, one) for one in error.ads)


async def _sync_now(tx: Transaction, account: EmployerAccount, now: datetime) -> None:
    await tx.accounts.save(replace(account, next_sync_at=now))
    await tx.enqueue(sync_job(account, priority=30))
