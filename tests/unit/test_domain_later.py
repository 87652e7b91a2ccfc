"""When something that was put off comes back."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.errors import BadInput
from bot.domain.later import Later, moment, typed

KYIV, HOUR = "Europe/Kyiv", timedelta(hours=1)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]  # year to minute


NOON = at(2026, 11, 27, 10, 0)  # 12:00 in Kyiv


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Later.HOUR, at(2026, 11, 27, 11, 0)),
        (Later.EVENING, at(2026, 11, 27, 16, 0)),
        (Later.MORNING, at(2026, 11, 28, 7, 0)),
    ],
)
def test_the_buttons_mean_the_companys_clock(choice: Later, expected: datetime) -> None:
    assert moment(choice, NOON, KYIV, HOUR) == expected


def test_an_evening_that_has_come_is_not_offered() -> None:
    assert moment(Later.EVENING, at(2026, 11, 27, 16, 0), KYIV, HOUR) is None


def test_nine_is_nine_after_the_clocks_were_set_back_too() -> None:
    before = at(2026, 10, 24, 10, 0)  # UTC+3; the night after, UTC+2
    assert moment(Later.MORNING, before, KYIV, HOUR) == at(2026, 10, 25, 7, 0)
    late = at(2026, 11, 27, 22, 30)  # half past midnight in Kyiv: tomorrow is the 29th
    assert moment(Later.MORNING, late, KYIV, HOUR) == at(2026, 11, 29, 7, 0)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("25.12", at(2026, 12, 25, 7, 0)),
        (" 25.12  14:30 ", at(2026, 12, 25, 12, 30)),
        ("25.12 о 14:30", at(2026, 12, 25, 12, 30)),
        ("25/12/2026", at(2026, 12, 25, 7, 0)),
        ("1.2.27 8:05", at(2027, 2, 1, 6, 5)),
        ("15:00", at(2026, 11, 27, 13, 0)),
        ("3.1", at(2027, 1, 3, 7, 0)),  # the next third of January
    ],
)
def test_a_date_is_the_next_one_that_fits(words: str, expected: datetime) -> None:
    assert typed(words, NOON, KYIV) == expected


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("", "later-date"),
        ("коли зможу", "later-date"),
        ("31.02", "later-date"),
        ("25:99", "later-date"),
        ("1 2 3", "later-date"),
        ("29.2", "later-date"),
        ("27.11 9:00", "later-past"),
        ("11:59", "later-past"),
        ("01.01.2026", "later-past"),
        ("01.01.2029", "later-far"),
    ],
)
def test_what_is_no_date_to_come_says_why(words: str, problem: str) -> None:
    with pytest.raises(BadInput) as refused:
        typed(words, NOON, KYIV)
    assert refused.value.problem == problem


def test_the_last_day_of_all_is_too_far_in_every_zone() -> None:
    with pytest.raises(BadInput, match="later-far"):
        typed("31.12.9999 23:00", NOON, "America/New_York")
