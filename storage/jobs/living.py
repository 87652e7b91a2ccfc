"""Whether anybody works on a database on a server, by what each process shows there."""

from datetime import timedelta

from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine

SPACE = 0x76696468
"""The first half of the locks' keys, "vidh"; the second is the worker's id."""
SILENT = timedelta(seconds=30)
"""Without a heartbeat for so long, nor a session that holds its lock, a worker is no more."""

_HELD = """
SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = CAST(:space AS oid) AND objsubid = 2
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
_LIVING = text(
    "SELECT count(*) FROM procrastinate_workers AS worker"
    " WHERE last_heartbeat > now() - make_interval(secs => :silent)"
    f" OR EXISTS ({_HELD} AND objid = worker.id::oid)"  # nosec B608 # put together of constants
)

_ANYBODY = text(f"SELECT EXISTS ({_HELD})")


async def somebody_works(engine: AsyncEngine) -> bool:
    """Whether a process of the bot lives at this moment: each holds a lock (presence.py)."""
    async with engine.connect() as connection:
        return bool(await connection.scalar(_ANYBODY, {"space": SPACE}))


def living(connection: Connection) -> int:
    """How many workers of `vidhuk run`, `bot` or `worker` there are.

    One that was killed counts until it has been silent for half a minute.
    """
    given = {"silent": SILENT.total_seconds(), "space": SPACE}
    return int(connection.scalar(_LIVING, given) or 0)
