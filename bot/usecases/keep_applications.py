"""Storing responses, and owing what they ask for: cards and files."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.account import EmployerAccount
from bot.domain.application import (
    Application,
    ApplicationStub,
    FileState,
    StoredFile,
    WantedFiles,
)
from bot.domain.digest import Digest
from bot.domain.errors import SiteError
from bot.domain.ids import (
    ApplicationId,
)
from bot.domain.jobs import Job
from bot.domain.must_have import below
from bot.domain.person import MergeState, persons_of
from bot.domain.publication import Publication, StubbedAd
from bot.domain.site import RemoteApplication
from bot.domain.vacancy import Vacancy
from bot.domain.workspace import ChatLink
from bot.ports import Clock, Limits, Transaction
from bot.usecases.erase_person import came_back, erase_job
from bot.usecases.erased import StopErased
from bot.usecases.join_persons import JoinPersons
from bot.usecases.match_candidates import compared, must_haves_of
from bot.usecases.new_rows import files_of, rows_of, stub_of, with_all
from bot.usecases.recipients import groups_of, readers_of
from bot.usecases.redraw_cards import redraw
from bot.usecases.tell_new import New, TellNew

FETCH_FILES = "fetch_files"
FETCH_STUBS = "fetch_stubs"
READ_REST = "read_rest"


@dataclass(frozen=True, slots=True)
class _Readers:
    """Who gets the candidates of one publication."""

    vacancy: Vacancy
    links: Sequence[ChatLink]


@dataclass(frozen=True, slots=True)
class KeepApplications:
    """Store responses of one account and owe their cards, in the caller's transaction."""

    clock: Clock
    bot_id: int
    persons: JoinPersons
    tell: TellNew
    stop: StopErased

    async def __call__(
        self,
        tx: Transaction,
        account: EmployerAccount,
        items: Sequence[RemoteApplication],
        *,
        more: bool = False,
    ) -> int:
        """Those of linked ads become applications, the others stubs; return how many are new.

        `more` of the same pass are still to come: chats hear of them all together.

        Safe to repeat: an application counts once. Of one who is barred on the site, or was
        erased here, nothing is kept.
        """
        items = await self._welcome(tx, account, [one for one in items if not one.barred])
        ids = [one.remote_id for one in items]
        known = set(await tx.applications.known(account.site, ids)) if ids else ()
        # Each pass reads again what came of late: most of a page is known, and costs no more.
        unknown = [one for one in items if one.remote_id not in known]
        new = await self._keep(tx, account, unknown, more=more) if unknown else ()
        await self.stand(
            tx, account, {one.remote_id: one.standing for one in items if one.standing}
        )
        return len(new)

    async def _keep(
        self,
        tx: Transaction,
        account: EmployerAccount,
        items: Sequence[RemoteApplication],
        *,
        more: bool,
    ) -> Sequence[Application]:
        rows: list[tuple[Application, list[StoredFile]]] = []
        stubs: list[ApplicationStub] = []
        digests = await tx.digests.open()
        ads = await tx.publications.by_remote_ids(account.site, {one.remote_ad_id for one in items})
        for item in items:
            publication = ads.get(item.remote_ad_id)
            if publication is not None and publication.may_sync:
                rows.append(rows_of(account, publication, item, self.clock.now(), digests))
            else:
                stubs.append(stub_of(account, item))
        if stubs:
            await tx.applications.add_stubs(stubs)
        new, joined = await self._add(tx, rows)
        await _join(tx, digests, new)
        with_files = {application.id for application, files in rows if files}
        await tx.enqueue_all([files_job(wanted_of(one)) for one in new if one.id in with_files])
        held = [one for one in new if one.held_until is not None]
        await tx.enqueue_all([rest_job(wanted_of(one), one.held_until) for one in held])
        barred = await tx.barred.among([one.id for one in new]) if new else ()
        shown = [one for one in new if one.digest_id is None and one.id not in barred]
        told = await self._told(tx, shown, joined)
        if told:
            await self.tell.gather(tx, account.workspace_id, told, more=more)
        await self._known_again(tx, [one for one in new if one.id in joined])
        return new

    async def _told(
        self, tx: Transaction, new: Sequence[Application], joined: Collection[ApplicationId]
    ) -> list[New]:
        """Each with the chats that hear of it."""
        ads = {one.publication_id for one in new if one.publication_id is not None}
        found = {ad: await self._readers(tx, await tx.publications.get(ad)) for ad in ads}
        told: list[New] = []
        for one in new:
            assert one.publication_id is not None  # rows_of always names it
            readers = found[one.publication_id]
            few = below(one.points_met, readers.vacancy.push_from)
            known = one.id in joined
            told.append(New(one, readers.vacancy.id, readers.links, joined=known, below=few))
        return told

    async def _add(
        self, tx: Transaction, rows: Sequence[tuple[Application, Sequence[StoredFile]]]
    ) -> tuple[Sequence[Application], Collection[ApplicationId]]:
        """Those that are new, each with its person; and which of them were joined to somebody."""
        if not rows:
            return (), ()
        once = {one.remote_id: (one, files) for one, files in reversed(rows)}
        fresh = [one for one, _ in once.values()]
        met, merges = await self.persons.meet(tx, await self._compared(tx, fresh))
        new = await tx.applications.add_new([(one, once[one.remote_id][1]) for one in met])
        for merge in merges:
            await tx.merges.save(merge)
        joined = {one.application_id for one in merges if one.state is MergeState.JOINED}
        return new, joined

    async def _compared(self, tx: Transaction, fresh: Sequence[Application]) -> list[Application]:
        """Each with how much it shows of what its vacancy must have."""
        ads = {one.publication_id: one for one in fresh}
        asking = {ad: await must_haves_of(tx, one) for ad, one in ads.items()}
        wanted = {ad: one.must_haves for ad, one in asking.items() if one is not None}
        now = self.clock.now()
        return [compared(one, wanted.get(one.publication_id, ()), now) for one in fresh]

    async def _known_again(self, tx: Transaction, joined: Sequence[Application]) -> None:
        """The cards of those who answered before say so; those that just came do anyway."""
        fresh = {one.id for one in joined}
        for person_id in persons_of(joined):
            before = await tx.applications.of_person(person_id)
            await self._redraw_all(tx, [one for one in before if one.id not in fresh])

    async def _welcome(
        self, tx: Transaction, account: EmployerAccount, items: Sequence[RemoteApplication]
    ) -> list[RemoteApplication]:
        """Those who were not erased; of the others not even the id is kept."""
        if items:
            await tx.merges.hold()  # nobody is erased between this look and what is stored
        erased = await self.stop(tx, account, items) if items else set()
        for one in items:
            if one.remote_id in erased:
                await tx.applications.drop_stub(stub_of(account, one))
                await self.stop.remember(tx, stub_of(account, one), self.clock.now())
        return [one for one in items if one.remote_id not in erased]

    async def complete(
        self, tx: Transaction, known: Application, item: RemoteApplication | None
    ) -> None:
        """The rest of a response, as it was read by now; None: the site has it no more.

        Who turns out to have been erased goes again.
        """
        account = await tx.accounts.get(known.account_id)
        await tx.merges.hold()
        if item is not None and await self.stop(tx, account, [item]):
            again = came_back(known, self.clock.now())
            await tx.erasing.add(again)
            await tx.enqueue(erase_job(again))
            return
        now = self.clock.now()
        files: list[StoredFile] = []
        whole = replace(known, unopened=False, held_until=None)
        if item is not None:
            whole = replace(with_all(whole, item), contacts_lost=False)
            files = await self._wanted(tx, known, files_of(whole, item, now))
        vacancy = await must_haves_of(tx, whole)
        if vacancy is not None:
            whole = compared(whole, vacancy.must_haves, now)
        whole = await tx.applications.complete(whole, files)
        if whole.contacts_lost:
            return  # the cards in chats say more than is known here
        if known.contacts_lost:
            await self._bar_anew(tx, whole)
        await self._completed(tx, whole, files)

    async def _completed(
        self, tx: Transaction, whole: Application, files: Sequence[StoredFile]
    ) -> None:
        """What follows of a response that is known as a whole now."""
        if files:
            await tx.enqueue(files_job(wanted_of(whole)))
        if whole.held_until is not None:
            await tx.enqueue(rest_job(wanted_of(whole), whole.held_until))
        met = await self.persons.meet_late(tx, whole)
        await self.redraw(tx, met)
        if met.person_id != whole.person_id:
            await self._known_again(tx, [met])

    async def _wanted(
        self, tx: Transaction, known: Application, files: Sequence[StoredFile]
    ) -> list[StoredFile]:
        """Those that it has no row of. What went with a lost key is wanted once more."""
        there = {one.kind: one for one in await tx.files.of_application(known.id)}
        for one in files:
            old = there.get(one.kind)
            if known.contacts_lost and old is not None and old.state is FileState.MISSING:
                await tx.files.save(replace(one, id=old.id))
                await tx.enqueue(files_job(wanted_of(known)))
        return [one for one in files if one.kind not in there]

    async def _bar_anew(self, tx: Transaction, known: Application) -> None:
        """Who is on the company's list is known by the present hashes again."""
        for one in await tx.barred.all():
            if one.application_id == known.id:
                await tx.barred.bar(known, one)

    async def stand(
        self, tx: Transaction, account: EmployerAccount, standings: Mapping[str, str | None]
    ) -> None:
        """Where responses stand on the site now; the cards of those that moved say so."""
        for one in await tx.applications.stand(account.site, standings) if standings else ():
            await self.redraw(tx, one)
            await self._known_again(tx, [one])

    async def redraw(self, tx: Transaction, application: Application) -> None:
        """Its cards that are in chats say what is known by now."""
        await redraw(tx, application, self.clock.now())

    async def redraw_person(self, tx: Transaction, application_id: ApplicationId) -> None:
        """The cards of all applications of its person say what is known by now."""
        one = await tx.applications.get(application_id)
        await self._redraw_all(tx, await tx.applications.of_person(one.person_id))

    async def _redraw_all(self, tx: Transaction, applications: Sequence[Application]) -> None:
        for one in await tx.applications.touch(applications):
            await self.redraw(tx, one)

    async def _readers(self, tx: Transaction, publication: Publication) -> _Readers:
        vacancy = await tx.vacancies.get(publication.vacancy_id)
        own = await readers_of(tx, self.bot_id, vacancy)
        groups = [link for link, _ in await groups_of(tx, vacancy)]
        return _Readers(vacancy, [*own, *groups])


async def _join(tx: Transaction, digests: Sequence[Digest], new: Sequence[Application]) -> None:
    """Refused if one that they join is told in this very moment, under another login's lock."""
    joined = {one.digest_id for one in new}
    for digest in digests:
        if digest.id in joined:
            await tx.digests.save(digest)


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
