"""Moments in words, as people type them on a phone."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.errors import BadInput
from bot.domain.later import typed
from bot.domain.spoken import spoken

KYIV = "Europe/Kyiv"
NOON = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)  # a Friday, 12:00 in Kyiv


@pytest.mark.parametrize(
    ("words", "day", "clock"),
    [
        ("завтра", 28, "09:00"),
        ("завтра о 10", 28, "10:00"),
        ("Завтра об 11:30", 28, "11:30"),
        ("завтра в 10", 28, "10:00"),
        ("tomorrow at 10", 28, "10:00"),
        ("tomorrow 3pm", 28, "15:00"),
        ("Tomorrow at 3 pm", 28, "15:00"),
        ("завтра ввечері", 28, "18:00"),
        ("завтра утром", 28, "09:00"),
        ("завтра о 7 вечора", 28, "19:00"),
        ("завтра в 10 утра", 28, "10:00"),
        ("tomorrow in the evening", 28, "18:00"),
        ("завтра о 10 годині", 28, "10:00"),
        ("сьогодні о 18", 27, "18:00"),
        ("сегодня в 18:15", 27, "18:15"),
        ("о 15", 27, "15:00"),
        ("о 9", 28, "09:00"),
        ("післязавтра", 29, "09:00"),
        ("послезавтра в 12", 29, "12:00"),
        ("у понеділок", 30, "09:00"),
        ("в понедельник в 14:00", 30, "14:00"),
        ("on monday at 9", 30, "09:00"),
        ("в суботу", 28, "09:00"),
        ("через 2 дні", 29, "09:00"),
        ("через два дня", 29, "09:00"),
        ("in 3 days", 30, "09:00"),
        ("через годину", 27, "13:00"),
        ("за 2 години", 27, "14:00"),
        ("через 30 минут", 27, "12:30"),
        ("in an hour", 27, "13:00"),
        ("о 3 дня", 27, "15:00"),
        ("2 часа дня", 27, "14:00"),
        ("в 2 часа", 28, "02:00"),
        ("завтра 10 часов", 28, "10:00"),
        ("5 вечора", 27, "17:00"),
        ("о 10.30", 28, "10:30"),
        ("к 10.30", 28, "10:30"),
        ("о 10.12", 28, "10:12"),
        ("завтра в 10.12", 28, "10:12"),
        ("at 12 am", 28, "00:00"),
        ("tomorrow 12am", 28, "00:00"),
        ("at 12 pm", 28, "12:00"),
        ("цю п'ятницю о 18", 27, "18:00"),
        ("this friday 18:00", 27, "18:00"),
        ("в пятницу вечером", 27, "18:00"),
    ],
)
def test_what_people_type_is_the_next_such_moment(words: str, day: int, clock: str) -> None:
    there = typed(words, NOON, KYIV).astimezone(_zone())
    assert (there.month, there.day, there.strftime("%H:%M")) == (11, day, clock)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("25 грудня", "2026-12-25 09:00"),
        ("25 декабря в 14:30", "2026-12-25 14:30"),
        ("december 25 at 10", "2026-12-25 10:00"),
        ("3 січня о 10", "2027-01-03 10:00"),
        ("у п’ятницю", "2026-12-04 09:00"),
        ("цю п'ятницю о 12", "2026-12-04 12:00"),
        ("friday at 9", "2026-12-04 09:00"),
        ("4 грудня о 18", "2026-12-04 18:00"),
        ("on 10.12", "2026-12-10 09:00"),
        ("к 01.10", "2027-10-01 09:00"),
        ("on 10.12 14:30", "2026-12-10 14:30"),
        ("через тиждень", "2026-12-04 09:00"),
        ("in 2 weeks", "2026-12-11 09:00"),
    ],
)
def test_a_named_day_is_the_next_one(words: str, expected: str) -> None:
    assert typed(words, NOON, KYIV).astimezone(_zone()).strftime("%Y-%m-%d %H:%M") == expected


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("сьогодні о 9", "later-past"),
        ("завтра о 25", "later-date"),
        ("завтра может быть", "later-date"),
        ("колись", "later-date"),
        ("через полчаса", "later-date"),
        ("2 години", "later-date"),
        ("2 часа", "later-date"),
        ("1 час", "later-date"),
        ("5 часов", "later-date"),
        ("3 дня", "later-date"),
        ("0 год", "later-date"),
        ("on 10.12 evening", "later-date"),
        ("31 лютого", "later-date"),
        ("через 900 днів", "later-far"),
        ("через 999 тижнів", "later-date"),
        ("в", "later-date"),
    ],
)
def test_what_is_not_understood_is_not_guessed(words: str, problem: str) -> None:
    with pytest.raises(BadInput) as refused:
        typed(words, NOON, KYIV)
    assert refused.value.problem == problem


@pytest.mark.parametrize("words", ["25.12", "25.12 14:30", "14:30", "", "1 2 3", "25:99"])
def test_numbers_alone_are_read_elsewhere(words: str) -> None:
    assert spoken(words, NOON) is None


def _zone() -> ZoneInfo:
    return ZoneInfo(KYIV)
