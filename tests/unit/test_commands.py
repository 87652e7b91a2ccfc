"""What the commands beside `run` do to the operator's files, also while a bot works with them."""

import asyncio
import io
import logging
import re
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from alembic import command
from sqlalchemy import create_engine, insert, select

from bot import cli
from bot.domain import views
from bot.domain.ids import WorkspaceId
from bot.domain.secret import Credentials
from bot.domain.workspace import Role
from bot.emulator_kit import serve
from bot.wiring import commands, start
from bot.wiring.finding import Finding
from bot.wiring.settings import AllSettings, Settings
from handlers.render import draw
from handlers.texts import load as load_texts
from sites import discover
from sites.kit.site import CodeLogin, Site, SiteSettings
from storage import migrate
from storage import tables as t
from storage.canary import check_key
from storage.engine import open_engine
from storage.jobs.lockfile import LockFile
from storage.keys import load_or_make, new_key
from tests.fakes import MORNING
from tests.logs import product_log

TOKEN = "4200000009:AAcommandsCanaryZq8vKt3xw9LmNp5Rd"
NOWHERE = "http://127.0.0.1:9"


def _settings(folder: Path, **given: Any) -> Settings:
    usual = {
        "bot_token": TOKEN,
        "telegram_api_url": NOWHERE,
        "database_url": f"sqlite+aiosqlite:///{folder}/data/house.sqlite3",
        "files_dir": folder / "files",
    }
    return Settings(_env_file=None, **{**usual, **given})


class _Client(SiteSettings):
    client_id: str = ""


async def _redeem(*_: object) -> Credentials:
    return Credentials({})


def _coded(*, offered: bool = True) -> Site[Any]:
    """A site whose people log in on its own page."""
    login: CodeLogin[Any] = CodeLogin(lambda _, challenge: challenge.redirect, _redeem)
    work_ua = next(one for one in discover() if one.info.key == "work_ua")
    info = replace(work_ua.info, key="coded", name="Coded", login=(), by_code=True)
    return replace(
        work_ua, info=info, settings=_Client, code_login=login, offered=lambda _: offered
    )


@pytest.fixture
def own(tmp_path: Path) -> Settings:
    """Of a bot that was never started."""
    return _settings(tmp_path)


def _tree(folder: Path) -> dict[str, bytes]:
    found = sorted(folder.rglob("*"))
    return {str(one): one.read_bytes() if one.is_file() else b"" for one in found}


async def _check(own: Settings) -> list[Finding]:
    return await commands.check(AllSettings(own, {}), [])


async def _found(own: Settings, what: str) -> Finding:
    return next(one for one in await _check(own) if one.what == what)


async def _used(own: Settings, *, behind: bool = False) -> None:
    """What a bot that was started once has left, `behind` by one revision."""
    await asyncio.to_thread(commands.migrate, own)
    engine = open_engine(own.database_url)
    await check_key(engine, start.open_vault(own))
    await engine.dispose()
    if behind:
        made = create_engine(f"sqlite:///{own.database_file}")
        with made.begin() as connection:
            command.stamp(migrate.config(connection), "0001")
        made.dispose()


async def test_a_check_before_the_first_start_makes_nothing(own: Settings, tmp_path: Path) -> None:
    assert (await _found(own, "database")).good
    assert (await _found(own, "files folder")).good
    assert _tree(tmp_path) == {}


@pytest.mark.parametrize("behind", [False, True])
async def test_a_check_of_what_is_there_changes_nothing(
    own: Settings, tmp_path: Path, behind: bool
) -> None:
    await _used(own, behind=behind)
    before = _tree(tmp_path)
    found = await _found(own, "database and key")
    assert found.good
    assert ("will be migrated" in found.detail) is behind
    assert _tree(tmp_path) == before


async def test_a_check_beside_a_running_bot_reads_what_it_has_just_written(
    own: Settings, tmp_path: Path
) -> None:
    await _used(own)
    with closing(sqlite3.connect(own.database_file)) as running:
        running.execute("PRAGMA journal_mode=WAL")
        running.execute("UPDATE canary SET sealed = 'gibberish'")
        running.commit()
        assert not (await _found(own, "database and key")).good


