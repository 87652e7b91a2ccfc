"""The database by its address: engine, clock and jobs, opened in order and closed in reverse."""

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from enum import Flag, auto
from typing import Any

from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.paces import Paces
from bot.ports import Clock
from bot.wiring.lost_database import require_file
from bot.wiring.refusals import Unusable, led_by, told
from bot.wiring.settings import Settings
from storage.clock import DatabaseClock, SystemClock
from storage.engine import open_engine, refuses
from storage.jobs import Engine
from storage.jobs.embedded import EmbeddedJobs
from storage.jobs.lockfile import LockFile
from storage.migrate import upgrade

log = logging.getLogger(__name__)
_ASK_AGAIN = timedelta(seconds=2)


class Part(Flag):
    """What a process does: take what people write and show them their screens, or all the rest."""

    BOT = auto()
    WORKER = auto()
    ALL = BOT | WORKER


class StoppedEarly(Exception):
    """The process was told to end before it had begun."""


@dataclass(frozen=True, slots=True)
class Database:
    """An open database of the present schema."""

    engine: AsyncEngine
    clock: Clock
    jobs: Engine


@asynccontextmanager
async def opened(
    own: Settings, paces: Paces, part: Part = Part.ALL, stop: asyncio.Event | None = None
) -> AsyncIterator[Database]:
    """Migrate the database and hold it as one who works on it.

    Raises: AlreadyRunning, DatabaseLost, SchemaTooNew, BrokenReferences, Unusable; StoppedEarly
    when `stop` is set while a server does not answer.
    """
    async with AsyncExitStack() as stack:
        engine = open_engine(own.database_url)
        stack.push_async_callback(engine.dispose)
        if own.on_sqlite:
            with led_by("DATABASE_URL", own.database_place):
                own.database_file.parent.mkdir(parents=True, exist_ok=True)
                owner = stack.enter_context(LockFile.beside(own.database_file))
                require_file(own)
                await asyncio.to_thread(upgrade, own.database_url)
            clock = SystemClock()
            yield Database(engine, clock, EmbeddedJobs(engine, clock, paces, owner))
            return
        there = DatabaseClock(engine)
        with led_by("DATABASE_URL", own.database_place):
            await _reach(there, stop or asyncio.Event())
            await asyncio.to_thread(upgrade, own.database_url)
        yield Database(engine, there, _jobs_on_server(engine, there, paces, part))


def _jobs_on_server(engine: AsyncEngine, clock: Clock, paces: Paces, part: Part) -> Engine:
    """The server's packages are loaded by who needs them: a tenth of a start."""
    from storage.jobs.postgres import ANSWERS, WORK, PostgresJobs  # noqa: PLC0415 - see above

    lanes = [*([ANSWERS] if Part.BOT in part else []), *(WORK if Part.WORKER in part else [])]
    return PostgresJobs(engine.url, clock, paces, lanes=lanes)


@asynccontextmanager
async def beside(own: Settings, paces: Paces) -> AsyncIterator[Database]:
    """The migrated database for one who only writes into it, whoever works on it meanwhile."""
    engine = open_engine(own.database_url)
    clock = SystemClock()
    jobs: Engine = (
        EmbeddedJobs(engine, clock, paces, LockFile.beside(own.database_file))
        if own.on_sqlite
        else _jobs_on_server(engine, clock, paces, Part.ALL)
    )
    try:
        yield Database(engine, clock, jobs)
    finally:
        await engine.dispose()


async def _reach(clock: DatabaseClock, stop: asyncio.Event) -> None:
    """Wait for the server; that it does not answer is said once."""
    waiting = False
    while True:
        try:
            await _unless(stop, clock.measure())
        except OperationalError as error:
            if refuses(error):
                raise Unusable(f"DATABASE_URL: {told(error)}") from None
            if not waiting:
                log.warning("the database does not answer; waiting for it: %s", told(error))
            waiting = True
            await _unless(stop, asyncio.sleep(_ASK_AGAIN.total_seconds()))
        else:
            if waiting:
                log.info("the database answers")
            return


async def _unless(stop: asyncio.Event, doing: Coroutine[Any, Any, None]) -> None:
    """Do it, but not any longer once told to stop: a server that says nothing takes its time."""
    task, stopped = asyncio.create_task(doing), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait((task, stopped), return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise StoppedEarly
    finally:
        for one in (task, stopped):
            one.cancel()
        await asyncio.wait((task, stopped))
    await task
