"""Candidates of a member who has left become a colleague's work, some at a time."""

from dataclasses import dataclass, replace

from bot.domain.group import Did
from bot.domain.ids import ApplicationId, MemberId
from bot.domain.jobs import Job
from bot.domain.queues import Part, Queue, Seen
from bot.domain.team import Leaver
from bot.domain.vacancy import Shelf
from bot.domain.workspace import RIGHTS, Right, Role, Tenant
from bot.ports import Transaction, UnitOfWork
from bot.usecases.handle_card import HandleCard, OnCard

GIVE = "give_candidates"
MOST = 20
"""How many one job gives: other work runs before the next one."""


def give_job(leaver: Leaver) -> Job:
    """The wake-up of one whose candidates go to others."""
    key = f"give:{leaver.id}"
    return Job(GIVE, leaver.id, leaver.workspace_id, lock=key, unique=key)


@dataclass(frozen=True, slots=True)
class GiveCandidates:
    """The job."""

    uow: UnitOfWork
    handle: HandleCard

    async def __call__(self, job: Job) -> None:
        """Safe to repeat: whoever was given is nobody's of theirs any more."""
        assert job.workspace_id is not None  # give_job always names it
        async with self.uow(Tenant(job.workspace_id)) as tx:
            left = next(it for it in await tx.workspaces.ever() if it.id == job.subject)
            to = None if left.heir_id is None else await _able(tx, left.heir_id)
            if to is None:
                return
            by = left.changed_by or left.id  # an account that was deleted: nobody did it
            seen, mine = Seen(left.id, every=False), Part(Queue.MINE)
            ids = await tx.queues.ids(seen, mine, self.handle.clock.now(), limit=MOST)
            for one in ids:
                await self._give(tx, one, to, by)
            if len(ids) == MOST:
                await tx.enqueue(give_job(Leaver(job.workspace_id, left.id)))
            else:
                if left.removed_at is not None:
                    await self._give_rest(tx, left.id, to)
                await tx.workspaces.save_member(replace(left, heir_id=None))
            await tx.commit()

    async def _give_rest(self, tx: Transaction, left: MemberId, heir: MemberId) -> None:
        """Vacancies of an account that was deleted, and its invites: a removal saw to them."""
        for vacancy in await tx.vacancies.all(*Shelf):
            if vacancy.is_of(left):
                await tx.vacancies.save(vacancy.left_to(heir, left))
        for invite in await tx.invites.open(self.handle.clock.now()):
            if invite.made_by == left:
                await tx.invites.withdraw(invite.id)

    async def _give(
        self, tx: Transaction, one: ApplicationId, heir: MemberId, by: MemberId
    ) -> None:
        application = await tx.applications.get(one)
        given = application.handling.inherit(heir, by, self.handle.clock.now())
        card = OnCard(application)
        await self.handle.store(tx, by, card, given, Did.ASSIGNED, detail=str(heir))


async def _able(tx: Transaction, heir: MemberId) -> MemberId | None:
    """The owner in place of an heir who has left as well, or may not handle candidates now.

    None while there is no owner.
    """
    members = await tx.workspaces.members()
    if any(one.id == heir and Right.HANDLE in RIGHTS[one.role] for one in members):
        return heir
    return next((one.id for one in members if one.role is Role.OWNER), None)
