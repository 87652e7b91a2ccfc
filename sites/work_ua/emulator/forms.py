"""The form of a job: PHP-style keys in, checked values or errors[] out (work-ua.md section 9)."""

import re
from collections.abc import Iterable
from typing import Any

from aiohttp import web

from sites.work_ua.emulator.access import locale
from sites.work_ua.emulator.catalog import DEFAULT_EDUCATION, ids_of
from sites.work_ua.emulator.world import User, World, world_of

FLAGS = (
    "stud",
    "disability",
    "veteran",
    "retired",
    "deferment",
    "renew",
    "text_response",
    "hide_company_info",
)
ALLOWED_TAGS = {"a", "b", "p", "ul", "ol", "li", "h3"}
NAME_LENGTHS = (3, 100)  # A10
DESCRIPTION_MAX = 20_000  # A10
LIST_MAX = 3

_SINGLE = {
    "name",
    "description",
    "region[id]",
    "experience[id]",
    "education[id]",
    "salary[value]",
    "salary[value_max]",
    "salary[comment]",
    "show[phone]",
    "publication",
    "contact[email]",
    *FLAGS,
}
_LISTS = {
    "category": re.compile(r"^category\[\d*\]\[id\]$"),
    "jobtype": re.compile(r"^jobtype\[\d*\]\[id\]$"),
    "skills": re.compile(r"^skills(\[\d*\]|\[\]\[name\])$"),
}
_LANGUAGE = re.compile(r"^languages\[(\d+)\]\[(languageId|levelId)\]$")

# Only choose_region and no_caps are known; the other ids and all the words are invented.
_MESSAGES = {
    "choose_region": ("не обрано місто", "не выбран город", "choose a city"),
    "no_caps": (
        "заголовок не може складатися лише з великих літер",
        "заголовок не может состоять только из заглавных букв",
        "the title cannot be in capital letters only",
    ),
    "name_length": (
        "назва: від 3 до 100 символів",
        "название: от 3 до 100 символов",
        "title length",
    ),
    "enter_description": ("не вказано опис", "не указано описание", "enter a description"),
    "description_length": (
        "опис закороткий або задовгий",
        "неверная длина описания",
        "text length",
    ),
    "wrong_tags": ("опис містить заборонені теги", "запрещённые теги", "forbidden tags"),
    "choose_category": (
        "оберіть від 1 до 3 категорій",
        "выберите от 1 до 3 категорий",
        "categories",
    ),
    "choose_jobtype": ("оберіть вид зайнятості", "выберите вид занятости", "choose employment"),
    "choose_experience": ("не вказано досвід роботи", "не указан опыт работы", "choose experience"),
    "wrong_education": ("невідома освіта", "неизвестное образование", "unknown education"),
    "wrong_salary": ("невірно вказано зарплату", "неверно указана зарплата", "wrong salary"),
    "wrong_flag": ("невірне значення прапорця", "неверное значение флага", "wrong flag"),
    "wrong_language": ("невідома мова або рівень", "неизвестный язык", "unknown language"),
    "wrong_contact": ("контакт може вказати лише адміністратор", "только администратор", "contact"),
    "no_hide": ("компанія не може бути прихована", "компанию нельзя скрыть", "cannot hide"),
    "wrong_publication": ("невідомий тип публікації", "неизвестный тип публикации", "publication"),
    "no_publications": (
        "немає доступних публікацій цього типу",
        "нет доступных публикаций этого типа",
        "no publications of this type left",
    ),
    "posting_limit": ("вичерпано ліміт вакансій", "исчерпан лимит вакансий", "posting limit"),
    "too_early": ("ще не настала дата поновлення", "дата обновления не наступила", "too early"),
    "wrong_content_type": ("очікується форма", "ожидается форма", "a form is expected"),
    "already_closed": ("вакансію вже закрито", "вакансия уже закрыта", "already closed"),
    "not_your_job": ("це не ваша вакансія", "это не ваша вакансия", "not your job"),
    "body_not_empty": (
        "тіло запиту має бути порожнім",
        "тело должно быть пустым",
        "empty body due",
    ),
}
_LOCALES = ("uk", "ru", "en")


def refuse(request: web.Request, problems: Iterable[str]) -> web.Response:
    """400 with errors[], localised by X-Locale."""
    column = _LOCALES.index(locale(request))
    errors = [
        {"id": problem, "message": _MESSAGES.get(problem, (problem,) * 3)[column]}
        for problem in problems
    ]
    return web.json_response({"status": "error", "errors": errors}, status=400)


async def read_form(request: web.Request) -> dict[str, Any] | None:
    """The form by meaning; None for a body that is not a form (JSON is refused)."""
    if request.content_type != "application/x-www-form-urlencoded":
        return None
    found: dict[str, Any] = {"category": [], "jobtype": [], "skills": [], "languages": {}}
    for key, value in (await request.post()).items():
        if not _take(found, key, value):
            world_of(request).kit.violate(f"unknown form field: {key}")
    found["languages"] = [found["languages"][i] for i in sorted(found["languages"])]
    return found


