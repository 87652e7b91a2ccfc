"""Another name for the company."""

from dataclasses import dataclass, replace

from bot.domain.conversation import Flash, Place
from bot.domain.errors import BadInput
from bot.domain.group import Did
from bot.domain.workspace import Actor
from bot.ports import Clock, UnitOfWork
from bot.usecases.asked import Typed
from bot.usecases.enter import COMPANY, company_name
from bot.usecases.screens import show, stay
from bot.usecases.write_down import write_down

NAME = "company_name"


@dataclass(frozen=True, slots=True)
class RenameCompany:
    """What was typed; candidates read it in the first notice and in templates from now on."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, actor: Actor, asked: Typed) -> None:
        """What can't be taken is said, and asked for again. Raises: Conflict."""
        async with self.uow(actor) as tx:
            try:
                name = company_name(asked)
            except BadInput as bad:
                await stay(tx, actor, Flash(bad.text_id, bad.values()), asked=asked)
            else:
                workspace = await tx.workspaces.get(actor.workspace_id)
                await tx.workspaces.save(replace(workspace, name=name))
                await write_down(tx, actor, Did.NAMED, workspace.id, self.clock.now())
                flash = Flash("done-company-named")
                await show(tx, actor, Place(COMPANY), asked=asked, flash=flash)
            await tx.commit()
