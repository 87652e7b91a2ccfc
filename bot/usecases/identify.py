"""Who is asking, as what."""

from dataclasses import dataclass, replace

from bot.domain.workspace import Actor, Person, User, Workspace
from bot.ports import Transaction, UnitOfWork


@dataclass(frozen=True, slots=True)
class Known:
    """A person the bot has met; `actor` and `workspace` are None outside any workspace."""

    user: User
    actor: Actor | None = None
    workspace: Workspace | None = None
    gone: bool = False
    """The chat was thought blocked; whoever writes in it is back."""


@dataclass(frozen=True, slots=True)
class Identify:
    """Read anew at every press: a removed member's buttons stop at once."""

    uow: UnitOfWork
    bot_id: int

    async def __call__(self, person: Person) -> Known | None:
        """None for somebody who has never written to the bot."""
        async with self.uow.person(person) as tx:
            found = await known(tx, person)
            if found is None:
                return None
            link = await tx.chats.private(self.bot_id, person.user_id)
        if person.username is not None and person.username != (found.user.username or ""):
            await self._rename(replace(person, update_key=None))
        return replace(found, gone=link.gone_since is not None)

    async def _rename(self, person: Person) -> None:
        """By its present name somebody is named in notes; the update itself is not done by this."""
        async with self.uow.person(person) as tx:
            user = await tx.users.get(person.user_id)
            if user is not None:
                await tx.users.save(replace(user, username=person.username or None))
            await tx.commit()


async def known(tx: Transaction, person: Person) -> Known | None:
    """The same, inside a transaction of the person's."""
    user = await tx.users.get(person.user_id)
    if user is None:
        return None
    mine = {one.workspace_id: one for one in await tx.workspaces.memberships(user.id)}
    # Who was taken out of the company they worked in goes on in another one of theirs.
    chosen = user.workspace_id if user.workspace_id in mine else min(mine, default=None)
    if chosen is None:
        return Known(user)
    member = mine[chosen]
    actor = Actor(
        member.workspace_id,
        member.id,
        member.role,
        user.id,
        person.chat_id,
        person.update_key,
    )
    return Known(user, actor, await tx.workspaces.get(member.workspace_id))
