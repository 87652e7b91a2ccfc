"""Sliding windows kept in the database, so that they hold over all processes and restarts."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Row, bindparam, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.sql.dml import ReturningInsert

from bot.domain.window import Rules, Window, rates_of, reserve
from bot.ports import Clock
from storage.tables import rates


class SqlLimits:
    """ports.Limits on the table `rates`, one row a key. Every process must see the same clock."""

    def __init__(self, engine: AsyncEngine, clock: Clock, rules: Rules) -> None:
        self._engine, self._clock, self._rules = engine, clock, rules

    async def acquire(self, *keys: str, within: timedelta | None = None) -> timedelta:
        ordered = sorted(set(keys))  # one order for all, or two that wait for each other deadlock
        rules = [rates_of(self._rules, key) for key in ordered]
        if not ordered:
            return timedelta()
        async with self._engine.begin() as connection:
            windows = await self._held(connection, ordered)
            now = self._clock.now()
            moment, taken = reserve(list(zip(windows, rules, strict=True)), now)
            if within is None or moment - now <= within:
                await self._save(connection, zip(ordered, taken, strict=True))
        return moment - now

    async def halt(self, key: str, until: datetime) -> None:
        async with self._engine.begin() as connection:
            (window,) = await self._held(connection, [key])
            window = window.seen(self._clock.now()).halted(until)
            await self._save(connection, [(key, window)])

    async def _held(self, connection: AsyncConnection, keys: list[str]) -> list[Window]:
        """Read the rows of the keys, missing ones made, and keep others from them.

        A write that changes nothing is what locks a row on both databases.
        """
        now = self._clock.now()
        given = {f"key{at}": key for at, key in enumerate(keys)}
        rows = await connection.execute(
            _holding(connection.dialect.name, len(keys)), {**given, "now": now}
        )
        windows = {row.key: _window(row) for row in rows}
        return [windows[key] for key in keys]

    async def _save(
        self, connection: AsyncConnection, windows: Iterable[tuple[str, Window]]
    ) -> None:
        await connection.execute(
            _SAVING,
            [
                {
                    "row": key,
                    "moments": [moment.isoformat() for moment in window.moments],
                    "halted_until": window.halted_until,
                    "saved_at": window.saved_at,
                }
                for key, window in windows
            ],
        )


# Each message waits for its turn here: what is made once costs a third less.
_SAVING = update(rates).where(rates.c.key == bindparam("row"))


@cache
def _holding(dialect: str, count: int) -> ReturningInsert[Any]:
    insert = (sqlite if dialect == "sqlite" else postgresql).insert(rates)
    fresh = {"moments": [], "saved_at": bindparam("now", type_=rates.c.saved_at.type)}
    keys = [bindparam(f"key{at}", type_=rates.c.key.type) for at in range(count)]
    insert = insert.values([{"key": key, **fresh} for key in keys])
    holding: ReturningInsert[Any] = insert.on_conflict_do_update(
        index_elements=["key"], set_={"key": insert.excluded.key}
    ).returning(rates.c.key, rates.c.moments, rates.c.halted_until, rates.c.saved_at)
    return holding


def _window(row: Row[Any]) -> Window:
    moments = tuple(datetime.fromisoformat(moment) for moment in row.moments)
    return Window(row.saved_at, moments, row.halted_until)
