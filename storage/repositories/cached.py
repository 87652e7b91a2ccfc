"""What was fetched or uploaded once and need not be again."""

from sqlalchemy import ColumnElement

from bot.ports import LONG_AGO, CachedDictionary
from storage import tables as t
from storage.mapping import entry_in, entry_out
from storage.rows import Rows
from storage.session import Repository

# A dictionary belongs to (site, host, name); the port names no host as long as each site has one.
_HOST = ""


def _same(site: str, name: str) -> tuple[ColumnElement[bool], ...]:
    d = t.dictionaries.c
    return d.site == site, d.host == _HOST, d.name == name


async def dictionary(rows: Rows, site: str, name: str) -> CachedDictionary | None:
    """A site's dictionary as it was last fetched."""
    statement = rows.select(t.dictionaries).where(*_same(site, name))
    row = await rows.first(statement, t.dictionaries)
    if row is None:
        return None
    return CachedDictionary(tuple(map(entry_in, row["entries"])), row["fetched_at"])


async def doubt(rows: Rows, site: str, name: str) -> None:
    """No copy of it is young enough any more."""
    await rows.change(t.dictionaries, _same(site, name), {"fetched_at": LONG_AGO})


class Cached(Repository):
    """The part of ports.SystemTransaction that keeps dictionaries and Telegram's file ids."""

    async def dictionary(self, site: str, name: str) -> CachedDictionary | None:
        return await dictionary(self._rows, site, name)

    async def save_dictionary(self, site: str, name: str, cached: CachedDictionary) -> None:
        values = {
            "entries": [entry_out(entry) for entry in cached.entries],
            "fetched_at": cached.fetched_at,
        }
        key = {"site": site, "host": _HOST, "name": name}
        if not await self._rows.change(t.dictionaries, _same(site, name), values):
            await self._rows.add_new(t.dictionaries, [{**key, **values}])

    async def known_file(self, bot_id: int, sha256: str) -> str | None:
        f = t.telegram_files.c
        statement = self._rows.select(t.telegram_files, f.file_id).where(
            f.bot_id == bot_id, f.sha256 == sha256
        )
        file_id: str | None = (await self._rows.run(statement)).scalar()
        return file_id

    async def keep_file_id(
        self, bot_id: int, sha256: str, file_id: str, application_id: int | None = None
    ) -> None:
        f = t.telegram_files.c
        same = (f.bot_id == bot_id, f.sha256 == sha256)
        known = {"file_id": file_id, "application_id": application_id}
        if not await self._rows.change(t.telegram_files, same, known):
            row = {"bot_id": bot_id, "sha256": sha256, **known}
            await self._rows.add_new(t.telegram_files, [row])
