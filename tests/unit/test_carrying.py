"""`vidhuk backup`, `restore` and `move` as an operator meets them: what is said and refused."""

import json
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from bot import cli
from storage.copying import carried
from storage.jobs.lockfile import LockFile
from storage.migrate import upgrade

TOKEN = "4200000009:AAcarryingCanaryZq8vKt3xw9LmNp5R"
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of the present schema."""
    path = tmp_path_factory.mktemp("fresh") / "house.sqlite3"
    upgrade(f"sqlite:///{path}")
    return path


class Operator:
    """Types commands in a folder; each answers with its code and what it printed."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, said: pytest.CaptureFixture[str]
    ) -> None:
        self.folder, self._monkeypatch, self._said = folder, monkeypatch, said
        monkeypatch.chdir(folder)
        monkeypatch.setenv("BOT_TOKEN", TOKEN)
        monkeypatch.setenv("LOG_LEVEL", "ERROR")
        monkeypatch.delenv("ENCRYPTION_KEYS", raising=False)
        self.live_in("old")

    def live_in(self, name: str) -> Path:
        """From now on the settings name this house; its database file."""
        file = self.folder / name / "house.sqlite3"
        self._monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{file}")
        self._monkeypatch.setenv("FILES_DIR", str(self.folder / name / "files"))
        return file

    def types(self, *words: str) -> tuple[int, str]:
        """`vidhuk <words>`: its code, and what it said."""
        self._monkeypatch.setattr("sys.argv", ["vidhuk", *words])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = self._said.readouterr()
        return int(ended.value.code or 0), said.out + said.err


@pytest.fixture
def operator(
    tmp_path: Path,
    fresh: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Operator:
    """With a house of one company, and a key in a file."""
    one = Operator(tmp_path, monkeypatch, capsys)
    file = one.live_in("old")
    file.parent.mkdir()
    file.write_bytes(fresh.read_bytes())
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(
            "INSERT INTO workspaces (id, name, time_zone, version) VALUES (1, 'Ромашка', 'UTC', 1)"
        )
    monkeypatch.setenv("REGISTRATION", "invite")
    assert one.types("keys", "new")[0] == 0
    (tmp_path / "old" / "keys").write_text(one.types("keys", "new")[1])
    return one


def test_a_backup_says_what_is_in_it_and_a_restore_what_is_next(operator: Operator) -> None:
    archive = str(operator.folder / "vidhuk.tar")
    code, said = operator.types("backup", archive)
    assert code == 0
    with tarfile.open(archive) as made:
        manifest = json.loads(made.extractfile("manifest.json").read())  # type: ignore[union-attr]
    assert f"workspaces     1  {manifest['tables']['workspaces']['sha256'][:12]}" in said
    assert f"opens with  key {manifest['keys'][0]}" in said
    assert "the journal of erasures" in said

    new = operator.live_in("new")
    code, said = operator.types("restore", archive)
    assert (code, "there is no key: set ENCRYPTION_KEYS, or" in said) == (2, True)
    assert str(new.with_name("keys")) in said
    assert not new.exists()
    new.parent.mkdir(exist_ok=True)
    new.with_name("keys").write_bytes((operator.folder / "old" / "keys").read_bytes())
    code, said = operator.types("restore", archive)
    assert code == 0
    assert f"put the journal of erasures back as {new.with_name('erasures')}" in said
    assert new.stat().st_mode & 0o777 == 0o600
    assert operator.types("restore", archive)[0] == 2


def test_a_backup_that_lacks_files_is_kept_and_ends_with_code_1(
    operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.backup._files", lambda _: [7, 8])
    code, said = operator.types("backup", str(operator.folder / "vidhuk.tar"))
    assert code == 1
    assert f"2 stored files are not in {operator.folder}/old/files, so the archive lacks" in said
    assert (operator.folder / "vidhuk.tar").exists()


def test_a_backup_of_several_keys_says_that_all_are_needed(operator: Operator) -> None:
    keys = operator.folder / "old" / "keys"
    keys.write_text(operator.types("keys", "new")[1] + keys.read_text())
    code, said = operator.types("backup", str(operator.folder / "vidhuk.tar"))
    assert code == 0
    assert ", all of them; " in said


def test_a_move_says_where_everything_is_to_be(operator: Operator) -> None:
    """The journal goes along; the key is left to the operator."""
    folder = operator.folder
    (folder / "old" / "erasures").write_text("\nphone 1:aa\n")
    new = folder / "new" / "house.sqlite3"
    code, said = operator.types("move", "--to", f"sqlite+aiosqlite:///{new}")
    assert code == 0
    count = len(carried())
    compared = f"1 in {count} tables ({count - 1} empty), all compared by hash"
    assert compared in " ".join(said.split())
    assert f"set DATABASE_URL to sqlite+aiosqlite:///{new}, for every process" in said
    assert "password" not in said
    assert f"the key: copy {folder}/old/keys to {folder}/new/keys" in said
    assert (folder / "new" / "erasures").read_text().split() == ["phone", "1:aa"]
    code, said = operator.types("move", "--to", f"sqlite+aiosqlite:///{new}")
    assert (code, "it is not empty: there are rows in" in said) == (2, True)


def test_a_move_to_where_it_is_is_none(operator: Operator) -> None:
    same = f"sqlite+aiosqlite:///{operator.folder}/new/../old/house.sqlite3"
    assert operator.types("move", "--to", same) == (
        2,
        "--to: this is the database of DATABASE_URL itself\n",
    )


def test_an_address_that_is_none_is_told(operator: Operator) -> None:
    code, said = operator.types("move", "--to", "mysql://localhost/vidhuk")
    assert (code, said.startswith("--to: must be an address like sqlite+aiosqlite:")) == (2, True)


def test_a_server_that_is_not_there_is_told_without_its_password(operator: Operator) -> None:
    code, said = operator.types("move", "--to", "postgresql+psycopg://u:hidden@127.0.0.1:9/x")
    assert (code, "Traceback" in said, "hidden" in said) == (2, False, False)
    assert said.startswith("--to: postgresql+psycopg://u:***@127.0.0.1:9/x: connection failed")


@pytest.mark.parametrize("words", [("move", "--to", "sqlite+aiosqlite:////tmp/none/x.sqlite3")])
def test_a_bot_that_runs_is_to_be_stopped(operator: Operator, words: tuple[str, ...]) -> None:
    with LockFile.beside(operator.folder / "old" / "house.sqlite3"):
        code, said = operator.types(*words)
    assert code == 2
    assert "already works with this database" in said
    assert "stop it first" in said


@pytest.mark.parametrize("archive", ["none.tar", "old", "no/folder.tar"])
def test_an_archive_that_is_not_there(operator: Operator, archive: str) -> None:
    code, said = operator.types("restore", archive)
    assert (code, "Traceback" in said) == (2, False)
    assert said.startswith(f"restore: {archive}: ")


@pytest.mark.parametrize("archive", ["no/folder.tar", "old"])
def test_a_place_for_a_backup_that_is_none(operator: Operator, archive: str) -> None:
    code, said = operator.types("backup", archive)
    assert (code, "Traceback" in said) == (2, False)
