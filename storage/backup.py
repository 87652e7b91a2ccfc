"""One archive of everything but the keys and the journal of erasures, made while the bot runs."""

import fcntl
import hashlib
import io
import os
import sqlite3
import tarfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, delete, select

from bot.domain.application import FileState
from bot.domain.ids import FileId
from bot.ports import Vault
from storage import tables as t
from storage.copying import Told, copy, tallies
from storage.disk import sync_folder
from storage.files import stored_as
from storage.manifest import DATABASE, FILES, MANIFEST, Manifest
from storage.migrate import make_file, revision
from storage.places import Unfit, file_of, filled, open_alone, snapshot

_CHUNK = 1 << 20
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class AlreadyThere(Exception):
    """There is such a file, or one is being written; nothing was overwritten."""


@dataclass(frozen=True, slots=True)
class Written:
    """What an archive has."""

    manifest: Manifest
    files: int
    missing: int
    """Files that were kept at that moment, and are no more: erased since."""
    size: int


@dataclass(frozen=True, slots=True)
class Backup:
    """From a database, whoever works on it, and a folder of files.

    `keys`: the fingerprints as they are at that moment; a rotation may begin meanwhile.
    """

    url: str
    files_dir: Path
    vault: Vault
    keys: Callable[[], Sequence[str]]

    def __call__(self, path: Path, now: datetime, told: Told) -> Written:
        """Write `path`: whole, or not at all. Raises: AlreadyThere, Unfit, SchemaTooNew, OSError.

        A killed one leaves `<path>.partial` and `<path>.database`; the next takes them away.
        """
        with _alone(path) as out:
            database = path.with_name(f"{path.name}.database")
            try:
                manifest = self._database(database, now, told)
                written = self._archive(out, database, manifest, told)
            finally:
                _drop(database)
            if path.exists():
                raise AlreadyThere(f"{path} is there by now")
            _partial(path).rename(path)
        sync_folder(path.absolute().parent)
        return written

    def _database(self, into: Path, now: datetime, told: Told) -> Manifest:
        """The database as it is now, as a SQLite file whatever it is itself."""
        _drop(into)
        keys = tuple(self.keys())
        source = file_of(self.url)
        if source is None:
            with snapshot(self.url) as reading, filled(f"sqlite:///{into}") as writing:
                found = copy(reading, writing, told)
                schema = revision(reading)
        else:
            with snapshot(self.url):  # is it there, and of this program's schema?
                _vacuumed(source, into)
            with open_alone(f"sqlite:///{into}", writes=True) as engine, engine.begin() as copied:
                copied.execute(delete(t.jobs))
                found, schema = tallies(copied, told), revision(copied)
        return Manifest(now.isoformat(), str(schema), found, {}, keys)

    def _archive(self, out: IO[bytes], database: Path, manifest: Manifest, told: Told) -> Written:
        members, missing = {}, 0
        with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
            with database.open("rb") as file:
                members[DATABASE] = _add(archive, DATABASE, file)
            wanted = _files(database)
            for done, file_id in enumerate(wanted, 1):
                name = f"{FILES}{stored_as(file_id)}"
                try:
                    with (self.files_dir / stored_as(file_id)).open("rb") as file:
                        members[name] = _add(archive, name, file)
                except FileNotFoundError:  # erased meanwhile
                    missing += 1
                told("files on disk", done, len(wanted))
            keys = tuple(dict.fromkeys((*manifest.keys, *self.keys())))
            whole = replace(manifest, members=members, keys=keys).sealed(self.vault)
            _add(archive, MANIFEST, io.BytesIO(whole.text()))
        out.flush()
        os.fsync(out.fileno())
        return Written(whole, len(members) - 1, missing, out.tell())


def _vacuumed(source: Path, into: Path) -> None:
    """As of one moment, in one reading transaction: who writes meanwhile is not held up."""
    make_file(into)  # private before there is anything in it; SQLite takes an empty one
    with closing(sqlite3.connect(source, isolation_level=None)) as connection:
        connection.execute("PRAGMA busy_timeout=30000")
        try:
            connection.execute("VACUUM INTO ?", (str(into),))
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF not in _DAMAGED:
                raise
            raise Unfit(f"{source} is damaged ({error}): restore an older backup") from None


def _files(database: Path) -> list[FileId]:
    """Those that the database has kept."""
    with open_alone(f"sqlite:///{database}", writes=False) as engine, engine.connect() as reading:
        return _kept(reading)


def _kept(connection: Connection) -> list[FileId]:
    f = t.files.c
    kept = select(f.id).where(f.state == FileState.KEPT).order_by(f.id)
    return [FileId(one) for one in connection.scalars(kept)]


def _add(archive: tarfile.TarFile, name: str, file: IO[bytes]) -> str:
    """Its sha256. Files are written whole and never changed, so the size stays what it is."""
    member = tarfile.TarInfo(name)
    member.size, member.mode = file.seek(0, os.SEEK_END), 0o600
    file.seek(0)
    reading = _Hashing(file)
    archive.addfile(member, reading)
    return reading.digest.hexdigest()


class _Hashing:
    """What is read goes through the hash."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self.digest = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        content = self._file.read(size)
        self.digest.update(content)
        return content


def _partial(path: Path) -> Path:
    return path.with_name(f"{path.name}.partial")


@contextmanager
def _alone(path: Path) -> Iterator[IO[bytes]]:
    """The unfinished archive, nobody else's; gone in the end unless it was renamed."""
    if path.exists():
        raise AlreadyThere(f"{path} is there already; nothing was overwritten")
    partial = _partial(path)
    descriptor = os.open(partial, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyThere(f"another process is writing {partial}") from None
        if not partial.exists() or not os.path.samestat(os.fstat(descriptor), partial.stat()):
            raise AlreadyThere(f"another process has just written {path}")
        out.truncate(0)
        try:
            yield out
        finally:
            partial.unlink(missing_ok=True)


def _drop(database: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal", ".lock"):
        Path(f"{database}{end}").unlink(missing_ok=True)
