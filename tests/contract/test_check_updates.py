"""What `vidhuk check` says of how updates come."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.wiring import commands
from bot.wiring.settings import AllSettings, Settings
from tests.contract.telegram_emulator import TOKEN, Line, line

OURS = "http://127.0.0.1:9"
"""Nobody is there."""


@pytest.fixture
async def tg() -> AsyncIterator[Line]:
    async with line(pace=100.0) as one:
        yield one


async def _said(tg: Line, folder: Path, mode: str = "webhook") -> tuple[str, bool, str]:
    own = Settings(
        _env_file=None,
        bot_token=TOKEN,
        telegram_api_url=tg.base,
        telegram_mode=mode,
        public_url=OURS,
        database_url=f"sqlite+aiosqlite:///{folder}/house.sqlite3",
        files_dir=folder / "files",
        listen="127.0.0.1:0",
    )
    found = await commands.check(AllSettings(own, {}), [])
    (one,) = [one for one in found if one.what in ("webhook", "updates")]
    assert one.good or one.advice
    return one.what, one.good, one.detail


async def test_updates_that_are_fetched(tg: Line, tmp_path: Path) -> None:
    await (await tg.phone()).type("чекає")
    assert await _said(tg, tmp_path, "polling") == (
        "updates",
        True,
        "fetched, 1 wait at Telegram",
    )
    await tg.bot.set_webhook("https://bot.example/secret-path")
    what, good, words = await _said(tg, tmp_path, "polling")
    assert (what, good) == ("updates", False)
    assert words.startswith("posted to https://bot.example so far; the next start fetches them")


async def test_updates_that_are_posted(tg: Line, tmp_path: Path) -> None:
    words = "will be set at the next start, 0 wait at Telegram"
    assert await _said(tg, tmp_path) == ("webhook", True, words)
    await tg.bot.set_webhook("https://bot.example/secret-path")
    words = f"is set to https://bot.example; the next start sets it to {OURS}, 0 wait at Telegram"
    assert await _said(tg, tmp_path) == ("webhook", False, words)
    await tg.bot.set_webhook(f"{OURS}/telegram/0123")
    assert await _said(tg, tmp_path) == ("webhook", True, f"{OURS}, 0 wait at Telegram")


async def test_trouble_of_the_last_hour(tg: Line, tmp_path: Path) -> None:
    await tg.bot.set_webhook(f"{OURS}/telegram/0123")
    await (await tg.phone()).type("є хто?")
    while (await tg.bot.get_webhook_info()).last_error_date is None:
        pass
    what, good, words = await _said(tg, tmp_path)
    assert (what, good) == ("webhook", False)
    assert words.startswith(f"{OURS}, last error at ")
    assert words.endswith("; 1 wait")
    assert "0123" not in words
