"""Titles in lists: in the order of their numbers, and told apart where they are long."""

import pytest

from bot.domain.titles import in_series, natural
from handlers.render.apart import told_apart
from handlers.render.limits import units

SELLER = "Продавець-консультант у магазин побутової техніки"


def test_numbers_count_as_numbers() -> None:
    titles = ["Продавець 10", "продавець 2", "Касир", "Продавець", f"Продавець {'9' * 9_000}"]
    assert sorted(titles, key=natural)[:4] == ["Касир", "Продавець", "продавець 2", "Продавець 10"]


def test_a_series_stands_together_where_its_newest_is() -> None:
    titles = ["Кухар", "Продавець 10", "Касир", "Продавець 2", "Продавець 1", "Касир", "Водій"]
    series = ["Продавець 1", "Продавець 2", "Продавець 10"]
    expected = ["Кухар", *series, "Касир", "Касир", "Водій"]
    assert list(in_series(titles, str)) == expected


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (["Кухар", "Касир"], ["Кухар", "Касир"]),
        (
            [f"{SELLER} (Київ, Позняки)", f"{SELLER} (Київ, Оболонь)"],
            ["Продавець-консультант у ма…Позняки)", "Продавець-консультант у ма…Оболонь)"],
        ),
        (
            [f"{SELLER} 2", f"{SELLER} 10", "Кухар"],
            ["Продавець-консультант у магазин п…2", "Продавець-консультант у магазин…10", "Кухар"],
        ),
        (
            [SELLER, f"{SELLER} вночі"],
            ["Продавець-консультант у маг…техніки", "Продавець-консультант…техніки вночі"],
        ),
    ],
)
def test_what_differs_at_the_end_shows_its_end(titles: list[str], expected: list[str]) -> None:
    found = told_apart(titles, 35)
    assert found == expected
    assert all(units(one) <= 35 for one in found)


def test_one_that_is_no_other_is_cut_at_its_end() -> None:
    label = "Продавець-консульта…"
    assert told_apart([SELLER, "Кухар", SELLER], 20) == [label, "Кухар", label]


def test_what_differs_long_before_the_end_and_in_long_words_shows_that() -> None:
    beginning = "Ю" * 60
    first, second = told_apart([f"{beginning}а{'я' * 90}", f"{beginning}б{'я' * 90}"], 40)
    assert first != second
    assert max(units(first), units(second)) <= 40
