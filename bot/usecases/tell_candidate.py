"""Paying what is owed to a candidate: told once, by the site (design.md 4, 6)."""

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.domain.account import AccountState, EmployerAccount
from bot.domain.application import Application
from bot.domain.errors import (
    AutomationRefused,
    ContractBroken,
    NotThere,
    OutcomeUnknown,
    ProofNeeded,
    Rejected,
    SiteError,
    SiteUnavailable,
)
from bot.domain.ids import ActionId
from bot.domain.jobs import Job
from bot.domain.paces import Paces
from bot.domain.reply import Reply
from bot.domain.site import Problem
from bot.domain.site_action import OUTCOME_UNKNOWN, ActionState, SiteAction
from bot.domain.workspace import Tenant
from bot.ports import Clock, Sites, Transaction, UnitOfWork
from bot.usecases import events_log
from bot.usecases.alert_operators import AlertOperators
from bot.usecases.manage_account import LOGIN_LOST, RECRUITER_ACTS, pause_account
from bot.usecases.owe_answer import redraw_answer, tell_job, unsaid
from bot.usecases.paused_site import stopped
from bot.usecases.put_off_request import PutOffRequest
from bot.usecases.recipients import chat_of
from bot.usecases.redraw_cards import word_in
from bot.usecases.site_case import MOST_ATTEMPTS, no_login

UNTOLD = "untold"
"""The word under a card whose candidate was not told."""


@dataclass(frozen=True, slots=True)
class Case:
    """Everything one answer is about, as read before it is sent."""

    action: SiteAction
    application: Application
    account: EmployerAccount

    @property
    def tenant(self) -> Tenant:
        """Whose it is."""
        return Tenant(self.action.workspace_id)

    @property
    def reply(self) -> Reply:
        """What the site gets."""
        one = self.action
        return Reply(one.kind, self.application.remote_id, one.unique_key, one.words)


