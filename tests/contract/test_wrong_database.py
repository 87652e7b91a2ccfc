"""A database on a server that can't be ours: one line and code 2, whoever meets it."""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy.engine import URL

from bot import cli
from storage.migrate import upgrade
from tests.postgres import Postgres, libpq

TOKEN = "4200000009:AAwrongDatabaseCanaryZq8vKt3xw9"


class Operator:
    """Types commands in a folder; each answers with its code and what it printed."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, said: pytest.CaptureFixture[str]
    ) -> None:
        self._monkeypatch, self._said = monkeypatch, said
        monkeypatch.chdir(folder)
        for name, value in {
            "BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": "http://127.0.0.1:9",
            "LISTEN": "127.0.0.1:0",
            "LOG_LEVEL": "ERROR",
            "FILES_DIR": str(folder / "files"),
        }.items():
            monkeypatch.setenv(name, value)

    def types(self, url: URL | str, *words: str) -> tuple[int, str]:
        """`vidhuk <words>` with this DATABASE_URL."""
        self._monkeypatch.setenv("DATABASE_URL", _shown(url))
        self._monkeypatch.setattr("sys.argv", ["vidhuk", *words])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = self._said.readouterr()
        return int(ended.value.code or 0), said.out + said.err


def _shown(url: URL | str) -> str:
    return url if isinstance(url, str) else url.render_as_string(hide_password=False)


@pytest.fixture
def operator(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Operator:
    return Operator(tmp_path, monkeypatch, capsys)


@pytest.fixture
def nobodys(postgres: Postgres) -> Iterator[URL]:
    """An empty database, as a role that may make nothing in it."""
    url, role = postgres.make("owned"), f"poor_{os.getpid()}"
    name = sql.Identifier(role)
    with psycopg.connect(libpq(url), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD 'poor'").format(name))
        connection.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        yield url.set(username=role, password="poor")
        connection.execute(sql.SQL("DROP ROLE {}").format(name))


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1"])
def test_a_database_in_another_encoding(
    operator: Operator, postgres: Postgres, tmp_path: Path, encoding: str
) -> None:
    url, file = postgres.make_in(encoding), tmp_path / "old.sqlite3"
    upgrade(f"sqlite:///{file}")
    words = f"the database must be in UTF8, it is in {encoding}"
    for command in ("run", "migrate", "backup x.tar"):
        code, said = operator.types(url, *command.split())
        assert (code, words in said, said.count("\n")) == (2, True, 1), said
        assert said.startswith("DATABASE_URL: ")
    code, said = operator.types(f"sqlite+aiosqlite:///{file}", "move", "--to", _shown(url))
    assert (code, said.startswith("--to: "), words in said, said.count("\n")) == (2, True, True, 1)
    code, said = operator.types(url, "check")
    assert (code != 0, words in " ".join(said.split()), "Traceback" in said) == (True, True, False)


def test_a_role_that_may_make_no_tables(operator: Operator, nobodys: URL, tmp_path: Path) -> None:
    file = tmp_path / "old.sqlite3"
    upgrade(f"sqlite:///{file}")
    words = f"the role {nobodys.username} may not make tables in schema public"
    for command in ("run", "migrate"):
        code, said = operator.types(nobodys, command)
        assert (code, words in said, said.count("\n")) == (2, True, 1), said
    code, said = operator.types(f"sqlite+aiosqlite:///{file}", "move", "--to", _shown(nobodys))
    assert (code, said.startswith("--to: "), words in said, said.count("\n")) == (2, True, True, 1)
    code, said = operator.types(nobodys, "check")
    assert (code != 0, words in " ".join(said.split()), "Traceback" in said) == (True, True, False)


def test_a_new_database_is_made_at_the_first_start(operator: Operator, postgres: Postgres) -> None:
    url = postgres.make("new")
    for command in ("check", "doctor"):
        said = " ".join(operator.types(url, command)[1].split())
        assert "is empty: its tables will be made at the first start" in said
        assert "can't be read" not in said


def test_why_a_server_can_not_be_read_is_said(operator: Operator, postgres: Postgres) -> None:
    url = postgres.make("known").set(password="canary")
    gone = 'database "nowhere" does not exist'
    for wrong, words in (
        (url.set(database="nowhere"), gone),
        (url.set(host="127.0.0.1", port=9, query={}), "Connection refused"),
    ):
        for command in ("check", "doctor"):
            code, said = operator.types(wrong, command)
            said = " ".join(said.split())
            assert (code, words in said, "canary" in said) == (1, True, False), said
    code, said = operator.types(url.set(database="nowhere"), "run")
    assert (code, gone in said, "canary" in said) == (2, True, False), said
