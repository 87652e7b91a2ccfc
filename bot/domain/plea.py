"""A member asks whoever has a candidate to hand that candidate over."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.errors import AlreadyDecided
from bot.domain.ids import ApplicationId, MemberId, PleaId, WorkspaceId


class PleaState(StrEnum):
    """How it ended; OPEN: the holder has not answered."""

    OPEN = "open"
    GIVEN = "given"
    KEPT = "kept"
    STALE = "stale"
    """The candidate went to somebody else meanwhile, or nobody answered in time."""


@dataclass(frozen=True, slots=True)
class Plea:
    """One wish; an application has one that is open at most."""

    id: PleaId
    workspace_id: WorkspaceId
    application_id: ApplicationId
    asked_by: MemberId
    holder_id: MemberId
    asked_at: datetime
    state: PleaState = PleaState.OPEN

    def to(self, state: PleaState) -> "Plea":
        """Answered, once. Raises: AlreadyDecided."""
        if self.state is not PleaState.OPEN:
            raise AlreadyDecided
        return replace(self, state=state)

    def waits(self, now: datetime, life: timedelta) -> bool:
        """Whether the holder may still answer."""
        return self.state is PleaState.OPEN and now < self.asked_at + life

    def once_with(self, assignee_id: MemberId | None) -> "Plea":
        """As it is when the candidate is this member's, None: nobody's."""
        if assignee_id == self.holder_id:
            return self
        return self.to(PleaState.GIVEN if assignee_id == self.asked_by else PleaState.STALE)
