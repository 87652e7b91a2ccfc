"""Pay: what a recruiter types, and what an ad says."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.errors import BadInput

_MOST = 100_000_000


class PayPeriod(StrEnum):
    """What one payment is for."""

    MONTH = "month"
    HOUR = "hour"


@dataclass(frozen=True, slots=True)
class Pay:
    """Pay in whole units of `currency` (ISO code); at least one bound is set."""

    low: int | None
    high: int | None
    currency: str = "UAH"
    gross: bool | None = None
    period: PayPeriod = PayPeriod.MONTH


_CURRENCIES = (
    ("USD", re.compile(r"usd|\$|дол", re.I)),
    ("EUR", re.compile(r"eur|€|євро|евро", re.I)),
    ("PLN", re.compile(r"pln|zł|зл", re.I)),
    ("UAH", re.compile(r"uah|₴|грн|гривен|гривн", re.I)),
)
_HOURLY = re.compile(r"/\s*(год|час|h)|\b(за|на|в) (годину|час)\b|per hour|an hour", re.I)
_AMOUNT = re.compile(r"(\d[\d\s.,'\u00a0\u202f]*)\s*(тис|тыс|к\b|k\b)?", re.I)
_UP_TO = re.compile(r"\b(до|up to|to)\s*[$€₴]?\s*\d", re.I)


def parse_pay(text: str) -> Pay:
    """Read `25000-40000`, `від 25 тис`, `до 1500 $`, `30к`, `200 грн/год`.

    Raises: BadInput("pay") when there is no amount, BadInput("pay-swapped", low, high,
    currency, period) when the lower bound is above the upper one, BadInput("pay-huge").
    """
    amounts = _amounts(text)
    if not amounts or len(amounts) > 2:
        raise BadInput("pay")
    if max(amounts) > _MOST or min(amounts) <= 0:
        raise BadInput("pay-huge")
    currency = next((code for code, mark in _CURRENCIES if mark.search(text)), "UAH")
    period = PayPeriod.HOUR if _HOURLY.search(text) else PayPeriod.MONTH
    if len(amounts) == 1:
        low, high = (None, amounts[0]) if _UP_TO.search(text) else (amounts[0], None)
    else:
        low, high = amounts
    if low is not None and high is not None and low > high:
        raise BadInput("pay-swapped", low=low, high=high, currency=currency, period=period)
    return Pay(low, high, currency, period=period)


def _amounts(text: str) -> list[int]:
    """The amounts in order; a «тис» behind the second one counts for a bare first one too."""
    found: list[tuple[float, bool]] = []
    for digits, thousands in _AMOUNT.findall(text):
        number = _number(digits)
        if number is None:
            raise BadInput("pay")
        found.append((number, bool(thousands)))
    shared = bool(found) and found[-1][1]
    return [
        round(min(number * 1000 if thousands or (shared and number < 1000) else number, _MOST + 1))
        for number, thousands in found  # what is typed without end would be infinite
    ]


def _number(digits: str) -> float | None:
    """`40 000`, `40.000`, `40,5`: groups of three are thousands, a shorter tail is a fraction."""
    parts = [part for part in re.split(r"[\s.,'\u00a0\u202f]+", digits) if part]
    if len(parts) > 1 and all(len(part) == 3 for part in parts[1:]):
        return float("".join(parts))
    if len(parts) == 2 and len(parts[1]) < 3:
        return float(".".join(parts))
    return float(parts[0]) if len(parts) == 1 else None
