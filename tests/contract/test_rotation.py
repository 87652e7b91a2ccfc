"""Keys go round beside whoever works on the database, and every hash holds (design.md 9)."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.engine import URL

from bot.domain.ids import FileId
from bot.ports import VaultBroken
from storage import rotation, tables
from storage.canary import check_key
from storage.engine import open_engine
from storage.files import EncryptedFiles
from storage.keys import new_key
from storage.rotation import Census, Rotation
from storage.rows import place_of, sealed_in
from storage.tables import applications, inbox, metadata
from storage.vault import FernetVault, fingerprint
from tests.contract.planted import WORDS, Planted, plant
from tests.contract.stores import PostgresStore, SqlStore

OLD, NEW = new_key(), new_key()
BEFORE, AMID, AFTER = [OLD], [NEW, OLD], [NEW]


class Bench:
    """One database, with its files, under the keys of the moment."""

    def __init__(self, url: URL, folder: Path) -> None:
        self.url, self.folder = url, folder
        self.engine = open_engine(self.url)

    def rotation(self, vault: FernetVault) -> Rotation:
        return Rotation(self.engine, vault, self.files(vault), lambda *_: None)

    def files(self, vault: FernetVault) -> EncryptedFiles:
        return EncryptedFiles(self.folder, vault)

    async def rotate(self, keys: Sequence[str] = AMID) -> Census:
        whole = self.rotation(FernetVault(keys))
        await whole.seal_anew()
        return await whole.census()

    async def sealed(self, planted: Sequence[Planted]) -> list[str | None]:
        found = []
        async with self.engine.connect() as connection:
            for column, key in planted:
                mine = next(iter(column.table.primary_key.columns)) == key
                found.append(await connection.scalar(select(column).where(mine)))
        return found


@pytest.fixture
async def bench(database: SqlStore | PostgresStore, tmp_path: Path) -> AsyncIterator[Bench]:
    made = Bench(database.engine.url, tmp_path / "files")
    yield made
    await made.engine.dispose()


async def test_no_sealed_column_is_passed_over(bench: Bench) -> None:
    planted = plant(bench.url, FernetVault(BEFORE))
    everywhere = {column for table in metadata.sorted_tables for column in sealed_in(table)}
    assert {column for column, _ in planted} == everywhere
    census = await bench.rotate()
    assert census.values == {fingerprint(NEW): len(planted)}
    assert not census.unreadable
    vault = FernetVault(AFTER)
    for (column, key), sealed in zip(planted, await bench.sealed(planted), strict=True):
        assert vault.unseal(place_of(column, key), sealed or "") == WORDS


async def test_what_the_first_key_has_sealed_is_left_as_it_is(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 2)
    planted = plant(bench.url, FernetVault(BEFORE), rows=3, only=applications)
    await bench.rotate()
    once = await bench.sealed(planted)
    await bench.rotate()
    assert await bench.sealed(planted) == once


async def test_hashes_outlive_the_key_that_they_came_of(bench: Bench) -> None:
    first = FernetVault(BEFORE)
    await check_key(bench.engine, first)
    hashed = first.hmac("phone", "+380441234567")
    await bench.rotate()
    last = FernetVault(AFTER)
    await check_key(bench.engine, last)
    assert last.hmac("phone", "+380441234567") == hashed
    again = FernetVault([new_key(), NEW])
    await check_key(bench.engine, again)
    assert again.hmac("phone", "+380441234567") == hashed


async def test_processes_that_start_at_once_hash_alike(bench: Bench) -> None:
    vaults = [FernetVault(AMID) for _ in range(3)]
    await asyncio.gather(*(check_key(bench.engine, one) for one in vaults))
    assert len({one.hmac("phone", "1") for one in vaults}) == 1


async def test_what_changes_between_reading_and_writing_is_not_overwritten(bench: Bench) -> None:
    ((column, key),) = plant(bench.url, FernetVault(BEFORE), only=inbox)
    place, other = place_of(column, key), open_engine(bench.url)

    class Late(Rotation):
        """Somebody changes the row after it was read."""

        async def _seal(self, table: Any, values: Any) -> None:
            if table is inbox:
                async with other.begin() as connection:
                    fresh = FernetVault(AMID).seal(place, "changed")
                    await connection.execute(
                        update(inbox).where(inbox.c.id == key).values(payload=fresh)
                    )
            await super()._seal(table, values)

    vault = FernetVault(AMID)
    await Late(bench.engine, vault, bench.files(vault), lambda *_: None).seal_anew()
    await other.dispose()
    (sealed,) = await bench.sealed([(column, key)])
    assert FernetVault(AFTER).unseal(place, sealed or "") == "changed"


async def test_a_busy_writer_loses_nothing_and_reads_all(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 5)
    planted = plant(bench.url, FernetVault(BEFORE), rows=20, only=inbox)
    vault, own = FernetVault(AMID), open_engine(bench.url)
    written: dict[int, str] = {}
    done = asyncio.Event()

    async def write() -> None:
        for number, (column, key) in enumerate(cycle(planted)):
            if done.is_set():
                return
            place = place_of(column, key)
            async with own.begin() as connection:
                found = await connection.scalar(select(column).where(inbox.c.id == key))
                assert vault.unseal(place, found or "") == written.get(key, WORDS)
                fresh = vault.seal(place, f"n{number}")
                await connection.execute(
                    update(inbox).where(inbox.c.id == key).values(payload=fresh)
                )
            written[key] = f"n{number}"
            await asyncio.sleep(0)

    writing = asyncio.create_task(write())
    await bench.rotate()
    census = await bench.rotate()
    done.set()
    await writing
    await own.dispose()
    assert set(census.values) == {fingerprint(NEW)}
    for (column, key), sealed in zip(planted, await bench.sealed(planted), strict=True):
        assert FernetVault(AFTER).unseal(place_of(column, key), sealed or "") == written[key]


async def test_what_no_key_opens_is_counted_and_left(bench: Bench) -> None:
    lost, stray = FernetVault([new_key()]), FileId(36**3 + 5)
    planted = plant(bench.url, lost)
    before = await bench.sealed(planted)
    await bench.files(lost).keep(stray, b"bytes")
    census = await bench.rotate()
    assert census.unreadable.total() == len(planted) + 1
    assert census.unreadable["applications.letter"] == 1
    assert not census.values + census.files
    assert await bench.sealed(planted) == before


async def test_files_are_sealed_anew(bench: Bench) -> None:
    ids = [FileId(36**3 + number) for number in range(3)]
    for one in ids:
        await bench.files(FernetVault(BEFORE)).keep(one, f"bytes {one}".encode())
    census = await bench.rotate()
    assert census.files == {fingerprint(NEW): 3}
    after = bench.files(FernetVault(AFTER))
    assert [await after.read(one) for one in ids] == [f"bytes {one}".encode() for one in ids]
    with pytest.raises(VaultBroken):
        await bench.files(FernetVault(BEFORE)).read(ids[0])


async def test_the_canary_is_sealed_last(bench: Bench) -> None:
    assert rotation.sealed_tables()[-2:] == [tables.hash_keys, tables.canary]


@pytest.mark.parametrize(
    "database", ["postgresql"], indirect=True
)  # in a file one writes at a time
async def test_a_row_that_somebody_holds_waits_for_the_next_round(bench: Bench) -> None:
    planted = plant(bench.url, FernetVault(BEFORE), only=inbox)
    other = open_engine(bench.url)
    async with other.begin() as connection:
        held = select(inbox.c.id).where(inbox.c.id == planted[0][1]).with_for_update()
        await connection.execute(held)
        async with asyncio.timeout(20):
            census = await bench.rotate()
        assert census.values[fingerprint(OLD)] == 1
    await other.dispose()
    assert (await bench.rotate()).values[fingerprint(OLD)] == 0
