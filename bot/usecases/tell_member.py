"""A member hears of what others changed for them."""

from dataclasses import dataclass

from bot.domain.ids import MemberId, NoticeId, new_id
from bot.domain.jobs import Job
from bot.domain.notice import Notice, NoticeKind
from bot.domain.team import TeamChange, Word
from bot.domain.workspace import Actor, Member, Role, Tenant
from bot.ports import Clock, Transaction, UnitOfWork

CAME = "tell_came"


async def tell_member(
    tx: Transaction,
    clock: Clock,
    actor: Actor,
    to: Member,
    word: Word,
    subject: int,
    *,
    left: MemberId | None = None,
    vacancies: int = 0,
    candidates: int = 0,
) -> None:
    """Owe the word to the member's private chat; who does it to themselves knows.

    `left`: whose vacancies and candidates these were.
    """
    if to.id == actor.member_id and word is not Word.HANDED:
        return
    bot_id = (await tx.conversations.of(actor)).bot_id
    link = await tx.chats.private(bot_id, to.user_id)
    change = TeamChange(word, left or actor.member_id, new_id(), vacancies, candidates)
    notice = Notice(
        NoticeId(new_id()),
        actor.workspace_id,
        bot_id,
        link.id,
        NoticeKind.TEAM_WORD,
        subject,
        clock.now(),
        change.occurrence,
    )
    await tx.notices.owe([notice])


def came_job(member: Member) -> Job:
    """The wake-up of the word that somebody has joined."""
    return Job(CAME, member.id, member.workspace_id, lock=f"came:{member.id}")


@dataclass(frozen=True, slots=True)
class TellCame:
    """The job: who joins sees nobody's chat but their own, so that the owner is told after it."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, job: Job) -> None:
        """Nothing of somebody who has left again."""
        assert job.workspace_id is not None  # came_job always names it
        async with self.uow(Tenant(job.workspace_id)) as tx:
            for one in await tx.workspaces.members():
                if one.id == job.subject:
                    ids = (one.workspace_id, one.id, one.role, one.user_id, one.user_id)
                    await tell_owner(tx, self.clock, Actor(*ids), Word.CAME, one.id)
            await tx.commit()


async def tell_owner(tx: Transaction, clock: Clock, actor: Actor, word: Word, subject: int) -> None:
    """Owe it to the owner, who hears of what others change in the company."""
    owner = next((it for it in await tx.workspaces.members() if it.role is Role.OWNER), None)
    if owner is not None and owner.id != subject:
        await tell_member(tx, clock, actor, owner, word, subject)
