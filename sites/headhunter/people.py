"""Responses and resumes as applications (headhunter.md 6.2, 6.5, 6.6); pure."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.site import BrokenRecord, FileRef, RemoteApplication
from bot.domain.vacancy import one_line
from sites.headhunter.keys import COUNTRIES
from sites.headhunter.mapping import Item, id_of, name_of, objects
from sites.kit.lenient import flag, integer, moment, text, texts
from sites.kit.people import emails, phones, plain_text

_MONEY = {"RUR": "RUB", "BYR": "BYN"}

# Words of the resume itself, as the site's own pages and files have them.
_EXPERIENCE, _EDUCATION, _LANGUAGES, _NOW = (
    "Опыт работы",
    "Образование",
    "Языки",
    "по настоящее время",
)


def parsed(item: Any, ad_id: str, now: datetime, host: str) -> RemoteApplication | None:
    """A response as a list tells it; None when it cannot be told which one it is."""
    try:
        return _listed(item, ad_id, now, host)
    except Exception:  # noqa: BLE001 - whatever one record holds, it must not stop the feed
        return None


def _listed(item: Any, ad_id: str, now: datetime, host: str) -> RemoteApplication | None:
    number = id_of(item)
    if number is None:
        return None
    resume = item.get("resume")
    bare = RemoteApplication(
        number,
        ad_id,
        moment(item.get("created_at")) or now,
        url=_page(resume, ad_id, host),
        standing=standing(item),
        unread=flag(item.get("has_updates")),
    )
    return told(bare, resume, host) if isinstance(resume, dict) else bare


def _page(resume: Any, ad_id: str, host: str) -> str:
    """H08: a response has no address of its own; the resume's, else all of the ad's."""
    own = text(resume.get("alternate_url")) if isinstance(resume, dict) else None
    return own or f"https://{host}/employer/vacancyresponses?vacancyId={ad_id}"


def told(known: RemoteApplication, resume: Item, host: str) -> RemoteApplication:
    """With all that this form of the resume tells; a shorter form leaves more out."""
    contacts = list(_contacts(resume))
    country = COUNTRIES.get(host, "RU")
    numbers = [value for kind, _, value, _ in contacts if kind == "phone"]
    letters = [value for kind, _, value, _ in contacts if kind == "email"]
    return replace(
        known,
        name=_name(resume),
        phones=tuple(dict.fromkeys(n for one in numbers for n in phones(one, country=country))),
        emails=emails("\n".join(letters)),
        birth_date=text(resume.get("birth_date")),
        city=one_line(name_of(resume.get("area")) or "") or None,
        resume_text=resume_text(resume) or None,
        skills=tuple(map(one_line, texts(resume.get("skill_set")))),
        position=one_line(text(resume.get("title")) or "") or None,
        pay=_pay(resume.get("salary")),
        channels=tuple(dict.fromkeys(_channels(resume, contacts))),
        resume=_file(resume),
        photo=_photo(resume.get("photo")),
    )


def _name(resume: Item) -> str | None:
    found = [text(resume.get(key)) for key in ("last_name", "first_name", "middle_name")]
    return one_line(" ".join(one for one in found if one is not None)) or None


def _contacts(resume: Item) -> Iterator[tuple[str, str, str, bool]]:
    """Kind, name of the type, value, whether preferred.

    The older form has no kind and no `contact_value`: the type's id and `value` instead.
    """
    for one in objects(resume.get("contact")):
        type_ = id_of(one.get("type")) or ""
        kind = text(one.get("kind")) or ("email" if type_ == "email" else "phone")
        value = text(one.get("contact_value"))
        if value is None:
            old = one.get("value")
            value = text(old.get("formatted")) if isinstance(old, dict) else text(old)
        if value is not None:
            name = name_of(one.get("type")) or type_
            yield kind, name, value, one.get("preferred") is True


def _channels(resume: Item, contacts: Iterable[tuple[str, str, str, bool]]) -> Iterator[str]:
    for kind, name, value, preferred in contacts:
        if kind not in ("phone", "email"):
            yield one_line(f"{name}: {value}")
        elif preferred:
            yield kind  # a word that the reader's language has
    for one in objects(resume.get("site")):
        url = text(one.get("url"))
        if url is not None:
            yield one_line(f"{name_of(one.get('type')) or ''}: {url}".lstrip(": "))


def _pay(salary: Any) -> str | None:
    amount = integer(salary.get("amount")) if isinstance(salary, dict) else None
    if amount is None:
        return None
    currency = text(salary.get("currency")) or ""
    shown = f"{amount:,}".replace(",", "\u00a0")
    return f"{shown} {_MONEY.get(currency, currency)}".strip()


def _file(resume: Item) -> FileRef | None:
    """The free download, PDF before RTF; what costs stands elsewhere and is never taken."""
    actions = resume.get("actions")
    for place in (actions if isinstance(actions, dict) else {}, resume):
        download = place.get("download")
        for kind in ("pdf", "rtf"):
            found = download.get(kind) if isinstance(download, dict) else None
            url = text(found.get("url")) if isinstance(found, dict) else None
            if url is not None:
                return FileRef(f"file:{url}")
    return None


def _photo(photo: Any) -> FileRef | None:
    if not isinstance(photo, dict):
        return None
    sizes = (text(photo.get(size)) for size in ("medium", "500", "small", "100"))
    url = next((one for one in sizes if one is not None), None)
    return None if url is None else FileRef(f"photo:{url}")


# -- the text of a resume -----------------------------------------------------------------------


def resume_text(resume: Item) -> str:
    """Experience, education, languages and what one says of oneself, as plain lines."""
    parts = [
        plain_text(text(resume.get("skills")) or ""),
        _section(_EXPERIENCE, map(_job, objects(resume.get("experience")))),
        _section(_EDUCATION, _studies(resume.get("education"))),
        _section(_LANGUAGES, map(_language, objects(resume.get("language")))),
    ]
    return "\n\n".join(part for part in parts if part)


def _section(title: str, lines: Iterable[str]) -> str:
    found = [line for line in lines if line]
    return "\n".join([title, *found]) if found else ""


def _job(one: Item) -> str:
    since, until = (_month(one.get(key)) for key in ("start", "end"))
    years = f"{since} – {until or _NOW}" if since else ""
    what = ", ".join(filter(None, (text(one.get("position")), text(one.get("company")))))
    head = ": ".join(filter(None, (years, what)))
    told_of = plain_text(text(one.get("description")) or "")
    return "\n".join(filter(None, (head, told_of)))


def _month(value: Any) -> str:
    """`2021-01-04` as the month that it means: the day is never a real one."""
    year, _, rest = (text(value) or "").partition("-")
    month = rest[:2]
    return f"{month}.{year}" if month else year


def _studies(education: Any) -> Iterator[str]:
    if not isinstance(education, dict):
        return
    yield name_of(education.get("level")) or ""
    for kind in ("primary", "additional", "attestation", "elementary"):
        for one in objects(education.get(kind)):
            said = (text(one.get(key)) for key in ("name", "organization", "result", "year"))
            yield ", ".join(word for word in said if word is not None)


def _language(one: Item) -> str:
    return " – ".join(filter(None, (name_of(one), name_of(one.get("level")))))


# -- letters ------------------------------------------------------------------------------------


def letter_in_chat(data: Any) -> str | None:
    """The first text that the applicant wrote in a chat (6.6)."""
    messages = data.get("messages") if isinstance(data, dict) else None
    for one in objects(messages):
        sender, payload = one.get("sender_display_info"), one.get("payload")
        if not isinstance(sender, dict) or not isinstance(payload, dict):
            continue
        words = plain_text(text(payload.get("text")) or "")
        if sender.get("role") == "APPLICANT" and words:
            return words
    return None


def letter_in_messages(data: Any) -> str | None:
    """The same in the older list of messages."""
    found = data.get("items") if isinstance(data, dict) else None
    for one in objects(found):
        author = one.get("author")
        words = plain_text(text(one.get("text")) or "")
        mine = isinstance(author, dict) and author.get("participant_type") == "applicant"
        if mine and words:
            return words
    return None


# -- where a response stands --------------------------------------------------------------------


def no_response(item: Item) -> bool:
    """Whether the person has not answered the ad: invited by the site (H12), or asks so far.

    One that asks becomes a response when the person answers the ad too (6.2).
    """
    asks = item.get("applicant_question_state") is True
    return asks or text(item.get("source")) == "AUTO_INVITE"


def standing(item: Item) -> str | None:
    """The text that says where the response stands on the site, where that matters."""
    stage = id_of(item.get("employer_state")) or id_of(item.get("state")) or ""
    return "standing-rejected" if stage.startswith("discard") else None


# -- records that could not be read -------------------------------------------------------------


def broken(item: Any, ad_id: str) -> BrokenRecord:
    """A response that could not be read, whole, to be kept aside."""
    return BrokenRecord(
        where="negotiations",
        raw=json.dumps({"vacancy_id": ad_id, "item": item}, ensure_ascii=False, sort_keys=True),
        remote_id=id_of(item),
    )


def reread(raw: str, kept_at: datetime) -> RemoteApplication | None:
    """A record that was kept aside by an older version, as this one reads it."""
    try:
        kept = json.loads(raw)
    except ValueError:  # an answer that was no record at all
        return None
    ad_id = text(kept.get("vacancy_id")) if isinstance(kept, dict) else None
    return None if ad_id is None else parsed(kept.get("item"), ad_id, kept_at, "hh.ru")
