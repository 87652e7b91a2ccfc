"""Cities in the two shapes of robota-ua.md section 3; ids that two clients agree on are kept."""

from typing import Any

_CITIES = (
    (1, "Київ", "Киев", "Kyiv"),
    (2, "Львів", "Львов", "Lviv"),
    (3, "Одеса", "Одесса", "Odesa"),
    (4, "Дніпро", "Днепр", "Dnipro"),
    (5, "Вінниця", "Винница", "Vinnytsia"),
    (7, "Житомир", "Житомир", "Zhytomyr"),
    (9, "Запоріжжя", "Запорожье", "Zaporizhzhia"),
    (10, "Івано-Франківськ", "Ивано-Франковск", "Ivano-Frankivsk"),
    (14, "Луцьк", "Луцк", "Lutsk"),
    (17, "Полтава", "Полтава", "Poltava"),
    (18, "Рівне", "Ровно", "Rivne"),
    (19, "Суми", "Сумы", "Sumy"),
    (20, "Тернопіль", "Тернополь", "Ternopil"),
    (21, "Харків", "Харьков", "Kharkiv"),
    (23, "Хмельницький", "Хмельницкий", "Khmelnytskyi"),
    (24, "Черкаси", "Черкассы", "Cherkasy"),
    (25, "Чернігів", "Чернигов", "Chernihiv"),
    (26, "Чернівці", "Черновцы", "Chernivtsi"),
    (28, "Ужгород", "Ужгород", "Uzhhorod"),
    (31, "Кривий Ріг", "Кривой Рог", "Kryvyi Rih"),
    (701, "Бровари", "Бровары", "Brovary"),
    (702, "Ірпінь", "Ирпень", "Irpin"),
)
IDS = {number for number, *_ in _CITIES}
PUBLISH_TYPES = ("Business", "Optimum", "Professional", "Anonym")


def citylist() -> list[dict[str, Any]]:
    """`GET /values/citylist`"""
    return [
        {"id": number, "name": ru, "nameUkr": ua, "nameEng": en, "urlSegment": en.lower()}
        for number, ua, ru, en in _CITIES
    ]


def public() -> list[dict[str, Any]]:
    """`GET /dictionary/city`"""
    return [
        {"id": number, "ua": ua, "ru": ru, "en": en, "centerId": number, "vacancyCount": 100}
        for number, ua, ru, en in _CITIES
    ]


def city_name(number: Any) -> str:
    """The Ukrainian name; empty for a city that is none."""
    return next((ua for known, ua, *_ in _CITIES if known == number), "")
