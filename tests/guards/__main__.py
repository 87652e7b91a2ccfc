"""`make guards`: takes each guard away, one at a time, and sees that its tests fail then.

Each run is a process of its own, forked where the libraries are loaded already; it reads the one
file as it would be without the guard, and nothing is written. `-k WORD` tries some threats.
"""

import argparse
import contextlib
import importlib
import importlib.machinery
import io
import os
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import CodeType
from typing import Any

import pytest

from tests.guards.table import ROOT, Guard, guards, page

_LIBRARIES = (
    *("telegram.ext", "sqlalchemy.ext.asyncio", "aiohttp.web", "httpx", "alembic.command"),
    *("cryptography.fernet", "pydantic_settings", "structlog", "phonenumbers", "fluent.runtime"),
    *("PIL.Image", "rapidfuzz.fuzz", "playwright.async_api", "openpyxl", "babel.dates", "fpdf"),
    *("aioresponses", "nh3", "procrastinate", "psycopg", "typer", "rich.console", "pypdf"),
)
_AT_ONCE = 2
_FAILS = re.compile(r"^\d+ failed(?!.*error)", re.M)
"""It has to fail, not to break before it begins."""
_FAILED = int(pytest.ExitCode.TESTS_FAILED)


def _take_away(guard: Guard) -> None:
    """From now on the file is read without it, by whoever imports it, or reads it as a text."""
    target, words = str(ROOT / guard.file), guard.removed()
    on_disk = Path.read_text

    def read_text(self: Path, *how: Any, **more: Any) -> str:
        return words if str(self) == target else on_disk(self, *how, **more)

    Path.read_text = read_text  # type: ignore[method-assign]
    as_it_is = importlib.machinery.SourceFileLoader.get_code

    def read(self: importlib.machinery.SourceFileLoader, name: str) -> CodeType | None:
        if self.path == target:
            return compile(words, target, "exec", dont_inherit=True)
        return as_it_is(self, name)

    loader: Any = importlib.machinery.SourceFileLoader
    loader.get_code = read


def _forked(tests: Sequence[str], guard: Guard | None) -> tuple[int, int]:
    """Run these tests without the guard; the process, and where its output comes."""
    come, go = os.pipe()
    child = os.fork()
    if child:
        os.close(go)
        return child, come
    os.close(come)
    os.dup2(go, 1)
    os.dup2(go, 2)
    if guard is not None:
        _take_away(guard)
    code = pytest.main(["-q", "-x", "-p", "no:cacheprovider", *tests])
    sys.stdout.flush()
    os._exit(int(code))


def _ended(child: int, come: int) -> tuple[int, str]:
    with os.fdopen(come, encoding="utf-8", errors="replace") as said:
        words = said.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), words


def _whole(tried: Sequence[Guard]) -> bool:
    """With all guards in their places all tests pass."""
    tests = sorted({test for one in tried for test in one.tests})
    code, words = _ended(*_forked(tests, None))
    if code:
        print(words)
    return code == 0


def _missed(tried: Sequence[Guard]) -> list[str]:
    """What is wrong: tests that do not miss their guard."""
    runs = [(one, test) for one in tried for test in one.tests]
    wrong = []
    for at in range(0, len(runs), _AT_ONCE):
        begun = [(run, _forked([run[1]], run[0])) for run in runs[at : at + _AT_ONCE]]
        for (guard, test), process in begun:
            code, words = _ended(*process)
            fails = code == _FAILED and _FAILS.search(words) is not None
            print(f"{'missed' if fails else 'NOT MISSED'}: {guard.threat}: {test}", flush=True)
            if not fails:
                wrong.append(f"{guard.threat}: {test} ended with {code}\n{words[-2000:]}")
    return wrong


def main() -> int:
    """Returns what the process ends with."""
    asked = argparse.ArgumentParser(prog="python -m tests.guards", description=__doc__)
    asked.add_argument("--page", action="store_true", help="print the table of docs/security.md")
    asked.add_argument("-k", default="", metavar="WORD", help="only threats with this word")
    given = asked.parse_args()
    if given.page:
        print(page())
        return 0
    os.chdir(ROOT)
    began, tried = time.monotonic(), [one for one in guards() if given.k in one.threat]
    for name in _LIBRARIES:
        with contextlib.suppress(ImportError), contextlib.redirect_stderr(io.StringIO()):
            importlib.import_module(name)
    wrong = _missed(tried)
    if not _whole(tried):
        wrong.append("with all guards in their places not all tests pass")
    print(
        "\n".join(wrong) or f"{len(tried)} guards, each missed, in {time.monotonic() - began:.0f} s"
    )
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
