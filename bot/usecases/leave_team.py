"""Who goes from the team of their own will, or may handle candidates no more: a colleague has it.

Taking somebody out is `bot.usecases.manage_team`.
"""

from dataclasses import dataclass

from bot.domain.conversation import Flash, Place
from bot.domain.errors import Stale
from bot.domain.group import Did
from bot.domain.team import Word
from bot.domain.workspace import Actor, Role
from bot.ports import Clock, UnitOfWork
from bot.usecases.asked import Press
from bot.usecases.manage_team import (
    DEMOTE,
    LIST,
    hand_all,
    heir_of,
    in_hand,
    member_of,
    refresh_lists,
    show_one,
    withdraw_invites,
)
from bot.usecases.screens import current, show
from bot.usecases.tell_member import tell_member, tell_owner
from bot.usecases.write_down import write_down

QUIT = "quit"


@dataclass(frozen=True, slots=True)
class DemoteMember:
    """A hiring manager from now on, who handles no candidates: a colleague has the work."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """`asked.id`: who takes it over. Raises: Stale, NotThere, NotAllowed."""
        async with self.uow(actor) as tx:
            found = await in_hand(tx, actor, asked, DEMOTE)
            if found is None:
                return
            talk, one = found
            now, role, heir = self.clock.now(), Role.HIRING_MANAGER, await heir_of(tx, one, asked)
            await hand_all(tx, self.clock, actor, one, heir)
            await withdraw_invites(tx, actor, one, now)
            changed = one.changed(actor.member_id, now, role=role, heir_id=heir.id)
            one = await tx.workspaces.save_member(changed)
            await write_down(tx, actor, Did.ROLE, one.id, now, detail=role)
            await tell_member(tx, self.clock, actor, one, Word.ROLE, one.id)
            await tell_owner(tx, self.clock, actor, Word.ROLE_OF, one.id)
            await refresh_lists(tx, actor)
            await show_one(tx, actor, asked, talk, one, Flash("done-role", {"name": one.name}))
            await tx.commit()


@dataclass(frozen=True, slots=True)
class Quit:
    """Out of the company by oneself; the owner, who alone may not, has the work."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """The yes to the question. Raises: Stale; Conflict when the member was just changed."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            if talk.place.screen != QUIT:
                raise Stale
            one = await member_of(tx, actor.member_id)
            others = [it for it in await tx.workspaces.members() if it.id != one.id]
            owner = next((it for it in others if it.role is Role.OWNER), None)
            if one.role is Role.OWNER or owner is None:
                flash = Flash("owner-stays")
                await show(tx, actor, Place(LIST), asked=asked, flash=flash, talk=talk.cleared())
                await tx.commit()
                return
            now = self.clock.now()
            company = (await tx.workspaces.get(actor.workspace_id)).name
            await hand_all(tx, self.clock, actor, one, owner)
            await withdraw_invites(tx, actor, one, now)
            await write_down(tx, actor, Did.REMOVED, one.id, now)
            await tell_owner(tx, self.clock, actor, Word.QUIT, one.id)
            gone = one.changed(one.id, now, removed_at=now, heir_id=owner.id)
            await tx.workspaces.save_member(gone)
            await refresh_lists(tx, actor)
            flash = Flash("done-quit", {"name": company})
            await show(tx, actor, Place(), asked=asked, flash=flash, talk=talk.cleared())
            await tx.commit()
