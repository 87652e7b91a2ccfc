"""A backup into an empty place: all of it is looked through before anything is written."""

import hashlib
import os
import re
import shutil
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from bot.domain.jobs import Job
from bot.ports import Vault
from storage.canary import try_opened
from storage.copying import Tally, Told, copy, tallies
from storage.disk import make_folder, sync_folder
from storage.files import RESTORING, STAGED
from storage.jobs.first import leave_job
from storage.manifest import DATABASE, FILES, MANIFEST, Manifest, NoBackup, read_manifest
from storage.migrate import make_file, upgrade
from storage.places import file_of, filled, held, open_alone, require_empty

_CHUNK = 1 << 20
_MANIFEST_MOST = 1 << 28
"""Bytes: a line for each of some million files."""
_FILE = re.compile(rf"{FILES}([0-9a-z]{{1,2}})/([0-9a-z]{{1,13}})")


def examined(path: Path, told: Told) -> Manifest:
    """Read the whole archive once; nothing of it is written anywhere. Raises: NoBackup, OSError."""
    found: dict[str, str] = {}
    text: bytes | None = None
    size = path.stat().st_size
    with _opened(path) as archive:
        for member in archive:
            name = _fitting(member)
            if name in found or text is not None:
                raise NoBackup(f"{name} stands where nothing of it can stand")
            if name == MANIFEST:
                text = _content(archive, member).read()
            else:
                found[name] = _written(_content(archive, member), None)
            told("archive", member.offset_data + member.size, size)
    if text is None:
        raise NoBackup("it has no manifest: it was cut short, or is no backup of vidhuk")
    manifest = read_manifest(text)
    _compare(found, manifest.members)
    return manifest


def _compare(found: Mapping[str, str], said: Mapping[str, str]) -> None:
    if DATABASE not in said:
        raise NoBackup("there is no database in it")
    wrong = sorted({name for name, _ in found.items() ^ said.items()})
    if wrong:
        raise NoBackup(f"{wrong[0]} is not as it was written")


class NoRoom(Exception):
    """The folder of files can't take them: in words for the operator."""


@dataclass(frozen=True, slots=True)
class Restore:
    """Into a database and a folder of files. `job`: left for the first start."""

    url: str
    files_dir: Path
    vault: Vault
    job: Job

    def __call__(
        self, path: Path, manifest: Manifest, now: datetime, told: Told
    ) -> Mapping[str, Tally]:
        """All of it, or the place is as empty as before; of an archive that was `examined`.

        Raises: NoBackup, NoRoom, Unfit, AlreadyRunning, SchemaTooNew, WrongKey, OSError.
        """
        file = file_of(self.url)
        with ExitStack() as stack:
            if file is None:
                require_empty(self.url)
            else:
                stack.enter_context(held(file))
            folder = self.files_dir if file is None else file.parent
            _require_room(path, self.files_dir)
            staged = folder / STAGED
            stack.enter_context(_laid_out(self.files_dir, manifest, staged))
            self._extract(path, manifest, staged, told)
            found = self._made_fit(staged, manifest, told)
            if file is None:
                self._carry(staged, now, told)
            else:
                self._put(staged, file, now)
        return found

    def _extract(self, path: Path, manifest: Manifest, staged: Path, told: Told) -> None:
        done = 0
        with _opened(path) as archive:
            for member in archive:
                name = _fitting(member)
                if name == MANIFEST:
                    continue
                into = staged if name == DATABASE else self.files_dir / name.removeprefix(FILES)
                make_folder(into.parent)
                make_file(into)
                with into.open("wb") as out:
                    written = _written(_content(archive, member), out)
                if written != manifest.members.get(name):
                    raise NoBackup(f"{name} was changed while it was read")
                done += 1
                told("files", done, len(manifest.members))
        os.sync()

    def _made_fit(self, staged: Path, manifest: Manifest, told: Told) -> Mapping[str, Tally]:
        """Of this program's schema; what is in it is what was backed up."""
        url = f"sqlite:///{staged}"
        before = upgrade(url)
        if before is not None:
            before.unlink()
        with open_alone(url, writes=False) as engine, engine.connect() as connection:
            try_opened(connection, self.vault)
            found = tallies(connection, told)
        if before is None and found != manifest.tables:
            raise NoBackup("the rows in it are not those that were backed up")
        return found

    def _carry(self, staged: Path, now: datetime, told: Told) -> None:
        with ExitStack() as stack:
            engine = stack.enter_context(open_alone(f"sqlite:///{staged}", writes=False))
            reading = stack.enter_context(engine.connect())
            writing = stack.enter_context(filled(self.url))
            copy(reading, writing, told)
            leave_job(writing, self.job, now)

    def _put(self, staged: Path, file: Path, now: datetime) -> None:
        with open_alone(f"sqlite:///{staged}", writes=True) as engine, engine.begin() as writing:
            leave_job(writing, self.job, now)
        with staged.open("rb") as whole:
            os.fsync(whole.fileno())
        staged.rename(file)
        sync_folder(file.parent)


