"""Whose it is: workspaces, members, what each may do (product.md 2.2)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.domain.errors import NotAllowed
from bot.domain.ids import ChatLinkId, InviteId, MemberId, UpdateKey, WorkspaceId
from bot.domain.site import SiteInfo

LANGUAGES = ("uk", "en", "ru")
DEFAULT_TIME_ZONE = "Europe/Kyiv"


class Role(StrEnum):
    """What a member is in a workspace."""

    OWNER = "owner"
    ADMIN = "admin"
    RECRUITER = "recruiter"
    HIRING_MANAGER = "hiring_manager"


class Right(StrEnum):
    """What a use case needs; `REACH` says who has it, and how far."""

    LOOK = "look"
    """See menus, vacancies, publications and their status."""
    MANAGE_ACCOUNTS = "manage_accounts"
    PUBLISH = "publish"
    """Write vacancies, publish, edit, close, steer the sync."""
    SEE_CONTACTS = "see_contacts"
    HANDLE = "handle"
    """Take candidates, move, assign, share and bar them; invite, reject, reply."""
    NOTE = "note"
    """Write about candidates, and read what was done with them."""
    LINK_GROUPS = "link_groups"
    """Link a group chat for own vacancies; those who manage the team, for all."""
    MANAGE_TEAM = "manage_team"
    HAND_COMPANY = "hand_company"
    """Make somebody else the owner."""
    READ_AUDIT = "read_audit"
    """Read who did what: those who run the team are among them."""


class Reach(StrEnum):
    """How far somebody's right goes."""

    NONE = "none"
    SHOWN = "shown"
    """To candidates whom a colleague has shown to the member."""
    OWN = "own"
    """To vacancies that the member answers for, or is in the team of, with their candidates; and to
    candidates whom a colleague has given or shown to the member."""
    ALL = "all"
    """To all that the company has."""


def _reach(*reaches: Reach) -> Mapping[Role, Reach]:
    """In the order of the roles."""
    return dict(zip(Role, reaches, strict=True))


_ALL, _OWN, _SHOWN, _NONE = Reach.ALL, Reach.OWN, Reach.SHOWN, Reach.NONE
REACH: Mapping[Right, Mapping[Role, Reach]] = {
    Right.LOOK: _reach(_ALL, _ALL, _ALL, _ALL),
    Right.MANAGE_ACCOUNTS: _reach(_ALL, _ALL, _NONE, _NONE),
    Right.PUBLISH: _reach(_ALL, _ALL, _OWN, _NONE),
    Right.SEE_CONTACTS: _reach(_ALL, _ALL, _OWN, _SHOWN),
    Right.HANDLE: _reach(_ALL, _ALL, _OWN, _NONE),
    Right.NOTE: _reach(_ALL, _ALL, _OWN, _OWN),
    Right.LINK_GROUPS: _reach(_ALL, _ALL, _OWN, _NONE),
    Right.MANAGE_TEAM: _reach(_ALL, _ALL, _NONE, _NONE),
    Right.HAND_COMPANY: _reach(_ALL, _NONE, _NONE, _NONE),
    Right.READ_AUDIT: _reach(_ALL, _NONE, _NONE, _NONE),
}
"""Who may do what, and with which vacancies: the one table (product.md 2.2)."""

BY_VACANCY = frozenset(
    right for right, by_role in REACH.items() if not {_OWN, _SHOWN}.isdisjoint(by_role.values())
)
"""Rights of which somebody has but a part."""

IN_GROUPS = frozenset({Right.LOOK, Right.NOTE})
"""What stands in a linked group stands there for all: with these every member there may."""

RIGHTS: Mapping[Role, frozenset[Right]] = {
    role: frozenset(right for right, by in REACH.items() if by[role] in (_ALL, _OWN))
    for role in Role
}
"""What each role has without having been shown anything."""


def roles_with(right: Right) -> frozenset[Role]:
    """Whoever has it."""
    return frozenset(role for role, rights in RIGHTS.items() if right in rights)


