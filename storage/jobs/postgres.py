"""The jobs engine over many processes: Procrastinate on PostgreSQL."""

import asyncio
import json
import logging
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import psycopg
from procrastinate import App, JobContext, PsycopgConnector, exceptions
from procrastinate.jobs import Job as Stored
from procrastinate.retry import BaseRetryStrategy, RetryDecision
from procrastinate.worker import Worker
from psycopg_pool import AsyncConnectionPool
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import WorkspaceId
from bot.domain.jobs import SCREEN, Job
from bot.domain.paces import Paces
from bot.ports import Clock, Run, RunJob
from storage.jobs.presence import Presence
from storage.jobs.ticker import Tick
from storage.jobs.turns import AT_ONCE, Turns

_log = logging.getLogger(__name__)


class Lane(NamedTuple):
    """The jobs of at least this priority, and how many of them one process runs at once."""

    queue: str
    priority: int
    most: int


ANSWERS = Lane("answers", SCREEN, 32)
"""Run where taps come in: the process that took a tap shows its screen itself."""
WORK = (Lane("asked", 1, 64), Lane("background", -1000, 32))
_LANES = (ANSWERS, *WORK)
_KEPT_HOURS = 24 * 30
_LOOK_AGAIN = timedelta(milliseconds=20)
_STALLED_LEAST = 5.0
"""Seconds without a heartbeat: a greater factor makes no machine faster."""
_FIRST = 1000
"""The priority of what runs every so often: thousands that wait in its lane must not stop it."""
_ENDS_WITHIN = timedelta(seconds=9)
"""Of being told to stop, and a server that is away takes nothing of what ended meanwhile."""


class GivenUp(Exception):
    """A job failed. Named by the class of its error only: a message may hold what is personal."""


class _Pool(AsyncConnectionPool):
    """Opens when the server is away, too: who needs a connection then is told so."""

    async def open(self, wait: bool = False, timeout: float = 30.0) -> None:  # noqa: ASYNC109 - its
        await super().open(wait=False, timeout=timeout)


