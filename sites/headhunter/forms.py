"""Our ad as HeadHunter's body (headhunter.md 4.2, 5.2); pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import nh3
import phonenumbers

from bot.domain.ids import to_base36
from bot.domain.pay import Pay, PayPeriod
from bot.domain.rich_text import plain
from bot.domain.site import AdField, Entry, FieldKind, FieldValues, Measure, Problem, SiteInfo
from bot.domain.vacancy import Contact, Employment, Experience, Vacancy
from bot.ports import AdForm
from sites.headhunter.conditions import Conditions
from sites.headhunter.keys import (
    AREA,
    CHOICES,
    COUNTRIES,
    FLAGS,
    PUBLICATION,
    ROLE,
    SKILL_MOST,
    SKILLS,
)
from sites.kit.forms import bare
from sites.kit.people import emails
from sites.kit.search import folded

Body = dict[str, Any]

_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li"}
_MAIL = re.compile(r"[^\s<>@]@[^\s<>@]+\.\w")  # no more: a long word took seconds
_ONE = frozenset({"employment", "experience"})

# Words of the ad itself, which readers of this Russian-speaking site see; not of our interface.
_PAY = "Оплата: "
_PER = {PayPeriod.WEEK: "в неделю"}
_CURRENCIES = {"RUB": "RUR", "BYN": "BYR"}
"""The site's own names of currencies (4.1)."""
KNOWN_CURRENCIES = frozenset({"RUR", "KZT", "USD", "EUR", "UZS", "KGS", "AZN", "GEL", "BYR", "UAH"})
MODES = {
    PayPeriod.MONTH: "MONTH",
    PayPeriod.HOUR: "HOUR",
    PayPeriod.SHIFT: "SHIFT",
    PayPeriod.DAY: "SHIFT",
}


def publication_body(form: AdForm, host: str) -> Body:
    """For POST /vacancies. Its `code` tells it from others after a lost answer."""
    area = [{"id": entry.id} for entry in form.fields.get(AREA, ())]
    return {
        **_filled(ad_body(form, host)),
        **({"area": area[0]} if area else {}),
        **_properties(form.fields),
        "code": code_of(form.vacancy),
    }


def draft_body(form: AdForm, host: str) -> Body:
    """For a draft: the whole of it, a PUT may reset what is left out (H05)."""
    areas = [{"id": entry.id} for entry in form.fields.get(AREA, ())]
    return {
        **_filled(ad_body(form, host)),
        **({"areas": areas} if areas else {}),
        **_properties(form.fields),
        "code": code_of(form.vacancy),
    }


def edit_body(form: AdForm, host: str, *, keep_pay: bool) -> Body:
    """For PUT /vacancies/{id}: all that we ask for, and what was taken away as nothing.

    Town, type of publication and code can't be edited or are not ours to change; contacts of an
    ad whose vacancy names none stay. `keep_pay`: the site's pay is of a kind that we can't hold.
    """
    body = ad_body(form, host)
    if form.vacancy.contact is None:
        del body["contacts"]
    if keep_pay and body["salary_range"] is None:
        del body["salary_range"]
    return body


def ad_body(form: AdForm, host: str) -> Body:
    """Every field of ours, None or empty where there is nothing to say.

    `host`: the site of the employer's country, whose phone numbers go without a code.
    """
    values, vacancy = form.fields, form.vacancy
    body: Body = {
        "name": vacancy.title,
        "description": description_html(vacancy),
        "professional_roles": [{"id": entry.id} for entry in values.get(ROLE, ())[:1]],
        "salary_range": salary_range(vacancy.pay),
        "key_skills": [{"name": name} for name in skills(values)],
        "contacts": _contacts(vacancy.contact, COUNTRIES.get(host, "RU")),
    }
    for key, name, most in CHOICES:
        chosen = [{"id": entry.id} for entry in values.get(key, ())[:most]]
        body[name] = (chosen[0] if chosen else None) if key in _ONE else chosen
    return body | {name: is_on(values, key) for key, name in FLAGS}


def _filled(body: Body) -> Body:
    return {key: value for key, value in body.items() if value not in (None, [])}


def _properties(values: FieldValues) -> Body:
    """Only what `available_publications` has named; several may belong to one variant."""
    chosen = publication_type(values)
    if chosen is None:
        return {}
    properties = [{"property_type": one} for one in chosen.split("+")]
    return {"vacancy_properties": {"properties": properties}}


def publication_type(values: FieldValues) -> str | None:
    """The chosen variant of publication."""
    return next((entry.id for entry in values.get(PUBLICATION, ())), None)


def code_of(vacancy: Vacancy) -> str:
    """The employer's own mark of an ad; nobody but the employer sees it."""
    return f"vidhuk-{to_base36(vacancy.id)}"


