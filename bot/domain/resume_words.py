"""Words of ads and resumes in Ukrainian, Russian and English, made comparable.

Endings are cut, letters that the languages write differently are one, and what is said not to be
there ("без досвіду", "прав немає") is told from what is. The known skills are must_have.toml.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("іїйы", "и"),
        **dict.fromkeys("єёэ", "е"),
        "ґ": "г",
        **dict.fromkeys("ъь'’ʼ`´", ""),
    }
)
_LATIN = str.maketrans("авсде", "abcde")
_ENDING = re.compile(
    r"(?:(?<=\w{3})(?:иями|ями|ами|ого|его|ому|ему|ими|ием|ием|иею|ию|иях|иям|ах|ях|ам|ям|ом|ем"
    r"|им|их|ов|ев|ив|ои|еи|ою|ею|ию|ию|ия|ие|ии|ую|юю|ая|яя|ое|ее|ти|т)"
    r"|(?<=\w{3})[аеиоуюя])$"
)
_ENGLISH = re.compile(r"(?<=[a-z]{3})(?:ings?|ed|es|e|s)$")
_PIECE = re.compile(r"\.net\b|[^\W_]+[+#]*|[.;!?•|…()]|,|—|–|:")
_BREAK = frozenset(".;!?•|…()")
_LEVEL = re.compile(
    r"\b(?P<letter>[abcавс][12])\b"
    r"|\b(?P<upper>upper[ -]?intermediate|(?:вище|више) (?:середн|средн)\w*)"
    r"|\b(?P<low>pre[ -]?intermediate|beginner|elementary|початков\w*|начальн\w*|базов\w*|basic)"
    r"|\b(?P<middle>intermediate|середн\w*|средн\w*|розмовн\w*|разговорн\w*)"
    r"|\b(?P<high>advanced|вилн\w*|свободн\w*|fluent\w*)"
    r"|\b(?P<native>native|ридн\w*|родн\w*|носии|proficien\w*)"
)
_LEVELS = {"upper": 4, "low": 2, "middle": 3, "high": 5, "native": 6}
_YEARS = re.compile(
    r"(\d{1,2})(?:[.,]\d)?\+? ?(?:-|–|—|до)? ?(?:\d{1,2})?\+? ?(?:рик|рок|лет\b|год|р\.|year|yr)"
)
_CATEGORY = re.compile(
    r"\b(?:категори\w*|кат|category|cat|прав[аи]?|licen[cs]e)\b[. :«\"]*"
    r"((?:[abcdeавсде]1?\b[ ,./+«»\"]*(?:и |та |and )?)+)"
)
_SPAN = re.compile(
    r"\b(?:\d\d[./])?((?:19|20)\d\d) ?(?:-|–|—|до|по) ?(?:(?:\d\d[./])?((?:19|20)\d\d)"
    r"|(?:по )?(?:зараз|тепер|сегодня|сегодняшн|наст|т\. ?ч|сеи|цеи|present|now|current))"
)
_NEVER = frozenset(
    [
        "без",
        "нема",
        "немае",
        "нет",
        "ни",
        "no",
        "not",
        "without",
        "dont",
        "doesnt",
        "havent",
        "never",
        "николи",
        "никогда",
        "не",
        "видсутни",
        "видсутне",
        "видсутнии",
        "отсутствуе",
        "отсутствует",
        "отсутствуют",
        "none",
        "хочу",
        "планую",
        "планирую",
        "мрию",
        "мечтаю",
        "навчитис",
        "навчитися",
        "навчус",
        "научитс",
        "научус",
        "want",
        "plan",
    ]
)
_NOT_NO = frozenset(
    [
        "тилки",
        "лише",
        "толко",
        "only",
        "менше",
        "менее",
        "нижче",
        "ниже",
        "раз",
        "проблем",
        "проблема",
        "питан",
        "вопросов",
        "обмежен",
        "ограничении",
        "боюс",
        "боюся",
        "гирше",
        "хуже",
        "less",
        "older",
    ]
)
_VERBS = frozenset(
    [
        "маю",
        "знаю",
        "володию",
        "вмию",
        "имею",
        "умею",
        "владею",
        "працював",
        "працювала",
        "работал",
        "работала",
        "have",
        "know",
        "speak",
        "can",
    ]
)
_CONTRAST = frozenset(["але", "проте", "однак", "но", "зато", "однако", "but", "however"])
_HAS = _VERBS | frozenset(["е", "есть", "досвид", "досвиду", "опит", "опита", "experience"])


@dataclass(frozen=True, slots=True)
class Token:
    """A word without its ending, or a known skill's key (`skill`)."""

    text: str
    skill: bool = False
    denied: bool = False
    """It is said not to be there, or only wished for."""


