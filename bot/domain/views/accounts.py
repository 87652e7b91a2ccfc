"""Employer accounts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.account import EmployerAccount
from bot.domain.ids import AccountId


class SyncOutcome(StrEnum):
    """How a sync that a person asked for stands with one account."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    RECENT = "recent"
    """Asked for a moment before, from another page."""


@dataclass(frozen=True, slots=True)
class SyncedAccount:
    """`found`: responses that came since it was asked for; `error`: the id of the text why not."""

    outcome: SyncOutcome
    found: int = 0
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Accounts:
    """All connected accounts, in the order they were added."""

    accounts: Sequence[EmployerAccount]
    may_manage: bool
    synced: Mapping[AccountId, SyncedAccount] = field(default_factory=dict)
    """What became of them, when a sync of all was asked for."""


@dataclass(frozen=True, slots=True)
class ChooseSite:
    """Sites to connect, by key; a button carries the index."""

    sites: Sequence[str]


@dataclass(frozen=True, slots=True)
class AskLogin:
    """One field of the site's login form; `again`: a new password for a known account."""

    site: str
    field: str
    secret: bool
    login: str = ""
    """What was given so far, as the screen may show it."""
    again: str | None = None
    """The label of the account that gets a new password."""
    doubtful: bool = False
    """The login does not look like an e-mail: a password that was typed too early?"""


@dataclass(frozen=True, slots=True)
class Checking:
    """The login is being checked on the site right now; `failed`: it could not be."""

    site: str
    login: str = ""
    failed: bool = False
    again: bool = False
    """A new password for a known account, whose login stays."""


@dataclass(frozen=True, slots=True)
class AskLabel:
    """A name for the account, old one in `label`."""

    site: str
    label: str
    fresh: bool
    """Just connected: the label may be kept by one tap."""


@dataclass(frozen=True, slots=True)
class AccountPage:
    """One employer account."""

    account: EmployerAccount
    publications: int
    live: int
    may_manage: bool
    checking: bool = False
    unlinked: int = 0
    """Own ads that no publication holds, for those who may link them."""
    every: int | None = None
    """Minutes between two looks at the site, for who has just connected it."""


@dataclass(frozen=True, slots=True)
class ConfirmDisconnect:
    """`live`: publications that stop syncing; the ads stay on the site."""

    account: EmployerAccount
    live: int
