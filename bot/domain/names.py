"""Whether two names may be one person's: alphabets, short forms, order, typos (given_names.toml).

Only the given name decides: a surname changes by marriage and is shared by a family. Where it is
not sure that the given names agree, they do not.
"""

import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from bot.domain.masking import HIDDEN

_FILE = Path(__file__).with_name("given_names.toml")
_MOST = 200
"""Letters of a name that are read: it comes from outside."""
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`ʹ\"][^\W\d_]+)*['’ʼ`ʹ]?")
_SILENT = re.compile(r"['’ʼ`ʹ\"ьъ]")
_LETTERS = {
    **dict(zip("абвгґдезийіїклмнопрстуфхэы", "abvhhdeziiiiklmnoprstufhei", strict=True)),
    "ё": "io",
    "є": "ie",
    "ю": "iu",
    "я": "ia",
    "ж": "Z",
    "ч": "C",
    "ш": "S",
    "щ": "S",
    "ц": "T",
    "š": "S",
    "ŝ": "S",
    "č": "C",
    "ž": "Z",
    "ë": "io",
    "û": "iu",
    "â": "ia",
    "ł": "l",
}
"""Cyrillic of Ukrainian and Russian, and the letters with marks of ISO 9; one letter a sound."""
_PAIRS = (
    *(("shch", "S"), ("sch", "S"), ("sh", "S"), ("sz", "S"), ("tch", "C"), ("ch", "C")),
    *(("cz", "C"), ("zh", "Z"), ("kh", "h"), ("gh", "h"), ("ts", "T"), ("tz", "T")),
    *(("ph", "f"), ("th", "t"), ("ck", "k"), ("x", "ks"), ("w", "v"), ("q", "k"), ("c", "k")),
    *(("g", "h"), ("y", "i"), ("j", "i"), ("SC", "S")),
)
"""Latin letters by the ways of BGN, ICAO, the Ukrainian rules of 2010, ISO 9, and by ear."""
_TWICE = re.compile(r"(.)\1+")
_SOFT = re.compile(r"(?<=.)i(?=[aeou])")
_FIRST = re.compile(r"^ie")
_FATHER = {
    "m": re.compile(r".{2,}(?:[oe]viC|[iu]liC|[iu]kiC|miC)"),
    "f": re.compile(r".{2,}(?:[ioe]vna|[iu]liCna|[iu]kiCna|miniCna)"),
}
_SURNAMES = {
    "f": re.compile(r".{2,}(?:ova|eva|ska|Tka|ina)"),
    "m": re.compile(r".{2,}(?:ov|ev|ski|Tki|in)"),
}
_SURNAME = re.compile(r".{2,}(?:ov|ev|ova|eva|ski|ska|Tki|Tka|enko|uk|Cuk|ak)")
_KEY_MOST = 40
_BEGINS_LEAST = 3
_LEAST = 4
"""A shorter word has too many neighbours for a typo to tell which is meant."""


def sounds(word: str) -> str:
    """One spelling for a word however it was put into Latin letters: `Сергій`, `Serhiy` → same."""
    plain = _SILENT.sub("", unicodedata.normalize("NFC", word).casefold())
    cyrillic = "".join(_LETTERS.get(char, char) for char in plain)
    latin = "".join(
        char for char in unicodedata.normalize("NFD", cyrillic) if not unicodedata.combining(char)
    )
    for written, sound in _PAIRS:
        latin = latin.replace(written, sound)
    soft = _SOFT.sub("", _TWICE.sub(r"\1", latin))
    return _FIRST.sub("e", _TWICE.sub(r"\1", soft))


@dataclass(frozen=True, slots=True)
class _Given:
    """The given names that are known: line numbers by form and by sound, and whose they are."""

    by_form: Mapping[str, frozenset[int]]
    by_sound: Mapping[str, frozenset[int]]
    full: Sequence[tuple[str, str, int]]
    """Full forms as written and as they sound, with their line."""
    sex: Sequence[str]
    """`m` or `f`, by line."""
    first: Sequence[str]
    """What a line is called by: its first form, as written."""

    def of(self, word: str) -> frozenset[int]:
        """The lines that the word stands in; empty for no given name that we know."""
        exact = self.by_form.get(_form(word))
        return exact or self.by_sound.get(sounds(word), frozenset())


def _form(word: str) -> str:
    return re.sub(r"['’ʼ`ʹ\"]", "'", word.casefold())


