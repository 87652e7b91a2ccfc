"""Whether a resume says what a vacancy asks for, and in which line. Never who somebody is."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.domain.application import Application
from bot.domain.resume_words import Read, Token, fold, languages, read, read_asked, stem

Close = Callable[[str, str], bool]
"""Whether two words without endings are the same but for a slip of the pen."""

_LINES_MOST = 400
_LINE_MOST = 400
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
_EITHER = re.compile(r"\s+(?:або|чи|или|либо|or)\s+|\s*/\s*", re.I)
_EACH = re.compile(r"\s*[,;]\s*|\s+(?:та|і|й|и|and|&)\s+", re.I)
_OF_THE_PERSON = re.compile(
    r"^\W*(?:вик|возраст|age|дата народження|дата рождения|date of birth|birth ?da(?:te|y)"
    r"|стат|пол|sex|gender|фото|photo|имя|name|full name|пиб|фио|призвище|фамилия|surname"
    r"|симеинии стан|семеиное положение|marital status)\b"
)
_LEARNING = re.compile(
    r"универ|инстит|академ|коледж|колледж|школ|лице|освит|образ|univers|college|school|education"
)
_IDLE = frozenset(
    stem(one)
    for one in fold(
        "досвід опыт experience знання знание знать знати knowledge know вміння умение вміти уметь "
        "навички навыки skills skill ability володіння владение володіти владеть наявність наличие "
        "розуміння понимание understanding впевнений уверенный confident користувач пользователь "
        "user рівень уровень level робота роботи работы work working від от from до to не менше "
        "менее нижче ниже least minimum мінімум минимум років рік роки року лет год года years "
        "year з із зі со with у в на для for in of the a an обов'язково обязательно required must "
        "бажано желательно desired готовність готовность ready добре хороше хорошее good відмінне "
        "отличное excellent strong мати иметь have has be досвідчений мова язык language якісне "
        "по по-перше сфері сфере категорія категории category кат"
    ).split()
)
"""Words that a requirement is wrapped in."""


@dataclass(frozen=True, slots=True)
class Material:
    """What may be compared of an application: its lines, those about the person left out."""

    lines: Sequence[tuple[str, Read]]
    year: int
    """The present one."""

    @classmethod
    def saying(cls, lines: Iterable[str], year: int) -> "Material":
        """These lines, each once."""
        kept = list(dict.fromkeys(lines))[:_LINES_MOST]
        return cls([(line, read(line)) for line in kept], year)

    @classmethod
    def of(cls, one: Application, year: int, *, more: str = "") -> "Material":
        """Resume, skills, position, letter; `more`: the text of its file."""
        name = {stem(fold(word)) for word in (one.name or "").split()}
        texts = (one.resume_text, more, *one.skills, one.position, one.letter)
        lines = [line for text in texts for line in _lines(text or "") if _says(line, name)]
        return cls.saying(lines, year)


def _lines(text: str) -> Iterable[str]:
    for line in text.splitlines():
        short = " ".join(line.split())
        for part in _SENTENCE.split(short) if len(short) > _LINE_MOST // 2 else [short]:
            yield part[:_LINE_MOST]


def _says(line: str, name: set[str]) -> bool:
    words = {stem(one) for one in re.findall(r"[^\W_]+", fold(line))}
    return bool(words - name) and not _OF_THE_PERSON.match(fold(line))


@dataclass(frozen=True, slots=True)
class _Need:
    """One thing that is asked for: all of it in one line."""

    tokens: Sequence[Token]
    levels: dict[str, int]
    years: int


def evidence(must_have: str, material: Material, close: Close) -> str | None:
    """The line that shows it; None when none does. `A / B`: either; `A, B`: each."""
    for way in _EITHER.split(must_have):
        found = [_shown(_need(part), material, close) for part in _parts(way)]
        if found and all(found):
            return found[0]
    return None


def _parts(way: str) -> list[str]:
    """What each has to be shown; a part without a word of its own belongs to the one before."""
    parts: list[str] = []
    for one in _EACH.split(way):
        if parts and not _own(read_asked(one).tokens):
            parts[-1] += f" {one}"
        elif one.strip():
            parts.append(one)
    return parts


def _own(tokens: Sequence[Token]) -> list[Token]:
    return [one for one in tokens if one.skill or _telling(one.text)]


def _telling(word: str) -> bool:
    level = re.fullmatch(r"[abcавс][12]", word) is not None
    return word not in _IDLE and not word.isdigit() and len(word) > 1 and not level


def _need(text: str) -> _Need:
    asked = read_asked(text)
    tokens = _own(asked.tokens)
    levels = {key: level for key, level in asked.levels.items() if key in languages()}
    if any(one.skill and one.text in levels for one in tokens):
        tokens = [one for one in tokens if one.skill]  # the others are words of the level
    if not tokens and asked.years is None:
        tokens = list(asked.tokens)
    return _Need(tokens, levels, asked.years or 0)


def _shown(need: _Need, material: Material, close: Close) -> str | None:
    if not need.tokens:
        return _worked(need.years, material) if need.years else None
    for at, (line, said) in enumerate(material.lines):
        if _holds(need, said, close) and _long_enough(need, at, material):
            return line
    return None


def _holds(need: _Need, line: Read, close: Close) -> bool:
    skills = [one for one in need.tokens if one.skill]
    words = [one for one in need.tokens if not one.skill]
    if not all(_has(one, line, close) for one in skills):
        return False
    if any(line.levels.get(key, 0) < level for key, level in need.levels.items()):
        return False
    met = sum(_has(one, line, close) for one in words)
    return met >= (len(words) if len(words) < 3 else -(-2 * len(words) // 3))


def _has(wanted: Token, line: Read, close: Close) -> bool:
    if wanted.text == "driving:b":
        stated = [one for one in line.tokens if one.text.startswith("driving:")]
        return not stated or wanted in stated
    if wanted.skill:
        return wanted in line.tokens
    return any(
        not one.skill and one.denied is wanted.denied and _same(wanted.text, one.text, close)
        for one in line.tokens
    )


def _same(one: str, other: str, close: Close) -> bool:
    if one == other:
        return True
    least, most = sorted((one, other), key=len)
    if len(least) >= 5 and len(most) - len(least) <= 3 and most.startswith(least):
        return True
    return len(least) >= 5 and close(one, other)


def _long_enough(need: _Need, at: int, material: Material) -> bool:
    """The years that the line names, or those of the dates beside it."""
    if not need.years:
        return True
    named = material.lines[at][1].years
    if named is not None:
        return named >= need.years
    around = material.lines[max(0, at - 1) : at + 2]
    return any(_span(said, material.year) >= need.years for _, said in around)


def _span(said: Read, year: int) -> int:
    return max((min(end or year, year) - start for start, end in said.spans), default=0)


def _worked(years: int, material: Material) -> str | None:
    """The line that shows so many years of work, of whatever kind."""
    total, longest = 0, ("", 0)
    for line, said in material.lines:
        worked = any(one.text in ("досвид", "стаж", "опит", "experienc") for one in said.tokens)
        if worked and (said.years or 0) >= years:
            return line
        span = 0 if _LEARNING.search(fold(line)) else _span(said, material.year)
        total += span
        longest = max(longest, (line, span), key=lambda one: one[1])
    return longest[0] if total >= years else None
