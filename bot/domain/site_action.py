"""What a site is asked to do: one request, from being owed to how it ended (design.md 6)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.errors import IllegalTransition
from bot.domain.fingerprint import Fingerprint
from bot.domain.ids import (
    AccountId,
    ActionId,
    ApplicationId,
    MemberId,
    PublicationId,
    WorkspaceId,
)
from bot.domain.sent import Sent
from bot.domain.site import Problem


class Kind(StrEnum):
    """What a site is asked to do: with an ad, or (the last three) with a response."""

    SAVE = "save"
    PUBLISH = "publish"
    EDIT = "edit"
    CLOSE = "close"
    PROLONG = "prolong"
    DELETE = "delete"
    """Only of a draft."""
    INVITE = "invite"
    REJECT = "reject"
    REPLY = "reply"


ABOUT_CANDIDATES = (Kind.INVITE, Kind.REJECT, Kind.REPLY)
ABOUT_ADS = tuple(one for one in Kind if one not in ABOUT_CANDIDATES)


class ActionState(StrEnum):
    """Where one request to a site stands."""

    OWED = "owed"
    SENDING = "sending"
    UNSURE = "unsure"
    """Sent, but its answer is lost: look on the site, never send again."""
    DONE = "done"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    """Given up by who asked: before it was sent, or after it failed for good."""


_NEXT: Mapping[ActionState, frozenset[ActionState]] = {
    ActionState.OWED: frozenset({ActionState.SENDING, ActionState.WITHDRAWN}),
    ActionState.SENDING: frozenset(
        {ActionState.DONE, ActionState.FAILED, ActionState.UNSURE, ActionState.OWED}
    ),
    ActionState.UNSURE: frozenset({ActionState.DONE, ActionState.OWED, ActionState.FAILED}),
    ActionState.DONE: frozenset(),
    ActionState.FAILED: frozenset({ActionState.WITHDRAWN}),
    ActionState.WITHDRAWN: frozenset(),
}
UNDER_WAY = frozenset({ActionState.OWED, ActionState.SENDING, ActionState.UNSURE})
OUTCOME_UNKNOWN = "error-outcome-unknown"
NOT_OFFERED = "error-not-offered"
WORDS_LOST = "error-words-lost"
_HOPELESS = (NOT_OFFERED, "error-response-missing")
NO_CREDITS = "error-no-credits"
DUPLICATE = "error-duplicate"
NO_LOGIN = ("error-auth-expired", "error-not-connected")
SIMILAR = "similar"
"""The code of a problem whose message is the remote id of a similar ad."""


@dataclass(frozen=True, slots=True)
class DueAction:
    """A request whose turn has come; nothing of what it says is read to know that."""

    workspace_id: WorkspaceId
    id: ActionId
    account_id: AccountId
    due_at: datetime | None
    application_id: ApplicationId | None = None
    """Whom it is about; None: an ad."""


@dataclass(frozen=True, slots=True)
class SiteAction:
    """One request owed to a site (the outbox row); unique by publication and number."""

    id: ActionId
    workspace_id: WorkspaceId
    kind: Kind
    number: int
    asked_by: MemberId
    created_at: datetime
    publication_id: PublicationId | None = None
    application_id: ApplicationId | None = None
    state: ActionState = ActionState.OWED
    due_at: datetime | None = None
    since: datetime | None = None
    """Since when it is in `state`."""
    attempts: int = 0
    error: str | None = None
    """The text id of what went wrong."""
    problems: tuple[Problem, ...] = ()
    fingerprint: Fingerprint | None = None
    """Of the ad as it stood here when this was sent; None: not sent so far."""
    sent: Sent | None = None
    """The ad as it stood here then; the publication has it once the site took it."""
    despite_duplicates: bool = False
    """The recruiter knows of the similar ad that the site holds."""
    words: str | None = None
    """What the candidate reads; None: nothing, or it is about an ad."""

    @property
    def unique_key(self) -> str:
        """One row for one intention."""
        return f"{self.publication_id or self.application_id}:{self.number}"

    @property
    def under_way(self) -> bool:
        """Queued, sending or unsure."""
        return self.state in UNDER_WAY

    @property
    def arrives(self) -> bool:
        """The site did it, or still may."""
        return self.under_way or self.state is ActionState.DONE

    @property
    def unknown(self) -> bool:
        """It ended while nobody could tell whether the site had done it."""
        ended = self.state in (ActionState.FAILED, ActionState.WITHDRAWN)
        return ended and self.error == OUTCOME_UNKNOWN

    @property
    def tried(self) -> bool:
        """It ended without a word of the site on what came of it."""
        withdrawn = self.state is ActionState.WITHDRAWN
        return self.unknown or (withdrawn and self.attempts > 0 and self.error is None)

    @property
    def hopeless(self) -> bool:
        """The site does not do it with this response: to ask once more would change nothing."""
        return self.state is ActionState.FAILED and self.error in _HOPELESS

    @property
    def loginless(self) -> bool:
        """It failed only because the account's login did not work then."""
        return self.state is ActionState.FAILED and self.error in NO_LOGIN

    @property
    def similar(self) -> bool:
        """It was refused because the site holds a similar ad."""
        return self.state is ActionState.FAILED and self.error == DUPLICATE

    @property
    def unpaid(self) -> bool:
        """It was refused because no publication of the chosen type is left."""
        return self.state is ActionState.FAILED and self.error == NO_CREDITS

    def to(self, state: ActionState, now: datetime) -> "SiteAction":
        """Move to `state`, the only way an action changes. Raises: IllegalTransition."""
        if state not in _NEXT[self.state]:
            raise IllegalTransition(self.id, self.state, state)
        return replace(self, state=state, since=now)

    def refused(
        self, now: datetime, error: str, problems: tuple[Problem, ...] = ()
    ) -> "SiteAction":
        """The site, or our own check, said no."""
        return replace(self.to(ActionState.FAILED, now), error=error, problems=problems)
