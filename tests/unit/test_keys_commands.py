"""What `vidhuk keys` refuses, and what it says may be done."""

import asyncio
import os
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from bot.domain.account import KEY_LOST, AccountState
from bot.wiring import commands, keys, lost_key, start
from bot.wiring.commands import CannotStart
from bot.wiring.settings import Settings
from storage import tables as t
from storage.canary import check_key
from storage.engine import open_engine
from storage.jobs.lockfile import LockFile
from storage.keys import load_or_make, new_key, rewrite
from storage.vault import fingerprint
from tests.contract.rows import make_team
from tests.contract.stores import SqlStore

TOKEN = "4200000009:AAcommandsCanaryZq8vKt3xw9LmNp5Rd"
OLD, NEW = new_key(), new_key()


def _settings(folder: Path, **given: Any) -> Settings:
    usual = {
        "bot_token": TOKEN,
        "database_url": f"sqlite+aiosqlite:///{folder}/data/house.sqlite3",
        "files_dir": folder / "files",
    }
    return Settings(_env_file=None, **{**usual, **given})


def _quiet(*_: object) -> None:
    """Nobody waits for it."""


def _never(warning: str) -> bool:
    """Nobody is asked where no process can have other keys."""
    raise AssertionError(warning)


@pytest.fixture
async def own(tmp_path: Path) -> Settings:
    """Of a bot that has run once, on a key file with the old key."""
    own = _settings(tmp_path)
    own.database_file.parent.mkdir()
    rewrite(own.key_file, [OLD])
    await _begun(own)
    return own


async def _begun(own: Settings) -> None:
    await asyncio.to_thread(commands.migrate, own)
    engine = open_engine(own.database_url)
    await check_key(engine, start.open_vault(own))
    await engine.dispose()


async def test_before_the_first_start_there_is_nothing_to_do(tmp_path: Path) -> None:
    for doing in (keys.standing(_settings(tmp_path), _quiet), _lost(_settings(tmp_path))):
        with pytest.raises(CannotStart, match="is not there"):
            await doing
    assert list(tmp_path.iterdir()) == []


async def test_a_new_key_beside_a_running_bot_is_first_and_no_key_is_shown(own: Settings) -> None:
    with LockFile.beside(own.database_file):
        made = await keys.add(own, one_file=False)
        there = await keys.standing(own, _quiet)
        assert [one.fingerprint for one in there.keys] == [made, fingerprint(OLD)]
        assert not there.clean
        assert f"{fingerprint(OLD)} still seals 2 values and 0 files" in there.advice[0]
        done = await keys.rotate(own, _quiet, fresh=False, one_file=False, meant=_never)
    assert done.clean
    said = "\n".join([*done.lines, *done.advice])
    assert f"vidhuk keys drop {fingerprint(OLD)}" in said
    assert not any(one in said for one in load_or_make(own.key_file)[0])


async def test_a_key_file_that_is_a_link_stays_one_and_its_file_keeps_its_owner(
    own: Settings, tmp_path: Path
) -> None:
    """Where the keys lie on a disk of their own; root adds one for the service."""
    elsewhere = tmp_path / "safe"
    elsewhere.mkdir()
    own.key_file.rename(elsewhere / "keys")
    own.key_file.symlink_to(elsewhere / "keys")
    owner = 54_321 if os.geteuid() == 0 else os.geteuid()
    os.chown(elsewhere / "keys", owner, -1)
    await keys.add(own, one_file=False)
    assert own.key_file.is_symlink()
    assert len(load_or_make(elsewhere / "keys")[0]) == 2
    assert (elsewhere / "keys").stat().st_uid == owner
    assert [one.name for one in elsewhere.iterdir()] == ["keys"]


