"""What a real account's answers can show of docs/site-assumptions.md; pure."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sites.kit.answer import Answer
from sites.kit.assumption import Assumption, kind_of
from sites.kit.lenient import text
from sites.robota_ua.client import LIST_NAMES
from sites.robota_ua.feed import PAGE_FULL
from sites.robota_ua.mapping import ad_state, moment, rows, tickets
from sites.robota_ua.people import LETTERS
from sites.robota_ua.responses import NAMES

_ADS, _RESPONSES = "/vacancy/list", "/apply/list"
_ANY_TIME = datetime(2020, 1, 1, tzinfo=UTC)


def _uncounted(answer: Answer) -> Iterable[str] | None:
    if answer.status != 200:
        return None
    unread = answer.data is not None and tickets(answer.data) is None
    return [f"a balance is {kind_of(answer.data)} that can't be read"] if unread else []


def _items(answer: Answer, names: Iterable[str]) -> list[dict[str, Any]]:
    found = rows(answer.data, *names) if answer.status == 200 else None
    return [one for one in found or () if isinstance(one, dict)]


def _strange_state(answer: Answer) -> Iterable[str] | None:
    found = _items(answer, LIST_NAMES)
    odd = [one for one in found if ad_state(one, _ANY_TIME)[1] == "badge-unknown"]
    states = [text(one.get("state")) or "" for one in odd]
    named = [one if re.fullmatch("[A-Za-z]+", one) else "nameless" for one in states]
    return [f"an ad's state is {one}" for one in named] if found else None


def _crowded(answer: Answer) -> Iterable[str] | None:
    count = len(_items(answer, NAMES))
    if not count:
        return None
    return [f"{count} rows came on a page"] if count > PAGE_FULL else []


def _letterless(answer: Answer) -> Iterable[str] | None:
    """Without a letter in any of the fields nothing is known: nobody may have written one."""
    named = any(text(one.get(name)) for one in _items(answer, NAMES) for name in LETTERS)
    return [] if named else None


def _undated(answer: Answer) -> Iterable[str] | None:
    found = _items(answer, NAMES)
    if not found:
        return None
    odd = [one for one in found if moment(one.get("addDate")) is None]
    return [f"{len(odd)} of {len(found)} responses have no date that can be read"] if odd else []


ASSUMPTIONS = (
    Assumption("R08", "a balance holds one number", "/api/service/tickets/.+", _uncounted),
    Assumption("R09", "the states of ads are known", _ADS, _strange_state),
    Assumption("R18", "a letter is in one of five fields", _RESPONSES, _letterless),
    Assumption("R19", "responses have a date", _RESPONSES, _undated),
    Assumption("R20", "a page of responses has 20 rows", _RESPONSES, _crowded),
)
