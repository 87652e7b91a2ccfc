"""The house rules that no linter knows: style.md sections 1 and 9."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

# `make check` runs them, and CI both times.
pytestmark = pytest.mark.thorough
ROOT = Path(__file__).parents[2]
HOUSES = ("bot", "handlers", "sites", "storage")
MOST_LINES = 400


def _sources(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from (ROOT / folder).rglob("*.py")


def _imports(source: Path) -> Iterator[str]:
    """Every module that `source` imports by its full name, at any depth of the file."""
    for node in ast.walk(ast.parse(source.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _layers() -> set[str]:
    with (ROOT / "pyproject.toml").open("rb") as config:
        contracts = tomllib.load(config)["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one["type"] == "layers")
    return {name.strip(" ()") for layer in layers for name in layer.split("|")}


def _relative(paths: Iterator[Path]) -> dict[str, Path]:
    return {path.relative_to(ROOT).as_posix(): path for path in paths}


def test_the_house_has_its_four_folders() -> None:
    assert [name for name in HOUSES if not (ROOT / name / "__init__.py").is_file()] == []


def test_every_module_of_bot_stands_in_a_layer() -> None:
    inside = {f"bot.{path.stem}" for path in (ROOT / "bot").glob("*.py")} - {"bot.__init__"}
    inside |= {f"bot.{path.parent.name}" for path in (ROOT / "bot").glob("*/__init__.py")}
    assert inside <= _layers()


def test_the_domain_imports_only_itself_and_the_standard_library() -> None:
    known = sys.stdlib_module_names
    strangers = {
        f"{name} imports {imported}"
        for name, path in _relative(_sources("bot/domain")).items()
        for imported in _imports(path)
        if imported.split(".")[0] not in known and not f"{imported}.".startswith("bot.domain.")
    }
    assert strangers == set()


def test_no_site_is_known_outside_its_folder() -> None:
    """style.md 3: handlers ask what a site `can`, never which it is."""
    keys = {path.parent.name for path in (ROOT / "sites").glob("*/__init__.py")} - {"kit"}
    named = re.compile("|".join({*keys, "robota_ua", "headhunter"}))
    knowing = {
        name
        for name, path in _relative(_sources("bot", "handlers", "storage")).items()
        if named.search(path.read_text(encoding="utf-8"))
    }
    assert knowing == set()


def test_no_file_but_an_emulator_is_longer_than_the_limit() -> None:
    sizes = {
        name: len(path.read_bytes().splitlines())
        for name, path in _relative(_sources(*HOUSES, "tests")).items()
        if not {"emulator", "emulator.py"} & set(path.parts)
    }
    assert {name: size for name, size in sizes.items() if size > MOST_LINES} == {}


def test_nobody_mocks() -> None:
    mockers = {
        name
        for name, path in _relative(_sources(*HOUSES, "tests")).items()
        for imported in _imports(path)
        if imported.startswith(("unittest", "mock", "pytest_mock"))
    }
    assert mockers == set()


def test_the_lock_has_hashes_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    pins = [line for line in lock.splitlines() if line and line[0] not in "# "]
    assert pins
    assert [pin for pin in pins if not pin.endswith("\\")] == []


@pytest.mark.parametrize("name", ["uv.lock", "pylock.toml", "poetry.lock", "Pipfile.lock"])
def test_requirements_lock_is_the_one_lock(name: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert name not in makefile
    assert not (ROOT / name).exists()
