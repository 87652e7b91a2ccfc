"""`vidhuk doctor`: what it finds wrong and says to do; it changes nothing, also beside a bot."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.domain.account import AccountState
from bot.domain.application import FileState
from bot.domain.ids import FileId, new_id
from bot.domain.paces import Paces
from bot.emulator_kit import serve
from bot.wiring import commands, doctor, start
from bot.wiring.finding import Finding
from bot.wiring.settings import AllSettings, Settings
from sites import discover
from storage.canary import check_key
from storage.checkup import OnServer
from storage.clock import SystemClock
from storage.engine import open_engine
from storage.files import EncryptedFiles
from storage.jobs.embedded import EmbeddedJobs
from storage.jobs.lockfile import LockFile
from storage.uow import SqlUnitOfWork
from tests.contract.rows import (
    Team,
    make_account,
    make_application,
    make_file,
    make_notice,
    make_team,
)

TOKEN = "4200000009:AAcommandsCanaryZq8vKt3xw9LmNp5Rd"
NOWHERE = "http://127.0.0.1:9"
HOUR = timedelta(hours=1)


def _settings(folder: Path, **given: Any) -> Settings:
    usual = {
        "bot_token": TOKEN,
        "telegram_api_url": NOWHERE,
        "database_url": f"sqlite+aiosqlite:///{folder}/data/house.sqlite3",
        "files_dir": folder / "files",
        "listen": "127.0.0.1:0",
    }
    return Settings(_env_file=None, **{**usual, **given})


@pytest.fixture
def own(tmp_path: Path) -> Settings:
    return _settings(tmp_path)


class Kept:
    """A database with one company, open for writing as a bot has it."""

    def __init__(self, own: Settings, uow: SqlUnitOfWork, files: EncryptedFiles) -> None:
        self.own, self.uow, self.files = own, uow, files
        self.team: Team
        self.now = datetime.now(UTC)

    async def account(self, **changes: Any) -> None:
        account = make_account(self.team.tenant.workspace_id, self.team.owner.id)
        async with self.uow(self.team.tenant) as tx:
            await tx.accounts.save(replace(account, **{"next_sync_at": self.now, **changes}))
            await tx.commit()


@asynccontextmanager
async def _kept(own: Settings) -> AsyncIterator[Kept]:
    await asyncio.to_thread(commands.migrate, own)
    engine, vault, clock = open_engine(own.database_url), start.open_vault(own), SystemClock()
    await check_key(engine, vault)
    files = EncryptedFiles(own.files_dir, vault)
    files.prove()
    lock = LockFile.beside(own.database_file)
    jobs = EmbeddedJobs(engine, clock, Paces(), lock)
    made = Kept(own, SqlUnitOfWork(engine, vault, jobs, clock, bot_id=7_000_000_001), files)
    made.team = await make_team(made)  # type: ignore[arg-type]
    async with made.uow(made.team.tenant) as tx:
        await tx.accounts.save(replace(made.team.account, next_sync_at=made.now))
        await tx.commit()
    with lock:
        yield made
    await engine.dispose()


async def _doctor(own: Settings) -> dict[str, Finding]:
    site = next(one for one in discover() if one.info.key == "work_ua")
    found = AllSettings(own, {"work_ua": site.settings(api_url=NOWHERE)})
    return {one.what: one for one in await doctor.doctor(found, [site])}


async def test_before_the_first_start_it_makes_nothing(own: Settings, tmp_path: Path) -> None:
    found = await _doctor(own)
    assert found["database"].good
    assert list(tmp_path.rglob("*")) == []


async def test_of_what_is_well_it_says_so_and_changes_nothing(own: Settings) -> None:
    async with _kept(own):
        before = own.database_file.read_bytes()
        found = await _doctor(own)
        assert own.database_file.read_bytes() == before
    good = {"schema", "the file's pages", "disk", "due jobs", "due messages", "accounts"}
    good |= {"stored files", "sealed rows"}
    assert {name: one.detail for name, one in found.items() if name in good and not one.good} == {}
    assert good <= found.keys()


async def test_what_waits_and_who_is_not_read_is_said_with_what_to_do(own: Settings) -> None:
    async with _kept(own) as kept:
        late = make_notice(kept.team.group, due_at=kept.now - HOUR)
        await kept.account(next_sync_at=None)
        await kept.account(next_sync_at=kept.now - 5 * HOUR)
        await kept.account(state=AccountState.PAUSED)
        async with kept.uow(kept.team.tenant) as tx:
            await tx.notices.owe([late])
            await tx.commit()
        found = await _doctor(own)
        assert "waits for 60 minutes; does a bot run" in found["due messages"].detail
        assert found["accounts never due"].detail.startswith("work_ua 1; a tap on")
        assert found["accounts not read"].detail.startswith("work_ua 1: due for 3 hours")
        assert found["accounts that need a login"].advice
        async with kept.uow.system() as system:
            await system.pause_site("work_ua", kept.now)
            await system.commit()
        found = await _doctor(own)
    assert "accounts not read" not in found
    assert "/resume_site" in found["stopped by an operator"].detail


async def test_files_that_are_missing_and_files_of_nobody(own: Settings) -> None:
    async with _kept(own) as kept:
        one = make_application(kept.team, "r1")
        lost = replace(make_file(one), state=FileState.KEPT)
        async with kept.uow(kept.team.tenant) as tx:
            await tx.applications.add_new([(one, [lost])])
            await tx.commit()
        await kept.files.keep(FileId(new_id()), b"of nobody")
        found = await _doctor(own)
    assert not found["stored files"].good
    assert "1 are not in FILES_DIR" in found["stored files"].detail
    assert (found["files of nobody"].good, found["files of nobody"].advice) == (False, True)


async def test_rows_that_no_key_opens(own: Settings) -> None:
    async with _kept(own):
        pass
    with closing(sqlite3.connect(own.database_file)) as connection:
        connection.execute("UPDATE accounts SET login = 'gibberish'")
        connection.commit()
    found = await _doctor(own)
    assert found["sealed rows"].detail == (
        "accounts 1 can't be opened; add the key of that time to ENCRYPTION_KEYS, last"
    )


async def test_jobs_that_were_given_up_are_a_note(own: Settings) -> None:
    async with _kept(own):
        pass
    with closing(sqlite3.connect(own.database_file)) as connection:
        connection.execute(
            "INSERT INTO jobs (id, task, subject, priority, run_at, state, attempts)"
            " VALUES (1, 'sync', 1, 0, 0, 'failed', 5)"
        )
        connection.commit()
    found = await _doctor(own)
    assert found["jobs given up"].advice
    assert found["jobs given up"].detail.startswith("sync 1; see")


async def test_files_that_others_may_read_are_a_note(
    own: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = tmp_path / ".env"
    settings.touch(0o600)
    async with _kept(own):
        assert "private files" not in await _doctor(own)
        settings.chmod(0o640)
        own.key_file.chmod(0o604)
        found = (await _doctor(own))["private files"]
    assert (found.good, found.advice) == (False, True)
    assert found.detail == (
        f"others on this machine may read {settings}, {own.key_file}; chmod 600"
    )


def test_damaged_pages_and_a_server_that_will_not_do() -> None:
    damaged = doctor._whole(["row 3 missing from index"])
    assert not damaged.good
    assert "restore a backup" in damaged.detail
    server = OnServer(130_002, "SQL_ASCII", 100, 90, timedelta(seconds=60))
    assert [one.good for one in doctor._server(server)] == [False] * 4
    server = OnServer(160_001, "UTF8", 100, 9, timedelta(seconds=0.1))
    assert [one.good for one in doctor._server(server)] == [True] * 4


# -- outside ---------------------------------------------------------------------------------


@pytest.fixture
async def listening() -> AsyncIterator[Callable[..., Any]]:
    """Somebody who answers these paths."""
    runners = []

    async def serve_these(**paths: Any) -> str:
        async def answer(request: web.Request) -> web.Response:
            found = paths.get(request.path.rpartition("/")[2])
            if isinstance(found, dict):
                return web.json_response({"ok": True, "result": found})
            return web.Response(status=found or 404)

        application = web.Application()
        application.router.add_route("*", "/{tail:.*}", answer)
        runner, address = await serve(application)
        runners.append(runner)
        return address

    yield serve_these
    for one in runners:
        await one.cleanup()


ME = {"id": 4200000009, "is_bot": True, "first_name": "b", "username": "b_bot"}


@pytest.mark.parametrize(
    ("mode", "url", "count", "good", "words"),
    [
        ("polling", "https://x.example/h", 0, False, "start the bot anew"),
        ("polling", "", 5000, False, "5000 wait"),
        ("polling", "", 2, True, "2 wait"),
        ("webhook", f"{NOWHERE}/telegram/01", 5000, False, "5000 wait"),
    ],
)
async def test_who_takes_the_updates(
    tmp_path: Path, listening: Any, mode: str, url: str, count: int, good: bool, words: str
) -> None:
    told = {"has_custom_certificate": False, "url": url, "pending_update_count": count}
    given = {"telegram_mode": mode, "public_url": NOWHERE}
    address = await listening(getMe=ME, getWebhookInfo=told)
    found = await _doctor(_settings(tmp_path, telegram_api_url=address, **given))
    assert found["updates"].good is good
    assert words in found["updates"].detail


async def test_a_webhook_that_stands_is_no_trouble(tmp_path: Path, listening: Any) -> None:
    told = {"has_custom_certificate": False, "url": f"{NOWHERE}/telegram/01"}
    address = await listening(getMe=ME, getWebhookInfo={**told, "pending_update_count": 0})
    given = {"telegram_mode": "webhook", "public_url": NOWHERE}
    found = await _doctor(_settings(tmp_path, telegram_api_url=address, **given))
    assert found["webhook"].good
    assert "updates" not in found


async def test_a_proxy_that_hands_on_too_much_or_nothing(tmp_path: Path, listening: Any) -> None:
    async def seen(address: str) -> Finding:
        return (await _doctor(_settings(tmp_path, public_url=address)))["PUBLIC_URL"]

    assert (await seen(await listening(nobody=200))).good
    shown = await seen(await listening(nobody=200, metrics=200))
    assert (shown.good, shown.advice) == (False, False)
    assert "/metrics" in shown.detail
    away = await seen(await listening(nobody=502, metrics=502))
    assert (away.good, away.advice) == (False, True)
    assert "can't be reached" in (await seen(NOWHERE)).detail