@cache
def _given() -> _Given:
    lines = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    by_form: dict[str, set[int]] = {}
    by_sound: dict[str, set[int]] = {}
    full: list[tuple[str, str, int]] = []
    sex: list[str] = []
    first: list[str] = []
    marked = [(one[0], line) for one in ("male", "female") for line in lines[one]]
    for at, (whose, line) in enumerate(marked):
        sex.append(whose)
        whole, _, fond = line.partition(":")
        first.append(_form(whole.split()[0]))
        full += [(_form(word), sounds(word), at) for word in whole.split()]
        for word in (*whole.split(), *fond.split()):
            by_form.setdefault(_form(word), set()).add(at)
            by_sound.setdefault(sounds(word), set()).add(at)
    return _Given(_frozen(by_form), _frozen(by_sound), full, sex, first)


@lru_cache(4096)
def _near(word: str) -> frozenset[int]:
    """The lines of full forms that are one slip away; asked for each pair of words of two names."""
    form, sound = _form(word), sounds(word)
    return frozenset(
        line for full, heard, line in _given().full if _slip(form, full) or _slip(sound, heard)
    )


def _frozen(found: Mapping[str, set[int]]) -> dict[str, frozenset[int]]:
    return {key: frozenset(lines) for key, lines in found.items()}


# -- looking for a name ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NameKey:
    """A word that is looked for among the `name_keys` that are kept of names."""

    sound: str
    """As it is heard: the whole word, or its beginning where `begins`."""
    given: frozenset[str]
    """The given names that it may be, in any of their forms."""
    begins: str | None
    """None: too short to be anybody's beginning."""

    def fits(self, keys: Collection[str]) -> bool:
        """Whether a name with these keys has such a word."""
        if self.sound in keys or self.given & set(keys):
            return True
        begins = self.begins
        return begins is not None and any(one.startswith(begins) for one in keys)


def name_keys(name: str | None) -> frozenset[str]:
    """What a name is found by: the sound of each word, and the given names that it may be.

    They are stored: what is changed here, or in the sounds, is to be reckoned anew for old rows.
    """
    found: set[str] = set()
    for match in _WORD.finditer((name or "")[:_MOST]):
        found |= {sounds(match[0])[:_KEY_MOST], *_canonical(match[0])}
    return frozenset(found - {""})


def wanted_names(words: str) -> list[NameKey]:
    """What each word that was typed is looked for by, the rarest first: given names are many's."""
    found = []
    for match in _WORD.finditer(words[:_MOST]):
        sound = sounds(match[0])[:_KEY_MOST]
        # An `i` before a vowel is not heard: whether one follows is not typed so far.
        begins = sound.rstrip("i")
        given = _canonical(match[0])
        found.append(NameKey(sound, given, begins if len(begins) >= _BEGINS_LEAST else None))
    return sorted(found, key=lambda it: (bool(it.given), -len(it.sound)))


def _canonical(word: str) -> frozenset[str]:
    """The full forms, as they sound: unlike the lines of the file they keep their names."""
    known = _given()
    return frozenset(f"={sounds(known.first[line])}" for line in known.of(word))


# -- one name -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a name that is more than an initial and no patronymic."""

    text: str
    sound: str
    lines: frozenset[int]
    """Of the given names that it may be."""


@dataclass(frozen=True, slots=True)
class _Name:
    words: Sequence[_Word]
    fathers: Sequence[str]
    """Sounds of patronymics."""
    sex: str
    """`m`, `f`, or empty where nothing tells."""


def _read(name: str | None) -> _Name:
    known = _given()
    words: list[_Word] = []
    fathers: list[str] = []
    for match in _WORD.finditer((name or "")[:_MOST]):
        sound = sounds(match[0])
        lines = known.of(match[0])
        if not lines and any(one.fullmatch(sound) for one in _FATHER.values()):
            fathers.append(sound)
        elif len(match[0]) > 1:
            words.append(_Word(match[0], sound, lines))
    return _Name(words, fathers, _sex(words, fathers))


def _sex(words: Sequence[_Word], fathers: Sequence[str]) -> str:
    """By the patronymic, else the given name, else the surname: Саша Ковальська is a woman."""
    told = [sex for sex, one in _FATHER.items() for father in fathers if one.fullmatch(father)]
    if not told:
        told = [sex for word in words for sex in _sexes(word) if len(_sexes(word)) == 1]
    if not told:
        others = [word.sound for word in words if not word.lines]
        told = [sex for sex, one in _SURNAMES.items() for word in others if one.fullmatch(word)]
    return told[0] if len(set(told)) == 1 else ""


