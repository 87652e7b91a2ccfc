"""In which order updates are handled that come over many connections at once."""

from datetime import timedelta

from bot.domain.arrival import LOOKED_BACK, held_until
from tests.fakes import MORNING

PATIENCE = timedelta(seconds=1)
NOW = MORNING + timedelta(hours=1)


LONG_AGO = dict.fromkeys(range(1, LOOKED_BACK + 1), MORNING)


def test_an_update_waits_for_nothing_where_none_is_missing() -> None:
    last = LOOKED_BACK + 1
    assert held_until(last, {**LONG_AGO, last: NOW}, PATIENCE) is None


def test_an_update_waits_for_one_that_it_has_overtaken() -> None:
    last = LOOKED_BACK + 2
    assert held_until(last, {**LONG_AGO, last: NOW}, PATIENCE) == NOW + PATIENCE


def test_a_gap_is_waited_for_once_and_not_by_each_that_comes_after_it() -> None:
    first, last = LOOKED_BACK + 2, LOOKED_BACK + 3
    noticed = NOW - timedelta(seconds=0.7)
    arrived = {**LONG_AGO, first: noticed, last: NOW}
    assert held_until(last, arrived, PATIENCE) == noticed + PATIENCE


def test_the_very_first_waits_in_case_it_was_not() -> None:
    assert held_until(7, {7: NOW}, PATIENCE) == NOW + PATIENCE


def test_what_is_too_far_below_is_not_asked_for() -> None:
    last = 10 * LOOKED_BACK
    arrived = dict.fromkeys(range(last - LOOKED_BACK, last), MORNING)
    assert held_until(last, {**arrived, last: NOW}, PATIENCE) is None
