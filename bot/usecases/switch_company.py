"""Working in another of one's companies."""

from dataclasses import dataclass, replace

from bot.domain.conversation import Flash, Place
from bot.domain.errors import NotThere
from bot.domain.ids import WorkspaceId
from bot.domain.workspace import Person, Workspace
from bot.ports import UnitOfWork
from bot.usecases.asked import Press
from bot.usecases.screens import current, show

OTHER = "other_company"
NAME = "other"
"""Of the draft: what that company is called, which is not seen from within this one."""


@dataclass(frozen=True, slots=True)
class OfferSwitch:
    """A message of another company was pressed: the way there, as a button."""

    uow: UnitOfWork

    async def __call__(self, person: Person, company: Workspace, asked: Press) -> None:
        """Whatever was under way is left."""
        async with self.uow.person(person) as tx:
            talk = (await tx.conversations.of(person)).cleared().drafted(**{NAME: company.name})
            place = Place(OTHER, company.id)
            await show(tx, person, place, asked=replace(asked, version=0), talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class SwitchCompany:
    """The settings' button; what is owed by the other companies keeps coming."""

    uow: UnitOfWork

    async def __call__(self, person: Person, asked: Press) -> None:
        """Raises: Stale; NotThere for a company that the person is no member of."""
        async with self.uow.person(person) as tx:
            talk = current(await tx.conversations.of(person), asked)
            user = await tx.users.get(person.user_id)
            mine = {one.workspace_id for one in await tx.workspaces.memberships(person.user_id)}
            chosen = WorkspaceId(asked.id)
            if user is None or chosen not in mine:
                raise NotThere("workspaces")
            company = await tx.workspaces.get(chosen)
            await tx.users.save(replace(user, workspace_id=chosen))
            talk = replace(talk.cleared(), workspace_id=chosen)
            flash = Flash("done-company", {"name": company.name})
            await show(tx, person, Place(), asked=asked, flash=flash, talk=talk)
            await tx.commit()
