"""Which workers live: each one's row is bound to a lock that its process's session holds.

A process that was killed takes its session along, and the others see that within seconds, not after
the heartbeats it missed. A session may break while its process lives: it is made anew at once, so a
lock has to be missing several times. A machine without power says nothing to the server, which
keeps the session: there the heartbeat counts, as in Procrastinate.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta

import psycopg
from procrastinate.exceptions import ConnectorException

from bot.ports import Clock
from storage.jobs.living import SPACE

_PAUSE = timedelta(seconds=1)
LOOKS = 4
"""So often in a row a thing is seen before it counts: moments when it only seems so are shorter."""
_WAIT_SECONDS = 5.0

_REGISTER = """
WITH new AS (INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id)
SELECT id, pg_advisory_lock(%(space)s, id::int) FROM new
"""
_HOLD = "SELECT pg_advisory_lock(%(space)s, id) FROM unnest(%(own)s::int[]) AS id"
_OTHERS = """
SELECT id, last_heartbeat < now() - make_interval(secs => %(silent)s), EXISTS (
    SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = %(space)s::oid
      AND objid = worker.id::oid AND objsubid = 2
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
FROM procrastinate_workers AS worker WHERE id <> ALL(%(own)s::bigint[])
"""
_BURY = "DELETE FROM procrastinate_workers WHERE id = ANY(%(dead)s::bigint[])"

Told = Callable[[Exception | None], None]


class Presence:
    """The session of this process: holds the locks of its workers, and looks at those of others.

    `silent`: seconds without a heartbeat. `put_back`: called at each look, for what nobody has in
    hand. `told`: called with what went wrong, and with None when the session is open.
    """

    def __init__(
        self,
        conninfo: str,
        clock: Clock,
        silent: float,
        *,
        put_back: Callable[[], Awaitable[None]],
        told: Told,
    ) -> None:
        self._conninfo, self._clock, self._silent = conninfo, clock, silent
        self._put_back, self._told = put_back, told
        self._session: psycopg.AsyncConnection | None = None
        self._open = asyncio.Event()
        self._missed: Counter[int] = Counter()
        self.own: set[int] = set()
        """The workers of this process."""

    async def register(self) -> int:
        """Return the id of a new worker. Raises: psycopg.Error."""
        try:
            async with asyncio.timeout(_WAIT_SECONDS):
                await self._open.wait()
        except TimeoutError:
            raise psycopg.OperationalError("no session") from None
        if self._session is None:
            raise psycopg.OperationalError("the session broke")
        row = await (await self._session.execute(_REGISTER, {"space": SPACE})).fetchone()
        if row is None:
            raise psycopg.OperationalError("no row")
        worker_id = int(row[0])
        self.own.add(worker_id)
        return worker_id

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(
                    self._conninfo, autocommit=True
                ) as session:
                    await session.execute(_HOLD, {"space": SPACE, "own": list(self.own)})
                    self._session = session
                    self._open.set()
                    self._told(None)
                    await self._watch(session)
            except (psycopg.Error, ConnectorException) as error:
                self._told(error)
                if not self._open.is_set():  # else it broke just now, and others look already
                    await self._clock.sleep(_PAUSE)
            finally:
                self._open.clear()

    async def _watch(self, session: psycopg.AsyncConnection) -> None:
        while True:
            values = {"silent": self._silent, "space": SPACE, "own": list(self.own)}
            rows = await (await session.execute(_OTHERS, values)).fetchall()
            missing = {int(worker_id) for worker_id, _, held in rows if not held}
            self._missed = Counter({one: self._missed[one] + 1 for one in missing})
            dead = [one for one, silent, _ in rows if silent or self._missed[one] >= LOOKS]
            if dead:
                await session.execute(_BURY, {"dead": dead})
            await self._put_back()
            await self._clock.sleep(_PAUSE)
