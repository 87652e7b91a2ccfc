"""A request that its site could not take now: when it is sent again."""

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.account import EmployerAccount
from bot.domain.errors import AutomationRefused, ProofNeeded, SiteCrowded, SiteError
from bot.domain.paces import Paces
from bot.domain.site_action import SiteAction
from bot.domain.workspace import Tenant
from bot.ports import Clock, UnitOfWork
from bot.usecases.manage_account import note_wall, pause_account
from bot.usecases.site_case import MOST_ATTEMPTS


@dataclass(frozen=True, slots=True)
class PutOffRequest:
    """What a site that is away, or lets no program in, means for one request and its account."""

    uow: UnitOfWork
    clock: Clock
    paces: Paces
    bot_id: int

    async def __call__(
        self, action: SiteAction, account: EmployerAccount, error: SiteError
    ) -> timedelta | None:
        """How long it waits; None: it was tried often enough."""
        if isinstance(error, ProofNeeded):
            await pause_account(self.uow, self.clock, self.bot_id, account, error)
        if action.attempts >= MOST_ATTEMPTS and not isinstance(error, SiteCrowded):
            return None
        now = self.clock.now()
        pause = max(self.paces.backoff(action.attempts), error.not_before(now) - now)
        if isinstance(error, AutomationRefused):
            async with self.uow(Tenant(action.workspace_id)) as tx:
                await note_wall(tx, account.id, now, now + pause)
                await tx.commit()
        return pause
