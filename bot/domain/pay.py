"""Pay: what a recruiter types, and what an ad says."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import TypeVar

from bot.domain.errors import BadInput, Value

K = TypeVar("K")
_MOST = 100_000_000
_MOST_AN_HOUR = {"KZT": 100_000, "UZS": 1_000_000}
"""Else 10 000. More is a year's pay: the Russian «год» is a year, the Ukrainian one an hour."""
_LEAST_A_MONTH = 1_000
"""Hryvnias; fewer are thousands, or pay for something shorter."""


class PayPeriod(StrEnum):
    """What one payment is for."""

    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    SHIFT = "shift"
    HOUR = "hour"


@dataclass(frozen=True, slots=True)
class Pay:
    """Pay in whole units of `currency` (ISO code); at least one bound is set."""

    low: int | None
    high: int | None
    currency: str = "UAH"
    gross: bool | None = None
    """Before taxes (True) or after them (False), where it is said."""
    period: PayPeriod = PayPeriod.MONTH


class PayInDoubt(BadInput):
    """What was typed may mean `pay`, and it is for the person to say so."""

    def __init__(self, problem: str, pay: Pay, **values: Value) -> None:
        super().__init__(problem, **values)
        self.pay = pay


_END = r"(?![^\W\d_])"


def _word(spelled: str) -> str:
    return rf"(?<![^\W\d_])(?:{spelled}){_END}"


def _any_of(patterns: Iterable[str]) -> str:
    return "|".join(f"(?:{one})" for one in patterns)


_NOT_BELARUS = r"(?<!бел )(?<!бел\. )(?<!б[еі]лорусских )(?<!б[еі]лоруських )"
_CURRENCIES = {
    "UAH": rf"₴|(?:uah|грн\.?|грив(?:ень|ні|ня|ен|ны)){_END}",
    "USD": rf"\$|(?:usd|дол(?:\.|л?ар\w*)?|у\. ?[ео]\.?|у[ео]){_END}",
    "EUR": rf"€|(?:euro?|євро|евро){_END}",
    "PLN": rf"(?:zł|zl|pln|зл(?:\.|от\w*)?){_END}",
    "KZT": rf"₸|(?:kzt|тг\.?|те[нң][гґ]е){_END}",
    "RUB": rf"₽|(?:ru[br]|{_NOT_BELARUS}руб(?:\.|л\w*)?|р\.){_END}",
    "BYN": rf"(?:by[nr]|(?:бел\.?|б[еі]лорус\w*) руб(?:\.|л\w*)?){_END}",
    "UZS": rf"(?:uzs|сум(?:ов|ів)?){_END}",
    "KGS": rf"(?:kgs|сом(?:ов|ів)?){_END}",
    "AZN": rf"₼|(?:azn|манат\w*){_END}",
    "GEL": rf"₾|(?:gel|лар[иі]){_END}",
}
_FOREIGN = re.compile(
    r"(?<![^\W\d_])(?:gbp|фунт\w*|pounds?|rub|руб(?:\.|л\w*)?|р\.|chf|франк\w*|czk|крон\w*|huf"
    r"|форинт\w*|ron|ле[йяїв]+|mdl|лар[иі]|тенге|лір\w*|лир\w*|bgn|jpy|cny|юан\w*)"
    r"(?![^\W\d_])",
    re.I,
)
"""What else people are paid in, beside its signs; and words that stand away from the amount."""
_PERIODS = {
    PayPeriod.MONTH: _word(r"міс(?:яць|\.)?|мес(?:яц|\.)?|month|mo"),
    PayPeriod.WEEK: _word(r"тиж(?:день|\.)?|нед(?:елю|\.)?|week"),
    PayPeriod.DAY: _word(r"день|day"),
    PayPeriod.SHIFT: _word(r"змін[ау]|смен[ау]|доб[ау]|сутки|вихід|выход|shift"),
    PayPeriod.HOUR: _word(r"год(?:ин[ау]|\.)?|час|hour|hr?"),
}
_TAXES = {
    True: _word(r"gross|brutto|брутто|до (?:\w+ )?(?:податків|налогов)"),
    False: _word(
        r"nett?o?|нетто|на руки|чист(?:ими|их|ыми|ых)"
        r"|після (?:\w+ )?податків|после (?:\w+ )?налогов"
    ),
}
_CURRENCY = f"(?:{_any_of(_CURRENCIES.values())})"
_LABEL = r"\b(?:з/?п|зарплата|оплата|salary|pay)\b ?[:–—-]? ?"
_PER = r"(?:/|\b(?!в год\b)(?:за|на|в|у|per|an?) )"
_FOR = rf"{_PER}? ?(?:1 ?)?(?:{_any_of(_PERIODS.values())})"
_NUMBER = r"(?:[0-9]{1,3}(?:[ .,'][0-9]{3})+(?![0-9])|[0-9]+)(?:[.,][0-9]{1,2}(?![0-9]))?"
_THOUSAND = rf"(?:т(?:и[сщ]|ы[сщ])?\.|(?:т(?:и[сщ]|ы[сщ])?|т[иы]сяч[аіи]?|[кk]){_END})"


