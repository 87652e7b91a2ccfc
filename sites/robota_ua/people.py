"""Rows of `/apply/list` as candidates (robota-ua.md section 6); pure, tested on samples/."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.domain.site import BrokenRecord, FileRef, RemoteApplication
from bot.domain.vacancy import one_line
from sites.kit.lenient import integer, text
from sites.kit.people import emails, phones, plain_text
from sites.robota_ua.feed import Row
from sites.robota_ua.keys import SITE_URL
from sites.robota_ua.mapping import KYIV, moment

KINDS = ("Application", "ApplicationWithResume", "ApplicationWithFile")
"""`candidateTypes`: always named, else interactions come too, which are no responses."""
SUFFIXES = {"Notepad": "prof", "AttachedFile": "attach", "NoCvApply": "empty"}
"""By `resumeType` of those who applied; what the address of the cabinet ends with (R23)."""

LETTERS = ("coveringLetterName", "letter", "coveringLetter", "coveringLetterText", "letterText")
_PHONE_REGISTRATION = re.compile(r"(\d+)@phone-registration\.r[ao]bota\.ua", re.I)
_MONEY = {"ua": "грн", "uah": "грн", "usd": "$", "eur": "€"}
_NOT_A_NAME = re.compile(r"\b(?:cv|resume|curriculum|vitae|резюме)\b|[\d_()]+", re.I)


def row(item: Any) -> Row:
    """What paging needs of a row; one that is no response has no key.

    R26: an interaction may have the id of a response, so that the kind is a part of the key.
    """
    if not isinstance(item, dict):
        return Row(None, None)
    number, kind = integer(item.get("id")), text(item.get("resumeType"))
    known = number is not None and number > 0 and kind in SUFFIXES
    return Row(f"{kind}:{number}" if known else None, moment(item.get("addDate")))


def is_foreign(item: Any) -> bool:
    """Whether it is of a kind that was not asked for: an interaction, a saved resume."""
    kind = text(item.get("resumeType")) if isinstance(item, dict) else None
    return kind is not None and kind not in SUFFIXES


def resume_id(item: Mapping[str, Any]) -> int | None:
    """The resume behind a response; a file of one's own and a bare phone number have none."""
    return integer(item.get("resumeId")) or None


def application(
    item: Any, now: datetime, cities: Mapping[str, str] | None = None
) -> RemoteApplication | None:
    """A candidate's response; None when it cannot be told which one or to which ad.

    The row has all that there is: `/apply/view` may well be empty (R17). `now` stands in for an
    unreadable date; `cities` are names by id.
    """
    try:
        return _parsed(item, now, cities or {})
    except Exception:  # noqa: BLE001 - whatever one record holds, it must not stop the feed
        return None


def _parsed(item: Any, now: datetime, cities: Mapping[str, str]) -> RemoteApplication | None:
    # R27: tagId and gender mean nothing that is sure.
    key = row(item).key
    ad = integer(item.get("vacancyId")) if key is not None else None
    if key is None or not ad:
        return None
    kind, _, number = key.partition(":")
    mails, numbers = _reached(item)
    return RemoteApplication(
        remote_id=key,
        remote_ad_id=str(ad),
        sent_at=moment(item.get("addDate")) or now,
        url=f"{SITE_URL}/my/vacancies/{ad}/applies?id={number}-{SUFFIXES[kind]}",
        name=_name(item),
        phones=numbers,
        emails=mails,
        birth_date=_day(item.get("birthDate")),
        city=_city(item, cities),
        letter=_letter(item),
        resume_text=_resume_text(item),
        position=one_line(text(item.get("speciality")) or "") or None,
        pay=_pay(item),
        channels=tuple(_socials(item)),
        resume=_resume(item, kind, number),
        photo=_photo(item),
    )


def _name(item: Mapping[str, Any]) -> str | None:
    """As the site has it, in whichever order; of a file alone what its name says."""
    name = one_line(text(item.get("name")) or "")
    if not name:
        stem = (text(item.get("fileName")) or "").rpartition(".")[0]
        name = one_line(_NOT_A_NAME.sub(" ", stem.replace("-", " ")))
    return name if re.search(r"[^\W\d_]", name) else None


