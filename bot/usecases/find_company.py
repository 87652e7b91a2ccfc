"""Of which of a person's companies a message is that was pressed."""

from dataclasses import dataclass

from bot.domain.workspace import Person, Workspace
from bot.ports import UnitOfWork
from bot.usecases.identify import known


@dataclass(frozen=True, slots=True)
class FindCompany:
    """Cards of all of them come into one chat, and one works in one of them at a time."""

    uow: UnitOfWork
    bot_id: int

    async def other(self, person: Person, message_id: int | None) -> Workspace | None:
        """Another company of theirs that has sent the message; None: it was not so."""
        if message_id is None:
            return None
        async with self.uow.system() as tx:
            said = await tx.said_at(self.bot_id, person.chat_id, message_id)
        if said is None or said.workspace_id is None:
            return None
        async with self.uow.person(person) as tx:
            found = await known(tx, person)
            present = found.actor.workspace_id if found and found.actor else None
            mine = {one.workspace_id for one in await tx.workspaces.memberships(person.user_id)}
            if said.workspace_id == present or said.workspace_id not in mine:
                return None
            return await tx.workspaces.get(said.workspace_id)
