"""What somebody is recognised by in a text of somebody else: what of it goes, and what may stay."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from typing import Any

from bot.domain.application import Application
from bot.domain.erasure import numbers_of
from bot.domain.masking import HIDDEN
from bot.domain.names import words_of

_SIGNS = r"[\s()+./\-\u00a0]*"
"""What stands between the digits of a number."""
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Marks:
    """Numbers, addresses, and names of at least two words: one word alone is anybody's."""

    numbers: frozenset[str]
    emails: frozenset[str]
    names: frozenset[tuple[str, ...]]

    @classmethod
    def of(cls, people: list[Application]) -> "Marks":
        """Of all these."""
        names = {words_of(one.name) for one in people}
        return cls(
            frozenset(number for one in people for number in numbers_of(one)),
            frozenset(e.strip().lower() for one in people for e in one.emails if e.strip()),
            frozenset(words for words in names if len(words) > 1),
        )

    def in_text(self, text: str) -> bool:
        """Whether any of them stands there, however the number is written."""
        return any(pattern.search(text) for pattern in self._patterns())

    def in_record(self, raw: str) -> bool:
        """The same of what a site gave: letters may be escaped, and a name stand in parts."""
        if self.in_text(raw):
            return True
        try:
            found = json.loads(raw)
        except ValueError:
            return False
        if self.in_text(json.dumps(found, ensure_ascii=False)):
            return True
        return any(words.issuperset(name) for words in _parts(found) for name in self.names)

    def hidden(self, text: str) -> str:
        """The text without them; numbers and names of others stay."""
        for pattern in self._patterns():
            text = pattern.sub(HIDDEN, text)
        return text

    def _patterns(self) -> Iterator[re.Pattern[str]]:
        for number in sorted(self.numbers):
            digits = _SIGNS.join(number)
            yield re.compile(rf"\+?(?:\d{_SIGNS}){{0,3}}{digits}")
        for email in sorted(self.emails):
            yield re.compile(rf"(?<![\w.+-]){re.escape(email)}(?!\w)", re.I)
        for name in sorted(self.names):
            for pair in permutations(name, 2):
                words = r"\s+".join(map(re.escape, pair))
                yield re.compile(rf"\b{words}\b", re.I)


def _parts(found: Any) -> Iterator[set[str]]:
    """The words of each object's own texts: a site gives a name as a first and a last one."""
    if isinstance(found, dict):
        texts = [one for one in found.values() if isinstance(one, str)]
        yield {word.casefold() for text in texts for word in _WORD.findall(text)}
    inside = found.values() if isinstance(found, dict) else found
    if isinstance(found, dict | list):
        for one in inside:
            yield from _parts(one)
