"""The engine on SQLite: whatever becomes of a transaction, the next one gets the database."""

import asyncio
import random
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import aiosqlite
import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine

from storage import engine as subject

pytestmark = pytest.mark.usefixtures("threaded")


@pytest.fixture
async def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[AsyncEngine]:
    """With so short a patience that a lock left behind is an error at once."""
    monkeypatch.setattr(subject, "_PRAGMAS", ("PRAGMA busy_timeout=300", *subject._PRAGMAS[1:]))
    engine = subject.open_engine(f"sqlite+aiosqlite:///{tmp_path / 'x.sqlite3'}")
    async with engine.begin() as connection:
        await connection.execute(text("CREATE TABLE x (n INTEGER)"))
    yield engine
    await engine.dispose()


async def _work(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.execute(text("INSERT INTO x VALUES (1)"))
        await connection.execute(text("SELECT count(*) FROM x"))


async def test_a_cancelled_transaction_lets_go_of_the_database(engine: AsyncEngine) -> None:
    chance = random.Random(7)
    kept = []
    for _ in range(60):
        tasks = [asyncio.create_task(_work(engine)) for _ in range(chance.choice((1, 2, 3)))]
        _, late = await asyncio.wait(tasks, timeout=chance.random() * 0.004)
        for task in late:
            task.cancel()
        # The errors keep their frames, and these the cursors, as a process that stops does.
        kept += await asyncio.gather(*tasks, return_exceptions=True)
        await _work(engine)
    assert any(isinstance(one, asyncio.CancelledError) for one in kept)


@pytest.fixture
def another(engine: AsyncEngine) -> Iterator[sqlite3.Connection]:
    """Another process, which waits for nobody."""
    path = engine.url.database
    assert path is not None
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as one:
        yield one


async def test_from_its_first_question_on_a_transaction_keeps_writers_off(
    engine: AsyncEngine, another: sqlite3.Connection
) -> None:
    async with engine.begin() as connection:
        await connection.execute(text("SELECT count(*) FROM x"))
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            another.execute("BEGIN IMMEDIATE")
    another.execute("BEGIN IMMEDIATE")


async def test_whoever_could_not_begin_begins_again(
    engine: AsyncEngine, another: sqlite3.Connection
) -> None:
    another.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked"):
        await _work(engine)
    another.execute("ROLLBACK")
    await _work(engine)
    assert another.execute("SELECT count(*) FROM x").fetchone() == (1,)


async def test_what_was_not_committed_is_undone(
    engine: AsyncEngine, another: sqlite3.Connection
) -> None:
    async with engine.connect() as connection:
        await connection.execute(text("INSERT INTO x VALUES (1)"))
    await _work(engine)
    assert another.execute("SELECT count(*) FROM x").fetchone() == (1,)


async def test_the_thread_is_visited_once_a_statement_and_once_to_end(
    engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    visits = []
    visit = aiosqlite.Connection._execute

    async def counted(*given: Any) -> Any:
        visits.append(given)
        return await visit(*given)  # type: ignore[no-untyped-call]

    monkeypatch.setattr(aiosqlite.Connection, "_execute", counted)
    await _work(engine)
    assert len(visits) == 3
    async with engine.begin():
        pass
    assert len(visits) == 3