@dataclass(frozen=True, slots=True)
class Read:
    """A line as it is compared."""

    tokens: Sequence[Token]
    levels: Mapping[str, int]
    """Of languages, from 1 (A1) to 6 (C2, native)."""
    years: int | None
    """The greatest number of years that it names."""
    spans: Sequence[tuple[int, int | None]]
    """Years from and to, None for now."""


@dataclass(frozen=True, slots=True)
class Skill:
    """Something known: phrases that mean it, and phrases that imply it."""

    key: str
    phrases: frozenset[tuple[str, ...]]
    language: bool = False


def fold(text: str) -> str:
    """Small letters, those that the languages write differently as one, no apostrophes."""
    return text.lower().translate(_ALIKE)


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A folded word without its ending; double letters are one."""
    word = re.sub(r"([^\W\d])\1", r"\1", word)
    if word.isascii():
        return _ENGLISH.sub("", word) if word.isalpha() else word
    return _ENDING.sub("", word)


@cache
def skills() -> Sequence[Skill]:
    """All that are known."""
    text = files("bot.domain").joinpath("must_have.toml").read_text(encoding="utf-8")
    return [
        Skill(
            one["key"],
            frozenset(_phrase(words) for words in (*one["words"], *one.get("kinds", ()))),
            one.get("language", False),
        )
        for one in tomllib.loads(text)["skills"]
    ]


@cache
def asked_by() -> Mapping[tuple[str, ...], tuple[str, str]]:
    """What an ad asks for, by phrases: the key, and the words in their first form.

    A kind of a skill is asked for by its own words.
    """
    text = files("bot.domain").joinpath("must_have.toml").read_text(encoding="utf-8")
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    for one in tomllib.loads(text)["skills"]:
        for words in one["words"]:
            found.setdefault(_phrase(words), (one["key"], words))
    return found


def named(stems: Sequence[str]) -> list[tuple[int, int, str]]:
    """The skills that an ad's words ask for, the longest phrases from the left: from, to, key."""
    found, at = [], 0
    while at < len(stems):
        for size in (3, 2, 1):
            known = asked_by().get(tuple(stems[at : at + size]))
            if known is not None and at + size <= len(stems):
                found.append((at, at + size, known[0]))
                at += size - 1
                break
        at += 1
    return found


@cache
def languages() -> frozenset[str]:
    """Keys of the skills that have levels."""
    return frozenset(one.key for one in skills() if one.language)


def _phrase(words: str) -> tuple[str, ...]:
    return tuple(stem(one) for one in _PIECE.findall(fold(words)) if one[0].isalnum())


def read(line: str) -> Read:
    """What a line of a resume says: all skills that it names or implies."""
    return _read(line, given=True)


@lru_cache(maxsize=512)
def read_asked(text: str) -> Read:
    """What a must-have asks for."""
    return _read(text, given=False)


def _read(line: str, *, given: bool) -> Read:
    text = " ".join(fold(line).split())
    tokens: list[Token] = []
    for clause in _clauses(_PIECE.findall(text)):
        tokens += _clause(clause, given=given)
    tokens += _categories(text, tokens)
    years = [int(one[1]) for one in _YEARS.finditer(text)]
    spans = [(int(one[1]), int(one[2]) if one[2] else None) for one in _SPAN.finditer(text)]
    return Read(tokens, _levels(text), max(years, default=None), spans)


