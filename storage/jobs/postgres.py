"""The jobs engine over many processes: Procrastinate on PostgreSQL."""

import asyncio
import logging
import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import psycopg
from procrastinate import App, JobContext, PsycopgConnector, exceptions
from procrastinate.jobs import Job as Stored
from procrastinate.retry import BaseRetryStrategy, RetryDecision
from procrastinate.worker import Worker
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import WorkspaceId
from bot.domain.jobs import SCREEN, Job
from bot.domain.paces import Paces
from bot.ports import Clock, Run, RunJob
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


class GivenUp(Exception):
    """A job failed. Named by the class of its error only: a message may hold what is personal."""


class PostgresJobs:
    """ports.Jobs and storage.jobs.JobWriter; `lanes`: what this process runs."""

    def __init__(
        self, url: URL, clock: Clock, paces: Paces, *, lanes: Sequence[Lane] = _LANES
    ) -> None:
        self._clock, self._paces, self._lanes = clock, paces, lanes
        conninfo = url.set(drivername="postgresql").render_as_string(hide_password=False)
        connector = PsycopgConnector(conninfo=conninfo, min_size=1, max_size=8, timeout=5.0)
        self._app = App(connector=connector)
        self._app.job_manager = self._turns = Turns(connector)
        self._periodic: list[str] = []
        self._broken, self._open = False, asyncio.Event()
        self._workers: set[Worker] = set()
        self._stopping = False
        heartbeat = max(_STALLED_LEAST / 5, paces.of(seconds=10).total_seconds())
        self._heartbeat, self._stalled = heartbeat, heartbeat * 3
        self.every("sweep", paces.of(minutes=1), self._sweep)
        self.every("forget failures", paces.of(hours=24), self._forget_failures)

    # -- ports.Jobs

    def task(self, name: str, run: RunJob, *, attempts: int = 5) -> None:
        if name in self._app.tasks:
            raise ValueError(f"{name} is registered already")

        async def do(context: JobContext, /, **_: Any) -> None:
            try:
                await run(_job(context.job))
            except asyncio.CancelledError as error:
                if context.should_abort():
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
        made = self._app.task(name=name, queue=WORK[-1].queue, queueing_lock=name)(do)
        self._app.periodic(cron=_cron(period), periodic_id=name)(made)
        self._periodic.append(name)

    async def run(self) -> None:
        self._stopping = False
        async with self._app.open_async():
            self._open.set()
            try:
                async with asyncio.TaskGroup() as group:
                    for lane in self._lanes:
                        group.create_task(self._serve(lane), name=f"lane {lane.queue}")
                    try:
                        await asyncio.Event().wait()
                    finally:
                        self._stop()
            finally:
                self._open.clear()

    def _stop(self) -> None:
        """Say so to each worker: a cancellation alone may be lost.

        `asyncio.wait_for`, by which the pool waits for a connection, drops one that comes together
        with its result (Python 3.11, gh-86296).
        """
        self._stopping = True
        for worker in self._workers:
            worker.stop()  # type: ignore[no-untyped-call]  # not annotated

    async def idle(self) -> None:
        await self._open.wait()
        while await self._busy():
            await self._clock.sleep(_LOOK_AGAIN)

    async def _busy(self) -> bool:
        rows = await self._app.connector.execute_query_all_async(_BUSY)
        return bool(rows)

    # -- storage.jobs.JobWriter

    async def add(self, connection: AsyncConnection, job: Job) -> bool:
        while True:
            if await self._defer(connection, [job]):
                return True
            if await _hurried(connection, job):
                return False

    async def add_all(self, connection: AsyncConnection, jobs: Sequence[Job]) -> None:
        keys = [job.unique for job in jobs if job.unique]
        waiting = set((await connection.exec_driver_sql(_THAT_WAIT, {"keys": keys})).scalars())
        new: list[Job] = []
        for job in jobs:
            if job.unique not in waiting:
                new.append(job)
                waiting |= {job.unique} if job.unique else set()
        if not await self._defer(connection, new):
            new = []  # somebody was faster with one of the keys
        for job in jobs:
            if job not in new and not await _hurried(connection, job):
                await self.add(connection, job)

    async def _defer(self, connection: AsyncConnection, jobs: Sequence[Job]) -> bool:
        """Add them all, or none where a key of theirs waits."""
        raw = (await connection.get_raw_connection()).driver_connection
        stored = [_stored(job) for job in jobs]
        try:
            async with connection.begin_nested():  # the key it meets must not undo the rest
                if stored:
                    await self._turns.batch_defer_jobs_async(stored, connection=raw)
        except exceptions.AlreadyEnqueued:
            return False
        return True

    async def withdraw(self, connection: AsyncConnection, unique: str) -> bool:
        rows = await connection.exec_driver_sql(_WITHDRAW, {"unique": unique})
        return any(rows.scalars())

    async def turn_back(self, connection: AsyncConnection, now: datetime, back: timedelta) -> None:
        await connection.exec_driver_sql(_TURN_BACK, {"now": now, "back": back})
        for lane in _LANES:
            await connection.exec_driver_sql(
                _TELL, {"channel": f"procrastinate_queue_v1#{lane.queue}"}
            )

    def wake(self) -> None:
        """PostgreSQL tells the workers of every process when the transaction commits."""

    # -- the workers

    async def _serve(self, lane: Lane) -> None:
        """Until told to stop: after a database that went away the worker is begun anew."""
        while not self._stopping:
            worker = self._worker(lane)
            self._workers.add(worker)
            try:
                if lane is WORK[-1]:
                    await self._tick_now()
                if not self._stopping:
                    await worker.run()  # type: ignore[no-untyped-call]  # not annotated
            except (exceptions.ConnectorException, psycopg.Error) as error:
                self._say_broken(error)
            finally:
                self._workers.discard(worker)
            if not self._stopping:
                await self._clock.sleep(timedelta(seconds=1))

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

    async def _tick_now(self) -> None:
        """What runs every so often runs at once, too; that the database answers is said."""
        for name in self._periodic:
            task = self._app.configure_task(name, queueing_lock=name, queue=WORK[-1].queue)
            try:
                await task.defer_async(timestamp=0)
            except exceptions.AlreadyEnqueued:
                continue
        if self._broken:
            _log.info("the jobs' database works again")
        self._broken = False

    def _say_broken(self, error: Exception) -> None:
        """Log once that the database fails."""
        _log.debug("the jobs' database failed", exc_info=error)
        if not self._broken:
            _log.error("the jobs' database failed: %s", type(error).__name__)
        self._broken = True

    async def _sweep(self) -> None:
        """Put back the jobs of processes that died."""
        stalled = await self._turns.get_stalled_jobs(seconds_since_heartbeat=self._stalled)
        found = list(stalled)
        for job in found:
            await self._turns.retry_job(job, AT_ONCE)
        if found:
            _log.info("%d jobs that were cut short wait again", len(found))

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
        pause = self._paces.job_retry(failures) * random.uniform(1.0, 1.25)
        return RetryDecision(retry_at=self._clock.now() + pause)


