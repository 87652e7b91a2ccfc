"""A database that was restored from before an erasure, on what really keeps it."""

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.application import Application, FileState, StoredFile
from bot.domain.erasure import Erasure, Key, KeyKind, Step, Why
from bot.domain.errors import NotThere
from bot.domain.ids import ErasureId, FileId, new_id
from bot.domain.paces import Paces
from bot.usecases.erase_person import ErasePerson, erase_job
from bot.usecases.replay_erasures import ReplayErasures
from bot.wiring.parts import Parts
from storage.disk import make_folder
from storage.engine import open_engine
from storage.files import EncryptedFiles
from storage.journal import ErasureJournal
from storage.keys import new_key
from storage.scour import ScourDatabase
from storage.vault import FernetVault
from tests.contract.rows import Team, make_application, make_file
from tests.contract.stores import BOT, Store
from tests.fakes import MORNING, FakeClock

KEYS = [Key(KeyKind.PHONE, "1:aa"), Key(KeyKind.FILE, "1:bb")]


def _parts(store: Store, folder: Path) -> Parts:
    vault = FernetVault([new_key()])
    files = EncryptedFiles(folder / "files", vault)
    files.prove()

    async def nothing() -> None: ...

    return Parts(
        uow=store.uow,
        files=files,
        journal=ErasureJournal(folder / "erasures"),
        scour=nothing,
        vault=vault,
        clock=FakeClock(),
        paces=Paces(),
        bot_id=BOT,
    )


async def _put(store: Store, team: Team, one: Application, *files: StoredFile) -> None:
    async with store.uow(team.tenant) as tx:
        await tx.applications.add_new([(one, files)])
        await tx.commit()


async def test_rows_and_bytes_of_before_go_again(store: Store, team: Team, tmp_path: Path) -> None:
    """The rows are put back as a backup would: with their ids, and without what came since."""
    parts = _parts(store, tmp_path)
    files: EncryptedFiles = parts.ports["files"]
    one = make_application(team, "1", name="Канарейко Олена", phones=("+380507135591",))
    other = make_application(team, "2", name="Інша")
    resume = replace(make_file(one), state=FileState.KEPT)
    await _put(store, team, other)
    erasure = Erasure(ErasureId(new_id()), team.workspace.id, Why.ASKED, (one.id,), MORNING)
    await _put(store, team, one, resume)
    async with store.uow(team.tenant) as tx:
        await tx.erasing.add(erasure)
        await tx.commit()
    await parts.make(ErasePerson)(erase_job(erasure))
    assert await parts.make(ReplayErasures)() == 0
    await store.forget_erasures()
    await _put(store, team, one, resume)
    await files.keep(resume.id, b"%PDF")
    assert await parts.make(ReplayErasures)() == 1
    assert await files.all() == []
    async with store.uow(team.tenant) as tx:
        with pytest.raises(NotThere):
            await tx.applications.get(one.id)
        assert (await tx.applications.get(other.id)).name == "Інша"
    async with store.uow.system() as system:
        (again,) = await system.owed_erasures()
    assert (again.why, again.step) == (Why.REPLAY, Step.WIPED)


async def test_the_journal_is_only_ever_appended_to(tmp_path: Path) -> None:
    journal = ErasureJournal(tmp_path / "data" / "erasures")
    assert set(await journal.all()) == set()
    journal.prove()
    await journal.note(KEYS[:1])
    before = (tmp_path / "data" / "erasures").read_bytes()
    await journal.note(KEYS)
    after = (tmp_path / "data" / "erasures").read_bytes()
    assert after.startswith(before)
    assert set(await journal.all()) == set(KEYS)
    assert os.stat(tmp_path / "data" / "erasures").st_mode & 0o777 == 0o600


async def test_a_line_that_was_half_written_hides_no_other(tmp_path: Path) -> None:
    path = tmp_path / "erasures"
    path.write_text("phone 1:aa\nfil", encoding="ascii")
    journal = ErasureJournal(path)
    await journal.note(KEYS[1:])
    assert set(await journal.all()) == set(KEYS)


async def test_files_are_told_by_their_ids(tmp_path: Path) -> None:
    files = EncryptedFiles(tmp_path / "files", FernetVault([new_key()]))
    make_folder(tmp_path / "files")
    wanted = {FileId(new_id()) for _ in range(5)}
    for one in wanted:
        await files.keep(one, b"x")
    (tmp_path / "files" / "aa").mkdir(exist_ok=True)
    (tmp_path / "files" / "aa" / "half.written").write_bytes(b"x")
    assert set(await files.all()) == wanted


async def test_what_was_deleted_can_be_read_out_of_no_file(migrated: Path, tmp_path: Path) -> None:
    path = tmp_path / "house.sqlite3"
    path.write_bytes(migrated.read_bytes())
    copy = tmp_path / "house.sqlite3.before-0021"
    copy.write_bytes(b"an older copy")
    engine = open_engine(f"sqlite+aiosqlite:///{path}")
    secret = "Канарейко Олена"
    async with engine.begin() as connection:
        await connection.exec_driver_sql(
            "INSERT INTO users (id, language, name) VALUES (1, 'uk', ?)", (secret,)
        )
    async with engine.begin() as connection:
        await connection.exec_driver_sql("DELETE FROM users")
    await ScourDatabase(engine, path)()
    found = [one.name for one in tmp_path.iterdir() if secret.encode() in one.read_bytes()]
    await engine.dispose()
    assert found == []
    assert not copy.exists()
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
