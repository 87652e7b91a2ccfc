"""Work.ua's JSON as our values; pure, tested on samples/."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.domain.site import (
    Ad,
    BrokenRecord,
    Credit,
    Entry,
    FileRef,
    Names,
    Problem,
    Receipt,
    RemoteAd,
    RemoteApplication,
)
from bot.domain.vacancy import one_line
from bot.ports import AdForm
from sites.kit.lenient import flag, integer, moment, text, texts
from sites.kit.people import emails, phones, plain_text
from sites.work_ua.forms import to_form
from sites.work_ua.known_names import UKRAINIAN

SITE_URL = "https://www.work.ua"
_CITY = re.compile(r"^(?:Місто проживання|Город проживания|City of residence):\s*(.+)$", re.M)
_UKRAINIAN_LETTERS = re.compile(r"[іїєґ]", re.I)


# -- dictionaries and balances ------------------------------------------------------------


def display_name(item: Mapping[str, Any]) -> Names | None:
    """Names by language (A06): name_ua, else a Ukrainian-looking name, else our own, else name."""
    name = text(item.get("name"))
    ukrainian, english = text(item.get("name_ua")), text(item.get("name_en"))
    if ukrainian is None and name is not None:
        ukrainian = name if _UKRAINIAN_LETTERS.search(name) else UKRAINIAN.get(name, name)
    found = {"uk": ukrainian, "ru": name, "en": english}
    names = {language: one for language, one in found.items() if one is not None}
    return names or None


def entries(data: Any) -> tuple[Entry, ...] | None:
    """A dictionary; entries without id or name are left out. None: it is no list."""
    if not isinstance(data, list):
        return None
    found = []
    for item in data:
        number = text(item.get("id")) if isinstance(item, dict) else None
        names = display_name(item) if number is not None else None
        if number is not None and names is not None:
            found.append(Entry(number, names))
    return tuple(found)


def balance(data: Any, types: Mapping[str, Names]) -> tuple[Credit, ...] | None:
    """Unused publications (A08: any id is taken, one that is absent counts as none).

    `types` are the names of `publication_type`. None: it is no list, so no employer's account.
    """
    if not isinstance(data, list):
        return None
    found = []
    for item in data:
        kind = text(item.get("id")) if isinstance(item, dict) else None
        if kind is not None:
            left = integer(item.get("total")) or 0
            found.append(Credit(kind, types.get(kind, {"uk": kind}), max(0, left)))
    return tuple(found)


# -- own ads --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Job:
    """One item of /jobs/my: what we make of it, and the item itself for comparing."""

    remote: RemoteAd
    dated: datetime | None
    """When it was published last, or made."""
    item: Mapping[str, Any]


def job(item: Any, now: datetime) -> Job | None:
    """None for an item without an id. A27: when it ends is only what `date_expire` says."""
    number = integer(item.get("id")) if isinstance(item, dict) else None
    if number is None:
        return None
    dated, expires = moment(item.get("date")), moment(item.get("date_expire"))
    ad, badge = job_state(item, expires, now)
    if ad is Ad.LIVE and badge is None and confirmation_due(dated, now):
        badge = "badge-confirm"
    remote = RemoteAd(
        remote_id=str(number),
        title=text(item.get("name")) or "",
        ad=ad,
        url=job_url(number),
        badge=badge,
        published_at=None if ad is Ad.DRAFT else dated,
        expires_at=expires,
    )
    return Job(remote, dated, item)


def receipt(remote: RemoteAd) -> Receipt:
    """How the ad stands, as the answer to a request about it."""
    return Receipt(remote.remote_id, remote.url, remote.ad, remote.expires_at, remote.badge)


def job_state(
    item: Mapping[str, Any], expires: datetime | None, now: datetime
) -> tuple[Ad, str | None]:
    """Where the ad stands, with its badge (work-ua.md section 11).

    A19: one that never had a publication type was never published. A29: no state says "waits
    for moderation", so an active ad is live.
    """
    if flag(item.get("blocked")):
        return Ad.REFUSED, "badge-blocked"
    if flag(item.get("active")):
        return Ad.LIVE, None
    if text(item.get("publication")) is None:
        return Ad.DRAFT, None
    if expires is not None and expires <= now:
        return Ad.ENDED, "badge-expired"
    return Ad.ENDED, "badge-closed"


def confirmation_due(published: datetime | None, now: datetime) -> bool:
    """Whether the site is asking now that the employer confirm the ad in the cabinet.

    UNVERIFIED: once a week since its date. No answer of the API tells; for two days it counts.
    """
    if published is None:
        return False
    weeks, into = divmod(now - published, timedelta(weeks=1))
    return weeks > 0 and into < timedelta(days=2)


def job_url(number: int | str) -> str:
    """The ad's public page."""
    return f"{SITE_URL}/jobs/{number}/"


