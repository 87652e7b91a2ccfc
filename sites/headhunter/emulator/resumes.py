"""Resumes as a list shows them and as they are told in full (headhunter.md 6.2, 6.5)."""

from typing import Any
from urllib.parse import quote

from aiohttp import web

from sites.headhunter.emulator.world import Topic, iso

_SHORT = (
    "id", "real_id", "title", "age", "gender", "area", "salary", "total_experience", "certificate",
    "education", "hidden_fields", "skill_set", "owner", "first_name", "last_name", "middle_name",
    "citizenship", "platform",
)  # fmt: skip
"""What a list tells as the resume does: no contacts, no descriptions, no birth date."""


def short(request: web.Request, topic: Topic) -> dict[str, Any]:
    """The resume in an item of a list."""
    told = topic.resume or {}
    found = {key: told[key] for key in _SHORT if key in told}
    experience = [
        {key: value for key, value in one.items() if key != "description"}
        for one in told["experience"]
    ]
    return {
        **found,
        "experience": experience,
        "can_view_full_info": True,
        "viewed": topic.viewed,
        "marked": False,
        **_links(request, topic),
    }


def full(request: web.Request, topic: Topic, *, contacts: bool) -> dict[str, Any]:
    """The whole resume; without `contacts` those are null or empty."""
    told = topic.resume or {}
    found = {**told, **_links(request, topic), "contact_view_status": "FULL"}
    found.pop("url")
    if not contacts:
        names = ("first_name", "last_name", "middle_name", "photo")
        found |= {"contact": [], "site": [], **dict.fromkeys(names)}
        found["contact_view_status"] = "NONE"
    return found


def _links(request: web.Request, topic: Topic) -> dict[str, Any]:
    base, resume = request.url.origin(), topic.resume or {}
    number, asked = resume["id"], f"topic_id={topic.id}&vacancy_id={topic.vacancy}"
    files = {
        kind: {
            "url": f"{base}/resumes/{number}/download/{_name(resume)}.{kind}?type={kind}&{asked}"
        }
        for kind in ("pdf", "rtf")
    }
    paid = {
        kind: {"url": f"{base}/resumes/{number}/download/x.{kind}?type={kind}&with_contact=1"}
        for kind in ("pdf", "rtf")
    }
    photo = {size: f"{base}/photos/{topic.id}/{size}.jpg" for size in ("small", "medium")}
    return {
        "url": f"{base}/resumes/{number}?topic_id={topic.id}",
        "alternate_url": f"https://hh.kz/resume/{number}?t={topic.id}&vacancyId={topic.vacancy}",
        "photo": None if topic.photo is None else photo,
        "download": files,
        "actions": {
            "download": files,
            "download_with_contact": paid,
            "get_with_contact": {"url": f"{base}/resumes/{number}?with_contact=1"},
        },
        "created_at": iso(topic.created_at),
        "updated_at": iso(topic.created_at),
        "favorited": False,
        "negotiations_history": {"url": f"{base}/resumes/{number}/negotiations_history"},
    }


def _name(resume: dict[str, Any]) -> str:
    names = (resume.get("last_name"), resume.get("first_name"))
    return quote(" ".join(one for one in names if one) or resume.get("title") or "Резюме", safe="")
