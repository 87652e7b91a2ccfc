"""The way to a publication, and the page of one."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.domain.account import EmployerAccount
from bot.domain.ids import AccountId
from bot.domain.publication import Publication, Status
from bot.domain.site import AdField, Credit, Entry, Problem
from bot.domain.vacancy import Step, Vacancy
from bot.domain.views.targets import AlsoSent, Change, RoundTarget
from bot.domain.views.vacancies import Doubts, PublicationLine


@dataclass(frozen=True, slots=True)
class ChooseAccount:
    """Under which account; a button carries the account's id."""

    vacancy: Vacancy
    accounts: Sequence[EmployerAccount]
    several: bool = False
    """More than one of them can be chosen at once."""


@dataclass(frozen=True, slots=True)
class Loading:
    """The site's dictionaries are being fetched; `failed`: the site did not give them."""

    site: str
    failed: bool = False
    publication_id: int = 0
    """Whose fields wait for them, for the button that tries again."""
    droppable: bool = False
    """It is one target among several, and the others can go without it."""


@dataclass(frozen=True, slots=True)
class AskField:
    """One field that the site needs; a button carries the entry's number."""

    site: str
    field: AdField
    options: Sequence[Entry]
    """This page only."""
    chosen: Sequence[Entry]
    page: int
    pages: int
    typed: str
    credits: Sequence[Credit] = ()
    publication_id: int = 0
    """Whose preview is the way back."""
    nearest: bool = False
    """`typed` is the vacancy's city, which the site does not know."""
    among: tuple[int, int] | None = None
    """Which one it is of several targets, from 1, and of how many."""


@dataclass(frozen=True, slots=True)
class Otherwise:
    """A field whose value on the site is not what the vacancy says."""

    field: AdField
    chosen: Sequence[Entry]
    wanted: Sequence[Entry]
    """What follows from the vacancy."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The ad as it will stand on one site, and what it costs."""

    publication: Publication
    vacancy: Vacancy
    account: str
    fields: Sequence[tuple[AdField, tuple[Entry, ...]]]
    missing: Sequence[AdField]
    """What publishing still needs."""
    credits: Sequence[Credit]
    cost: Credit | None
    """The unused publication that publishing writes off; None: not chosen, or not in `credits`."""
    live: bool
    """An edit of a live ad: nothing is written off."""
    may_draft: bool
    payable: bool = True
    """False: publishing would surely fail, as none of the type, or of any, is left."""
    unsaved: Sequence[str] = ()
    """The parts of a live ad that saving changes, as far as is known."""
    same: bool = False
    """The site has all of it already."""
    answers: Sequence[str] = tuple(Step)
    """Those of the vacancy that the ad has as they are; `fields` say the rest."""
    otherwise: Sequence[Otherwise] = ()
    page: int = 0
    """0: the ad; 1: the answers of the vacancy to change; 2: the site's own fields."""
    doubts: Doubts = field(default_factory=Doubts)
    round: Sequence[RoundTarget] = ()
    """All that one confirm sends, this one among them; empty where it is alone."""
    also: Sequence[AlsoSent] = ()
    """The other live ads that may get the same edit."""
    change: Change | None = None
    """What saving changes, where the old values are known."""
    renews: bool = False
    """The ad is live, and is published again for another term."""


@dataclass(frozen=True, slots=True)
class PublicationPage:
    """One publication."""

    publication: Publication
    status: Status
    account: EmployerAccount
    responses: int
    can_edit: bool
    can_close: bool
    may_publish: bool
    can_draft: bool = False
    """It can be saved on the site unpublished."""
    unsaved: Sequence[str] = ()
    """The parts of the ad that have changed since its site took it."""
    wrong: Sequence[Problem] = ()
    """Why the last request was refused; `fix` carries the index."""
    can_prolong: bool = False
    can_renew: bool = False
    """It is about to end, and the site can't prolong it: it may be published again."""
    similar: Sequence[tuple[str, str | None]] = ()
    """The ads that the site finds too similar: remote id, address where it is known."""
    otherwise: Sequence[Otherwise] = ()
    change: Change | None = None
    """What is not on the site so far, where its old values are known."""
    also: bool = False
    """Other live ads of the vacancy wait for their changes too."""
    support: str = ""
    """Whom to ask when nothing helps; empty: nobody was named."""
    erased: int = 0
    """So many responses more there were: nothing of these is kept."""
    may_see: bool = False
    """The member may see its candidates."""
    paused: frozenset[str] = frozenset()
    """Its site, where an operator has stopped it."""


@dataclass(frozen=True, slots=True)
class ConfirmClose:
    """Taking the ad off the site; `final`: it will never be up again, `sure`: asked once more."""

    publication: Publication
    account: str
    final: bool = False
    sure: bool = False


@dataclass(frozen=True, slots=True)
class ConfirmForget:
    """Dropping what is no ad so far: here alone, or its draft on the site too."""

    publication: Publication
    account: str
    can_delete: bool = False


@dataclass(frozen=True, slots=True)
class ConfirmProlong:
    """Keeping the ad up for another term; `cost`: what is written off, where it is known."""

    publication: Publication
    account: str
    cost: Credit | None


@dataclass(frozen=True, slots=True)
class StatusFilters:
    """What the list may be narrowed by, each with whether it is."""

    sites: Sequence[tuple[int, str, bool]]
    """Its place in the list of all sites, its key."""
    accounts: Sequence[tuple[AccountId, str, str, bool]]
    """Its site, its label."""
    own: bool


@dataclass(frozen=True, slots=True)
class StatusList:
    """`/status`: own publications, those that need attention first."""

    lines: Sequence[PublicationLine]
    page: int
    pages: int
    filters: StatusFilters | None = None
    """None while nobody narrows the list."""
    narrowable: bool = False
    paused: frozenset[str] = frozenset()
    """Sites of these that an operator has stopped."""