class PostgresJobs:
    """ports.Jobs and storage.jobs.JobWriter; `lanes`: what this process runs."""

    def __init__(
        self, url: URL, clock: Clock, paces: Paces, *, lanes: Sequence[Lane] = _LANES
    ) -> None:
        self._clock, self._paces, self._lanes = clock, paces, lanes
        conninfo = url.set(drivername="postgresql").render_as_string(hide_password=False)
        connector = PsycopgConnector(
            conninfo=conninfo, pool_factory=_Pool, min_size=1, max_size=8, timeout=5.0
        )
        self._app = App(connector=connector)
        self._app.job_manager = self._turns = Turns(connector)
        self._periodic: list[str] = []
        self._failing: set[str] = set()
        self._open = asyncio.Event()
        self._workers: set[Worker] = set()
        self._stopping = False
        heartbeat = max(_STALLED_LEAST / 5, paces.of(seconds=10).total_seconds())
        self._heartbeat, self._stalled = heartbeat, heartbeat * 3
        self._presence = self._turns.presence = Presence(
            conninfo,
            clock,
            self._stalled,
            put_back=self._put_back,
            told=lambda error: self._say("presence", error),
        )
        self.every("forget failures", paces.of(hours=24), self._forget_failures)

    # -- ports.Jobs

    def task(self, name: str, run: RunJob, *, attempts: int = 5) -> None:
        if name in self._app.tasks:
            raise ValueError(f"{name} is registered already")

        async def do(context: JobContext, /, **_: Any) -> None:
            try:
                await run(_job(context.job))
            except asyncio.CancelledError as error:
                if context.should_abort() or self._stopping:
                    raise
                self._failed(context.job, error, attempts)
            except Exception as error:  # noqa: BLE001 - the edge of every job
                self._failed(context.job, error, attempts)

        again = _Again(self._paces, self._clock, attempts)
        self._app.task(name=name, pass_context=True, retry=again)(do)

    def _failed(self, job: Stored, error: BaseException, attempts: int) -> None:
        name, failures = type(error).__name__, job.attempts + 1
        said = (job.task_name, job.task_kwargs["subject"])
        _log.warning("job %s of %d: %s, attempt %d of %d", *said, name, failures, attempts)
        _log.debug("job %s of %d", *said, exc_info=error)
        if failures >= attempts and job.id is not None:
            self._turns.errors[job.id] = name
        raise GivenUp(name) from None

    def every(self, name: str, period: timedelta, run: Run) -> None:
        tick = Tick(run)

        async def do(timestamp: int) -> None:
            await tick()

        # Never a lock: one that is stalled would hold up all that come after it.
        made = self._app.task(name=name, queue=WORK[-1].queue, queueing_lock=name, priority=_FIRST)(
            do
        )
        self._app.periodic(cron=_cron(period), periodic_id=name)(made)
        self._periodic.append(name)

    async def run(self) -> None:
        self._stopping = False
        async with self._app.open_async(), asyncio.TaskGroup() as group:
            # Longer than its workers: without it others would take what they still have in hand.
            presence = group.create_task(self._presence.run(), name="presence")
            self._open.set()
            try:
                await self._run_lanes()
            finally:
                self._open.clear()
                presence.cancel()

    async def _run_lanes(self) -> None:
        async with asyncio.TaskGroup() as group:
            lanes = [
                group.create_task(self._serve(lane), name=f"lane {lane.queue}")
                for lane in self._lanes
            ]
            try:
                await asyncio.Event().wait()
            finally:
                self._stop(lanes)

    def _stop(self, lanes: Sequence[asyncio.Task[None]]) -> None:
        """Say so to each worker: a cancellation alone may be lost.

        `asyncio.wait_for`, by which the pool waits for a connection, drops one that comes together
        with its result (Python 3.11, gh-86296).
        """
        self._stopping = True
        for worker in self._workers:
            worker.stop()  # type: ignore[no-untyped-call]  # not annotated
        most = _ENDS_WITHIN.total_seconds()
        asyncio.get_running_loop().call_later(most, self._hurry, lanes)

    def _hurry(self, lanes: Sequence[asyncio.Task[None]]) -> None:
        """End workers that wait in vain for a server: each step of theirs is told by itself."""
        late = [lane for lane in lanes if not lane.done()]
        for lane in late:
            lane.cancel()
        if late:
            asyncio.get_running_loop().call_later(_LOOK_AGAIN.total_seconds(), self._hurry, late)

    async def idle(self) -> None:
        await self._open.wait()
        while await self._busy():
            await self._clock.sleep(_LOOK_AGAIN)

    async def _busy(self) -> bool:
        rows = await self._app.connector.execute_query_all_async(_BUSY)
        return bool(rows)

    # -- storage.jobs.JobWriter

    async def add(self, connection: AsyncConnection, job: Job) -> bool:
        return await self._put(connection, [job]) == 1

    async def add_all(self, connection: AsyncConnection, jobs: Sequence[Job]) -> None:
        if jobs:
            await self._put(connection, _joined(jobs))

    async def _put(self, connection: AsyncConnection, jobs: Sequence[Job]) -> int:
        """Return how many did not wait so far."""
        given = json.dumps([row_of(job) for job in jobs])
        put = await connection.exec_driver_sql(PUT, {"jobs": given})
        new = sum(int(one) for one in put.scalars())
        if new < len(jobs):
            # Whoever looked for those that waited already passed them by: they are locked here.
            await self._tell_all(connection)
        return new

    async def _tell_all(self, connection: AsyncConnection) -> None:
        channels = [f"procrastinate_queue_v1#{lane.queue}" for lane in _LANES]
        await connection.exec_driver_sql(_TELL, {"channels": channels})

    async def withdraw(self, connection: AsyncConnection, unique: str) -> bool:
        rows = await connection.exec_driver_sql(_WITHDRAW, {"unique": unique})
        return any(rows.scalars())

    async def turn_back(self, connection: AsyncConnection, now: datetime, back: timedelta) -> None:
        await connection.exec_driver_sql(_TURN_BACK, {"now": now, "back": back})
        await self._tell_all(connection)

    def wake(self) -> None:
        """PostgreSQL tells the workers of every process when the transaction commits."""

    # -- the workers

    async def _serve(self, lane: Lane) -> None:
        """Until told to stop: after a database that went away the worker is begun anew."""
        while not self._stopping:
            worker = self._worker(lane)
            self._workers.add(worker)
            try:
                await self._begin(lane)
                if not self._stopping:
                    await worker.run()  # type: ignore[no-untyped-call]  # not annotated
            except (exceptions.ConnectorException, psycopg.Error) as error:
                self._say(lane.queue, error)
            finally:
                self._workers.discard(worker)
            if not self._stopping:
                await self._clock.sleep(timedelta(seconds=1))

    async def _begin(self, lane: Lane) -> None:
        """See that the database answers. What runs every so often runs at once, too."""
        await self._app.connector.execute_query_all_async("SELECT 1")
        self._say(lane.queue, None)
        for name in self._periodic if lane is WORK[-1] else ():
            try:
                await self._app.tasks[name].defer_async(timestamp=0)
            except exceptions.AlreadyEnqueued:
                continue

    def _worker(self, lane: Lane) -> Worker:
        return Worker(
            self._app,
            queues=[lane.queue],
            name=lane.queue,
            concurrency=lane.most,
            fetch_job_polling_interval=max(1.0, self._paces.of(seconds=5).total_seconds()),
            shutdown_graceful_timeout=self._paces.drain.total_seconds(),
            delete_jobs="successful",
            install_signal_handlers=False,
            update_heartbeat_interval=self._heartbeat,
            stalled_worker_timeout=self._stalled,
        )

    def _say(self, who: str, error: Exception | None) -> None:
        """Log once that the database fails, and once that it works again for all of us."""
        before = bool(self._failing)
        if error is None:
            self._failing.discard(who)
        else:
            _log.debug("the jobs' database failed", exc_info=error)
            self._failing.add(who)
        if self._failing and not before:
            _log.error("the jobs' database failed: %s", type(error).__name__)
        if before and not self._failing:
            _log.info("the jobs' database works again")

    async def _put_back(self) -> None:
        if found := await self._turns.put_back_adrift():
            _log.info("%d jobs that were cut short wait again", found)

    async def _forget_failures(self) -> None:
        await self._turns.delete_old_jobs(
            _KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
        )


