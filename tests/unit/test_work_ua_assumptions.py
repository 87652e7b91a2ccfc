"""docs/site-assumptions.md names every open reading with a function that is really there."""

import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
TABLE = (ROOT / "docs" / "site-assumptions.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (A\d\d) \|.*?\| `(sites\.[\w.]+)` \|", TABLE, re.M)
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


def test_every_assumption_of_the_contract_is_listed_once() -> None:
    listed = re.findall(r"^\| (A\d\d) \|", TABLE, re.M)
    assert listed == [f"A{number:02}" for number in range(1, 30)]


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


def test_every_switch_that_a_row_names_is_one_of_the_emulators() -> None:
    emulator = (ROOT / "sites/work_ua/emulator/world.py").read_text(encoding="utf-8")
    cells = re.findall(r"^\| A\d\d \|.*\| ([^|]*) \|$", TABLE, re.M)
    switches = [name for cell in cells for name in re.findall(r"`(\w+)`", cell)]
    assert switches
    assert [name for name in switches if f"    {name}: " not in emulator] == []
