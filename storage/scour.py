"""What SQLite leaves in its files of rows that are gone."""

import asyncio
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine


class ScourDatabase:
    """ports.Scour; `path` is that of an SQLite file, None on a server, which does it by itself."""

    def __init__(self, engine: AsyncEngine, path: Path | None) -> None:
        self._engine, self._path = engine, path

    async def __call__(self) -> None:
        """Empty the journal of pages, and let go of the copies that migrations made."""
        if self._path is None:
            return
        async with self._engine.connect() as connection:
            raw = (await connection.get_raw_connection()).driver_connection
            assert raw is not None  # it is open
            # Not by SQLAlchemy: inside the transaction that it begins nothing can be emptied.
            await (await raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")).close()
        await asyncio.to_thread(self._let_go)

    def _let_go(self) -> None:
        assert self._path is not None  # looked at before
        for copy in self._path.parent.glob(f"{self._path.name}.before-*"):
            copy.unlink(missing_ok=True)
