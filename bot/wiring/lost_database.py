"""A database that is away must not be replaced by an empty one, as a lost key is not by a new one.

What a bot has left beside it tells: sealed files, the journal of erasures, SQLite's journal of
pages, an unfinished restore. A key alone does not: a first start that was killed may have made it.
"""

import os
from itertools import chain
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.wiring.settings import Settings
from storage.canary import has_canary
from storage.files import RESTORING, STAGED


class DatabaseLost(Exception):
    """The place is no new one, and the database that belongs to it is not there."""


def require_file(own: Settings) -> None:
    """On SQLite, before the file would be made. Raises: DatabaseLost."""
    file, left = own.database_file, _left(own)
    there = not own.on_sqlite or (file.exists() and file.stat().st_size)
    if left is not None and not there:
        raise DatabaseLost(_said(own, left))


async def require_used(own: Settings, engine: AsyncEngine) -> None:
    """Over a database of our schema: one that no bot has used is no match for what lies there.

    Raises: DatabaseLost.
    """
    # In this order: another process's first start writes the canary before all of these.
    left = _left(own)
    if left is not None and not await has_canary(engine):
        raise DatabaseLost(_said(own, left))


def _said(own: Settings, left: Path) -> str:
    lost = "is not there" if own.on_sqlite and not own.database_file.exists() else "is empty"
    said = f"DATABASE_URL: {own.database_place} {lost}, but {left} is what a bot has left"
    if left.name in (RESTORING, STAGED):
        return f"{said}: a restore is at work or was cut off: repeat `vidhuk restore ARCHIVE`"
    return (
        f"{said}: put the database back (a disk that is not mounted?), or restore a backup. An "
        "empty bot is really meant? Move that away first, with FILES_DIR and `erasures`"
    )


def _left(own: Settings) -> Path | None:
    """The first such thing that lies there."""
    file, files = own.database_file, own.files_dir
    named = [files / RESTORING, files / STAGED, own.erasure_journal]
    if own.on_sqlite:
        named.append(file.with_name(STAGED))
        if not file.exists():
            named.append(file.with_name(f"{file.name}-wal"))
    stored = (one for one in files.glob("??/*") if _stored(one))
    # A folder that can't be read is for those to tell of who use it: no error here.
    return next((one for one in chain(named, stored) if os.path.exists(one)), None)


def _stored(path: Path) -> bool:
    """By its place and name; see storage.files."""
    return path.name.endswith(path.parent.name) and os.path.isfile(path)
