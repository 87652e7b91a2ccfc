"""Single-use links into a workspace."""

import secrets
from dataclasses import dataclass

from bot.domain.conversation import Place
from bot.domain.errors import NotAllowed, Stale
from bot.domain.group import Did
from bot.domain.ids import InviteId, MemberId, WorkspaceId, new_id
from bot.domain.paces import Paces
from bot.domain.workspace import Actor, Invite, Person, Role, Tenant
from bot.ports import Clock, UnitOfWork, Vault
from bot.usecases.asked import Press
from bot.usecases.enter import INVITE
from bot.usecases.screens import current, show
from bot.usecases.write_down import write_down


def _make(
    clock: Clock,
    vault: Vault,
    paces: Paces,
    role: Role,
    workspace_id: WorkspaceId | None,
    made_by: MemberId | None = None,
) -> tuple[str, Invite]:
    token = secrets.token_urlsafe(24)  # 32 characters: a deep link takes 64
    invite = Invite(
        InviteId(new_id()),
        vault.hmac(INVITE, token),
        role,
        workspace_id,
        clock.now() + paces.invite_life,
        made_by=made_by,
    )
    return token, invite


@dataclass(frozen=True, slots=True)
class MakeInvite:
    """A link for one more member, shown once; the role is an index in `tuple(Role)`."""

    uow: UnitOfWork
    clock: Clock
    vault: Vault
    paces: Paces

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: NotAllowed for the owner's role, Stale for none."""
        roles = tuple(Role)
        if asked.id >= len(roles):
            raise Stale
        if roles[asked.id] is Role.OWNER:
            raise NotAllowed
        whose = (actor.workspace_id, actor.member_id)
        token, invite = _make(self.clock, self.vault, self.paces, roles[asked.id], *whose)
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)  # a thumb that taps twice
            await tx.invites.add(invite)
            now, role = self.clock.now(), invite.role
            await write_down(tx, actor, Did.INVITED, invite.id, now, detail=role)
            talk = talk.cleared().drafted(
                token=token, role=invite.role.value, until=invite.expires_at.isoformat()
            )
            await show(tx, actor, Place("invite"), asked=asked, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class IssueInvite:
    """The same from the command line; without a workspace the bearer makes one of their own."""

    uow: UnitOfWork
    clock: Clock
    vault: Vault
    paces: Paces

    async def __call__(self, workspace_id: WorkspaceId | None, role: Role) -> str:
        """Return the token of the link. Raises: NotThere for an unknown workspace."""
        token, invite = _make(self.clock, self.vault, self.paces, role, workspace_id)
        scope = (
            self.uow(Tenant(workspace_id))
            if workspace_id is not None
            else self.uow.person(Person(user_id=0, chat_id=0))
        )
        async with scope as tx:
            if workspace_id is not None:
                await tx.workspaces.get(workspace_id)
            await tx.invites.add(invite)
            await tx.commit()
        return token