def is_on(values: FieldValues, name: str) -> bool:
    """Whether a flag is set: one Entry whose id is 1."""
    return any(entry.id == "1" for entry in values.get(name, ()))


def skills(values: FieldValues) -> list[str]:
    """The typed list, at commas and lines."""
    typed = ",".join(entry.id for entry in values.get(SKILLS, ()))
    found = (" ".join(one.split()) for one in re.split(r"[,;\n]", typed))
    return list(dict.fromkeys(one for one in found if one))


def description_html(vacancy: Vacancy) -> str:
    """The description with tags that the site surely takes (H03); no headings, no links."""
    text = vacancy.description
    if vacancy.pay is not None and vacancy.pay.period not in MODES:
        text += f"<p>{nh3.clean_text(_PAY + _pay_words(vacancy.pay))}</p>"
    for ours, theirs in (("b", "strong"), ("i", "em")):
        text = re.sub(rf"<(/?){ours}>", rf"<\1{theirs}>", text)
    text = re.sub(r"<h3>(.*?)</h3>", r"<p><strong>\1</strong></p>", text, flags=re.S)
    return nh3.clean(text, tags=_TAGS, attributes={}, link_rel=None)


def _pay_words(pay: Pay) -> str:
    bounds = "–".join(str(bound) for bound in (pay.low, pay.high) if bound is not None)
    up_to = "до " if pay.low is None else ""
    per = _PER.get(pay.period, "")
    return f"{up_to}{bounds} {pay.currency} {per}".strip()


def salary_range(pay: Pay | None) -> Body | None:
    """The amounts, where the site's own field can hold them (H23: any currency it names).

    Whether before taxes has to be said: what nobody has said is what one gets.
    """
    if pay is None or pay.period not in MODES or not _has_currency(pay):
        return None
    return {
        "from": pay.low,
        "to": pay.high,
        "currency": _CURRENCIES.get(pay.currency, pay.currency),
        "gross": bool(pay.gross),
        "mode": {"id": MODES[pay.period]},
    }


def _has_currency(pay: Pay) -> bool:
    return _CURRENCIES.get(pay.currency, pay.currency) in KNOWN_CURRENCIES


def _contacts(contact: Contact | None, country: str) -> Body | None:
    """Name and phones; an e-mail there is deprecated, and candidates come through the site.

    A number without a code that is none of the country's is one of who recruits from Ukraine.
    """
    if contact is None:
        return None
    found = (list(phonenumbers.PhoneNumberMatcher(contact.text, one)) for one in (country, "UA"))
    numbers = next(filter(None, found), [])[:2]
    name = contact.text
    for one in [*(number.raw_string for number in numbers), *emails(contact.text)]:
        name = name.replace(one, " ")
    name = " ".join(re.sub(r"[,;()]+", " ", name).split())
    if not name and not numbers:
        return None
    phones = [_phone(one.number) for one in numbers]
    return {"name": name or contact.text[:255], "phones": phones}


def _phone(number: phonenumbers.PhoneNumber) -> Body:
    national = phonenumbers.national_significant_number(number)
    cut = phonenumbers.length_of_national_destination_code(number) or 3
    country = str(number.country_code)
    return {"country": country, "city": national[:cut], "number": national[cut:]}


# -- checking before anything is sent ---------------------------------------------------------


def check_form(form: AdForm, info: SiteInfo, *, publish: bool) -> tuple[Problem, ...]:
    """What the site would surely refuse; a draft may be as unfinished as it likes.

    The words are ours: `headhunter-problem-<code>`, message stays empty.
    """
    must = Conditions(form)
    problems = [*_too_long(form, must), *_unknown_currency(form.vacancy)]
    if not publish:
        return tuple(problems)
    missing = [
        Problem("missing", "", field.key)
        for field in info.fields
        if field.required and not form.fields.get(field.key)
    ]
    missing += [Problem("missing", "", key) for key in _lacking(form, must)]
    too_many = [
        Problem("too-many", "", field.key) for field in info.fields if _too_many(form, field, must)
    ]
    return (*dict.fromkeys(missing), *too_many, *problems, *_too_short(form.vacancy, must))


_NAMES = {AREA: "area", ROLE: "professional_roles", SKILLS: "key_skills"} | {
    key: name for key, name, _ in CHOICES
}


def _lacking(form: AdForm, must: Conditions) -> Iterator[str]:
    """What the site asks for by now, beyond what it always has."""
    body = ad_body(form, "")  # whose phones these are does not matter here
    for key, name in _NAMES.items():
        if must.require(name) and not form.fields.get(key):
            yield key
    for key, name in (("pay", "salary_range"), ("contact", "contacts")):
        if must.require(name) and body[name] is None:
            yield key


