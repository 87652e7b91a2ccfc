"""Candidates of a member who has left become a colleague's work, some at a time."""

from dataclasses import dataclass

from bot.domain.group import Did
from bot.domain.ids import ApplicationId, MemberId, WorkspaceId
from bot.domain.jobs import Job
from bot.domain.queues import Part, Queue, Seen
from bot.domain.workspace import RIGHTS, Right, Role, Tenant
from bot.ports import Transaction, UnitOfWork
from bot.usecases.handle_card import HandleCard, OnCard

GIVE = "give_candidates"
MOST = 20
"""How many one job gives: other work runs before the next one."""


def give_job(workspace_id: WorkspaceId, left: MemberId, heir: MemberId, by: MemberId) -> Job:
    """Whose candidates go to whom, and who has decided it."""
    key = f"give:{left}:{heir}:{by}"
    return Job(GIVE, left, workspace_id, lock=f"give:{left}", unique=key)


@dataclass(frozen=True, slots=True)
class GiveCandidates:
    """The job."""

    uow: UnitOfWork
    handle: HandleCard

    async def __call__(self, job: Job) -> None:
        """Safe to repeat: whoever was given is nobody's of theirs any more."""
        assert job.workspace_id is not None  # give_job names both
        assert job.unique is not None
        left, heir, by = (MemberId(int(one)) for one in job.unique.split(":")[1:])
        async with self.uow(Tenant(job.workspace_id)) as tx:
            to = await _able(tx, heir)
            seen, mine = Seen(left, every=False), Part(Queue.MINE)
            ids = await tx.queues.ids(seen, mine, self.handle.clock.now(), limit=MOST)
            for one in ids:
                await self._give(tx, one, to, by)
            if len(ids) == MOST:
                await tx.enqueue(give_job(job.workspace_id, left, heir, by))
            await tx.commit()

    async def _give(
        self, tx: Transaction, one: ApplicationId, heir: MemberId, by: MemberId
    ) -> None:
        application = await tx.applications.get(one)
        given = application.handling.inherit(heir, by, self.handle.clock.now())
        card = OnCard(application)
        await self.handle.store(tx, by, card, given, Did.ASSIGNED, detail=str(heir))


async def _able(tx: Transaction, heir: MemberId) -> MemberId:
    """The owner in place of an heir who has left as well, or may not handle candidates now."""
    members = await tx.workspaces.members()
    if any(one.id == heir and Right.HANDLE in RIGHTS[one.role] for one in members):
        return heir
    return next(one.id for one in members if one.role is Role.OWNER)