async def test_a_check_without_a_canary_leaves_it_to_the_first_start(
    own: Settings, tmp_path: Path
) -> None:
    await asyncio.to_thread(commands.migrate, own)
    keyed = _settings(tmp_path, encryption_keys=new_key())
    assert (await _found(keyed, "database and key")).good
    with closing(sqlite3.connect(own.database_file)) as connection:
        assert connection.execute("SELECT count(*) FROM canary").fetchone() == (0,)


@pytest.mark.parametrize(
    ("site", "public_url", "why"),
    [
        (_coded(), "", "PUBLIC_URL is unset: people could not come back from its login page"),
        (_coded(offered=False), "https://bot.example.com", "set CODED_CLIENT_ID"),
        (_coded(), "https://bot.example.com", None),
    ],
)
async def test_a_check_says_why_a_site_is_not_offered(
    tmp_path: Path, site: Site[Any], public_url: str, why: str | None
) -> None:
    own = _settings(tmp_path, public_url=public_url)
    found = await commands.check(AllSettings(own, {"coded": _Client()}), [site])
    said = [one for one in found if one.what == "Coded is not offered"]
    assert [one.detail for one in said] == ([why] if why else [])
    assert all(one.advice for one in said)


async def test_a_check_says_where_nobody_answers_and_what_to_look_at(own: Settings) -> None:
    found = await _found(own, "Telegram")
    assert found.detail == (
        f"{NOWHERE}: can't be reached; is there a network, and is TELEGRAM_API_URL right?"
    )
    work_ua = next(one for one in discover() if one.info.key == "work_ua")
    addresses = work_ua.settings(api_url=NOWHERE)
    said = await commands.check(AllSettings(own, {"work_ua": addresses}), [work_ua])
    assert [one.detail for one in said if one.what == "Work.ua (api_url)"] == [
        f"{NOWHERE} can't be reached: connection refused"
        "; is there a network, and is WORK_UA_API_URL right?"
    ]
    assert [one.advice for one in said if one.what == "Work.ua (api_url)"] == [False]


async def test_a_site_that_is_not_offered_fails_no_check(tmp_path: Path) -> None:
    class Addressed(_Client):
        api_url: str = NOWHERE

    for offered in (True, False):
        site = replace(_coded(offered=offered), settings=Addressed)
        own = _settings(tmp_path, public_url="https://bot.example.com")
        said = await commands.check(AllSettings(own, {"coded": Addressed()}), [site])
        (found,) = [one for one in said if one.what == "Coded (api_url)"]
        assert (found.good, found.advice) == (False, not offered)


