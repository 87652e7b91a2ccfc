"""Notes and the black list, in memory."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from bot.domain.application import Application
from bot.domain.handling import Barring, Note
from bot.domain.ids import ApplicationId
from tests.fakes.store.kinds import APPLICATIONS, BARRED, NOTES, BarredContact
from tests.fakes.store.session import Repository


class MemoryNotes(Repository):
    """ports.Notes"""

    async def add(self, note: Note) -> None:
        self._rows.add(NOTES, note)

    async def of_application(self, application_id: ApplicationId) -> Sequence[Note]:
        return self._rows.all(NOTES, lambda it: it.application_id == application_id)

    async def of_applications(
        self, applications: Collection[ApplicationId]
    ) -> Mapping[ApplicationId, Sequence[Note]]:
        found = {one: await self.of_application(one) for one in applications}
        return {one: notes for one, notes in found.items() if notes}


class MemoryBarred(Repository):
    """ports.Barred"""

    async def bar(self, application: Application, barring: Barring) -> bool:
        known = sorted(_contacts(application))
        owner = application.workspace_id
        self._rows.add_new(BARRED, [BarredContact(owner, one, barring) for one in known])
        return bool(known)

    async def lift(self, application_id: ApplicationId) -> bool:
        return bool(self._rows.drop(BARRED, lambda it: it.barring.application_id == application_id))

    async def among(self, applications: Collection[ApplicationId]) -> Collection[ApplicationId]:
        barred = {one.contact for one in self._rows.all(BARRED)}
        wanted = self._rows.all(APPLICATIONS, lambda it: it.id in applications)
        return {one.id for one in wanted if barred & _contacts(one)}

    async def all(self) -> Sequence[Barring]:
        known = {one.barring.application_id: one.barring for one in self._rows.all(BARRED)}
        found = [replace(one, later=self._later(one)) for one in known.values()]
        return sorted(found, key=lambda it: (it.at, it.application_id), reverse=True)

    def _later(self, barring: Barring) -> tuple[ApplicationId, ...]:
        theirs = self._rows.all(BARRED, lambda it: it.barring == barring)
        contacts = {one.contact for one in theirs}
        return tuple(
            one.id
            for one in self._rows.all(APPLICATIONS)
            if one.id != barring.application_id and contacts & _contacts(one)
        )


def _contacts(application: Application) -> set[str]:
    return {*application.phones, *(one.strip().lower() for one in application.emails)}
