"""An ad's fingerprint: what it says, part by part, to tell later what has changed since."""

from collections.abc import Mapping
from dataclasses import astuple
from hashlib import blake2b
from typing import TypeAlias

from bot.domain.site import FieldKind, FieldValues, SiteInfo
from bot.domain.vacancy import Step, Vacancy

Fingerprint: TypeAlias = Mapping[str, str]
"""By part: an answer of the vacancy (`Step`) or a field of the site. Sealed at rest: a contact is
so short that it can be guessed from its hash."""


def fingerprint(vacancy: Vacancy, fields: FieldValues, info: SiteInfo) -> Fingerprint:
    """Of all that an edit sends to the site; the type of publication is no part of the ad."""
    said = {part: text for part, text in _answers(vacancy).items() if part in info.answers}
    for one in info.fields:
        if one.kind is not FieldKind.CREDIT:
            said[one.key] = "\n".join(sorted(entry.id for entry in fields.get(one.key, ())))
    return {part: _hash(text) for part, text in said.items()}


def changed(before: Fingerprint | None, now: Fingerprint) -> tuple[str, ...]:
    """The parts that differ; of one that was not known before nothing is said."""
    known = before or {}
    return tuple(part for part, mark in now.items() if known.get(part, mark) != mark)


def _answers(vacancy: Vacancy) -> dict[str, str]:
    pay, contact = vacancy.pay, vacancy.contact
    place = (vacancy.country, vacancy.city, vacancy.remote)
    return {
        Step.TITLE.value: vacancy.title,
        Step.DESCRIPTION.value: vacancy.description,
        Step.CITY.value: "\n".join(map(str, place)),
        Step.EMPLOYMENT.value: vacancy.employment or "",
        Step.EXPERIENCE.value: vacancy.experience or "",
        Step.PAY.value: "\n".join(map(str, astuple(pay))) if pay is not None else "",
        Step.CONTACT.value: contact.text if contact is not None else "",
    }


def _hash(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
