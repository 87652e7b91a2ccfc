"""Our ad as Robota.ua's body of `/vacancy/add` (robota-ua.md section 5.1); pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import nh3

from bot.domain.site import AdField, Entry, FieldKind, FieldValues, Measure, Problem, SiteInfo
from bot.domain.vacancy import Contact, Employment, Experience, Vacancy
from bot.ports import AdForm
from sites.kit.forms import bare
from sites.kit.pay import in_words, is_hryvnias_a_month, taxes
from sites.kit.people import phones, plain_text
from sites.kit.search import folded
from sites.robota_ua.keys import (
    DESCRIPTION_LEAST,
    EMPLOYMENT,
    FLAGS,
    PUBLICATION,
    PUBLISH_TYPES,
    TITLE_MOST,
    WORK,
)

_TAGS = {"p", "ul", "ol", "li", "strong", "em"}
_PHONE = re.compile(r"\+?\d[\d\s().-]{7,}\d")
FROM, UP_TO = "від", "до"

# A word of the ad itself, which readers of this Ukrainian site see; not of our interface.
EXPERIENCE = "Досвід роботи: "
EXPERIENCES: Mapping[Experience, str] = {
    Experience.NONE: "не потрібен",
    Experience.FROM_1: "від 1 року",
    Experience.FROM_2: "від 2 років",
    Experience.FROM_3: "від 3 років",
    Experience.FROM_5: "від 5 років",
}


def description_html(vacancy: Vacancy) -> str:
    """The description in the tags that the site is known to keep (R12).

    The experience is its last paragraph: the ids of `experienceId` contradict each other. A link
    is its text with the address behind it.
    """
    text = re.sub(r"<(/?)b>", r"<\1strong>", vacancy.description)
    text = re.sub(r"<(/?)i>", r"<\1em>", text)
    text = text.replace("<h3>", "<p><strong>").replace("</h3>", "</strong></p>")
    text = re.sub(r'<a href="([^"]*)">(.*?)</a>', _link, text, flags=re.S)
    if vacancy.experience is not None:
        text += f"<p>{EXPERIENCE}{EXPERIENCES[vacancy.experience]}</p>"
    return nh3.clean(text, tags=_TAGS, attributes={}, link_rel=None)


def _link(found: re.Match[str]) -> str:
    address, words = found[1], found[2]
    return words if address.rstrip("/") in words else f"{words} ({address})"


def to_body(form: AdForm, kind: str) -> dict[str, Any]:
    """The whole set of fields: what is left out would be reset (R13).

    `kind` is the type of publication; a draft spends none of it. Responses stay on the site
    (`sendResumeType` 3, whatever it reads as: R15). Never sent: what the site sets itself
    (`rubricList`), what is replaced (`scheduleId`), what nobody knows (`experienceId` ...).
    """
    values, vacancy = form.fields, form.vacancy
    body: dict[str, Any] = {
        "id": int(form.remote_id or 0),
        "name": vacancy.title,
        "description": description_html(vacancy),
        "publishType": kind,
        "sendResumeType": "3",
        "endingType": "CloseAndNotify",
        "employmentTypes": [entry.id for entry in values.get("employment", ())],
        "workTypes": [entry.id for entry in values.get("work", ())],
        **_salary(vacancy),
        **_contact(vacancy.contact),
    }
    body |= {name: is_on(values, key) for key, name in FLAGS.items()}
    for entry in values.get("city", ())[:1]:
        body["cityId"] = int(entry.id)
    return body


def publish_type(values: FieldValues) -> str:
    """The chosen type; even a draft needs one (R12), so that some is always named."""
    return next((entry.id for entry in values.get(PUBLICATION, ())), PUBLISH_TYPES[0].id)


def is_on(values: FieldValues, name: str) -> bool:
    """Whether a flag is set: one Entry whose id is 1."""
    return any(entry.id == "1" for entry in values.get(name, ()))


def _salary(vacancy: Vacancy) -> dict[str, Any]:
    """The amounts are hryvnias a month; what they can't hold stands in the comment."""
    pay = vacancy.pay
    if pay is None:
        return {}
    if not is_hryvnias_a_month(pay):
        return {"salaryDescr": in_words(pay)}
    if pay.low is not None and pay.high is not None:
        amounts = {"amountFrom": pay.low, "amountTo": pay.high}
        return {"salaryRange": amounts, "salaryDescr": taxes(pay)}
    side = FROM if pay.high is None else UP_TO
    said = " ".join(filter(None, (side, taxes(pay))))
    return {"salary": pay.low or pay.high, "salaryDescr": said}


