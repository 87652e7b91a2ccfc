"""Killed in the middle: what a move, a backup or a restore leaves, and that the next one works."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.wiring import carrying
from tests.contract.carried import Place, Places, quiet, refused

ENDS = ("sqlite", "postgresql")
THOROUGH = pytest.mark.thorough

_KILLED = """
import os, signal, sys
from pathlib import Path
from bot.wiring import carrying
from bot.wiring.settings import Settings

def told(what, done, total):
    if what == sys.argv[1]:
        os.kill(os.getpid(), signal.SIGKILL)

own = Settings(_env_file=None)
{call}
"""


def _killed(place: Place, call: str, at: str) -> None:
    own = place.own
    environment = {
        **os.environ,
        "BOT_TOKEN": own.bot_token.get_secret_value(),
        "DATABASE_URL": own.database_url,
        "FILES_DIR": str(own.files_dir),
        "ENCRYPTION_KEYS": own.encryption_keys.get_secret_value(),
    }
    words = [sys.executable, "-c", _KILLED.format(call=call), at]
    ended = subprocess.run(words, env=environment, check=False, capture_output=True)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()


@pytest.mark.parametrize("at", [pytest.param("users", marks=THOROUGH), "files on disk"])
def test_a_killed_backup_leaves_no_archive_and_the_next_one_is_whole(
    at: str, old: Place, places: Places, tmp_path: Path
) -> None:
    path = tmp_path / "vidhuk.tar"
    _killed(old, f"carrying.backup(own, Path({str(path)!r}), told)", at)
    assert not path.exists()
    half = path.with_name("vidhuk.tar.partial")
    assert "cut short" in refused(places.make("sqlite", "none"), half)
    old.backup(path)
    new = places.make("sqlite", "new")
    new.restore(path)
    assert new.tallies == old.tallies
    assert sorted(one.name for one in tmp_path.glob("vidhuk.tar*")) == ["vidhuk.tar"]


@pytest.mark.parametrize(
    "at", [pytest.param("archive", marks=THOROUGH), "files", pytest.param("users", marks=THOROUGH)]
)
def test_a_killed_restore_is_done_again_by_the_next(
    at: str, old: Place, archive: Path, places: Places
) -> None:
    new = places.make("sqlite", "new")
    _killed(new, f"carrying.restore(own, Path({str(archive)!r}), told)", at)
    assert not new.own.database_file.exists()
    new.restore(archive)
    assert (new.tallies, new.files) == (old.tallies, old.files)
    assert not list(new.own.database_file.parent.glob(".vidhuk*"))


@pytest.mark.parametrize("kind", ENDS)
def test_a_killed_move_leaves_both_as_they_were_and_is_done_again(
    kind: str, old: Place, places: Places
) -> None:
    before, new = old.tallies, places.make(kind, "new")
    to = new.own.database_url
    _killed(old, f"carrying.move(own, {to!r}, told)", "vacancies")
    assert old.tallies == before
    assert new.empty()
    carrying.move(old.own, to, quiet)
    assert new.tallies == before
