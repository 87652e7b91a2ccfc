"""The engine on SQLite: whatever becomes of a transaction, the next one gets the database."""

import asyncio
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from storage import engine as subject


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
