"""What members wrote about candidates, and whom the company has barred."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import and_

from bot.domain.application import Application
from bot.domain.handling import Barring, Note
from bot.domain.ids import ApplicationId
from storage import tables as t
from storage.mapping import Mapper
from storage.repositories.applications import contacts
from storage.rows import Values
from storage.session import Repository

_NOTE = Mapper(Note, t.notes)
_BARRING = Mapper(Barring, t.barred_contacts)
_SURE = ("phone", "email")
"""Many people share the last four digits of a phone."""
_b, _c = t.barred_contacts.c, t.application_contacts.c
_SAME = and_(
    _c.workspace_id == _b.workspace_id,
    _c.kind == _b.kind,
    _c.contact_hmac == _b.contact_hmac,
)


class SqlNotes(Repository):
    """ports.Notes"""

    async def add(self, note: Note) -> None:
        await self._rows.add(t.notes, [_NOTE.row(note)])

    async def of_application(self, application_id: ApplicationId) -> Sequence[Note]:
        return (await self.of_applications([application_id])).get(application_id, ())

    async def of_applications(
        self, applications: Collection[ApplicationId]
    ) -> Mapping[ApplicationId, Sequence[Note]]:
        n = t.notes.c
        statement = self._rows.select(t.notes).where(n.application_id.in_(applications))
        found: dict[ApplicationId, list[Note]] = defaultdict(list)
        for row in await self._rows.all(statement.order_by(n.id), t.notes):
            note: Note = _NOTE.value(row)
            found[note.application_id].append(note)
        return found


class SqlBarred(Repository):
    """ports.Barred"""

    async def bar(self, application: Application, barring: Barring) -> bool:
        known = [(kind, text) for kind, text in contacts(application) if kind in _SURE]
        rows: list[Values] = [
            _BARRING.row(
                barring,
                workspace_id=application.workspace_id,
                kind=kind,
                contact_hmac=self._session.vault.hmac(kind, text),
            )
            for kind, text in known
        ]
        await self._rows.add_new(t.barred_contacts, rows)
        return bool(rows)

    async def lift(self, application_id: ApplicationId) -> bool:
        return bool(await self._rows.drop(t.barred_contacts, _b.application_id == application_id))

    async def among(self, applications: Collection[ApplicationId]) -> Collection[ApplicationId]:
        statement = self._rows.select(t.barred_contacts, _c.application_id)
        statement = statement.where(_SAME, _c.application_id.in_(applications)).distinct()
        return {ApplicationId(one) for one in (await self._rows.run(statement)).scalars()}

    async def all(self) -> Sequence[Barring]:
        columns = (_b.application_id, _b.member_id, _b.at)
        statement = self._rows.select(t.barred_contacts, *columns).distinct()
        newest = statement.order_by(_b.at.desc(), _b.application_id.desc())
        found = [Barring(*row) for row in await self._rows.run(newest)]
        later = self._rows.select(t.barred_contacts, _b.application_id, _c.application_id)
        later = later.where(_SAME, _c.application_id != _b.application_id).distinct()
        since: dict[int, list[ApplicationId]] = defaultdict(list)
        for known, new in await self._rows.run(later.order_by(_c.application_id)):
            since[known].append(ApplicationId(new))
        return [replace(one, later=tuple(since[one.application_id])) for one in found]
