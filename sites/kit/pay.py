"""Pay in the words of an ad, for sites whose own amounts can't hold it."""

from bot.domain.pay import Pay, PayPeriod

# Words of the ad itself, which readers of a Ukrainian site see; not of our interface.
_MONEY = {"UAH": "грн", "USD": "$", "EUR": "€", "PLN": "zł"}
_PERIODS = {
    PayPeriod.MONTH: "міс",
    PayPeriod.WEEK: "тиждень",
    PayPeriod.DAY: "день",
    PayPeriod.SHIFT: "зміна",
    PayPeriod.HOUR: "год",
}
_TAXES = {True: "до вирахування податків", False: "на руки"}


def is_hryvnias_a_month(pay: Pay) -> bool:
    """Whether amounts alone say it on a Ukrainian site."""
    return (pay.currency, pay.period) == ("UAH", PayPeriod.MONTH)


def taxes(pay: Pay) -> str:
    """`на руки`; empty where it is not said."""
    return _TAXES[pay.gross] if pay.gross is not None else ""


def in_words(pay: Pay) -> str:
    """`1500–2000 $/міс, на руки`; `parse_pay` reads it back."""
    bounds = "–".join(str(bound) for bound in (pay.low, pay.high) if bound is not None)
    up_to = "до " if pay.low is None else ""
    said = f"{up_to}{bounds} {_MONEY.get(pay.currency, pay.currency)}/{_PERIODS[pay.period]}"
    return ", ".join(filter(None, (said, taxes(pay))))
