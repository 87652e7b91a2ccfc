"""The table of the embedded engine. Written for SQLite, where each transaction is alone."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Row, bindparam, delete, func, select, text, type_coerce, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import WorkspaceId, new_id
from bot.domain.jobs import Job
from storage.tables import jobs

_FAILED_KEPT = timedelta(days=30)


class State(StrEnum):
    """Where a job stands; one that succeeded is deleted."""

    WAITING = "waiting"
    RUNNING = "running"
    FAILED = "failed"


_WAITING = jobs.c.state == State.WAITING
_RUNNING = jobs.c.state == State.RUNNING


def _hurried(run_at: Any, priority: Any) -> dict[str, Any]:
    return {
        "run_at": func.min(jobs.c.run_at, run_at),
        "priority": func.max(jobs.c.priority, priority),
    }


# Each turn of the engine asks these; made anew each time they took longer than the asking.
_NEXT = select(func.min(jobs.c.run_at)).where(_WAITING, jobs.c.run_at > bindparam("now"))
_ROUND = 64  # rows looked at together; many of one lock at the head only cost another round
_DUE = (
    select(jobs)
    # Told so, SQLite walks the index of the order instead of sorting a long queue each time.
    .where(_WAITING, func.likely(jobs.c.run_at <= bindparam("now")))
    .where(jobs.c.lock.is_(None) | jobs.c.lock.not_in(bindparam("held", expanding=True)))
    .order_by(jobs.c.priority.desc(), jobs.c.run_at, jobs.c.id)
    .limit(_ROUND)
)
# What waits for a far moment must not swallow a call to do it now.
_INSERT = insert(jobs)
_ADDING = _INSERT.on_conflict_do_update(
    index_elements=["unique_key"],
    index_where=text(f"state = '{State.WAITING}'"),
    set_=_hurried(_INSERT.excluded.run_at, _INSERT.excluded.priority),
)
_ADDING_ONE = _ADDING.returning(jobs.c.id)
_TAKING = update(jobs).where(jobs.c.id.in_(bindparam("taken", expanding=True)))
_DONE = delete(jobs).where(jobs.c.id.in_(bindparam("done", expanding=True)))


@dataclass(frozen=True, slots=True)
class Claimed:
    """A job in hand. `attempts`: how often it failed before."""

    id: int
    job: Job
    attempts: int


@dataclass(frozen=True, slots=True)
class Ended:
    """How a job in hand ended. Neither `again` nor `error`: it succeeded."""

    claimed: Claimed
    again: datetime | None = None
    """It failed and runs again then."""
    error: str | None = None
    """It failed for good: the error's class name, for a message may hold what is personal."""


async def add(connection: AsyncConnection, job: Job, now: datetime) -> bool:
    """Insert the job; when its key waits already, hurry that one and return False."""
    row = row_of(job, now)
    kept = await connection.execute(_ADDING_ONE, row)
    return bool(kept.scalar_one() == row["id"])


async def add_all(connection: AsyncConnection, several: Sequence[Job], now: datetime) -> None:
    """The same for several, in one go: a round for each would keep a tap's transaction waiting."""
    if several:
        await connection.execute(_ADDING, [row_of(job, now) for job in several])


def row_of(job: Job, now: datetime) -> dict[str, Any]:
    return {
        "id": new_id(),
        "task": job.task,
        "subject": job.subject,
        "workspace_id": job.workspace_id,
        "lock": job.lock,
        "unique_key": job.unique,
        "priority": job.priority,
        "run_at": job.at or now,
        "state": State.WAITING,
        "attempts": 0,
    }


async def withdraw(connection: AsyncConnection, unique: str) -> bool:
    """Delete the waiting job with this key; False when there is none."""
    gone = delete(jobs).where(_WAITING, jobs.c.unique_key == unique)
    return (await connection.execute(gone)).rowcount > 0


async def turn_back(connection: AsyncConnection, now: datetime, back: timedelta) -> None:
    """Let what waits for a moment after `now` wait for one so much earlier."""
    earlier = type_coerce(jobs.c.run_at, BigInteger) - back // timedelta(microseconds=1)
    later = update(jobs).where(_WAITING, jobs.c.run_at > now)
    await connection.execute(later.values(run_at=earlier))


