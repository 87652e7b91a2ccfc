"""Files of candidates' responses: what is known of each, and which are wanted."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Select

from bot.domain.application import FileKind, FileState, StoredFile, WantedFiles
from bot.domain.ids import AccountId, ApplicationId, FileId
from storage import tables as t
from storage.mapping import Mapper
from storage.session import Repository

FILE = Mapper(StoredFile, t.files, load={"kind": FileKind, "state": FileState})


class SqlStoredFiles(Repository):
    """ports.StoredFiles"""

    async def get(self, file_id: FileId) -> StoredFile:
        return FILE.value(await self._rows.by_key(t.files, file_id))

    async def of_application(self, application_id: ApplicationId) -> Sequence[StoredFile]:
        columns = t.files.c
        statement = self._rows.select(t.files).where(columns.application_id == application_id)
        return [
            FILE.value(row) for row in await self._rows.all(statement.order_by(columns.id), t.files)
        ]

    async def wanted_of(self, account_id: AccountId) -> Sequence[WantedFiles]:
        its = t.applications.c.account_id == account_id
        found = await self._rows.run(wanted(partial(self._rows.select, t.files), its))
        return [WantedFiles(*row) for row in found]

    async def save(self, file: StoredFile) -> bool:
        row, still = FILE.row(file), t.files.c.state != FileState.KEPT
        if await self._rows.overwrite(t.files, row, still):
            return True
        return bool(await self._rows.add_new(t.files, [row]))


def wanted(choose: Callable[..., Select[Any]], *where: ColumnElement[bool]) -> Select[Any]:
    """Applications with files that are still to be fetched, in the order they came."""
    files, applications = t.files.c, t.applications.c
    what = (applications.workspace_id, applications.account_id, applications.id)
    still = (files.state == FileState.WANTED, files.application_id == applications.id)
    return choose(*what).where(*still, *where).distinct().order_by(applications.id)
