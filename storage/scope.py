"""Whose rows a transaction sees (design.md 1). The one place that says so."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Table, false, or_, select, true

from storage import tables as t


class Scope(Protocol):
    """What a transaction was opened for."""

    def sees(self, table: Table) -> ColumnElement[bool]:
        """The condition that every reading and changing statement on `table` carries."""

    def may_store(self, table: Table, values: Mapping[str, Any]) -> bool | None:
        """Whether such a row may be written; None: if it is seen once it is there."""

    def admit(self, workspace_id: int) -> None:
        """The person makes this workspace, or holds an invite to it."""


@dataclass(frozen=True, slots=True)
class Everything:
    """The system's own questions, across all workspaces."""

    def sees(self, table: Table) -> ColumnElement[bool]:
        return true()

    def may_store(self, table: Table, values: Mapping[str, Any]) -> bool | None:
        return True

    def admit(self, workspace_id: int) -> None:
        """Seen anyway."""


# The same condition for the same people: making it took longer than what SQLite does with it.
_KEPT = 2048


@lru_cache(_KEPT)
def _seen_in(table: Table, workspace_id: int, user_id: int | None) -> ColumnElement[bool]:
    if table is t.workspaces:
        return table.c.id == workspace_id
    if table is t.users or "workspace_id" not in table.c:
        return true()
    owner = table.c.workspace_id
    if table is t.conversations:
        # Somebody who changes the workspace takes the conversation along.
        return or_(owner == workspace_id, table.c.user_id == user_id)
    if owner.nullable:
        return or_(owner == workspace_id, owner.is_(None))
    return owner == workspace_id


@dataclass(frozen=True, slots=True)
class OneWorkspace:
    """A member's or the system's work in one workspace."""

    workspace_id: int
    user_id: int | None = None

    def sees(self, table: Table) -> ColumnElement[bool]:
        return _seen_in(table, self.workspace_id, self.user_id)

    def may_store(self, table: Table, values: Mapping[str, Any]) -> bool | None:
        return True if values.get("workspace_id") == self.workspace_id else None

    def admit(self, workspace_id: int) -> None:
        """Not from within another workspace."""


_MINE = {t.users: "id", t.conversations: "user_id", t.chat_links: "user_id"}
"""Whose rows they are, by the column that says so."""
_BY_TOKEN = (t.invites, t.group_tokens)
"""Only who holds the token finds the row."""


@lru_cache(_KEPT)
def _seen_by(table: Table, user_id: int, admitted: frozenset[int]) -> ColumnElement[bool]:
    if table in _MINE:
        return table.c[_MINE[table]] == user_id
    if table is t.notices:
        chats = select(t.chat_links.c.id).where(t.chat_links.c.user_id == user_id)
        return table.c.chat_link_id.in_(chats)
    if table is t.workspaces:
        return _joined(table.c.id, user_id, admitted)
    if table is t.members:
        own = table.c.user_id == user_id
        return or_(own, _joined(table.c.workspace_id, user_id, admitted))
    if table is t.audit:
        mine = select(t.members.c.id).where(t.members.c.user_id == user_id)
        return table.c.member_id.in_(mine)
    free = table in _BY_TOKEN or "workspace_id" not in table.c
    return true() if free else false()


def _joined(
    workspace: ColumnElement[int], user_id: int, admitted: frozenset[int]
) -> ColumnElement[bool]:
    memberships = select(t.members.c.workspace_id).where(
        t.members.c.user_id == user_id, t.members.c.removed_at.is_(None)
    )
    return or_(workspace.in_(memberships), workspace.in_(admitted))


@dataclass(frozen=True, slots=True)
class OnePerson:
    """Somebody with or without a workspace: their own rows, and workspaces they make or join."""

    user_id: int
    admitted: set[int] = field(default_factory=set)

    def sees(self, table: Table) -> ColumnElement[bool]:
        return _seen_by(table, self.user_id, frozenset(self.admitted))

    def may_store(self, table: Table, values: Mapping[str, Any]) -> bool | None:
        # A membership would prove itself.
        return values["workspace_id"] in self.admitted if table is t.members else None

    def admit(self, workspace_id: int) -> None:
        self.admitted.add(workspace_id)
