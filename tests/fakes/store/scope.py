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
        own = _OWN.get(kind)
        return not hasattr(row, "workspace_id") if own is None else own(self, tables, row)

    def may_store(self, kind: str, row: Any) -> bool:
        # A membership would prove itself.
        return kind != "members" or row.workspace_id in self._admitted

    def admit(self, workspace_id: int) -> None:
        self._admitted.add(workspace_id)

    def is_mine(self, row: Any) -> bool:
        """Whether it says itself whose it is."""
        return bool(row.user_id == self._user_id)

    def is_user(self, row: Any) -> bool:
        """Whether it is the person."""
        return bool(row.id == self._user_id)

    def chats(self, tables: Tables) -> set[int]:
        """The person's."""
        links = tables["chat_links"].values()
        return {link.id for link in links if link.user_id == self._user_id}

    def does(self, tables: Tables, member_id: int) -> bool:
        """Whether the member is the person."""
        member = tables["members"].get(member_id)
        return member is not None and self.is_mine(member)

    def within(self, tables: Tables, workspace_id: int) -> bool:
        """Whether the person is a member of it, or about to be."""
        return workspace_id in self._admitted or any(
            member.workspace_id == workspace_id and member.removed_at is None
            for member in tables["members"].values()
            if member.user_id == self._user_id
        )


_OWN: Mapping[str, Callable[[OnePerson, Tables, Any], bool]] = {
    "users": lambda who, _, row: who.is_user(row),
    "conversations": lambda who, _, row: who.is_mine(row),
    "chat_links": lambda who, _, row: who.is_mine(row),
    "notices": lambda who, tables, row: row.chat_link_id in who.chats(tables),
    "workspaces": lambda who, tables, row: who.within(tables, row.id),
    "members": lambda who, tables, row: who.is_mine(row) or who.within(tables, row.workspace_id),
    "invites": lambda *_: True,
    "group_tokens": lambda *_: True,
    "audit": lambda who, tables, row: who.does(tables, row.member_id),
}
"""What a person sees of the rows of one kind; of the others, what is no workspace's."""
