"""All words that people read: Fluent texts by language, numbers and moments by Babel.

A language is a folder of `.ftl` files (`handlers/texts/<language>/*.ftl`), and a site brings one
file a language of its own. Every id exists in every language with the same variables: `load`
proves it, so a missing text stops the start and never shows as an empty message.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TypeAlias
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import get_global
from babel.dates import format_date
from babel.numbers import format_decimal
from fluent.runtime import FluentBundle
from fluent.runtime.resolver import Pattern
from fluent.syntax import FluentParser, ast

from bot.domain.workspace import LANGUAGES

FOLDER = Path(__file__).parent / "texts"
_LOCALES = {"uk": "uk", "en": "en_GB", "ru": "ru"}
_DAYS = {"uk": "dd.MM.y", "en": "d MMM y", "ru": "dd.MM.y"}
_SIGNS = {"UAH": "₴", "USD": "$", "EUR": "€", "PLN": "zł", "RUB": "₽", "KZT": "₸", "GEL": "₾"}
_PRIVATE = 0xE000
_LONG = 500
_KEPT_FORMATS = "\u200d"  # joins emoji; every other format character can turn a line around


class Html(str):
    """A text that is HTML already: put into another one as it is."""

    __slots__ = ()


Words: TypeAlias = str | int


_NAMES = frozenset(
    (
        *("account", "accounts", "company", "label", "name", "names"),
        *("position", "title", "titles", "vacancy", "who"),
    )
)
"""Variables that hold what somebody is called: Telegram would make a link of `romashka.ua`."""
_DOT = re.compile(r"(?<=\w)\.(?=[^\W\d])")
_SITE_NAME = re.compile(r"[a-z0-9_]+-name")
_NO_LINK = ".\u2060"
"""A dot and a word joiner: nobody sees it, and no domain goes on behind it."""


class BrokenTexts(Exception):
    """A text is missing, unreadable, or differs between languages; the message says which."""


def clean(text: str) -> str:
    """A text from outside without what could break the line it stands in.

    Control characters, direction marks and halves of surrogate pairs go, newlines stay.
    """
    if text.isprintable():
        return text
    for char in set(text):
        if not char.isprintable() and not _harmless(char):
            text = text.replace(char, "")
    return text


def _harmless(char: str) -> bool:
    if char in "\n\t" or char in _KEPT_FORMATS:
        return True
    return unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def escape(text: str) -> Html:
    """Make an outside text fit for a message; what is Html stays as it is."""
    return text if isinstance(text, Html) else Html(html.escape(clean(text), quote=False))


def _stand_in(at: int, value: Words) -> Words:
    """Fluent refuses values of over 1000 characters; a private character takes their place.

    No value can hold it: `clean` drops what is for private use.
    """
    return chr(_PRIVATE + at) if isinstance(value, str) and len(value) > _LONG else value


class Texts:
    """The texts of one language."""

    def __init__(self, language: str, entries: "_Entries") -> None:
        self.language = language
        self._bundle = FluentBundle([_LOCALES[language]], use_isolating=False)
        self._entries = entries
        self._fixed: dict[str, str] = {}
        """What takes no variables, as it has been said once."""
        sites = [self.label(one) for one in entries if _SITE_NAME.fullmatch(one)]
        self._sites = [one for one in sites if "." in one]

    def __call__(self, text_id: str, /, **values: Words) -> Html:
        """A text as HTML, every string among `values` escaped. Raises: BrokenTexts."""
        safe = {
            name: self._safe(name, value) if isinstance(value, str) else value
            for name, value in values.items()
        }
        return Html(self._format(text_id, safe))

    def _safe(self, name: str, value: str) -> Html:
        if name not in _NAMES or "." not in value or isinstance(value, Html):
            return escape(value)
        words = _DOT.sub(_NO_LINK, escape(value))
        for site in self._sites:  # theirs lead to where they should
            words = words.replace(site.replace(".", _NO_LINK), site)
        return Html(words)

    def label(self, text_id: str, /, **values: Words) -> str:
        """The same as plain text, for buttons, popups and file names. Raises: BrokenTexts."""
        safe = {
            name: clean(value) if isinstance(value, str) else value
            for name, value in values.items()
        }
        return self._format(text_id, safe)

    def has(self, text_id: str) -> bool:
        """For what a site may leave out (`<site>-connect-hint`)."""
        return text_id in self._entries

    def ids(self) -> Iterable[str]:
        """All that can be said."""
        return self._entries.keys()

    def needs(self, text_id: str) -> frozenset[str]:
        """The variables of a text. Raises: BrokenTexts."""
        if text_id not in self._entries:
            raise BrokenTexts(f"no text {text_id}")
        return self._entries[text_id].variables

    def site(self, key: str) -> str:
        """What a site is called."""
        return self.label(f"{key}-name")

    def part(self, site: str, key: str) -> str:
        """What a part of an ad is called: a field of its site, or a question of the vacancy."""
        ids = (f"{site}-field-{key}", f"step-{key}")
        known = next((one for one in ids if self.has(one)), None)
        return self.label(known) if known is not None else key

    def parts(self, site: str, keys: Iterable[str]) -> str:
        """`Назва, Оплата`"""
        return ", ".join(self.part(site, key) for key in keys)

    def number(self, number: int) -> str:
        """`40000` as `40 000`."""
        return str(format_decimal(number, locale=_LOCALES[self.language]))

    def money(self, amount: int, currency: str) -> str:
        """Whole units, as `40 000 ₴`; the blanks do not break."""
        return f"{self.number(amount)}\u00a0{_SIGNS.get(currency, currency)}"

    def day(self, day: date) -> str:
        """`12.03.1994`; in English, where that may be read as December, `12 Mar 1994`."""
        return str(format_date(day, _DAYS[self.language], locale=_LOCALES[self.language]))

    def when(self, moment: datetime, time_zone: str, now: datetime) -> str:
        """A moment as short as it can be: `14:05`, `вчора 14:05`, `12 лист. 14:05`."""
        zone = ZoneInfo(time_zone)
        there, here = moment.astimezone(zone), now.astimezone(zone)
        clock = there.strftime("%H:%M")
        away = there.date() - here.date()
        if not away:
            return clock
        if abs(away) == timedelta(days=1):
            return self.label("when-tomorrow" if away.days > 0 else "when-yesterday", time=clock)
        if there.year == here.year:
            return f"{self._date(there, 'd MMM')} {clock}"
        return self._date(there, "d MMM y")

    def clock(self, moment: datetime, time_zone: str) -> str:
        """`вт 14:05`"""
        there = moment.astimezone(ZoneInfo(time_zone))
        return f"{self._date(there, 'EEE')} {there.strftime('%H:%M')}"

    def city(self, time_zone: str) -> str:
        """What people call a time zone: `Київ`."""
        return city_of(time_zone, self.language)

    def _date(self, moment: datetime, form: str) -> str:
        return str(format_date(moment.date(), form, locale=_LOCALES[self.language]))

    def _pattern(self, text_id: str) -> Pattern:
        if not self._bundle.has_message(text_id):
            self._bundle.add_resource(ast.Resource([self._entries[text_id].parsed()]))
        pattern = self._bundle.get_message(text_id).value
        assert pattern is not None  # `parsed` refuses a text without words
        return pattern

    def _format(self, text_id: str, values: Mapping[str, Words]) -> str:
        needed = self.needs(text_id)
        if needed:
            return self._filled(text_id, needed, values)
        if text_id not in self._fixed:
            self._fixed[text_id] = self._filled(text_id, needed, {})
        return self._fixed[text_id]

    def _filled(self, text_id: str, needed: frozenset[str], values: Mapping[str, Words]) -> str:
        unset = needed - values.keys()
        if unset:
            raise BrokenTexts(f"{text_id} lacks {', '.join(sorted(unset))}")
        pattern = self._pattern(text_id)
        stand_ins = {name: _stand_in(at, value) for at, (name, value) in enumerate(values.items())}
        text, errors = self._bundle.format_pattern(pattern, stand_ins)
        if errors:
            raise BrokenTexts(f"{text_id}: {errors[0]!r}")
        words = str(text)
        for name, value in values.items():
            if isinstance(value, str) and stand_ins[name] is not value:
                words = words.replace(str(stand_ins[name]), value)
        return words


@cache
def city_of(time_zone: str, language: str) -> str:
    """What people call a time zone in a language.

    CLDR has words for one spelling of a zone, often not the present one (`Europe/Kiev`).
    """
    aliases = get_global("zone_aliases")
    present = aliases.get(time_zone, time_zone)
    spelled = [present, *(old for old, new in aliases.items() if new == present)]
    known = Locale.parse(_LOCALES[language]).time_zones
    found = (known[zone]["city"] for zone in spelled if "city" in known.get(zone, {}))
    return str(next(found, time_zone.rpartition("/")[2].replace("_", " ")))


class AllTexts:
    """Every language; one that is not there gives Ukrainian."""

    def __init__(self, by_language: Mapping[str, Texts]) -> None:
        self._by_language = by_language

    def __call__(self, language: str) -> Texts:
        return self._by_language.get(language) or self._by_language["uk"]


def load(extra_folders: Iterable[Path] = ()) -> AllTexts:
    """Read the own texts and those of `extra_folders`, each of which holds `<language>.ftl`.

    Raises: BrokenTexts, naming every id that is not the same in all languages.
    """
    folders = tuple(extra_folders)
    read = {language: _language(language, folders) for language in LANGUAGES}
    variables = {
        language: {text_id: entry.variables for text_id, entry in entries.items()}
        for language, entries in read.items()
    }
    differing = [
        f"{language}: {text_id}"
        for language, there in variables.items()
        for text_id in sorted(variables["uk"].keys() | there.keys())
        if variables["uk"].get(text_id) != there.get(text_id)
    ]
    if differing:
        raise BrokenTexts("texts that differ from Ukrainian: " + ", ".join(differing))
    return AllTexts({language: _texts(language, folders) for language in LANGUAGES})


@cache  # texts do not change while a process lives
def _texts(language: str, folders: tuple[Path, ...]) -> Texts:
    return Texts(language, _language(language, folders))


@cache
def _language(language: str, folders: tuple[Path, ...]) -> "_Entries":
    read: _Entries = {}
    own = sorted((FOLDER / language).glob("*.ftl"))
    for file in [*own, *(folder / f"{language}.ftl" for folder in folders)]:
        for entry in _entries(file):
            if entry.text_id in read:
                raise BrokenTexts(f"{file.name} repeats {entry.text_id}")
            if file not in own:  # no test of ours has read it
                entry.parsed()
            read[entry.text_id] = entry
    return read


@dataclass(frozen=True, slots=True)
class _Entry:
    """One message of a file as it is written: parsing all takes half a second of each start."""

    text_id: str
    source: str
    variables: frozenset[str]
    file: Path

    def parsed(self) -> ast.Message:
        """Raises: BrokenTexts."""
        return _parsed(self)


@cache
def _parsed(entry: _Entry) -> ast.Message:
    read = FluentParser(with_spans=False).parse_entry(entry.source)
    if not isinstance(read, ast.Message):
        raise BrokenTexts(f"{entry.file}: not Fluent: {entry.source.strip()[:60]}")
    if read.value is None:
        raise BrokenTexts(f"{entry.file}: {entry.text_id} is empty")
    return read


_Entries: TypeAlias = dict[str, _Entry]
_START = re.compile(r"([A-Za-z][\w-]*) *=", re.ASCII)
_VARIABLE = re.compile(r"\$([A-Za-z][\w-]*)", re.ASCII)


@cache
def _entries(file: Path) -> Sequence[_Entry]:
    """The messages of a file: each begins with `id =` and goes on while lines are indented."""
    found: list[tuple[str, list[str]]] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        start = _START.match(line)
        if start:
            found.append((start[1], [line]))
        elif line and not line.startswith(("#", " ", "}")):
            raise BrokenTexts(f"{file}: not Fluent: {line[:60]}")
        elif found and not line.startswith("#"):
            found[-1][1].append(line)
    return [_entry(text_id, "\n".join(lines) + "\n", file) for text_id, lines in found]


def _entry(text_id: str, source: str, file: Path) -> _Entry:
    return _Entry(text_id, source, frozenset(_VARIABLE.findall(source)), file)
