"""Templates of what candidates are told."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bot.domain.answer import Answer, AnswerKind
from bot.domain.ids import AnswerId


@dataclass(frozen=True, slots=True)
class Answers:
    """The team's templates."""

    items: Sequence[Answer]
    page: int
    pages: int
    deleted: AnswerId | None = None
    """It was deleted just now, and can be brought back."""


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """One of them, with its tags as they are."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class AnswerExample:
    """One as an invented candidate would read it."""

    answer: Answer
    company: str
    recruiter: str


@dataclass(frozen=True, slots=True)
class AskAnswerKind:
    """What a new one is for."""


@dataclass(frozen=True, slots=True)
class AskAnswer:
    """Its name, or its text."""

    kind: AnswerKind
    name: str
    """Of one that is there, or of a new one whose text is to come; empty: it is asked for."""
    answer: Answer | None
    """The one that is there; None: a new one."""
    body: bool
    """The text is asked for; else the name."""


AnswersView: TypeAlias = Answers | AnswerPage | AnswerExample | AskAnswerKind | AskAnswer
