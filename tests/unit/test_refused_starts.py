"""What stops a command is said in words, with code 2: no traceback, which the words would be in."""

import errno
import re
import socket
from collections.abc import Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import DatabaseError

import sites
from bot.wiring.refusals import led_by
from sites import discover
from storage.keys import new_key

TOKEN = "4200000009:AAcommandsCanaryZq8vKt3xw9LmNp5Rd"
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """All right, until a test makes one wrong."""
    given = {
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": NOWHERE,
        "WORK_UA_API_URL": NOWHERE,
        "DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path}/data/house.sqlite3",
        "FILES_DIR": f"{tmp_path}/files",
        "LISTEN": "127.0.0.1:0",
        "LOG_LEVEL": "ERROR",
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    for name in ("PACE", "SITES_PATH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sites, "__path__", [*sites.__path__])


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody listens on."""
    with closing(socket.create_server(("127.0.0.1", 0))) as somebody:
        yield somebody.getsockname()[1]


class Program:
    """`vidhuk` in this process."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, said: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._said = monkeypatch, said

    def refused(self, *words: str) -> str:
        """Run a command that must end with code 2; what it wrote to stderr."""
        self._monkeypatch.setattr("sys.argv", ["vidhuk", *words])
        with pytest.raises(SystemExit) as ended:
            import_module("bot.cli").main()
        said = self._said.readouterr()
        assert (ended.value.code, said.out) == (2, "")
        return re.sub(r"\x1b\[[\d;]*m", "", said.err)  # without colours


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Program:
    return Program(monkeypatch, capsys)


@pytest.mark.parametrize("command", [["demo"], ["emulate", "telegram"], ["emulate", "work_ua"]])
def test_a_port_that_is_taken(program: Program, taken: int, command: list[str]) -> None:
    said = program.refused(*command, "--port", str(taken))
    assert said == f"port {taken}: address already in use; try --port 0\n"


@pytest.mark.parametrize("command", [["demo"], ["emulate", "telegram"]])
@pytest.mark.parametrize("port", ["70000", "-1", "http"])
def test_a_port_that_is_none(program: Program, command: list[str], port: str) -> None:
    assert "Invalid value for '--port'" in program.refused(*command, "--port", port)


def test_an_emulator_that_does_not_exist(program: Program) -> None:
    said = program.refused("emulate", "linkedin")
    known = ", ".join(["telegram", *(site.info.key for site in discover())])
    assert said == f"no emulator of 'linkedin'; there are: {known}\n"


def test_a_token_that_is_none(program: Program) -> None:
    said = program.refused("emulate", "telegram", "--token", "canary")
    assert "--token" in said
    assert "123456:ABC" in said


@pytest.mark.parametrize("pace", ["0", "-2", "fast"])
def test_a_pace_that_is_none(program: Program, monkeypatch: pytest.MonkeyPatch, pace: str) -> None:
    monkeypatch.setenv("PACE", pace)
    assert "--pace" in program.refused("emulate", "work_ua")


@pytest.mark.parametrize(
    "command", [["run"], ["check"], ["demo"], ["emulate", "work_ua"], ["migrate"]]
)
def test_a_folder_of_plug_ins_that_is_none(
    program: Program, monkeypatch: pytest.MonkeyPatch, command: list[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("SITES_PATH", f"{tmp_path}/none")
    assert program.refused(*command) == f"SITES_PATH: {tmp_path}/none: no such folder\n"


@pytest.mark.parametrize("command", [["run"], ["check"], ["demo"], ["emulate", "work_ua"]])
def test_a_plug_in_that_can_not_be_used(
    program: Program, monkeypatch: pytest.MonkeyPatch, command: list[str], tmp_path: Path
) -> None:
    (tmp_path / "own" / "zz_broken").mkdir(parents=True)
    (tmp_path / "own" / "zz_broken" / "__init__.py").write_text("import nowhere_at_all")
    Path(".env").write_text(f"SITES_PATH={tmp_path}/own")
    said = program.refused(*command)
    assert said.startswith("sites.zz_broken can't be loaded: ModuleNotFoundError: ")


@pytest.mark.parametrize("command", [["run"], ["check"], ["backup", "x.tar"], ["demo"]])
def test_settings_that_can_not_be_read(
    program: Program, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    Path(".env").write_text("LOG_LEVEL=INFO")

    def refusing(path: Path, *_: object, **__: object) -> None:  # root reads whatever it likes
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    with monkeypatch.context() as patch:
        patch.setattr("dotenv.main.open", refusing, raising=False)
        said = program.refused(*command)
    assert said.endswith(
        ".env: permission denied; settings are read from .env: who runs this must be able to "
        "read it\n"
    )
    assert said.count("\n") == 1
    Path(".env").write_bytes(b"LOG_LEVEL=\xff")
    assert program.refused(*command) == ".env: is not in UTF-8\n"


def test_a_door_that_is_taken(
    program: Program, monkeypatch: pytest.MonkeyPatch, taken: int
) -> None:
    monkeypatch.setenv("LISTEN", f"127.0.0.1:{taken}")
    assert program.refused("run") == f"LISTEN: 127.0.0.1:{taken}: address already in use\n"


def test_a_door_at_an_address_of_another_machine(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LISTEN", "192.0.2.1:8080")
    said = program.refused("run")
    assert said == "LISTEN: 192.0.2.1:8080: cannot assign requested address\n"


def test_a_files_folder_that_can_not_be_made(
    program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "paper").write_text("a file where a folder should be")
    monkeypatch.setenv("FILES_DIR", f"{tmp_path}/paper/files")
    assert program.refused("run") == f"FILES_DIR: {tmp_path}/paper/files: not a directory\n"


def test_a_files_folder_that_takes_no_files(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FILES_DIR", "/proc")  # not even from root
    assert program.refused("run").startswith("FILES_DIR: /proc: ")


@pytest.mark.parametrize("command", ["run", "migrate", "invite"])
def test_a_database_folder_that_can_not_be_made(
    program: Program, command: str, tmp_path: Path
) -> None:
    (tmp_path / "data").write_text("a file where a folder should be")
    said = program.refused(command)
    assert said.startswith(f"DATABASE_URL: {tmp_path}/data/house.sqlite3: ")
    assert said.endswith(f" ({tmp_path}/data)\n")


@pytest.mark.parametrize("command", ["run", "migrate", "invite"])
def test_a_database_that_is_none(program: Program, command: str, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    file = tmp_path / "data" / "house.sqlite3"
    file.write_text("a letter to nobody")
    assert program.refused(command) == f"DATABASE_URL: {file}: file is not a database\n"


@pytest.mark.parametrize("command", ["run", "invite"])
def test_a_key_file_that_can_not_be_read(program: Program, command: str, tmp_path: Path) -> None:
    keys = tmp_path / "data" / "keys"
    keys.mkdir(parents=True)
    assert program.refused(command) == f"ENCRYPTION_KEYS: {keys}: is a directory\n"


@pytest.mark.parametrize("command", ["run", "invite"])
def test_a_key_file_with_what_is_no_key(program: Program, command: str, tmp_path: Path) -> None:
    keys = tmp_path / "data" / "keys"
    keys.parent.mkdir()
    keys.write_text(f"{new_key()}\ncanary\n")
    said = program.refused(command)
    assert said == f"{keys}: encryption key 2 of 2 is not a Fernet key\n"


@pytest.mark.parametrize(
    "statement", ["ALTER TABLE nobody ADD COLUMN more", "INSERT INTO one VALUES (NULL)"]
)
def test_a_faulty_migration_is_no_fault_of_the_database(statement: str) -> None:
    with create_engine("sqlite://").connect() as database:
        database.exec_driver_sql("CREATE TABLE one (id INTEGER NOT NULL)")
        with pytest.raises(DatabaseError), led_by("DATABASE_URL", "house.sqlite3"):
            database.exec_driver_sql(statement)