@dataclass(frozen=True, slots=True)
class Workspace:
    """One team: recruiters, chats, accounts, vacancies."""

    id: WorkspaceId
    name: str
    time_zone: str = DEFAULT_TIME_ZONE
    offers: frozenset[str] = frozenset()
    """The `SiteInfo.optional` sites that this team wants to be offered, by key."""
    retention_months: int = 6
    """How long candidates stay once their vacancy is closed."""
    stop_erased: bool = True
    """Who was erased is known again by phone and e-mail, and never comes back."""
    first_notice: bool = False
    """The first message to a candidate says who processes their data (product.md 2.13)."""
    first_notices: Mapping[str, str] = field(default_factory=dict)
    """The team's own words for that, by language; where it has none, ours."""
    version: int = 1

    def wants(self, site: SiteInfo) -> bool:
        """Whether the site is offered to this team."""
        return not site.optional or site.key in self.offers


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a workspace; the row stays when the person is removed."""

    id: MemberId
    workspace_id: WorkspaceId
    user_id: int
    role: Role
    name: str
    removed_at: datetime | None = None
    changed_by: MemberId | None = None
    """Who gave the role, or took the person out; None: the person came by an invite."""
    changed_at: datetime | None = None
    heir_id: MemberId | None = None
    """Of one who handles candidates no more: whom theirs go to, until all of them have gone."""
    version: int = 1

    def changed(self, by: MemberId, moment: datetime, **values: Any) -> "Member":
        """With these values, and who gave them when."""
        return replace(self, **values, changed_by=by, changed_at=moment)


@dataclass(frozen=True, slots=True)
class User:
    """A person at Telegram; `id` is Telegram's, 64 bits."""

    id: int
    language: str
    name: str
    workspace_id: WorkspaceId | None = None
    """The workspace the person is working in now."""
    username: str | None = None
    """Telegram's name for the person, as it was when they last wrote in private."""


@dataclass(frozen=True, slots=True)
class Invite:
    """A single-use link for 24 h; the token itself is never stored, only its HMAC.

    `workspace_id` None lets the bearer create a workspace of their own.
    """

    id: InviteId
    token_hmac: str
    role: Role
    workspace_id: WorkspaceId | None
    expires_at: datetime
    used_by: int | None = None
    made_by: MemberId | None = None
    """None: it came from the command line."""

    def usable(self, now: datetime) -> bool:
        """Not used so far and not out of date."""
        return self.used_by is None and now < self.expires_at


@dataclass(frozen=True, slots=True)
class Tenant:
    """One workspace, for a use case that the system runs."""

    workspace_id: WorkspaceId


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who writes to the bot, with or without a workspace."""

    user_id: int
    chat_id: int
    update_key: UpdateKey | None = None
    username: str | None = None
    """Telegram's name, empty for one who has none; None: it was not told."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A member of a workspace who asks for something."""

    workspace_id: WorkspaceId
    member_id: MemberId
    role: Role
    user_id: int
    chat_id: int
    update_key: UpdateKey | None = None

    def may(self, right: Right) -> bool:
        """Whether the role has the right."""
        return right in RIGHTS[self.role]

    def require(self, right: Right) -> None:
        """Raises: NotAllowed."""
        if not self.may(right):
            raise NotAllowed

    @property
    def person(self) -> Person:
        """The same one, as somebody who writes to the bot."""
        return Person(self.user_id, self.chat_id, self.update_key)


class ChatKind(StrEnum):
    """Where cards go."""

    PRIVATE = "private"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class ChatLink:
    """A chat that gets notices; its id stays when Telegram gives the chat a new one.

    A private chat has one link a person; `workspace_id` is None there.
    """

    id: ChatLinkId
    bot_id: int
    chat_id: int
    kind: ChatKind
    workspace_id: WorkspaceId | None = None
    user_id: int | None = None
    thread_id: int | None = None
    language: str = "uk"
    gone_since: datetime | None = None
    """Blocked, kicked or deleted: nothing is sent until the chat comes back."""
    settings: Mapping[str, str] = field(default_factory=dict)
