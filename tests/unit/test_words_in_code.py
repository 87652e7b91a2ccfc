"""Words that people read stand in the texts, in all three languages, and nowhere in the code."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

# As test_architecture.py: `make check` reads the code, `make test` runs it.
pytestmark = pytest.mark.thorough

ROOT = Path(__file__).parents[2]
HOUSES = ("bot", "handlers", "sites", "storage")
_READ, _ADS = "what people and sites write is read by it", "what goes into an ad on its site"
READ_OR_SENT = {
    "bot/demo.py": "sample people",
    "bot/emulate.py": "sample people",
    "bot/documents/pdf.py": _READ,
    "bot/domain/answer.py": "tags, as they are spelled in templates",
    "bot/domain/group.py": _READ,
    "bot/domain/masking.py": "given names",
    "bot/domain/matching.py": _READ,
    "bot/domain/must_have.py": _READ,
    "bot/domain/names.py": "spellings of names",
    "bot/domain/pay.py": _READ,
    "bot/domain/resume_words.py": _READ,
    "bot/domain/spoken.py": _READ,
    "bot/domain/wording.py": _READ,
    "bot/usecases/choose_silence.py": _READ,
    "bot/wiring/zones.py": "cities, as people type them",
    "sites/headhunter/forms.py": _ADS,
    "sites/headhunter/known_names.py": "names that the site gives",
    "sites/headhunter/people.py": _READ,
    "sites/kit/pay.py": _READ,
    "sites/kit/search.py": _READ,
    "sites/robota_ua/forms.py": _ADS,
    "sites/robota_ua/keys.py": "names that the site gives",
    "sites/robota_ua/mapping.py": _READ,
    "sites/robota_ua/own_ads.py": _READ,
    "sites/robota_ua/people.py": _READ,
    "sites/work_ua/forms.py": _ADS,
    "sites/work_ua/known_names.py": "names that the site gives",
    "sites/work_ua/mapping.py": _READ,
}
"""Where Cyrillic letters stand in the code, and why nobody reads them in the chat."""
DRAWN = ("handlers/render", "bot/usecases/reading", "bot/domain/views")
"""Where messages are made: no sentence of any language stands there."""
_CYRILLIC = re.compile(r"[а-яіїєґё]", re.I)
_SENTENCE = re.compile(r"[^\W\d_]{2,} [^\W\d_]{2,}")


@cache
def _modules(*folders: str) -> list[tuple[str, ast.Module]]:
    return list(_parsed(folders))


def _parsed(folders: Iterable[str]) -> Iterator[tuple[str, ast.Module]]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            ours = {"emulator", "migrations"}.isdisjoint(path.parts)
            if ours and path.name != "emulator.py":
                yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def _words(tree: ast.Module) -> Iterator[str]:
    """Strings that are no docstrings, and not said to programmers by an error."""
    silent: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            silent.add(id(node.value))
        elif isinstance(node, ast.Raise | ast.Assert):
            silent |= {id(one) for one in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in silent:
            yield from [node.value] if isinstance(node.value, str) else []


def test_cyrillic_words_stand_only_where_they_are_read_or_sent_to_a_site() -> None:
    found = {name for name, tree in _modules(*HOUSES) if any(map(_CYRILLIC.search, _words(tree)))}
    assert found == set(READ_OR_SENT)


def test_no_sentence_stands_where_messages_are_made() -> None:
    found = [
        (name, word) for name, tree in _modules(*DRAWN) for word in _words(tree)
        if _SENTENCE.search(word)
    ]  # fmt: skip
    assert found == []


def test_dates_of_messages_are_formatted_by_babel() -> None:
    """Hours and minutes alone read the same everywhere; files have dates that sort."""
    by_hand = re.compile(r"%[aAbBdmyYj]")
    for name, tree in _modules(*DRAWN):
        words = [word for word in _words(tree) if by_hand.search(word)]
        calls = [
            node.func.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        ]
        assert (name, words, "strftime" in calls) == (name, [], False)
