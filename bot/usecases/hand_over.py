"""What its reader may not see any more: somebody else must, or a candidate or a login is lost."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.errors import NotThere
from bot.domain.ids import (
    AccountId,
    ApplicationId,
    CarouselId,
    DigestId,
    NoticeId,
    WorkspaceId,
    new_id,
)
from bot.domain.jobs import Job
from bot.domain.notice import HANDED_OVER, Notice, NoticeKind, NoticeState
from bot.domain.workspace import ChatKind, ChatLink, Right, Tenant
from bot.ports import Clock, Transaction, UnitOfWork
from bot.usecases.hand_over_ads import hand_over_ads
from bot.usecases.reach import shown_in
from bot.usecases.recipients import chat_of, keeper_of
from bot.usecases.tell_digest import shares
from bot.usecases.tell_new import gathered_job

HAND_OVER = "hand_over"
_OF_ADS = (NoticeKind.ADS_CHANGED, NoticeKind.UNLINKED_ADS)
MOST = 20
"""How many one job hands over: other work runs before the next one."""


def hand_over_job(workspace_id: WorkspaceId) -> Job:
    """What nobody of one company would ever try to send."""
    key = f"hand_over:{workspace_id}"
    return Job(HAND_OVER, workspace_id, workspace_id, lock=key, unique=key)


@dataclass(frozen=True, slots=True)
class HandOver:
    """Owe a card to whom it would go if the candidate answered now, and other news alike."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, notice: Notice) -> bool:
        """False for one that nobody may see now: it has to wait. Safe to repeat.

        Any other notice has nobody to go to.
        """
        if notice.kind not in HANDED_OVER or notice.workspace_id is None:
            return True
        async with self.uow(Tenant(notice.workspace_id)) as tx:
            handed = await _hand_over(tx, notice, self.clock.now())
            await tx.commit()
        return handed

    async def left_out(self, notice: Notice) -> None:
        """Of a carousel that was sent: those whom its reader was not shown. Safe to repeat."""
        assert notice.workspace_id is not None  # a carousel is always some company's
        async with self.uow(Tenant(notice.workspace_id)) as tx:
            carousel = await tx.carousels.get(CarouselId(notice.subject_id))
            shown, handed = {one.id for one in await shown_in(tx, carousel)}, []
            for card in await tx.notices.of_carousel(carousel.id):
                hidden = card.state is NoticeState.IN_CAROUSEL and card.id not in shown
                if hidden and await _hand_over(tx, card, self.clock.now()):
                    handed.append(card.to(NoticeState.WITHDRAWN))
            await tx.notices.go_on(NoticeState.IN_CAROUSEL, handed)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class HandOverStranded:
    """The job for what waits where nobody would ever try to send it.

    Nothing is sent to a chat that is gone, so that it is never found out there that its person has
    left or lost the right; and in any other chat it may have been due while nobody had it.
    """

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, job: Job) -> None:
        """Safe to repeat. While nobody may see one it stays, for the next owner."""
        assert job.workspace_id is not None  # hand_over_job always names it
        async with self.uow(Tenant(job.workspace_id)) as tx:
            handed = 0
            for one in await tx.notices.stranded(MOST):
                if await _hand_over(tx, one, self.clock.now()):
                    await tx.notices.withdraw(one)  # at once: the next may be of the same row
                    handed += 1
            if handed == MOST:
                await tx.enqueue(hand_over_job(job.workspace_id))
            await tx.commit()


async def _hand_over(tx: Transaction, notice: Notice, now: datetime) -> bool:
    """Whether the chat it was meant for has nothing to do with it any more."""
    if notice.kind is NoticeKind.CAROUSEL:
        return await _hand_over_carousel(tx, notice, now)
    try:
        if notice.kind in _OF_ADS:
            return await hand_over_ads(tx, notice, now)
        heir = await _heir(tx, notice)
    except NotThere:
        return True
    if heir is None:
        return False
    kind = NoticeKind.CARD if notice.kind is NoticeKind.CARD_AGAIN else notice.kind
    about = await tx.notices.of_subject(kind, notice.subject_id)
    has = any(
        one.chat_link_id == heir.id
        and one.id != notice.id  # its reader may have got the right again
        and (notice.kind is not NoticeKind.ACCOUNT_PAUSED or one.id > notice.id)  # it pauses often
        and one.state is not NoticeState.WITHDRAWN
        for one in about
    )
    if not has:
        fresh = replace(
            notice,
            kind=kind,
            id=NoticeId(new_id()),
            chat_link_id=heir.id,
            occurrence=f"from.{notice.id}",  # it may come back, and go there once more
            # Of a carousel: told with the others.
            state=NoticeState.OWED if notice.carousel_id is None else NoticeState.GATHERED,
            carousel_id=None,
            attempts=0,
            due_at=now,
        )
        await tx.notices.owe([fresh])
        if fresh.state is NoticeState.GATHERED and fresh.workspace_id is not None:
            await tx.enqueue(gathered_job(fresh.workspace_id, heir.id))
    return True


async def _hand_over_carousel(tx: Transaction, notice: Notice, now: datetime) -> bool:
    """Each of its candidates goes to whom their card would go; together again, if there are many.

    While nobody may see them they stay.
    """
    handed = []
    for card in await tx.notices.of_carousel(CarouselId(notice.subject_id)):
        if card.state is not NoticeState.IN_CAROUSEL:
            continue
        if not await _hand_over(tx, card, now):
            return False
        handed.append(card.to(NoticeState.WITHDRAWN))
    await tx.notices.go_on(NoticeState.IN_CAROUSEL, handed)
    return True


async def _heir(tx: Transaction, notice: Notice) -> ChatLink | None:
    """Raises: NotThere when nothing is left to tell."""
    if notice.kind is NoticeKind.ACCOUNT_PAUSED:
        account = await tx.accounts.get(AccountId(notice.subject_id))
        if not account.halted:
            raise NotThere
        return await keeper_of(tx, notice.bot_id, account)
    if notice.kind is NoticeKind.DIGEST:
        return await _heir_of_digest(tx, notice)
    application = await tx.applications.get(ApplicationId(notice.subject_id))
    if application.publication_id is None:
        return None
    publication = await tx.publications.get(application.publication_id)
    vacancy = await tx.vacancies.get(publication.vacancy_id)
    return await chat_of(tx, notice.bot_id, vacancy.owner_id, Right.SEE_CONTACTS)


async def _heir_of_digest(tx: Transaction, notice: Notice) -> ChatLink | None:
    """Who would get a share of it now and was told of none.

    Raises: NotThere where everybody was.
    """
    missed = await tx.applications.of_digest(DigestId(notice.subject_id))
    told = {
        one.chat_link_id
        for one in await tx.notices.of_subject(notice.kind, notice.subject_id)
        if one.state is not NoticeState.WITHDRAWN and one.id != notice.id
    }
    parts = await shares(tx, notice.bot_id, missed)
    heirs = [link for link, _ in parts.values() if link.kind is ChatKind.PRIVATE]
    if not heirs:
        return None
    for link in heirs:
        if link.id not in told and link.id != notice.chat_link_id:
            return link
    raise NotThere
