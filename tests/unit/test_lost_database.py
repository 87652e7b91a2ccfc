"""A database that is away is asked for; it is not replaced by an empty one."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.domain.workspace import Role
from bot.wiring import commands, start
from bot.wiring.finding import Finding
from bot.wiring.settings import AllSettings, Settings
from storage.canary import check_key
from storage.engine import open_engine
from storage.files import RESTORING, STAGED

TOKEN = "4200000009:AAlostDatabaseCanaryZq8vKt3xw9Lm"
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
def own(tmp_path: Path) -> Settings:
    given: dict[str, Any] = {
        "bot_token": TOKEN,
        "telegram_api_url": NOWHERE,
        "database_url": f"sqlite+aiosqlite:///{tmp_path}/data/house.sqlite3",
        "files_dir": tmp_path / "files",
        "listen": "127.0.0.1:0",
    }
    return Settings(_env_file=None, **given)


LEFT = {
    "erasures": "data/erasures",
    "files": "files/ab/1xab",
    "pages": "data/house.sqlite3-wal",
    "restore": f"files/{RESTORING}",
    "staged": f"data/{STAGED}",
}


def _leave(folder: Path, name: str) -> Path:
    left = folder / LEFT[name]
    left.parent.mkdir(parents=True, exist_ok=True)
    left.write_bytes(b"left")
    return left


async def _checked(own: Settings) -> Finding:
    found = await commands.check(AllSettings(own, {}), [])
    return next(one for one in found if one.what.startswith("database"))


@pytest.mark.parametrize("name", LEFT)
async def test_a_file_that_is_away_is_not_made_anew(
    own: Settings, tmp_path: Path, name: str
) -> None:
    left = _leave(tmp_path, name)
    words = f"{own.database_file} is not there, but {left} is what a bot has left"
    with pytest.raises(commands.CannotStart, match=words):
        await commands.run_until_signal(AllSettings(own, {}), [])
    with pytest.raises(commands.CannotStart, match=words):
        await commands.invite(own, None, Role.OWNER)
    assert not own.database_file.exists()
    assert not own.key_file.exists()
    found = await _checked(own)
    assert (found.good, found.advice, words in found.detail) == (False, False, True)
    cut_off = name in ("restore", "staged")
    todo = "repeat `vidhuk restore ARCHIVE`" if cut_off else "restore a backup"
    assert todo in found.detail


@pytest.mark.parametrize("name", ["erasures", "files", "restore"])
async def test_a_database_that_no_bot_has_used_does_not_stand_for_it(
    own: Settings, tmp_path: Path, name: str
) -> None:
    await asyncio.to_thread(commands.migrate, own)
    left = _leave(tmp_path, name)
    words = f"is empty, but {left}"
    with pytest.raises(commands.CannotStart, match=words):
        await commands.run_until_signal(AllSettings(own, {}), [])
    assert words in (await _checked(own)).detail
    left.unlink()
    assert (await _checked(own)).good


async def test_a_first_start_that_was_killed_goes_on(own: Settings, tmp_path: Path) -> None:
    """At whatever moment: a key alone, an empty file, a schema, and what is made after the key."""
    start.open_vault(own)
    assert (await _checked(own)).good
    own.database_file.touch()
    assert (await _checked(own)).good
    await asyncio.to_thread(commands.migrate, own)
    assert (await _checked(own)).good
    engine = open_engine(own.database_url)
    await check_key(engine, await start.vault_of(own, engine))
    for name in ("erasures", "files", "restore"):
        _leave(tmp_path, name)
    await start.vault_of(own, engine)
    await engine.dispose()
    assert (await _checked(own)).good
