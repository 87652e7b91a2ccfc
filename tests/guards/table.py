"""The table of guards, as code and as the page shows it."""

import ast
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_FILE = Path(__file__).with_name("guards.toml")
HEAD = ("| threat | guard | where | test |", "| --- | --- | --- | --- |")


@dataclass(frozen=True, slots=True)
class Change:
    """Words of the code, and what stands there when they are taken away."""

    text: str
    removed: str


@dataclass(frozen=True, slots=True)
class Guard:
    """What stands between a threat and what it threatens."""

    threat: str
    about: str
    file: str
    changes: Sequence[Change]
    tests: Sequence[str]

    @property
    def source(self) -> str:
        """The file as it is."""
        return (ROOT / self.file).read_text(encoding="utf-8")

    def removed(self) -> str:
        """The file without the guard."""
        source = self.source
        for one in self.changes:
            source = source.replace(one.text, one.removed)
        return source

    @property
    def where(self) -> str:
        """`handlers/web.py: FromTelegram.update`"""
        if not self.file.endswith(".py"):
            return self.file
        source, text = self.source, self.changes[0].text
        begin = source.index(text) + len(text) - len(text.lstrip())
        names = _around(ast.parse(source).body, source.count("\n", 0, begin) + 1)
        return f"{self.file}: {'.'.join(names)}" if names else self.file


def _around(body: Sequence[ast.stmt], line: int) -> list[str]:
    for node in body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if node.lineno <= line <= (node.end_lineno or 0):
            return [node.name, *_around(node.body, line)]
    return []


def guards() -> list[Guard]:
    """All of them, in the order of the page."""
    with _FILE.open("rb") as file:
        rows = tomllib.load(file)["guard"]
    return [
        Guard(
            row["threat"],
            row["about"],
            row["file"],
            [Change(one["text"], one["removed"]) for one in (row, *row.get("also", ()))],
            row["tests"],
        )
        for row in rows
    ]


def page() -> str:
    """The table of docs/security.md."""
    lines = [
        f"| {one.threat} | {one.about} | `{one.where}` | {'<br>'.join(map(_shown, one.tests))} |"
        for one in guards()
    ]
    return "\n".join((*HEAD, *lines))


def _shown(test: str) -> str:
    """Without the folder of all tests; an id of a case may hold what parts columns."""
    return f"`{test.removeprefix('tests/').partition('[')[0]}`"
