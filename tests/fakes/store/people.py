"""People, workspaces, invites and conversations, in memory."""

import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.audit import AuditSieve
from bot.domain.conversation import Conversation
from bot.domain.errors import Conflict
from bot.domain.group import LOOKS, Deed, GroupToken
from bot.domain.ids import InviteId, MemberId, WorkspaceId
from bot.domain.team import Leaver
from bot.domain.workspace import Actor, Invite, Member, Person, User, Workspace
from tests.fakes.store.kinds import (
    CONVERSATIONS,
    DEEDS,
    INVITES,
    MEMBERS,
    TOKENS,
    USERS,
    WORKSPACES,
)
from tests.fakes.store.session import Repository


class MemoryUsers(Repository):
    """ports.Users"""

    async def get(self, user_id: int) -> User | None:
        return self._rows.find(USERS, lambda it: it.id == user_id)

    async def save(self, user: User) -> None:
        self._rows.put(USERS, user)


class MemoryWorkspaces(Repository):
    """ports.Workspaces"""

    async def get(self, workspace_id: WorkspaceId) -> Workspace:
        return self._rows.get(WORKSPACES, workspace_id)

    async def save(self, workspace: Workspace) -> None:
        if self._rows.find(WORKSPACES, lambda it: it.id == workspace.id):
            self._rows.replace(WORKSPACES, workspace)
            return
        self._rows.admit(workspace.id)
        self._rows.add(WORKSPACES, workspace)

    async def member_of(self, workspace_id: WorkspaceId, user_id: int) -> Member | None:
        wanted = (workspace_id, user_id)
        return self._rows.find(MEMBERS, lambda it: (it.workspace_id, it.user_id) == wanted)

    async def memberships(self, user_id: int) -> Sequence[Member]:
        return [one for one in await self.members() if one.user_id == user_id]

    async def members(self) -> Sequence[Member]:
        return self._rows.all(MEMBERS, lambda it: it.removed_at is None)

    async def named(self, member_id: MemberId) -> str:
        found = self._rows.find(MEMBERS, lambda it: it.id == member_id)
        return found.name if found is not None else ""

    async def ever(self) -> Sequence[Member]:
        return self._rows.all(MEMBERS)

    async def save_member(self, member: Member) -> Member:
        return self._rows.put_version(MEMBERS, member)


class MemoryLeavers(Repository):
    """The part of ports.SystemTransaction that asks whose candidates go to others."""

    async def leavers(self) -> Sequence[Leaver]:
        found = self._rows.all(MEMBERS, lambda it: it.heir_id is not None)
        return [Leaver(one.workspace_id, one.id) for one in found]


class MemoryInvites(Repository):
    """ports.Invites"""

    async def add(self, invite: Invite) -> None:
        self._rows.add(INVITES, invite)

    async def by_hmac(self, token_hmac: str) -> Invite | None:
        found = self._rows.find(INVITES, lambda it: it.token_hmac == token_hmac)
        if found is not None and found.workspace_id is not None:
            self._rows.admit(found.workspace_id)
        return found

    async def open(self, now: datetime) -> Sequence[Invite]:
        return self._rows.all(INVITES, lambda it: it.workspace_id is not None and it.usable(now))

    async def withdraw(self, invite_id: InviteId) -> bool:
        def unused(one: Invite) -> bool:
            return one.id == invite_id and one.workspace_id is not None and one.used_by is None

        return bool(self._rows.drop(INVITES, unused))

    async def use(self, invite: Invite, user_id: int) -> bool:
        unused = self._rows.find(INVITES, lambda it: it.id == invite.id and it.used_by is None)
        if unused is not None:
            self._rows.replace(INVITES, replace(unused, used_by=user_id))
        return unused is not None


class MemoryGroupTokens(Repository):
    """ports.GroupTokens"""

    async def add(self, token: GroupToken) -> None:
        self._rows.add(TOKENS, token)

    async def by_hmac(self, token_hmac: str) -> GroupToken | None:
        return self._rows.find(TOKENS, lambda it: it.token_hmac == token_hmac)

    async def use(self, token: GroupToken) -> bool:
        unused = self._rows.find(TOKENS, lambda it: it.id == token.id and not it.used)
        if unused is not None:
            self._rows.replace(TOKENS, replace(unused, used=True))
        return unused is not None


