"""Invented applies: what a test or the demo asks for, made into rows of the list."""

import base64
import binascii
from datetime import datetime, timedelta
from typing import Any

from bot.emulator_kit import documents
from sites.robota_ua.emulator.world import (
    KYIV,
    NO_DATE,
    Apply,
    Attachment,
    Vacancy,
    World,
    now,
    written,
)

_FIRST = ("Олена", "Андрій", "Марія", "Тарас", "Ірина", "Богдан", "Софія", "Юрій", "Ганна", "Ігор")
_LAST = ("Приклад", "Зразок", "Вигадана", "Умовний", "Тестенко", "Макетна", "Ескізний", "Проба")
KINDS = {
    "resume": ("ApplicationWithResume", "Notepad"),
    "file": ("ApplicationWithFile", "AttachedFile"),
    "easy": ("Application", "NoCvApply"),
    "saved": ("SelectedResume", "Selected"),
    "interaction": ("VacancyInteraction", "Interaction"),
}
"""`type` of a control request: the candidateType and the resumeType."""
KEYS = {
    "job_id",
    "fio",
    "email",
    "phone",
    "birth_date",
    "text",
    "cover",
    "type",
    "file",
    "with_photo",
    "photo_size",
    "barred",
    "resume",
    "folder",
    "id",
    "date",
    "minutes_ago",
    "without",
    "raw",
    "item",
}


def add(world: World, body: dict[str, Any]) -> Apply:
    """Keep one apply, made from a control request (see control.py for its keys).

    Raises ValueError in words for a request that makes no sense.
    """
    unknown = set(body) - KEYS
    if unknown:
        raise ValueError(f"unknown keys: {', '.join(sorted(unknown))}")
    vacancy, kind = answered(world, body), str(body.get("type", "resume"))
    if kind not in KINDS:
        raise ValueError(f"type must be one of {', '.join(KINDS)}")
    one = Apply(
        id=int(body.get("id", world.next_apply)),
        vacancy_id=vacancy.id,
        company=vacancy.company,
        item=None,
        when=_when(body),
        kind=KINDS[kind][0],
        folder=int(body.get("folder", 1)),
        resume_id=world.next_resume if kind in ("resume", "saved") else 0,
        barred=bool(body.get("barred")),
        resume=str(body.get("resume", "whole")),
    )
    world.next_apply += 3  # ids are shared by all employers: there are gaps
    world.next_resume += 7
    one.attachment = _attachment(body, one)
    one.item = _row(body, one, vacancy, KINDS[kind][1])
    if body.get("with_photo"):
        portrait = documents.portrait(str(body.get("fio") or _name(one.id)))
        one.photo = portrait.ljust(int(body.get("photo_size", 0)), b"\0")
    world.applies.append(one)
    return one


def answered(world: World, body: dict[str, Any]) -> Vacancy:
    """The vacancy of `job_id`, left out: the newest live one. Raises ValueError."""
    if "job_id" not in body:
        live = [one for one in world.vacancies.values() if one.state == "Publicated"]
        if not live:
            raise ValueError("there is no live ad")
        return live[-1]
    number = str(body["job_id"])
    vacancy = world.vacancies.get(int(number)) if number.isdecimal() else None
    if vacancy is None:
        raise ValueError("no such job")
    return vacancy


def _when(body: dict[str, Any]) -> datetime:
    if "date" in body:
        given = datetime.fromisoformat(str(body["date"]))
        return given if given.tzinfo else given.replace(tzinfo=KYIV)
    return now() - timedelta(minutes=float(body.get("minutes_ago", 0)))


def _name(number: int) -> str:
    return f"{_LAST[number // 3 % len(_LAST)]} {_FIRST[number // 3 % len(_FIRST)]}"


def _row(body: dict[str, Any], one: Apply, vacancy: Vacancy, resume_type: str) -> Any:
    if "item" in body:
        return body["item"]
    phone = body.get("phone", f"050{one.id % 10_000_000:07d}")
    mail = body.get("email", f"candidate{one.id}@example.com")
    born = body.get("birth_date")
    letter = body.get("cover")
    row: dict[str, Any] = {
        "id": one.id,
        "vacancyId": vacancy.id,
        "resumeId": one.resume_id,
        "resumeType": resume_type,
        "name": body.get("fio", _name(one.id)) or "",
        "speciality": "Менеджер",
        "phone": phone or "",
        "eMail": mail or "",
        "contacts": {
            "phones": [{"value": phone}] if phone else [],
            "emails": [{"value": mail}] if mail else [],
            "socials": [],
        },
        "photo": None if body.get("with_photo") else "https://img.example/non-photo.png",
        "birthDate": f"{born}T00:00:00" if born else NO_DATE,
        "gender": "Unknown",
        "cityId": vacancy.fields["cityId"],
        "salary": 0,
        "currencyId": "Ua",
        "addDate": written(one.when),
        "experiences": [],
        "educations": [],
        "skillsSummary": body.get("text", "<p>Досвід роботи: 3 роки</p>") or "",
        "coveringLetterExists": bool(letter),
        "coveringLetterName": letter,
        "tagId": None,
        "fileName": one.attachment.name if one.attachment else None,
        "filePath": None,
        "resumeFile": None,
    }
    if one.attachment and resume_type == "Notepad":
        row["resumeFile"] = {"summary": "<p>Резюме у файлі</p>"}
    for name in body.get("without", []):
        row.pop(name, None)
    return row | dict(body.get("raw", {}))


def _attachment(body: dict[str, Any], one: Apply) -> Attachment | None:
    """`file`: null, "pdf", "docx", or an object.

    Of "kind", "name", "mime", "base64", "disposition", "packed" and "size".
    """
    wanted = body.get("file")
    if wanted is None:
        return None
    if isinstance(wanted, str):
        wanted = {"kind": wanted}
    if not isinstance(wanted, dict):
        raise ValueError("file must be a kind or an object")
    kind = str(wanted.get("kind") or ("given" if "base64" in wanted else "pdf"))
    text = str(body.get("text") or _name(one.id))
    content, mime, ending = _content(kind, wanted, text)
    name = str(wanted.get("name") or f"{body.get('fio') or _name(one.id)}{ending}")
    size = wanted.get("size")
    return Attachment(
        content if size is None else content.ljust(int(size), b"\0"),
        name,
        str(wanted.get("mime") or mime),
        str(wanted.get("disposition", "utf8")),
        wanted.get("packed"),
    )


def _content(kind: str, wanted: dict[str, Any], text: str) -> tuple[bytes, str, str]:
    if kind == "given":
        try:
            given = base64.b64decode(str(wanted["base64"]), validate=True)
        except binascii.Error:
            raise ValueError("file.base64 is not base64") from None
        return given, "application/octet-stream", ""
    if kind == "docx":
        return documents.docx(text), documents.DOCX, ".docx"
    if kind == "pdf":
        return documents.pdf(text), documents.PDF, ".pdf"
    raise ValueError(f"no such kind of file: {kind}")
