"""Paying what was asked for many: one candidate a transaction, a few at a time at the sites."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.answer import TEXT_MOST
from bot.domain.application import Application
from bot.domain.bulk_refusal import AT_ONCE, BulkRefusal, BulkRefusalItem, Skip, Turn, skip
from bot.domain.errors import AnswerUnderWay, Conflict
from bot.domain.ids import BulkRefusalId, NoticeId, new_id
from bot.domain.jobs import Job
from bot.domain.notice import Notice, NoticeKind
from bot.domain.queues import Seen
from bot.domain.site_action import Kind
from bot.domain.workspace import RIGHTS, Actor, Right, Tenant
from bot.ports import Clock, Transaction, UnitOfWork
from bot.usecases.answer_candidate import Telling, filled, with_notice
from bot.usecases.handle_card import HandleCard, OnCard
from bot.usecases.open_inbox import INBOX, REFUSING
from bot.usecases.owe_answer import OweAnswer
from bot.usecases.recipients import chat_of
from bot.usecases.refusal_job import refuse_job
from bot.usecases.screens import refresh

_TRIES = 5
"""How often a candidate is looked at anew whom somebody else changes meanwhile."""


@dataclass(frozen=True, slots=True)
class RefuseCandidates:
    """The job behind refusing many."""

    uow: UnitOfWork
    clock: Clock
    bot_id: int
    owe: OweAnswer
    handle: HandleCard

    async def __call__(self, job: Job) -> None:
        """Go on until enough are on their way: each that has arrived wakes this again.

        Safe to repeat: a candidate's turn is stored with what came of it.
        Raises: Conflict when one is changed all the time.
        """
        assert job.workspace_id is not None  # refuse_job always names it
        tenant, tries = Tenant(job.workspace_id), _TRIES
        while True:
            try:
                if not await self._next(tenant, BulkRefusalId(job.subject)):
                    return
            except Conflict:
                tries -= 1
                if not tries:
                    raise
            else:
                tries = _TRIES

    async def _next(self, tenant: Tenant, refusal_id: BulkRefusalId) -> bool:
        """False: nobody is to be refused right now."""
        async with self.uow(tenant) as tx:
            refusal, now = await tx.bulk_refusals.get(refusal_id, hold=True), self.clock.now()
            if refusal.done_at is not None:
                return False
            if refusal.undoable(now):
                await tx.enqueue(refuse_job(refusal, at=refusal.due_at))
                await tx.commit()
                return False
            states = await tx.bulk_refusals.items(refusal.id)
            waiting = [one.item for one in states if one.item.turn is Turn.WAITING]
            going = sum(one.under_way for one in states)
            if waiting and going >= AT_ONCE:
                return False
            if waiting:
                await tx.bulk_refusals.settle(await self._refuse(tx, refusal, waiting[0], now))
            elif not going:
                await self._finish(tx, refusal, now)
            await refresh(tx, (REFUSING,), refusal.id)
            await tx.commit()
        return bool(waiting)

    async def _refuse(
        self, tx: Transaction, refusal: BulkRefusal, item: BulkRefusalItem, now: datetime
    ) -> BulkRefusalItem:
        """What came of one of them."""
        actor = await _asker(tx, refusal)
        if actor is None or not await tx.queues.sees(Seen.of(actor), item.application_id):
            return item.skipped(Skip.UNSEEN)
        one = await tx.applications.get(item.application_id)
        account = await tx.accounts.get(one.account_id)
        barred = await tx.barred.among([one.id])
        why = skip(item, one, account, can_tell=item.told, barred=barred, now=now)
        if why is None and await _heard(tx, one):
            why = Skip.ANSWERED
        if why is not None:
            return item.skipped(why)
        telling = Telling(Kind.REJECT, words=refusal.words)
        words = await filled(tx, actor, one, telling)
        if not words.whole:
            return item.skipped(Skip.LACKING)
        text = await with_notice(tx, self.owe.sites, actor, one, telling, words)
        if len(text) > TEXT_MOST:
            return item.skipped(Skip.LONG)
        card = OnCard(one)
        try:
            action = await self.owe(tx, actor, card, Kind.REJECT, text, at_once=True)
        except AnswerUnderWay:
            return item.skipped(Skip.ANSWERED)
        return item.passed(action.id if action is not None else None)

    async def _finish(self, tx: Transaction, refusal: BulkRefusal, now: datetime) -> None:
        """Who does not watch hears of it, once."""
        await tx.bulk_refusals.save(replace(refusal, done_at=now))
        await refresh(tx, (INBOX,), 0)
        link = await chat_of(tx, self.bot_id, refusal.asked_by)
        watching = await tx.conversations.looking_at((REFUSING,), refusal.id)
        if link is None or link.user_id in {one.user_id for one in watching}:
            return
        notice = Notice(
            NoticeId(new_id()),
            refusal.workspace_id,
            self.bot_id,
            link.id,
            NoticeKind.REFUSED,
            refusal.id,
            now,
        )
        await tx.notices.owe([notice])


async def _heard(tx: Transaction, one: Application) -> bool:
    """Whether they were told anything since, by another application, perhaps joined lately."""
    person = await tx.applications.of_person(one.person_id)
    moments = [it.handling.answered_at for it in person]
    return any(at is not None and at >= one.sent_at for at in moments)


async def _asker(tx: Transaction, refusal: BulkRefusal) -> Actor | None:
    """Who asked for it, as long as they may."""
    for one in await tx.workspaces.members():
        if one.id == refusal.asked_by and Right.HANDLE in RIGHTS[one.role]:
            return Actor(one.workspace_id, one.id, one.role, one.user_id, one.user_id)
    return None
