"""The emulator's dictionaries, in the item shape of work-ua.md section 7.

Ids that the contract names (39 Kyiv, the 29 categories, 74, 75, 164, 68, 41, 22836 and the
publication types) are kept; all other ids are invented. Item ids are texts, as observed.
"""

from typing import Any

Entry = dict[str, Any]


def _named(id_: str | int, ua: str, ru: str, en: str, **more: str) -> Entry:
    return {"id": str(id_), "name": ru, "name_ua": ua, "name_en": en, **more}


_TOWNS = (
    (39, "Київ", "Киев", "Kyiv", "kv"),
    (101, "Харків", "Харьков", "Kharkiv", "kh"),
    (102, "Одеса", "Одесса", "Odesa", "od"),
    (103, "Дніпро", "Днепр", "Dnipro", "dp"),
    (104, "Львів", "Львов", "Lviv", "lv"),
    (105, "Запоріжжя", "Запорожье", "Zaporizhzhia", "zp"),
    (106, "Кривий Ріг", "Кривой Рог", "Kryvyi Rih", "dp"),
    (107, "Миколаїв", "Николаев", "Mykolaiv", "mk"),
    (108, "Вінниця", "Винница", "Vinnytsia", "vn"),
    (109, "Херсон", "Херсон", "Kherson", "ks"),
    (110, "Полтава", "Полтава", "Poltava", "pl"),
    (111, "Чернігів", "Чернигов", "Chernihiv", "cn"),
    (112, "Черкаси", "Черкассы", "Cherkasy", "ck"),
    (113, "Хмельницький", "Хмельницкий", "Khmelnytskyi", "km"),
    (114, "Чернівці", "Черновцы", "Chernivtsi", "cv"),
    (115, "Житомир", "Житомир", "Zhytomyr", "zt"),
    (116, "Суми", "Сумы", "Sumy", "sm"),
    (117, "Рівне", "Ровно", "Rivne", "rv"),
    (118, "Івано-Франківськ", "Ивано-Франковск", "Ivano-Frankivsk", "if"),
    (119, "Тернопіль", "Тернополь", "Ternopil", "te"),
    (120, "Луцьк", "Луцк", "Lutsk", "vl"),
    (121, "Ужгород", "Ужгород", "Uzhhorod", "zk"),
    (122, "Кропивницький", "Кропивницкий", "Kropyvnytskyi", "kr"),
    (123, "Біла Церква", "Белая Церковь", "Bila Tserkva", "kv"),
    (124, "Кременчук", "Кременчуг", "Kremenchuk", "pl"),
    (125, "Бровари", "Бровары", "Brovary", "kv"),
    (126, "Бориспіль", "Борисполь", "Boryspil", "kv"),
    (127, "Ірпінь", "Ирпень", "Irpin", "kv"),
    (128, "Буча", "Буча", "Bucha", "kv"),
    (129, "Вишневе", "Вишневое", "Vyshneve", "kv"),
    (130, "Кам'янець-Подільський", "Каменец-Подольский", "Kamianets-Podilskyi", "km"),
    (131, "Кам'янське", "Каменское", "Kamianske", "dp"),
    (132, "Мукачево", "Мукачево", "Mukachevo", "zk"),
    (133, "Умань", "Умань", "Uman", "ck"),
    (134, "Дрогобич", "Дрогобыч", "Drohobych", "lv"),
    (135, "Краматорськ", "Краматорск", "Kramatorsk", "dn"),
    (136, "Павлоград", "Павлоград", "Pavlohrad", "dp"),
    (137, "Ізмаїл", "Измаил", "Izmail", "od"),
    (138, "Ніжин", "Нежин", "Nizhyn", "cn"),
    (139, "Стрий", "Стрый", "Stryi", "lv"),
    (140, "Червоноград", "Червоноград", "Chervonohrad", "lv"),
    (141, "Чорноморськ", "Черноморск", "Chornomorsk", "od"),
)

