"""What is no backup of ours, or no place for one, is refused before anything is written."""

import errno
import hashlib
import json
import re
import shutil
import sqlite3
import tarfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import create_engine

from bot.wiring.commands import CannotStart
from storage import migrate, restoring
from storage.copying import Tally
from storage.jobs.lockfile import LockFile
from storage.keys import new_key
from storage.manifest import DATABASE, MANIFEST, Manifest, read_manifest
from storage.vault import FernetVault, fingerprint
from tests.contract.carried import Place, Places, a_file, members_of, refused, rewrite

ENDS = ("sqlite", "postgresql")


def test_a_cut_archive_is_refused_wherever_it_was_cut(archive: Path, places: Places) -> None:
    whole, new = archive.read_bytes(), places.make("sqlite", "new")
    for size in (0, 100, 512, len(whole) // 3, len(whole) - 12_000, len(whole) * 9 // 10):
        archive.write_bytes(whole[:size])
        assert "it was cut short" in refused(new, archive)


def test_an_archive_that_was_cut_between_two_members_is_refused(
    archive: Path, places: Places
) -> None:
    members = members_of(archive)
    members.pop(MANIFEST)
    rewrite(archive, members)
    assert "no manifest: it was cut short" in refused(places.make("sqlite", "new"), archive)


@pytest.mark.parametrize("which", [DATABASE, f"files/{a_file(3)}"])
def test_a_byte_that_was_changed_is_found(which: str, archive: Path, places: Places) -> None:
    members = members_of(archive)
    content = bytearray(members[which])
    content[len(content) // 2] ^= 1
    rewrite(archive, {**members, which: bytes(content)})
    assert f"{which} is not as it was written" in refused(places.make("sqlite", "new"), archive)


def test_a_member_that_is_missing_or_added_is_found(archive: Path, places: Places) -> None:
    members, new = members_of(archive), places.make("sqlite", "new")
    name = f"files/{a_file(3)}"
    rewrite(archive, {one: members[one] for one in members if one != name})
    assert f"{name} is not as it was written" in refused(new, archive)
    rewrite(archive, {f"files/{a_file(99)}": b"x", **members})
    assert f"files/{a_file(99)} is not as it was written" in refused(new, archive)


def test_a_manifest_that_was_changed_with_the_content_is_found(
    archive: Path, places: Places
) -> None:
    """Only who has the key can write one."""
    members = members_of(archive)
    name = f"files/{a_file(3)}"
    said = json.loads(members[MANIFEST])
    said["members"][name] = hashlib.sha256(b"").hexdigest()
    members |= {name: b"", MANIFEST: json.dumps(said).encode()}
    rewrite(archive, members)
    assert "its manifest was changed" in refused(places.make("sqlite", "new"), archive)


@pytest.mark.parametrize(
    "name",
    ["../keys", "/etc/passwd", "files/../../keys", "files/ab/../../x", "files/zz/1", "keys", "."],
)
def test_a_name_that_leads_elsewhere_is_refused(name: str, archive: Path, places: Places) -> None:
    rewrite(archive, {name: b"x", **members_of(archive)})
    said = refused(places.make("sqlite", "new"), archive)
    assert f"{name!r} in it is nothing of vidhuk's; nothing was written" in said


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, b"S"])
def test_what_is_no_plain_file_is_refused(kind: bytes, archive: Path, places: Places) -> None:
    name = f"files/{a_file(3)}"
    with tarfile.open(archive, "w") as made:
        member = tarfile.TarInfo(name)
        member.type, member.linkname = kind, "/etc/passwd"
        made.addfile(member)
    assert "in it is no plain file" in refused(places.make("sqlite", "new"), archive)


@pytest.mark.parametrize("content", [b"[]", b"{", b"null", b'{"format": 1}', b"\xff"])
def test_a_manifest_that_is_none_is_refused(content: bytes, archive: Path, places: Places) -> None:
    rewrite(archive, {**members_of(archive), MANIFEST: content})
    assert "manifest can't be read" in refused(places.make("sqlite", "new"), archive)


def test_a_later_format_asks_for_a_later_program(archive: Path, places: Places) -> None:
    members = members_of(archive)
    said = {**json.loads(members[MANIFEST]), "format": 2}
    rewrite(archive, {**members, MANIFEST: json.dumps(said).encode()})
    said_of = refused(places.make("sqlite", "new"), archive)
    assert "it has format 2, and this program knows 1: update the program first" in said_of


