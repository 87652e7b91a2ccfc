"""The table of guards is true of the code and of docs/security.md; `make guards` tries each one."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.guards.table import HEAD, ROOT, Guard, guards, page

GUARDS = guards()
DOC = ROOT / "docs/security.md"


@cache
def _tests_of(file: str) -> frozenset[str]:
    body = ast.parse((ROOT / file).read_bytes()).body
    functions = (one for one in body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef))
    return frozenset(one.name for one in functions)


@pytest.mark.parametrize("guard", GUARDS, ids=lambda one: one.threat)
def test_a_guard_stands_once_in_its_file_and_has_tests(guard: Guard) -> None:
    assert [guard.source.count(one.text) for one in guard.changes] == [1] * len(guard.changes)
    assert guard.removed() != guard.source
    if guard.file.endswith(".py"):
        compile(guard.removed(), guard.file, "exec")
    assert guard.tests
    for test in guard.tests:
        file, _, name = test.partition("::")
        assert name.partition("[")[0] in _tests_of(file), test


def test_every_threat_is_named_once() -> None:
    assert len({one.threat for one in GUARDS}) == len(GUARDS)


def test_the_page_has_the_table_as_it_is() -> None:
    """`python -m tests.guards --page` prints it."""
    words = DOC.read_text(encoding="utf-8")
    assert f"\n{page()}\n" in words
    assert words.count(HEAD[0]) == 1


def test_the_page_names_files_that_are_there() -> None:
    words = DOC.read_text(encoding="utf-8").replace(page(), "")
    named = re.findall(r"`((?:bot|handlers|sites|storage|docs|tests)/[\w./]+)`", words)
    assert named
    assert [one for one in named if not (ROOT / one).exists()] == []


def test_what_is_installed_has_hashes() -> None:
    makefile = Path(ROOT / "Makefile").read_text(encoding="utf-8")
    installs = [line for line in makefile.splitlines() if "requirements.lock" in line]
    fetched = [line for line in installs if "$(PIP)" in line]
    assert fetched
    assert all("--require-hashes" in line for line in fetched)