def _contact(contact: Contact | None) -> dict[str, str]:
    """Numbers go to the phone's field, whatever else was typed to the person's."""
    if contact is None:
        return {}
    numbers = [
        number for raw in _PHONE.findall(contact.text) for number in phones(raw, country="UA")
    ]
    person = " ".join(_PHONE.sub(" ", contact.text).split()).strip(" ,;:–-")
    found = {"contactPerson": person, "contactPhone": ", ".join(numbers)}
    return {name: text for name, text in found.items() if text}


def check_form(form: AdForm, info: SiteInfo, *, publish: bool) -> tuple[Problem, ...]:
    """What the site would surely refuse; the words are ours: `robota_ua-problem-<code>`."""
    problems = [
        Problem("missing", "", field.key)
        for field in info.fields
        if (field.draft or (publish and field.required)) and not form.fields.get(field.key)
    ]
    problems += [
        Problem("too-many", "", field.key) for field in info.fields if _too_many(form, field)
    ]
    return (*problems, *_check_texts(form.vacancy))


def _too_many(form: AdForm, field: AdField) -> bool:
    return field.kind is FieldKind.CHOICE and len(form.fields.get(field.key, ())) > field.most


def _check_texts(vacancy: Vacancy) -> Iterator[Problem]:
    if not vacancy.title.strip():
        yield Problem("title-empty", "", "title")
    if len(vacancy.title) > TITLE_MOST:
        yield Problem("title-long", "", "title")
    if text_length(description_html(vacancy)) < DESCRIPTION_LEAST:
        yield Problem("description-short", "", "description")


def measures(form: AdForm) -> tuple[Measure, ...]:
    """The description's words."""
    length = text_length(description_html(form.vacancy))
    added = length - text_length(description_html(bare(form.vacancy)))
    return (Measure("description", length, least=DESCRIPTION_LEAST, added=added),)


def text_length(html: str) -> int:
    """Characters of the text without tags: the stricter reading of the least (R14)."""
    return len(" ".join(plain_text(html).replace("•", " ").split()))


_EMPLOYMENT = {
    Employment.FULL: "FullTime",
    Employment.PART: "PartTime",
    Employment.PROJECT: "ProjectBased",
}


def suggest(vacancy: Vacancy, dictionaries: Mapping[str, Sequence[Entry]]) -> FieldValues:
    """What follows from the vacancy."""
    found: dict[str, tuple[Entry, ...]] = {}
    city = city_named(vacancy.city, dictionaries.get("city", ()))
    if city is not None:
        found["city"] = (city,)
    wanted = _EMPLOYMENT.get(vacancy.employment) if vacancy.employment is not None else None
    if wanted is not None:
        found["employment"] = tuple(one for one in EMPLOYMENT if one.id == wanted)
    if vacancy.remote:
        found["work"] = tuple(one for one in WORK if one.id == "Remote")
    if vacancy.employment is Employment.INTERNSHIP:
        found["student"] = (Entry("1", {"uk": "✓"}),)
    return found


def city_named(name: str, cities: Sequence[Entry]) -> Entry | None:
    """The city of this name in any language; the first, should there be several."""
    wanted = folded(name)
    fitting = (one for one in cities if wanted in map(folded, one.names.values()))
    return next(fitting, None) if wanted else None


def employment_of(types: Sequence[Entry]) -> Employment | None:
    """What an ad's types of employment say, where they say one thing."""
    said = [ours for ours, theirs in _EMPLOYMENT.items() if [theirs] == [one.id for one in types]]
    return said[0] if said else None
