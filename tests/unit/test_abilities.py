"""The README's table of what each site can is what the code makes."""

import re
from pathlib import Path

import pytest

from bot import cli
from bot.domain.site import Can
from bot.wiring.abilities import WORDS, table
from sites import discover
from tests.own_site import KEY, laid_out

README = Path(__file__).parents[2] / "README.md"
MEND = "put what `.venv/bin/vidhuk sites` prints into README.md, under `What each site can`"


def test_every_ability_has_words() -> None:
    assert set(WORDS) == set(Can)


def test_the_readme_has_the_table_as_the_code_makes_it() -> None:
    section = README.read_text(encoding="utf-8").partition("\n### What each site can\n")[2]
    shown = re.search(r"^\|.*?(?=\n\n)", section, re.M | re.S)
    assert shown is not None, MEND
    assert shown[0] == table(discover()), MEND


def test_a_site_of_ones_own_has_its_column(tmp_path: Path) -> None:
    with laid_out(tmp_path) as folder:
        made = table([site for site in discover(folder) if site.info.key == KEY])
    lines = made.splitlines()
    assert lines[0] == "|  | Зразок |"
    assert "| Login | login, password |" in lines
    assert "| Closing it | ✓ |" in lines
    assert "| Unused publications | – |" in lines


def test_the_command_prints_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.delenv("SITES_PATH", raising=False)
    monkeypatch.chdir(tmp_path)
    cli.app(["sites"], standalone_mode=False)
    assert capsys.readouterr().out == f"{table(discover())}\n"
