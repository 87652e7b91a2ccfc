"""Refusing many candidates in one go: one wish, and how it goes with each of them.

Bulk: a `refusal` of a publication is the site's, which took an ad down. The tables keep the names
that they began with (`refusals`, `refusal_items`).
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.account import AccountState, EmployerAccount
from bot.domain.application import Application
from bot.domain.errors import IllegalTransition
from bot.domain.handling import Stage
from bot.domain.ids import ActionId, ApplicationId, BulkRefusalId, MemberId, WorkspaceId
from bot.domain.site_action import UNDER_WAY, ActionState

AT_ONCE = 5
"""So many are on their way to sites at a time: the rest can still be stopped."""


class Turn(StrEnum):
    """Where one candidate of a refusal stands."""

    WAITING = "waiting"
    OWED = "owed"
    """The site was asked to tell: `site_actions` says how that goes."""
    HERE = "here"
    """Refused here alone: their site passes nothing on."""
    SKIPPED = "skipped"


class Skip(StrEnum):
    """Why a candidate was left as they are."""

    ANSWERED = "answered"
    TAKEN = "taken"
    """By somebody, since the list was shown."""
    LATER = "later"
    SITE = "site"
    """It was decided, or taken back, on the site itself."""
    BARRED = "barred"
    LACKING = "lacking"
    """A tag of the text has no value for this one."""
    LONG = "long"
    """Its values, or the first notice, make the text longer than may leave."""
    LOGIN = "login"
    """Their account has no login that works."""
    DISCONNECTED = "disconnected"
    UNSEEN = "unseen"
    """Who asked for it may not see the candidate any more."""
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class BulkRefusal:
    """One wish to refuse these candidates; nothing happens before `due_at`."""

    id: BulkRefusalId
    workspace_id: WorkspaceId
    asked_by: MemberId
    asked_at: datetime
    due_at: datetime
    total: int
    words: str
    """With its tags."""
    stopped_at: datetime | None = None
    done_at: datetime | None = None
    version: int = 1

    def undoable(self, now: datetime) -> bool:
        """Whether nothing has happened so far."""
        return self.stopped_at is None and self.done_at is None and now < self.due_at

    def stopped(self, now: datetime) -> "BulkRefusal":
        """Nobody else is refused. Raises: IllegalTransition once it is over."""
        if self.done_at is not None or self.stopped_at is not None:
            raise IllegalTransition(self.id, "over", "stopped")
        return replace(self, stopped_at=now)


@dataclass(frozen=True, slots=True)
class BulkRefusalItem:
    """One of them."""

    refusal_id: BulkRefusalId
    application_id: ApplicationId
    workspace_id: WorkspaceId
    number: int
    """Their order, from 0."""
    assignee_id: MemberId | None = None
    """Who had the candidate when it was asked for."""
    told: bool = False
    """The site was able to tell them then."""
    turn: Turn = Turn.WAITING
    why: Skip | None = None
    action_id: ActionId | None = None

    def skipped(self, why: Skip) -> "BulkRefusalItem":
        """Left as they are."""
        return replace(self, turn=Turn.SKIPPED, why=why)

    def passed(self, action_id: ActionId | None) -> "BulkRefusalItem":
        """Decided: the site is asked to tell them, or it stays here."""
        if action_id is None:
            return replace(self, turn=Turn.HERE)
        return replace(self, turn=Turn.OWED, action_id=action_id)


@dataclass(frozen=True, slots=True)
class ItemState:
    """One of them as it stands now."""

    item: BulkRefusalItem
    action: ActionState | None = None
    error: str | None = None

    @property
    def under_way(self) -> bool:
        """Owed to a site that has not done it."""
        return self.action in UNDER_WAY


@dataclass(frozen=True, slots=True)
class Tally:
    """How far a refusal is."""

    waiting: int = 0
    going: int = 0
    told: int = 0
    here: int = 0
    failed: int = 0
    skipped: Mapping[Skip, int] | None = None
    erased: int = 0
    """Those whose data is here no more."""

    @classmethod
    def of(cls, refusal: BulkRefusal, items: Sequence[ItemState]) -> "Tally":
        """Count them."""
        turns = Counter(one.item.turn for one in items)
        states = Counter(one.action for one in items if one.item.turn is Turn.OWED)
        going = sum(states[state] for state in UNDER_WAY)
        told = states[ActionState.DONE]
        return cls(
            turns[Turn.WAITING],
            going,
            told,
            turns[Turn.HERE],
            turns[Turn.OWED] - going - told,
            Counter(one.item.why for one in items if one.item.why is not None),
            refusal.total - len(items),
        )

    @property
    def over(self) -> bool:
        """Nobody waits, and nothing is on its way."""
        return not self.waiting and not self.going


def skip(
    item: BulkRefusalItem,
    one: Application,
    account: EmployerAccount,
    *,
    can_tell: bool,
    barred: Collection[ApplicationId],
    now: datetime,
) -> Skip | None:
    """Why the candidate is not refused after all; None: nothing has changed since."""
    handling = one.handling
    checks = (
        (not handling.waiting or handling.stage is Stage.REJECTED, Skip.ANSWERED),
        (one.standing is not None, Skip.SITE),
        (handling.waits(now), Skip.LATER),
        (handling.assignee_id not in (None, item.assignee_id), Skip.TAKEN),
        (one.id in barred, Skip.BARRED),
        (can_tell and account.state is AccountState.DISCONNECTED, Skip.DISCONNECTED),
        (can_tell and account.state is not AccountState.ACTIVE, Skip.LOGIN),
    )
    return next((why for holds, why in checks if holds), None)
