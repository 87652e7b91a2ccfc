"""Employer accounts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

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
    again_at: datetime | None = None
    """When it may be asked again, where it was asked too soon."""


@dataclass(frozen=True, slots=True)
class Accounts:
    """All connected accounts, in the order they were added."""

    accounts: Sequence[EmployerAccount]
    may_manage: bool
    by_code: frozenset[str] = frozenset()
    """Sites whose people log in on their own page."""
    synced: Mapping[AccountId, SyncedAccount] = field(default_factory=dict)
    """What became of them, when a sync of all was asked for."""
    paused: frozenset[str] = frozenset()
    """Sites of theirs that an operator has stopped."""


@dataclass(frozen=True, slots=True)
class ChooseSite:
    """Sites to connect: what a button carries, and the key."""

    sites: Sequence[tuple[int, str]]
    others: bool = False
    """There are sites that a team may have offered or not, and this person says so."""


@dataclass(frozen=True, slots=True)
class Offers:
    """Sites that are offered to a team only if it wants: number, key, whether it does."""

    sites: Sequence[tuple[int, str, bool]]


@dataclass(frozen=True, slots=True)
class Offer:
    """One of them; `accounts` are those that are connected already."""

    number: int
    site: str
    on: bool
    accounts: int


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
class AskCode:
    """The way to the site's own login page; `again`: the label of a known account."""

    site: str
    address: str | None
    """None: it was used, or is too old."""
    until: datetime | None = None
    again: str | None = None
    tells_viewed: bool = False
    """Resumes will be read on delivery, which their candidates see."""


@dataclass(frozen=True, slots=True)
class ChooseWork:
    """Names of the work accounts that the login may act for; a button carries the index."""

    site: str
    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class Checking:
    """The login is being checked on the site right now; `failed`: it could not be."""

    site: str
    login: str = ""
    failed: bool = False
    again: bool = False
    """A new password for a known account, whose login stays."""
    by_code: bool = False
    """Nothing was typed."""
    proof: str | None = None
    """Where the person proves what the site asks for before it lets the login in."""


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
    found: Sequence[str] = ()
    """Titles of some of them, for who has just connected it."""
    every: int | None = None
    """Minutes between two looks at the site, for who has just connected it."""
    by_code: bool = False
    """Its people log in on the site's own page."""
    tells_viewed: bool = False
    """Candidates see that a resume was looked at: the account says when it is."""
    stopped: int = 0
    """Publications whose responses are kept unread, for those who may resume them."""
    adopting: Sequence[tuple[int, int, int]] = ()
    """Wishes to link ads that are not over: the id, how many went their way, of how many."""
    paused: frozenset[str] = frozenset()
    """Its site, where an operator has stopped it."""


@dataclass(frozen=True, slots=True)
class ConfirmDisconnect:
    """`live`: publications that stop syncing; the ads stay on the site.

    `late`: those whose ads have ended and may still bring somebody.
    """

    account: EmployerAccount
    live: int
    late: int = 0


AccountView: TypeAlias = (
    Accounts
    | ChooseSite
    | AskLogin
    | AskCode
    | ChooseWork
    | Offers
    | Offer
    | Checking
    | AskLabel
    | AccountPage
    | ConfirmDisconnect
)
