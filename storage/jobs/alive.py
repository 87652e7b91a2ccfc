"""Whether anybody works with a database on a server; its packages are not loaded for that."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

SPACE = 0x76696468
"""The first half of the keys of the workers' locks, "vidh"; the second is the worker's id."""
_ANYBODY = """
SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = CAST(:space AS oid)
  AND objsubid = 2
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
"""


async def somebody_works(engine: AsyncEngine) -> bool:
    """Whether a process of the bot lives at this moment: each holds a lock (presence.py)."""
    async with engine.connect() as connection:
        return bool(await connection.scalar(text(_ANYBODY), {"space": SPACE}))
