"""How many came, and which day it is."""

from datetime import UTC, datetime, timedelta

from bot.domain.ids import ApplicationId, PersonId
from bot.domain.morning import Arrival, came_lately, day_of

NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)


def arrival(number: int, days: float, *, person: int = 0) -> Arrival:
    came = NOW - timedelta(days=days)
    return Arrival(ApplicationId(number), PersonId(person or number), came)


def test_a_person_who_came_more_than_once_came_once() -> None:
    came = [arrival(1, 0.1, person=7), arrival(2, 5, person=7)]
    assert came_lately([*came, arrival(3, 0.2, person=7), arrival(4, 0.3)], NOW) == 2


def test_today_is_the_companys_day_also_when_the_clocks_change() -> None:
    start, end = day_of(datetime(2026, 10, 25, 12, tzinfo=UTC), "Europe/Kyiv")
    assert (start.isoformat(), end - start) == ("2026-10-24T21:00:00+00:00", timedelta(hours=25))
