"""A house that can be backed up and laid out anew: settings, a database, files and a key."""

import io
import shutil
import tarfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.engine import URL

from bot.domain.ids import FileId
from bot.wiring import carrying
from bot.wiring.carrying import Done
from bot.wiring.commands import CannotStart
from bot.wiring.settings import Settings
from storage import tables as t
from storage.copying import Tally, carried, plain, tallies
from storage.disk import make_folder
from storage.files import EncryptedFiles, stored_as
from storage.keys import new_key
from storage.places import filled, open_alone, snapshot
from storage.vault import FernetVault
from tests.contract.brimful import FIRST, ROWS, fill

KEY = new_key()
TOKEN = "4200000009:AAcarriedCanaryZq8vKt3xw9LmNp5Rd"


def quiet(*_: object) -> None: ...


@dataclass
class Place:
    """What the settings of one house name."""

    own: Settings

    @property
    def tallies(self) -> dict[str, Tally]:
        with snapshot(self.own.database_url) as connection:
            return tallies(connection, quiet)

    @property
    def files(self) -> dict[str, bytes]:
        """By their names in the folder; nothing else may be there."""
        folder = self.own.files_dir
        found = [one for one in folder.rglob("*") if one.is_file()]
        return {str(one.relative_to(folder)): one.read_bytes() for one in found}

    @property
    def waiting(self) -> list[str]:
        """The tasks of the jobs."""
        table = "jobs" if self.own.on_sqlite else "procrastinate_jobs"
        task = "task" if self.own.on_sqlite else "task_name"
        with (
            open_alone(self.own.database_url, writes=False) as engine,
            engine.connect() as connection,
        ):
            rows = connection.exec_driver_sql(f"SELECT {task} FROM {table}")
            return [str(one) for one in rows.scalars()]

    def fill(self, migrated: Path | None = None) -> None:
        """Rows in every table, bytes for all files but one, and the canary of the key."""
        if migrated is not None:  # faster than by all revisions
            make_folder(self.own.database_file.parent)
            shutil.copy(migrated, self.own.database_file)
        vault = FernetVault(self.own.keys)
        with filled(self.own.database_url) as connection:
            fill(connection)
            connection.execute(t.canary.delete())
            sealed = vault.seal("canary:sealed:1", "this database opens with this key")
            connection.execute(insert(plain(t.canary)), [{"id": 1, "sealed": sealed}])
        files = EncryptedFiles(self.own.files_dir, vault)
        make_folder(self.own.files_dir)
        for number in range(1, ROWS):
            files._keep(FileId(FIRST + number), f"резюме {number}".encode() * 1000)

    def empty(self) -> bool:
        """Whether nothing of an archive is there."""
        if self.own.on_sqlite and not self.own.database_file.exists():
            return self.files == {}
        with (
            open_alone(self.own.database_url, writes=False) as engine,
            engine.connect() as connection,
        ):
            rows = [connection.execute(select(text("1")).select_from(one)) for one in carried()]
            return not any(one.all() for one in rows) and self.files == {}

    def backup(self, path: Path) -> Done:
        return carrying.backup(self.own, path, quiet)

    def restore(self, path: Path) -> Done:
        return carrying.restore(self.own, path, quiet)


class Places:
    """Each new, with one key for all."""

    key = KEY

    def __init__(self, folder: Path, postgres: Callable[[], URL]) -> None:
        self._folder, self._postgres = folder, postgres

    def make(self, kind: str, name: str, **given: Any) -> Place:
        """Empty; on a server the one database that there is."""
        url = f"sqlite+aiosqlite:///{self._folder}/{name}/house.sqlite3"
        if kind == "postgresql":
            url = self._postgres().render_as_string(hide_password=False)
        usual: dict[str, Any] = {
            "bot_token": TOKEN,
            "database_url": url,
            "files_dir": self._folder / name / "files",
            "encryption_keys": self.key,
        }
        return Place(Settings(_env_file=None, **{**usual, **given}))


def a_file(number: int) -> str:
    """The path of one of the files that were filled in."""
    return stored_as(FileId(FIRST + number))


def members_of(path: Path) -> dict[str, bytes]:
    """What is in an archive."""
    with tarfile.open(path) as archive:
        return {one.name: archive.extractfile(one).read() for one in archive}  # type: ignore[union-attr]


def rewrite(path: Path, members: dict[str, bytes]) -> None:
    """Another archive of just these."""
    with tarfile.open(path, "w") as archive:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))


def refused(place: Place, path: Path) -> str:
    """Why it is not restored; the place stays empty."""
    with pytest.raises(CannotStart) as error:
        place.restore(path)
    assert place.empty()
    return str(error.value)
