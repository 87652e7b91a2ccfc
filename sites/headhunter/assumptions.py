"""What a real account's answers can show of docs/site-assumptions.md; pure.

The probe opens nobody's resume, so that what only a resume tells stays unseen.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from sites.headhunter.access import says
from sites.headhunter.forms import KNOWN_CURRENCIES
from sites.headhunter.mapping import balance, id_of, items, objects, pages, under
from sites.kit.answer import Answer
from sites.kit.assumption import Assumption, kind_of
from sites.kit.lenient import integer, moment, text

_ME, _LISTS = "/me", "/dictionaries"
_VARIANTS = r"/employers/\d+/services/available_publications"
_RESPONSES = r"/negotiations/(?!read$)[a-z_][a-z_0-9]*"
_PAGED = rf"{_RESPONSES}|/employers/\d+/vacancies/(?:active|archived)|/vacancies/drafts"
_SOURCES = {
    "NEGOTIATION", "PHONE_CALL", "CHAT", "VR", "AUTO_INVITE", "APPLICANT_QUESTIONS",
    "AUTO_RESPONSE", "CLICKME_CPA", "REGISTRATION",
}  # fmt: skip
"""Headhunter.md 6.3."""
_LONG_AGO = datetime(1990, 1, 1, tzinfo=UTC)


def _disordered(answer: Answer) -> Iterable[str] | None:
    dates = [moment(one.get("created_at")) or _LONG_AGO for one in _items(answer)]
    if len(set(dates)) < 2:
        return None
    falling = all(one >= other for one, other in pairwise(dates))
    return [] if falling else [f"{len(dates)} responses do not come newest first"]


def _strange_sources(answer: Answer) -> Iterable[str] | None:
    found = _items(answer)
    named = [text(one.get("source")) for one in found]
    odd = [_safe(one) for one in named if one is not None and one not in _SOURCES]
    return [f"a response's source is {one}" for one in odd] if found else None


def _nameless(answer: Answer) -> Iterable[str] | None:
    variants = objects(under(answer.data, "publication_variants"))
    if answer.status != 200 or not variants:
        return None
    lacking = [one for one in variants if not _types(one)]
    read = [] if balance(answer.data) is not None else ["the variants can't be read"]
    return [*read, *([f"{len(lacking)} variants name no property type"] if lacking else [])]


def _types(variant: Any) -> list[str]:
    required = objects(under(variant.get("vacancy_properties"), "required"))
    return [kind for one in required if (kind := text(one.get("property_type"))) is not None]


def _empty_amid(answer: Answer) -> Iterable[str] | None:
    page, count = integer(under(answer.data, "page")), pages(answer.data)
    if answer.status != 200 or page is None or not count:
        return None
    empty = page < count and not items(answer.data)
    return [f"page {page + 1} of {count} is empty"] if empty else []


def _our_name_refused(answer: Answer) -> Iterable[str] | None:
    if any(says(answer, one) for one in ("unset", "blacklisted")):
        return ["our User-Agent is refused"]
    return [] if answer.status == 200 else None


def _nobody(answer: Answer) -> Iterable[str] | None:
    """An applicant shows nothing of an employer."""
    is_employer = under(answer.data, "is_employer")
    if answer.status != 200 or is_employer is False:
        return None
    if is_employer is not True:
        return [f"is_employer is {kind_of(is_employer)}"]
    lacking = [one for one in ("employer", "manager") if id_of(under(answer.data, one)) is None]
    return [f"{one} has no id" for one in lacking]


def _strange_currencies(answer: Answer) -> Iterable[str] | None:
    listed = objects(under(answer.data, "currency")) if answer.status == 200 else []
    return list(_currencies(listed)) if listed else None


def _currencies(listed: Iterable[Any]) -> Iterator[str]:
    for one in listed:
        code, used = text(one.get("code")) or "", one.get("in_use") is not False
        if used and code not in KNOWN_CURRENCIES:
            yield f"{_safe(code)} is in use and not known"
        if not used and code in KNOWN_CURRENCIES:
            yield f"{code} is not in use"


def _items(answer: Answer) -> list[Any]:
    return list(items(answer.data)) if answer.status == 200 else []


def _safe(word: str) -> str:
    """A word of the site's own; whatever else stands there is not told."""
    return word if re.fullmatch("[A-Z_]{2,30}", word) else "no word of the site's"


ASSUMPTIONS = (
    Assumption("H07", "responses come newest first", _RESPONSES, _disordered),
    Assumption("H12", "where a response is from is known", _RESPONSES, _strange_sources),
    Assumption("H17", "each variant names its property types", _VARIANTS, _nameless),
    Assumption("H18", "pages says how many there are", _PAGED, _empty_amid),
    Assumption("H20", "our User-Agent is taken", _ME, _our_name_refused),
    Assumption("H22", "an employer has a company and a manager", _ME, _nobody),
    Assumption("H23", "the currencies in use are those we know", _LISTS, _strange_currencies),
)
