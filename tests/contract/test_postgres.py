"""What PostgreSQL does otherwise than a file, and what is to be the same all the same."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from importlib import import_module
from importlib.resources import files
from typing import Any

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from cryptography.fernet import Fernet
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import OperationalError

from bot.domain.errors import Conflict
from bot.domain.jobs import Job
from bot.domain.workspace import Tenant
from bot.ports import DatabaseUnavailable
from bot.wiring.database import StoppedEarly, _reach
from storage import engine as engines
from storage.clock import DatabaseClock, SystemClock
from storage.engine import refuses
from storage.migrate import pending, upgrade
from storage.tables import metadata
from storage.vault import FernetVault
from tests.contract.rows import make_team
from tests.contract.stores import PostgresStore
from tests.postgres import Postgres, libpq


@pytest.fixture
async def store(empty_postgres: Callable[[], URL]) -> AsyncIterator[PostgresStore]:
    made = PostgresStore(empty_postgres(), FernetVault([Fernet.generate_key().decode()]))
    yield made
    await made.close()


def test_four_who_migrate_at_once_do_it_once(postgres: Postgres) -> None:
    url = postgres.make("new")
    assert pending(url)
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(upgrade, [url] * 4)) == [None] * 4
    assert not pending(url)


def test_the_revisions_make_what_the_program_expects(postgres: Postgres) -> None:
    engine = create_engine(postgres.migrated)

    def ours(_: Any, name: str | None, kind: str, *__: Any) -> bool:
        return kind != "index" and not (name or "").startswith("procrastinate")

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_every_script_of_procrastinate_is_named_by_a_revision() -> None:
    """A newer package may bring one: it belongs to a revision of its own."""
    there = {one.name for one in (files("procrastinate.sql") / "migrations").iterdir()}
    versions = files("storage.migrations.versions")
    names = [one.name.removesuffix(".py") for one in versions.iterdir() if one.name[:1].isdigit()]
    revisions = [import_module(f"storage.migrations.versions.{name}") for name in names]
    named = [name for one in revisions for name in getattr(one, "SCRIPTS", ())]
    assert sorted(named) == sorted(name for name in there if name.endswith(".sql"))


async def test_a_pool_without_a_free_connection_is_a_database_that_is_away(
    store: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "_WAIT_SECONDS", 0.2)
    await store.close()
    narrow = PostgresStore(store.engine.url, store.vault)
    held = [await narrow.engine.connect() for _ in range(20)]
    with pytest.raises(DatabaseUnavailable):
        async with narrow.uow.system():
            pass
    await held[0].close()
    async with narrow.uow.system() as tx:
        assert await tx.open_updates(1) == []
    for one in held[1:]:
        await one.close()
    await narrow.close()


async def test_two_transactions_that_wait_for_each_other_are_a_conflict(
    store: PostgresStore,
) -> None:
    team = await make_team(store)
    tenant = Tenant(team.workspace.id)
    account = team.account
    both = asyncio.Barrier(2)

    async def change(first: str, then: str) -> None:
        """Lock one row, and when the other one is locked as well, ask for that."""
        async with store.uow(tenant) as tx:
            for step, table in enumerate((first, then)):
                if step:
                    await both.wait()
                if table == "accounts":
                    await tx.accounts.save(replace(account, label=first))
                else:
                    await tx.workspaces.save(replace(team.workspace, name=first))
            await tx.commit()

    outcomes = await asyncio.gather(
        change("accounts", "workspaces"),
        change("workspaces", "accounts"),
        return_exceptions=True,
    )
    assert [type(one) for one in outcomes if one is not None] == [Conflict]


async def test_every_process_tells_the_databases_time(store: PostgresStore) -> None:
    clock = DatabaseClock(store.engine)
    await clock.measure()
    async with store.engine.connect() as connection:
        there = await connection.scalar(text("SELECT clock_timestamp()"))
    assert abs(clock.now() - there) < timedelta(seconds=1)
    assert abs(clock.now() - SystemClock().now()) < timedelta(seconds=1)


async def test_a_machine_whose_clock_is_wrong_tells_the_databases_time(
    store: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = SystemClock().now
    monkeypatch.setattr(SystemClock, "now", lambda _: right() - timedelta(hours=3))
    clock = DatabaseClock(store.engine)
    await clock.measure()
    assert abs(clock.now() - right()) < timedelta(seconds=1)


async def test_a_process_that_stood_still_while_it_asked_for_the_time_asks_again(
    store: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    right, readings = SystemClock().now, 0

    def now(_: SystemClock) -> datetime:
        nonlocal readings
        readings += 1
        return right() - timedelta(minutes=readings == 1)

    monkeypatch.setattr(SystemClock, "now", now)
    clock = DatabaseClock(store.engine)
    await clock.measure()
    assert abs(clock.now() - right()) < timedelta(seconds=1)


async def test_what_a_connection_that_was_cut_was_to_enqueue_says_so(store: PostgresStore) -> None:
    async def enqueue() -> None:
        async with store.uow.system() as tx:
            await tx.open_updates(1)
            with psycopg.connect(libpq(store.engine.url), autocommit=True) as other:
                other.execute(_CUT)
            await tx.enqueue(Job("work", 1))

    with pytest.raises(DatabaseUnavailable):
        await enqueue()


async def test_who_waits_for_a_server_that_says_nothing_ends_when_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        port = mute.getsockname()[1]
        engine = engines.open_engine(f"postgresql+psycopg://nobody@127.0.0.1:{port}/nowhere")
        stop = asyncio.Event()
        asyncio.get_running_loop().call_later(0.1, stop.set)
        with pytest.raises(StoppedEarly):
            async with asyncio.timeout(3):
                await _reach(DatabaseClock(engine), stop)
        await engine.dispose()


async def test_a_machine_that_is_gone_is_given_up_within_seconds(store: PostgresStore) -> None:
    """By the kernel: a query has no time limit of its own, and the answer never comes."""
    async with store.engine.connect() as connection:
        raw = (await connection.get_raw_connection()).driver_connection
        assert raw is not None
        parameters = raw.info.get_parameters()
    assert parameters["tcp_user_timeout"] == "15000"
    assert parameters["connect_timeout"] == "10"


_CUT = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@pytest.mark.parametrize(
    ("query", "told"),
    [({"dbname": "nowhere"}, True), ({"user": "nobody"}, True), ({"port": "1"}, False)],
)
def test_what_the_server_refuses_is_told_from_one_that_is_away(
    postgres: Postgres, query: dict[str, str], told: bool
) -> None:
    conninfo = psycopg.conninfo.make_conninfo(libpq(postgres.migrated), **query)
    with pytest.raises(psycopg.OperationalError) as raised:
        psycopg.connect(conninfo)
    assert refuses(OperationalError("", None, raised.value)) is told


async def test_a_connection_that_was_cut_is_made_anew(store: PostgresStore) -> None:
    async with store.uow.system() as tx:
        await tx.open_updates(1)
    with psycopg.connect(libpq(store.engine.url), autocommit=True) as other:
        other.execute(_CUT)
    async with store.uow.system() as tx:
        assert await tx.open_updates(1) == []
