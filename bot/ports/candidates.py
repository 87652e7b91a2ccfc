"""The repositories of responses, and of the ads that nobody has linked so far."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.adoption import Adoption
from bot.domain.answer import Answer
from bot.domain.application import (
    Application,
    ApplicationStub,
    KeptRecord,
    StoredFile,
    WantedFiles,
)
from bot.domain.digest import Digest
from bot.domain.handling import Barring, Note
from bot.domain.ids import (
    AccountId,
    AdoptionId,
    AnswerId,
    ApplicationId,
    DigestId,
    FileId,
    MemberId,
    MergeId,
    PersonId,
    PleaId,
    PublicationId,
    UnlinkedAdId,
    VacancyId,
)
from bot.domain.morning import Arrival
from bot.domain.own_ad import UnlinkedAd
from bot.domain.person import Merge
from bot.domain.plea import Plea
from bot.domain.site import BrokenRecord


class Applications(Protocol):
    """Candidates' responses of one workspace."""

    async def add_new(
        self, items: Sequence[tuple[Application, Sequence[StoredFile]]]
    ) -> Sequence[Application]:
        """Store those not yet known by (site, remote_id), each with its person and files.

        A person who is there already stays. Drops the stub of each; returns what was new.
        """

    async def get(self, application_id: ApplicationId) -> Application:
        """Raises: NotThere."""

    async def several(self, ids: Sequence[ApplicationId]) -> Sequence[Application]:
        """In this order; who is not there is left out."""

    async def of_digest(self, digest_id: DigestId) -> Sequence[Application]:
        """Those that it tells of, the oldest first."""

    async def alike(self, applications: Sequence[Application]) -> Sequence[Application]:
        """Stored ones with a phone or an address of any of these, the newest ones, oldest first."""

    async def of_person(self, person_id: PersonId) -> Sequence[Application]:
        """In the order in which they were sent."""

    async def give_to(
        self, person_id: PersonId, applications: Sequence[Application]
    ) -> Sequence[Application]:
        """Let them be this person's, who is made where there is none; one version higher.

        A person who is left without any is dropped.
        """

    async def touch(self, applications: Sequence[Application]) -> Sequence[Application]:
        """The same, one version higher: what is said of them has changed."""

    async def known(self, site: str, remote_ids: Collection[str]) -> Collection[str]:
        """Those of them that are stored."""

    async def complete(self, application: Application, files: Sequence[StoredFile]) -> Application:
        """Store all that is known of it and its person by now, and its further files.

        The version is one higher. A person keeps the name that it has where this one has none.

        Raises: NotThere.
        """

    async def handle(self, application: Application) -> Application:
        """Store its `handling` as it is now, version one higher.

        Raises: Conflict when anybody changed it since it was read: of two there is one winner.
        """

    async def match(self, application: Application) -> None:
        """Store how it was compared and its file's text; the version stays, buttons stay good.

        Raises: Conflict when anybody changed it since it was read.
        """

    async def of_vacancy(self, vacancy_id: VacancyId) -> Sequence[ApplicationId]:
        """All that answered any of its ads, the newest first."""

    async def below(self, ids: Collection[ApplicationId]) -> Collection[ApplicationId]:
        """Which of these are below their vacancies' thresholds."""

    async def counts(self) -> Mapping[PublicationId, int]:
        """Responses so far by publication."""

    async def by_account(self, accounts: Collection[AccountId]) -> Mapping[AccountId, int]:
        """Responses so far to all publications of each of these accounts; none: not in it."""

    async def arrivals(
        self, vacancies: Collection[VacancyId], since: datetime
    ) -> Sequence[Arrival]:
        """Those of these vacancies that were stored since then, in the order they came."""

    async def put_off(
        self, by: MemberId, since: datetime, before: datetime
    ) -> Sequence[Application]:
        """Those that the member has put off until a moment in that time, the first one first."""

    async def stand(self, site: str, standings: Mapping[str, str | None]) -> Sequence[Application]:
        """Note where responses stand on the site, by remote id; return those that moved."""

    async def add_stubs(self, stubs: Sequence[ApplicationStub]) -> int:
        """Keep those not yet known as stub or application; return how many were new."""

    async def waiting(self, site: str) -> Mapping[str, int]:
        """Stubs by the remote id of their ad."""

    async def stubs_of(self, site: str, remote_ad_id: str) -> Sequence[ApplicationStub]: ...
    async def drop_stub(self, stub: ApplicationStub) -> None:
        """The site has its response no more."""

    async def keep_broken(
        self, account_id: AccountId, record: BrokenRecord, now: datetime
    ) -> int | None:
        """Keep a record that could not be read; its row id, None when it is kept already."""

    async def broken(self) -> Sequence[KeptRecord]:
        """All that are kept aside, oldest first."""

    async def drop_broken(self, record_id: int) -> None: ...


