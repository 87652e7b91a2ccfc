"""docs/site-assumptions.md names every open reading with a function that is really there."""

import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
TABLE = (ROOT / "docs" / "site-assumptions.md").read_text(encoding="utf-8")
SITES = {"work_ua": ("A", 29), "robota_ua": ("R", 28), "headhunter": ("H", 27)}
"""The letter of a site's open readings, and how many its contract has."""
ROWS = re.findall(r"^\| ([A-Z]\d\d) \|.*?\| `(sites\.[\w.]+)` \|", TABLE, re.M)
NAMED = re.findall(r"\| `(sites\.[\w.]+)` \|", TABLE)


def _resolved(path: str) -> Any:
    """The object that a dotted path names: the longest module of it, then attributes."""
    parts = path.split(".")
    for cut in range(len(parts) - 1, 0, -1):
        try:
            found: Any = import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for part in parts[cut:]:
            found = getattr(found, part)
        return found
    raise AssertionError(path)


@pytest.mark.parametrize("site", SITES)
def test_every_assumption_of_a_contract_is_listed_once(site: str) -> None:
    letter, last = SITES[site]
    listed = re.findall(rf"^\| ({letter}\d\d) \|", TABLE, re.M)
    assert listed == [f"{letter}{number:02}" for number in range(1, last + 1)]


@pytest.mark.parametrize("path", sorted(set(NAMED)))
def test_what_a_row_names_exists(path: str) -> None:
    assert _resolved(path) is not None


@pytest.mark.parametrize(("mark", "path"), ROWS)
def test_the_code_bears_the_mark_of_its_assumption(mark: str, path: str) -> None:
    module = "/".join(path.split(".")[:3])
    source = (ROOT / f"{module}.py").read_text(encoding="utf-8")
    assert mark in source


def test_the_texts_that_rows_name_exist() -> None:
    texts = (ROOT / "sites/work_ua/texts/uk.ftl").read_text(encoding="utf-8")
    named = re.findall(r"text `([\w-]+)`", TABLE)
    assert len(named) == 2
    assert [one for one in named if f"\n{one} =" not in texts] == []


@pytest.mark.parametrize("site", SITES)
def test_every_switch_that_a_row_names_is_one_of_the_emulators(site: str) -> None:
    emulator = (ROOT / f"sites/{site}/emulator/world.py").read_text(encoding="utf-8")
    cells = re.findall(rf"^\| {SITES[site][0]}\d\d \|.*\| ([^|]*) \|$", TABLE, re.M)
    named = [name for cell in cells for name in re.findall(r"(?<!fault )`(\w+)`", cell)]
    assert named
    assert [name for name in named if f"    {name}: " not in emulator] == []
