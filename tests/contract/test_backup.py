"""A backup is whole or not there; a restore fills an empty place, or leaves it empty."""

import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tarfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import create_engine
from sqlalchemy.engine import URL

from bot.wiring.commands import CannotStart
from storage import migrate, restoring
from storage.jobs.lockfile import LockFile
from storage.keys import new_key
from storage.manifest import DATABASE, MANIFEST
from storage.vault import fingerprint
from tests.contract.brimful import ROWS
from tests.contract.carried import Place, Places, a_file

ENDS = ("sqlite", "postgresql")


@pytest.fixture
def places(tmp_path: Path, empty_postgres: Callable[[], URL]) -> Places:
    return Places(tmp_path, empty_postgres)


@pytest.fixture
def old(places: Places) -> Place:
    """A house with rows in every table, and files."""
    made = places.make("sqlite", "old")
    made.fill()
    return made


@pytest.fixture
def archive(old: Place, tmp_path: Path) -> Path:
    """A backup of it."""
    path = tmp_path / "vidhuk.tar"
    old.backup(path)
    return path


def _members(path: Path) -> dict[str, bytes]:
    with tarfile.open(path) as archive:
        return {one.name: archive.extractfile(one).read() for one in archive}  # type: ignore[union-attr]


def _rewritten(path: Path, members: dict[str, bytes]) -> None:
    with tarfile.open(path, "w") as archive:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))


def _refused(place: Place, path: Path) -> str:
    """Why it is not restored; the place stays empty."""
    with pytest.raises(CannotStart) as refused:
        place.restore(path)
    assert place.empty()
    return str(refused.value)


# -- the archive ------------------------------------------------------------------------------


@pytest.mark.parametrize("source", ENDS)
@pytest.mark.parametrize("target", ENDS)
def test_all_comes_back_in_an_empty_place(
    source: str, target: str, places: Places, tmp_path: Path
) -> None:
    old, path = places.make(source, "old"), tmp_path / "vidhuk.tar"
    old.fill()
    before, files = old.tallies, old.files
    assert old.backup(path).tables == before
    new = places.make(target, "new")
    assert new.restore(path).tables == before == new.tallies
    assert new.files == files
    assert len(files) == ROWS - 1
    assert new.waiting == ["wake_waiting"]


def test_an_archive_is_for_its_owner_and_holds_no_key(archive: Path, places: Places) -> None:
    assert archive.stat().st_mode & 0o777 == 0o600
    members = _members(archive)
    assert list(members)[0] == DATABASE
    assert list(members)[-1] == MANIFEST
    assert {name.partition("/")[0] for name in members} == {DATABASE, MANIFEST, "files"}
    assert places.key.encode() not in b"".join(members.values())
    assert json.loads(members[MANIFEST])["keys"] == [fingerprint(places.key)]


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
    (tmp_path / "one.sqlite3").write_bytes(_members(tmp_path / "vidhuk.tar")[DATABASE])
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


def test_a_backup_with_the_wrong_key_is_not_made(old: Place, tmp_path: Path) -> None:
    other = old.own.model_copy(update={"encryption_keys": Places(tmp_path, URL.create).key})
    with pytest.raises(CannotStart, match="no encryption key opens this database"):
        Place(Places(tmp_path, _none).make("sqlite", "old").own).backup(tmp_path / "vidhuk.tar")
    assert other is not None
    assert not list(tmp_path.glob("vidhuk.tar*"))


def _none() -> URL:
    raise AssertionError


def test_what_breaks_a_backup_leaves_no_archive(old: Place, tmp_path: Path) -> None:
    one = old.own.files_dir / a_file(2)
    one.unlink()
    one.mkdir()  # reading it fails
    with pytest.raises(CannotStart, match="is a directory"):
        old.backup(tmp_path / "vidhuk.tar")
    assert not list(tmp_path.glob("vidhuk.tar*"))


_KILLED = """
import os, signal, sys
from pathlib import Path
from bot.wiring import carrying
from bot.wiring.settings import Settings

def told(what, done, total):
    if what == sys.argv[1]:
        os.kill(os.getpid(), signal.SIGKILL)

own = Settings(_env_file=None)
{call}
"""


def _killed(place: Place, call: str, at: str, **given: str) -> None:
    own = place.own
    environment = {
        **os.environ,
        "BOT_TOKEN": own.bot_token.get_secret_value(),
        "DATABASE_URL": own.database_url,
        "FILES_DIR": str(own.files_dir),
        "ENCRYPTION_KEYS": own.encryption_keys.get_secret_value(),
    }
    words = [sys.executable, "-c", _KILLED.format(call=call), at]
    ended = subprocess.run(words, env=environment, check=False, capture_output=True)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()


@pytest.mark.parametrize("at", ["users", "files on disk"])
def test_a_killed_backup_leaves_no_archive_and_the_next_one_is_whole(
    at: str, old: Place, places: Places, tmp_path: Path
) -> None:
    path = tmp_path / "vidhuk.tar"
    _killed(old, f"carrying.backup(own, Path({str(path)!r}), told)", at)
    assert not path.exists()
    assert _is_no_backup(places, path.with_name("vidhuk.tar.partial"))
    old.backup(path)
    new = places.make("sqlite", "new")
    new.restore(path)
    assert new.tallies == old.tallies
    assert sorted(one.name for one in tmp_path.glob("vidhuk.tar*")) == ["vidhuk.tar"]


def _is_no_backup(places: Places, path: Path) -> bool:
    return "cut short" in _refused(places.make("sqlite", "none"), path)


@pytest.mark.parametrize("at", ["archive", "files", "users"])
def test_a_killed_restore_is_done_again_by_the_next(
    at: str, old: Place, archive: Path, places: Places
) -> None:
    new = places.make("sqlite", "new")
    _killed(new, f"carrying.restore(own, Path({str(archive)!r}), told)", at)
    assert not new.own.database_file.exists()
    new.restore(archive)
    assert (new.tallies, new.files) == (old.tallies, old.files)
    assert not list(new.own.database_file.parent.glob(".vidhuk*"))


@pytest.mark.parametrize("kind", ENDS)
def test_a_killed_move_leaves_both_as_they_were_and_is_done_again(
    kind: str, old: Place, places: Places
) -> None:
    before, new = old.tallies, places.make(kind, "new")
    to = new.own.database_url
    _killed(old, f"carrying.move(own, {to!r}, told)", "vacancies")
    assert old.tallies == before
    assert new.empty()
    from bot.wiring import carrying

    carrying.move(old.own, to, lambda *_: None)
    assert new.tallies == before