async def test_a_check_looks_whether_the_door_is_free(tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as somebody:
        listen = f"127.0.0.1:{somebody.getsockname()[1]}"
        taken = await _found(_settings(tmp_path, listen=listen), "LISTEN")
    assert (taken.good, taken.advice) == (False, True)
    assert taken.detail.startswith(f"{listen}: address already in use, by a bot that runs already?")
    assert (await _found(_settings(tmp_path, listen=listen), "LISTEN")).good
    elsewhere = await _found(_settings(tmp_path, listen="192.0.2.1:8080"), "LISTEN")
    assert (elsewhere.good, elsewhere.advice) == (False, False)


def test_a_line_of_a_check_is_not_cut_in_a_pipe(
    own: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    long = f"/srv/{'deep/' * 40}[old]/house.sqlite3"

    async def check(*_: object) -> list[Finding]:
        return [Finding("database", True, long)]

    monkeypatch.setattr(commands, "load", lambda: (AllSettings(own, {}), []))
    monkeypatch.setattr(commands, "check", check)
    cli.check()
    assert long in capsys.readouterr().out


async def test_a_check_names_what_can_not_work(own: Settings, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where a folder should be")
    (tmp_path / "files").write_text("the same")
    assert not (await _found(own, "database")).good
    assert not (await _found(own, "files folder")).good
    (tmp_path / "data").unlink()
    own.database_file.parent.mkdir()
    own.database_file.write_text("no database")
    assert "can't be read" in (await _found(own, "database")).detail


async def test_no_key_is_made_for_a_database_that_was_written_with_another(
    own: Settings,
) -> None:
    await _used(own)
    own.key_file.unlink()
    missing = re.escape(f"{own.key_file} is missing")
    with pytest.raises(commands.CannotStart, match=missing):
        await commands.invite(own, None, Role.OWNER)
    with pytest.raises(commands.CannotStart, match=missing):
        await commands.run_until_signal(AllSettings(own, {}), [])
    assert re.match(missing, (await _found(own, "encryption key")).detail)
    assert not own.key_file.exists()


async def test_an_invite_never_migrates_under_a_running_bot(own: Settings) -> None:
    await _used(own, behind=True)
    with (
        LockFile.beside(own.database_file),
        pytest.raises(commands.CannotStart, match="older schema"),
    ):
        await commands.invite(own, None, Role.OWNER)
    assert migrate.pending(own.database_url)


async def test_an_invite_beside_a_running_bot_needs_nothing_of_it(own: Settings) -> None:
    await _used(own)
    with LockFile.beside(own.database_file):
        assert "/start " in await commands.invite(own, None, Role.OWNER)


ZONE = "Europe/Kyiv"


async def test_an_invite_takes_the_number_that_the_settings_show(own: Settings) -> None:
    await _used(own)
    number = WorkspaceId(913_113_622_084_766_008)
    shown = draw(
        views.Company("Ромашка", ZONE, 6, number, may_audit=True),
        load_texts([])("uk"),
        time_zone=ZONE,
        now=MORNING,
        bot_username="bot",
    )
    (code,) = re.findall(r"<code>(\w+)</code>", shown.text)
    row = {"id": number, "name": "Ромашка", "time_zone": ZONE, "version": 1}
    engine = open_engine(own.database_url)
    async with engine.begin() as connection:
        await connection.execute(insert(t.workspaces).values(row))
    await commands.invite(own, code, Role.ADMIN)
    async with engine.connect() as connection:
        invite = (await connection.execute(select(t.invites))).one()
    await engine.dispose()
    assert (invite.workspace_id, invite.role) == (number, Role.ADMIN)
    with pytest.raises(commands.CannotStart, match="there is none"):
        await commands.invite(own, "zzz", Role.ADMIN)


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """The product's own log, of this test alone."""
    said = io.StringIO()
    with product_log(said, "INFO", (TOKEN,)):
        yield said


async def _unauthorized(_: web.Request) -> web.Response:
    """What Telegram says to a token that it does not know."""
    said = {"ok": False, "error_code": 401, "description": "Unauthorized"}
    return web.json_response(said, status=401, headers={"Connection": "close"})


async def test_a_bot_with_a_token_that_telegram_does_not_know_is_not_said_to_run(
    tmp_path: Path, log: io.StringIO
) -> None:
    telegram = web.Application()
    telegram.router.add_route("*", "/{tail:.*}", _unauthorized)
    runner, address = await serve(telegram)
    own = _settings(tmp_path, telegram_api_url=address, listen="127.0.0.1:0")
    with pytest.raises(commands.CannotStart, match="Telegram does not know this token"):
        await commands.run_until_signal(AllSettings(own, {}), [])
    await runner.cleanup()
    assert "is running" not in log.getvalue()


def test_the_keys_of_the_key_file_reach_no_log(own: Settings, log: io.StringIO) -> None:
    own.database_file.parent.mkdir()
    start.open_vault(own)
    (key,) = load_or_make(own.key_file)[0]
    logging.getLogger("somebody").warning("the key is %s, the token %s.", key, TOKEN)
    assert re.search(r"the key is •••, the token •••\.", log.getvalue())


def test_the_version_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["vidhuk", "--version"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert (ended.value.code, capsys.readouterr().out) == (0, f"vidhuk {version('vidhuk')}\n")
