"""An ad made in the cabinet as our neutral vacancy (work-ua.md section 11); pure."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import nh3

from bot.domain import rich_text
from bot.domain.errors import BadInput
from bot.domain.own_ad import OwnAd
from bot.domain.pay import Pay, parse_pay
from bot.domain.site import Entry, FieldValues
from bot.domain.vacancy import CITY_MOST, one_line
from sites.kit.lenient import flag, integer, text, texts
from sites.kit.pay import is_hryvnias_a_month
from sites.work_ua.forms import employment_of, experience_of
from sites.work_ua.keys import FLAGS
from sites.work_ua.mapping import Job

_READ = (
    ("town", "region", "town"),
    ("category", "category", "category"),
    ("jobtype", "jobtype", "jobtype"),
    ("years", "experience", "experience"),
    ("education", "education", "education"),
)
"""Our field, the list's own name for it, its dictionary."""
_TAGS = {"a", "b", "i", "p", "ul", "ol", "li", "h3"}
_CONTENT = re.compile(r"\w")


def own_ad(job: Job, dictionaries: Mapping[str, Sequence[Entry]]) -> OwnAd:
    """What the long form of the list says; what it does not give stays empty (A16)."""
    item, fields = job.item, _fields(job.item, dictionaries)
    town = next((entry.name("uk") for entry in fields.get("town", ())), "")
    return OwnAd(
        job.remote,
        description=_description(text(item.get("description")) or ""),
        city=one_line(town)[:CITY_MOST],
        employment=employment_of(fields.get("jobtype", ())),
        experience=experience_of(fields.get("years", ())),
        pay=_pay(item.get("salary")),
        fields=fields,
    )


def _fields(item: Mapping[str, Any], dictionaries: Mapping[str, Sequence[Entry]]) -> FieldValues:
    found: dict[str, tuple[Entry, ...]] = {}
    for key, name, dictionary in _READ:
        ids = {str(number) for number in map(integer, texts(item.get(name))) if number}
        chosen = tuple(entry for entry in dictionaries.get(dictionary, ()) if entry.id in ids)
        if chosen:
            found[key] = chosen
    for key in FLAGS:
        if item.get(key) is not None:  # a flag that is off stays so, whatever we would suggest
            found[key] = (Entry("1", {"uk": "✓"}),) if flag(item[key]) else ()
    return found


def _description(html: str) -> str:
    """Our tags only; a text without any block becomes paragraphs by its lines."""
    if not re.search(r"<(?:p|ul|ol|li|h3)\b", html, re.I):
        html = rich_text.from_message(html)
    clean = nh3.clean(
        re.sub(r"<(/?)strong\b[^>]*>", r"<\1b>", html, flags=re.I),
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel=None,
    )
    return clean if _CONTENT.search(rich_text.plain(clean)) else ""


def _pay(salary: Any) -> Pay | None:
    """Amounts are hryvnias a month; without any, pay of another kind may stand in the comment."""
    if not isinstance(salary, dict):
        return None
    low, high = (integer(salary.get(key)) or None for key in ("value", "value_max"))
    if low is not None or high is not None:
        return Pay(low, high)
    try:
        pay = parse_pay(text(salary.get("comment")) or "")
    except BadInput:
        return None
    return pay if pay is not None and not is_hryvnias_a_month(pay) else None
