"""One open transaction of the memory store: what every repository works with."""

from collections.abc import Callable
from datetime import datetime

from bot.domain.errors import Conflict
from bot.domain.jobs import Job
from bot.ports import Clock
from tests.fakes.jobs import JobsDraft
from tests.fakes.store.rows import Rows


class Session:
    """Rows, jobs and time of one transaction."""

    def __init__(
        self,
        rows: Rows,
        jobs: JobsDraft,
        clock: Clock,
        bot_id: int,
        commit: Callable[["Session"], None],
    ) -> None:
        self.rows, self.jobs, self.bot_id = rows, jobs, bot_id
        self._clock, self._commit = clock, commit

    def now(self) -> datetime:
        return self._clock.now()

    async def enqueue(self, job: Job) -> bool:
        return self.jobs.add(job)

    def commit(self) -> None:
        """Raises: Conflict after anything was refused."""
        if self.rows.refused:
            raise Conflict
        self._commit(self)


class Repository:
    """Rows of one kind in one open transaction."""

    def __init__(self, session: Session) -> None:
        self._session, self._rows = session, session.rows
