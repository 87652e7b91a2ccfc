"""An ad made in the cabinet as our neutral vacancy (robota-ua.md section 5.4); pure."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import nh3

from bot.domain import rich_text
from bot.domain.errors import BadInput
from bot.domain.own_ad import OwnAd
from bot.domain.pay import Pay, parse_pay
from bot.domain.site import Entry, FieldValues
from bot.domain.vacancy import CITY_MOST, Experience, one_line
from sites.kit.lenient import flag, integer, text, texts
from sites.kit.pay import is_hryvnias_a_month
from sites.robota_ua.forms import EXPERIENCE, EXPERIENCES, FROM, UP_TO, employment_of
from sites.robota_ua.keys import EMPLOYMENT, FLAGS, PUBLICATION, PUBLISH_TYPES, WORK
from sites.robota_ua.mapping import Posted, body_of

_TAGS = {"a", "b", "i", "p", "ul", "ol", "li", "h3"}
_CONTENT = re.compile(r"\w")
_EXPERIENCE = re.compile(rf"<p>\s*{EXPERIENCE}([^<]*)</p>\s*$")
_TAXES = {"до вирахування податків": True, "на руки": False}


def own_ad(found: Posted, dictionaries: Mapping[str, Sequence[Entry]]) -> OwnAd:
    """What `/vacancy/get` says; what it does not give stays empty."""
    item, fields = found.item, _fields(found.item, dictionaries)
    description, experience = _description(text(item.get("description")) or "")
    city = next((entry.name("uk") for entry in fields.get("city", ())), "")
    return OwnAd(
        found.remote,
        description=description,
        city=one_line(city)[:CITY_MOST],
        employment=employment_of(fields.get("employment", ())),
        experience=experience,
        pay=_pay(item),
        fields=fields,
    )


def _fields(item: Mapping[str, Any], dictionaries: Mapping[str, Sequence[Entry]]) -> FieldValues:
    lists: Mapping[str, tuple[Any, Sequence[Entry]]] = {
        "city": (str(integer(item.get("cityId"))), dictionaries.get("city", ())),
        "employment": (item.get("employmentTypes"), EMPLOYMENT),
        "work": (item.get("workTypes"), WORK),
        PUBLICATION: (item.get("publishType"), PUBLISH_TYPES),
    }
    found: dict[str, tuple[Entry, ...]] = {}
    for key, (given, entries) in lists.items():
        chosen = tuple(one for one in entries if one.id in texts(given))
        if chosen:
            found[key] = chosen
    for key, name in FLAGS.items():
        if item.get(name) is not None:  # a flag that is off stays so, whatever we would suggest
            found[key] = (Entry("1", {"uk": "✓"}),) if flag(item[name]) else ()
    return found


def _description(html: str) -> tuple[str, Experience | None]:
    """Our tags only, and the experience that we wrote as its last paragraph."""
    html = body_of(html)
    if not re.search(r"<(?:p|ul|ol|li|h3)\b", html, re.I):
        html = rich_text.from_message(html)
    html = re.sub(r"<(/?)strong\b[^>]*>", r"<\1b>", html, flags=re.I)
    html = re.sub(r"<(/?)em\b[^>]*>", r"<\1i>", html, flags=re.I)
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel=None,
    )
    said = _EXPERIENCE.search(clean)
    asked = None
    if said is not None:
        words = said[1].strip()
        asked = next((one for one, known in EXPERIENCES.items() if known == words), None)
    if asked is not None and said is not None:
        clean = clean[: said.start()]
    return (clean if _CONTENT.search(rich_text.plain(clean)) else ""), asked


def _pay(item: Mapping[str, Any]) -> Pay | None:
    """Amounts are hryvnias a month; without any, pay of another kind may stand in the comment."""
    comment = text(item.get("salaryDescr")) or ""
    gross = next((gross for words, gross in _TAXES.items() if comment.endswith(words)), None)
    low, high = (integer(item.get(key)) or None for key in ("salaryFrom", "salaryTo"))
    if low is not None or high is not None:
        return Pay(low, high, gross=gross)
    one = integer(item.get("salary")) or None
    if one is not None:
        up_to = comment == UP_TO or comment.startswith(f"{UP_TO} ")
        if up_to and not comment.startswith("до вирахування"):
            return Pay(None, one, gross=gross)
        return Pay(one, None if comment.startswith(FROM) else one, gross=gross)
    try:
        pay = parse_pay(comment)
    except BadInput:
        return None
    return pay if pay is not None and not is_hryvnias_a_month(pay) else None
