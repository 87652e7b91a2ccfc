"""The emulator's dictionaries, in the shapes of headhunter.md 4; a small part of the real ones.

Ids that the contract names (113, 40, 160, experience, employment_form, work_format, ...) are kept;
other ids of areas and roles are invented or as third parties saw them.
"""

from collections.abc import Iterator
from typing import Any

Entry = dict[str, Any]

_COUNTRIES: tuple[tuple[str, str, str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "113",
        "Россия",
        "Russia",
        (("1", "Москва", "Moscow"), ("2", "Санкт-Петербург", "Saint Petersburg")),
    ),
    (
        "40",
        "Казахстан",
        "Kazakhstan",
        (
            ("160", "Алматы", "Almaty"),
            ("159", "Астана", "Astana"),
            ("205", "Шымкент", "Shymkent"),
            ("150", "Актобе", "Aktobe"),
            ("153", "Атырау", "Atyrau"),
            ("177", "Караганда", "Karaganda"),
            ("181", "Костанай", "Kostanay"),
            ("187", "Павлодар", "Pavlodar"),
        ),
    ),
    (
        "97",
        "Узбекистан",
        "Uzbekistan",
        (("2759", "Ташкент", "Tashkent"), ("2778", "Самарканд", "Samarkand")),
    ),
    (
        "5",
        "Украина",
        "Ukraine",
        (("115", "Киев", "Kyiv"), ("2114", "Харьков", "Kharkiv"), ("125", "Львов", "Lviv")),
    ),
)
_DISTRICTS: tuple[tuple[str, str, str, str], ...] = (
    ("113", "2019", "Московская область", "Moscow Oblast"),
)
_OF_DISTRICT = {"2019": (("2034", "Королев", "Korolev"), ("2023", "Химки", "Khimki"))}

_ROLES: tuple[tuple[str, str, str, tuple[tuple[str, str, str, bool], ...]], ...] = (
    (
        "17",
        "Продажи, обслуживание клиентов",
        "Sales, customer service",
        (
            ("70", "Менеджер по продажам, менеджер по работе с клиентами", "Sales manager", False),
            ("97", "Продавец-консультант, продавец-кассир", "Shop assistant", False),
            ("54", "Менеджер по продажам (старая роль)", "Sales manager (old)", True),
        ),
    ),
    (
        "11",
        "Информационные технологии",
        "Information technology",
        (
            ("96", "Программист, разработчик", "Programmer, developer", False),
            ("124", "Тестировщик", "Tester", False),
        ),
    ),
    (
        "26",
        "Другое",
        "Other",
        (
            ("40", "Другое", "Other", False),
            ("97", "Продавец-консультант, продавец-кассир", "Shop assistant", False),
        ),
    ),
)

_LISTS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "experience": (
        ("noExperience", "Нет опыта", "No experience"),
        ("between1And3", "От 1 года до 3 лет", "1–3 years"),
        ("between3And6", "От 3 до 6 лет", "3–6 years"),
        ("moreThan6", "Более 6 лет", "More than 6 years"),
    ),
    "employment_form": (
        ("FULL", "Полная", "Full-time"),
        ("PART", "Частичная", "Part-time"),
        ("PROJECT", "Проект или разовое задание", "Project or one-time task"),
        ("FLY_IN_FLY_OUT", "Вахта", "Rotational work"),
        ("SIDE_JOB", "Подработка", "Side job"),
    ),
    "work_format": (
        ("ON_SITE", "На месте работодателя", "On-site"),
        ("REMOTE", "Удалённо", "Remote"),
        ("HYBRID", "Гибрид", "Hybrid"),
        ("FIELD_WORK", "Разъездной", "Field work"),
    ),
    "work_schedule_by_days": (
        ("FIVE_ON_TWO_OFF", "5/2", "5/2"),
        ("SIX_ON_ONE_OFF", "6/1", "6/1"),
        ("TWO_ON_TWO_OFF", "2/2", "2/2"),
        ("WEEKEND", "По выходным", "Weekends"),
        ("FLEXIBLE", "Свободный", "Flexible"),
        ("OTHER", "Другое", "Other"),
    ),
    "working_hours": (
        ("HOURS_4", "4 часа", "4 hours"),
        ("HOURS_8", "8 часов", "8 hours"),
        ("HOURS_12", "12 часов", "12 hours"),
        ("FLEXIBLE", "По договорённости", "By agreement"),
        ("OTHER", "Другое", "Other"),
    ),
    "salary_range_mode": (
        ("MONTH", "За месяц", "Per month"),
        ("SHIFT", "За смену", "Per shift"),
        ("HOUR", "За час", "Per hour"),
    ),
    "salary_range_frequency": (("MONTHLY", "Раз в месяц", "Monthly"),),
    "negotiations_state": (
        ("response", "Отклик", "Response"),
        ("invitation", "Приглашение", "Invitation"),
        ("discard", "Отказ", "Discard"),
    ),
}
CURRENCIES = ("RUR", "KZT", "USD", "EUR", "UZS", "KGS", "AZN", "GEL", "BYR", "UAH")
PROPERTIES = {
    "HH_STANDARD": "Стандарт",
    "HH_STANDARD_PLUS": "Стандарт Плюс",
    "HH_PREMIUM": "Премиум",
    "HH_ANONYMOUS": "Анонимная",
    "HH_ADVERTISING": "Рекламная",
}
_REQUIRED = (
    "applicant_comment_access_type", "applicant_comments_order", "applicant_negotiation_status",
    "business_trip_readiness", "driver_license_types", "education_level",
    "employer_active_vacancies_order", "employer_archived_vacancies_order", "employer_relation",
    "employer_type", "employment", "gender", "job_search_statuses_applicant",
    "job_search_statuses_employer", "language_level", "messaging_status", "negotiations_order",
    "negotiations_participant_type", "phone_call_status", "preferred_contact_type",
    "relocation_type", "resume_access_type", "resume_contacts_site_type",
    "resume_employment_form", "resume_hidden_fields", "resume_moderation_note", "resume_status",
    "resume_work_format", "schedule", "travel_time", "vacancy_billing_type", "vacancy_cluster",
    "vacancy_label", "vacancy_not_prolonged_reason", "vacancy_relation",
    "vacancy_search_employment_form", "vacancy_search_fields", "vacancy_search_order",
    "vacancy_type", "working_days", "working_time_intervals", "working_time_modes",
)  # fmt: skip
"""Lists that the site has and nobody here needs: empty."""


