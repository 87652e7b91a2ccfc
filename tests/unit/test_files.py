"""Files on disk: sealed, whole, named by id."""

import asyncio
import stat
from pathlib import Path

import pytest

from bot.domain.ids import FileId, new_id, to_base36
from bot.ports import Files, VaultBroken
from storage.files import RESTORING, EncryptedFiles
from storage.keys import new_key
from storage.vault import FernetVault

RESUME = "резюме.pdf — вимога".encode() * 1000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "files"


@pytest.fixture
def files(folder: Path) -> Files:
    return EncryptedFiles(folder, FernetVault([new_key()]))


def _all(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


async def test_what_was_kept_is_read_and_can_be_erased(files: Files) -> None:
    file_id = FileId(new_id())
    await files.keep(file_id, RESUME)
    assert await files.read(file_id) == RESUME
    await files.erase(file_id)
    await files.erase(file_id)
    with pytest.raises(FileNotFoundError):
        await files.read(file_id)


def test_what_a_restore_has_left_marks_no_folder_that_is_in_use(folder: Path) -> None:
    """Else the next restore would take the files of the archive out of it."""
    files = EncryptedFiles(folder, FernetVault([new_key()]))
    files.prove()
    (folder / RESTORING).touch()
    files.prove()
    assert not (folder / RESTORING).exists()


async def test_an_empty_file_is_a_file(files: Files) -> None:
    await files.keep(FileId(1), b"")
    assert await files.read(FileId(1)) == b""


async def test_on_disk_it_is_sealed_named_by_id_and_its_owner_s(files: Files, folder: Path) -> None:
    file_id = FileId(new_id())
    await files.keep(file_id, RESUME)
    (path,) = _all(folder)
    name = to_base36(file_id)
    assert path == folder / name[-2:] / name
    assert RESUME[:20] not in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


async def test_a_file_put_in_place_of_another_is_refused(files: Files, folder: Path) -> None:
    await files.keep(FileId(1), b"one")
    await files.keep(FileId(2), b"two")
    (folder / "1" / "1").replace(folder / "2" / "2")
    with pytest.raises(VaultBroken):
        await files.read(FileId(2))


async def test_keeping_again_replaces_the_whole_file(files: Files, folder: Path) -> None:
    await files.keep(FileId(1), RESUME)
    await files.keep(FileId(1), b"short")
    assert await files.read(FileId(1)) == b"short"
    assert len(_all(folder)) == 1


async def test_fetched_twice_at_once_it_is_still_one_whole_file(files: Files, folder: Path) -> None:
    contents = [bytes([number]) * 10_000 for number in range(8)]
    await asyncio.gather(*(files.keep(FileId(1), content) for content in contents))
    assert await files.read(FileId(1)) in contents
    assert len(_all(folder)) == 1


async def test_what_a_killed_process_left_half_written_is_erased_too(
    files: Files, folder: Path
) -> None:
    await files.keep(FileId(1), b"one")
    await files.keep(FileId(37), b"another")
    (folder / "1" / "1.0123456789abcdef").write_bytes(b"half")
    await files.erase(FileId(1))
    assert [path.name for path in _all(folder)] == ["11"]


async def test_a_file_that_is_erased_while_it_is_sealed_anew_does_not_come_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, file_id = EncryptedFiles(folder, FernetVault([new_key()])), FileId(new_id())
    await files.keep(file_id, RESUME)
    sealed = await files.sealed(file_id)
    assert sealed is not None
    erased, read = [False], Path.read_bytes

    def late(path: Path) -> bytes:
        """It was the very bytes when they were looked at, and went just then."""
        found = read(path)
        asyncio.run(files.erase(file_id))
        erased[0] = True
        return found

    monkeypatch.setattr(Path, "read_bytes", late)
    assert not await files.seal_anew(file_id, sealed)
    assert erased == [True]
    assert _all(folder) == []


async def test_bytes_that_changed_meanwhile_are_not_overwritten(folder: Path) -> None:
    files, file_id = EncryptedFiles(folder, FernetVault([new_key()])), FileId(new_id())
    await files.keep(file_id, RESUME)
    sealed = await files.sealed(file_id)
    assert sealed is not None
    await files.keep(file_id, b"newer")
    assert not await files.seal_anew(file_id, sealed)
    assert await files.read(file_id) == b"newer"
    assert len(_all(folder)) == 1
