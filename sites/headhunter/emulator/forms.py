"""What an ad's body must be (headhunter.md 4.2, 5.2): every field that is wrong, by name."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from sites.headhunter.emulator import catalog

Error = dict[str, Any]

DESCRIPTION = (150, 10_000)
NAME = (1, 100)
SKILLS_MOST = 30
CODE_MOST = 50
_LISTS = {
    "experience": "experience",
    "employment_form": "employment_form",
    "work_format": "work_format",
    "work_schedule_by_days": "work_schedule_by_days",
    "working_hours": "working_hours",
}
_SEVERAL = {"work_format", "work_schedule_by_days", "working_hours"}
_FLAGS = {
    "closed_for_applicants", "night_shifts", "internship", "accept_labor_contract",
    "show_contacts", "allow_messages", "response_letter_required", "response_notifications",
    "accept_incomplete_resumes", "accept_handicapped", "accept_kids", "accept_temporary",
}  # fmt: skip
_OTHER = {
    "name", "area", "description", "professional_roles", "vacancy_properties", "salary_range",
    "key_skills", "languages", "driver_license_types", "address", "contacts", "auto_response",
    "age_restriction", "fly_in_fly_out_duration", "code", "department", "branded_template", "test",
    "manager", "previous_id", "custom_employer_name", "response_url", "civil_law_contracts",
}  # fmt: skip
FIELDS = _FLAGS | _OTHER | set(_LISTS)
DRAFT_FIELDS = (FIELDS - {"manager", "previous_id", "show_contacts"}) | {
    "areas",
    "assigned_manager_id",
    "scheduled_at",
    "with_zp",
}
EDIT_FIELDS = FIELDS - {"area", "vacancy_properties", "manager", "previous_id"}
_MAIL = re.compile(r"[^\s<>@]+@[^\s<>@]+\.\w+")
_TAGS = re.compile(r"<[^>]+>")


def conditions() -> dict[str, Any]:
    """What `GET /vacancy_conditions` tells: the rules that `check` goes by."""
    found: dict[str, Any] = {name: {"required": False} for name in sorted(FIELDS)}
    texts = {"name": NAME, "description": DESCRIPTION}
    for name, (least, most) in texts.items():
        found[name] = {"required": True, "min_length": least, "max_length": most}
    found["area"] = {"required": True}
    found["professional_roles"] = {"required": True, "min_count": 1, "max_count": 1}
    found["key_skills"] = {"required": False, "min_count": 0, "max_count": SKILLS_MOST}
    found["code"] = {"required": False, "min_length": 0, "max_length": CODE_MOST}
    return found


def wrong(value: str, reason: str, kind: str = "bad_json_data") -> Error:
    """One field and what is wrong with it."""
    return {"type": kind, "value": value, "reason": reason, "pointer": f"/{value}"}


def check(body: dict[str, Any], variants: set[str], *, edit: bool = False) -> list[Error]:
    """Every error of a body for publishing or editing."""
    known = EDIT_FIELDS if edit else FIELDS
    found = [wrong(name, "unexpected") for name in sorted(set(body) - known)]
    required = ("name", "area", "description", "professional_roles", "vacancy_properties")
    if not edit:
        found += [wrong(name, "required") for name in required if body.get(name) is None]
    return found + list(_flaws(body, variants))


def check_draft(body: dict[str, Any]) -> tuple[list[Error], list[Error]]:
    """What makes the request fail, and what the draft is kept with but can't be published."""
    if body.get("area") is not None:
        return [wrong("area", "deprecated")], []
    failing = [wrong(name, "unexpected") for name in sorted(set(body) - DRAFT_FIELDS)]
    areas = body.get("areas") or [None]
    whole = {key: value for key, value in body.items() if key != "areas"}
    return failing, check({**whole, "area": areas[0]}, set(catalog.PROPERTIES))


def _flaws(body: dict[str, Any], variants: set[str]) -> Iterator[Error]:
    for name, look in _LOOKS.items():
        if body.get(name) is not None:
            reason = look(body[name])
            if reason is not None:
                yield wrong(name, reason)
    for name in _FLAGS:
        if not isinstance(body.get(name), bool | None):
            yield wrong(name, "invalid")
    for name, dictionary in _LISTS.items():
        yield from _entries(name, body.get(name), catalog.known(dictionary))
    properties = body.get("vacancy_properties")
    if properties is not None:
        yield from _properties(properties, variants)


def _entries(name: str, value: Any, known: set[str]) -> Iterator[Error]:
    if value is None:
        return
    chosen = value if name in _SEVERAL else [value]
    if not isinstance(chosen, list) or any(_id(one) not in known for one in chosen):
        yield wrong(name, "invalid")


def _id(value: Any) -> str | None:
    found = value.get("id") if isinstance(value, dict) else None
    return found if isinstance(found, str) else None


def _name(value: Any) -> str | None:
    return _text(value, *NAME)


def _text(value: Any, least: int, most: int) -> str | None:
    if not isinstance(value, str):
        return "invalid"
    if not value.strip():
        return "is_empty"
    if len(value) < least:
        return "is_too_short"
    return "is_too_long" if len(value) > most else None


def _description(value: Any) -> str | None:
    if not isinstance(value, str):
        return "invalid"
    if _MAIL.search(value):
        return "email_in_description"
    return _text(_TAGS.sub("", value), *DESCRIPTION)


def _area(value: Any) -> str | None:
    leaf = _id(value) in catalog.leaves()
    return None if leaf else "chosen_area_is_not_a_leaf_or_not_exist"


def _roles(value: Any) -> str | None:
    if not isinstance(value, list) or len(value) != 1:
        return "wrong_size"
    return None if _id(value[0]) in catalog.role_names() else "invalid"


def _salary(value: Any) -> str | None:
    if not isinstance(value, dict) or not isinstance(value.get("gross"), bool):
        return "invalid"
    if value.get("currency") not in catalog.CURRENCIES:
        return "currency_code_is_invalid"
    if _id(value.get("mode")) not in catalog.known("salary_range_mode"):
        return "invalid"
    bounds = [value.get("from"), value.get("to")]
    if any(not isinstance(one, int | None) for one in bounds) or bounds == [None, None]:
        return "invalid"
    return None


def _skills(value: Any) -> str | None:
    names = [one.get("name") for one in value] if isinstance(value, list) else [None]
    if any(not isinstance(one, str) or len(one) > 100 for one in names):
        return "invalid"
    return "wrong_size" if len(names) > SKILLS_MOST else None


def _contacts(value: Any) -> str | None:
    if not isinstance(value, dict) or _text(value.get("name"), 1, 255) is not None:
        return "invalid"
    phones = value.get("phones")
    if not isinstance(phones, list) or len(phones) > 2:
        return "invalid"
    whole = all({"country", "city", "number"} <= set(one) for one in phones)
    return None if whole else "invalid"


def _code(value: Any) -> str | None:
    return _text(value, 1, CODE_MOST)


_LOOKS: dict[str, Callable[[Any], str | None]] = {
    "name": _name,
    "description": _description,
    "area": _area,
    "professional_roles": _roles,
    "salary_range": _salary,
    "key_skills": _skills,
    "contacts": _contacts,
    "code": _code,
}


def _properties(value: Any, variants: set[str]) -> Iterator[Error]:
    chosen = value.get("properties") if isinstance(value, dict) else None
    kinds = [one.get("property_type") for one in chosen] if isinstance(chosen, list) else []
    if not kinds:
        yield wrong("vacancy_properties", "is_empty")
    elif any(kind not in variants for kind in kinds):
        yield wrong("vacancy_properties", "properties_existence")