def job_id_from_location(location: str | None) -> str | None:
    """The new ad's id (A13): digits after `jobs/`, else the last digits."""
    if location is None:
        return None
    after = re.search(r"jobs/(\d+)", location)
    if after is not None:
        return after[1]
    digits = re.findall(r"\d+", location)
    return digits[-1] if digits else None


def made(jobs: Iterable[Job], form: AdForm, earliest: datetime) -> RemoteAd | None:
    """The ad that our form made after `earliest`: by its title and its text.

    The site may have trimmed the text: then by all the rest.
    """
    found = [
        (same_text(one.item, form), one.dated, one.remote)
        for one in jobs
        if one.dated is not None
        and one.dated >= earliest
        and one.remote.remote_id not in form.taken
        and one_line(one.remote.title) == form.vacancy.title
        and (same_text(one.item, form) or same_fields(one.item, form))
    ]
    return max(found, key=lambda one: one[:2])[2] if found else None


def same_fields(item: Mapping[str, Any], form: AdForm) -> bool:
    """Whether the site's ad (long form) stands in all but its words as our form does."""
    sent: dict[str, list[str]] = {}
    for key, value in to_form(form, None):
        sent.setdefault(re.sub(r"\[\d+\]", "", key), []).append(value)
    salary = item.get("salary")
    salary = salary if isinstance(salary, dict) else {}
    held: dict[str, list[str]] = {
        "region[id]": _ids(item.get("region")),
        "category[id]": _ids(item.get("category")),
        "jobtype[id]": _ids(item.get("jobtype")),
        "experience[id]": _ids(item.get("experience")),
        "salary[value]": _ids(salary.get("value")),
        "salary[value_max]": _ids(salary.get("value_max")),
    }
    if "education[id]" in sent:
        held["education[id]"] = _ids(item.get("education"))
    return all(sorted(sent.get(key, [])) == sorted(values) for key, values in held.items())


def same_text(item: Mapping[str, Any], form: AdForm) -> bool:
    """Whether the descriptions read the same, whatever became of tags and blanks."""
    description = dict(to_form(form, None))["description"]
    return _words(text(item.get("description")) or "") == _words(description)


def _words(html: str) -> list[str]:
    return plain_text(html).replace("•", " ").split()


def _ids(value: Any) -> list[str]:
    return [str(number) for number in map(integer, texts(value)) if number]


# -- refusals -------------------------------------------------------------------------------

# Only choose_region and no_caps are known ids; the rest is guessed from what an id speaks of.
_SPEAKS_OF = (
    ("region|town|city", "town"),
    ("categor", "category"),
    ("jobtype|job_type|employment", "jobtype"),
    ("experience", "years"),
    ("education", "education"),
    ("salary|wage", "pay"),
    ("descr|text|tag", "description"),
    ("name|title|caps", "title"),
    ("publication|service|balance", "publication"),
)