def _clauses(pieces: Iterable[str]) -> Iterable[list[str]]:
    """Parts in which a negation reaches; commas stay inside."""
    clause: list[str] = []
    for one in pieces:
        if one in _BREAK or one in _CONTRAST:
            yield clause
            clause = []
        else:
            clause.append(one)
    yield clause


def _clause(pieces: Sequence[str], *, given: bool) -> list[Token]:
    tokens: list[Token] = []
    carried = False
    part: list[str] = []
    for one in (*pieces, ","):
        if one != ",":
            part.append(one)
            continue
        denied, carried = _denied(part, carried=carried)
        tokens += _tokens(part, denied, given=given)
        part = []
    return tokens


def _denied(part: Sequence[str], *, carried: bool) -> tuple[Sequence[bool], bool]:
    """Which words are denied, and whether the denial goes on behind the comma."""
    at = next((at for at in range(len(part)) if _negates(part, at)), None)
    if at is None:
        on = carried and 0 < len(part) <= 3 and _HAS.isdisjoint(part)
        return [on] * len(part), on
    behind = [one for one in part[at + 1 :] if one not in _VERBS]
    if not behind and at > 0:
        return [True] * len(part), False  # "прав немає", "Excel не знаю", "права: ні"
    return [spot > at for spot in range(len(part))], True


def _negates(part: Sequence[str], at: int) -> bool:
    following = part[at + 1] if at + 1 < len(part) else ""
    return part[at] in _NEVER and following not in _NOT_NO


def _tokens(part: Sequence[str], denied: Sequence[bool], *, given: bool) -> Iterable[Token]:
    words = [(stem(one), no) for one, no in zip(part, denied, strict=True) if one not in "—–:"]
    stems = [word for word, _ in words]
    spans = _named(stems) if given else named(stems)
    inside = {at for start, end, _ in spans for at in range(start, end)}
    for start, _, key in spans:
        yield Token(key, skill=True, denied=words[start][1])
    for at, (word, no) in enumerate(words):
        if given or at not in inside:
            yield Token(word, denied=no)


def _named(stems: Sequence[str]) -> list[tuple[int, int, str]]:
    return [
        (at, at + size, one.key)
        for at in range(len(stems))
        for size in range(1, 4)
        for one in _by_phrase().get(tuple(stems[at : at + size]), ())
        if at + size <= len(stems)
    ]


@cache
def _by_phrase() -> Mapping[tuple[str, ...], Sequence[Skill]]:
    found: dict[tuple[str, ...], list[Skill]] = {}
    for one in skills():
        for phrase in one.phrases:
            found.setdefault(phrase, []).append(one)
    return found


def _categories(text: str, tokens: Sequence[Token]) -> list[Token]:
    """Of a driving licence: `driving:c`."""
    licence = next((one for one in tokens if one.text == "driving" and one.skill), None)
    if licence is None:
        return []
    letters = [
        letter.translate(_LATIN)
        for found in _CATEGORY.finditer(text)
        for letter in re.findall(r"\b[abcdeавсде]1?\b", found[1])
    ]
    return [replace(licence, text=f"driving:{one}") for one in dict.fromkeys(letters)]


def _levels(text: str) -> Mapping[str, int]:
    """Each level belongs to the language before it, or else to the one behind."""
    named = sorted(
        (found.start(), one.key)
        for one in skills()
        if one.language
        for found in _language(one.key).finditer(text)
    )
    levels: dict[str, int] = {}
    for found in _LEVEL.finditer(text) if named else ():
        before = [key for at, key in named if at < found.start()]
        behind = [key for at, key in named if at > found.start()]
        if before or behind:
            levels.setdefault(before[-1] if before else behind[0], _level(found))
    return levels


@cache
def _language(key: str) -> re.Pattern[str]:
    skill = next(one for one in skills() if one.key == key)
    firsts = sorted({phrase[0] for phrase in skill.phrases}, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, firsts)) + r")\w*")


def _level(found: re.Match[str]) -> int:
    letter = found["letter"]
    if letter:
        at = "abc".index(letter[0].translate(_LATIN))
        return 2 * at + int(letter[1])
    return _LEVELS[found.lastgroup or "middle"]