async def restore(connection: AsyncConnection) -> int:
    """Put every running job back, when nobody runs any; return how many."""
    rows = (await connection.execute(select(jobs).where(_RUNNING))).all()
    for row in rows:
        await _put_back(connection, _claimed(row), row.run_at, row.attempts)
    return len(rows)


async def settle(connection: AsyncConnection, ended: Collection[Ended], now: datetime) -> None:
    """Store how jobs ended; where one is given up, those of long ago are forgotten."""
    done = [one.claimed.id for one in ended if one.again is None and one.error is None]
    if done:
        await connection.execute(_DONE, {"done": done})
    for one in ended:
        attempts = one.claimed.attempts + 1
        if one.again is not None:
            await _put_back(connection, one.claimed, one.again, attempts)
        elif one.error is not None:
            given_up = update(jobs).where(jobs.c.id == one.claimed.id)
            await connection.execute(
                given_up.values(state=State.FAILED, error=one.error, attempts=attempts, run_at=now)
            )
    if any(one.error is not None for one in ended):
        old = jobs.c.run_at < now - _FAILED_KEPT
        await connection.execute(delete(jobs).where(jobs.c.state == State.FAILED, old))


async def claim(
    connection: AsyncConnection,
    now: datetime,
    held: Collection[str],
    room: Callable[[Sequence[Claimed], int], bool],
) -> list[Claimed]:
    """Take due jobs in their order, one for each lock that is not held.

    `room(taken, priority)`: whether one more of this priority fits beside those just taken.
    """
    taken: list[Claimed] = []
    locks = set(held)
    found = await _due(connection, now, locks)
    while found:
        fitting: list[Claimed] = []
        for one in found:
            if not room([*taken, *fitting], one.job.priority):
                break
            if one.job.lock is None or one.job.lock not in locks:
                fitting.append(one)
                locks.update({one.job.lock} if one.job.lock else ())
        if not fitting:
            break
        ids = [one.id for one in fitting]
        await connection.execute(_TAKING, {"taken": ids, "state": State.RUNNING})
        taken += fitting
        found = await _due(connection, now, locks) if len(found) == _ROUND else []
    return taken


async def next_moment(connection: AsyncConnection, now: datetime) -> datetime | None:
    """When the next job that waits for its time may run."""
    moment: datetime | None = await connection.scalar(_NEXT, {"now": now})
    return moment


async def _due(connection: AsyncConnection, now: datetime, locks: set[str]) -> list[Claimed]:
    held = {"now": now, "held": sorted(locks)}
    return [_claimed(row) for row in await connection.execute(_DUE, held)]


async def _put_back(
    connection: AsyncConnection, claimed: Claimed, run_at: datetime, attempts: int
) -> None:
    """Let it wait again; where another with its key waits by now, that one does for both."""
    own = jobs.c.id == claimed.id
    if await _joined(connection, claimed, run_at, attempts):
        await connection.execute(delete(jobs).where(own))
    else:
        again = {"state": State.WAITING, "run_at": run_at, "attempts": attempts}
        await connection.execute(update(jobs).where(own).values(again))


async def _joined(
    connection: AsyncConnection, claimed: Claimed, run_at: datetime, attempts: int
) -> bool:
    if claimed.job.unique is None:
        return False
    twin = update(jobs).where(_WAITING, jobs.c.unique_key == claimed.job.unique)
    hurried = _hurried(run_at, claimed.job.priority)
    joined = await connection.execute(
        twin.values(**hurried, attempts=func.max(jobs.c.attempts, attempts))
    )
    return joined.rowcount > 0


def _claimed(row: Row[Any]) -> Claimed:
    workspace_id = None if row.workspace_id is None else WorkspaceId(row.workspace_id)
    job = Job(
        row.task,
        row.subject,
        workspace_id,
        lock=row.lock,
        unique=row.unique_key,
        at=row.run_at,
        priority=row.priority,
    )
    return Claimed(row.id, job, row.attempts)