def _too_many(form: AdForm, field: AdField, must: Conditions) -> bool:
    told = must(_NAMES.get(field.key, ""), "max_count")
    most = field.most if told is None else min(told, field.most)
    return field.kind is FieldKind.CHOICE and len(form.fields.get(field.key, ())) > most


def _too_long(form: AdForm, must: Conditions) -> Iterator[Problem]:
    found = skills(form.fields)
    for count, rule, problem in (
        (len(form.vacancy.title), ("name", "max_length"), ("title-long", "title")),
        (
            len(description_html(form.vacancy)),
            ("description", "max_length"),
            ("description-long", "description"),
        ),
        (len(found), ("key_skills", "max_count"), ("skills-many", SKILLS)),
    ):
        most = must(*rule)
        if most is not None and count > most:
            code, field = problem
            yield Problem(code, "", field, most)
    if any(len(one) > SKILL_MOST for one in found):
        yield Problem("skills-long", "", SKILLS, SKILL_MOST)


def _unknown_currency(vacancy: Vacancy) -> Iterator[Problem]:
    if vacancy.pay is not None and not _has_currency(vacancy.pay):
        yield Problem("currency_code_is_invalid", "", "pay")


def measures(form: AdForm) -> tuple[Measure, ...]:
    """The description's words (H04: the stricter reading), and its HTML."""
    html, own = description_html(form.vacancy), description_html(bare(form.vacancy))
    must, length = Conditions(form), len(plain(html).strip())
    least, most = must("description", "min_length") or 0, must("description", "max_length")
    added = length - len(plain(own).strip())
    return (
        Measure("description", length, least=least, added=added),
        Measure("description", len(html), most=most, added=len(html) - len(own)),
    )


def _too_short(vacancy: Vacancy, must: Conditions) -> Iterator[Problem]:
    words = plain(description_html(vacancy)).strip()
    least = must("description", "min_length") or 1
    if len(words) < least:  # H04: without tags, the stricter reading
        yield Problem("description-short", "", "description", least)
    if _MAIL.search(words):
        yield Problem("email_in_description", "", "description")


# -- what follows from the vacancy ------------------------------------------------------------

_EMPLOYMENTS = {Employment.FULL: "FULL", Employment.PART: "PART", Employment.PROJECT: "PROJECT"}
_EXPERIENCES = {
    Experience.NONE: "noExperience",
    Experience.FROM_1: "between1And3",
    Experience.FROM_2: "between1And3",
    Experience.FROM_3: "between3And6",
    Experience.FROM_5: "between3And6",
}
"""The step that asks for as many years, or for the next fewer: nobody is shut out by us."""


def suggest(vacancy: Vacancy, dictionaries: Mapping[str, Sequence[Entry]]) -> FieldValues:
    """What follows from the vacancy; resumes that are not complete are welcome at first."""
    wanted = (
        ("employment", "employment_form", _EMPLOYMENTS.get(vacancy.employment or Employment.FULL)),
        ("experience", "experience", _EXPERIENCES.get(vacancy.experience or Experience.NONE)),
        ("format", "work_format", "REMOTE" if vacancy.remote else None),
    )
    asked = {
        "employment": vacancy.employment is not None,
        "experience": vacancy.experience is not None,
        "format": vacancy.remote,
    }
    found: dict[str, tuple[Entry, ...]] = {"incomplete": (_YES,)}
    for key, dictionary, id_ in wanted:
        entry = next((one for one in dictionaries.get(dictionary, ()) if one.id == id_), None)
        if entry is not None and asked[key]:
            found[key] = (entry,)
    if vacancy.employment is Employment.INTERNSHIP:
        found["internship"] = (_YES,)
    town = _town(vacancy.city, dictionaries.get("areas", ()))
    if town is not None:
        found[AREA] = (town,)
    return found


_YES = Entry("1", {"uk": "✓"})


def _town(city: str, towns: Sequence[Entry]) -> Entry | None:
    wanted = folded(city)
    fitting = (town for town in towns if wanted in map(folded, town.names.values()))
    return next(fitting, None) if wanted else None


def employment_of(id_: str | None) -> Employment | None:
    """Our word for the site's form of employment."""
    return next((one for one, known in _EMPLOYMENTS.items() if known == id_), None)


_STEPS = {
    "noExperience": Experience.NONE,
    "between1And3": Experience.FROM_1,
    "between3And6": Experience.FROM_3,
    "moreThan6": Experience.FROM_5,
}


def experience_of(id_: str | None) -> Experience | None:
    """Our step for the site's."""
    return _STEPS.get(id_ or "")
