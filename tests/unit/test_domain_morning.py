"""Who waits for an answer in the morning, and how many came."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.ids import ApplicationId, PersonId
from bot.domain.morning import Arrival, Debts, came_lately, day_of

NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)


def arrival(number: int, days: float, *, person: int = 0) -> Arrival:
    came = NOW - timedelta(days=days)
    return Arrival(ApplicationId(number), PersonId(person or number), came, answered=False)


def test_debts_are_counted_by_age() -> None:
    came = [arrival(1, 0.5), arrival(2, 2), arrival(3, 10), arrival(4, 11)]
    assert Debts.of(came, NOW) == Debts(1, 1, 2)
    assert Debts.of([replace(one, answered=True) for one in came], NOW) == Debts()


def test_a_person_is_counted_once_by_the_longest_wait() -> None:
    came = [arrival(1, 0.1, person=7), arrival(2, 5, person=7)]
    assert Debts.of(came, NOW) == Debts(long=1)
    assert came_lately([*came, arrival(3, 0.2, person=7), arrival(4, 0.3)], NOW) == 2


def test_who_heard_after_both_waits_for_neither_and_who_came_again_waits_anew() -> None:
    told = replace(arrival(1, 5, person=7), answered=True, answered_at=NOW - timedelta(days=1))
    assert Debts.of([told, arrival(2, 3, person=7)], NOW) == Debts()
    assert Debts.of([told, arrival(2, 0.5, person=7)], NOW) == Debts(day=1)


def test_who_is_put_off_is_no_debt_before_that() -> None:
    later = replace(arrival(1, 5), later_until=NOW + timedelta(hours=1))
    assert Debts.of([later], NOW) == Debts()
    assert Debts.of([later], NOW + timedelta(hours=1)) == Debts(long=1)


def test_today_is_the_companys_day_also_when_the_clocks_change() -> None:
    start, end = day_of(datetime(2026, 10, 25, 12, tzinfo=UTC), "Europe/Kyiv")
    assert (start.isoformat(), end - start) == ("2026-10-24T21:00:00+00:00", timedelta(hours=25))
