"""Finding an entry of a long list by what a person types, in any of its languages."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from bot.domain.site import Entry

_MOST = 50
_ALIKE = 0.75


def folded(text: str) -> str:
    """Letters as they compare: one case, one apostrophe, one kind of dash, ё as е."""
    found = text.casefold().replace("ё", "е")
    found = re.sub(r"[ʼ’‘`´′]", "'", found)
    return " ".join(re.sub(r"[\s\-–—]+", " ", found).split())


def search(entries: Sequence[Entry], typed: str) -> list[Entry]:
    """Entries that fit, best first: whole name, beginning, beginning of a word, part, misspelt."""
    wanted = folded(typed)
    if not wanted:
        return list(entries[:_MOST])
    ranked = [(_rank(entry, wanted), at) for at, entry in enumerate(entries)]
    fitting = sorted((rank, at) for rank, at in ranked if rank is not None)
    if not fitting:
        fitting = sorted(_misspelt(entries, wanted))
    return [entries[at] for _, at in fitting[:_MOST]]


def _names(entry: Entry) -> Iterable[str]:
    return {folded(name) for name in entry.names.values()}


def _rank(entry: Entry, wanted: str) -> float | None:
    ranks = [rank for name in _names(entry) if (rank := _fit(name, wanted)) is not None]
    return min(ranks, default=None)


def _fit(name: str, wanted: str) -> float | None:
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    if f" {wanted}" in name:
        return 2
    return 3 if wanted in name else None


def _misspelt(entries: Sequence[Entry], wanted: str) -> Iterable[tuple[float, int]]:
    for at, entry in enumerate(entries):
        close = max((_alike(name, wanted) for name in _names(entry)), default=0.0)
        if close >= _ALIKE:
            yield 1 - close, at


def _alike(name: str, wanted: str) -> float:
    matcher = SequenceMatcher(None, name, wanted)
    return matcher.ratio() if matcher.real_quick_ratio() >= _ALIKE else 0.0
