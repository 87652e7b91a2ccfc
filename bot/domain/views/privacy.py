"""What is kept of candidates, and how it goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from bot.domain.erasure import Why
from bot.domain.ids import ApplicationId, VacancyId


@dataclass(frozen=True, slots=True)
class Looked:
    """A member who saw contacts."""

    who: str
    count: int
    last: datetime


@dataclass(frozen=True, slots=True)
class Privacy:
    """What is stored, where, how long, and who saw it."""

    applications: int
    files: int
    months: int
    stop: bool
    sites: Sequence[str]
    looked: Sequence[Looked]
    may_manage: bool


@dataclass(frozen=True, slots=True)
class ForgetRecord:
    """One application of somebody who may be erased."""

    application_id: ApplicationId
    name: str
    site: str
    vacancy: str
    sent_at: datetime
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Forget:
    """Who is to be erased: typed, or one of those that were found."""

    found: Sequence[ForgetRecord]
    searched: bool
    more: bool = False
    """There are further ones."""


@dataclass(frozen=True, slots=True)
class ForgetPerson:
    """All that there is of somebody; the number is typed to confirm."""

    application_id: ApplicationId
    name: str
    records: Sequence[ForgetRecord]
    """The first of them."""
    count: int
    chats: Sequence[tuple[str, bool]]
    """Names of people and titles of groups; whether it is a group."""
    code: str | None
    """What is typed where there is no phone."""


@dataclass(frozen=True, slots=True)
class Erased:
    """The receipt: counts only."""

    why: Why
    records: int
    files: int
    messages: int
    unreachable: int
    """Messages in chats that the bot was thrown out of, or that people wrote too long ago."""
    moment: datetime


@dataclass(frozen=True, slots=True)
class RetentionWarning:
    """Candidates of a closed vacancy will go; `asked`: somebody wants that at once."""

    vacancy_id: VacancyId
    title: str
    count: int
    goes_at: datetime
    asked: bool = False


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """A vacancy whose candidates may be put into a file."""

    vacancy_id: VacancyId
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class ExportList:
    """Which one."""

    choices: Sequence[ExportChoice]
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class ExportOne:
    """In which form."""

    choice: ExportChoice


@dataclass(frozen=True, slots=True)
class ExportFile:
    """The file itself; it is taken out of the chat after `hours`."""

    name: str
    content: bytes
    count: int


@dataclass(frozen=True, slots=True)
class FirstNotice:
    """What candidates read with their first message, by language, as it is said."""

    on: bool
    texts: Mapping[str, str]
    own: frozenset[str]
    """In which languages the words are the team's."""


@dataclass(frozen=True, slots=True)
class AskNotice:
    """Other words in one language. `present`: those there are, with their tags."""

    language: str
    present: str
    own: bool


PrivacyView: TypeAlias = (
    AskNotice
    | FirstNotice
    | Erased
    | ExportFile
    | ExportList
    | ExportOne
    | Forget
    | ForgetPerson
    | Privacy
    | RetentionWarning
)
"""All of these that are drawn by themselves."""
