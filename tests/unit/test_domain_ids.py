"""Ids are made here: they rise, they fit, and buttons carry them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import ids
from bot.domain.ids import from_base36, new_id, to_base36

MOST = (1 << 63) - 1


def test_ids_rise_and_none_comes_twice() -> None:
    made = [new_id() for _ in range(10_000)]
    assert made == sorted(set(made))


def test_an_id_fits_into_a_signed_column_of_64_bits_until_2089(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(time, "time", lambda: 3_755_289_600.0)  # 2089-01-01
    assert 0 < ids._Maker()() <= MOST


def test_ids_rise_while_the_clock_stands_or_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([1_800_000_000.0, 1_800_000_000.0, 1_799_999_000.0, 0.0, 1_800_000_001.0])
    monkeypatch.setattr(time, "time", lambda: next(moments))
    make = ids._Maker()
    made = [make() for _ in range(5)]
    assert made == sorted(set(made))


def test_ids_of_two_processes_sort_by_their_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = ids._Maker(), ids._Maker()
    made = []
    for moment, make in ((1_800_000_000.000, one), (1_800_000_000.002, other)):
        monkeypatch.setattr(time, "time", lambda moment=moment: moment)
        made.append(make())
    assert made == sorted(made)


def test_two_processes_in_one_millisecond_do_not_meet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 1_800_000_000.0)
    makers = [ids._Maker() for _ in range(20)]
    assert len({make() for make in makers}) == 20  # 22 random bits: one run in 22,000 fails


@given(st.integers(0, MOST))
def test_base_36_comes_back_as_it_went(number: int) -> None:
    text = to_base36(number)
    assert from_base36(text) == number
    assert len(text) <= 13
    assert text == text.lower()


@pytest.mark.parametrize(
    "text",
    ["", " 1", "1 ", "+1", "-1", "1_0", "é", "١", "1|2", to_base36(MOST + 1), "z" * 14],
)
def test_what_no_button_carries_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"base 36|63 bits"):
        from_base36(text)


def test_a_negative_number_has_no_place_in_a_button() -> None:
    with pytest.raises(ValueError, match="negative"):
        to_base36(-1)