def _amount(name: str) -> str:
    return (
        rf"(?:{_CURRENCY} ?|(?<!\w))(?P<{name}>{_NUMBER})"
        rf"(?P<{name}_thousand> ?{_THOUSAND})?\+?(?: ?{_CURRENCY}\+?)?"
    )


_PAY = re.compile(
    rf"(?:{_LABEL})?(?P<head>{_FOR} ?[:–—-]? ?)?"
    r"(?:(?P<up_to>\b(?:до|up to|to|не більше|не больше|максимум|max) ?)"
    r"|\b(?:від|от|from|з|с|не менше|не меньше|мінімум|минимум|min"
    r"|понад|більше|свыше|больше|over) ?)?"
    rf"{_amount('one')}"
    rf"(?: ?(?:[-–—−]|\.\.+|…|\b(?:до|to|max)) ?{_amount('other')})?"
    rf"(?P<tail>(?:[ ,.(]*(?:{_CURRENCY}|{_FOR}|{_any_of(_TAXES.values())})\)?)*)",
    re.I,
)
_PRICE = re.compile(_amount("one"), re.I)
_NO_PAY = re.compile(
    rf"(?:{_LABEL})?(?:за |по )?(?:домовлен\w+|договор[её]нн?\w+|договірна|договорная|negotiable"
    r"|обговорюється|обсуждается|результатами співбесіди|результатам собеседования)[ .!]*",
    re.I,
)
_UNCLEAR = re.compile(r"[ .,'/–—−-]*[0-9]| ?%|[ ,]*(?:/|(?:за|на|в|у|per|an?) )", re.I)
"""More amounts, or another thing that it is for: what was read may mean something else."""
_SAYS = ("L", "N", "Sc", "Sm")
"""Unicode categories of what is more than punctuation and pictures: `£`, `≤` and `~` too."""


def parse_pay(text: str) -> Pay | None:
    """Read `25000-40000`, `від 25 тис`, `до 1500 $`, `30к на руки`, `800 грн за зміну`.

    None: «договірна», no pay is stated. Nothing that was typed is dropped without a word.
    Raises: PayInDoubt("pay-rest", rest) beside words that pay can't hold, PayInDoubt("pay-swapped")
    when the lower bound is above the upper one, BadInput("pay") for what is no pay,
    BadInput("pay-currency", currency, known) for another currency than those there are,
    BadInput("pay-huge" | "pay-small" | "pay-whole") for an amount that nobody means.
    """
    typed = " ".join(text.split()).replace("’", "'")
    if _NO_PAY.fullmatch(typed):
        return None
    found = _PAY.search(typed)
    if found is None or re.search(r"[-–—−]$", typed[: found.start()]):
        raise BadInput("pay")
    if _UNCLEAR.match(typed, found.end()):
        raise BadInput("pay")
    pay = _read(found)
    around = (typed[: found.start()], typed[found.end() :])
    if _meant(_CURRENCIES, found[0]) is None:
        _check_currency(" ".join(around))
    rest = [piece.strip(" ,.;:!") for piece in around if _says(piece)]
    swapped = pay.low is not None and pay.high is not None and pay.low > pay.high
    if swapped:
        pay = replace(pay, low=pay.high, high=pay.low)
    _check(pay)
    if rest:
        raise PayInDoubt("pay-rest", pay, rest=" … ".join(rest))
    if swapped:
        raise PayInDoubt("pay-swapped", pay)
    return pay


