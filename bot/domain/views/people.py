"""First start, menu, settings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import WorkspaceId
from bot.domain.publication import Status
from bot.domain.workspace import Right, Role, Workspace


@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    """`first`: the greeting of a new person; else the settings' screen."""

    first: bool


@dataclass(frozen=True, slots=True)
class AskCompany:
    """The name of the new workspace."""

    present: str | None = None
    """The name of the one that gets another."""


@dataclass(frozen=True, slots=True)
class AskTimeZone:
    """`found`: zones that fit what was typed; empty at first."""

    company: str
    found: Sequence[str] = ()
    changing: bool = False
    """A member changes it from the settings; else it is a step of the first start."""


@dataclass(frozen=True, slots=True)
class AskConsent:
    """Who processes what; the last step before the workspace exists."""

    company: str
    time_zone: str
    invited_to: str | None = None
    """The name of the workspace that the person was invited to."""
    member: bool = False
    """The person works in another workspace already and may stay there."""


@dataclass(frozen=True, slots=True)
class Stranger:
    """In no company, and on no way into one."""

    support: str
    may_create: bool = False
    """Else registration is by invite alone."""


@dataclass(frozen=True, slots=True)
class Menu:
    """The main menu. Empty workspace: no account so far."""

    company: str
    role: Role
    accounts: int
    paused_accounts: int
    vacancies: int
    by_status: Mapping[Status, int]
    last_sync_at: datetime | None
    may_publish: bool
    may_manage: bool
    new: int | None = None
    """Candidates with whom nobody has begun; None: this member sees no candidates."""
    debt: int | None = None
    """Those whom nobody has answered."""


@dataclass(frozen=True, slots=True)
class Help:
    """What the bot does and how, for who may do that."""

    support: str
    may: frozenset[Right]


@dataclass(frozen=True, slots=True)
class Company:
    """What is set for all of the team."""

    name: str
    time_zone: str
    retention_months: int
    workspace_id: WorkspaceId
    """An operator's `vidhuk invite --workspace` asks for it."""
    may_audit: bool


@dataclass(frozen=True, slots=True)
class Settings:
    """What is one member's own, and the ways to the rest."""

    company: str
    language: str
    time_zone: str
    may_invite: bool
    workspace_id: WorkspaceId
    """Shown to those who may invite: an operator's `vidhuk invite --workspace` asks for it."""
    others: Sequence[Workspace] = ()
    """More companies of the same person, to change to."""
    may_link: bool = False
    """Group chats are this member's matter too."""
    may_handle: bool = False
    """So is the black list."""
    may_hear: bool = False
    """Candidates come to this member."""


@dataclass(frozen=True, slots=True)
class InviteLink:
    """A new single-use link, shown once; `url` is made from the bot's name."""

    token: str
    role: Role
    expires_at: datetime
