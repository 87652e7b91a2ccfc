"""Sliding windows, whatever is asked of them."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.paces import Rate
from bot.domain.window import Window, rates_of, reserve

START = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
BURST = Rate(3, 3 * SECOND)
GROUP = (BURST, Rate(19, 60 * SECOND))

rates = st.lists(
    st.builds(Rate, st.integers(1, 5), st.integers(0, 20).map(lambda n: n * SECOND)),
    max_size=3,
)
pauses = st.lists(st.integers(0, 12).map(lambda n: n * SECOND / 2), max_size=40)


def _keeps(moments: Sequence[datetime], rate: Rate) -> bool:
    """At most `count` in any window: the next one after them is a window later at least."""
    rising = sorted(moments)
    later = rising[rate.count :]
    return all(end - begin >= rate.window for begin, end in zip(rising, later, strict=False))


@given(rates, pauses)
def test_no_window_ever_holds_more_than_its_rate(
    limits: list[Rate], waits: list[timedelta]
) -> None:
    window, now = Window(START), START
    given_out: list[datetime] = []
    for wait in waits:
        now += wait
        moment, (window,) = reserve([(window, limits)], now)
        assert moment >= now
        given_out.append(moment)
    assert all(_keeps(given_out, rate) for rate in limits)


@given(rates, pauses)
def test_no_earlier_moment_would_have_been_free(limits: list[Rate], waits: list[timedelta]) -> None:
    window, now = Window(START), START
    given_out: list[datetime] = []
    for wait in waits:
        now += wait
        moment, (window,) = reserve([(window, limits)], now)
        # Places are half a second apart here, so these are all that could have been free.
        earlier = now
        while earlier < moment:
            assert not all(_keeps([*given_out, earlier], rate) for rate in limits)
            earlier += SECOND / 2
        given_out.append(moment)


@given(st.lists(st.tuples(st.sampled_from(["a", "b", "ab"]), st.integers(0, 4)), max_size=40))
def test_several_keys_get_one_moment_that_keeps_them_all(asked: list[tuple[str, int]]) -> None:
    limits = {"a": (Rate(2, 3 * SECOND),), "b": (BURST, Rate(4, 10 * SECOND))}
    windows = {"a": Window(START), "b": Window(START)}
    given_out: dict[str, list[datetime]] = {"a": [], "b": []}
    now = START
    for keys, wait in asked:
        now += wait * SECOND / 2
        moment, taken = reserve([(windows[key], limits[key]) for key in keys], now)
        windows |= zip(keys, taken, strict=True)
        earlier = now
        while earlier < moment:
            assert not all(
                _keeps([*given_out[key], earlier], rate) for key in keys for rate in limits[key]
            )
            earlier += SECOND / 2
        for key in keys:
            given_out[key].append(moment)
    assert all(_keeps(given_out[key], rate) for key in "ab" for rate in limits[key])


def test_a_chat_may_have_a_burst_and_then_one_a_second() -> None:
    window, waits = Window(START), []
    for _ in range(7):
        moment, (window,) = reserve([(window, (BURST,))], START)
        waits.append((moment - START) // SECOND)
    assert waits == [0, 0, 0, 3, 3, 3, 6]


def test_a_place_between_those_given_out_is_found() -> None:
    window = Window(START, (START, START + 10 * SECOND))
    moment, _ = reserve([(window, (Rate(1, 2 * SECOND),))], START)
    assert moment == START + 2 * SECOND


def test_a_crowded_chat_does_not_hold_up_the_others_of_its_bot() -> None:
    bot, chat = Window(START), Window(START)
    for _ in range(20):
        moment, (bot, chat) = reserve([(bot, (Rate(30, SECOND),)), (chat, GROUP)], START)
    assert moment == START + 60 * SECOND
    moment, _ = reserve([(bot, (Rate(30, SECOND),)), (Window(START), GROUP)], START)
    assert moment == START


def test_nobody_gets_a_place_before_a_halt_ends() -> None:
    window = Window(START).halted(START + 30 * SECOND).halted(START + 5 * SECOND)
    moment, (window,) = reserve([(window, (BURST,))], START)
    assert moment == START + 30 * SECOND
    later = START + 31 * SECOND
    assert reserve([(window, (BURST,))], later)[0] == later


def test_after_the_clock_went_back_nobody_waits_for_it_to_catch_up() -> None:
    tomorrow = START + timedelta(days=1)
    window = Window(tomorrow).halted(tomorrow + 30 * SECOND)
    for _ in range(4):
        _, (window,) = reserve([(window, (BURST,))], tomorrow)
    seen = window.seen(START)
    assert seen.halted_until == START + 30 * SECOND
    assert seen.moments == (START + 30 * SECOND,) * 3 + (START + 33 * SECOND,)


@given(st.integers(0, 900), st.integers(1, 200))
def test_processes_whose_clocks_differ_a_little_keep_the_rate(apart: int, pause: int) -> None:
    """Each reading of the slower clock after the faster one is no clock that was set back."""
    rate = Rate(3, SECOND)
    window, moments = Window(START), []
    for number in range(60):
        behind = timedelta(milliseconds=apart if number % 2 else 0)
        now = START + number * timedelta(milliseconds=pause) - behind
        moment, (window,) = reserve([(window, (rate,))], now)
        moments.append(moment)
    assert _keeps(moments, rate)


def test_what_is_too_old_to_matter_is_forgotten() -> None:
    window = Window(START)
    for number in range(1000):
        _, (window,) = reserve([(window, GROUP)], START + number * 10 * SECOND)
    assert len(window.moments) <= 7


def test_the_longest_beginning_of_a_key_names_its_rates() -> None:
    rules = {"site:": (BURST,), "site:slow": GROUP}
    assert rates_of(rules, "site:quick") == (BURST,)
    assert rates_of(rules, "site:slow") == GROUP
    with pytest.raises(LookupError, match="chat"):
        rates_of(rules, "chat:12345")
