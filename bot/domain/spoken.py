"""A moment said in words: `завтра о 10`, `у п'ятницю`, `in 2 hours`, `через три дня`, `25 грудня`.

A small grammar of ours, for what people type on a phone when they are asked when: a day, perhaps a
time of it; or how long from now. What is anything else is not guessed at.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Spoken:
    """What was understood: a day, a time of day, or a span from now."""

    day: date | None = None
    clock: time | None = None
    span: timedelta | None = None


_NEAR: Mapping[str, int] = {
    **dict.fromkeys(("сьогодні", "today", "сегодня"), 0),
    **dict.fromkeys(("завтра", "tomorrow"), 1),
    **dict.fromkeys(("післязавтра", "послезавтра"), 2),
}
_WEEKDAYS = (
    ("понеділок", "понедельник", "monday", "пн", "mon"),
    ("вівторок", "вторник", "tuesday", "вт", "tue"),
    ("середу", "середа", "среду", "среда", "wednesday", "ср", "wed"),
    ("четвер", "четверг", "thursday", "чт", "thu"),
    ("п'ятницю", "п'ятниця", "пятницу", "пятница", "friday", "пт", "fri"),
    ("суботу", "субота", "субботу", "суббота", "saturday", "сб", "sat"),
    ("неділю", "неділя", "воскресенье", "sunday", "нд", "вс", "sun"),
)
_MONTHS = (
    ("січня", "января", "january", "jan"),
    ("лютого", "февраля", "february", "feb"),
    ("березня", "марта", "march", "mar"),
    ("квітня", "апреля", "april", "apr"),
    ("травня", "мая", "may"),
    ("червня", "июня", "june", "jun"),
    ("липня", "июля", "july", "jul"),
    ("серпня", "августа", "august", "aug"),
    ("вересня", "сентября", "september", "sep"),
    ("жовтня", "октября", "october", "oct"),
    ("листопада", "ноября", "november", "nov"),
    ("грудня", "декабря", "december", "dec"),
)
_PARTS: Mapping[str, time] = {
    **dict.fromkeys(("вранці", "зранку", "ранку", "утром", "утра", "morning"), time(9)),
    **dict.fromkeys(("вдень", "опівдні", "днем", "днём", "полдень", "noon"), time(12)),
    **dict.fromkeys(("afternoon",), time(15)),
    **dict.fromkeys(("ввечері", "увечері", "вечора", "вечером", "вечера", "evening"), time(18)),
}
_LATE = frozenset({"вечора", "вечера", "ввечері", "увечері", "вечером", "evening", "pm", "дня"})
_EARLY = frozenset({"ранку", "вранці", "зранку", "утра", "утром", "morning", "am"})
_COUNTS: Mapping[str, int] = {
    **dict.fromkeys(("одну", "один", "одна", "a", "an", "one"), 1),
    **dict.fromkeys(("два", "дві", "две", "two"), 2),
    **dict.fromkeys(("три", "three"), 3),
    **dict.fromkeys(("чотири", "четыре", "four"), 4),
    **dict.fromkeys(("п'ять", "пять", "five"), 5),
}
_UNITS: Mapping[str, timedelta] = {
    **dict.fromkeys(
        ("хвилину", "хвилини", "хвилин", "хв", "минуту", "минуты", "минут", "мин"),
        timedelta(minutes=1),
    ),
    **dict.fromkeys(("minute", "minutes", "min"), timedelta(minutes=1)),
    **dict.fromkeys(("годину", "години", "годин", "год", "час", "часа", "часов"), _DAY / 24),
    **dict.fromkeys(("hour", "hours", "h"), _DAY / 24),
    **dict.fromkeys(("день", "дні", "днів", "дня", "дней", "добу", "сутки", "day", "days"), _DAY),
    **dict.fromkeys(("тиждень", "тижні", "тижнів", "неделю", "недели", "недель"), 7 * _DAY),
    **dict.fromkeys(("week", "weeks"), 7 * _DAY),
}
AT = frozenset({"о", "об", "в", "у", "at", "on", "к", "in", "the", "во", "цю", "this"})
_HOURS = frozenset({"год", "години", "годині", "година", "часов", "часа", "час", "o'clock"})
_COUNTED = (_HOURS - {"o'clock"}) | {"дня"}
"""After a number alone, how long as well as when: `2 години`, `3 дня`."""
_BEFORE_CLOCKS = frozenset({"о", "об", "at"})
"""No day follows these."""
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "`": "'", ",": " "})
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(am|pm)?")


def spoken(text: str, here: datetime) -> Spoken | None:
    """None: it is no moment in words. `here`: now, by the clock that is meant."""
    words = text.casefold().translate(_APOSTROPHES).split()
    if len(words) > 8:
        return None
    return _span(words, here) or _moment(words, here)


def _span(words: list[str], here: datetime) -> Spoken | None:
    """`через 2 години`, `in a week`, `за три дні`; days at nine, like a day that is named."""
    if len(words) < 2 or words[0] not in ("через", "за", "in"):
        return None
    counted, unit = words[1:-1], _UNITS.get(words[-1])
    if unit is None or len(counted) > 1:
        return None
    count = _count(counted[0]) if counted else 1
    if count is None:
        return None
    if unit < _DAY:
        return Spoken(span=count * unit)
    return Spoken(day=here.date() + count * unit) if count * unit <= 999 * _DAY else None


def _count(word: str) -> int | None:
    return int(word) if re.fullmatch(r"\d{1,3}", word) else _COUNTS.get(word)


def _moment(words: list[str], here: datetime) -> Spoken | None:
    """A day first, then its time; one of them at least is a word of ours."""
    left = [word for word in words if word not in AT]
    weekday = bool(left) and any(left[0] in names for names in _WEEKDAYS)
    day, left = _day(left, here)
    clock, known = _time(left)
    if not known or (day is None and not _worded(words, left)):
        return None
    if day is None and _could_be_day(left[0]) and _BEFORE_CLOCKS.isdisjoint(words):
        return None
    found = Spoken(day, clock)
    if weekday and day == here.date() and (clock is None or clock <= here.time()):
        return replace(found, day=day + 7 * _DAY)
    if day is None and clock is not None and clock <= here.time():
        found = replace(found, day=here.date() + _DAY)
    return found


def _worded(words: list[str], left: list[str]) -> bool:
    """`14:30` alone is no word, and read elsewhere; `о 14`, `at 2pm` and `ввечері` are.

    `2 години` might be a time as well as a span, so it is neither; `2 часа дня` is a time.
    """
    if not left or len(words) > len(left):
        return bool(left)
    number = any(_count(one) is not None for one in left)
    counted = number and len(left) == 2 and not _COUNTED.isdisjoint(left)
    return not counted and any(not one[:1].isdigit() for one in left)


def _could_be_day(word: str) -> bool:
    """`10.12` is read elsewhere; `10.30` is a time."""
    match = re.fullmatch(r"(\d{1,2})\.(\d{2})", word)
    if match is None:
        return False
    try:
        date(2000, int(match[2]), int(match[1]))  # a year with all of the days
    except ValueError:
        return False
    return True


def _day(words: list[str], here: datetime) -> tuple[date | None, list[str]]:
    """The day, and the words after it; a weekday may be today."""
    today = here.date()
    if not words:
        return None, words
    first, rest = words[0], words[1:]
    if first in _NEAR:
        return today + _NEAR[first] * _DAY, rest
    for number, names in enumerate(_WEEKDAYS):
        if first in names:
            ahead = (number - today.weekday()) % 7
            return today + ahead * _DAY, rest
    if rest:
        return (
            _dated(first, rest, today)
            or _dated(rest[0], [first, *rest[1:]], today)
            or (
                None,
                words,
            )
        )
    return None, words


def _dated(number: str, rest: list[str], today: date) -> tuple[date, list[str]] | None:
    """`25 грудня`, `december 25`: the next such day."""
    month = next((at for at, names in enumerate(_MONTHS, 1) if rest[0] in names), None)
    if month is None or not re.fullmatch(r"\d{1,2}", number):
        return None
    for year in (today.year, today.year + 1):
        try:
            day = date(year, month, int(number))
        except ValueError:
            continue
        if day >= today:
            return day, rest[1:]
    return None


def _time(words: list[str]) -> tuple[time | None, bool]:
    """The time, and whether all of the words were understood."""
    left = [word for word in words if word not in _HOURS]
    if not left:
        return None, not words
    match = _CLOCK.fullmatch(left[0])
    if match is None:
        return (_PARTS.get(left[0]), left[0] in _PARTS) if len(left) == 1 else (None, False)
    marks = {*left[1:], *([match[3]] if match[3] else [])}
    hour, minute = int(match[1]), int(match[2] or 0)
    if len(marks) > 1 or not marks <= _LATE | _EARLY:
        return None, False
    if marks & _LATE and 1 <= hour < 12:
        hour += 12
    if "am" in marks and hour == 12:
        hour = 0
    if hour > 23 or minute > 59:
        return None, False
    return time(hour, minute), True