_CATEGORIES = (
    (1, "IT, комп'ютери, інтернет", "IT, компьютеры, интернет", "IT, computers & Internet"),
    (
        2,
        "Адміністрація, керівництво середньої ланки",
        "Администрация, руководство среднего звена",
        "Administration & middle management",
    ),
    (3, "Бухгалтерія, аудит", "Бухгалтерия, аудит", "Accounting & audit"),
    (
        4,
        "Готельно-ресторанний бізнес, туризм",
        "Гостинично-ресторанный бизнес, туризм",
        "Hotels, restaurants & tourism",
    ),
    (5, "Дизайн, творчість", "Дизайн, творчество", "Design & creative"),
    (6, "Краса, фітнес, спорт", "Красота, фитнес, спорт", "Beauty, fitness & sports"),
    (
        7,
        "Культура, музика, шоу-бізнес",
        "Культура, музыка, шоу-бизнес",
        "Culture, music & showbiz",
    ),
    (8, "Логістика, склад, ЗЕД", "Логистика, склад, ВЭД", "Logistics, warehouse & trade"),
    (
        9,
        "Маркетинг, реклама, PR",
        "Маркетинг, реклама, PR",
        "Marketing, advertising & PR",
    ),
    (10, "Медицина, фармацевтика", "Медицина, фармацевтика", "Medicine & pharmaceuticals"),
    (11, "Нерухомість", "Недвижимость", "Real estate"),
    (12, "Освіта, наука", "Образование, наука", "Education & science"),
    (13, "Охорона, безпека", "Охрана, безопасность", "Security"),
    (
        14,
        "Робочі спеціальності, виробництво",
        "Рабочие специальности, производство",
        "Skilled trades & production",
    ),
    (
        15,
        "Секретаріат, діловодство, АГВ",
        "Секретариат, делопроизводство, АХО",
        "Secretarial & office work",
    ),
    (17, "ЗМІ, видавництво, поліграфія", "СМИ, издательство, полиграфия", "Media & publishing"),
    (18, "Страхування", "Страхование", "Insurance"),
    (19, "Будівництво, архітектура", "Строительство, архитектура", "Construction & architecture"),
    (20, "Сфера обслуговування", "Сфера обслуживания", "Services"),
    (21, "Топменеджмент", "Топ-менеджмент", "Top management"),
    (22, "Продаж, закупівля", "Продажи, закупки", "Sales & procurement"),
    (23, "Роздрібна торгівля", "Розничная торговля", "Retail"),
    (24, "Транспорт, автобізнес", "Транспорт, автобизнес", "Transport & auto business"),
    (25, "HR, управління персоналом", "HR, управление персоналом", "HR"),
    (26, "Фінанси, банк", "Финансы, банк", "Finance & banking"),
    (27, "Юриспруденція", "Юриспруденция", "Legal"),
    (
        30,
        "Сільське господарство, агробізнес",
        "Сельское хозяйство, агробизнес",
        "Agriculture & agribusiness",
    ),
    (32, "Інші сфери діяльності", "Другие сферы деятельности", "Other"),
    (6792, "Телекомунікації та зв'язок", "Телекоммуникации и связь", "Telecommunications"),
)

PUBLICATION_TYPES = (
    ("standart_job_free", "Стандарт безкоштовна", "Стандарт бесплатная", "Standard free"),
    ("standart_job", "Стандарт", "Стандарт", "Standard"),
    ("standart_plus_job", "СтандартПлюс", "СтандартПлюс", "Standard Plus"),
    ("premium_job", "Гаряча", "Горячая", "Hot"),
    ("anonim_job", "Анонімна", "Анонимная", "Anonymous"),
)

DICTIONARIES: dict[str, list[Entry]] = {
    "town": [_named(i, ua, ru, en, region=region) for i, ua, ru, en, region in _TOWNS],
    "category": [_named(*one) for one in _CATEGORIES],
    "jobtype": [
        _named(74, "повна зайнятість", "полная занятость", "full-time"),
        _named(75, "неповна зайнятість", "неполная занятость", "part-time"),
    ],
    "experience": [
        _named(164, "без досвіду", "без опыта", "no experience"),
        _named(165, "досвід від 1 року", "опыт от 1 года", "1 year or more"),
        _named(166, "досвід від 2 років", "опыт от 2 лет", "2 years or more"),
        _named(167, "досвід від 5 років", "опыт от 5 лет", "5 years or more"),
    ],
    "education": [
        _named(70, "не має значення", "не имеет значения", "not important"),
        _named(66, "середня", "среднее", "secondary"),
        _named(67, "середня спеціальна", "среднее специальное", "secondary vocational"),
        _named(69, "незакінчена вища", "неоконченное высшее", "incomplete higher"),
        _named(68, "вища", "высшее", "higher"),
    ],
    "publication_type": [_named(*one) for one in PUBLICATION_TYPES],
    "gender": [
        _named(33, "чоловік", "мужчина", "male"),
        _named(34, "жінка", "женщина", "female"),
    ],
    "language": [
        _named(41, "англійська", "английский", "English"),
        _named(42, "українська", "украинский", "Ukrainian"),
        _named(43, "польська", "польский", "Polish"),
        _named(44, "німецька", "немецкий", "German"),
    ],
    "knowledge_level": [
        _named(22835, "початковий", "начинающий", "beginner"),
        _named(22836, "середній", "средний", "intermediate"),
        _named(22837, "вільно", "свободно", "fluent"),
    ],
    "salary_resume": [
        _named(501, "до 10 000 грн", "до 10 000 грн", "up to 10,000 UAH"),
        _named(502, "до 20 000 грн", "до 20 000 грн", "up to 20,000 UAH"),
        _named(503, "понад 20 000 грн", "свыше 20 000 грн", "over 20,000 UAH"),
    ],
}

DEFAULT_EDUCATION = 70


def ids_of(dictionary: str) -> set[str]:
    """The ids that requests may name."""
    return {entry["id"] for entry in DICTIONARIES[dictionary]}


def served(dictionary: str, *, names: str) -> list[Entry]:
    """The list as answered; `names` "name_only" leaves out name_ua and name_en (A06)."""
    found = DICTIONARIES[dictionary]
    if names != "name_only":
        return found
    return [{k: v for k, v in one.items() if not k.startswith("name_")} for one in found]
