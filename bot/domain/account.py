"""Employer accounts: one login at one site."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from bot.domain.errors import AuthExpired, IllegalTransition, NotConnected
from bot.domain.ids import AccountId, IncidentId, MemberId, WorkspaceId
from bot.domain.secret import Credentials
from bot.domain.site import Credit


class AccountState(StrEnum):
    """Whether the account is synced."""

    ACTIVE = "active"
    PAUSED = "paused"
    """The site refuses the login; the recruiter must act."""
    DISCONNECTED = "disconnected"


class Viewed(StrEnum):
    """When the resumes of an account are read, where the site tells their candidates of it."""

    DELIVERED = "delivered"
    OPENED = "opened"
    """When the recruiter opens one; the candidate may hide it before."""


_NEXT: Mapping[AccountState, frozenset[AccountState]] = {
    AccountState.ACTIVE: frozenset({AccountState.PAUSED, AccountState.DISCONNECTED}),
    AccountState.PAUSED: frozenset({AccountState.ACTIVE, AccountState.DISCONNECTED}),
    AccountState.DISCONNECTED: frozenset({AccountState.ACTIVE}),
}

KEY_LOST = "error-key-lost"
"""Why an account is paused whose login nobody can open any more."""
LABEL_MOST = 40
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EMAIL = re.compile(r"[^\s@]+@(?:[\w-]+\.)+[^\W\d_]{2,}")


def is_email(text: str) -> bool:
    """Whether it looks like one; most passwords with an @ in them do not."""
    return _EMAIL.fullmatch(text) is not None


def masked(login: str) -> str:
    """As a screen shows it: `ol•••@example.com`; what is no e-mail may be a password: `•••`."""
    head, at, host = login.partition("@")
    return f"{head[:2]}•••{at}{host}" if is_email(login) else "•••"


def lost_identity(account_id: AccountId) -> str:
    """What stands for the identity of an account when that went with a lost key."""
    return f"lost with the key: {account_id}"


@dataclass(frozen=True, slots=True)
class EmployerAccount:
    """One login at one site; belongs to one workspace."""

    id: AccountId
    workspace_id: WorkspaceId
    site: str
    remote_identity: str
    label: str
    login: str
    """As typed; shown masked (`masked_login`)."""
    credentials: Credentials
    added_by: MemberId
    state: AccountState = AccountState.ACTIVE
    paused_by: str | None = None
    """The text id of the error that paused it."""
    credits: tuple[Credit, ...] = ()
    cursor: str | None = None
    """None: the feed was never read."""
    resume: str | None = None
    """Where a scan that was cut short goes on."""
    next_sync_at: datetime | None = None
    """None: not synced."""
    last_sync_at: datetime | None = None
    """The end of the last scan that got through."""
    asked_sync_at: datetime | None = None
    """When a person last asked for a sync, for the cooldown."""
    failing_since: datetime | None = None
    failures: int = 0
    viewed: Viewed = Viewed.DELIVERED
    refusals: int = 0
    """Of those the last ones at which it refused programs: AutomationRefused, ProofNeeded."""
    proof: str | None = None
    """Where the person proves what the site asks for; until then it is asked seldom."""
    watched_since: datetime | None = None
    """When it was connected first: what was sent before is not looked for. None: for ever."""
    reconcile_at: datetime | None = None
    """When the last days of its ads are compared next; None: its site can't."""
    reconciling: str | None = None
    """Where a comparison that is under way goes on."""
    glance_at: datetime | None = None
    """When to ask next, between two passes, whether anything came; None: not before a pass."""
    glanced: str | None = None
    """What the last such look saw."""
    news_at: datetime | None = None
    """When a response was last new."""
    version: int = 1

    def to(self, state: AccountState, *, reason: str | None = None) -> "EmployerAccount":
        """Move to `state`, the only way it changes. Raises: IllegalTransition."""
        if state == self.state:
            return replace(self, paused_by=reason)
        if state not in _NEXT[self.state]:
            raise IllegalTransition(self.id, self.state, state)
        asleep = state is not AccountState.ACTIVE
        credentials = Credentials({}) if state is AccountState.DISCONNECTED else self.credentials
        return replace(
            self,
            state=state,
            paused_by=reason,
            credentials=credentials,
            next_sync_at=None if asleep else self.next_sync_at,
            failing_since=None,
            failures=0,
            refusals=0,
            proof=None,
        )

    @property
    def halted(self) -> bool:
        """The recruiter must act before it goes on: a login is lost, or a proof is asked for."""
        return self.state is AccountState.PAUSED or self.proof is not None

    def require_login(self) -> None:
        """Raises: NotConnected where it was wiped, AuthExpired where the site refuses it."""
        if self.state is AccountState.DISCONNECTED:
            raise NotConnected(self.site)
        if self.state is not AccountState.ACTIVE:
            raise AuthExpired(self.site)

    def spent(self, kind: str) -> "EmployerAccount":
        """With one unused publication of this type less."""
        left = (
            replace(one, left=max(0, one.left - 1)) if one.id == kind and one.left else one
            for one in self.credits
        )
        return replace(self, credits=tuple(left))

    def next_slot(self, now: datetime, interval: timedelta) -> datetime:
        """The account's next moment within the interval: accounts spread evenly by their id."""
        digest = hashlib.blake2b(str(self.id).encode(), digest_size=8).digest()
        first = _EPOCH + interval * (int.from_bytes(digest, "big") / 2**64)
        passed = (now - first) // interval
        return first + (passed + 1) * interval

    @property
    def identity_lost(self) -> bool:
        """Nobody can tell any more which login it was; the next one given to it is its own."""
        return self.remote_identity == lost_identity(self.id)

    @property
    def masked_login(self) -> str:
        """The login as a screen shows it."""
        return masked(self.login)


