"""The repositories of people, their teams, and what each of them is about."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.conversation import Conversation
from bot.domain.ids import InviteId, MemberId, WorkspaceId
from bot.domain.workspace import Actor, Invite, Member, Person, User, Workspace


class Users(Protocol):
    """People at Telegram; rows of no workspace."""

    async def get(self, user_id: int) -> User | None: ...
    async def save(self, user: User) -> None: ...


class Workspaces(Protocol):
    """Workspaces and their members."""

    async def get(self, workspace_id: WorkspaceId) -> Workspace: ...
    async def save(self, workspace: Workspace) -> None: ...
    async def member_of(self, workspace_id: WorkspaceId, user_id: int) -> Member | None: ...
    async def memberships(self, user_id: int) -> Sequence[Member]:
        """Those of one person that were not taken away, the oldest first."""

    async def members(self) -> Sequence[Member]:
        """Those of the transaction's workspace who were not removed."""

    async def named(self, member_id: MemberId) -> str:
        """What a member is called, or was; empty for nobody of the transaction's workspace."""

    async def ever(self) -> Sequence[Member]:
        """Those who were removed too."""

    async def save_member(self, member: Member) -> Member:
        """Insert or update, version one higher. Raises: Conflict."""


class Invites(Protocol):
    """Single-use links."""

    async def add(self, invite: Invite) -> None: ...
    async def by_hmac(self, token_hmac: str) -> Invite | None: ...
    async def open(self, now: datetime) -> Sequence[Invite]:
        """Those into the transaction's workspace that somebody may still use, the oldest first."""

    async def withdraw(self, invite_id: InviteId) -> bool:
        """Let nobody use it; False when somebody has, or it is another workspace's."""

    async def use(self, invite: Invite, user_id: int) -> bool:
        """Mark it used; False when somebody was faster."""


class Conversations(Protocol):
    """One a person; made on first sight."""

    async def of(self, person: Person | Actor) -> Conversation: ...
    async def looking_at(self, screens: Collection[str], *subjects: int) -> Sequence[Conversation]:
        """Those of this workspace whose place is one of `screens` about one of `subjects`."""

    async def at(self, screens: Collection[str]) -> Sequence[Conversation]:
        """Those of this workspace whose place is one of `screens`, whatever it is about."""

    async def save(self, conversation: Conversation) -> Conversation:
        """Store it with the version one higher. Raises: Conflict when it is not as it was read."""

    async def note(self, conversation: Conversation) -> Conversation:
        """Store it with the version it has: the buttons that stand in the chat stay good.

        For what changes no question: a line to say, a tick in a list. Raises: Conflict when it
        is not as it was read, after which the transaction may go on.
        """

    async def shown(
        self, user_id: int, version: int, message_id: int, *, instead: int | None
    ) -> None:
        """The living message as it was just sent in place of `instead`.

        Where a newer version came meanwhile, `below` stays, and so does another message that it
        made the living one.
        """
