"""One open transaction: what every repository works with."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.errors import Conflict
from bot.domain.jobs import Job
from bot.ports import Clock, Vault
from storage.jobs import JobWriter
from storage.rows import Rows
from storage.scope import Scope


class Session:
    """A connection inside its transaction, and the few things that all rows need."""

    def __init__(
        self,
        connection: AsyncConnection,
        scope: Scope,
        vault: Vault,
        *,
        jobs: JobWriter,
        clock: Clock,
        bot_id: int,
    ) -> None:
        self._connection, self._jobs, self._clock = connection, jobs, clock
        self._woken = False
        self.rows = Rows(connection, scope, vault)
        self.vault, self.bot_id = vault, bot_id

    def now(self) -> datetime:
        """Aware, UTC."""
        return self._clock.now()

    async def enqueue(self, job: Job) -> bool:
        """Add the job in this transaction; False when its `unique` key waits already."""
        self._woken = True
        return await self._jobs.add(self._connection, job)

    async def enqueue_all(self, jobs: Sequence[Job]) -> None:
        """The same for many at once."""
        self._woken = True
        await self._jobs.add_all(self._connection, jobs)

    async def withdraw(self, unique: str) -> bool:
        """Take back the job that waits under this key; False when none does."""
        return await self._jobs.withdraw(self._connection, unique)

    async def turn_back(self, now: datetime, back: timedelta) -> None:
        """The clock was set back so far: what jobs wait for goes back with it."""
        self._woken = True
        await self._jobs.turn_back(self._connection, now, back)

    async def commit(self) -> None:
        """Commit, let the connection go to the next in line, wake the workers. Raises: Conflict."""
        if self.rows.refused:
            raise Conflict
        try:
            await self._connection.commit()
        except IntegrityError:
            raise Conflict from None
        await self._connection.close()
        if self._woken:
            self._jobs.wake()


class Repository:
    """Rows of one kind in one open transaction."""

    def __init__(self, session: Session) -> None:
        self._session, self._rows = session, session.rows
