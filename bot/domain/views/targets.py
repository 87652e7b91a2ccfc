"""One vacancy on several sites: chosen, confirmed and watched together."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.account import EmployerAccount
from bot.domain.ids import PublicationId
from bot.domain.site import Credit, FieldValues, Problem
from bot.domain.vacancy import Vacancy
from bot.domain.views.vacancies import PublicationLine


@dataclass(frozen=True, slots=True)
class Target:
    """An account to publish under; not `free`: the vacancy is up there, or its login is lost."""

    account: EmployerAccount
    chosen: bool
    free: bool


@dataclass(frozen=True, slots=True)
class ChooseTargets:
    """Ticks before accounts; a button carries the account's id."""

    vacancy: Vacancy
    targets: Sequence[Target]


@dataclass(frozen=True, slots=True)
class RoundTarget:
    """What a confirm for several does on one site. `lacking`: something must be chosen first."""

    publication_id: PublicationId
    site: str
    account: str
    cost: Credit | None
    payable: bool
    lacking: bool


@dataclass(frozen=True, slots=True)
class AlsoSent:
    """Another live ad of the vacancy, which may get the same edit."""

    publication_id: PublicationId
    site: str
    account: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit changes, each value as it was and as it is."""

    parts: Sequence[str]
    was: Vacancy
    now: Vacancy
    fields_were: FieldValues
    fields_now: FieldValues


@dataclass(frozen=True, slots=True)
class TargetLine:
    """How one target stands; `wrong` says why it was refused."""

    line: PublicationLine
    wrong: Sequence[Problem]


@dataclass(frozen=True, slots=True)
class Progress:
    """All that one confirm has sent, each with how far it is."""

    vacancy: Vacancy
    lines: Sequence[TargetLine]
