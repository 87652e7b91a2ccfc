"""A key that is gone for good: what it sealed is emptied, in every table, and nothing else."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Select, Table, func, select, update

from bot.domain.account import KEY_LOST, AccountState, lost_identity
from bot.domain.application import FileState
from bot.domain.ids import FileId
from bot.domain.site_action import OUTCOME_UNKNOWN, WORDS_LOST, ActionState
from storage import tables as t
from storage.canary import WrongKey, check_key
from storage.engine import open_engine
from storage.files import EncryptedFiles
from storage.jobs.living import SPACE, somebody_works
from storage.keys import new_key
from storage.lost import DROPPED, EMPTIES, PROOFS, LostKey
from storage.repositories.inbox import UpdateState
from storage.rotation import FILES, sealed_tables
from storage.rows import place_of, sealed_in
from storage.vault import FernetVault
from tests.contract.planted import plant
from tests.contract.stores import PostgresStore, SqlStore

NOW = datetime(2026, 3, 2, tzinfo=UTC)
OLD, NEW = FernetVault([new_key()]), FernetVault([new_key()])
Sql = SqlStore | PostgresStore


@pytest.fixture
async def there(database: Sql) -> Sql:
    """Both databases, with a row of each kind that the old key has sealed."""
    await check_key(database.engine, OLD)
    plant(database.engine.url, OLD)
    return database


@pytest.fixture
def files(tmp_path: Path) -> Callable[[FernetVault], EncryptedFiles]:
    """The stored files, as a vault reads them."""
    return lambda vault: EncryptedFiles(tmp_path / "files", vault)


def _work(there: Sql, files: EncryptedFiles, vault: FernetVault = NEW) -> LostKey:
    return LostKey(there.engine, vault, files, NOW, lambda *_: None)


async def _all(there: Sql, statement: Select[Any]) -> list[Any]:
    async with there.engine.connect() as connection:
        return list(await connection.execute(statement))


async def _set(there: Sql, table: Table, **values: Any) -> None:
    async with there.engine.begin() as connection:
        await connection.execute(update(table).values(**values))


def test_what_stands_in_the_place_of_each_lost_value_is_known() -> None:
    full = {
        f"{table.name}.{column.name}"
        for table in sealed_tables()
        for column in sealed_in(table)
        if not column.nullable and table not in (*DROPPED, *PROOFS)
    }
    assert full == set(EMPTIES)


async def test_everything_opens_afterwards(there: Sql, files: Any) -> None:
    with pytest.raises(WrongKey):
        await check_key(there.engine, NEW)
    work = _work(there, files(NEW))
    assert await work.hash_anew()
    counts = await work.empty()
    await work.prove()
    await check_key(there.engine, NEW)
    assert set(counts) == {one.name for one in sealed_tables() if one not in PROOFS} | {FILES}
    for table in sealed_tables():
        for column in sealed_in(table):
            key = next(iter(table.primary_key.columns))
            for row_key, sealed in await _all(there, select(key, column)):
                if sealed is not None and table not in PROOFS:
                    NEW.unseal(place_of(column, row_key), sealed)
    kept = [one for one in sealed_tables() if one not in (*DROPPED, *PROOFS)]
    for table in kept:
        assert await _all(there, select(func.count()).select_from(table)) == [(1,)], table.name


async def test_what_another_key_opens_stays(there: Sql, files: Any) -> None:
    kept = new_key()
    plant(there.engine.url, FernetVault([kept]), only=t.notes)
    both = FernetVault([new_key(), kept])
    work = _work(there, files(both), both)
    await work.hash_anew()
    assert (await work.empty())["notes"] == 1
    assert len(await _all(there, select(t.notes.c.id))) == 1


async def test_an_account_waits_for_its_login(there: Sql, files: Any) -> None:
    await _set(there, t.accounts, state=AccountState.ACTIVE, last_sync_at=NOW - timedelta(hours=1))
    work = _work(there, files(NEW))
    await work.hash_anew()
    await work.empty()
    ((key, state, why, identity, hashed, since),) = await _all(
        there,
        select(
            *(t.accounts.c.id, t.accounts.c.state, t.accounts.c.paused_by),
            *(t.accounts.c.remote_identity, t.accounts.c.identity_hmac, t.accounts.c.watched_since),
        ),
    )
    assert (state, why, since) == (AccountState.PAUSED, KEY_LOST, NOW - timedelta(hours=1))
    assert NEW.unseal(f"accounts:remote_identity:{key}", identity) == lost_identity(key)
    assert hashed == NEW.hmac("account", lost_identity(key))


@pytest.mark.parametrize("unopened", [False, True])
async def test_a_response_is_marked_and_read_again(there: Sql, files: Any, unopened: bool) -> None:
    await _set(there, t.applications, sent_at=NOW - timedelta(days=100), unopened=unopened)
    await _work(there, files(NEW)).empty()
    c = t.applications.c
    found = await _all(there, select(c.contacts_lost, c.held_until))
    # The newest ones come first: that of a hundred days ago is read tomorrow.
    assert found == [(False, None) if unopened else (True, NOW + timedelta(days=1))]


@pytest.mark.parametrize(
    ("state", "ended", "error"),
    [
        (ActionState.OWED, ActionState.FAILED, WORDS_LOST),
        (ActionState.UNSURE, ActionState.FAILED, OUTCOME_UNKNOWN),
        (ActionState.DONE, ActionState.DONE, None),
    ],
)
async def test_a_candidate_is_told_nothing_without_the_words(
    there: Sql, files: Any, state: ActionState, ended: ActionState, error: str | None
) -> None:
    await _set(there, t.site_actions, state=state)
    await _work(there, files(NEW)).empty()
    c = t.site_actions.c
    assert await _all(there, select(c.state, c.error)) == [(ended, error)]


async def test_messages_and_files_that_nobody_opens_are_not_waited_for(
    there: Sql, files: Any
) -> None:
    ((file_id,),) = await _all(there, select(t.files.c.id))
    await files(OLD).keep(FileId(file_id), b"resume")
    await _set(there, t.files, state=FileState.KEPT)
    await _set(there, t.inbox, state=UpdateState.OPEN)
    assert (await _work(there, files(NEW)).empty())[FILES] == 1
    assert await files(NEW).all() == []
    assert await _all(there, select(t.files.c.state)) == [(FileState.MISSING,)]
    assert await _all(there, select(t.inbox.c.state, t.inbox.c.payload)) == [
        (UpdateState.FAILED, None)
    ]


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_a_process_that_works_on_a_server_is_seen(there: Sql) -> None:
    assert not await somebody_works(there.engine)
    other = open_engine(there.engine.url)
    async with other.connect() as connection:
        await connection.execute(select(func.pg_advisory_lock(SPACE, 7)))
        assert await somebody_works(there.engine)
    await other.dispose()
    assert not await somebody_works(there.engine)
