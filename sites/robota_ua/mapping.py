"""Robota.ua's JSON about ads, balances and refusals as our values; pure, tested on samples/."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.site import Ad, Entry, Names, Problem, Receipt, RemoteAd
from bot.domain.vacancy import one_line
from bot.ports import AdForm
from sites.kit.lenient import CREDIBLE, integer, text
from sites.kit.people import plain_text
from sites.robota_ua.forms import description_html
from sites.robota_ua.keys import SITE_URL

KYIV = ZoneInfo("Europe/Kyiv")
_NONE_BEFORE = 1950
_WORDS_MOST = 200


def moment(value: Any) -> datetime | None:
    """A time without a zone is Kyiv's (R19); 0001 and 1900 mean "no date"."""
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value.strip())
        if found.year < _NONE_BEFORE or found.year not in CREDIBLE:
            return None
        return (found if found.tzinfo else found.replace(tzinfo=KYIV)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def rows(data: Any, *names: str) -> list[Any] | None:
    """The list of an answer, under one of these names or bare; None: there is none."""
    if isinstance(data, dict):
        data = next((data[name] for name in names if isinstance(data.get(name), list)), None)
    return data if isinstance(data, list) else None


# -- dictionaries and balances --------------------------------------------------------------


def entries(data: Any) -> tuple[Entry, ...] | None:
    """Cities of either list; those without id or name are left out. None: it is no list."""
    found = []
    listed = rows(data, "items", "data")
    for item in listed or ():
        number = integer(item.get("id")) if isinstance(item, dict) else None
        names = _names(item) if number is not None else {}
        if number and names:  # 0 is the whole country, which no ad may be in as far as is known
            found.append(Entry(str(number), names))
    return tuple(found) if listed is not None else None


def _names(item: Mapping[str, Any]) -> Names:
    told = {
        "uk": text(item.get("nameUkr")) or text(item.get("ua")),
        "ru": text(item.get("name")) or text(item.get("ru")),
        "en": text(item.get("nameEng")) or text(item.get("en")),
    }
    names = {language: name for language, name in told.items() if name is not None}
    return names if not names or "uk" in names else {"uk": next(iter(names.values())), **names}


_COUNTS = ("count", "rest", "total", "available", "ticketCount")


def tickets(data: Any) -> int | None:
    """Unused publications of one type, of an answer whose shape nobody has written down (R08)."""
    if isinstance(data, list):
        counts = [tickets(one) for one in data if not isinstance(one, list)]
        known = [count for count in counts if count is not None]
        return sum(known) if known or not data else None
    if isinstance(data, dict):
        data = next((data[name] for name in _COUNTS if integer(data.get(name)) is not None), None)
    count = integer(data)
    return None if count is None else max(0, count)


# -- own ads --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Posted:
    """One own ad: what we make of it, and the item itself."""

    remote: RemoteAd
    added: datetime | None
    item: Mapping[str, Any]


def posted(item: Any, now: datetime) -> Posted | None:
    """From the list or from `/vacancy/get`; None for what has no id."""
    number = ad_id(item) if isinstance(item, dict) else None
    if number is None:
        return None
    ad, badge = ad_state(item, now)
    dated = moment(item.get("vacancyDate"))
    remote = RemoteAd(
        remote_id=str(number),
        title=one_line(_first(item, "vacancyName", "name", "title") or ""),
        ad=ad,
        url=ad_url(number, item.get("notebookId")),
        badge=badge,
        published_at=None if ad is Ad.DRAFT else dated,
        expires_at=None if ad is Ad.DRAFT else _expires(item),
        refusal=_said_plainly(text(item.get("banComment"))) if ad is Ad.REFUSED else None,
    )
    return Posted(remote, moment(item.get("addDate")) or dated, item)


def ad_id(item: Any) -> int | None:
    """An ad's id: the number itself, `vacancyId` or `id`; 0 is none."""
    if isinstance(item, dict):
        found = (integer(item.get(name)) for name in ("vacancyId", "id"))
        return next((number for number in found if number and number > 0), None)
    number = integer(item)
    return number if number and number > 0 else None


_STATES = {
    "publicated": (Ad.LIVE, None),
    "notpublicated": (Ad.DRAFT, None),
    "deleted": (Ad.ENDED, "badge-deleted"),
}


_STATE_WORDS = (
    ("moder", (Ad.LIVE, "badge-moderation")),
    ("paus|suspend", (Ad.LIVE, "badge-paused")),
    ("ban|block", (Ad.REFUSED, "badge-blocked")),
)
"""What the name of another state speaks of."""


def ad_state(item: Mapping[str, Any], now: datetime) -> tuple[Ad, str | None]:
    """Where the ad stands, with its badge (robota-ua.md section 5.5, R09).

    A state that we don't know is live, and its badge says so.
    """
    if _banned(item):
        return Ad.REFUSED, "badge-blocked"
    state = (text(item.get("state")) or "").lower()
    if state == "closed":
        expires = _expires(item)
        over = expires is not None and expires <= now
        return Ad.ENDED, "badge-expired" if over else "badge-closed"
    if state in _STATES:
        return _STATES[state]
    for words, stands in _STATE_WORDS:
        if re.search(words, state):
            return stands
    return Ad.LIVE, "badge-unknown"


def _banned(item: Mapping[str, Any]) -> bool:
    words = (text(item.get(name)) for name in ("banComment", "blockingReasonIds"))
    return any(words) or moment(item.get("blockingDate")) is not None


def _expires(item: Mapping[str, Any]) -> datetime | None:
    told = (moment(item.get(n)) for n in ("activeToDate", "endPublicationDate", "finishDate"))
    return next((found for found in told if found is not None), None)


def ad_url(number: int | str, company: Any = None) -> str:
    """The public page where the company's number is known, else the cabinet's."""
    notebook = integer(company)
    if notebook:
        return f"{SITE_URL}/company{notebook}/vacancy{number}"
    return f"{SITE_URL}/my/vacancies/{number}/candidates"


def company_of(found: Posted) -> int | None:
    """The company's number, which its public addresses begin with."""
    return integer(found.item.get("notebookId")) or None


def at_company(remote: RemoteAd, company: int | None) -> RemoteAd:
    """With the public address, where the company's number is known."""
    return remote if company is None else replace(remote, url=ad_url(remote.remote_id, company))


def total_of(data: Any) -> int | None:
    """How many there are by a list's own word."""
    return integer(data.get("total")) if isinstance(data, dict) else None


def receipt(remote: RemoteAd) -> Receipt:
    """How the ad stands, as the answer to a request about it."""
    return Receipt(
        remote.remote_id,
        remote.url,
        remote.ad,
        remote.expires_at,
        remote.badge,
        refusal=remote.refusal,
    )


def made(ads: Iterable[Posted], form: AdForm, earliest: datetime) -> RemoteAd | None:
    """The ad that our form made after `earliest`: by its title and city, best by its text too."""
    city = {int(entry.id) for entry in form.fields.get("city", ())}
    found = [
        (_same_text(one, form), one.added, one.remote)
        for one in ads
        if one.added is not None
        and one.added >= earliest
        and one.remote.remote_id not in form.taken
        and one.remote.title == form.vacancy.title
        and (not city or integer(one.item.get("cityId")) in city)
    ]
    return max(found, key=lambda one: one[:2])[2] if found else None


def _same_text(one: Posted, form: AdForm) -> bool:
    """Whether the descriptions read the same, whatever became of tags and blanks."""
    return words(text(one.item.get("description")) or "") == words(description_html(form.vacancy))


def words(html: str) -> list[str]:
    """The words of a description, of a whole page or a fragment."""
    return plain_text(body_of(html)).replace("•", " ").split()


def body_of(html: str) -> str:
    """What a description holds: it comes back wrapped as a whole page."""
    found = re.search(r"<body[^>]*>(.*?)</body>", html, re.S | re.I)
    return found[1] if found is not None else re.sub(r"</?(?:html|head|body)[^>]*>", "", html)


def _first(item: Mapping[str, Any], *names: str) -> str | None:
    return next((found for name in names if (found := text(item.get(name)))), None)


# -- refusals -------------------------------------------------------------------------------

_SPEAKS_OF = (
    ("опис|описан|description", "description"),
    ("міст|город|city", "city"),
    ("назв|title", "title"),
    ("зарплат|salary", "pay"),
    ("публікац|публикац|publish|послуг|услуг", "publication"),
    ("зайнят|занят|employment", "employment"),
)
"""Which of our fields a refusal seems to be about: its own words are all that there is."""


def refused(data: Any) -> bool:
    """Whether a 200 is a refusal all the same."""
    return isinstance(data, dict) and data.get("success") in (False, "false", "False", 0)


def problems(data: Any, raw: bytes = b"") -> tuple[Problem, ...]:
    """The site's words, cleaned; else the beginning of what it said. Empty: it said nothing."""
    message = _said_plainly(_said(data) or raw[:_WORDS_MOST].decode("utf-8", "replace"))
    if message is None:
        return ()
    matching = (field for spoken, field in _SPEAKS_OF if re.search(spoken, message, re.I))
    return (Problem("refused", message, next(matching, None)),)


def _said_plainly(words: str | None) -> str | None:
    """One line of plain text, not too long; None: nothing is left of it."""
    clean = one_line(plain_text((words or "").replace("[CUSTOM ERROR]", " ")))
    return clean[:_WORDS_MOST] or None


def _said(data: Any) -> str | None:
    if not isinstance(data, dict):
        return data if isinstance(data, str) else None
    for name in ("message", "error"):
        if found := text(data.get(name)):
            return found
    errors = data.get("errors")
    for error in errors if isinstance(errors, list) else ():
        if isinstance(error, dict) and (found := text(error.get("message"))):
            return found
    return text(data.get("key"))