@dataclass(frozen=True, slots=True)
class TellCandidate:
    """The job behind invite, reject and reply."""

    uow: UnitOfWork
    sites: Sites
    clock: Clock
    paces: Paces
    bot_id: int
    alert: AlertOperators
    put_off: PutOffRequest

    async def __call__(self, job: Job) -> None:
        """Send what is owed; look first at what a crash or a lost answer left unsure."""
        assert job.workspace_id is not None  # tell_job always names it
        case = await self._read(Tenant(job.workspace_id), ActionId(job.subject))
        if case is None:
            return
        action, active = case.action, case.account.state is AccountState.ACTIVE
        if action.state is ActionState.SENDING:  # a crash between request and answer
            await self._unsure(case)
        elif not active:
            await self._without_login(case)
        elif action.state is ActionState.UNSURE:
            await self._look(case)
        else:
            moved = await self._sending(case)
            if moved is not None:
                await self._send(moved)

    async def _read(self, tenant: Tenant, action_id: ActionId) -> Case | None:
        """None: it has ended or waits, or the candidate was erased, and what was owed with them."""
        async with self.uow(tenant) as tx:
            try:
                action = await tx.actions.get(action_id)
            except NotThere:
                return None
            if not action.under_way or action.application_id is None:
                return None
            application = await tx.applications.get(action.application_id)
            if await stopped(tx, application.site):
                return None
            return Case(action, application, await tx.accounts.get(application.account_id))

    async def _sending(self, case: Case) -> Case | None:
        """Written before anything is sent, so that a crash leaves a trace; None: withdrawn."""
        now = self.clock.now()
        async with self.uow(case.tenant) as tx:
            fresh = await tx.actions.get(case.action.id)
            early = fresh.due_at is not None and now < fresh.due_at
            if fresh.state is not ActionState.OWED or early:
                return None
            action = fresh.to(ActionState.SENDING, now)
            action = replace(action, attempts=action.attempts + 1)
            await tx.actions.save(action, was=fresh.state)
            await redraw_answer(tx, case.application, action, self.clock)
            await tx.commit()
        return replace(case, action=action)

    async def _send(self, case: Case) -> None:
        try:
            async with self.sites.session(case.account) as session:
                standing = await session.answer(case.reply)
        except SiteError as error:
            await self._sorry(case, error)
        else:
            await self._done(case, {case.application.remote_id: standing})

    async def _look(self, case: Case) -> None:
        """After a lost answer: was the candidate told?"""
        try:
            async with self.sites.session(case.account) as session:
                told = await session.answered(case.reply, case.action.created_at)
        except SiteError as error:
            await self._looked_in_vain(case, error)
            return
        if told:
            await self._done(case, {})
        elif told is None:
            await self._fail(case, OUTCOME_UNKNOWN)
        elif self.clock.now() - (case.action.since or case.action.created_at) < self._lag:
            await self._again(case, ActionState.UNSURE, self.paces.of(minutes=1))
        elif case.action.attempts >= MOST_ATTEMPTS:
            await self._fail(case, OUTCOME_UNKNOWN)
        else:
            await self._again(case, ActionState.OWED, timedelta())

    @property
    def _lag(self) -> timedelta:
        """What the site shows may be a little late."""
        return self.paces.of(minutes=2)

    async def _looked_in_vain(self, case: Case, error: SiteError) -> None:
        if isinstance(error, RECRUITER_ACTS):
            await pause_account(self.uow, self.clock, self.bot_id, case.account, error)
        if isinstance(error, (*RECRUITER_ACTS, SiteUnavailable, AutomationRefused)):
            await self._again(case, ActionState.UNSURE, self.paces.backoff(2))
        else:
            await self._fail(case, error.text_id)

    async def _without_login(self, case: Case) -> None:
        """Nobody can be told, nor looked for; who was perhaps told is looked for once it works."""
        if case.action.state is not ActionState.UNSURE:
            await self._fail(case, no_login(case.account))
        elif case.account.state is AccountState.DISCONNECTED:
            await self._fail(case, OUTCOME_UNKNOWN)
        else:
            await self._again(case, ActionState.UNSURE, self.paces.backoff(2))

    async def _unsure(self, case: Case) -> None:
        await self._again(case, ActionState.UNSURE, self.paces.of(seconds=20))

    async def _sorry(self, case: Case, error: SiteError) -> None:
        if isinstance(error, OutcomeUnknown):
            await self._unsure(case)
        elif isinstance(error, SiteUnavailable | AutomationRefused | ProofNeeded):
            await self._later(case, error)
        elif isinstance(error, LOGIN_LOST):
            await pause_account(self.uow, self.clock, self.bot_id, case.account, error)
            await self._fail(case, "error-auth-expired")
        else:
            if isinstance(error, ContractBroken):
                await self._alarm(case, error)
            problems = error.problems if isinstance(error, Rejected) else ()
            await self._fail(case, error.text_id, problems)

    async def _alarm(self, case: Case, error: ContractBroken) -> None:
        async with self.uow(case.tenant) as tx:
            await self.alert.contract(tx, case.account, error, f"action {case.action.id}")
            await tx.commit()

    async def _later(self, case: Case, error: SiteError) -> None:
        pause = await self.put_off(case.action, case.account, error)
        if pause is None:
            await self._fail(case, error.text_id)
        else:
            await self._again(case, ActionState.OWED, pause)

    async def _again(self, case: Case, state: ActionState, pause: timedelta) -> None:
        """Come back to it after `pause`."""
        now = self.clock.now()
        action = replace(case.action, due_at=now + pause)
        if state is not action.state:
            action = action.to(state, now)
        async with self.uow(case.tenant) as tx:
            await tx.actions.save(action, was=case.action.state)
            await tx.enqueue(tell_job(action, case.account.id))
            await redraw_answer(tx, case.application, action, self.clock)
            await tx.commit()

    async def _done(self, case: Case, standings: dict[str, str | None]) -> None:
        action = case.action.to(ActionState.DONE, self.clock.now())
        events_log.request_ended(action, case.account.site, self.clock.now())
        async with self.uow(case.tenant) as tx:
            await tx.actions.save(action, was=case.action.state)
            if standings:
                await tx.applications.stand(case.account.site, standings)
            await redraw_answer(tx, case.application, action, self.clock)
            await tx.commit()

    async def _fail(self, case: Case, error: str, problems: tuple[Problem, ...] = ()) -> None:
        """The card says so, with a way on; who asked gets a word under it."""
        now, action = self.clock.now(), case.action
        if action.state is ActionState.OWED:
            action = action.to(ActionState.SENDING, now)
        action = action.refused(now, error, problems)
        events_log.request_ended(action, case.account.site, now)
        async with self.uow(case.tenant) as tx:
            await tx.actions.save(action, was=case.action.state)
            if error != OUTCOME_UNKNOWN:
                await unsaid(tx, case.application, action)
            await redraw_answer(tx, case.application, action, self.clock)
            await self._tell(tx, case.application, action)
            await tx.commit()

    async def _tell(self, tx: Transaction, application: Application, action: SiteAction) -> None:
        link = await chat_of(tx, self.bot_id, action.asked_by)
        if link is not None:
            word, now = f"{UNTOLD}.{action.number}", self.clock.now()
            await tx.notices.owe([word_in(link, application, now, word)])