class MemoryAudit(Repository):
    """ports.Audit"""

    async def add(self, deed: Deed) -> None:
        self._rows.add(DEEDS, deed)

    async def listed(self, sieve: AuditSieve, skip: int, most: int) -> Sequence[Deed]:
        found = [
            one
            for one in self._rows.all(DEEDS)
            if (not sieve.deeds or one.did in sieve.deeds)
            and sieve.member_id in (None, one.member_id)
        ]
        found.sort(key=lambda it: it.id, reverse=True)
        return found[skip : skip + most]

    async def of_subject(self, subject_id: int) -> Sequence[Deed]:
        return self._rows.all(DEEDS, lambda it: it.subject_id == subject_id)

    async def looks(self) -> Sequence[tuple[MemberId, int, datetime]]:
        seen: dict[MemberId, list[datetime]] = {}
        for one in self._rows.all(DEEDS, lambda it: it.did in LOOKS):
            seen.setdefault(one.member_id, []).append(one.at)
        found = [(who, len(moments), max(moments)) for who, moments in seen.items()]
        return sorted(found, key=lambda it: it[2], reverse=True)


class MemoryConversations(Repository):
    """ports.Conversations"""

    async def of(self, person: Person | Actor) -> Conversation:
        user_id, bot_id = person.user_id, self._session.bot_id
        found = await self._by_user(user_id)
        if found is None:
            found = Conversation(user_id, user_id, bot_id, self._session.now())
            self._rows.add_new(CONVERSATIONS, [found])
        if found.bot_id != bot_id:
            found = replace(found, bot_id=bot_id, message_id=None)
        if isinstance(person, Actor):
            return found.within(person.workspace_id)
        return found

    async def _by_user(self, user_id: int) -> Conversation | None:
        return self._rows.find(CONVERSATIONS, lambda it: it.user_id == user_id)

    async def looking_at(self, screens: Collection[str], *subjects: int) -> Sequence[Conversation]:
        return self._rows.all(
            CONVERSATIONS,
            lambda it: (
                it.workspace_id is not None
                and it.place.screen in screens
                and it.place.subject in subjects
            ),
        )

    async def at(self, screens: Collection[str]) -> Sequence[Conversation]:
        return self._rows.all(
            CONVERSATIONS,
            lambda it: it.workspace_id is not None and it.place.screen in screens,
        )

    async def save(self, conversation: Conversation) -> Conversation:
        found = await self._by_user(conversation.user_id)
        if found is not None and found.updated_at != conversation.updated_at:
            raise Conflict(CONVERSATIONS.name)
        saved = self._rows.put_version(CONVERSATIONS, self._fresh(conversation), first=2)
        return replace(conversation, updated_at=saved.updated_at, version=saved.version)

    async def note(self, conversation: Conversation) -> Conversation:
        fresh = self._fresh(conversation)
        found = await self._by_user(fresh.user_id)
        if found is None or _stamp(found) != _stamp(conversation):
            raise Conflict(CONVERSATIONS.name)
        self._rows.replace(CONVERSATIONS, fresh)
        return replace(conversation, updated_at=fresh.updated_at)

    def _fresh(self, conversation: Conversation) -> Conversation:
        # What JSON can't hold, or gives back in another form, must show here too.
        draft = json.loads(json.dumps(dict(conversation.draft)))
        return replace(conversation, updated_at=self._session.now(), draft=draft)

    async def shown(
        self, user_id: int, version: int, message_id: int, *, instead: int | None
    ) -> None:
        found = await self._by_user(user_id)
        if found is None:
            return
        newer_came = found.version > version
        living = found.message_id if newer_came and found.message_id != instead else message_id
        below, now = found.below and newer_came, self._session.now()
        self._rows.replace(
            CONVERSATIONS, replace(found, message_id=living, below=below, updated_at=now)
        )


def _stamp(conversation: Conversation) -> tuple[int, datetime]:
    """By what it is known whether it is as it was read."""
    return conversation.version, conversation.updated_at
