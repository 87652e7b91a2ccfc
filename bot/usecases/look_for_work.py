"""The clock's use case: what is due becomes a wake-up; nothing owed is ever forgotten."""

import logging
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import AccountId, PublicationId, WorkspaceId
from bot.domain.jobs import Job
from bot.domain.paces import Paces
from bot.domain.publication import ActionState
from bot.domain.workspace import Tenant
from bot.ports import Clock, UnitOfWork
from bot.usecases.ask_site import act_job
from bot.usecases.keep_applications import files_job, stubs_job
from bot.usecases.sync_applications import sync_job

log = logging.getLogger(__name__)
BATCH = 500
DELIVER = "deliver"


@dataclass(frozen=True, slots=True)
class LookForWork:
    """Run at start and at every tick; an extra wake-up does no harm."""

    uow: UnitOfWork
    clock: Clock
    paces: Paces

    async def __call__(self) -> None:
        """Accounts that are due, what is owed, files and kept responses that are still wanted."""
        now = self.clock.now()
        async with self.uow.system() as tx:
            back = await tx.look_at_clock(now)
            if back:
                log.warning("the clock was set back by %s: what is due goes back with it", back)
            accounts = await tx.due_accounts(now, BATCH)
            actions = await tx.owed_actions(now)
            links = await tx.owed_links(now)
            files = await tx.wanted_files()
            stubs = await tx.kept_stubs()
            await tx.commit()
        for workspace_id, account_id in accounts:
            await self._sync(workspace_id, account_id)
        for workspace_id, publication_id in stubs:
            await self._fetch_stubs(workspace_id, publication_id, now)
        async with self.uow.system() as tx:
            for link_id in links:
                await tx.enqueue(deliver_job(link_id))
            for wanted in files:  # a retry that waits keeps its own, earlier moment
                await tx.enqueue(files_job(wanted, at=now + self.paces.of(minutes=30)))
            await tx.commit()
        for workspace_id, action_id in actions:
            async with self.uow(Tenant(workspace_id)) as workspace:
                action = await workspace.actions.get(action_id)
                if action.publication_id is not None and action.state is not ActionState.DONE:
                    publication = await workspace.publications.get(action.publication_id)
                    await workspace.enqueue(act_job(action, publication))
                    await workspace.commit()

    async def _fetch_stubs(
        self, workspace_id: WorkspaceId, publication_id: PublicationId, now: datetime
    ) -> None:
        """Seldom: a stub stays when the site has its response no more, and is asked for again."""
        async with self.uow(Tenant(workspace_id)) as tx:
            publication = await tx.publications.get(publication_id)
            if publication.may_sync:
                await tx.enqueue(stubs_job(publication, at=now + self.paces.of(hours=6)))
                await tx.commit()

    async def _sync(self, workspace_id: WorkspaceId, account_id: AccountId) -> None:
        async with self.uow(Tenant(workspace_id)) as tx:
            account = await tx.accounts.get(account_id)
            await tx.enqueue(sync_job(account))
            await tx.commit()


@dataclass(frozen=True, slots=True)
class Prune:
    """Once an hour: updates done and screens sent long ago."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self) -> None:
        """Keys that prevent a repeat stay."""
        async with self.uow.system() as tx:
            await tx.prune(self.clock.now())
            await tx.commit()


def deliver_job(link_id: int, at: datetime | None = None) -> Job:
    """The wake-up of one chat's deliverer, as the repository of notices makes it."""
    return Job(
        DELIVER,
        link_id,
        lock=f"chat:{link_id}",
        unique=f"deliver:{link_id}",
        at=at,
        priority=10,
    )