def _name(ru: str, en: str, locale: str) -> str:
    return en if locale == "EN" else ru


def dictionaries(locale: str) -> dict[str, list[Entry]]:
    """The big object of lists."""
    found: dict[str, list[Entry]] = {name: [] for name in _REQUIRED}
    for name, entries in _LISTS.items():
        found[name] = [{"id": id_, "name": _name(ru, en, locale)} for id_, ru, en in entries]
    found["currency"] = [
        {
            "code": code,
            "abbr": code,
            "name": code,
            "default": code == "RUR",
            "in_use": True,
            "rate": 1.0,
        }
        for code in CURRENCIES
    ]
    return found


def known(name: str) -> set[str]:
    """The ids of one list."""
    return {id_ for id_, *_ in _LISTS[name]}


def areas(locale: str) -> list[Entry]:
    """Countries with their towns; a region stands between where there is one."""
    return [
        {
            "id": country,
            "parent_id": None,
            "name": _name(ru, en, locale),
            "areas": [*_towns(towns, country, locale), *_regions(country, locale)],
        }
        for country, ru, en, towns in _COUNTRIES
    ]


def _towns(towns: tuple[tuple[str, str, str], ...], parent: str, locale: str) -> list[Entry]:
    return [
        {"id": id_, "parent_id": parent, "name": _name(ru, en, locale), "areas": []}
        for id_, ru, en in towns
    ]


def _regions(country: str, locale: str) -> Iterator[Entry]:
    for owner, id_, ru, en in _DISTRICTS:
        if owner == country:
            towns = _towns(_OF_DISTRICT[id_], id_, locale)
            name = _name(ru, en, locale)
            yield {"id": id_, "parent_id": country, "name": name, "areas": towns}


def leaves(tree: list[Entry] | None = None) -> dict[str, str]:
    """Ids of the towns with their names: only those take ads."""
    found: dict[str, str] = {}
    for one in areas("RU") if tree is None else tree:
        found |= leaves(one["areas"]) if one["areas"] else {one["id"]: one["name"]}
    return found


def roles(locale: str) -> Entry:
    """Professional roles by category; a role may stand in several."""
    return {
        "categories": [
            {
                "id": id_,
                "name": _name(ru, en, locale),
                "roles": [_role(role, locale) for role in found],
            }
            for id_, ru, en, found in _ROLES
        ]
    }


def _role(role: tuple[str, str, str, bool], locale: str) -> Entry:
    id_, ru, en, old = role
    return {
        "id": id_,
        "name": _name(ru, en, locale),
        "accept_incomplete_resumes": True,
        "is_default": id_ == "40",
        "select_deprecated": old,
        "search_deprecated": old,
    }


def role_names() -> dict[str, str]:
    """Ids of the roles that new ads may have, with their names."""
    return {id_: ru for *_, found in _ROLES for id_, ru, _, old in found if not old}


def named(name: str, id_: str) -> Entry:
    """An entry of a list as ads show it."""
    return {"id": id_, "name": next((ru for one, ru, _ in _LISTS[name] if one == id_), id_)}
