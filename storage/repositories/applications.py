"""Candidates' responses, their stubs and files, and records that could not be read."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, func, select, tuple_

from bot.domain.application import (
    Application,
    ApplicationStub,
    Candidate,
    KeptRecord,
    StoredFile,
)
from bot.domain.errors import Conflict
from bot.domain.handling import Act, Handling, Reason, Stage
from bot.domain.ids import (
    AccountId,
    ApplicationId,
    DigestId,
    MemberId,
    PersonId,
    PublicationId,
    VacancyId,
    new_id,
)
from bot.domain.morning import Arrival
from bot.domain.must_have import below
from bot.domain.names import name_keys
from bot.domain.person import mail_key, persons_of, phone_key
from bot.domain.site import BrokenRecord
from storage import tables as t
from storage.mapping import Mapper, handling_in, handling_out
from storage.repositories.stored_files import FILE
from storage.rows import Rows, Values
from storage.session import Repository

_APPLICATION = Mapper(
    Application,
    t.applications,
    load={"phones": tuple, "emails": tuple, "skills": tuple, "channels": tuple},
)
_HANDLING = Mapper(
    Handling,
    t.applications,
    load={"stage": Stage, "reason": Reason, "act": Act, "before": handling_in},
    dump={"before": handling_out},
)
_PERSON = Mapper(Candidate, t.persons)
_STUB = Mapper(ApplicationStub, t.application_stubs)
_KEPT = Mapper(KeptRecord, t.broken_records)
_TAIL = 4
_ALIKE_MOST = 50
"""A contact that more share is nobody's own, an agency's phone: the newest of those are enough."""
_LAST_FOUR = "phone_tail"
_a = t.applications.c


def opened(row: Values) -> Application:
    """The value of a row that was read whole."""
    return _APPLICATION.value(row, handling=_HANDLING.value(row))


def _row(application: Application) -> Values:
    return _APPLICATION.row(application, **_HANDLING.row(application.handling))


async def name_anew(rows: Rows, persons: Collection[PersonId]) -> None:
    """Some of their applications have gone: their name is that of the newest one that is left."""
    p = t.persons.c
    left = rows.select(t.persons, p.id, _a.name).join_from(
        t.persons, t.applications, (_a.person_id == p.id) & (_a.workspace_id == p.workspace_id)
    )
    found = await rows.run(left.where(p.id.in_(persons)).order_by(_a.id))
    names: dict[int, str | None] = {}
    for person_id, name in found:
        names[person_id] = name or names.get(person_id)
    for person_id, name in names.items():
        await rows.change(t.persons, [p.id == person_id], {"name": name})


class SqlApplications(Repository):
    """ports.Applications"""

    async def add_new(
        self, items: Sequence[tuple[Application, Sequence[StoredFile]]]
    ) -> Sequence[Application]:
        fresh: dict[tuple[str, str], tuple[Application, Sequence[StoredFile]]] = {}
        for application, files in items:
            fresh.setdefault((application.site, application.remote_id), (application, files))
        await self._drop_stubs(fresh)
        for key in await self._known(fresh):
            del fresh[key]
        new = [application for application, _ in fresh.values()]
        persons = {
            one.person_id: Candidate(one.person_id, one.workspace_id, one.name) for one in new
        }
        await self._rows.add_new(t.persons, [_PERSON.row(one) for one in persons.values()])
        await self._rows.add(t.applications, [_row(one) for one in new])
        await self._add_contacts(new)
        await self._add_names(new)
        wanted = [FILE.row(file) for _, files in fresh.values() for file in files]
        await self._rows.add(t.files, wanted)
        return new

    async def get(self, application_id: ApplicationId) -> Application:
        return opened(await self._rows.by_key(t.applications, application_id))

    async def several(self, ids: Sequence[ApplicationId]) -> Sequence[Application]:
        statement = self._rows.select(t.applications).where(_a.id.in_(ids))
        found = {row["id"]: row for row in await self._rows.all(statement, t.applications)}
        return [opened(found[one]) for one in ids if one in found]

    async def of_digest(self, digest_id: DigestId) -> Sequence[Application]:
        statement = self._rows.select(t.applications).where(_a.digest_id == digest_id)
        ordered = statement.order_by(_a.sent_at, _a.id)
        return [opened(row) for row in await self._rows.all(ordered, t.applications)]

    async def alike(self, applications: Sequence[Application]) -> Sequence[Application]:
        wanted = {pair for one in applications for pair in contacts(one) if pair[0] != _LAST_FOUR}
        keys = [(kind, self._session.vault.hmac(kind, text)) for kind, text in sorted(wanted)]
        if not keys:
            return []
        c = t.application_contacts.c
        newest = func.row_number().over(
            partition_by=(c.kind, c.contact_hmac), order_by=c.application_id.desc()
        )
        having = self._rows.select(t.application_contacts, c.application_id, newest.label("place"))
        having = having.where(tuple_(c.kind, c.contact_hmac).in_(keys))
        each = having.subquery()
        ids = select(each.c.application_id).where(each.c.place <= _ALIKE_MOST)
        statement = self._rows.select(t.applications).where(_a.id.in_(ids)).order_by(_a.id)
        return [opened(row) for row in await self._rows.all(statement, t.applications)]

    async def of_person(self, person_id: PersonId) -> Sequence[Application]:
        statement = self._rows.select(t.applications).where(_a.person_id == person_id)
        ordered = statement.order_by(_a.sent_at, _a.id)
        return [opened(row) for row in await self._rows.all(ordered, t.applications)]

    async def give_to(
        self, person_id: PersonId, applications: Sequence[Application]
    ) -> Sequence[Application]:
        before = persons_of(applications) - {person_id}
        new = [Candidate(person_id, one.workspace_id, one.name) for one in applications[:1]]
        await self._rows.add_new(t.persons, [_PERSON.row(one) for one in new])
        ids = [one.id for one in applications]
        values = {"person_id": person_id, "version": _a.version + 1}
        await self._rows.change(t.applications, [_a.id.in_(ids)], values)
        whose = self._rows.select(t.applications, _a.person_id)
        await self._rows.drop(t.persons, t.persons.c.id.in_(before), t.persons.c.id.not_in(whose))
        await name_anew(self._rows, before)
        return [replace(one, person_id=person_id, version=one.version + 1) for one in applications]

    async def touch(self, applications: Sequence[Application]) -> Sequence[Application]:
        ids = [one.id for one in applications]
        await self._rows.change(t.applications, [_a.id.in_(ids)], {"version": _a.version + 1})
        return [replace(one, version=one.version + 1) for one in applications]

    async def known(self, site: str, remote_ids: Collection[str]) -> Collection[str]:
        statement = self._rows.select(t.applications, _a.remote_id)
        statement = statement.where(_a.site == site, _a.remote_id.in_(remote_ids))
        return set((await self._rows.run(statement)).scalars())

    async def complete(self, application: Application, files: Sequence[StoredFile]) -> Application:
        # Somebody may have handled it while its site was asked, or found whose it is: that stays.
        held = opened(await self._rows.by_key(t.applications, application.id, hold=True))
        newer = replace(
            application,
            handling=held.handling,
            person_id=held.person_id,
            file_text=held.file_text,
            version=held.version + 1,
        )
        await self._rows.replace(t.applications, _row(newer))
        if newer.name:
            person = Candidate(newer.person_id, newer.workspace_id, newer.name)
            await self._rows.replace(t.persons, _PERSON.row(person))
        contacts = t.application_contacts
        await self._rows.drop(contacts, contacts.c.application_id == application.id)
        await self._add_contacts([newer])
        await self._rows.drop(t.name_words, t.name_words.c.application_id == application.id)
        await self._add_names([newer])
        await self._rows.add(t.files, [FILE.row(file) for file in files])
        return newer

    async def handle(self, application: Application) -> Application:
        newer = replace(application, version=application.version + 1)
        as_read = (_a.id == application.id, _a.version == application.version)
        values = {**_HANDLING.row(newer.handling), "version": newer.version}
        if not await self._rows.change(t.applications, as_read, values):
            raise Conflict(t.applications.name)
        return newer

    async def match(self, application: Application) -> None:
        as_read = _a.version == application.version
        if not await self._rows.overwrite(t.applications, _row(application), as_read):
            raise Conflict(t.applications.name)

    async def of_vacancy(self, vacancy_id: VacancyId) -> Sequence[ApplicationId]:
        publications = t.publications.c
        statement = self._rows.select(t.applications, _a.id).join_from(
            t.applications, t.publications, publications.id == _a.publication_id
        )
        statement = statement.where(publications.vacancy_id == vacancy_id)
        return list((await self._rows.run(statement.order_by(_a.id.desc()))).scalars())

    async def below(self, ids: Collection[ApplicationId]) -> Collection[ApplicationId]:
        p, v = t.publications.c, t.vacancies.c
        statement = self._rows.select(t.applications, _a.id)
        statement = statement.join_from(
            t.applications, t.publications, p.id == _a.publication_id
        ).join(t.vacancies, v.id == p.vacancy_id)
        statement = statement.where(_a.id.in_(ids), _a.points_met < v.push_from)
        return set((await self._rows.run(statement)).scalars())

    async def counts(self) -> Mapping[PublicationId, int]:
        statement = self._rows.select(t.applications, _a.publication_id, func.count())
        statement = statement.where(_a.publication_id.is_not(None)).group_by(_a.publication_id)
        return {PublicationId(row[0]): row[1] for row in await self._rows.run(statement)}

    async def by_account(self, accounts: Collection[AccountId]) -> Mapping[AccountId, int]:
        owner = t.publications.c.account_id
        statement = self._rows.select(t.applications, owner, func.count())
        statement = statement.join_from(
            t.applications, t.publications, t.publications.c.id == _a.publication_id
        ).where(owner.in_(accounts))
        return {
            AccountId(row[0]): row[1] for row in await self._rows.run(statement.group_by(owner))
        }

    async def arrivals(
        self, vacancies: Collection[VacancyId], since: datetime
    ) -> Sequence[Arrival]:
        its, p, v = (_a.id, _a.person_id, _a.stored_at), t.publications.c, t.vacancies.c
        statement = self._rows.select(t.applications, *its, _a.points_met, v.push_from)
        statement = statement.join_from(
            t.applications, t.publications, p.id == _a.publication_id
        ).join(t.vacancies, v.id == p.vacancy_id)
        statement = statement.where(p.vacancy_id.in_(vacancies), _a.stored_at >= since)
        found = await self._rows.run(statement.order_by(_a.stored_at, _a.id))
        return [
            Arrival(
                ApplicationId(row.id),
                PersonId(row.person_id),
                row.stored_at,
                below(row.points_met, row.push_from),
            )
            for row in found
        ]

    async def put_off(
        self, by: MemberId, since: datetime, before: datetime
    ) -> Sequence[Application]:
        statement = self._rows.select(t.applications).where(
            _a.later_by == by, _a.later_until >= since, _a.later_until < before
        )
        ordered = statement.order_by(_a.later_until, _a.id)
        return [opened(row) for row in await self._rows.all(ordered, t.applications)]

    async def stand(self, site: str, standings: Mapping[str, str | None]) -> Sequence[Application]:
        statement = self._rows.select(t.applications, _a.id, _a.remote_id, _a.standing)
        statement = statement.where(_a.site == site, _a.remote_id.in_(standings))
        moved = [
            row
            for row in await self._rows.run(statement)
            if standings[row.remote_id] != row.standing
        ]
        for row in moved:
            values = {"standing": standings[row.remote_id], "version": _a.version + 1}
            await self._rows.change(t.applications, [_a.id == row.id], values)
        return [await self.get(row.id) for row in moved]

    async def add_stubs(self, stubs: Sequence[ApplicationStub]) -> int:
        fresh = {(one.site, one.remote_id): one for one in reversed(stubs)}
        for key in await self._known(fresh):
            del fresh[key]
        rows = [_STUB.row(one) for one in fresh.values()]
        return len(await self._rows.add_new(t.application_stubs, rows))

    async def waiting(self, site: str) -> Mapping[str, int]:
        columns = t.application_stubs.c
        ad = columns.remote_ad_id
        statement = self._rows.select(t.application_stubs, ad, func.count())
        statement = statement.where(columns.site == site).group_by(ad)
        return {row[0]: row[1] for row in await self._rows.run(statement)}

    async def stubs_of(self, site: str, remote_ad_id: str) -> Sequence[ApplicationStub]:
        columns = t.application_stubs.c
        statement = self._rows.select(t.application_stubs).where(
            columns.site == site, columns.remote_ad_id == remote_ad_id
        )
        ordered = statement.order_by(columns.sent_at, columns.remote_id)
        return [_STUB.value(row) for row in await self._rows.all(ordered, t.application_stubs)]

    async def drop_stub(self, stub: ApplicationStub) -> None:
        await self._drop_stubs([(stub.site, stub.remote_id)])

    async def keep_broken(
        self, account_id: AccountId, record: BrokenRecord, now: datetime
    ) -> int | None:
        account = await self._rows.by_key(t.accounts, account_id)
        row = {
            "id": new_id(),
            "workspace_id": account["workspace_id"],
            "account_id": account_id,
            "record_hmac": self._session.vault.hmac("record", record.remote_id or record.raw),
            "remote_id": record.remote_id,
            "place": record.where,
            "raw": record.raw,
            "kept_at": now,
        }
        new = await self._rows.add_new(t.broken_records, [row])
        return row["id"] if new else None

    async def broken(self) -> Sequence[KeptRecord]:
        columns = t.broken_records.c
        statement = self._rows.select(t.broken_records).order_by(columns.kept_at, columns.id)
        return [_KEPT.value(row) for row in await self._rows.all(statement, t.broken_records)]

    async def drop_broken(self, record_id: int) -> None:
        await self._rows.drop(t.broken_records, t.broken_records.c.id == record_id)

    async def _known(self, keys: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
        """Which of these pairs of site and remote id are stored."""
        statement = self._rows.select(t.applications, _a.site, _a.remote_id)
        found = await self._rows.run(statement.where(_among(_a.site, _a.remote_id, keys)))
        return {(site, remote_id) for site, remote_id in found}

    async def _drop_stubs(self, keys: Collection[tuple[str, str]]) -> None:
        columns = t.application_stubs.c
        await self._rows.drop(t.application_stubs, _among(columns.site, columns.remote_id, keys))

    async def _add_contacts(self, applications: Sequence[Application]) -> None:
        rows: list[Values] = [
            {
                "application_id": application.id,
                "workspace_id": application.workspace_id,
                "kind": kind,
                "contact_hmac": self._session.vault.hmac(kind, text),
            }
            for application in applications
            for kind, text in contacts(application)
        ]
        await self._rows.add(t.application_contacts, rows)

    async def _add_names(self, applications: Sequence[Application]) -> None:
        rows: list[Values] = [
            {"application_id": one.id, "word": word, "workspace_id": one.workspace_id}
            for one in applications
            for word in sorted(name_keys(one.name))
        ]
        await self._rows.add(t.name_words, rows)


def contacts(application: Application) -> list[tuple[str, str]]:
    """What the application is found by, each once: as it was written, and as it is compared."""
    digits = ["".join(filter(str.isdigit, phone)) for phone in application.phones]
    found = [("phone", phone) for phone in application.phones]
    found += [("phone", key) for key in map(phone_key, application.phones) if key]
    found += [(_LAST_FOUR, one[-_TAIL:]) for one in digits if len(one) >= _TAIL]
    found += [("email", email.strip().lower()) for email in application.emails]
    found += [("email", key) for key in map(mail_key, application.emails) if key]
    return list(dict.fromkeys(found))


def _among(
    site: ColumnElement[str], remote_id: ColumnElement[str], keys: Collection[tuple[str, str]]
) -> ColumnElement[bool]:
    return tuple_(site, remote_id).in_(list(keys))
