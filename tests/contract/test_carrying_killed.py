"""Killed in the middle: what a move, a backup or a restore leaves, and that the next one works."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.wiring import carrying, commands
from bot.wiring.commands import CannotStart
from storage.copying import Told
from tests.contract.carried import Place, Places, quiet, refused

ENDS = ("sqlite", "postgresql")
THOROUGH = pytest.mark.thorough


def _killed(do: Callable[[Told], object], at: str) -> None:
    """Begin in a process of its own, which is killed once it is `at` this."""

    def told(what: str, *_: int) -> None:
        if what == at:
            os.kill(os.getpid(), signal.SIGKILL)

    child = os.fork()
    if not child:
        try:
            do(told)
        finally:
            os._exit(1)  # it was to be killed, whatever it says
    _, ended = os.waitpid(child, 0)
    assert os.WIFSIGNALED(ended)


@pytest.mark.parametrize("at", [pytest.param("users", marks=THOROUGH), "files on disk"])
def test_a_killed_backup_leaves_no_archive_and_the_next_one_is_whole(
    at: str, old: Place, places: Places, tmp_path: Path
) -> None:
    path = tmp_path / "vidhuk.tar"
    _killed(lambda told: carrying.backup(old.own, path, told), at)
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
    _killed(lambda told: carrying.restore(new.own, archive, told), at)
    assert not new.own.database_file.exists()
    if at != "archive":  # until then nothing is written
        with pytest.raises(CannotStart, match="repeat `vidhuk restore ARCHIVE`"):
            commands.migrate(new.own)
    left = new.own.database_file.with_name(".vidhuk.sqlite3.restoring-journal")
    left.parent.mkdir(exist_ok=True)  # killed while it read, it has made nothing yet
    left.write_bytes(b"of a migration that was killed")
    new.restore(archive)
    assert (new.tallies, new.files) == (old.tallies, old.files)
    assert not list(new.own.database_file.parent.glob(".vidhuk*"))


@pytest.mark.parametrize("kind", ENDS)
def test_a_killed_move_leaves_both_as_they_were_and_is_done_again(
    kind: str, old: Place, places: Places
) -> None:
    before, new = old.tallies, places.make(kind, "new")
    to = new.own.database_url
    _killed(lambda told: carrying.move(old.own, to, told), "vacancies")
    assert old.tallies == before
    assert new.empty()
    carrying.move(old.own, to, quiet)
    assert new.tallies == before
