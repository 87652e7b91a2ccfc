"""Storing responses, and owing what they ask for: cards and files."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.account import EmployerAccount
from bot.domain.application import (
    Application,
    ApplicationStub,
    FileKind,
    FileState,
    StoredFile,
    WantedFiles,
)
from bot.domain.digest import Digest
from bot.domain.errors import SiteError
from bot.domain.group import Group
from bot.domain.ids import (
    ApplicationId,
    FileId,
    NoticeId,
    PersonId,
    PublicationId,
    new_id,
)
from bot.domain.jobs import Job
from bot.domain.notice import Notice, NoticeKind
from bot.domain.paces import Paces
from bot.domain.publication import Publication, StubbedAd
from bot.domain.site import RemoteApplication
from bot.domain.workspace import ChatLink, Right
from bot.ports import Clock, Limits, Transaction
from bot.usecases.match_candidates import compared, must_haves_of
from bot.usecases.recipients import chat_of, groups_of
from bot.usecases.redraw_cards import redraw

FETCH_FILES = "fetch_files"
FETCH_STUBS = "fetch_stubs"
READ_REST = "read_rest"


@dataclass(frozen=True, slots=True)
class _Readers:
    """Who gets the candidates of one publication."""

    link: ChatLink | None
    groups: Sequence[tuple[ChatLink, Group]]


@dataclass(frozen=True, slots=True)
class KeepApplications:
    """Store responses of one account and owe their cards, in the caller's transaction."""

    clock: Clock
    paces: Paces
    bot_id: int

    async def __call__(
        self, tx: Transaction, account: EmployerAccount, items: Sequence[RemoteApplication]
    ) -> int:
        """Those of linked ads become applications, the others stubs; return how many are new.

        Safe to repeat: an application counts once. Of one who is barred nothing is kept.
        """
        items = [one for one in items if not one.barred]
        rows: list[tuple[Application, list[StoredFile]]] = []
        stubs: list[ApplicationStub] = []
        digests = await tx.digests.open() if items else ()
        ads: dict[str, Publication | None] = {}
        for item in items:
            if item.remote_ad_id not in ads:
                ads[item.remote_ad_id] = await tx.publications.by_remote(
                    account.site, item.remote_ad_id
                )
            publication = ads[item.remote_ad_id]
            if publication is not None and publication.may_sync:
                rows.append(_rows(account, publication, item, self.clock.now(), digests))
            else:
                stubs.append(_stub(account, item))
        await tx.applications.add_stubs(stubs)
        new = await tx.applications.add_new(await self._compared(tx, account, rows, ads.values()))
        with_files = {application.id for application, files in rows if files}
        fetched = [one for one in new if one.id in with_files]
        await tx.enqueue_all([files_job(wanted_of(one)) for one in fetched])
        held = [one for one in new if one.held_until is not None]
        await tx.enqueue_all([rest_job(wanted_of(one), one.held_until) for one in held])
        answered = {one.publication_id for one in new}
        readers = {
            one.id: await self._readers(tx, one)
            for one in ads.values()
            if one is not None and one.id in answered
        }
        owed: list[Notice] = []
        barred = await tx.barred.among([one.id for one in new]) if new else ()
        for one in new:
            if one.digest_id is not None or one.id in barred:
                continue
            assert one.publication_id is not None  # _rows always names it
            owed += self._cards(one, readers[one.publication_id], with_file=one.id in with_files)
        await tx.notices.owe(owed)
        await self.stand(
            tx, account, {one.remote_id: one.standing for one in items if one.standing}
        )
        return len(new)

    async def _compared(
        self,
        tx: Transaction,
        account: EmployerAccount,
        rows: list[tuple[Application, list[StoredFile]]],
        ads: Iterable[Publication | None],
    ) -> list[tuple[Application, list[StoredFile]]]:
        """The new ones with how much they show of what their vacancies must have."""
        wanted: dict[PublicationId | None, Sequence[str]] = {}
        for ad in ads:
            if ad is not None and ad.may_sync:
                wanted[ad.id] = (await tx.vacancies.get(ad.vacancy_id)).must_haves
        if not any(wanted.values()):
            return rows
        ids = [one.remote_id for one, _ in rows]
        known = await tx.applications.known(account.site, ids)
        now = self.clock.now()
        return [
            (one, files)
            if one.remote_id in known
            else (compared(one, wanted.get(one.publication_id, ()), now), files)
            for one, files in rows
        ]

    async def complete(
        self, tx: Transaction, known: Application, item: RemoteApplication | None
    ) -> None:
        """The rest of a response, as it was read by now; None: the site has it no more."""
        now = self.clock.now()
        files: list[StoredFile] = []
        whole = replace(known, unopened=False, held_until=None)
        if item is not None:
            whole = _with(whole, item)
            there = {one.kind for one in await tx.files.of_application(known.id)}
            files = [one for one in _files(whole, item, now) if one.kind not in there]
        vacancy = await must_haves_of(tx, whole)
        if vacancy is not None:
            whole = compared(whole, vacancy.must_haves, now)
        whole = await tx.applications.complete(whole, files)
        if files:
            await tx.enqueue(files_job(wanted_of(whole)))
        if whole.held_until is not None:
            await tx.enqueue(rest_job(wanted_of(whole), whole.held_until))
        await self.redraw(tx, whole)

    async def stand(
        self, tx: Transaction, account: EmployerAccount, standings: Mapping[str, str | None]
    ) -> None:
        """Where responses stand on the site now; the cards of those that moved say so."""
        for one in await tx.applications.stand(account.site, standings) if standings else ():
            await self.redraw(tx, one)

    async def redraw(self, tx: Transaction, application: Application) -> None:
        """Its cards that are in chats say what is known by now."""
        await redraw(tx, application, self.clock.now())

    async def _readers(self, tx: Transaction, publication: Publication) -> _Readers:
        vacancy = await tx.vacancies.get(publication.vacancy_id)
        link = await chat_of(tx, self.bot_id, vacancy.owner_id, Right.SEE_CONTACTS)
        return _Readers(link, await groups_of(tx, vacancy))

    def _cards(
        self, application: Application, readers: _Readers, *, with_file: bool
    ) -> list[Notice]:
        now = self.clock.now()
        patient = now + self.paces.file_wait if with_file else now
        owed = [] if readers.link is None else [_card(application, readers.link, patient)]
        for link, group in readers.groups:
            due = patient if group.full else now  # a masked card has no file to wait for
            owed.append(_card(application, link, group.starts(due)))
        return owed