def parse_price(text: str) -> tuple[int, str]:
    """Read `450`, `1 200 грн`, `$12`: whole units, and their currency; hryvnias where none is said.

    Raises: BadInput("price").
    """
    found = _PRICE.fullmatch(" ".join(text.split()))
    amount = _amount_of(found, "one") if found is not None else Decimal(_MOST + 1)
    if found is None or amount > _MOST:
        raise BadInput("price")
    whole = int(amount.to_integral_value(ROUND_HALF_UP))
    return whole, _meant(_CURRENCIES, found[0]) or "UAH"


def _check_currency(rest: str) -> None:
    """Hryvnias are meant where no currency is named; one that is named must not become them."""
    sign = next((one for one in rest if unicodedata.category(one) == "Sc"), None)
    word = _FOREIGN.search(rest)
    if sign is not None or word is not None:
        named = sign or (word[0] if word else "")
        raise BadInput("pay-currency", currency=named, known=", ".join(_CURRENCIES))


def _says(piece: str) -> bool:
    return any(one == "%" or unicodedata.category(one).startswith(_SAYS) for one in piece)


def _read(found: re.Match[str]) -> Pay:
    """What the words of a match mean. Raises: BadInput("pay") where two of them contradict."""
    one, other = _amount_of(found, "one"), None
    if found["other"]:
        other = _amount_of(found, "other")
        one, other = _beside(one, other), _beside(other, one)
    low, high = (None, one) if found["up_to"] and other is None else (one, other)
    said = f"{found['head'] or ''} {found['tail']}"
    return Pay(
        _whole(low),
        _whole(high),
        _meant(_CURRENCIES, found[0]) or "UAH",
        _meant(_TAXES, said),
        _meant(_PERIODS, said) or PayPeriod.MONTH,
    )


def _amount_of(found: re.Match[str], name: str) -> Decimal:
    """`40 000`, `40.000`, `40,5`: groups of three are thousands, a shorter tail is a fraction."""
    *groups, last = re.split(r"[ .,']", found[name])
    fraction = f".{last}" if groups and len(last) < 3 else last
    number = Decimal("".join(groups) + fraction)
    # What is typed without end is cut, else it would not be exact.
    return min(number * 1000 if found[f"{name}_thousand"] else number, Decimal(_MOST + 1))


def _beside(amount: Decimal, other: Decimal) -> Decimal:
    """`25` beside `40 000` is thousands too, `500` beside `1 000` is not."""
    thousands = amount < 1000 <= other and amount * 100 <= other
    return amount * 1000 if thousands else amount


def _whole(amount: Decimal | None) -> int | None:
    if amount is None:
        return None
    if amount != int(amount):
        raise BadInput("pay-whole")
    return int(amount)


def _meant(words: Mapping[K, str], text: str) -> K | None:
    found = [key for key, word in words.items() if re.search(word, text, re.I)]
    if len(found) > 1:
        raise BadInput("pay")
    return found[0] if found else None


def _check(pay: Pay) -> None:
    bounds = [bound for bound in (pay.low, pay.high) if bound is not None]
    most = _MOST_AN_HOUR.get(pay.currency, 10_000) if pay.period is PayPeriod.HOUR else _MOST
    if max(bounds) > most or min(bounds) <= 0:
        raise BadInput("pay-huge")
    a_month = (pay.currency, pay.period) == ("UAH", PayPeriod.MONTH)
    if a_month and min(bounds) < _LEAST_A_MONTH:
        raise BadInput("pay-small")