def _sexes(word: _Word) -> set[str]:
    return {_given().sex[line] for line in word.lines}


def given_of(name: str | None) -> frozenset[str]:
    """The given names that stand in a name, each by one form however it is written.

    A short form may be of several; empty where none is known.
    """
    lines = {line for word in _read(name).words for line in word.lines}
    return frozenset(_given().first[line] for line in lines)


def words_of(name: str | None) -> tuple[str, ...]:
    """Given names and surnames, in lower case: no initials, no patronymics."""
    return tuple(word.text.casefold() for word in _read(name).words)


# -- two names ----------------------------------------------------------------------------


def compatible(one: str | None, other: str | None) -> bool:
    """Whether the given names agree as far as anybody can tell; False where that is not sure.

    Short forms, other alphabets and spellings, another order and a typo do agree. A namesake of
    another father does not, nor a bare initial, nor a surname alone; a name with a number is none.
    """
    if any(char.isdigit() for char in f"{one}{other}"[: 2 * _MOST]):
        return False
    here, there = _read(one), _read(other)
    if here.sex and there.sex and here.sex != there.sex:
        return False
    if here.fathers and there.fathers and not _same_father(here.fathers, there.fathers):
        return False
    pairs = list(_paired(here.words, there.words))
    left = [word for word in here.words if not any(word is mine for mine, _ in pairs)]
    right = [word for word in there.words if not any(word is theirs for _, theirs in pairs)]
    if any(word.lines for word in (*left, *right)):
        return False  # what agrees may be a surname: Марко Роман and Роман Коваль
    if any(mine.lines or theirs.lines for mine, theirs in pairs):
        return True
    return len(pairs) > 1 and not left and not right


def _same_father(here: Sequence[str], there: Sequence[str]) -> bool:
    return any(mine == theirs or _slip(mine, theirs) for mine in here for theirs in there)


def _paired(here: Sequence[_Word], there: Sequence[_Word]) -> Iterator[tuple[_Word, _Word]]:
    """Words that are the same one, each taken once, the surest first."""
    rest = list(there)
    waiting = list(here)
    for same in (_spelled, _called, _mistyped):
        for word in list(waiting):
            found = next((one for one in rest if same(word, one)), None)
            if found is not None:
                rest.remove(found)
                waiting.remove(word)
                yield word, found


def _spelled(one: _Word, other: _Word) -> bool:
    return one.text.casefold() == other.text.casefold()


def _called(one: _Word, other: _Word) -> bool:
    if one.lines or other.lines:
        return bool(one.lines & other.lines)
    return one.sound == other.sound


def _mistyped(one: _Word, other: _Word) -> bool:
    if one.lines and other.lines:
        return False  # two names, however alike: Аліна and Еліна
    if not one.lines and not other.lines:
        return _slip(one.sound, other.sound)
    slip, meant = (other, one) if one.lines else (one, other)
    if _SURNAME.fullmatch(slip.sound) or len(slip.text) < _LEAST:
        return False
    near = _near(slip.text)
    sexes = {_given().sex[line] for line in near}
    return bool(near & meant.lines) and len(sexes) == 1


def _slip(one: str, other: str) -> bool:
    """One letter more, less, or other, or two in the wrong order; never in a very short word."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < _LEAST - 1 or len(long) < _LEAST or len(long) - len(short) > 1:
        return False
    at = next((at for at, char in enumerate(short) if char != long[at]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    if short[at + 1 :] == long[at + 1 :]:
        return True
    return short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]


def unnamed(text: str, name: str | None) -> str:
    """The text without the words of the name, in whatever alphabet and case they stand there.

    Nor are there other forms of the given name: Саша for Олександр.
    """
    words = _WORD.findall((name or "")[:_MOST])
    hidden = [one for one in map(sounds, words) if len(one) > 1]
    lines = {line for word in words if len(word) > 1 for line in _given().of(word)}

    def without(found: re.Match[str]) -> str:
        word = sounds(found[0])
        named = any(_declined(word, one) for one in hidden)
        return HIDDEN if named or lines & _given().of(found[0]) else found[0]

    return _WORD.sub(without, text)


def _declined(word: str, name: str) -> bool:
    """Whether a word may be a case of the name: endings differ, and short ones are short."""
    stem = name if len(name) < 4 else name[: max(3, len(name) - 2)]
    return word.startswith(stem) and len(word) <= len(name) + 3