def _take(found: dict[str, Any], key: str, value: Any) -> bool:
    if key in _SINGLE:
        found[key] = value
        return True
    for name, shape in _LISTS.items():
        if shape.match(key):
            found[name].append(value)
            return True
    language = _LANGUAGE.match(key)
    if language is None:
        return False
    found["languages"].setdefault(int(language[1]), {})[language[2]] = value
    return True


def check(world: World, user: User, form: dict[str, Any]) -> list[str]:
    """Every problem of the form, by error id; an empty list when the site takes it."""
    problems = [
        *_check_name(form.get("name", "")),
        *_check_description(form.get("description", ""), world.switches.description_min),
        *_check_lists(form),
        *_check_salary(form),
        *_check_rights(world, user, form),
    ]
    if form.get("region[id]") not in ids_of("town"):
        problems.append("choose_region")
    if form.get("experience[id]") not in ids_of("experience"):
        problems.append("choose_experience")
    if form.get("education[id]", str(DEFAULT_EDUCATION)) not in ids_of("education"):
        problems.append("wrong_education")
    if any(form.get(flag, "0") not in ("0", "1") for flag in (*FLAGS, "show[phone]")):
        problems.append("wrong_flag")
    return problems


def _check_name(name: str) -> list[str]:
    letters = [char for char in name if char.isalpha()]
    if not NAME_LENGTHS[0] <= len(name.strip()) <= NAME_LENGTHS[1]:
        return ["name_length"]
    if letters and all(char.isupper() for char in letters):
        return ["no_caps"]
    return []


def _check_description(html: str, shortest: int) -> list[str]:
    text = re.sub(r"<[^>]*>", "", html).strip()
    if not text:
        return ["enter_description"]
    tags = {tag.lower() for tag in re.findall(r"</?\s*([a-zA-Z][a-zA-Z0-9]*)", html)}
    problems = ["wrong_tags"] if tags - ALLOWED_TAGS else []
    if len(html) > DESCRIPTION_MAX or len(text) < shortest:
        problems.append("description_length")
    return problems


def _check_lists(form: dict[str, Any]) -> list[str]:
    problems = []
    for name in ("category", "jobtype"):
        chosen = form[name]
        fits = 1 <= len(chosen) <= LIST_MAX and set(chosen) <= ids_of(name)
        if not fits or len(set(chosen)) != len(chosen):
            problems.append(f"choose_{name}")
    for pair in form["languages"]:
        known = pair.get("languageId") in ids_of("language")
        if not known or pair.get("levelId") not in ids_of("knowledge_level"):
            problems.append("wrong_language")
    return problems


def _check_salary(form: dict[str, Any]) -> list[str]:
    low, high = form.get("salary[value]", ""), form.get("salary[value_max]", "")
    if any(value and not re.fullmatch(r"[1-9]\d{0,8}", value) for value in (low, high)):
        return ["wrong_salary"]
    if low and high and int(high) < int(low):
        return ["wrong_salary"]
    return []


def _check_rights(world: World, user: User, form: dict[str, Any]) -> list[str]:
    assert user.company is not None
    company, problems = world.companies[user.company], []
    contact = form.get("contact[email]", "")
    if contact and not (user.admin and contact in company.contacts | {user.login}):
        problems.append("wrong_contact")
    if form.get("hide_company_info", "0") == "1" and not company.may_hide:
        problems.append("no_hide")
    return problems


def check_publication(world: World, user: User, publication: str) -> list[str]:
    """Why this type cannot be written off now; an empty list when it can."""
    assert user.company is not None
    if publication not in ids_of("publication_type"):
        return ["wrong_publication"]
    if world.companies[user.company].balance.get(publication, 0) < 1:
        return [world.switches.no_credits_error]
    live = sum(1 for ad in world.ads.values() if ad.active and ad.login == user.login)
    if user.posting_limit is not None and live >= user.posting_limit:
        return ["posting_limit"]
    return []


def as_fields(world: World, form: dict[str, Any]) -> dict[str, Any]:
    """What the site keeps of a form that passed; what is absent falls back to its default."""
    kept = {flag: int(form.get(flag, "0")) for flag in FLAGS}
    if "text_response" not in form:
        kept["text_response"] = world.switches.text_response_default
    return {
        **kept,
        "name": form["name"].strip(),
        "description": form["description"],
        "region": int(form["region[id]"]),
        "category": list(form["category"]),
        "jobtype": list(form["jobtype"]),
        "experience": int(form["experience[id]"]),
        "education": int(form.get("education[id]", DEFAULT_EDUCATION)),
        "salary": _salary(form),
        "languages": [
            {"languageId": int(one["languageId"]), "levelId": int(one["levelId"])}
            for one in form["languages"]
        ],
        "skills": list(form["skills"]),
        "show_phone": int(form.get("show[phone]", "0")),
        "contact_email": form.get("contact[email]") or None,
    }


def _salary(form: dict[str, Any]) -> dict[str, Any] | None:
    found = {
        "value": int(form.get("salary[value]") or 0) or None,
        "value_max": int(form.get("salary[value_max]") or 0) or None,
        "comment": form.get("salary[comment]") or None,
    }
    return found if any(found.values()) else None
