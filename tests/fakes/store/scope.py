"""Whose rows a transaction sees (design.md 1)."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

Tables = dict[str, dict[Any, Any]]
"""Rows by key, by kind."""

# Rows that may belong to no workspace.
_SHARED = frozenset({"invites", "chat_links", "notices"})


class Scope(Protocol):
    """What a transaction was opened for."""

    def sees(self, tables: Tables, kind: str, row: Any) -> bool:
        """Whether the row exists for it."""

    def may_store(self, kind: str, row: Any) -> bool:
        """Whether such a row may be written, before it is there and proves itself."""

    def admit(self, workspace_id: int) -> None:
        """The person makes this workspace, or holds an invite to it."""


class Everything:
    """The system."""

    def sees(self, tables: Tables, kind: str, row: Any) -> bool:
        return True

    def may_store(self, kind: str, row: Any) -> bool:
        return True

    def admit(self, workspace_id: int) -> None:
        """Seen anyway."""


class OneWorkspace:
    """A member's or the system's work in one workspace."""

    def __init__(self, workspace_id: int, user_id: int | None = None) -> None:
        self._workspace_id, self._user_id = workspace_id, user_id

    def sees(self, tables: Tables, kind: str, row: Any) -> bool:
        if kind == "workspaces":
            return bool(row.id == self._workspace_id)
        if kind == "users" or not hasattr(row, "workspace_id"):
            return True
        if row.workspace_id == self._workspace_id:
            return True
        if kind == "conversations":
            return bool(row.user_id == self._user_id)
        return kind in _SHARED and row.workspace_id is None

    def may_store(self, kind: str, row: Any) -> bool:
        return True

    def admit(self, workspace_id: int) -> None:
        """Not from within another workspace."""


class OnePerson:
    """Somebody with or without a workspace: their own rows, and workspaces they make or join."""

    def __init__(self, user_id: int) -> None:
        self._user_id = user_id
        self._admitted: set[int] = set()

    def sees(self, tables: Tables, kind: str, row: Any) -> bool:
        own: Mapping[str, Callable[[], bool]] = {
            "users": lambda: row.id == self._user_id,
            "conversations": lambda: row.user_id == self._user_id,
            "chat_links": lambda: row.user_id == self._user_id,
            "notices": lambda: row.chat_link_id in {one.id for one in self._chats(tables)},
            "workspaces": lambda: self._mine(tables, row.id),
            "members": lambda: row.user_id == self._user_id or self._mine(tables, row.workspace_id),
            "invites": lambda: True,
            "group_tokens": lambda: True,
            "audit": lambda: self._does(tables, row.member_id),
        }
        return bool(own[kind]()) if kind in own else not hasattr(row, "workspace_id")

    def may_store(self, kind: str, row: Any) -> bool:
        # A membership would prove itself.
        return kind != "members" or row.workspace_id in self._admitted

    def admit(self, workspace_id: int) -> None:
        self._admitted.add(workspace_id)

    def _chats(self, tables: Tables) -> list[Any]:
        links = tables["chat_links"].values()
        return [link for link in links if link.user_id == self._user_id]

    def _does(self, tables: Tables, member_id: int) -> bool:
        members = tables["members"].values()
        return any(one.id == member_id and one.user_id == self._user_id for one in members)

    def _mine(self, tables: Tables, workspace_id: int) -> bool:
        return workspace_id in self._admitted or any(
            member.workspace_id == workspace_id and member.removed_at is None
            for member in tables["members"].values()
            if member.user_id == self._user_id
        )
