"""A backup holds everything but the keys, as of one moment, and all of it comes back."""

import json
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.wiring import carrying
from bot.wiring.commands import CannotStart
from storage.jobs.lockfile import LockFile
from storage.keys import new_key, rewrite
from storage.manifest import DATABASE, MANIFEST
from storage.vault import fingerprint
from tests.contract.brimful import ROWS
from tests.contract.carried import Place, Places, a_file, members_of

ENDS = ("sqlite", "postgresql")


@pytest.mark.parametrize("source", ENDS)
@pytest.mark.parametrize("target", ENDS)
def test_all_comes_back_in_an_empty_place(
    source: str, target: str, places: Places, migrated: Path, tmp_path: Path
) -> None:
    old, path = places.make(source, "old"), tmp_path / "vidhuk.tar"
    old.fill(migrated if source == "sqlite" else None)
    before, files = old.tallies, old.files
    assert old.backup(path).tables == before
    new = places.make(target, "new")
    assert new.restore(path).tables == before == new.tallies
    assert new.files == files
    assert len(files) == ROWS - 1
    assert new.waiting == ["wake_waiting"]


def test_an_archive_is_for_its_owner_and_holds_no_key(archive: Path, places: Places) -> None:
    assert archive.stat().st_mode & 0o777 == 0o600
    members = members_of(archive)
    assert next(iter(members)) == DATABASE
    assert list(members)[-1] == MANIFEST
    assert {name.partition("/")[0] for name in members} == {DATABASE, MANIFEST, "files"}
    assert places.key.encode() not in b"".join(members.values())
    assert json.loads(members[MANIFEST])["keys"] == [fingerprint(places.key)]


def test_a_key_that_comes_while_a_backup_is_made_is_named_in_it(old: Place, tmp_path: Path) -> None:
    own = old.own.model_copy(update={"encryption_keys": SecretStr("")})
    rewrite(own.key_file, old.own.keys)
    added = new_key()

    def told(what: str, done: int, _total: int) -> None:
        if (what, done) == ("files on disk", 1):
            rewrite(own.key_file, [added, *old.own.keys])

    path = tmp_path / "vidhuk.tar"
    carrying.backup(own, path, told)
    named = json.loads(members_of(path)[MANIFEST])["keys"]
    assert named == [*map(fingerprint, old.own.keys), fingerprint(added)]


def test_a_backup_is_made_while_the_bot_writes(old: Place, tmp_path: Path) -> None:
    with (
        LockFile.beside(old.own.database_file),
        closing(sqlite3.connect(old.own.database_file, isolation_level=None)) as bot,
    ):
        bot.execute("PRAGMA journal_mode=WAL")
        bot.execute("UPDATE workspaces SET name = 'Ромашка'")  # is in the journal of pages alone
        bot.execute("BEGIN IMMEDIATE")
        bot.execute("UPDATE workspaces SET name = 'не збережено'")
        old.backup(tmp_path / "vidhuk.tar")
        bot.execute("ROLLBACK")
    (tmp_path / "one.sqlite3").write_bytes(members_of(tmp_path / "vidhuk.tar")[DATABASE])
    with closing(sqlite3.connect(tmp_path / "one.sqlite3")) as copied:
        names = copied.execute("SELECT DISTINCT name FROM workspaces").fetchall()
    assert names == [("Ромашка",)]


def test_a_file_that_was_erased_meanwhile_is_passed_over(
    old: Place, places: Places, tmp_path: Path
) -> None:
    (old.own.files_dir / a_file(1)).unlink()
    said = dict(old.backup(tmp_path / "vidhuk.tar").facts)
    assert (said["files"], said["files not there"]) == (str(ROWS - 2), "2")
    new = places.make("sqlite", "new")
    new.restore(tmp_path / "vidhuk.tar")
    assert set(new.files) == {a_file(number) for number in range(2, ROWS)}


def test_nothing_is_overwritten_by_a_backup(old: Place, archive: Path) -> None:
    before = archive.read_bytes()
    with pytest.raises(CannotStart, match="is there already; nothing was overwritten"):
        old.backup(archive)
    assert archive.read_bytes() == before


def test_a_backup_of_nothing_makes_nothing(places: Places, tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="there is no database"):
        places.make("sqlite", "old").backup(tmp_path / "vidhuk.tar")
    assert list(tmp_path.iterdir()) == []


def test_a_backup_with_the_wrong_key_is_not_made(
    old: Place, places: Places, tmp_path: Path
) -> None:
    stranger = places.make("sqlite", "old", encryption_keys=new_key())
    with pytest.raises(CannotStart, match="no encryption key opens this database"):
        stranger.backup(tmp_path / "vidhuk.tar")
    assert not list(tmp_path.glob("vidhuk.tar*"))


def test_a_disk_that_is_full_leaves_no_archive(
    old: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite's own word, of an archive that may have two pages."""

    class Full(sqlite3.Connection):
        def execute(self, statement: str, *given: Any) -> sqlite3.Cursor:
            if statement.startswith("VACUUM"):
                error = sqlite3.OperationalError("database or disk is full")
                error.sqlite_errorcode = sqlite3.SQLITE_FULL
                raise error
            return super().execute(statement, *given)

    path = tmp_path / "vidhuk.tar"
    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Full))
    with pytest.raises(CannotStart) as raised:
        old.backup(path)
    assert str(raised.value) == f"backup: {path}: database or disk is full"
    assert not list(tmp_path.glob("vidhuk.tar*"))


def test_a_damaged_database_is_no_backup(old: Place, tmp_path: Path) -> None:
    file = old.own.database_file
    content = bytearray(file.read_bytes())
    middle = len(content) // 8192 * 4096
    content[middle:] = b"\xff" * (len(content) - middle)
    file.write_bytes(bytes(content))
    with pytest.raises(CannotStart) as raised:
        old.backup(tmp_path / "vidhuk.tar")
    assert "malformed" in str(raised.value)
    assert "\n" not in str(raised.value)
    assert not list(tmp_path.glob("vidhuk.tar*"))


def test_what_breaks_a_backup_leaves_no_archive(old: Place, tmp_path: Path) -> None:
    one = old.own.files_dir / a_file(2)
    one.unlink()
    one.mkdir()  # reading it fails
    with pytest.raises(CannotStart, match="is a directory"):
        old.backup(tmp_path / "vidhuk.tar")
    assert not list(tmp_path.glob("vidhuk.tar*"))