def problems(data: Any) -> tuple[Problem, ...]:
    """errors[] of a 400, in the site's words; each with the field it seems to be about."""
    errors = data.get("errors") if isinstance(data, dict) else None
    found = []
    for error in errors if isinstance(errors, list) else []:
        if isinstance(error, dict):
            code = text(error.get("id")) or "unknown"
            message = text(error.get("message")) or code
            found.append(Problem(code, message, _field_of(code)))
    return tuple(found)


def _field_of(code: str) -> str | None:
    matching = (field for words, field in _SPEAKS_OF if re.search(words, code, re.I))
    return next(matching, None)


# -- responses ------------------------------------------------------------------------------


def response_items(data: Any) -> list[Any] | None:
    """The items of a feed page; None: it is no page of responses."""
    items = data.get("items") if isinstance(data, dict) else None
    return items if isinstance(items, list) else None


def response_id(item: Any) -> int | None:
    """The id of a response."""
    number = integer(item.get("id")) if isinstance(item, dict) else None
    return number if number is not None and number > 0 else None


def response_ids(items: Sequence[Any]) -> list[int]:
    """The ids on a page, where they can be read, in its order."""
    return [number for number in map(response_id, items) if number is not None]


def parse_response(
    item: Any, now: datetime, *, job_id: str | None = None
) -> RemoteApplication | None:
    """A candidate's response; None when it cannot be told which one or to which ad.

    A22: whatever else is missing may be absent, null or "". `job_id` is that of the request,
    for the feed of one ad, whose items carry none. `now` stands in for an unreadable date.
    """
    try:
        return _parsed(item, now, job_id)
    except Exception:  # noqa: BLE001 - whatever one record holds, it must not stop the feed
        return None


def _parsed(item: Any, now: datetime, job_id: str | None) -> RemoteApplication | None:
    number = response_id(item)
    ad = integer(item.get("job_id")) if isinstance(item, dict) else None
    ad_id = job_id if ad is None else str(ad)
    if number is None or ad_id is None:
        return None
    resume = plain_text(text(item.get("text")) or "") or None
    city = _CITY.search(resume) if resume is not None else None
    return RemoteApplication(
        remote_id=str(number),
        remote_ad_id=ad_id,
        sent_at=moment(item.get("date")) or now,
        url=_cabinet_url(item, ad_id),
        name=one_line(text(item.get("fio")) or "") or None,
        phones=phones(text(item.get("phone")), country="UA"),
        emails=emails(text(item.get("email"))),
        birth_date=text(item.get("birth_date")),
        city=one_line(city[1]) if city is not None else None,
        letter=plain_text(text(item.get("cover")) or "") or None,
        resume_text=resume,
        channels=texts(item.get("preferCommunicationChannels")),
        resume=_resume(item, ad_id, number),
        photo=_photo(item),
    )


def _cabinet_url(item: Mapping[str, Any], ad_id: str) -> str | None:
    candidate = integer(item.get("candidate_id"))
    if candidate is None:
        return None
    return f"{SITE_URL}/employer/my/applicants/{candidate}/?jobId={ad_id}"


def _resume(item: Mapping[str, Any], ad_id: str, number: int) -> FileRef | None:
    return FileRef(f"file:{ad_id}/{number}") if flag(item.get("with_file")) else None


def _photo(item: Mapping[str, Any]) -> FileRef | None:
    address = text(item.get("photo"))
    return FileRef(f"photo:{address}") if address is not None else None


def broken(item: Any) -> BrokenRecord:
    """A response that could not be read, whole, to be kept aside."""
    number = response_id(item)
    return BrokenRecord(
        where="jobs/responses",
        raw=json.dumps(item, ensure_ascii=False, sort_keys=True),
        remote_id=None if number is None else str(number),
    )


def reread(raw: str, kept_at: datetime) -> RemoteApplication | None:
    """A record that was kept aside by an older version, as this one reads it."""
    try:
        item = json.loads(raw)
    except ValueError:  # an answer that was no record at all
        return None
    return parse_response(item, kept_at)
