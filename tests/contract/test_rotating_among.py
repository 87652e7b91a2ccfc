"""`vidhuk keys rotate` on a server, beside processes that may know the old key alone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.engine import URL

from bot.wiring import keys
from bot.wiring.commands import CannotStart
from bot.wiring.settings import Settings
from storage.canary import check_key
from storage.engine import open_engine
from storage.jobs.living import SPACE
from storage.keys import new_key
from storage.vault import FernetVault

OLD, NEW = new_key(), new_key()


async def test_who_rotates_beside_others_is_asked_whether_they_have_the_key(
    empty_postgres: Callable[[], URL], tmp_path: Path
) -> None:
    url = empty_postgres()
    own = Settings(
        _env_file=None,
        bot_token="4200000009:AArotatingCanaryZq8vKt3xw9LmNp5R",
        database_url=url.render_as_string(hide_password=False),
        files_dir=tmp_path,
        encryption_keys=f"{NEW},{OLD}",
    )
    engine = open_engine(url)
    await check_key(engine, FernetVault([OLD]))
    asked: list[str] = []

    async def rotated(answer: bool) -> bool:
        def meant(warning: str) -> bool:
            asked.append(warning)
            return answer

        ways = {"fresh": False, "one_file": False}
        return (await keys.rotate(own, lambda *_: None, **ways, meant=meant)).clean

    async with engine.connect() as process:
        await process.execute(select(func.pg_advisory_lock(SPACE, 7)))
        with pytest.raises(CannotStart, match="restarted with ENCRYPTION_KEYS=NEW,OLD"):
            await rotated(answer=False)
        assert await rotated(answer=True)
    await engine.dispose()
    assert len(asked) == 2
    assert await rotated(answer=False)
    assert len(asked) == 2  # nobody is at work
