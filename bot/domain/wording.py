"""Words of an ad that the law watches: a warning before it is published, never a block.

The rules are data: wording.toml.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from re import Pattern

from bot.domain.rich_text import plain
from bot.domain.vacancy import Step, Vacancy

_ALIKE = str.maketrans("Ёё’ʼ`´‘–—−‑\u00a0\u202f\u2009", "Ее'''''----   ")


class About(StrEnum):
    """What a term is about."""

    AGE = "age"
    SEX = "sex"
    FAMILY = "family"
    ORIGIN = "origin"
    PAY = "pay"


@dataclass(frozen=True, slots=True)
class Rule:
    """What is looked for in a folded line, and what makes it harmless; its own tests."""

    id: str
    about: About
    any: tuple[Pattern[str], ...]
    not_after: Pattern[str] | None
    not_before: Pattern[str] | None
    finds: tuple[str, ...]
    passes: tuple[str, ...]

    def search(self, line: str) -> Iterator[tuple[int, int]]:
        """Where it stands in a line."""
        text = _folded(line)
        for one in self.any:
            for found in one.finditer(text):
                if not self._harmless(text[: found.start()], text[found.end() :]):
                    yield _trimmed(text, *found.span())

    def _harmless(self, before: str, behind: str) -> bool:
        if self.not_after is not None and self.not_after.search(before):
            return True
        return self.not_before is not None and self.not_before.search(behind) is not None


@dataclass(frozen=True, slots=True)
class Term:
    """One doubtful place: `line[start:end]`, in the answer to `step`."""

    rule: str
    about: About
    step: Step
    line: str
    start: int
    end: int

    @property
    def words(self) -> str:
        """As they stand there."""
        return self.line[self.start : self.end]


@cache
def rules() -> Sequence[Rule]:
    """All of them, in their order."""
    text = files("bot.domain").joinpath("wording.toml").read_text(encoding="utf-8")
    return [
        Rule(
            one["id"],
            About(one["about"]),
            tuple(map(re.compile, one["any"])),
            re.compile(one["not_after"]) if "not_after" in one else None,
            re.compile(one["not_before"]) if "not_before" in one else None,
            tuple(one["finds"]),
            tuple(one["passes"]),
        )
        for one in tomllib.loads(text)["rules"]
    ]


def doubtful(vacancy: Vacancy) -> list[Term]:
    """The places in all that is typed freely, from above; of two that overlap the longer one."""
    lines = [(Step.TITLE, vacancy.title)]
    lines += [(Step.DESCRIPTION, one) for one in plain(vacancy.description).splitlines()]
    lines.append((Step.CITY, vacancy.city))
    lines += [(Step.CONTACT, vacancy.contact.text)] if vacancy.contact is not None else []
    return [term for step, line in lines for term in terms_in(line, step)]


def terms_in(line: str, step: Step) -> list[Term]:
    """The places in one line; of two that overlap the longer one."""
    found = [
        Term(rule.id, rule.about, step, line, start, end)
        for rule in rules()
        for start, end in rule.search(line)
    ]
    kept: list[Term] = []
    for term in sorted(found, key=lambda it: it.start - it.end):
        if all(term.end <= one.start or one.end <= term.start for one in kept):
            kept.append(term)
    return sorted(kept, key=lambda it: it.start)


def _folded(line: str) -> str:
    """Letters as the rules have them, each where it stood."""
    text = line.translate(_ALIKE)
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    found = text[start:end]
    return start + len(found) - len(found.lstrip()), end - len(found) + len(found.rstrip())
