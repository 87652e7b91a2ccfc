"""Whole days by the clock of a zone, what is worth saying, and what a sum means."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.errors import BadInput
from bot.domain.handling import Reason, Stage
from bot.domain.pay import parse_price
from bot.domain.quiet import Quiet
from bot.domain.report import Numbers, Span, days_of, findings
from bot.domain.tally import Cost, FirstAnswers, Tally, Within

KYIV = "Europe/Kyiv"


def at(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=UTC)  # type: ignore[arg-type, misc]


def test_last_week_goes_from_monday_to_sunday() -> None:
    for now in (at(2026, 11, 22, 22, 1), at(2026, 11, 23, 7), at(2026, 11, 29, 21, 59)):
        within = Span.LAST_WEEK.within(now, KYIV)
        assert within == Within(at(2026, 11, 15, 22), at(2026, 11, 22, 22))
        assert days_of(within, KYIV) == (date(2026, 11, 16), date(2026, 11, 22))


def test_a_week_in_which_the_clock_is_turned_is_whole() -> None:
    within = Span.LAST_WEEK.within(at(2026, 10, 26, 7), KYIV)  # turned back on the 25th
    assert within.until - within.since == timedelta(days=7, hours=1)
    within = Span.LAST_WEEK.within(at(2026, 3, 30, 7), KYIV)  # turned on on the 29th
    assert within.until - within.since == timedelta(days=7, hours=-1)


def test_days_are_those_until_this_evening() -> None:
    now = at(2026, 11, 23, 12)
    assert days_of(Span.WEEK.within(now, KYIV), KYIV) == (date(2026, 11, 17), date(2026, 11, 23))
    month = days_of(Span.MONTH.within(now, KYIV), KYIV)
    assert month == (date(2026, 10, 25), date(2026, 11, 23))
    assert days_of(Span.EVER.within(now, KYIV), KYIV) is None


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (at(2026, 11, 23, 6, 59), at(2026, 11, 23, 7)),
        (at(2026, 11, 23, 7), at(2026, 11, 30, 7)),
        (at(2026, 10, 19, 7), at(2026, 10, 26, 7)),  # 9:00 is an hour later by UTC from then on
        (at(2026, 10, 19, 6), at(2026, 10, 26, 7)),
        (at(2026, 3, 23, 7), at(2026, 3, 30, 6)),
        (at(2026, 11, 22, 23), at(2026, 11, 23, 7)),
    ],
)
def test_mondays_begin_at_nine_by_the_chats_clock(now: datetime, due: datetime) -> None:
    assert Quiet(zone=KYIV).week_after(now) == due


def test_what_asks_for_doing_something_is_said_first_and_three_things_at_most() -> None:
    total = Tally(
        {Stage.NEW: 4, Stage.REJECTED: 3, Stage.HIRED: 1},
        {"a": 6, "b": 2},
        {Reason.SALARY: 2, None: 1},
    )
    costs = [Cost("a", "UAH", 60, 6), Cost("b", "UAH", 80, 2)]
    told = Numbers({1: total}, FirstAnswers(4, timedelta(hours=5)), costs, before=20)  # type: ignore[dict-item]
    assert [one.text_id for one in findings(told)] == [
        "finding-waiting",
        "finding-hired",
        "finding-less",
    ]
    calm = Tally({Stage.REJECTED: 3}, {"a": 2, "b": 1}, {Reason.SALARY: 2, None: 1})
    quiet = Numbers({1: calm}, FirstAnswers(3, timedelta(hours=5)), costs)  # type: ignore[dict-item]
    said = findings(quiet)
    assert [one.text_id for one in said] == ["finding-cheapest", "finding-answer", "finding-reason"]
    assert said[0].values["least"] == (10, "UAH")
    assert findings(Numbers()) == []
    silent = Tally({Stage.REJECTED: 3}, {"a": 3}, {Reason.SALARY: 1, None: 2})
    assert findings(Numbers({1: silent})) == []  # type: ignore[dict-item]


def test_how_far_people_came() -> None:
    tally = Tally({Stage.NEW: 4, Stage.LOOK: 3, Stage.OFFER: 2, Stage.REJECTED: 5})
    reached = [tally.reached(one) for one in (Stage.NEW, Stage.LOOK, Stage.CONTACT, Stage.HIRED)]
    assert reached == [14, 10, 2, 0]
    assert tally.reached(Stage.REJECTED) == 5


@pytest.mark.parametrize(
    ("typed", "price"),
    [
        ("450", (450, "UAH")),
        ("1 200 грн", (1200, "UAH")),
        ("$15", (15, "USD")),
        ("15,5 $", (16, "USD")),
        ("0", (0, "UAH")),
        ("2 тис.", (2000, "UAH")),
        ("99.49 €", (99, "EUR")),
    ],
)
def test_a_sum_is_read(typed: str, price: tuple[int, str]) -> None:
    assert parse_price(typed) == price


@pytest.mark.parametrize("typed", ["", "дорого", "-5", "10 20 30 грн так", "9" * 30, "5 £", "=1+1"])
def test_what_is_no_sum_is_refused(typed: str) -> None:
    with pytest.raises(BadInput):
        parse_price(typed)
