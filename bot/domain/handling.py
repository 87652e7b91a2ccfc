"""How a team handles an application: who has it, at which stage, until when it is put off.

The one place where any of it changes; what sites are told stands elsewhere.

An *answer* is what the candidate has heard: the site was asked to tell them, or the team says that
it has told them (who talks of an interview has talked to them). A decision that stays here
(Work.ua and Robota.ua pass nothing on; a refusal chosen as a mere stage) is none: it counts neither
among the answered nor in the time of first answers. Yet it takes the candidate out of the debt,
for nobody on the team has anything to decide any more: they stand among "decided here" until
somebody says that the candidate knows. Looked at again, they wait again.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.errors import IllegalTransition, NothingToUndo, TakenAlready
from bot.domain.ids import ApplicationId, MemberId, NoteId, WorkspaceId

NOTE_MOST = 2000
"""Letters of a note."""
BARRED_PAGE = 8
"""Of the black list."""
_MENTION = re.compile(r"(?<![\w.@/])@([a-z]\w{3,31})(?![\w@])", re.ASCII | re.I)
"""As Telegram shapes names; what stands in an e-mail or an address is none."""


def mentioned(text: str) -> frozenset[str]:
    """The Telegram names in a text, in small letters, without their `@`."""
    return frozenset(name.casefold() for name in _MENTION.findall(text))


class Stage(StrEnum):
    """How far a candidate has come."""

    NEW = "new"
    LOOK = "look"
    CONTACT = "contact"
    INTERVIEW = "interview"
    OFFER = "offer"
    HIRED = "hired"
    REJECTED = "rejected"
    RESERVE = "reserve"


class Reason(StrEnum):
    """Why somebody was rejected."""

    EXPERIENCE = "experience"
    SALARY = "salary"
    LOCATION = "location"
    SCHEDULE = "schedule"
    LANGUAGE = "language"
    CLOSED = "closed"
    UNFIT = "unfit"
    OTHER = "other"


class Act(StrEnum):
    """What was done last: the head of a card says it."""

    TAKEN = "taken"
    MOVED = "moved"
    ASSIGNED = "assigned"
    LATER = "later"
    HEARD = "heard"
    """Somebody says that the candidate knows."""


_CHOSEN = frozenset(Stage) - {Stage.NEW}
_NEXT: Mapping[Stage, frozenset[Stage]] = {stage: _CHOSEN - {stage} for stage in Stage}
"""People do change their minds; but nobody is new twice."""
_OPEN = (Stage.NEW, Stage.LOOK, Stage.RESERVE)
"""Where nothing has been decided that a candidate would hear."""


@dataclass(frozen=True, slots=True)
class Handling:
    """Where the team's work on an application stands. Another value by its methods alone."""

    stage: Stage = Stage.NEW
    assignee_id: MemberId | None = None
    taken_at: datetime | None = None
    answered_at: datetime | None = None
    """When the candidate first heard from the team."""
    decided_at: datetime | None = None
    """When something was decided that stayed here; it may have been told since."""
    reason: Reason | None = None
    """Why, where the stage is REJECTED and somebody said it."""
    later_until: datetime | None = None
    later_by: MemberId | None = None
    act: Act | None = None
    acted_by: MemberId | None = None
    acted_at: datetime | None = None
    before: "Handling | None" = None
    """As it was before the last act, for its undo."""

    @property
    def waiting(self) -> bool:
        """Whether the candidate waits for a decision, and a word."""
        return self.answered_at is None and self.decided_at is None

    @property
    def unaware(self) -> bool:
        """Whether something was decided that the candidate has not heard."""
        return self.answered_at is None and self.decided_at is not None

    def take(self, by: MemberId, now: datetime) -> "Handling":
        """Become the one who works on it; nothing changes for who has it already.

        Who was refused is looked at again.

        Raises: TakenAlready.
        """
        if self.assignee_id == by:
            return self
        if self.assignee_id is not None:
            raise TakenAlready(self.assignee_id, self.taken_at or now)
        anew = self.stage in (Stage.NEW, Stage.REJECTED)
        mine = replace(self, assignee_id=by, taken_at=now)
        if anew:
            mine = replace(mine, stage=Stage.LOOK, reason=None, decided_at=None)
        return self._acted(mine, Act.TAKEN, by, now)

    def assign(self, to: MemberId | None, by: MemberId, now: datetime) -> "Handling":
        """Give it to somebody, None: to nobody."""
        if self.assignee_id == to:
            return self
        given = replace(self, assignee_id=to, taken_at=now if to is not None else None)
        return self._acted(given, Act.ASSIGNED, by, now)

    def inherit(self, to: MemberId, by: MemberId, now: datetime) -> "Handling":
        """Give it to who takes over from somebody who has left: there is no way back."""
        return replace(self.assign(to, by, now), before=None)

    def to(
        self,
        stage: Stage,
        by: MemberId,
        now: datetime,
        *,
        reason: Reason | None = None,
        told: bool | None = None,
    ) -> "Handling":
        """Move to `stage`: the only way a stage is chosen. Raises: IllegalTransition.

        `told`: whether the site is asked to tell it; None: a stage is chosen, and nothing told.
        """
        if stage not in _NEXT[self.stage]:
            raise IllegalTransition(0, self.stage, stage)
        if stage in _OPEN:
            answered, decided = self.answered_at, None
        elif stage is not Stage.REJECTED if told is None else told:
            answered, decided = self.answered_at or now, self.decided_at
        else:
            answered, decided = self.answered_at, self.decided_at or now
        there = replace(
            self,
            stage=stage,
            answered_at=answered,
            decided_at=decided,
            reason=reason,
            later_until=None,
            later_by=None,
        )
        return self._acted(there, Act.MOVED, by, now)

    def hear(self, by: MemberId, now: datetime) -> "Handling":
        """Somebody of the team has told the candidate; nothing changes for who knows already."""
        if self.answered_at is not None:
            return self
        return self._acted(replace(self, answered_at=now), Act.HEARD, by, now)

    def unsaid(self, at: datetime) -> "Handling":
        """The answer of that moment has not reached the candidate: what it said stays here."""
        if self.answered_at != at:
            return self
        decided = None if self.stage in _OPEN else self.decided_at or at
        return replace(self, answered_at=None, decided_at=decided)

    def put_off(self, until: datetime, by: MemberId, now: datetime) -> "Handling":
        """Come back to it then."""
        return self._acted(replace(self, later_until=until, later_by=by), Act.LATER, by, now)

    def waits(self, now: datetime) -> bool:
        """Whether it is put off still."""
        return self.later_until is not None and now < self.later_until

    def undo(self, by: MemberId, now: datetime, within: timedelta) -> "Handling":
        """As it was before the last act. Raises: NothingToUndo: not theirs, or too late."""
        if not self.undoable(now, within) or self.acted_by != by or self.before is None:
            raise NothingToUndo
        return self.before

    def undoable(self, now: datetime, within: timedelta) -> bool:
        """Whether who did the last thing may take it back."""
        at = self.acted_at
        return self.before is not None and at is not None and now < at + within

    def _acted(self, new: "Handling", act: Act, by: MemberId, now: datetime) -> "Handling":
        before = replace(self, before=None)
        return replace(new, act=act, acted_by=by, acted_at=now, before=before)


NEW = Handling()
"""Nobody has done anything so far."""


@dataclass(frozen=True, slots=True)
class Note:
    """What a member wrote about a candidate."""

    id: NoteId
    workspace_id: WorkspaceId
    application_id: ApplicationId
    member_id: MemberId
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Barring:
    """Somebody on the company's black list, known by the contacts of one application."""

    application_id: ApplicationId
    member_id: MemberId
    at: datetime
    later: tuple[ApplicationId, ...] = ()
    """What the same contacts have sent besides: no cards were made of these."""
