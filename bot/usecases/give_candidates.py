"""Candidates of a member who has left become a colleague's work, some at a time."""

from dataclasses import dataclass

from bot.domain.group import Did
from bot.domain.ids import ApplicationId, MemberId, WorkspaceId
from bot.domain.jobs import Job
from bot.domain.queues import Part, Queue, Seen
from bot.domain.workspace import Tenant
from bot.ports import Transaction, UnitOfWork
from bot.usecases.handle_card import HandleCard, OnCard

GIVE = "give_candidates"
MOST = 20
"""How many one job gives: other work runs before the next one."""


def give_job(workspace_id: WorkspaceId, left: MemberId, heir: MemberId) -> Job:
    """Whose candidates go to whom."""
    key = f"give:{left}:{heir}"
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
        left, heir = (MemberId(int(one)) for one in job.unique.split(":")[1:])
        async with self.uow(Tenant(job.workspace_id)) as tx:
            if all(one.id != heir for one in await tx.workspaces.members()):
                return  # has left as well: who took that one's work over has it
            seen, mine = Seen(left, every=False), Part(Queue.MINE)
            ids = await tx.queues.ids(seen, mine, self.handle.clock.now(), limit=MOST)
            for one in ids:
                await self._give(tx, one, heir)
            if len(ids) == MOST:
                await tx.enqueue(give_job(job.workspace_id, left, heir))
            await tx.commit()

    async def _give(self, tx: Transaction, one: ApplicationId, heir: MemberId) -> None:
        application = await tx.applications.get(one)
        given = application.handling.assign(heir, heir, self.handle.clock.now())
        card = OnCard(application)
        await self.handle.store(tx, heir, card, given, Did.ASSIGNED, detail=str(heir))
