"""Whose turn it is among the jobs in PostgreSQL: Procrastinate's jobs under the rules of our port.

What Procrastinate 3.10 does otherwise, in `procrastinate_fetch_job_v2` and `Worker`:
- a job that waits for its moment holds up every later one of its lock;
- a job that failed, and whose key waits again meanwhile, breaks the unique key of those that wait;
- a job that ends wakes nobody who waits for its lock, and what waits for a moment is polled for;
- what is announced while a worker looks for its next job is forgotten when it found none;
- a worker that was taken for dead ends jobs that others run meanwhile;
- a job stays with its worker for ever when the answer that gave it, or the word that it ended, is
  lost.
"""

import asyncio
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from procrastinate import exceptions
from procrastinate.jobs import Job, Notification, Status
from procrastinate.manager import JobManager, NotificationCallback

from storage.jobs.presence import LOOKS, Presence

AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)
"""Retry then: it was interrupted, which is no failed attempt."""

_HEARD: Notification = {"type": "job_inserted", "job_id": 0}
_DUE = "(job.scheduled_at IS NULL OR job.scheduled_at <= now())"
_JOB = """id, status, task_name, priority, lock, queueing_lock, args, scheduled_at, queue_name,
  attempts, worker_id"""
_FETCH = f"""
UPDATE procrastinate_jobs SET status = 'doing', worker_id = %(worker_id)s WHERE id = (
  SELECT job.id FROM procrastinate_jobs AS job
  WHERE job.status = 'todo' AND job.queue_name = %(queue)s AND {_DUE}
    AND (job.lock IS NULL OR job.lock NOT IN (
      SELECT held.lock FROM procrastinate_jobs AS held
      WHERE held.status = 'doing' AND held.lock IS NOT NULL))
    AND NOT EXISTS (
      SELECT 1 FROM procrastinate_jobs AS above
      WHERE above.lock = job.lock AND above.status = 'todo' AND above.priority > job.priority
        AND (above.scheduled_at IS NULL OR above.scheduled_at <= now())
      -- No join: with statistics of an hour when nothing waited it would go through all that wait.
      OFFSET 0)
  ORDER BY job.priority DESC, job.id LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING {_JOB}
"""  # nosec # words of this file alone
_NEXT = """
SELECT extract(epoch FROM min(scheduled_at) - now())::float AS seconds FROM procrastinate_jobs
WHERE status = 'todo' AND queue_name = %(queue)s AND scheduled_at > now()
"""
_MINE = "id = %(id)s AND status = 'doing' AND (worker_id IS NULL OR worker_id = %(worker_id)s)"
_AGAIN = f"""
UPDATE procrastinate_jobs SET status = 'todo', worker_id = NULL, scheduled_at = %(at)s,
  attempts = attempts + %(failures)s
WHERE {_MINE}
"""  # nosec # words of this file alone
_JOIN = f"""
WITH ended AS (
  DELETE FROM procrastinate_jobs WHERE {_MINE}
  RETURNING queueing_lock, attempts + %(failures)s AS attempts, priority)
UPDATE procrastinate_jobs AS twin SET attempts = greatest(twin.attempts, ended.attempts),
  priority = greatest(twin.priority, ended.priority),
  scheduled_at = CASE WHEN twin.scheduled_at IS NULL THEN NULL
                      ELSE least(twin.scheduled_at, %(at)s) END
FROM ended WHERE twin.queueing_lock = ended.queueing_lock AND twin.status = 'todo'
"""  # nosec # words of this file alone
_DONE = f"DELETE FROM procrastinate_jobs WHERE {_MINE}"  # nosec # words of this file alone
_GIVEN_UP = f"""
UPDATE procrastinate_jobs SET status = %(status)s, attempts = attempts + 1,
  args = args || jsonb_strip_nulls(jsonb_build_object('error', %(error)s::text))
WHERE {_MINE}
"""  # nosec # words of this file alone
_ADRIFT = f"""
SELECT {_JOB} FROM procrastinate_jobs WHERE status = 'doing' AND (worker_id IS NULL
  OR (worker_id = ANY(%(own)s::bigint[]) AND id <> ALL(%(in_hand)s::bigint[])))
"""  # nosec # words of this file alone
# A statement of its own, after the change: one that saw less than those who wait by then would
# leave the rest to be polled for.
_TELL_WAITING = """
SELECT pg_notify('procrastinate_queue_v1#' || queue_name, %(said)s)
FROM (SELECT DISTINCT queue_name FROM procrastinate_jobs
      WHERE status = 'todo' AND (lock = %(lock)s OR id = %(id)s)) AS waiting
"""


