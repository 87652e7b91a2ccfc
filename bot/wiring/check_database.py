"""What `vidhuk check` says of the database and its key; nothing is made or changed."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.wiring import start
from bot.wiring.finding import Finding
from bot.wiring.lost_database import DatabaseLost, require_file, require_used
from bot.wiring.refusals import PLAIN, told
from bot.wiring.settings import Settings
from sites.kit.site import Site
from storage.canary import has_canary, try_key
from storage.engine import open_engine, open_to_read
from storage.keys import KeyFileMissing
from storage.migrate import require_rights, revisions

_FIRST = "will be made at the first start"


async def database_found(own: Settings, sites: Sequence[Site[Any]]) -> Finding:
    """Whether it opens with the keys, or can be made."""
    if not own.on_sqlite:
        return await _readable(own, sites, open_engine(own.database_url))
    file = own.database_file
    if file.exists() and file.stat().st_size:
        return await _readable(own, sites, open_to_read(file))
    try:
        require_file(own)
    except DatabaseLost as error:
        return Finding("database", False, str(error))
    good = takes_files(file.parent)
    todo = _FIRST if good else "can't be made there"
    return Finding("database", good, f"{file} {todo}")


async def _readable(own: Settings, sites: Sequence[Site[Any]], engine: AsyncEngine) -> Finding:
    where = own.database_place
    try:
        async with engine.connect() as connection:
            current, head = await connection.run_sync(revisions)
            if current != head:
                await connection.run_sync(require_rights)
        await require_used(own, engine)
        if current is None:
            return Finding("database", True, f"{where} is empty: its tables {_FIRST}")
        if not own.keys and not own.key_file.exists():
            if await has_canary(engine):
                return Finding("encryption key", False, str(KeyFileMissing(own.key_file)))
            return Finding("database", True, f"{where}; its key {_FIRST}")
        await try_key(engine, start.open_vault(own))
        await start.check_sites(engine, sites)
    except PLAIN as error:
        return Finding("database and key", False, str(error))
    except SQLAlchemyError as error:
        return Finding("database", False, f"{where} can't be read: {told(error)}")
    finally:
        await engine.dispose()
    todo = "; will be migrated at the next start" if current != head else ""
    return Finding("database and key", True, f"{where}{todo}")


def takes_files(folder: Path) -> bool:
    """The folder does, or the one that it would be made in."""
    there = next(one for one in (folder, *folder.absolute().parents) if one.exists())
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)
