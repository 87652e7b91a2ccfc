"""The members of a company, and those who work on a vacancy."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bot.domain.ids import MemberId
from bot.domain.team import TeamChange
from bot.domain.vacancy import Vacancy
from bot.domain.workspace import Invite, Member, Role


@dataclass(frozen=True, slots=True)
class Colleagues:
    """One page of members."""

    members: Sequence[Member]
    page: int = 0
    pages: int = 1


@dataclass(frozen=True, slots=True)
class InviteLine:
    """A link that nobody has used, and who made it; empty: it came from the command line."""

    invite: Invite
    by: str


@dataclass(frozen=True, slots=True)
class TeamPage:
    """Who is in the company; invites for those who manage the team."""

    company: str
    found: Colleagues
    me: MemberId
    may_manage: bool = False
    may_hand: bool = False
    """Give the company to somebody else."""
    invites: Sequence[InviteLine | None] = ()
    """None: one that was just taken back; its row stays."""


@dataclass(frozen=True, slots=True)
class MemberPage:
    """One of them, and what they work on."""

    member: Member
    me: bool
    may_touch: bool
    vacancies: int
    candidates: int


@dataclass(frozen=True, slots=True)
class ConfirmRemoval:
    """Who takes over, chosen by the same tap that takes the member out."""

    member: Member
    vacancies: int
    candidates: int
    heirs: Colleagues
    groups: Sequence[str]
    """Titles of linked groups, where the person may go on reading."""
    demoting: bool = False
    """The member stays, as a hiring manager."""


@dataclass(frozen=True, slots=True)
class ConfirmQuit:
    """What the member leaves, and to whom."""

    company: str
    owner: str
    vacancies: int
    candidates: int


@dataclass(frozen=True, slots=True)
class ChooseOwner:
    """To whom the company goes."""

    company: str
    found: Colleagues


@dataclass(frozen=True, slots=True)
class ConfirmOwner:
    """A last question."""

    company: str
    member: Member


@dataclass(frozen=True, slots=True)
class VacancyTeam:
    """Who answers for a vacancy, and who else works on it."""

    vacancy: Vacancy
    answers: str
    """The name of who answers for it; empty when they have left."""
    found: Colleagues


@dataclass(frozen=True, slots=True)
class ChooseAnswering:
    """Who is to answer for it."""

    vacancy: Vacancy
    found: Colleagues


@dataclass(frozen=True, slots=True)
class OtherCompany:
    """Whose message was pressed, by somebody who works in another one just now."""

    company: str
    workspace_id: int


@dataclass(frozen=True, slots=True)
class TeamWord:
    """What somebody is told of a change; `title` and `vacancy_id` where it is about a vacancy."""

    change: TeamChange
    company: str
    who: str
    role: Role = Role.RECRUITER
    title: str = ""
    vacancy_id: int = 0
    name: str = ""
    """Whom it is about, or who answers for the vacancy."""
    sees: bool = False
    """The reader sees the vacancy's candidates all the same."""


TeamView: TypeAlias = (
    TeamPage
    | MemberPage
    | ConfirmRemoval
    | ConfirmQuit
    | ChooseOwner
    | ConfirmOwner
    | VacancyTeam
    | ChooseAnswering
    | OtherCompany
    | TeamWord
)
"""All of these."""
