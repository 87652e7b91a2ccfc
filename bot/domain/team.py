"""Changes in a team: who may change whom, and what a member is told of it."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.workspace import Actor, Member, Right, Role

GIVEN = (Role.ADMIN, Role.RECRUITER, Role.HIRING_MANAGER)
"""Roles that are given; the owner's goes from hand to hand."""
HEIRS_FIRST = {Role.OWNER: 0, Role.ADMIN: 1, Role.RECRUITER: 2, Role.HIRING_MANAGER: 3}


def may_touch(actor: Actor, one: Member) -> bool:
    """Nobody the owner, so that a company has one; nobody themselves."""
    runs = actor.may(Right.MANAGE_TEAM)
    return runs and one.id != actor.member_id and one.role is not Role.OWNER


class Word(StrEnum):
    """What somebody is told."""

    ROLE = "role"
    REMOVED = "removed"
    VANISHED = "vanished"
    """The account of a member, `by`, was deleted at Telegram."""
    OWNER = "owner"
    HANDED = "handed"
    """What a member who has left worked on is theirs now."""
    ANSWERS = "answers"
    """They answer for a vacancy."""
    JOINED = "joined"
    LEFT = "left"
    REPLACED = "replaced"
    """Somebody else answers for a vacancy in their place."""
    CAME = "came"
    """To the owner: somebody joined; as of the next three, the subject is the member."""
    OUT = "out"
    QUIT = "quit"
    ROLE_OF = "role_of"


@dataclass(frozen=True, slots=True)
class Leaver:
    """One who handles candidates no more, whose own have not all gone to the heir."""

    workspace_id: WorkspaceId
    id: MemberId


OF_VACANCY = frozenset({Word.ANSWERS, Word.JOINED, Word.LEFT, Word.REPLACED})
OF_OTHERS = frozenset({Word.CAME, Word.OUT, Word.QUIT, Word.ROLE_OF})
"""What the owner hears of."""


@dataclass(frozen=True, slots=True)
class TeamChange:
    """What a notice of it is about, but for its subject; as it stands in its occurrence."""

    word: Word
    by: MemberId
    """Who did it; of HANDED: who has left."""
    number: int
    """Makes one of its kind differ from the next."""
    vacancies: int = 0
    candidates: int = 0

    @property
    def occurrence(self) -> str:
        """For the notice."""
        return f"{self.word}.{self.by}.{self.number}.{self.vacancies}.{self.candidates}"

    @classmethod
    def of(cls, occurrence: str) -> "TeamChange":
        """Read it back."""
        word, *numbers = occurrence.split(".")
        by, number, vacancies, candidates = map(int, numbers)
        return cls(Word(word), MemberId(by), number, vacancies, candidates)
