"""Responses, stubs, files and broken records, in memory."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.application import (
    Application,
    ApplicationStub,
    Candidate,
    FileState,
    KeptRecord,
    StoredFile,
    WantedFiles,
)
from bot.domain.digest import Digest
from bot.domain.errors import Conflict
from bot.domain.ids import (
    AccountId,
    ApplicationId,
    DigestId,
    FileId,
    MemberId,
    MergeId,
    PersonId,
    PublicationId,
    VacancyId,
    new_id,
)
from bot.domain.morning import Arrival
from bot.domain.must_have import below
from bot.domain.person import Merge, contact_keys, persons_of
from bot.domain.site import BrokenRecord
from tests.fakes.store.kinds import (
    ACCOUNTS,
    APPLICATIONS,
    BROKEN,
    DIGESTS,
    FILES,
    MERGES,
    PERSONS,
    PUBLICATIONS,
    STUBS,
    VACANCIES,
    Broken,
)
from tests.fakes.store.rows import Rows
from tests.fakes.store.session import Repository


def name_anew(rows: Rows, persons: Collection[PersonId]) -> None:
    """Their name is that of the newest application that is left."""
    for person in rows.all(PERSONS, lambda it: it.id in persons):
        mine = [one for one in rows.all(APPLICATIONS) if one.person_id == person.id]
        names = [one.name for one in sorted(mine, key=lambda it: it.id) if one.name]
        rows.replace(PERSONS, replace(person, name=names[-1] if names else None))


class MemoryApplications(Repository):
    """ports.Applications"""

    async def add_new(
        self, items: Sequence[tuple[Application, Sequence[StoredFile]]]
    ) -> Sequence[Application]:
        new: list[Application] = []
        for application, files in items:
            self._drop_stub(application)
            if (application.site, application.remote_id) in self._known():
                continue
            name, owner = application.name, application.workspace_id
            self._rows.add_new(PERSONS, [Candidate(application.person_id, owner, name)])
            self._rows.add(APPLICATIONS, application)
            for file in files:
                self._rows.add(FILES, file)
            new.append(application)
        return new

    async def get(self, application_id: ApplicationId) -> Application:
        return self._rows.get(APPLICATIONS, application_id)

    async def several(self, ids: Sequence[ApplicationId]) -> Sequence[Application]:
        found = {it.id: it for it in self._rows.all(APPLICATIONS, lambda it: it.id in ids)}
        return [found[one] for one in ids if one in found]

    async def of_digest(self, digest_id: DigestId) -> Sequence[Application]:
        found = self._rows.all(APPLICATIONS, lambda it: it.digest_id == digest_id)
        return sorted(found, key=lambda it: (it.sent_at, it.id))

    async def alike(self, applications: Sequence[Application]) -> Sequence[Application]:
        wanted = {key for one in applications for key in contact_keys(one.phones, one.emails)}
        return self._rows.all(
            APPLICATIONS, lambda it: bool(wanted & contact_keys(it.phones, it.emails))
        )

    async def of_person(self, person_id: PersonId) -> Sequence[Application]:
        found = self._rows.all(APPLICATIONS, lambda it: it.person_id == person_id)
        return sorted(found, key=lambda it: (it.sent_at, it.id))

    async def give_to(
        self, person_id: PersonId, applications: Sequence[Application]
    ) -> Sequence[Application]:
        before = persons_of(applications) - {person_id}
        for one in applications[:1]:
            self._rows.add_new(PERSONS, [Candidate(person_id, one.workspace_id, one.name)])
        mine = [replace(one, person_id=person_id) for one in applications]
        newer = await self.touch(mine)
        left = {one.person_id for one in self._rows.all(APPLICATIONS)}
        self._rows.drop(PERSONS, lambda it: it.id in before - left)
        name_anew(self._rows, before & left)
        return newer

    async def touch(self, applications: Sequence[Application]) -> Sequence[Application]:
        newer = [replace(one, version=one.version + 1) for one in applications]
        for one in newer:
            self._rows.replace(APPLICATIONS, one)
        return newer

    async def known(self, site: str, remote_ids: Collection[str]) -> Collection[str]:
        return {remote_id for at, remote_id in self._known() if at == site} & set(remote_ids)

    async def complete(self, application: Application, files: Sequence[StoredFile]) -> Application:
        held = self._rows.get(APPLICATIONS, application.id)
        newer = replace(
            application,
            handling=held.handling,
            person_id=held.person_id,
            file_text=held.file_text,
            version=held.version + 1,
        )
        self._rows.replace(APPLICATIONS, newer)
        if newer.name:
            person = Candidate(newer.person_id, newer.workspace_id, newer.name)
            self._rows.replace(PERSONS, person)
        for file in files:
            self._rows.add(FILES, file)
        return newer

    async def handle(self, application: Application) -> Application:
        held = self._rows.find(APPLICATIONS, lambda it: it.id == application.id)
        if held is None or held.version != application.version:
            raise Conflict(APPLICATIONS.name)
        newer = replace(held, handling=application.handling, version=held.version + 1)
        self._rows.replace(APPLICATIONS, newer)
        return newer

    async def match(self, application: Application) -> None:
        held = self._rows.find(APPLICATIONS, lambda it: it.id == application.id)
        if held is None or held.version != application.version:
            raise Conflict(APPLICATIONS.name)
        newer = replace(
            held,
            points_met=application.points_met,
            points_of=application.points_of,
            file_text=application.file_text,
        )
        self._rows.replace(APPLICATIONS, newer)

    async def of_vacancy(self, vacancy_id: VacancyId) -> Sequence[ApplicationId]:
        ads = {it.id for it in self._rows.all(PUBLICATIONS) if it.vacancy_id == vacancy_id}
        found = self._rows.all(APPLICATIONS, lambda it: it.publication_id in ads)
        return sorted((one.id for one in found), reverse=True)

    async def below(self, ids: Collection[ApplicationId]) -> Collection[ApplicationId]:
        of = {one.id: one.vacancy_id for one in self._rows.all(PUBLICATIONS)}
        asking = {one.id: one.push_from for one in self._rows.all(VACANCIES)}
        found = self._rows.all(APPLICATIONS, lambda it: it.id in ids and it.publication_id in of)
        return {
            one.id
            for one in found
            if one.publication_id is not None
            and below(one.points_met, asking[of[one.publication_id]])
        }

    async def counts(self) -> Mapping[PublicationId, int]:
        return Counter(
            one.publication_id for one in self._rows.all(APPLICATIONS) if one.publication_id
        )

    async def by_account(self, accounts: Collection[AccountId]) -> Mapping[AccountId, int]:
        of = {one.id: one.account_id for one in self._rows.all(PUBLICATIONS)}
        ads = [it.publication_id for it in self._rows.all(APPLICATIONS) if it.publication_id]
        return Counter(of[ad] for ad in ads if of[ad] in accounts)

    async def arrivals(
        self, vacancies: Collection[VacancyId], since: datetime
    ) -> Sequence[Arrival]:
        of = {one.id: one.vacancy_id for one in self._rows.all(PUBLICATIONS)}
        ads = {ad for ad, vacancy_id in of.items() if vacancy_id in vacancies}
        asking = {one.id: one.push_from for one in self._rows.all(VACANCIES)}
        found = self._rows.all(
            APPLICATIONS, lambda it: it.publication_id in ads and it.stored_at >= since
        )
        ordered = sorted(found, key=lambda it: (it.stored_at, it.id))
        return [
            Arrival(
                one.id,
                one.person_id,
                one.stored_at,
                below(one.points_met, asking[of[one.publication_id]]),
            )
            for one in ordered
            if one.publication_id is not None
        ]

    async def put_off(
        self, by: MemberId, since: datetime, before: datetime
    ) -> Sequence[Application]:
        found = [
            (one.handling.later_until, one.id, one)
            for one in self._rows.all(APPLICATIONS, lambda it: it.handling.later_by == by)
            if one.handling.later_until is not None
        ]
        return [one for until, _, one in sorted(found) if since <= until < before]

    async def stand(self, site: str, standings: Mapping[str, str | None]) -> Sequence[Application]:
        moved = [
            replace(one, standing=standings[one.remote_id], version=one.version + 1)
            for one in self._rows.all(APPLICATIONS)
            if one.site == site and standings.get(one.remote_id, one.standing) != one.standing
        ]
        for one in moved:
            self._rows.put(APPLICATIONS, one)
        return moved

    async def add_stubs(self, stubs: Sequence[ApplicationStub]) -> int:
        known = self._known()
        return len(
            self._rows.add_new(
                STUBS, [one for one in stubs if (one.site, one.remote_id) not in known]
            )
        )

    async def waiting(self, site: str) -> Mapping[str, int]:
        return Counter(it.remote_ad_id for it in self._rows.all(STUBS) if it.site == site)

    async def stubs_of(self, site: str, remote_ad_id: str) -> Sequence[ApplicationStub]:
        found = self._rows.all(STUBS, lambda it: (it.site, it.remote_ad_id) == (site, remote_ad_id))
        return sorted(found, key=lambda it: (it.sent_at, it.remote_id))

    async def drop_stub(self, stub: ApplicationStub) -> None:
        self._drop_stub(stub)

    async def keep_broken(
        self, account_id: AccountId, record: BrokenRecord, now: datetime
    ) -> int | None:
        account = self._rows.get(ACCOUNTS, account_id)
        row = Broken(new_id(), account.workspace_id, account_id, record, now)
        return row.id if self._rows.add_new(BROKEN, [row]) else None

    async def broken(self) -> Sequence[KeptRecord]:
        kept = sorted(self._rows.all(BROKEN), key=lambda it: (it.kept_at, it.id))
        return [KeptRecord(one.id, one.account_id, one.record.raw, one.kept_at) for one in kept]

    async def drop_broken(self, record_id: int) -> None:
        self._rows.drop(BROKEN, lambda it: it.id == record_id)

    def _drop_stub(self, application: Application | ApplicationStub) -> None:
        key = (application.site, application.remote_id)
        self._rows.drop(STUBS, lambda it: (it.site, it.remote_id) == key)

    def _known(self) -> set[tuple[str, str]]:
        return {(one.site, one.remote_id) for one in self._rows.all(APPLICATIONS)}


class MemoryMerges(Repository):
    """ports.Merges"""

    async def hold(self) -> None:
        """Transactions stand in line anyway."""

    async def get(self, merge_id: MergeId) -> Merge:
        return self._rows.get(MERGES, merge_id)

    async def of(self, applications: Collection[ApplicationId]) -> Sequence[Merge]:
        return self._rows.all(
            MERGES, lambda it: bool({it.application_id, it.other_id} & set(applications))
        )

    async def save(self, merge: Merge) -> None:
        self._rows.put(MERGES, merge)


class MemoryDigests(Repository):
    """ports.Digests"""

    async def get(self, digest_id: DigestId) -> Digest:
        return self._rows.get(DIGESTS, digest_id)

    async def open(self) -> Sequence[Digest]:
        return self._rows.all(DIGESTS, lambda it: it.told_at is None)

    async def save(self, digest: Digest) -> Digest:
        return self._rows.put_version(DIGESTS, digest)


class MemoryStoredFiles(Repository):
    """ports.StoredFiles"""

    async def get(self, file_id: FileId) -> StoredFile:
        return self._rows.get(FILES, file_id)

    async def of_application(self, application_id: ApplicationId) -> Sequence[StoredFile]:
        return self._rows.all(FILES, lambda it: it.application_id == application_id)

    async def wanted_of(self, account_id: AccountId) -> Sequence[WantedFiles]:
        return wanted(self._rows, {account_id})

    async def save(self, file: StoredFile) -> bool:
        if any(
            one.state is FileState.KEPT
            for one in self._rows.all(FILES, lambda it: it.id == file.id)
        ):
            return False
        self._rows.put(FILES, file)
        return True


def wanted(rows: Rows, accounts: Collection[AccountId]) -> Sequence[WantedFiles]:
    """Applications of these accounts with files that are still to be fetched."""
    of = {one.application_id for one in rows.all(FILES) if one.state is FileState.WANTED}
    return [
        WantedFiles(one.workspace_id, one.account_id, one.id)
        for one in rows.all(APPLICATIONS)
        if one.id in of and one.account_id in accounts
    ]
