"""All rows from one database into another and back: nothing lost, nothing altered."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Protocol

import pytest
from sqlalchemy import insert, inspect, select, text
from sqlalchemy.engine import URL

from bot.domain.jobs import Job
from storage import copying
from storage import tables as t
from storage.copying import LEFT, Tally, carried, copy, tallies
from storage.jobs.first import leave_job
from storage.jobs.lockfile import AlreadyRunning, LockFile
from storage.migrate import revision
from storage.places import Unfit, filled, open_alone, read_alone, snapshot
from tests.contract.brimful import ROWS, fill
from tests.fakes import MORNING

ENDS = ("sqlite", "postgresql")


class Address(Protocol):
    def __call__(self, kind: str, name: str, *, full: bool = False) -> str: ...


def _quiet(*_: object) -> None: ...


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Path:
    """A file with rows in every table, to be copied."""
    path = tmp_path_factory.mktemp("kept") / "full.sqlite3"
    shutil.copy(migrated, path)
    with filled(f"sqlite+aiosqlite:///{path}") as connection:
        fill(connection)
    return path


@pytest.fixture
def address(
    tmp_path: Path, empty_postgres: Callable[[], URL], migrated: Path, kept: Path
) -> Address:
    """Of a new database of the kind, migrated; the one of a server is emptied each time."""

    def make(kind: str, name: str, *, full: bool = False) -> str:
        if kind == "postgresql":
            url = empty_postgres().render_as_string(hide_password=False)
            if full:
                with filled(url) as connection:
                    fill(connection)
            return url
        path = tmp_path / name / "house.sqlite3"
        path.parent.mkdir()
        shutil.copy(kept if full else migrated, path)
        return f"sqlite+aiosqlite:///{path}"

    return make


def _tallies(url: str) -> dict[str, Tally]:
    with snapshot(url) as connection:
        return tallies(connection, _quiet)


def _move(source: str, target: str) -> dict[str, Tally]:
    with read_alone(source) as reading, filled(target) as writing:
        return copy(reading, writing, _quiet)


def _everything(url: str) -> dict[str, list[tuple[object, ...]]]:
    """As the program reads it: moments, JSON and words."""
    with open_alone(url, writes=False) as engine, engine.connect() as connection:
        found = {}
        for one in carried():
            rows = connection.execute(select(one)).all()
            found[one.name] = sorted((tuple(row) for row in rows), key=repr)
    return found


@pytest.mark.parametrize("kind", ENDS)
def test_every_table_is_carried_or_left_for_a_reason(kind: str, address: Address) -> None:
    url = address(kind, "one")
    with open_alone(url, writes=False) as engine, engine.connect() as connection:
        there = inspect(connection).get_table_names()
    known = {one.name for one in carried()} | set(LEFT)
    assert {one for one in there if not one.startswith("procrastinate_")} == known


def test_no_row_has_an_id_of_the_databases_own(address: Address) -> None:
    """Else its sequence would have to go on after the greatest one."""
    url = address("postgresql", "one")
    with open_alone(url, writes=False) as engine, engine.connect() as connection:
        found = connection.execute(text("SELECT sequencename FROM pg_sequences")).scalars()
        assert [one for one in found if not one.startswith("procrastinate_")] == []


@pytest.mark.parametrize("other", ENDS)
def test_there_and_back_again_nothing_has_changed(other: str, address: Address) -> None:
    first, second = address("sqlite", "a", full=True), address(other, "b")
    third, before = address("sqlite", "c"), _tallies(first)
    assert {one.rows for one in before.values()} == {ROWS}
    assert _move(first, second) == before
    assert _move(second, third) == before
    assert _everything(first) == _everything(second) == _everything(third)


def test_a_table_of_many_batches(address: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "BATCH", 3)
    first, second = address("sqlite", "a", full=True), address("postgresql", "b")
    before, told = _tallies(first), []
    with read_alone(first) as reading, filled(second) as writing:
        assert copy(reading, writing, lambda *it: told.append(it)) == before
    assert [one for one in told if one[0] == "users"] == [
        ("users", 3, ROWS),
        ("users", 6, ROWS),
        ("users", 7, ROWS),
    ]


@pytest.mark.parametrize("kind", ENDS)
def test_a_place_with_rows_is_left_as_it_is(kind: str, address: Address) -> None:
    first, second = address("sqlite", "a", full=True), address(kind, "b")
    with filled(second) as connection:
        row = {"id": 5, "name": "Ромашка", "time_zone": "Europe/Kyiv", "version": 1}
        connection.execute(insert(t.workspaces), [row])
    with pytest.raises(Unfit, match="there are rows in 'workspaces'; nothing was overwritten"):
        _move(first, second)
    assert len(_everything(second)["workspaces"]) == 1


def test_a_place_of_another_program_is_left_as_it_is(address: Address, tmp_path: Path) -> None:
    first, second = address("sqlite", "a", full=True), address("sqlite", "b")
    (tmp_path / "b/house.sqlite3").unlink()
    with closing(sqlite3.connect(tmp_path / "b/house.sqlite3")) as file:
        file.execute("CREATE TABLE birds (name TEXT)")
    with pytest.raises(Unfit, match="a table 'birds' of another program"):
        _move(first, second)


def test_the_end_of_another_file_is_not_taken_for_the_new_ones(
    address: Address, tmp_path: Path
) -> None:
    first, second = address("sqlite", "a", full=True), address("sqlite", "b")
    (tmp_path / "b/house.sqlite3").unlink()
    (tmp_path / "b/house.sqlite3-wal").write_bytes(b"\x37\x7f\x06\x82")
    with pytest.raises(Unfit, match="left of another database"):
        _move(first, second)


@pytest.mark.parametrize("kind", ENDS)
def test_what_breaks_on_the_way_leaves_the_place_empty(kind: str, address: Address) -> None:
    first, second = address("sqlite", "a", full=True), address(kind, "b")
    before = _tallies(first)

    def told(table: str, *_: int) -> None:
        if table == "vacancies":
            raise OSError("no more")

    with (
        pytest.raises(OSError, match="no more"),
        read_alone(first) as reading,
        filled(second) as writing,
    ):
        copy(reading, writing, told)
    assert {len(rows) for rows in _everything(second).values()} == {0}
    assert _move(first, second) == before


@pytest.mark.parametrize("kind", ENDS)
def test_what_was_written_otherwise_is_found_and_undone(kind: str, address: Address) -> None:
    first, second = address("sqlite", "a", full=True), address(kind, "b")

    def spoilt() -> None:
        with read_alone(first) as reading, filled(second) as writing:
            spoil = text("UPDATE users SET name = 'інша' WHERE id % 10 = 3")

            def told(name: str, *_: int) -> None:
                if name == "users":
                    writing.execute(spoil)

            copy(reading, writing, told)

    with pytest.raises(copying.Differs, match="users"):
        spoilt()
    assert {len(rows) for rows in _everything(second).values()} == {0}


def test_a_source_at_work_is_not_read(address: Address, tmp_path: Path) -> None:
    first, second = address("sqlite", "a", full=True), address("sqlite", "b")
    held = LockFile.beside(tmp_path / "a/house.sqlite3")
    with held, pytest.raises(AlreadyRunning, match="already works with this database"):
        _move(first, second)


_WORKER = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '{}')"


@pytest.mark.parametrize(("silent", "refused"), [("5 s", True), ("40 s", False)])
def test_a_server_with_workers_is_not_read(silent: str, refused: bool, address: Address) -> None:
    first, second = address("postgresql", "a", full=True), address("sqlite", "b")
    with open_alone(first, writes=True) as engine, engine.begin() as connection:
        connection.execute(text(_WORKER.format(silent)))
    if refused:
        with pytest.raises(Unfit, match="1 workers are at work on it: stop every `vidhuk run`"):
            _move(first, second)
    else:
        assert _move(first, second)["users"].rows == ROWS


def test_who_starts_on_a_server_waits_for_the_move(address: Address) -> None:
    """A start migrates first, which takes the same lock."""
    first = address("postgresql", "a")
    with read_alone(first), pytest.raises(Unfit, match="another process migrates, moves"):
        _move(first, address("sqlite", "b"))


@pytest.mark.parametrize("kind", ENDS)
def test_a_source_of_an_older_schema_is_migrated_first(kind: str, address: Address) -> None:
    first = address(kind, "a")
    with snapshot(first) as connection:
        head = revision(connection)
    _stamp(first, "0001")
    with pytest.raises(Unfit, match="older than this program"):
        _move(first, address("sqlite", "b"))
    _stamp(first, str(head))  # other tests have the same server


def _stamp(url: str, number: str) -> None:
    stamp = text("UPDATE alembic_version SET version_num = :revision")
    with open_alone(url, writes=True) as engine, engine.begin() as connection:
        connection.execute(stamp, {"revision": number})


def test_a_source_that_is_not_there_is_not_made(address: Address, tmp_path: Path) -> None:
    first = f"sqlite+aiosqlite:///{tmp_path}/a/house.sqlite3"
    with pytest.raises(Unfit, match="there is no database"):
        _move(first, address("sqlite", "b"))
    assert not (tmp_path / "a").exists()


def test_a_place_that_is_not_there_is_made(address: Address, tmp_path: Path) -> None:
    first = address("sqlite", "a", full=True)
    second = tmp_path / "new" / "folder" / "house.sqlite3"
    assert _move(first, f"sqlite+aiosqlite:///{second}") == _tallies(first)
    assert second.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("kind", ENDS)
def test_a_job_is_left_for_the_first_start(kind: str, address: Address) -> None:
    url = address(kind, "a")
    with filled(url) as connection:
        leave_job(connection, Job("wake_waiting", 0, unique="wake_waiting"), MORNING)
    of_server = "SELECT task_name FROM procrastinate_jobs"
    one = "SELECT task FROM jobs" if kind == "sqlite" else of_server
    with open_alone(url, writes=False) as engine, engine.connect() as connection:
        assert connection.execute(text(one)).scalars().all() == ["wake_waiting"]