def _card(application: Application, link: ChatLink, due: datetime) -> Notice:
    return Notice(
        NoticeId(new_id()),
        application.workspace_id,
        link.bot_id,
        link.id,
        NoticeKind.CARD,
        application.id,
        due,
        thread_id=link.thread_id,
    )


def wanted_of(application: Application) -> WantedFiles:
    """Whose files these are."""
    return WantedFiles(application.workspace_id, application.account_id, application.id)


def files_job(wanted: WantedFiles, at: datetime | None = None) -> Job:
    """The files of one application; under the account's lock, like all that talks to its site."""
    return Job(
        FETCH_FILES,
        wanted.application_id,
        wanted.workspace_id,
        lock=f"account:{wanted.account_id}",
        unique=f"files:{wanted.application_id}",
        at=at,
        priority=20,
    )


def rest_job(wanted: WantedFiles, at: datetime | None = None, *, priority: int = 20) -> Job:
    """What could not be read so far of one response."""
    return Job(
        READ_REST,
        wanted.application_id,
        wanted.workspace_id,
        lock=f"account:{wanted.account_id}",
        unique=f"rest:{wanted.application_id}",
        at=at,
        priority=priority,
    )


async def wake_files(tx: Transaction, account: EmployerAccount) -> None:
    """The login works again: what could not be fetched meanwhile is fetched now."""
    await tx.enqueue_all([files_job(one) for one in await tx.files.wanted_of(account.id)])


async def hold_files(
    limits: Limits, account: EmployerAccount, error: SiteError, now: datetime
) -> None:
    """Where the site says that it is not to be asked before a moment, for no file either."""
    until = error.not_before(now)
    if until > now:
        await limits.halt(f"account:{account.id}", until)


def stubs_job(
    publication: Publication | StubbedAd, at: datetime | None = None, *, passed: int = 0
) -> Job:
    """The responses of one publication that were kept unread, but for the first `passed`.

    Those were asked for just now, and stay.
    """
    key = f"stubs:{publication.id}"
    return Job(
        FETCH_STUBS,
        publication.id,
        publication.workspace_id,
        lock=f"account:{publication.account_id}",
        unique=f"{key}:{passed}" if passed else key,
        at=at,
        priority=20,
    )


def stubs_passed(job: Job) -> int:
    """What `stubs_job` was given."""
    *_, passed = (job.unique or "").split(":")
    return int(passed) if job.unique != f"stubs:{job.subject}" else 0


def _rows(
    account: EmployerAccount,
    publication: Publication,
    item: RemoteApplication,
    now: datetime,
    digests: Sequence[Digest],
) -> tuple[Application, list[StoredFile]]:
    bare = Application(
        id=ApplicationId(new_id()),
        workspace_id=account.workspace_id,
        person_id=PersonId(new_id()),
        account_id=account.id,
        publication_id=publication.id,
        site=account.site,
        remote_id=item.remote_id,
        remote_ad_id=item.remote_ad_id,
        sent_at=item.sent_at,
        stored_at=now,
        digest_id=next(
            (one.id for one in digests if one.takes(publication.id, item.sent_at)), None
        ),
    )
    application = _with(bare, item)
    return application, _files(application, item, now)


def _with(application: Application, item: RemoteApplication) -> Application:
    """With all that the site tells of it now."""
    return replace(
        application,
        url=item.url,
        name=item.name or application.name,
        phones=item.phones,
        emails=item.emails,
        birth_date=item.birth_date,
        city=item.city,
        letter=item.letter,
        resume_text=item.resume_text,
        skills=item.skills,
        position=item.position,
        pay=item.pay,
        channels=item.channels,
        standing=item.standing,
        unopened=item.unopened,
        held_until=item.held_until,
    )


def _files(application: Application, item: RemoteApplication, now: datetime) -> list[StoredFile]:
    return [
        StoredFile(
            FileId(new_id()),
            application.workspace_id,
            application.id,
            kind,
            FileState.WANTED,
            ref.ref,
            name=ref.name,
            wanted_at=now,
        )
        for kind, ref in ((FileKind.PHOTO, item.photo), (FileKind.RESUME, item.resume))
        if ref is not None
    ]


def _stub(account: EmployerAccount, item: RemoteApplication) -> ApplicationStub:
    return ApplicationStub(
        account.workspace_id,
        account.id,
        account.site,
        item.remote_ad_id,
        item.remote_id,
        item.sent_at,
    )
