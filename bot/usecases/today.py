"""What day it is."""

from bot.domain.alert import Today
from bot.domain.ids import WorkspaceId
from bot.ports import Clock, Transaction


async def today_of(tx: Transaction, clock: Clock, workspace_id: WorkspaceId) -> Today:
    """Now, where the company is."""
    workspace = await tx.workspaces.get(workspace_id)
    return Today(clock.now(), workspace.time_zone)