def twins_of(
    account: EmployerAccount, others: Iterable[EmployerAccount], label: str | None = None
) -> list[EmployerAccount]:
    """Other accounts of its site that are called the same, or as it would be with this label."""
    wanted = (account.label if label is None else label).casefold()
    return [
        one
        for one in others
        if one.id != account.id and one.site == account.site and one.label.casefold() == wanted
    ]


def told_apart(account: EmployerAccount, others: Iterable[EmployerAccount]) -> EmployerAccount:
    """For a screen: where another is called the same, what tells it from that comes first.

    First, as a button cuts a name off at its end. A login that is the same once it is masked
    tells nothing: then their order does.
    """
    twins = twins_of(account, others)
    if not twins:
        return account
    mark = account.masked_login
    if not is_email(account.login) or mark in [one.masked_login for one in twins]:
        mark = f"№{1 + sum(one.id < account.id for one in twins)}"
    return replace(account, label=f"{mark} · {account.label}")


def distinct_label(account: EmployerAccount, others: Iterable[EmployerAccount], most: int) -> str:
    """The label, or one like it that no other account of the site has; at most so long."""
    others = list(others)
    if not twins_of(account, others):
        return account.label
    endings = [f" ({account.masked_login})"] if is_email(account.login) else []
    endings += [f" {number}" for number in range(2, len(others) + 3)]
    room = max(most - len(account.label), most // 2)  # half of a label still says whose it is
    fitting = (account.label[: most - len(one)] + one for one in endings if len(one) <= room)
    return next(one for one in fitting if not twins_of(account, others, one))


@dataclass(frozen=True, slots=True)
class AccountStanding:
    """How an account stands, without its login."""

    id: AccountId
    state: AccountState
    last_sync_at: datetime | None


@dataclass(frozen=True, slots=True)
class DueAccount:
    """An account whose sync is due; nothing of its login is read to know that."""

    workspace_id: WorkspaceId
    id: AccountId


@dataclass(frozen=True, slots=True)
class Incident:
    """A site that does not answer a workspace: told once when it lasts, once when it is back."""

    id: IncidentId
    workspace_id: WorkspaceId
    site: str
    opened_at: datetime
    told_at: datetime | None = None
    closed_at: datetime | None = None
