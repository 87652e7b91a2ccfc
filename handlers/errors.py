"""Errors as words: the one place that turns a text id and values into what people read."""

import re
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.errors import Value, VidhukError
from handlers.texts import Html, Texts, Words

_TYPED_MOST = 120
UNEXPECTED = "error-unexpected"
_UNKNOWN = {"until": "none"}
"""What a text gets for a value that is not kept with the id of a stored error."""


def explain(error: BaseException, t: Texts, *, time_zone: str, now: datetime) -> Html:
    """What went wrong, whose fault it is and what to do next."""
    if not isinstance(error, VidhukError):
        return t(UNEXPECTED)
    return told(error.text_id, error.values(), t, time_zone=time_zone, now=now)


def told(
    text_id: str, values: Mapping[str, Value], t: Texts, *, time_zone: str, now: datetime
) -> Html:
    """A text that was kept by its id (a flash, the error of an action) in words.

    `site` among the values is a site's key, which may say an error in its own words
    (`<site>-error-auth-expired`); `parts` are keys of its ad's parts between blanks;
    `sites` are keys of sites likewise; moments are shown by the reader's clock, a `day` as a date.
    """
    own = f"{values.get('site')}-{text_id}"
    text_id = own if t.has(own) else text_id
    if re.fullmatch(r"(error|bad)-.*", text_id) and not t.has(text_id):
        text_id = UNEXPECTED
    known = {name: _word(name, value, t, time_zone, now) for name, value in values.items()}
    if "parts" in values:
        known["parts"] = t.parts(str(values["site"]), str(values["parts"]).split())
    if "sites" in values:
        known["sites"] = ", ".join(t.site(one) for one in str(values["sites"]).split())
    return t(text_id, **{**_UNKNOWN, **known})


def _word(name: str, value: Value, t: Texts, time_zone: str, now: datetime) -> Words:
    if isinstance(value, datetime):
        if name == "day":
            return t.day(value.astimezone(ZoneInfo(time_zone)))
        return t.when(value, time_zone, now)
    if isinstance(value, str):
        return t.site(value) if name == "site" else _shortened(value)
    return value


def _shortened(typed: str) -> str:
    """Enough to recognise what was typed."""
    return typed if len(typed) <= _TYPED_MOST else f"{typed[: _TYPED_MOST - 1]}…"
