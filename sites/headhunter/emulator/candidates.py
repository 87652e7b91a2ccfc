"""Invented responses: what a test or the demo asks for, made into topics with their resumes."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from bot.emulator_kit import documents
from sites.headhunter.emulator.actions import STAGES
from sites.headhunter.emulator.world import Topic, Vacancy, World, now

_FIRST = ("Олена", "Андрій", "Марія", "Тарас", "Ірина", "Богдан", "Софія", "Юрій", "Ганна", "Ігор")
_LAST = ("Приклад", "Зразок", "Вигадана", "Умовний", "Тестенко", "Макетна", "Ескізний", "Проба")
_CITY = re.compile(r"^(?:Місто проживання|Город проживания):\s*(.+)$", re.M)
KEYS = {
    "job_id", "fio", "email", "phone", "telegram", "birth_date", "text", "cover", "city", "title",
    "skills", "salary", "experience", "date", "minutes_ago", "file", "with_photo", "resume",
    "stage", "source", "hidden", "raw", "item", "refuses",
}  # fmt: skip


def add(world: World, body: dict[str, Any]) -> Topic:
    """Keep one response, made from a control request (see control.py for its keys).

    Raises ValueError in words for a request that makes no sense.
    """
    unknown = set(body) - KEYS
    if unknown:
        raise ValueError(f"unknown keys: {', '.join(sorted(unknown))}")
    ad, stage = answered(world, body), str(body.get("stage", "response"))
    if stage not in STAGES:
        raise ValueError(f"no such stage; there are: {', '.join(STAGES)}")
    number = world.new_id(1_000_000_000)
    text = str(body.get("text") or "")
    topic = Topic(
        number,
        ad.id,
        _when(body),
        _when(body),
        None,
        int(number) - 900_000_000,
        body.get("cover"),
        stage,
        str(body.get("source", "NEGOTIATION")),
        text=text or _fio(body, number),
        item=dict(body.get("item") or {}),
        refuses=body.get("refuses"),
    )
    if body.get("resume", True):
        topic.resume = {**_resume(world, body, number, text), **dict(body.get("raw") or {})}
    if body.get("with_photo"):
        topic.photo = documents.portrait(_fio(body, number))
    world.topics[number] = topic
    return topic


def answered(world: World, body: dict[str, Any]) -> Vacancy:
    """The ad of `job_id`, left out: the newest live one. Raises ValueError where there is none."""
    if "job_id" not in body:
        live = [ad for ad in world.vacancies.values() if ad.archived_at is None]
        if not live:
            raise ValueError("there is no live ad")
        return live[-1]
    ad = world.vacancies.get(str(body["job_id"]))
    if ad is None:
        raise ValueError("no such job")
    return ad


def _when(body: dict[str, Any]) -> datetime:
    if "date" in body:
        return datetime.fromisoformat(str(body["date"]))
    return now() - timedelta(minutes=float(body.get("minutes_ago", 0)))


def _fio(body: dict[str, Any], number: str) -> str:
    if body.get("fio"):
        return str(body["fio"])
    at = int(number) // 3
    return f"{_LAST[at % len(_LAST)]} {_FIRST[at % len(_FIRST)]}"


def _resume(world: World, body: dict[str, Any], number: str, text: str) -> dict[str, Any]:
    names = [*_fio(body, number).split(maxsplit=2), None, None][:3]
    if "fio" in body and body["fio"] is None:
        names = [None, None, None]  # the candidate hides the name
    born = body.get("birth_date")
    city = _CITY.search(text)
    area = body.get("city") or (city[1].strip() if city else "Алматы")
    word = f"{int(number):032x}"
    return {
        "id": word,
        "real_id": number,
        "title": body.get("title") or "Менеджер",
        "last_name": names[0],
        "first_name": names[1],
        "middle_name": names[2],
        "age": None if born is None else now().year - date.fromisoformat(born).year,
        "birth_date": born,
        "gender": None,
        "area": {"id": "160", "name": area, "url": "https://api.hh.ru/areas/160"},
        "metro": None,
        "contact": _contacts(body, number),
        "site": [],
        "portfolio": [],
        "salary": body.get("salary"),
        "total_experience": {"months": 36},
        "experience": [_job(at, one) for at, one in enumerate(body.get("experience") or [{}])],
        "education": _EDUCATION,
        "language": [
            {"id": "eng", "name": "Английский", "level": {"id": "b2", "name": "B2"}},
        ],
        "skill_set": list(body.get("skills") or ["Excel"]),
        "skills": text or None,
        "professional_roles": [{"id": "70", "name": "Менеджер по продажам"}],
        "citizenship": [],
        "work_ticket": [],
        "driver_license_types": [{"id": "B"}],
        "has_vehicle": True,
        "relocation": {"type": {"id": "no_relocation", "name": "не готов к переезду"}},
        "business_trip_readiness": {"id": "never", "name": "не готов"},
        "travel_time": {"id": "any", "name": "Не имеет значения"},
        "employment": {"id": "full", "name": "Полная занятость"},
        "employments": [{"id": "full", "name": "Полная занятость"}],
        "schedule": {"id": "fullDay", "name": "Полный день"},
        "schedules": [{"id": "fullDay", "name": "Полный день"}],
        "certificate": [],
        "recommendation": [],
        "resume_locale": {"id": "RU", "name": "Русский"},
        "hidden_fields": [{"id": one, "name": one} for one in body.get("hidden") or []],
        "can_view_full_info": True,
        "contacts_open_until_date": None,
        "owner": {
            "id": str(int(number) % 10_000_000),
            "comments": {"url": "https://api.hh.ru/applicant_comments/1", "counters": {"total": 0}},
        },
        "platform": {"id": "headhunter"},
        "tags": [],
        "paid_services": [],
        "complaint_status": {"applicant_topics_are_hidden": False},
    }


_EDUCATION = {
    "level": {"id": "higher", "name": "Высшее"},
    "primary": [
        {
            "name": "КазНУ",
            "organization": "Экономика",
            "result": "Менеджмент",
            "name_id": None,
            "organization_id": None,
            "result_id": None,
            "year": 2018,
        }
    ],
    "additional": [],
    "attestation": [],
    "elementary": [],
}


def _job(at: int, told: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": str(at + 1),
        "company": "ТОО «Вигадка»",
        "position": "Менеджер",
        "description": "Продажи по телефону",
        "start": "2021-01-02",
        "end": None,
        "area": None,
        "company_id": None,
        "company_url": None,
        "employer": None,
        "industry": None,
        "industries": [],
        **told,
    }


def _contacts(body: dict[str, Any], number: str) -> list[dict[str, Any]]:
    phone = body.get("phone", f"+7 701 {int(number) % 1000:03d}-{int(number) // 1000 % 100:02d}-00")
    email = body.get("email", f"candidate{number}@example.com")
    found = []
    if phone:
        found.append(_contact("phone", "cell", "Мобильный телефон", _international(str(phone))))
        found[0] |= {"preferred": True, "verified": True, "need_verification": False}
    if email:
        found.append(_contact("email", "email", "Эл. почта", str(email)))
    if body.get("telegram"):
        found.append(_contact("primary", "telegram", "telegram", str(body["telegram"])))
    return found


def _contact(kind: str, type_: str, name: str, value: str) -> dict[str, Any]:
    return {
        "kind": kind,
        "type": {"id": type_, "name": name},
        "contact_value": value,
        "preferred": False,
    }


def _international(phone: str) -> str:
    """The site tells numbers with their country; one without it is Ukrainian in this house."""
    return f"+38 {phone}" if phone.startswith("0") else phone
