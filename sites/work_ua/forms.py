"""Our ad as Work.ua's form (work-ua.md section 9); pure."""

import re
from collections.abc import Iterator, Mapping, Sequence

import nh3

from bot.domain.pay import Pay
from bot.domain.rich_text import plain
from bot.domain.site import Entry, FieldValues, Measure, Problem, SiteInfo
from bot.domain.vacancy import Employment, Experience, Vacancy
from bot.ports import AdForm
from sites.kit.forms import bare, unfilled
from sites.kit.http import Pairs
from sites.kit.pay import in_words, is_hryvnias_a_month, taxes
from sites.kit.search import folded
from sites.work_ua.keys import (
    DESCRIPTION_LEAST,
    DESCRIPTION_MOST,
    FLAGS,
    LIST_MOST,
    PUBLICATION,
    TITLE_LENGTHS,
)

_TAGS = {"a", "b", "p", "ul", "ol", "li", "h3"}
_WIRE_NAMES = {"show_phone": "show[phone]"}

# Words of the ad itself, which readers of this Ukrainian site see; not of our interface.
_CONTACT = "Контакт: "


def description_html(vacancy: Vacancy) -> str:
    """The description with the allowed tags only; the contact is its last paragraph.

    There is no contact field: `contact[email]` takes only managers whom an admin has confirmed.
    """
    text = vacancy.description
    if vacancy.contact is not None:
        text += f"<p>{nh3.clean_text(_CONTACT + vacancy.contact.text)}</p>"
    return nh3.clean(
        text,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


def to_form(form: AdForm, publication: str | None) -> Pairs:
    """The whole set of fields; a PUT replaces all, so what is left out would be reset (A16).

    `publication` None: no publication type is sent, nothing is written off. A11: `text_response`
    and every other flag are always sent. A12: `skills` never are, the site derives them.
    """
    values = form.fields
    pairs = [
        ("name", form.vacancy.title),
        ("description", description_html(form.vacancy)),
        *_one("region[id]", values.get("town", ())),
        *_several("category", values.get("category", ())),
        *_several("jobtype", values.get("jobtype", ())),
        *_one("experience[id]", values.get("years", ())),
        *_one("education[id]", values.get("education", ())),
        *_salary(form.vacancy.pay),
    ]
    for name in FLAGS:
        pairs.append((_WIRE_NAMES.get(name, name), "1" if is_on(values, name) else "0"))
    if publication is not None:
        pairs.append(("publication", publication))
    return pairs


def publication_type(values: FieldValues) -> str | None:
    """The chosen type of publication."""
    return next((entry.id for entry in values.get(PUBLICATION, ())), None)


def is_on(values: FieldValues, name: str) -> bool:
    """Whether a flag is set: one Entry whose id is 1."""
    return any(entry.id == "1" for entry in values.get(name, ()))


def _one(key: str, entries: Sequence[Entry]) -> Pairs:
    return [(key, entry.id) for entry in entries[:1]]


def _several(name: str, entries: Sequence[Entry]) -> Pairs:
    return [(f"{name}[{at}][id]", entry.id) for at, entry in enumerate(entries[:LIST_MOST])]


def _salary(pay: Pay | None) -> Pairs:
    """The amounts are hryvnias a month; what they can't hold stands in the comment."""
    if pay is None:
        return []
    if is_hryvnias_a_month(pay):
        found = (("salary[value]", pay.low), ("salary[value_max]", pay.high))
        pairs = [(key, str(amount)) for key, amount in found if amount is not None]
        return [*pairs, ("salary[comment]", taxes(pay))] if taxes(pay) else pairs
    return [("salary[comment]", in_words(pay))]


def check_form(form: AdForm, info: SiteInfo, *, publish: bool) -> tuple[Problem, ...]:
    """What the site would surely refuse; A10: only limits that are sure to hold.

    The words are ours: `work_ua-problem-<code>`, message stays empty.
    """
    return (*unfilled(form, info, publish=publish), *_check_texts(form.vacancy))


def _check_texts(vacancy: Vacancy) -> Iterator[Problem]:
    shortest, longest = TITLE_LENGTHS
    title, html = vacancy.title, description_html(vacancy)
    if len(title) < shortest:
        yield Problem("title-short", "", "title")
    elif len(title) > longest:
        yield Problem("title-long", "", "title")
    elif title.isupper():
        yield Problem("title-caps", "", "title")
    if not plain(html).strip():
        yield Problem("description-empty", "", "description")
    if len(html) > DESCRIPTION_MOST:
        yield Problem("description-long", "", "description")


def measures(form: AdForm) -> tuple[Measure, ...]:
    """The description's words, and its HTML, which the upper limit counts."""
    html, own = description_html(form.vacancy), description_html(bare(form.vacancy))
    length = len(plain(html).strip())
    added = length - len(plain(own).strip())
    return (
        Measure("description", length, least=DESCRIPTION_LEAST, added=added),
        Measure("description", len(html), most=DESCRIPTION_MOST, added=len(html) - len(own)),
    )


def suggest(vacancy: Vacancy, dictionaries: Mapping[str, Sequence[Entry]]) -> FieldValues:
    """What follows from the vacancy; responses without a resume are allowed at first."""
    found: dict[str, tuple[Entry, ...]] = {"text_response": (Entry("1", {"uk": "✓"}),)}
    for key, entry in (
        ("town", _town(vacancy.city, dictionaries.get("town", ()))),
        ("jobtype", _job_type(vacancy.employment, dictionaries.get("jobtype", ()))),
        ("years", _experience(vacancy.experience, dictionaries.get("experience", ()))),
    ):
        if entry is not None:
            found[key] = (entry,)
    return found


def _town(city: str, towns: Sequence[Entry]) -> Entry | None:
    wanted = folded(city)
    fitting = (town for town in towns if wanted in map(folded, town.names.values()))
    return next(fitting, None) if wanted else None


_EMPLOYMENT_WORDS = {
    Employment.FULL: re.compile(r"^(повна|полная|full)", re.I),
    Employment.PART: re.compile(r"^(неповна|неполная|part)", re.I),
}


def _job_type(employment: Employment | None, types: Sequence[Entry]) -> Entry | None:
    words = _EMPLOYMENT_WORDS.get(employment) if employment is not None else None
    if words is None:
        return None
    return next((one for one in types if any(map(words.match, one.names.values()))), None)


def employment_of(types: Sequence[Entry]) -> Employment | None:
    """What an ad's job types say, where they say one thing."""
    said = {
        employment
        for employment, words in _EMPLOYMENT_WORDS.items()
        if any(words.match(name) for one in types for name in one.names.values())
    }
    return said.pop() if len(said) == 1 else None


_YEARS = {
    Experience.NONE: 0,
    Experience.FROM_1: 1,
    Experience.FROM_2: 2,
    Experience.FROM_3: 3,
    Experience.FROM_5: 5,
}


def _experience(asked: Experience | None, entries: Sequence[Entry]) -> Entry | None:
    """The entry that asks for as many years, or for the next fewer: nobody is shut out by us."""
    if asked is None:
        return None
    by_years = sorted((_years(entry), entry.id, entry) for entry in entries)
    fitting = [entry for years, _, entry in by_years if years <= _YEARS[asked]]
    return fitting[-1] if fitting else None


def experience_of(entries: Sequence[Entry]) -> Experience | None:
    """What an ad asks for, where our steps have just as many years."""
    asked = {_years(entry) for entry in entries}
    return next((one for one, years in _YEARS.items() if {years} == asked), None)


def _years(entry: Entry) -> int:
    """The number in the entry's name; one without a number asks for no experience."""
    digits = re.search(r"\d+", " ".join(entry.names.values()))
    return int(digits[0]) if digits else 0