class _Again(BaseRetryStrategy):
    """When a job that failed or was interrupted runs again."""

    def __init__(self, paces: Paces, clock: Clock, attempts: int) -> None:
        self._paces, self._clock, self._attempts = paces, clock, attempts

    def get_retry_decision(self, *, exception: BaseException, job: Stored) -> RetryDecision | None:
        if isinstance(exception, asyncio.CancelledError):
            return RetryDecision(retry_at=AT_ONCE)
        failures = job.attempts + 1
        if failures >= self._attempts:
            return None
        pause = self._paces.job_retry(failures) * random.uniform(1.0, 1.25)  # nosec B311 # a pause
        return RetryDecision(retry_at=self._clock.now() + pause)


_BUSY = """
SELECT 1 FROM procrastinate_jobs WHERE status = 'doing'
  OR (status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())) LIMIT 1
"""
PUT = """
INSERT INTO procrastinate_jobs AS waiting
  (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
SELECT queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at
FROM jsonb_to_recordset(%(jobs)s::jsonb) AS job(queue_name text, task_name text, priority int,
  lock text, queueing_lock text, args jsonb, scheduled_at timestamptz)
ON CONFLICT (queueing_lock) WHERE status = 'todo' DO UPDATE SET
  scheduled_at = CASE WHEN excluded.scheduled_at IS NULL OR waiting.scheduled_at IS NULL THEN NULL
                      ELSE least(waiting.scheduled_at, excluded.scheduled_at) END,
  priority = greatest(waiting.priority, excluded.priority),
  queue_name = CASE WHEN excluded.priority > waiting.priority THEN excluded.queue_name
                    ELSE waiting.queue_name END
-- Each change of one that waits for a moment leaves a row among the events.
WHERE excluded.priority > waiting.priority OR excluded.scheduled_at < waiting.scheduled_at
  OR (excluded.scheduled_at IS NULL AND waiting.scheduled_at IS NOT NULL)
RETURNING (xmax = 0)::int
"""
_WITHDRAW = """
SELECT procrastinate_cancel_job_v1(id, false, true) IS NOT NULL FROM procrastinate_jobs
WHERE queueing_lock = %(unique)s AND status = 'todo'
"""
_TELL = """
SELECT pg_notify(channel, '{"type": "job_inserted", "job_id": 0}')
FROM unnest(%(channels)s::text[]) AS channel
"""
_TURN_BACK = """
UPDATE procrastinate_jobs SET scheduled_at = scheduled_at - %(back)s
WHERE status = 'todo' AND scheduled_at > %(now)s
"""


def _joined(jobs: Sequence[Job]) -> list[Job]:
    """One for each key, with the earliest moment and the highest priority asked for."""
    found: dict[object, Job] = {}
    for job in jobs:
        key = object() if job.unique is None else job.unique
        twin = found.get(key, job)
        at = None if job.at is None or twin.at is None else min(job.at, twin.at)
        found[key] = replace(twin, at=at, priority=max(job.priority, twin.priority))
    return list(found.values())


def _queue(priority: int) -> str:
    return next(lane.queue for lane in _LANES if priority >= lane.priority)


def row_of(job: Job) -> dict[str, Any]:
    return {
        "queue_name": _queue(job.priority),
        "task_name": job.task,
        "lock": job.lock,
        "queueing_lock": job.unique,
        "scheduled_at": job.at and job.at.isoformat(),
        "priority": job.priority,
        "args": {"subject": job.subject, "workspace_id": job.workspace_id},
    }


def _job(stored: Stored) -> Job:
    args: dict[str, Any] = stored.task_kwargs  # as `add` wrote them
    workspace_id = args["workspace_id"]
    return Job(
        stored.task_name,
        args["subject"],
        None if workspace_id is None else WorkspaceId(workspace_id),
        lock=stored.lock,
        unique=stored.queueing_lock,
        at=stored.scheduled_at,
        priority=stored.priority,
    )


def _cron(period: timedelta) -> str:
    """The nearest schedule that cron can say; in the form of six fields the seconds come last."""
    seconds = max(1, round(period.total_seconds()))
    if seconds < 60:
        return f"* * * * * */{seconds}"
    if seconds < 3600:
        return f"*/{seconds // 60} * * * *"
    return f"0 */{seconds // 3600} * * *" if seconds < 86400 else "0 4 * * *"