@pytest.mark.parametrize("given", [{"encryption_keys": new_key()}, {"encryption_keys": ""}])
def test_which_key_is_needed_is_said(given: dict[str, str], archive: Path, places: Places) -> None:
    said = refused(places.make("sqlite", "new", **given), archive)
    assert f"the backup opens with key {fingerprint(places.key)} (a fingerprint" in said
    assert places.key not in said


def test_a_key_that_was_added_since_does_no_harm(archive: Path, old: Place, places: Places) -> None:
    new = places.make("sqlite", "new", encryption_keys=f"{new_key()},{places.key}")
    new.restore(archive)
    assert new.tallies == old.tallies


@pytest.mark.parametrize("kind", ENDS)
def test_a_place_that_has_a_database_is_left_as_it_is(
    kind: str, archive: Path, places: Places, migrated: Path
) -> None:
    new = places.make(kind, "new")
    new.fill(migrated if kind == "sqlite" else None)
    before = new.tallies, new.files
    with pytest.raises(CannotStart, match="it is not empty: there are rows in"):
        new.restore(archive)
    assert (new.tallies, new.files) == before


def test_a_folder_that_has_files_is_left_as_it_is(archive: Path, places: Places) -> None:
    new = places.make("sqlite", "new")
    own = new.own.files_dir / a_file(1)
    own.parent.mkdir(parents=True)
    own.write_bytes(b"other")
    with pytest.raises(CannotStart, match=r"FILES_DIR: .* is not empty"):
        new.restore(archive)
    assert new.files == {a_file(1): b"other"}
    assert not new.own.database_file.exists()


def test_a_place_where_a_bot_runs_is_left_as_it_is(archive: Path, places: Places) -> None:
    new = places.make("sqlite", "new")
    new.own.database_file.parent.mkdir()
    with LockFile.beside(new.own.database_file):
        assert "already works with this database" in refused(new, archive)


def test_a_schema_without_rows_counts_as_empty(
    archive: Path, old: Place, places: Places, migrated: Path
) -> None:
    new = places.make("sqlite", "new")
    new.own.database_file.parent.mkdir()
    shutil.copy(migrated, new.own.database_file)
    new.restore(archive)
    assert new.tallies == old.tallies


def test_a_disk_that_is_full_leaves_the_place_empty(
    archive: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    new = places.make("sqlite", "new")
    free = shutil._ntuple_diskusage(1, 1, 0)
    with monkeypatch.context() as patch:
        patch.setattr("shutil.disk_usage", lambda _: free)
        assert re.search("FILES_DIR: .* has room for 0 MB", refused(new, archive))
    monkeypatch.setattr(restoring, "tallies", full)
    assert "no space left on device" in refused(new, archive)


def test_an_older_schema_is_brought_up_to_date(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A backup of a former version: its rows stay, later columns have their defaults."""
    old, new = places.make("sqlite", "old"), places.make("sqlite", "new")
    file = old.own.database_file
    file.parent.mkdir()
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        command.upgrade(migrate.config(connection), "0001")
        connection.exec_driver_sql("INSERT INTO workspaces VALUES (1, 'Ромашка', 'Europe/Kyiv', 1)")
    engine.dispose()
    members = {DATABASE: file.read_bytes()}
    hashes = {DATABASE: hashlib.sha256(members[DATABASE]).hexdigest()}
    tables = {"workspaces": Tally(1, "of other columns")}
    made = Manifest("2026-11-28T09:00:00+00:00", "0001", tables, hashes, (fingerprint(places.key),))
    members[MANIFEST] = made.sealed(FernetVault([places.key])).text()
    rewrite(tmp_path / "vidhuk.tar", members)
    new.restore(tmp_path / "vidhuk.tar")
    assert new.tallies["workspaces"].rows == 1
    assert sorted(one.name for one in new.own.database_file.parent.iterdir()) == [
        "files",
        "house.sqlite3",
        "house.sqlite3.lock",
    ]


def test_a_newer_schema_asks_for_a_newer_program(
    archive: Path, places: Places, tmp_path: Path
) -> None:
    members = members_of(archive)
    file = tmp_path / "newer.sqlite3"
    file.write_bytes(members[DATABASE])
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    members[DATABASE] = file.read_bytes()
    said = read_manifest(members[MANIFEST])
    hashes = {**said.members, DATABASE: hashlib.sha256(members[DATABASE]).hexdigest()}
    made = replace(said, members=hashes).sealed(FernetVault([places.key]))
    rewrite(archive, {**members, MANIFEST: made.text()})
    assert "the schema is 9999" in refused(places.make("sqlite", "new"), archive)
