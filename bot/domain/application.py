"""Candidates' responses, and the people behind them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.handling import NEW, Handling
from bot.domain.ids import (
    AccountId,
    ApplicationId,
    DigestId,
    FileId,
    PersonId,
    PublicationId,
    WorkspaceId,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """The human behind applications, as an application shows one ("person" in tables)."""

    id: PersonId
    workspace_id: WorkspaceId
    name: str | None


@dataclass(frozen=True, slots=True)
class Application:
    """One candidate's answer to one ad; unique by (workspace, site, remote_id)."""

    id: ApplicationId
    workspace_id: WorkspaceId
    person_id: PersonId
    account_id: AccountId
    publication_id: PublicationId | None
    site: str
    remote_id: str
    remote_ad_id: str
    sent_at: datetime
    stored_at: datetime
    url: str | None = None
    name: str | None = None
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    birth_date: str | None = None
    city: str | None = None
    letter: str | None = None
    resume_text: str | None = None
    file_text: str | None = None
    """What its file says, read for the must-haves alone; empty: nothing that can be read."""
    skills: tuple[str, ...] = ()
    position: str | None = None
    pay: str | None = None
    channels: tuple[str, ...] = ()
    unopened: bool = False
    """There is more, which is read when the recruiter opens it."""
    contacts_lost: bool = False
    """Contacts, letter and resume went with a lost key. With `held_until`: they are read again."""
    held_until: datetime | None = None
    """There is more, which the site's daily limit holds back until then."""
    standing: str | None = None
    """Text id of where it stands on the site: `standing-rejected`, ...; None: nothing to say."""
    digest_id: DigestId | None = None
    """The digest that told of it; it has a card only once somebody has opened one."""
    points_met: int | None = None
    """So many of the vacancy's must-haves its texts show; None: not compared so far."""
    points_of: int | None = None
    """How many there were then."""
    handling: Handling = NEW
    """Where the team's work on it stands."""
    version: int = 1

    def born(self) -> date | None:
        """The birth date where it is one that a living person can have."""
        try:
            day = date.fromisoformat(self.birth_date or "")
        except ValueError:
            return None
        return day if day.year > 1900 else None

    def age(self, today: date) -> int | None:
        """Full years, None when unknown or not credible (14 to 100)."""
        day = self.born()
        if day is None:
            return None
        years = today.year - day.year - ((today.month, today.day) < (day.month, day.day))
        return years if 14 <= years <= 100 else None


@dataclass(frozen=True, slots=True)
class ApplicationStub:
    """A response that is kept unread: its ad is unknown, or its sync is off. Nothing personal."""

    workspace_id: WorkspaceId
    account_id: AccountId
    site: str
    remote_ad_id: str
    remote_id: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """A record that could not be read, kept aside whole until a version can."""

    id: int
    account_id: AccountId
    raw: str
    kept_at: datetime


class FileKind(StrEnum):
    """What a stored file is."""

    RESUME = "resume"
    PHOTO = "photo"


class FileState(StrEnum):
    """Whether its bytes are here."""

    WANTED = "wanted"
    KEPT = "kept"
    MISSING = "missing"
    """The site does not give it, or no longer; not asked for again."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of an application. The bytes lie in FILES_DIR, encrypted, named by `id`."""

    id: FileId
    workspace_id: WorkspaceId
    application_id: ApplicationId
    kind: FileKind
    state: FileState
    ref: str
    """How the plug-in fetches it."""
    name: str | None = None
    mime: str = ""
    size: int = 0
    sha256: str = ""
    attempts: int = 0
    wanted_at: datetime | None = None
    erase_after: datetime | None = None


@dataclass(frozen=True, slots=True)
class WantedFiles:
    """An application some of whose files are still to be fetched, by its account's login."""

    workspace_id: WorkspaceId
    account_id: AccountId
    application_id: ApplicationId