class Turns(JobManager):
    """Procrastinate's door to its tables, for the workers of one process."""

    def __init__(self, connector: Any) -> None:
        super().__init__(connector)
        self.presence: Presence
        self._in_hand: set[int] = set()
        self._adrift: Counter[int] = Counter()
        self._listeners: dict[tuple[str, ...], NotificationCallback] = {}
        self._heard: dict[tuple[str, ...], int] = {}
        self._alarms: dict[tuple[str, ...], asyncio.TimerHandle] = {}
        self.errors: dict[int, str] = {}
        """Why jobs were given up, by their ids, until that is stored."""

    async def fetch_job(self, queues: Iterable[str] | None, worker_id: int) -> Job | None:
        """Take the next job of the one queue in its order; None when none is due."""
        (queue,) = own = tuple(queues or ())
        while True:
            heard = self._heard.get(own, 0)
            try:
                rows = await self.connector.execute_query_all_async(
                    _FETCH, queue=queue, worker_id=worker_id
                )
            except exceptions.UniqueViolation:
                continue  # another worker took a job of the same lock at the same moment
            if rows:
                self._in_hand.add(rows[0]["id"])
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
        (row,) = await self.connector.execute_query_all_async(_NEXT, queue=queues[0])
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
        values = {"id": job.id, "worker_id": job.worker_id, "at": retry_at, "failures": failures}
        try:
            await self.connector.execute_query_async(_AGAIN, **values)
        except exceptions.UniqueViolation:
            await self.connector.execute_query_async(_JOIN, **values)
        finally:
            self._in_hand.discard(job.id or 0)
        await self._tell_waiting(job)

    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:
        """Also wake those who wait for its lock, and keep why it was given up."""
        own = {"id": job.id, "worker_id": job.worker_id}
        error = self.errors.pop(job.id or 0, None)
        try:
            if delete_job:
                await self.connector.execute_query_async(_DONE, **own)
            else:
                values = {**own, "status": status.value, "error": error}
                await self.connector.execute_query_async(_GIVEN_UP, **values)
        finally:
            self._in_hand.discard(job.id or 0)
        if job.lock is not None:
            await self._tell_waiting(job)

    async def _tell_waiting(self, job: Job) -> None:
        """This job, if it waits again, and those that wait for its lock."""
        said = '{"type": "job_inserted", "job_id": 0}'
        values = {"id": job.id, "lock": job.lock, "said": said}
        await self.connector.execute_query_all_async(_TELL_WAITING, **values)

    async def put_back_adrift(self) -> int:
        """Let what nobody has in hand wait again; return how many. Called again and again.

        Of dead workers at once; of our own when no look finds them in hand, for one may be
        on its way here.
        """
        rows = await self.connector.execute_query_all_async(
            _ADRIFT, own=list(self.presence.own), in_hand=list(self._in_hand)
        )
        self._adrift = Counter({row["id"]: self._adrift[row["id"]] + 1 for row in rows})
        found = [Job.from_row(row) for row in rows]
        lost = [one for one in found if one.worker_id is None or self._adrift[one.id or 0] >= LOOKS]
        for one in lost:
            await self.retry_job(one, AT_ONCE)
        return len(lost)

    # -- the workers' rows

    async def register_worker(self) -> int:
        return await self.presence.register()

    async def unregister_worker(self, worker_id: int) -> None:
        self.presence.own.discard(worker_id)
        await super().unregister_worker(worker_id)

    async def prune_stalled_workers(self, seconds_since_heartbeat: float) -> list[int]:
        """`Presence` does it, for every process."""
        return []