async def test_a_key_is_dropped_once_nothing_needs_it(own: Settings) -> None:
    made = await keys.add(own, one_file=False)
    for given, why in (
        (made, "seals what is new"),
        (fingerprint(OLD), "seals 2 values and 0 files"),
        ("00000000", "there is no key 00000000"),
    ):
        with pytest.raises(CannotStart, match=why):
            await keys.drop(own, given, _quiet)
    await keys.rotate(own, _quiet, fresh=False, one_file=False, meant=_never)
    with pytest.raises(CannotStart, match="less than a minute ago"):
        await keys.drop(own, fingerprint(OLD), _quiet)
    os.utime(own.key_file, (0, 0))
    with (
        LockFile(own.key_file.with_name("keys.lock")),
        pytest.raises(CannotStart, match="another command is changing"),
    ):
        await keys.drop(own, fingerprint(OLD), _quiet)
    await keys.drop(own, fingerprint(OLD), _quiet)
    assert [fingerprint(one) for one in load_or_make(own.key_file)[0]] == [made]
    await _begun(own)


async def test_keys_of_the_environment_are_changed_by_hand_alone(
    own: Settings, tmp_path: Path
) -> None:
    both = _settings(tmp_path, encryption_keys=f"{NEW},{OLD}")
    for doing in (
        keys.add(both, one_file=True),
        keys.rotate(both, _quiet, fresh=True, one_file=True, meant=_never),
    ):
        with pytest.raises(CannotStart, match="OLD,NEW for every process"):
            await doing
    done = await keys.rotate(both, _quiet, fresh=False, one_file=False, meant=_never)
    assert "take it out of ENCRYPTION_KEYS" in done.advice[0]
    assert "take it out of ENCRYPTION_KEYS" in await keys.drop(both, fingerprint(OLD), _quiet)
    await _begun(_settings(tmp_path, encryption_keys=NEW))


async def test_a_second_loss_keeps_the_copy_of_the_first(own: Settings) -> None:
    """Where the first was killed, the second copy is of what was left."""
    for key in (NEW, new_key()):
        rewrite(own.key_file, [key])
        await _lost(own)
    copies = own.database_file.parent.glob("*.before-lost-key-*")
    assert len(list(copies)) == 2


async def test_what_no_key_opens_is_said_with_the_ways_out(own: Settings, tmp_path: Path) -> None:
    other = _settings(tmp_path, encryption_keys=NEW)
    with pytest.raises(CannotStart, match="vidhuk keys lost"):
        await keys.standing(other, _quiet)


# -- a lost key -----------------------------------------------------------------------------


async def _lost(own: Settings, *, meant: bool = True) -> list[str]:
    return await lost_key.lost(own, lambda _: meant, _quiet)


async def test_a_key_that_is_there_is_not_lost(own: Settings) -> None:
    with pytest.raises(CannotStart, match="nothing is lost"):
        await _lost(own)


async def test_a_bot_that_runs_has_the_key(own: Settings) -> None:
    own.key_file.unlink()
    with LockFile.beside(own.database_file), pytest.raises(CannotStart, match="already works"):
        await _lost(own)


async def test_who_does_not_mean_it_changes_nothing(own: Settings) -> None:
    own.key_file.unlink()
    with pytest.raises(CannotStart, match="nothing was changed"):
        await _lost(own, meant=False)
    assert not own.key_file.exists()
    rewrite(own.key_file, [OLD])
    await _begun(own)


async def test_afterwards_the_database_opens_with_the_new_key(own: Settings) -> None:
    own.key_file.unlink()
    assert any("start the bot: 0 accounts" in one for one in await _lost(own))
    await _begun(own)
    with pytest.raises(CannotStart, match="nothing is lost"):
        await _lost(own)


async def test_accounts_that_a_killed_command_paused_are_told_by_the_next(own: Settings) -> None:
    """It was killed once all was emptied, and before anybody was told."""
    vault = start.open_vault(own)
    store = SqlStore(own.database_file, vault)
    await check_key(store.engine, vault)
    await make_team(store)
    async with store.engine.begin() as connection:
        paused = {"state": AccountState.PAUSED, "paused_by": KEY_LOST}
        await connection.execute(update(t.accounts).values(paused))
    await store.close()
    assert any("1 accounts are asked" in one for one in await _lost(own))