def _reached(item: Mapping[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """E-mails and phones; an address made of a phone number is that number."""
    told = [text(item.get("eMail")), text(item.get("email")), *_contacts(item, "email")]
    mails = [mail for one in told for mail in emails(one)]
    made = [found[1] for mail in mails if (found := _PHONE_REGISTRATION.fullmatch(mail))]
    said = [text(item.get("phone")), *_contacts(item, "phone"), *made]
    numbers = [number for one in said for number in phones(one, country="UA")]
    real = [mail for mail in mails if not _PHONE_REGISTRATION.fullmatch(mail)]
    return tuple(dict.fromkeys(real)), tuple(dict.fromkeys(numbers))


def _contacts(item: Mapping[str, Any], kind: str) -> Iterator[str]:
    """An object of lists, or a list of {typeId, description}."""
    given = item.get("contacts")
    if isinstance(given, dict):
        listed = given.get(f"{kind}s")
        for one in listed if isinstance(listed, list) else ():
            value = text(one.get("value")) if isinstance(one, dict) else text(one)
            if value is not None:
                yield value
    for one in given if isinstance(given, list) else ():
        if isinstance(one, dict) and (text(one.get("typeId")) or "").lower().startswith(kind):
            value = text(one.get("description")) or text(one.get("value"))
            if value is not None:
                yield value


def _socials(item: Mapping[str, Any]) -> Iterator[str]:
    given = item.get("contacts")
    listed = given.get("socials") if isinstance(given, dict) else None
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, dict) and (value := text(one.get("value"))):
            yield one_line(f"{text(one.get('type')) or ''} {value}")


def _day(value: Any) -> str | None:
    """The day of a date; `0001-01-01` is none."""
    said = text(value)
    if said is None or said.startswith("0001"):
        return None
    return said[:10] if re.fullmatch(r"\d{4}-\d\d-\d\d(?:T.*)?", said) else said


def _city(item: Mapping[str, Any], cities: Mapping[str, str]) -> str | None:
    named = text(item.get("cityName"))
    return one_line(named) if named else cities.get(str(integer(item.get("cityId"))))


def _letter(item: Mapping[str, Any]) -> str | None:
    """R18: which of the fields holds it is not known."""
    told = (plain_text(text(item.get(name)) or "") for name in LETTERS)
    return next((letter for letter in told if letter), None)


def _pay(item: Mapping[str, Any]) -> str | None:
    amount, money = integer(item.get("salary")), text(item.get("currencyId")) or ""
    if not amount:
        return text(item.get("salaryFull"))
    return f"{amount:,} {_MONEY.get(money.lower(), money)}".replace(",", " ").strip()


def _photo(item: Mapping[str, Any]) -> FileRef | None:
    address = text(item.get("photo"))
    return None if address is None or "non-photo" in address else FileRef(f"photo:{address}")


def _resume(item: Mapping[str, Any], kind: str, number: str) -> FileRef | None:
    """R21: a profile gives a file too, its own or one that the site makes of it."""
    if kind == "NoCvApply":
        return None
    path = text(item.get("filePath")) or ""
    return FileRef(f"apply:{kind}:{number}:{path}", text(item.get("fileName")))


# -- the resume's text ------------------------------------------------------------------------


def _resume_text(item: Mapping[str, Any]) -> str | None:
    parts = [
        *map(_experience, _dicts(item.get("experiences"))),
        *map(_education, _dicts(item.get("educations"))),
        *map(_education, _dicts(item.get("additionalsEducations"))),
        *(plain_text(text(one.get("description")) or "") for one in _dicts(item.get("skills"))),
        plain_text(text(item.get("skillsSummary")) or ""),
        _summary(item.get("resumeFile")),
    ]
    return "\n\n".join(part for part in parts if part) or None


def _summary(file: Any) -> str:
    return plain_text(text(file.get("summary")) or "") if isinstance(file, dict) else ""


def _dicts(value: Any) -> Sequence[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else ()


def _experience(one: Mapping[str, Any]) -> str:
    head = " — ".join(filter(None, (text(one.get("position")), text(one.get("company")))))
    begun, over = _month(one.get("startWork")), _month(one.get("endWork"))
    years = f"{begun} – {over or 'зараз'}" if begun else text(one.get("period")) or ""
    lines = (head, years, plain_text(text(one.get("description")) or ""))
    return "\n".join(filter(None, lines))


def _education(one: Mapping[str, Any]) -> str:
    names = (text(one.get(name)) for name in ("title", "name", "speciality", "location"))
    year = integer(one.get("yearOfGraduation"))
    return ", ".join(filter(None, (*names, str(year) if year else None)))


def _month(value: Any) -> str:
    found = moment(value)
    return f"{found.astimezone(KYIV):%m.%Y}" if found is not None else ""


# -- records that can't be read ---------------------------------------------------------------


def broken(item: Any) -> BrokenRecord:
    """A row that could not be read, whole, to be kept aside."""
    raw = json.dumps(item, ensure_ascii=False, sort_keys=True)
    return BrokenRecord("apply/list", raw, row(item).key)


def reread(raw: str, kept_at: datetime) -> RemoteApplication | None:
    """A record that was kept aside by an older version, as this one reads it."""
    try:
        item = json.loads(raw)
    except ValueError:  # an answer that was no record at all
        return None
    return application(item, kept_at)
