"""Whose turn it is among the jobs in PostgreSQL: Procrastinate's jobs under the rules of our port.

What Procrastinate 3.10 does otherwise, in `procrastinate_fetch_job_v2` and `Worker`:
- a job that waits for its moment holds up every later one of its lock;
- a job that failed, and whose key waits again meanwhile, breaks the unique key of those that wait;
- a job that ends wakes nobody who waits for its lock, and what waits for a moment is polled for;
- what is announced while a worker looks for its next job is forgotten when it found none.
"""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from procrastinate import exceptions
from procrastinate.jobs import Job, Notification, Status
from procrastinate.manager import JobManager, NotificationCallback

AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)
"""Retry then: it was interrupted, which is no failed attempt."""

_HEARD: Notification = {"type": "job_inserted", "job_id": 0}
_DUE = "(job.scheduled_at IS NULL OR job.scheduled_at <= now())"
_FETCH = f"""
UPDATE procrastinate_jobs SET status = 'doing', worker_id = %(worker_id)s WHERE id = (
  SELECT job.id FROM procrastinate_jobs AS job
  WHERE job.status = 'todo' AND job.queue_name = ANY(%(queues)s::varchar[]) AND {_DUE}
    AND (job.lock IS NULL OR job.lock NOT IN (
      SELECT held.lock FROM procrastinate_jobs AS held
      WHERE held.status = 'doing' AND held.lock IS NOT NULL))
    AND NOT EXISTS (
      SELECT 1 FROM procrastinate_jobs AS above
      WHERE above.lock = job.lock AND above.status = 'todo' AND above.priority > job.priority
        AND (above.scheduled_at IS NULL OR above.scheduled_at <= now()))
  ORDER BY job.priority DESC, job.id LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING id, status, task_name, priority, lock, queueing_lock, args, scheduled_at, queue_name,
  attempts, worker_id
"""
_NEXT = """
SELECT extract(epoch FROM min(scheduled_at) - now())::float AS seconds FROM procrastinate_jobs
WHERE status = 'todo' AND queue_name = ANY(%(queues)s::varchar[]) AND scheduled_at > now()
"""
_AGAIN = """
UPDATE procrastinate_jobs SET status = 'todo', worker_id = NULL, scheduled_at = %(at)s,
  attempts = attempts + %(failures)s
WHERE id = %(id)s AND status = 'doing'
"""
_JOIN = """
WITH ended AS (
  DELETE FROM procrastinate_jobs WHERE id = %(id)s AND status = 'doing'
  RETURNING queueing_lock, attempts + %(failures)s AS attempts, priority)
UPDATE procrastinate_jobs AS twin SET attempts = greatest(twin.attempts, ended.attempts),
  priority = greatest(twin.priority, ended.priority),
  scheduled_at = CASE WHEN twin.scheduled_at IS NULL THEN NULL
                      ELSE least(twin.scheduled_at, %(at)s) END
FROM ended WHERE twin.queueing_lock = ended.queueing_lock AND twin.status = 'todo'
"""
_NAME_ERROR = """
UPDATE procrastinate_jobs SET args = args || jsonb_build_object('error', %(error)s::text)
WHERE id = %(id)s
"""
_TELL_LOCKED = """
SELECT pg_notify('procrastinate_queue_v1#' || queue_name, %(said)s)
FROM (SELECT DISTINCT queue_name FROM procrastinate_jobs
      WHERE lock = %(lock)s AND status = 'todo') AS waiting
"""


class Turns(JobManager):
    """Procrastinate's door to its tables, for the workers of one process."""

    def __init__(self, connector: Any) -> None:
        super().__init__(connector)
        self._listeners: dict[tuple[str, ...], NotificationCallback] = {}
        self._heard: dict[tuple[str, ...], int] = {}
        self._alarms: dict[tuple[str, ...], asyncio.TimerHandle] = {}
        self.errors: dict[int, str] = {}
        """Why jobs were given up, by their ids, until that is stored."""

    async def fetch_job(self, queues: Iterable[str] | None, worker_id: int) -> Job | None:
        """Take the next job in its order; None when none is due. See also `Worker`."""
        own = tuple(queues or ())
        while True:
            heard = self._heard.get(own, 0)
            try:
                rows = await self.connector.execute_query_all_async(
                    _FETCH, queues=list(own), worker_id=worker_id
                )
            except exceptions.UniqueViolation:
                continue  # another worker took a job of the same lock at the same moment
            if rows:
                return Job.from_row(rows[0])
            await self._set_alarm(own)
            if self._heard.get(own, 0) == heard:
                return None

    async def listen_for_jobs(
        self, *, on_notification: NotificationCallback, queues: Iterable[str] | None = None
    ) -> None:
        """Until cancelled."""
        own = tuple(queues or ())

        async def listen(*, channel: str, notification: Notification) -> None:
            self._heard[own] = self._heard.get(own, 0) + 1
            await on_notification(channel=channel, notification=notification)

        self._listeners[own] = listen
        try:
            await super().listen_for_jobs(on_notification=listen, queues=own)
        finally:
            del self._listeners[own]
            self._alarms.pop(own, None)

    async def _set_alarm(self, queues: tuple[str, ...]) -> None:
        """Wake the worker of these queues when the next job's moment comes."""
        (row,) = await self.connector.execute_query_all_async(_NEXT, queues=list(queues))
        if queues in self._alarms:
            self._alarms.pop(queues).cancel()
        if row["seconds"] is not None:
            loop = asyncio.get_running_loop()
            self._alarms[queues] = loop.call_later(row["seconds"], self._ring, queues)

    def _ring(self, queues: tuple[str, ...]) -> None:
        listen = self._listeners.get(queues)
        if listen is not None:
            self._ringing = asyncio.ensure_future(listen(channel="", notification=_HEARD))

    async def retry_job(
        self,
        job: Job,
        retry_at: datetime | None = None,
        priority: int | None = None,
        queue: str | None = None,
        lock: str | None = None,
    ) -> None:
        """Let it wait again; where another with its key waits by now, that one does for both."""
        failures = 0 if retry_at == AT_ONCE else 1
        values = {"id": job.id, "at": retry_at, "failures": failures}
        try:
            await self.connector.execute_query_async(_AGAIN, **values)
        except exceptions.UniqueViolation:
            await self.connector.execute_query_async(_JOIN, **values)
        await self._tell_locked(job)

    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:
        """Also wake those who wait for its lock, and keep why it was given up."""
        error = self.errors.pop(job.id or 0, None)
        if error is not None:
            await self.connector.execute_query_async(_NAME_ERROR, id=job.id, error=error)
        await super().finish_job(job, status, delete_job)
        await self._tell_locked(job)

    async def _tell_locked(self, job: Job) -> None:
        if job.lock is not None:
            said = '{"type": "job_inserted", "job_id": 0}'
            await self.connector.execute_query_all_async(_TELL_LOCKED, lock=job.lock, said=said)
