"""After a lost key: whoever keeps an account's login is asked for it once more."""

from dataclasses import dataclass

from bot.domain.account import KEY_LOST
from bot.domain.workspace import Tenant
from bot.ports import Clock, UnitOfWork
from bot.usecases.manage_account import tell_paused


@dataclass(frozen=True, slots=True)
class TellLostKey:
    """Run once, by the command that empties what nobody opens; the bot sends it when it starts."""

    uow: UnitOfWork
    clock: Clock
    bot_id: int

    async def __call__(self) -> int:
        """Owe one notice for each account that waits; return how many do. Safe to repeat."""
        async with self.uow.system() as tx:
            workspaces = await tx.every_workspace()
        waiting = 0
        for workspace in workspaces:
            async with self.uow(Tenant(workspace.id)) as tx:
                lost = [one for one in await tx.accounts.all() if one.paused_by == KEY_LOST]
                for one in lost:
                    await tell_paused(tx, self.clock, self.bot_id, one)
                await tx.commit()
            waiting += len(lost)
        return waiting
