"""One person behind several applications, as a card tells of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from bot.domain.application import Application
from bot.domain.handling import Reason, Stage
from bot.domain.ids import ApplicationId, MergeId, NoticeId
from bot.domain.person import MergeState


@dataclass(frozen=True, slots=True)
class OtherAnswer:
    """Another application, of the same person or of one who may be the same."""

    name: str
    site: str
    vacancy: str | None
    sent_at: datetime
    standing: str | None = None
    """Text id of where it stands on the site."""
    stage: Stage = Stage.NEW
    """How far it has come with the team."""
    reason: Reason | None = None
    application_id: ApplicationId | None = None
    """Where it can be opened."""
    who: str = ""
    """Who did the last thing about it; empty for nobody."""


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody may decide: ASKED: one or two; JOINED: two after all; else: one after all."""

    merge_id: MergeId
    state: MergeState
    other: OtherAnswer


@dataclass(frozen=True, slots=True)
class Kin:
    """What is known of a candidate besides the application of the card."""

    others: Sequence[OtherAnswer] = ()
    """The newest ones of the same person, newest first."""
    total: int = 0
    """How many others there are."""
    question: Question | None = None
    notice_id: NoticeId | None = None
    """In a group: what its buttons carry."""
    decides: bool = True
    """Whoever reads it may answer the question, and open the other applications."""


ALONE = Kin()
"""Somebody with one application."""


@dataclass(frozen=True, slots=True)
class JoinSide:
    """One of two candidates who may be joined by hand."""

    application: Application
    vacancy: str | None
    others: int
    """How many more applications its person has."""


@dataclass(frozen=True, slots=True)
class JoinList:
    """With whom a candidate is one: those who are alike, or who fit what was typed."""

    one: JoinSide
    found: Sequence[JoinSide]
    searched: bool
    more: bool = False
    """There are further ones."""


@dataclass(frozen=True, slots=True)
class JoinConfirm:
    """Both, side by side."""

    one: JoinSide
    other: JoinSide


@dataclass(frozen=True, slots=True)
class CardAgain:
    """Under a card: the candidate answered once more; where `kin` has no others, another one."""

    application_id: ApplicationId
    site: str
    vacancy: str | None
    standing: str | None
    kin: Kin


PersonView: TypeAlias = CardAgain | JoinList | JoinConfirm
"""Those of this module that are messages."""
