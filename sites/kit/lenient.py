"""Reading JSON that is not always what its documentation says: ids as texts, flags as texts."""

import json
import re
from datetime import UTC, datetime
from typing import Any

from bot.domain.whole_json import whole

_DIGITS_MOST = 18
_WHOLE = re.compile(r"-?\d{1,18}")
_GREATEST = 10**18


def parsed(body: bytes) -> Any:
    """A body as JSON; None when it is empty or no JSON.

    Endless numbers stay texts; a sign that is half of one becomes U+FFFD.
    """
    try:
        text = body.decode(json.detect_encoding(body), "surrogatepass")
        return json.loads(whole(text), parse_int=_number)
    except (ValueError, RecursionError):
        return None


def _number(digits: str) -> int | str:
    return int(digits) if len(digits) <= _DIGITS_MOST else digits


def integer(value: Any) -> int | None:
    """A whole number of at most 18 digits, from a number or a text of digits, else None."""
    if isinstance(value, str) and _WHOLE.fullmatch(value.strip()):
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(value) if abs(value) < _GREATEST and value == int(value) else None


def flag(value: Any) -> bool:
    """True for 1, "1" and true; absent and null are False."""
    return value is True or integer(value) == 1


def text(value: Any) -> str | None:
    """A text with something in it, else None."""
    if isinstance(value, str) and value.strip():
        return value.strip()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None


def texts(value: Any) -> tuple[str, ...]:
    """The texts of a list; a bare text counts as a list of one."""
    items = value if isinstance(value, list) else [value]
    return tuple(one for one in map(text, items) if one is not None)


CREDIBLE = range(1990, 2100)
"""Years. Others are slips of a site; the very first and last can't be shown in every time zone."""


def moment(value: Any) -> datetime | None:
    """An ISO 8601 time as aware UTC. One without offset, or not credible, is None."""
    try:
        found = datetime.fromisoformat(value)
        return found.astimezone(UTC) if found.tzinfo and found.year in CREDIBLE else None
    except (TypeError, ValueError, OverflowError):
        return None