_BUSY = """
SELECT 1 FROM procrastinate_jobs WHERE status = 'doing'
  OR (status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())) LIMIT 1
"""
_HURRY = """
UPDATE procrastinate_jobs SET
  scheduled_at = CASE WHEN %(at)s::timestamptz IS NULL OR scheduled_at IS NULL THEN NULL
                      ELSE least(scheduled_at, %(at)s) END,
  priority = greatest(priority, %(priority)s),
  queue_name = CASE WHEN %(priority)s > priority THEN %(queue)s ELSE queue_name END
WHERE queueing_lock = %(unique)s AND status = 'todo'
RETURNING pg_notify('procrastinate_queue_v1#' || queue_name,
  '{"type": "job_inserted", "job_id": ' || id || '}')
"""
_THAT_WAIT = """
SELECT queueing_lock FROM procrastinate_jobs
WHERE status = 'todo' AND queueing_lock = ANY(%(keys)s)
"""
_WITHDRAW = """
SELECT procrastinate_cancel_job_v1(id, false, true) IS NOT NULL FROM procrastinate_jobs
WHERE queueing_lock = %(unique)s AND status = 'todo'
"""
_TELL = """SELECT pg_notify(%(channel)s, '{"type": "job_inserted", "job_id": 0}')"""
_TURN_BACK = """
UPDATE procrastinate_jobs SET scheduled_at = scheduled_at - %(back)s
WHERE status = 'todo' AND scheduled_at > %(now)s
"""


async def _hurried(connection: AsyncConnection, job: Job) -> bool:
    """Whether the job with this key still waited: then it takes the earlier moment."""
    values = {
        "at": job.at,
        "priority": job.priority,
        "queue": _queue(job.priority),
        "unique": job.unique,
    }
    return (await connection.exec_driver_sql(_HURRY, values)).rowcount > 0


def _queue(priority: int) -> str:
    return next(lane.queue for lane in _LANES if priority >= lane.priority)


def _stored(job: Job) -> Stored:
    return Stored(
        queue=_queue(job.priority),
        task_name=job.task,
        lock=job.lock,
        queueing_lock=job.unique,
        scheduled_at=job.at,
        priority=job.priority,
        task_kwargs={"subject": job.subject, "workspace_id": job.workspace_id},
    )


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
