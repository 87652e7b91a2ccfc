"""Vacancies, and publications in lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.pay import Pay
from bot.domain.publication import Publication, Status
from bot.domain.site import Measure
from bot.domain.vacancy import Shelf, Step, Vacancy
from bot.domain.wording import Term


@dataclass(frozen=True, slots=True)
class Vacancies:
    """`items`: each with how many publications it has by status."""

    items: Sequence[tuple[Vacancy, Mapping[Status, int]]]
    page: int
    pages: int
    may_publish: bool
    shelf: Shelf = Shelf.OPEN
    others: Mapping[Shelf, int] = field(default_factory=dict)
    """How many lie on each of the other shelves."""
    find: str = ""
    """What was typed to narrow the list."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """A text that is too short or too long for a site."""

    site: str
    measure: Measure


@dataclass(frozen=True, slots=True)
class Doubts:
    """What one should know before anything is published; none of it forbids."""

    terms: Sequence[Term] = ()
    misfits: Sequence[Misfit] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """Doubtful words of a vacancy on the way to its publication."""

    vacancy: Vacancy
    terms: Sequence[Term]


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
    templates: int = 0
    """How many there are to begin with."""
    doubt: str = ""
    """What was typed, where that is hardly an answer: it may be meant so all the same."""
    near: Sequence[str] = ()
    """The cities that it may have meant; a button carries the number."""
    file: str = ""
    """The description (rich text) that a file holds, to be looked at before it is taken."""
    points: Sequence[str] = ()
    """Must-haves that can be ticked."""


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
    login_lost: bool = False
    """Its responses do not come, for want of a login."""


@dataclass(frozen=True, slots=True)
class VacancyPage:
    """The vacancy and where it is published."""

    vacancy: Vacancy
    publications: Sequence[PublicationLine]
    may_publish: bool
    accounts: int
    may_link: bool = False
    """The member may bring its candidates into a group."""
    doubts: Doubts = Doubts()
    to_save: int = 0
    """The live ad whose edit leads to that of all that lag behind; 0: none can be saved now."""
    undo: bool = False
    """A publication of it was forgotten just now."""
    watched: int = 0
    """Publications that were sent together of late."""
    watched_busy: bool = False
    """Not all of them are there so far."""
    candidates: int | None = None
    """How many answered it; None: the member may not see them."""
    answers: str = ""
    """The name of who answers for it; empty when they have left."""


@dataclass(frozen=True, slots=True)
class ConfirmDelete:
    """Deleting a vacancy that is nowhere published, or a template."""

    vacancy: Vacancy


@dataclass(frozen=True, slots=True)
class ConfirmArchive:
    """Putting a vacancy away while ads of it are up, or on their way: `live`."""

    vacancy: Vacancy
    live: Sequence[PublicationLine]
