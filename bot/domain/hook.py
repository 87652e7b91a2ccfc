"""What sites call: a door of its own for each account, and what came in by it."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import AccountId, EventId, WorkspaceId
from bot.domain.secret import Credentials, Secret
from bot.domain.site import Heard


@dataclass(frozen=True, slots=True)
class Hook:
    """Where the site of one account calls, and until when it surely does."""

    account_id: AccountId
    workspace_id: WorkspaceId
    site: str
    secret: Secret
    """The last part of the address: who knows it is believed to be the site."""
    secret_hmac: str
    due_at: datetime | None
    """When to ask the site (again) to call; None: not while the login is lost."""
    subscription: str | None = None
    """The site's own id of it; None: it has not agreed so far."""
    door: str | None = None
    """What stood before the site's key in the address that the site was given; None: nothing."""
    failures: int = 0
    farewell: Credentials | None = None
    """Of an account that was disconnected: what unsubscribes it, and then goes with the row."""

    @property
    def calls(self) -> bool:
        """The site has agreed to call, and held to it when it was last asked."""
        return self.subscription is not None and not self.failures and self.farewell is None


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that a site has called about; unique by account and `heard.key`."""

    id: EventId
    workspace_id: WorkspaceId
    account_id: AccountId
    heard: Heard
    heard_at: datetime
    done: bool = False


@dataclass(frozen=True, slots=True)
class DueEvent:
    """An event that nobody has looked into so far."""

    workspace_id: WorkspaceId
    id: EventId
    account_id: AccountId
