"""Pay as recruiters type it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import BadInput
from bot.domain.pay import Pay, PayPeriod, parse_pay

NBSP, NARROW = "\u00a0", "\u202f"
HOUR = PayPeriod.HOUR

TYPED = [
    # two bounds
    ("25000-40000", Pay(25_000, 40_000)),
    ("25000 - 40000 грн", Pay(25_000, 40_000)),
    ("25 000 – 40 000 грн.", Pay(25_000, 40_000)),
    ("25000—40000₴", Pay(25_000, 40_000)),
    (f"25{NBSP}000 – 40{NBSP}000", Pay(25_000, 40_000)),
    (f"25{NARROW}000–40{NARROW}000 ₴", Pay(25_000, 40_000)),
    ("від 25000 до 40000", Pay(25_000, 40_000)),
    ("Від 25 000 до 40 000 грн", Pay(25_000, 40_000)),
    ("от 25 до 40 тыс", Pay(25_000, 40_000)),
    ("25-40 тис", Pay(25_000, 40_000)),
    ("25-40 тис. грн", Pay(25_000, 40_000)),
    ("25-40к", Pay(25_000, 40_000)),
    ("25k-40k UAH", Pay(25_000, 40_000)),
    ("25к - 40к", Pay(25_000, 40_000)),
    ("25.000-40.000", Pay(25_000, 40_000)),
    ("25,000 to 40,000", Pay(25_000, 40_000)),
    ("25'000-40'000", Pay(25_000, 40_000)),
    ("12,5-18,5 тис", Pay(12_500, 18_500)),
    ("900-1500 тис", Pay(900_000, 1_500_000)),
    ("from 1500 to 2000 USD", Pay(1500, 2000, "USD")),
    ("$1500-2000", Pay(1500, 2000, "USD")),
    ("1500-2000$", Pay(1500, 2000, "USD")),
    ("1500$ - 2000$", Pay(1500, 2000, "USD")),
    ("1,5-2k €", Pay(1500, 2000, "EUR")),
    ("1500-2000 євро", Pay(1500, 2000, "EUR")),
    ("4000-6000 zł", Pay(4000, 6000, "PLN")),
    ("4000-6000 злотих", Pay(4000, 6000, "PLN")),
    ("500-700 доларів", Pay(500, 700, "USD")),
    ("30000-30000", Pay(30_000, 30_000)),
    # the lower bound alone
    ("30000", Pay(30_000, None)),
    ("30 000 грн", Pay(30_000, None)),
    ("від 25 тис", Pay(25_000, None)),
    ("от 25 тысяч", Pay(25_000, None)),
    ("from 25k", Pay(25_000, None)),
    ("30к", Pay(30_000, None)),
    ("30 К", Pay(30_000, None)),
    ("1000 USD", Pay(1000, None, "USD")),
    ("€ 1200", Pay(1200, None, "EUR")),
    ("  30000\n", Pay(30_000, None)),
    ("30 000 грн + бонуси 💰", Pay(30_000, None)),
    # the upper bound alone
    ("до 40000", Pay(None, 40_000)),
    ("до 40 тис грн", Pay(None, 40_000)),
    ("До 1500 $", Pay(None, 1500, "USD")),
    ("до $1500", Pay(None, 1500, "USD")),
    ("до 1500", Pay(None, 1500)),
    ("up to 2000 eur", Pay(None, 2000, "EUR")),
    ("up to €2000", Pay(None, 2000, "EUR")),
    # by the hour
    ("200 грн/год", Pay(200, None, period=HOUR)),
    ("200 грн / час", Pay(200, None, period=HOUR)),
    ("150-200 грн за годину", Pay(150, 200, period=HOUR)),
    ("200 грн в час", Pay(200, None, period=HOUR)),
    ("200 грн за час", Pay(200, None, period=HOUR)),
    ("200 грн на годину", Pay(200, None, period=HOUR)),
    ("$10/h", Pay(10, None, "USD", period=HOUR)),
    ("10-15 $ per hour", Pay(10, 15, "USD", period=HOUR)),
    ("до 250 грн/год", Pay(None, 250, period=HOUR)),
]


@pytest.mark.parametrize(("typed", "pay"), TYPED, ids=[typed for typed, _ in TYPED])
def test_what_recruiters_type_is_understood(typed: str, pay: Pay) -> None:
    assert parse_pay(typed) == pay


NONSENSE = [
    *("", "   ", "договірна", "за домовленістю", "negotiable", "тис", "$", "грн", "-", "💰💰💰"),
    *("<b>", "висока", "від", "до", "25000 30000 40000", "10-20-30", "30000, графік 5/2"),
]


@pytest.mark.parametrize("typed", NONSENSE)
def test_what_is_no_amount_is_not_guessed(typed: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_pay(typed)
    assert refused.value.text_id == "bad-pay"


@pytest.mark.parametrize(
    "typed", ["0", "0-0", "999999999999", "100000001", "100001 тис", "9" * 25, "9" * 400, "0-100"]
)
def test_what_nobody_pays_is_refused(typed: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_pay(typed)
    assert refused.value.text_id == "bad-pay-huge"


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("40-30 тис", (40_000, 30_000, "UAH", "month")),
        ("від 40000 до 30000", (40_000, 30_000, "UAH", "month")),
        ("2000-1500 $", (2000, 1500, "USD", "month")),
        ("250-200 грн/год", (250, 200, "UAH", "hour")),
    ],
)
def test_bounds_the_wrong_way_round_are_kept_for_a_button(
    typed: str, values: tuple[int, int, str, str]
) -> None:
    with pytest.raises(BadInput) as refused:
        parse_pay(typed)
    assert refused.value.text_id == "bad-pay-swapped"
    assert refused.value.values() == dict(
        zip(("low", "high", "currency", "period"), values, strict=True)
    )


amounts = st.integers(1, 100_000_000)


def _grouped(number: int, separator: str) -> str:
    return f"{number:,}".replace(",", separator)


@given(amounts, amounts, st.sampled_from(["", " ", NBSP, NARROW, ".", ",", "'"]))
def test_any_two_amounts_are_read_however_they_are_grouped(
    one: int, other: int, separator: str
) -> None:
    low, high = sorted((one, other))
    typed = f"{_grouped(low, separator)} - {_grouped(high, separator)} грн"
    assert parse_pay(typed) == Pay(low, high)


def _read(typed: str) -> Pay | str:
    """Pay, or the id of the text that says why not."""
    try:
        return parse_pay(typed)
    except BadInput as refused:
        return refused.text_id


@given(
    st.text(max_size=200)
    | st.text(st.sampled_from("0123456789 .,'-дотиск$€₴h/год" + NBSP), max_size=60)
)
def test_any_text_at_all_is_either_pay_or_politely_refused(typed: str) -> None:
    read = _read(typed)
    if isinstance(read, str):
        assert read in ("bad-pay", "bad-pay-huge", "bad-pay-swapped")
        return
    bounds = [bound for bound in (read.low, read.high) if bound is not None]
    assert bounds == sorted(bounds) != []
    assert all(0 < bound <= 100_000_000 for bound in bounds)
