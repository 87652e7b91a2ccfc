"""Pay as recruiters type it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import BadInput
from bot.domain.pay import Pay, PayInDoubt, PayPeriod, parse_pay

KNOWN = "UAH, USD, EUR, PLN, KZT, RUB, BYN, UZS, KGS, AZN, GEL"
NBSP, NARROW = "\u00a0", "\u202f"
HOUR, SHIFT, DAY, WEEK = PayPeriod.HOUR, PayPeriod.SHIFT, PayPeriod.DAY, PayPeriod.WEEK

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
    ("1.5k$-2k$", Pay(1500, 2000, "USD")),
    ("1500-2000 євро", Pay(1500, 2000, "EUR")),
    ("4000-6000 zł", Pay(4000, 6000, "PLN")),
    ("4000-6000 злотих", Pay(4000, 6000, "PLN")),
    ("500-700 доларів", Pay(500, 700, "USD")),
    ("30000-30000", Pay(30_000, 30_000)),
    ("20 000–25 000 грн/міс", Pay(20_000, 25_000)),
    ("Зарплата: 20000-25000 грн на місяць.", Pay(20_000, 25_000)),
    ("ЗП 20 000 - 25 000 грн. в мес.", Pay(20_000, 25_000)),
    ("з/п від 20000 до 25000", Pay(20_000, 25_000)),
    ("1500 - 2000 usd", Pay(1500, 2000, "USD")),
    ("1500-2000 у.е.", Pay(1500, 2000, "USD")),
    ("500-1000 $", Pay(500, 1000, "USD")),
    ("min 25000 max 40000", Pay(25_000, 40_000)),
    # one «тис» for both, wherever it stands
    ("від 25 тис до 30", Pay(25_000, 30_000)),
    ("від 25 тис. до 30 тис. грн", Pay(25_000, 30_000)),
    ("25к-30", Pay(25_000, 30_000)),
    ("20-25 000 грн", Pay(20_000, 25_000)),
    ("25 000-30", Pay(25_000, 30_000)),
    ("500 - 1 тис $", Pay(500, 1000, "USD")),
    ("900 - 1500 грн/день", Pay(900, 1500, period=DAY)),
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
    ("30000+", Pay(30_000, None)),
    ("30000 грн+", Pay(30_000, None)),
    ("30000 💰!", Pay(30_000, None)),
    ("30т", Pay(30_000, None)),
    ("30 т.грн", Pay(30_000, None)),
    ("понад 30000", Pay(30_000, None)),
    ("більше 30 тис", Pay(30_000, None)),
    ("від 30000+ грн", Pay(30_000, None)),
    ("30 тисяч гривень", Pay(30_000, None)),
    ("30 тыс. грн. в месяц", Pay(30_000, None)),
    ("30000 uah per month", Pay(30_000, None)),
    ("не менше 30000", Pay(30_000, None)),
    ("30 000,00 грн", Pay(30_000, None)),
    ("1000$", Pay(1000, None, "USD")),
    ("1500 usd", Pay(1500, None, "USD")),
    ("1500 €", Pay(1500, None, "EUR")),
    ("USD 1500", Pay(1500, None, "USD")),
    # the upper bound alone
    ("до 40000", Pay(None, 40_000)),
    ("до 40 тис грн", Pay(None, 40_000)),
    ("До 1500 $", Pay(None, 1500, "USD")),
    ("до $1500", Pay(None, 1500, "USD")),
    ("до 1500", Pay(None, 1500)),
    ("up to 2000 eur", Pay(None, 2000, "EUR")),
    ("up to €2000", Pay(None, 2000, "EUR")),
    ("до 40000 грн", Pay(None, 40_000)),
    ("не більше 40000", Pay(None, 40_000)),
    ("максимум 40к", Pay(None, 40_000)),
    # of other countries
    ("400 000-600 000 тенге", Pay(400_000, 600_000, "KZT")),
    ("від 300 тыс ₸", Pay(300_000, None, "KZT")),
    ("300-450 тыс. тг", Pay(300_000, 450_000, "KZT")),
    ("₸300000", Pay(300_000, None, "KZT")),
    ("до 500000 kzt на руки", Pay(None, 500_000, "KZT", gross=False)),
    ("2 500 тенге/час", Pay(2500, None, "KZT", period=HOUR)),
    ("25 000 тг/час", Pay(25_000, None, "KZT", period=HOUR)),
    ("40-50 тыс рублей", Pay(40_000, 50_000, "RUB")),
    ("30 000 руб.", Pay(30_000, None, "RUB")),
    ("30 000 р.", Pay(30_000, None, "RUB")),
    ("1500 ₽ за смену", Pay(1500, None, "RUB", period=SHIFT)),
    ("80000 RUR gross", Pay(80_000, None, "RUB", gross=True)),
    ("1500-2000 BYN", Pay(1500, 2000, "BYN")),
    ("1500 бел. руб.", Pay(1500, None, "BYN")),
    ("від 1500 білоруських рублів", Pay(1500, None, "BYN")),
    ("5 000 000 - 8 000 000 сум", Pay(5_000_000, 8_000_000, "UZS")),
    ("30 000 сум/час", Pay(30_000, None, "UZS", period=HOUR)),
    ("40 000 сом", Pay(40_000, None, "KGS")),
    ("1000 манатов", Pay(1000, None, "AZN")),
    ("1500 ₾", Pay(1500, None, "GEL")),
    ("1500 ларі", Pay(1500, None, "GEL")),
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
    ("150 грн/год", Pay(150, None, period=HOUR)),
    ("150 грн година", Pay(150, None, period=HOUR)),
    ("150грн за 1 год.", Pay(150, None, period=HOUR)),
    # by the shift, the day, the week
    ("800 грн за зміну", Pay(800, None, period=SHIFT)),
    ("800-1200 грн/зміна", Pay(800, 1200, period=SHIFT)),
    ("1000 грн за смену", Pay(1000, None, period=SHIFT)),
    ("до 1500 uah per shift", Pay(None, 1500, period=SHIFT)),
    ("1800 грн/доба", Pay(1800, None, period=SHIFT)),
    ("за зміну 800 грн", Pay(800, None, period=SHIFT)),
    ("Зміна - від 800 грн", Pay(800, None, period=SHIFT)),
    ("900 грн на день", Pay(900, None, period=DAY)),
    ("900 грн в день", Pay(900, None, period=DAY)),
    ("40$ a day", Pay(40, None, "USD", period=DAY)),
    ("6000 грн/тиждень", Pay(6000, None, period=WEEK)),
    ("6000 грн в неделю", Pay(6000, None, period=WEEK)),
    # before or after taxes
    ("30000 на руки", Pay(30_000, None, gross=False)),
    ("25-30 тис грн чистими", Pay(25_000, 30_000, gross=False)),
    ("1500$ net", Pay(1500, None, "USD", gross=False)),
    ("30 000 грн (на руки)", Pay(30_000, None, gross=False)),
    ("5000 zł netto", Pay(5000, None, "PLN", gross=False)),
    ("5000-6000 zl brutto", Pay(5000, 6000, "PLN", gross=True)),
    ("30000 gross", Pay(30_000, None, gross=True)),
    ("до 40000 грн/міс, до вирахування податків", Pay(None, 40_000, gross=True)),
]


@pytest.mark.parametrize(("typed", "pay"), TYPED, ids=[typed for typed, _ in TYPED])
def test_what_recruiters_type_is_understood(typed: str, pay: Pay) -> None:
    assert parse_pay(typed) == pay


NONE_STATED = [
    *("договірна", "Договірна.", "зарплата договірна", "за домовленістю", "За домовленістю!"),
    *("договорная", "по договоренности", "по договорённости", "negotiable", "ЗП: за домовленістю"),
    *("обговорюється", "за результатами співбесіди"),
]


@pytest.mark.parametrize("typed", NONE_STATED)
def test_pay_by_agreement_is_no_pay_stated(typed: str) -> None:
    assert parse_pay(typed) is None


NONSENSE = [
    *("", "   ", "тис", "$", "грн", "-", "💰💰💰", "<b>", "висока", "від", "до"),
    *("25000 30000 40000", "25000 40000", "10-20-30", "20000/25000", "25.5.5 тис"),
    *("-5", "−5", "–30000", "-30000 грн", "B2B"),
    *("1000$-40000 грн", "1000 usd грн", "200 грн/год за зміну", "30000 net gross"),
    *("60000$ на рік", "1200 $ в год", "500 грн/рейс", "300 за заказ", "10% від продажів"),
    *("800 за зміну, 150 за годину", "за зміну 150 грн/год"),
]


@pytest.mark.parametrize("typed", NONSENSE)
def test_what_is_no_amount_is_not_guessed(typed: str) -> None:
    assert _refused(typed).text_id == "bad-pay"


@pytest.mark.parametrize(
    "typed",
    [
        *("0", "0-0", "999999999999", "100000001", "100001 тис", "9" * 25, "9" * 400, "0-100"),
        *("360000 грн/год", "0 грн/год", "3000000 тенге/год", "1500000 руб/год"),
    ],
)
def test_what_nobody_pays_is_refused(typed: str) -> None:
    assert _refused(typed).text_id == "bad-pay-huge"


@pytest.mark.parametrize("typed", ["25-30", "30", "500 грн", "від 800", "до 999 грн на місяць"])
def test_hryvnias_a_month_that_are_too_few_are_asked_about(typed: str) -> None:
    assert _refused(typed).text_id == "bad-pay-small"


@pytest.mark.parametrize("typed", ["150,50 грн/год", "30000.99", "0,5 $/h", "2,5-3 $/год"])
def test_a_part_of_a_hryvnia_is_not_rounded_in_silence(typed: str) -> None:
    assert _refused(typed).text_id == "bad-pay-whole"


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("40-30 тис", Pay(30_000, 40_000)),
        ("від 40000 до 30000", Pay(30_000, 40_000)),
        ("2000-1500 $", Pay(1500, 2000, "USD")),
        ("250-200 грн/год", Pay(200, 250, period=HOUR)),
        ("40к-30к на руки", Pay(30_000, 40_000, gross=False)),
    ],
)
def test_bounds_the_wrong_way_round_are_kept_for_a_button(typed: str, offered: Pay) -> None:
    doubt = _refused(typed)
    assert isinstance(doubt, PayInDoubt)
    assert (doubt.text_id, doubt.pay) == ("bad-pay-swapped", offered)


@pytest.mark.parametrize(
    ("typed", "offered", "rest"),
    [
        ("25000 + бонуси", Pay(25_000, None), "+ бонуси"),
        ("30 000 грн + бонуси 💰", Pay(30_000, None), "+ бонуси 💰"),
        ("від 20 тис + % від продажів", Pay(20_000, None), "+ % від продажів"),
        ("20000 грн + 5% від продажу", Pay(20_000, None), "+ 5% від продажу"),
        ("ставка 15000 + %", Pay(15_000, None), "ставка … + %"),
        ("приблизно 30 тис", Pay(30_000, None), "приблизно"),
        ("30000, графік 5/2", Pay(30_000, None), "графік 5/2"),
        ("800 грн за зміну (12 год)", Pay(800, None, period=SHIFT), "(12 год)"),
        ("40-30 тис + бонуси", Pay(30_000, 40_000), "+ бонуси"),
        ("До 40000 ГРН (Без Досвіду)", Pay(None, 40_000), "(Без Досвіду)"),
        ("30 тис або договірна", Pay(30_000, None), "або договірна"),
        ("1500 $ (£1200)", Pay(1500, None, "USD"), "(£1200)"),
        ("< 25000", Pay(25_000, None), "<"),
        ("≤25000", Pay(25_000, None), "≤"),
        ("≈ 25000 грн", Pay(25_000, None), "≈"),
    ],
)
def test_what_pay_can_not_hold_is_named_and_never_dropped(
    typed: str, offered: Pay, rest: str
) -> None:
    doubt = _refused(typed)
    assert isinstance(doubt, PayInDoubt)
    assert (doubt.text_id, doubt.pay, doubt.values()) == ("bad-pay-rest", offered, {"rest": rest})


@pytest.mark.parametrize(
    ("typed", "currency"),
    [
        ("£1500", "£"),
        ("£500", "£"),
        ("₹50000 – ₹60000", "₹"),
        ("від 1500 GBP на місяць", "GBP"),
        ("30 тис (у рублях)", "рублях"),
        ("30 тис (у тенге)", "тенге"),
        ("30000 чеських крон", "крон"),
    ],
)
def test_a_currency_that_no_pay_has_is_refused_with_those_that_there_are(
    typed: str, currency: str
) -> None:
    refused = _refused(typed)
    assert refused.text_id == "bad-pay-currency"
    assert refused.values() == {"currency": currency, "known": KNOWN}
    assert not isinstance(refused, PayInDoubt)


def _refused(typed: str) -> BadInput:
    with pytest.raises(BadInput) as refused:
        parse_pay(typed)
    return refused.value


amounts = st.integers(1000, 100_000_000)


def _grouped(number: int, separator: str) -> str:
    return f"{number:,}".replace(",", separator)


@given(amounts, amounts, st.sampled_from(["", " ", NBSP, NARROW, ".", ",", "'"]))
def test_any_two_amounts_are_read_however_they_are_grouped(
    one: int, other: int, separator: str
) -> None:
    low, high = sorted((one, other))
    typed = f"{_grouped(low, separator)} - {_grouped(high, separator)} грн"
    assert parse_pay(typed) == Pay(low, high)


def _read(typed: str) -> Pay | str | None:
    """Pay, or the id of the text that says why not."""
    try:
        return parse_pay(typed)
    except BadInput as refused:
        return refused.text_id


@given(
    st.text(max_size=200)
    | st.text(st.sampled_from("0123456789 .,'-+дотисвідкзам$€₴h/год" + NBSP), max_size=60)
)
def test_any_text_at_all_is_either_pay_or_politely_refused(typed: str) -> None:
    read = _read(typed)
    if isinstance(read, str):
        assert read.startswith("bad-pay")
        return
    assert read is not None
    bounds = [bound for bound in (read.low, read.high) if bound is not None]
    assert bounds == sorted(bounds) != []
    assert all(0 < bound <= 100_000_000 for bound in bounds)
