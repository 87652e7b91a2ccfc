"""Vacancies, and publications in lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.pay import Pay
from bot.domain.publication import Publication, Status
from bot.domain.vacancy import Step, Vacancy


@dataclass(frozen=True, slots=True)
class Vacancies:
    """`items`: each with how many publications it has by status."""

    items: Sequence[tuple[Vacancy, Mapping[Status, int]]]
    page: int
    pages: int
    may_publish: bool


@dataclass(frozen=True, slots=True)
class ContinueDraft:
    """`/new` while an unfinished vacancy waits."""

    vacancy: Vacancy


@dataclass(frozen=True, slots=True)
class VacancyForm:
    """One question. `number` of `of`; `changing`: only this answer is being changed."""

    vacancy: Vacancy
    step: Step
    number: int
    of: int
    changing: bool
    offered: Pay | None = None
    """What the typed pay may have meant, as a button."""
    more: bool = False
    """The answer was cut by Telegram: the rest is waited for."""


@dataclass(frozen=True, slots=True)
class PublicationLine:
    """A publication in a list."""

    publication: Publication
    status: Status
    account: str
    """The account's label."""
    responses: int
    unsaved: bool = False
    """The vacancy or its own fields have changed since its site took them."""


@dataclass(frozen=True, slots=True)
class VacancyPage:
    """The vacancy and where it is published."""

    vacancy: Vacancy
    publications: Sequence[PublicationLine]
    may_publish: bool
    accounts: int
    may_link: bool = False
    """The member may bring its candidates into a group."""


@dataclass(frozen=True, slots=True)
class ConfirmDelete:
    """Deleting a vacancy that is nowhere published."""

    vacancy: Vacancy
