"""People at Telegram, workspaces and their members, invites, who did what."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from bot.domain.audit import AuditSieve
from bot.domain.group import LOOKS, Deed, Did, GroupToken
from bot.domain.ids import InviteId, MemberId, WorkspaceId
from bot.domain.team import Leaver
from bot.domain.workspace import Invite, Member, Role, User, Workspace
from storage import tables as t
from storage.mapping import Mapper
from storage.session import Repository

_USER = Mapper(User, t.users)
WORKSPACE = Mapper(Workspace, t.workspaces, load={"offers": frozenset}, dump={"offers": sorted})
_MEMBER = Mapper(Member, t.members, load={"role": Role})
_INVITE = Mapper(Invite, t.invites, load={"role": Role})
_TOKEN = Mapper(GroupToken, t.group_tokens)
_DEED = Mapper(Deed, t.audit, load={"did": Did})


class SqlUsers(Repository):
    """ports.Users"""

    async def get(self, user_id: int) -> User | None:
        row = await self._rows.find(t.users, user_id)
        return None if row is None else _USER.value(row)

    async def save(self, user: User) -> None:
        await self._rows.put(t.users, _USER.row(user))


class SqlWorkspaces(Repository):
    """ports.Workspaces"""

    async def get(self, workspace_id: WorkspaceId) -> Workspace:
        return WORKSPACE.value(await self._rows.by_key(t.workspaces, workspace_id))

    async def save(self, workspace: Workspace) -> None:
        row = WORKSPACE.row(workspace)
        if await self._rows.overwrite(t.workspaces, row):
            return
        self._rows.admit(workspace.id)
        await self._rows.add(t.workspaces, [row])

    async def member_of(self, workspace_id: WorkspaceId, user_id: int) -> Member | None:
        return await self._one(
            t.members.c.workspace_id == workspace_id, t.members.c.user_id == user_id
        )

    async def memberships(self, user_id: int) -> Sequence[Member]:
        return await self._present(t.members.c.user_id == user_id)

    async def members(self) -> Sequence[Member]:
        return await self._present()

    async def named(self, member_id: MemberId) -> str:
        member = await self._one(t.members.c.id == member_id)
        return member.name if member is not None else ""

    async def ever(self) -> Sequence[Member]:
        every = self._rows.select(t.members).order_by(t.members.c.id)
        return [_MEMBER.value(row) for row in await self._rows.all(every, t.members)]

    async def save_member(self, member: Member) -> Member:
        version = await self._rows.put_version(t.members, _MEMBER.row(member))
        return replace(member, version=version)

    async def _present(self, *where: ColumnElement[bool]) -> Sequence[Member]:
        present = self._rows.select(t.members).where(t.members.c.removed_at.is_(None), *where)
        rows = await self._rows.all(present.order_by(t.members.c.id), t.members)
        return [_MEMBER.value(row) for row in rows]

    async def _one(self, *where: ColumnElement[bool]) -> Member | None:
        row = await self._rows.first(self._rows.select(t.members).where(*where), t.members)
        return None if row is None else _MEMBER.value(row)


LEAVERS = (
    select(t.members.c.workspace_id, t.members.c.id)
    .where(t.members.c.heir_id.is_not(None))
    .order_by(t.members.c.id)
)


class Leavers(Repository):
    """The part of ports.SystemTransaction that asks whose candidates go to others."""

    async def leavers(self) -> Sequence[Leaver]:
        found = await self._rows.run(LEAVERS)
        return [Leaver(WorkspaceId(row[0]), MemberId(row[1])) for row in found]


class SqlInvites(Repository):
    """ports.Invites"""

    async def add(self, invite: Invite) -> None:
        await self._rows.add(t.invites, [_INVITE.row(invite)])

    async def by_hmac(self, token_hmac: str) -> Invite | None:
        statement = self._rows.select(t.invites).where(t.invites.c.token_hmac == token_hmac)
        row = await self._rows.first(statement, t.invites)
        if row is None:
            return None
        if row["workspace_id"] is not None:
            self._rows.admit(row["workspace_id"])
        return _INVITE.value(row)

    async def open(self, now: datetime) -> Sequence[Invite]:
        c = t.invites.c
        unused = (c.workspace_id.is_not(None), c.used_by.is_(None), c.expires_at > now)
        statement = self._rows.select(t.invites).where(*unused).order_by(c.id)
        return [_INVITE.value(row) for row in await self._rows.all(statement, t.invites)]

    async def withdraw(self, invite_id: InviteId) -> bool:
        c = t.invites.c
        unused = (c.id == invite_id, c.workspace_id.is_not(None), c.used_by.is_(None))
        return bool(await self._rows.drop(t.invites, *unused))

    async def use(self, invite: Invite, user_id: int) -> bool:
        unused = (t.invites.c.id == invite.id, t.invites.c.used_by.is_(None))
        return bool(await self._rows.change(t.invites, unused, {"used_by": user_id}))


class SqlGroupTokens(Repository):
    """ports.GroupTokens"""

    async def add(self, token: GroupToken) -> None:
        await self._rows.add(t.group_tokens, [_TOKEN.row(token)])

    async def by_hmac(self, token_hmac: str) -> GroupToken | None:
        columns = t.group_tokens.c
        statement = self._rows.select(t.group_tokens).where(columns.token_hmac == token_hmac)
        row = await self._rows.first(statement, t.group_tokens)
        return None if row is None else _TOKEN.value(row)

    async def use(self, token: GroupToken) -> bool:
        columns = t.group_tokens.c
        unused = (columns.id == token.id, columns.used.is_(False))
        return bool(await self._rows.change(t.group_tokens, unused, {"used": True}))


class SqlAudit(Repository):
    """ports.Audit"""

    async def add(self, deed: Deed) -> None:
        await self._rows.add(t.audit, [_DEED.row(deed)])

    async def listed(self, sieve: AuditSieve, skip: int, most: int) -> Sequence[Deed]:
        c, statement = t.audit.c, self._rows.select(t.audit)
        if sieve.deeds:
            statement = statement.where(c.did.in_(sieve.deeds))
        if sieve.member_id is not None:
            statement = statement.where(c.member_id == sieve.member_id)
        newest = statement.order_by(c.id.desc()).offset(skip).limit(most)
        return [_DEED.value(row) for row in await self._rows.all(newest, t.audit)]

    async def of_subject(self, subject_id: int) -> Sequence[Deed]:
        columns = t.audit.c
        statement = self._rows.select(t.audit).where(columns.subject_id == subject_id)
        rows = await self._rows.all(statement.order_by(columns.id), t.audit)
        return [_DEED.value(row) for row in rows]

    async def looks(self) -> Sequence[tuple[MemberId, int, datetime]]:
        c = t.audit.c
        last = func.max(c.at)
        statement = self._rows.select(t.audit, c.member_id, func.count(), last)
        mine = statement.where(c.did.in_(LOOKS)).group_by(c.member_id).order_by(last.desc())
        return [tuple(row) for row in await self._rows.run(mine)]
