"""Erasing somebody: rows first, then files, then what chats were told (product.md 2.13).

Each step can be repeated: whatever a crash leaves is gone on with.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.application import Application
from bot.domain.erasure import Erasure, Step, Why, Wiped
from bot.domain.errors import NotThere
from bot.domain.ids import ApplicationId, ErasureId, MemberId, NoticeId, new_id
from bot.domain.jobs import Job
from bot.domain.notice import CAROUSELS, Notice, NoticeKind, SentMessage
from bot.domain.paces import Paces
from bot.domain.workspace import ChatLink, Right, Tenant
from bot.ports import Clock, Files, Journal, Scour, Transaction, UnitOfWork, Vault
from bot.usecases.erased import key_of
from bot.usecases.recipients import chat_of
from bot.usecases.redraw_cards import card_instead, redraw
from bot.usecases.screens import screen_notice
from bot.usecases.share_inline import about_share

log = logging.getLogger(__name__)
ERASE = "erase"
NOBODY = MemberId(0)
_AGAIN = {
    NoticeKind.DIGEST: NoticeKind.DIGEST,
    **dict.fromkeys(CAROUSELS, NoticeKind.CAROUSEL),
}
"""Messages of many, which come anew without those who were erased."""


def erase_job(erasure: Erasure, wait: timedelta | None = None) -> Job:
    """One erasure; those of a company follow each other."""
    return Job(
        ERASE,
        erasure.id,
        erasure.workspace_id,
        lock=f"erase:{erasure.workspace_id}",
        unique=f"erase:{erasure.id}",
        at=None if wait is None else erasure.asked_at + wait,
        priority=15,
    )


def came_back(application: Application, now: datetime) -> Erasure:
    """One who was erased before is here once more."""
    ids = (application.id,)
    return Erasure(ErasureId(new_id()), application.workspace_id, Why.REPLAY, ids, now)


@dataclass(frozen=True, slots=True)
class ErasePerson:
    """The job."""

    uow: UnitOfWork
    files: Files
    journal: Journal
    scour: Scour
    vault: Vault
    clock: Clock
    paces: Paces
    bot_id: int

    async def __call__(self, job: Job) -> None:
        """Safe to repeat; it comes back until every message is taken away, or can't be."""
        assert job.workspace_id is not None  # erase_job always names it
        tenant = Tenant(job.workspace_id)
        erasure = await self.wipe(tenant, ErasureId(job.subject))
        if erasure is None:
            return
        for file_id in erasure.files:
            await self.files.erase(file_id)
        await self.scour()
        await self._settle(tenant, erasure)

    async def wipe(self, tenant: Tenant, erasure_id: ErasureId) -> Erasure | None:
        """Every row goes, and what chats were told is owed to vanish; None: it is done."""
        async with self.uow(tenant) as tx:
            try:
                erasure = await tx.erasing.get(erasure_id)
            except NotThere:
                return None
            if erasure.step is Step.DONE:
                return None
            digests: Sequence[int] = ()
            first = erasure.step is Step.OWED
            if first and await tx.erasing.hold_digests(erasure) and self._patient(erasure):
                await self._come_back(tx, erasure)
                await tx.commit()
                return None
            if first:
                erasure, digests = await self._wipe(tx, erasure)
            erasure = await self._take_away(tx, erasure, digests)
            if first:
                await self._redraw(tx)
            await tx.commit()
        return erasure

    def _patient(self, erasure: Erasure) -> bool:
        """What a digest told is known before the rows are gone; not waited for for ever."""
        return self.clock.now() - erasure.asked_at < self.paces.of(minutes=10)

    async def _take_away(
        self, tx: Transaction, erasure: Erasure, digests: Sequence[int] = ()
    ) -> Erasure:
        said = await tx.erasing.take_messages(erasure, digests)
        await self._vanish(tx, erasure, said)
        shares = await tx.opinions.shares(erasure.applications)
        kind, which = NoticeKind.FORGET_INLINE, str(erasure.id)
        blanks = [about_share(one, kind, self.clock, which) for one in shares]
        count = len(said) + await tx.notices.owe(blanks)
        erasure = replace(erasure, messages=erasure.messages + count)
        await tx.erasing.save(erasure)
        return erasure

    async def _come_back(self, tx: Transaction, erasure: Erasure) -> None:
        age = self.clock.now() - erasure.asked_at
        pause = min(self.paces.of(minutes=10), max(self.paces.of(seconds=5), age / 4))
        await tx.enqueue(erase_job(erasure, age + pause))

    async def _wipe(self, tx: Transaction, erasure: Erasure) -> tuple[Erasure, Sequence[int]]:
        workspace = await tx.workspaces.get(erasure.workspace_id)
        contacts = erasure.why is Why.ASKED and workspace.stop_erased
        await tx.merges.hold()  # who is being stored right now is seen, or sees what is noted here
        if contacts:
            late = await _came_since(tx, erasure)
            erasure = replace(erasure, applications=(*erasure.applications, *late))
        wiped = await tx.erasing.wipe(erasure, contacts=contacts)
        keys = {key_of(self.vault, erasure.workspace_id, trait) for trait in wiped.traits}
        # Before the rows are gone for good: a backup from now on is one from before.
        await self.journal.note(keys)
        await tx.erasing.remember(keys, self.clock.now())
        log.info("erased %d applications: %s", wiped.records, dict(wiped.counts))
        await self._free(tx, wiped)
        done = replace(erasure, step=Step.WIPED, files=wiped.files, records=wiped.records)
        return done, wiped.digests

    async def _free(self, tx: Transaction, wiped: Wiped) -> None:
        """Cards of others say nothing of them; a mere word under a card of theirs becomes one."""
        now = self.clock.now()
        kin = [await tx.applications.get(one) for one in wiped.kin]
        for one in await tx.applications.touch(kin):
            if one.id in wiped.orphans:
                await card_instead(tx, one, now)
            await redraw(tx, one, now)

    async def _vanish(self, tx: Transaction, erasure: Erasure, said: Sequence[SentMessage]) -> None:
        """Each message goes; a list that named them among others comes anew."""
        owed = []
        links: dict[tuple[int, int], Sequence[ChatLink]] = {}
        for one in said:
            place = (one.bot_id, one.chat_id)
            if place not in links:
                links[place] = await tx.chats.of_chat(*place)
            link = _best(links[place], one, erasure)
            if link is None:
                continue
            owed.append(self.notice(erasure, link, NoticeKind.FORGET, one.message_id))
            again = _AGAIN.get(one.kind)
            if again is not None:
                owed.append(self.notice(erasure, link, again, one.subject_id))
        await tx.notices.owe(owed)

    def notice(self, erasure: Erasure, link: ChatLink, kind: NoticeKind, subject_id: int) -> Notice:
        """What a chat is owed for it."""
        return Notice(
            NoticeId(new_id()),
            erasure.workspace_id,
            link.bot_id,
            link.id,
            kind,
            subject_id,
            self.clock.now(),
            occurrence=str(erasure.id),
            thread_id=link.thread_id,
        )

    async def _redraw(self, tx: Transaction) -> None:
        """Any living screen of the team may show them: what it shows now is read anew."""
        for talk in await tx.erasing.living():
            link = await tx.chats.private(talk.bot_id, talk.user_id)
            await tx.notices.owe([screen_notice(talk, link)])

    async def _settle(self, tenant: Tenant, erasure: Erasure) -> None:
        """Done when nothing is on its way or to be taken away any more; then the receipt."""
        async with self.uow(tenant) as tx:
            moving = await tx.erasing.on_their_way(erasure)
            erasure = await self._take_away(tx, erasure)  # what has come since the rows went
            waiting, _ = await tx.erasing.left(erasure)
            if waiting or moving:
                await self._come_back(tx, erasure)
            else:
                done = replace(erasure, step=Step.DONE, done_at=self.clock.now())
                await tx.erasing.save(done)
                asked_by = erasure.asked_by or NOBODY
                link = await chat_of(tx, self.bot_id, asked_by, Right.MANAGE_TEAM)
                if link is not None:
                    owed = self.notice(erasure, link, NoticeKind.ERASED, erasure.id)
                    await tx.notices.owe([owed])
            await tx.commit()


async def _came_since(tx: Transaction, erasure: Erasure) -> list[ApplicationId]:
    """Whoever answered once more before the hashes were there to stop it goes along."""
    for one in erasure.applications:
        try:
            person = await tx.erasing.of_person(one)
        except NotThere:
            continue
        known = set(erasure.applications)
        fresh = [it for it in person if it.stored_at >= erasure.asked_at]
        return [it.id for it in fresh if it.id not in known]
    return []


def _best(links: Sequence[ChatLink], message: SentMessage, erasure: Erasure) -> ChatLink | None:
    """The link by which the message was sent; a group may have one a topic."""
    here = [one for one in links if one.workspace_id in (erasure.workspace_id, None)]
    exact = [one for one in here if one.thread_id == message.thread_id]
    return next(iter(exact or here), None)
