"""When something that was put off comes back, by the clock of the company."""

import re
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.errors import BadInput
from bot.domain.spoken import AT, spoken

EVENING, MORNING = time(18), time(9)
MOST = timedelta(days=366)
_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2}))?")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})")


class Later(StrEnum):
    """What the buttons offer."""

    HOUR = "hour"
    EVENING = "evening"
    MORNING = "morning"


def moment(choice: Later, now: datetime, zone: str, hour: timedelta) -> datetime | None:
    """When that is, None for an evening that has come; `hour` is as long as the pace lets it be."""
    here = now.astimezone(ZoneInfo(zone))
    if choice is Later.HOUR:
        return now + hour
    if choice is Later.MORNING:
        return _at(here.date() + timedelta(days=1), MORNING, zone)
    evening = _at(here.date(), EVENING, zone)
    return evening if evening > now else None


def typed(text: str, now: datetime, zone: str) -> datetime:
    """`25.12`, `25.12 14:30`, `25.12.2027`, `14:30`: the next such moment; a day alone: at nine.

    Or in words, of any of our languages: `bot.domain.spoken`.

    Raises: BadInput("later-date" | "later-past" | "later-far").
    """
    here = now.astimezone(ZoneInfo(zone))
    today = here.date()
    words = [word for word in text.split() if word.casefold() not in AT]
    said = spoken(text, here)
    if said is not None and said.span is not None:
        return _ahead(now + said.span, now)
    if said is not None:
        return _ahead(_at(said.day or today, said.clock or MORNING, zone), now)
    clock = _clock(words[-1]) if words else None
    days = words[:-1] if clock is not None else words
    if len(days) > 1 or (not days and clock is None):
        raise BadInput("later-date")
    day = _day(days[0], today) if days else today
    if day > today + MOST:  # before it is a moment: the last days of all are none in UTC
        raise BadInput("later-far")
    return _ahead(_at(day, clock or MORNING, zone), now)


def _ahead(found: datetime, now: datetime) -> datetime:
    if found <= now:
        raise BadInput("later-past")
    if found > now + MOST:
        raise BadInput("later-far")
    return found


def _clock(word: str) -> time | None:
    """A day that could be a clock too (`25.12`) is a day."""
    match = _CLOCK.fullmatch(word)
    if match is None or ":" not in word:
        return None
    try:
        return time(int(match[1]), int(match[2]))
    except ValueError:
        raise BadInput("later-date") from None


def _day(word: str, today: date) -> date:
    match = _DAY.fullmatch(word)
    if match is None:
        raise BadInput("later-date")
    year = int(match[3] or today.year)
    try:
        day = date(year + 2000 if year < 100 else year, int(match[2]), int(match[1]))
        if match[3] is None and day < today:
            day = day.replace(year=today.year + 1)
    except ValueError:
        raise BadInput("later-date") from None
    return day


def _at(day: date, clock: time, zone: str) -> datetime:
    return datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)
