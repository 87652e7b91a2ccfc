"""An ad made in the cabinet as our neutral vacancy (headhunter.md 5.9); pure."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import nh3

from bot.domain import rich_text
from bot.domain.own_ad import OwnAd
from bot.domain.pay import Pay, PayPeriod
from bot.domain.site import Entry, FieldValues, RemoteAd
from bot.domain.vacancy import CITY_MOST, one_line
from bot.ports import AdForm
from sites.headhunter.forms import code_of, description_html, employment_of, experience_of
from sites.headhunter.keys import AREA, CHOICES, FLAGS, ROLE, SKILLS
from sites.headhunter.mapping import Item, id_of, name_of, objects
from sites.kit.lenient import integer, text

_TAGS = {"a", "b", "i", "p", "ul", "ol", "li", "h3"}
_PERIODS = {"MONTH": PayPeriod.MONTH, "HOUR": PayPeriod.HOUR, "SHIFT": PayPeriod.SHIFT}
_CURRENCIES = {"RUR": "RUB", "BYR": "BYN"}
_YES = Entry("1", {"uk": "✓"})


def own_ad(item: Item, remote: RemoteAd, dictionaries: Mapping[str, Sequence[Entry]]) -> OwnAd:
    """What the site tells of an ad or a draft; what it does not give stays empty."""
    fields = _fields(item, dictionaries)
    town = next((entry.name("uk") for entry in fields.get(AREA, ())), "")
    return OwnAd(
        remote,
        description=_description(text(item.get("description")) or ""),
        city=one_line(town)[:CITY_MOST],
        employment=employment_of(_chosen(fields, "employment")),
        experience=experience_of(_chosen(fields, "experience")),
        pay=pay_of(item.get("salary_range")),
        fields=fields,
    )


def _chosen(fields: FieldValues, key: str) -> str | None:
    return next((entry.id for entry in fields.get(key, ())), None)


def _fields(item: Item, dictionaries: Mapping[str, Sequence[Entry]]) -> FieldValues:
    found: dict[str, tuple[Entry, ...]] = {}
    read = (
        (AREA, "areas", [item.get("area"), *objects(item.get("areas"))]),
        (ROLE, "roles", item.get("professional_roles")),
        *((key, name, item.get(name)) for key, name, _ in CHOICES),
    )
    for key, dictionary, value in read:
        chosen = _entries(value, dictionaries.get(dictionary, ()))
        if chosen:
            found[key] = chosen
    names = (name_of(one) for one in objects(item.get("key_skills")))
    typed = ", ".join(one for one in names if one is not None)
    if typed:
        found[SKILLS] = (Entry(typed, {"uk": typed}),)
    for key, name in FLAGS:
        if isinstance(item.get(name), bool):  # a flag that is off stays so
            found[key] = (_YES,) if item[name] else ()
    return found


def _entries(value: Any, known: Sequence[Entry]) -> tuple[Entry, ...]:
    ids = {id_of(one) for one in (value if isinstance(value, list) else [value])}
    return tuple(entry for entry in known if entry.id in ids)


def _description(html: str) -> str:
    """Our tags only; a text without any block becomes paragraphs by its lines."""
    if not re.search(r"<(?:p|ul|ol|li|h3)\b", html, re.I):
        html = rich_text.from_message(re.sub(r"<br\b[^>]*>", "\n", html, flags=re.I))
    for theirs, ours in (("strong", "b"), ("em", "i")):
        html = re.sub(rf"<(/?){theirs}\b[^>]*>", rf"<\1{ours}>", html, flags=re.I)
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel=None,
    )
    return clean if re.search(r"\w", rich_text.plain(clean)) else ""


def pay_of(salary: Any) -> Pay | None:
    """The pay, where it is of a kind that ours can be."""
    if not isinstance(salary, dict):
        return None
    low, high = (integer(salary.get(key)) or None for key in ("from", "to"))
    period = _PERIODS.get(id_of(salary.get("mode")) or "MONTH")
    if period is None or (low is None and high is None):
        return None
    currency = text(salary.get("currency")) or "RUR"
    gross = salary.get("gross")
    return Pay(
        low,
        high,
        _CURRENCIES.get(currency, currency),
        gross if isinstance(gross, bool) else None,
        period,
    )


def ours(item: Item, form: AdForm) -> bool:
    """Whether an ad is the one that the form made: by its mark, else by its words.

    Of the words only those count: whatever became of tags and blanks.
    """
    code = text(item.get("code"))
    if code is not None:
        return code == code_of(form.vacancy)
    return _words(text(item.get("description")) or "") == _words(description_html(form.vacancy))


def _words(html: str) -> list[str]:
    return re.sub(r"<[^>]+>", " ", html).split()