class Notes(Protocol):
    """What members wrote about candidates."""

    async def add(self, note: Note) -> None: ...
    async def of_application(self, application_id: ApplicationId) -> Sequence[Note]:
        """Oldest first."""

    async def of_applications(
        self, applications: Collection[ApplicationId]
    ) -> Mapping[ApplicationId, Sequence[Note]]:
        """The same of many at once; those without a note are left out."""


class Answers(Protocol):
    """The team's templates of what candidates are told."""

    async def get(self, answer_id: AnswerId) -> Answer:
        """Also one that was deleted. Raises: NotThere."""

    async def all(self) -> Sequence[Answer]:
        """Those that were not deleted, the oldest first."""

    async def add_ready(self, answers: Sequence[Answer]) -> None:
        """Store those that the team never had, by `ready`."""

    async def save(self, answer: Answer) -> Answer:
        """Insert or update, version one higher. Raises: Conflict."""


class Barred(Protocol):
    """The company's black list, by contacts."""

    async def bar(self, application: Application, barring: Barring) -> bool:
        """Put all contacts of it on the list; False when it has none to be known by."""

    async def lift(self, application_id: ApplicationId) -> bool:
        """Take off the list what this application brought there; False: nothing."""

    async def among(self, applications: Collection[ApplicationId]) -> Collection[ApplicationId]:
        """Those of them that come from somebody on the list."""

    async def all(self) -> Sequence[Barring]:
        """Newest first, each with what has come since."""


class Merges(Protocol):
    """Applications that were found to be one person's, or may be."""

    async def hold(self) -> None:
        """Nobody else joins or splits people of the workspace before this transaction ends.

        What others have joined until now is seen from here on.
        """

    async def get(self, merge_id: MergeId) -> Merge:
        """Raises: NotThere."""

    async def of(self, applications: Collection[ApplicationId]) -> Sequence[Merge]:
        """Those about any of these, the oldest first."""

    async def save(self, merge: Merge) -> None:
        """Insert or update."""


class Pleas(Protocol):
    """Who asked whom to hand a candidate over."""

    async def get(self, plea_id: PleaId) -> Plea:
        """Raises: NotThere."""

    async def open_of(self, application_id: ApplicationId) -> Plea | None:
        """The one that nobody has answered."""

    async def save(self, plea: Plea) -> None:
        """Insert or update. Raises: Conflict for a second open one of an application."""


class Digests(Protocol):
    """What was missed, gathered for one message a chat."""

    async def get(self, digest_id: DigestId) -> Digest:
        """Raises: NotThere."""

    async def open(self) -> Sequence[Digest]:
        """Those of the workspace that still gather."""

    async def save(self, digest: Digest) -> Digest:
        """Insert or update, version one higher. Raises: Conflict."""


class StoredFiles(Protocol):
    """Rows of files; the bytes are the port `Files`."""

    async def get(self, file_id: FileId) -> StoredFile:
        """Raises: NotThere."""

    async def of_application(self, application_id: ApplicationId) -> Sequence[StoredFile]: ...
    async def wanted_of(self, account_id: AccountId) -> Sequence[WantedFiles]: ...
    async def save(self, file: StoredFile) -> bool:
        """Insert it, or store how a try to fetch it ended; False: another one has kept it."""


class Adoptions(Protocol):
    """Wishes to link ads."""

    async def get(self, adoption_id: AdoptionId) -> Adoption:
        """Raises: NotThere."""

    async def open(self) -> Sequence[Adoption]:
        """Those of the workspace that are not done."""

    async def save(self, adoption: Adoption) -> Adoption:
        """Insert or update, version one higher. Raises: Conflict."""


class UnlinkedAds(Protocol):
    """Own ads that no publication holds."""

    async def get(self, ad_id: UnlinkedAdId) -> UnlinkedAd:
        """Raises: NotThere."""

    async def of_site(self, site: str) -> Sequence[UnlinkedAd]:
        """By title."""

    async def save(self, ad: UnlinkedAd) -> None:
        """Insert or update. Raises: Conflict for an ad that is there under another id."""

    async def save_all(self, ads: Sequence[UnlinkedAd]) -> None:
        """Update these, in one go."""

    async def drop(self, ad_id: UnlinkedAdId) -> None:
        """It is linked."""