def _require_room(path: Path, folder: Path) -> None:
    there = next(one for one in (folder, *folder.absolute().parents) if one.exists())
    needed, free = path.stat().st_size, shutil.disk_usage(there).free
    if free < needed:
        raise NoRoom(
            f"FILES_DIR: {there} has room for {free >> 20} MB, and {needed >> 20} MB are to come"
        )


@contextmanager
def _laid_out(folder: Path, manifest: Manifest, staged: Path) -> Iterator[None]:
    """An empty folder of files, marked while it is being filled; emptied again if that fails."""
    ours = [folder / name.removeprefix(FILES) for name in manifest.members if name != DATABASE]
    mark = folder / RESTORING
    if mark.exists():
        _clear(ours)
    left = next((one for one in folder.glob("??/*") if one.is_file()), None)
    if left is not None:
        raise NoRoom(f"FILES_DIR: {folder} is not empty: there is {left}; nothing was overwritten")
    make_folder(folder)
    make_file(mark)
    try:
        _drop(staged)
        yield
    except BaseException:
        _clear(ours)
        raise
    finally:
        _drop(staged)
        mark.unlink(missing_ok=True)
        sync_folder(folder)


def _drop(staged: Path) -> None:
    """With what SQLite had beside it, which it would take for that of the next such file."""
    for one in staged.parent.glob(f"{staged.name}*"):
        one.unlink(missing_ok=True)


def _clear(files: list[Path]) -> None:
    for one in files:
        one.unlink(missing_ok=True)
    for shard in {one.parent for one in files}:
        if shard.is_dir() and not any(shard.iterdir()):
            shard.rmdir()


@contextmanager
def _opened(path: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(path, "r:") as archive:
            yield archive
    except (tarfile.TarError, EOFError, ValueError, OverflowError) as error:
        raise NoBackup("it was cut short, or is no backup of vidhuk") from error


def _fitting(member: tarfile.TarInfo) -> str:
    """The name of a member that a backup may have: nothing leads out of the place by it."""
    name = member.name
    if member.type not in (tarfile.REGTYPE, tarfile.AREGTYPE) or member.sparse is not None:
        raise NoBackup(f"{name!r} in it is no plain file")
    match = _FILE.fullmatch(name)
    own = match is not None and match[1] == match[2][-2:]
    if not own and name not in (DATABASE, MANIFEST):
        raise NoBackup(f"{name!r} in it is nothing of vidhuk's")
    if name == MANIFEST and member.size > _MANIFEST_MOST:
        raise NoBackup("its manifest is too long")
    return name


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    content = archive.extractfile(member)
    if content is None:
        raise NoBackup(f"{member.name!r} in it is no plain file")
    return content


def _written(content: IO[bytes], out: IO[bytes] | None) -> str:
    digest = hashlib.sha256()
    while part := content.read(_CHUNK):
        digest.update(part)
        if out is not None:
            out.write(part)
    return digest.hexdigest()
