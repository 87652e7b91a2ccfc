"""A card that its reader may not see any more: somebody else must, or a candidate is lost."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.errors import NotThere
from bot.domain.ids import ApplicationId, NoticeId, WorkspaceId, new_id
from bot.domain.jobs import Job
from bot.domain.notice import Notice, NoticeKind, NoticeState
from bot.domain.workspace import ChatLink, Right, Tenant
from bot.ports import Clock, Transaction, UnitOfWork
from bot.usecases.recipients import chat_of

HAND_OVER = "hand_over"
MOST = 20
"""How many one job hands over: other work runs before the next one."""


def hand_over_job(workspace_id: WorkspaceId) -> Job:
    """The cards of one company that nobody would ever try to send."""
    key = f"hand_over:{workspace_id}"
    return Job(HAND_OVER, workspace_id, workspace_id, lock=key, unique=key)


@dataclass(frozen=True, slots=True)
class HandOver:
    """Owe a card to whom it would go if the candidate answered now."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, notice: Notice) -> None:
        """Safe to repeat; nothing for any other notice, or when it is in the right chat."""
        if notice.kind is not NoticeKind.CARD or notice.workspace_id is None:
            return
        async with self.uow(Tenant(notice.workspace_id)) as tx:
            await _hand_over(tx, notice, self.clock.now())
            await tx.commit()


@dataclass(frozen=True, slots=True)
class HandOverStranded:
    """The job for cards in chats that are gone, of people who have left or lost the right.

    Nothing is sent to such a chat, so that it is never found out there that they may not see it.
    """

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, job: Job) -> None:
        """Safe to repeat. While nobody may see a card it stays, for the next owner."""
        assert job.workspace_id is not None  # hand_over_job always names it
        async with self.uow(Tenant(job.workspace_id)) as tx:
            stranded = await tx.notices.stranded(MOST)
            handed = [one for one in stranded if await _hand_over(tx, one, self.clock.now())]
            for one in handed:
                await tx.notices.withdraw(one)
            if len(handed) == MOST:
                await tx.enqueue(hand_over_job(job.workspace_id))
            await tx.commit()


async def _hand_over(tx: Transaction, notice: Notice, now: datetime) -> bool:
    """Whether the chat it was meant for has nothing to do with it any more."""
    try:
        heir = await _heir(tx, notice)
    except NotThere:
        return True
    if heir is None or heir.id == notice.chat_link_id:
        return False
    about = await tx.notices.of_subject(notice.kind, notice.subject_id)
    has = any(
        one.chat_link_id == heir.id and one.state is not NoticeState.WITHDRAWN for one in about
    )
    if not has:
        fresh = replace(
            notice,
            id=NoticeId(new_id()),
            chat_link_id=heir.id,
            occurrence=f"from.{notice.chat_link_id}",
            state=NoticeState.OWED,
            attempts=0,
            due_at=now,
        )
        await tx.notices.owe([fresh])
    return True


async def _heir(tx: Transaction, notice: Notice) -> ChatLink | None:
    application = await tx.applications.get(ApplicationId(notice.subject_id))
    if application.publication_id is None:
        return None
    publication = await tx.publications.get(application.publication_id)
    vacancy = await tx.vacancies.get(publication.vacancy_id)
    return await chat_of(tx, notice.bot_id, vacancy.owner_id, Right.SEE_CONTACTS)
