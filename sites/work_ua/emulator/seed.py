"""Invented employers and candidates for the demo and the tests; passwords stand only here."""

from typing import Any

COMPANIES: tuple[dict[str, Any], ...] = (
    {
        "name": "ТОВ «Ромашка»",
        "balance": {"standart_job": 10, "standart_plus_job": 2, "premium_job": 1, "anonim_job": 0},
    },
    {
        "name": "Кав'ярня «Кіт і кава»",
        "balance": {"standart_job": 3, "standart_plus_job": 0, "premium_job": 0, "anonim_job": 0},
    },
)

USERS: tuple[dict[str, Any], ...] = (
    {"login": "demo@romashka.example", "password": "romashka", "company": "ТОВ «Ромашка»"},
    {
        "login": "manager@romashka.example",
        "password": "manager",
        "company": "ТОВ «Ромашка»",
        "admin": False,
    },
    {"login": "demo@kava.example", "password": "kava", "company": "Кав'ярня «Кіт і кава»"},
    {
        "login": "blocked@kava.example",
        "password": "blocked",
        "company": "Кав'ярня «Кіт і кава»",
        "blocked": True,
    },
    {"login": "seeker@example.com", "password": "seeker", "company": None},
)

CANDIDATES: tuple[dict[str, Any], ...] = (
    {
        "fio": "Приклад Олена Іванівна",
        "email": "olena@example.com",
        "phone": "050 000-12-34",
        "birth_date": "1995-03-10",
        "file": "pdf",
        "with_photo": True,
        "cover": "Доброго дня! Зацікавила ваша вакансія, готова вийти з понеділка.",
        "text": "Приклад Олена Іванівна\r\nМенеджер з продажу\r\nМісто проживання: Київ\r\n"
        "Досвід роботи: 6 років\r\n2020 – зараз: старший менеджер, ТОВ «Вигадка»\r\n"
        "2018 – 2020: менеджер, ПП «Зразок»\r\nНавички: CRM, переговори, B2B, Excel",
        "preferCommunicationChannels": ["telegram", "phone"],
    },
    {
        "fio": "Андрій Зразок",
        "email": "andrii@example.com",
        "phone": "+380 67 000 45 67",
        "birth_date": "1988-11-02",
        "type": "resume",
        "text": "<p><b>Андрій Зразок</b></p><p>Продавець-консультант<br>Місто проживання: Львів</p>"
        "<ul><li>10 років у роздрібній торгівлі</li><li>Робота з касою</li></ul>"
        "<p>Готовність працювати: повна зайнятість</p>",
    },
    {
        "fio": None,
        "email": None,
        "phone": "(063) 000 11 22",
        "type": "easy",
        "text": None,
        "cover": "Маю досвід на складі, можу вийти завтра. Зателефонуйте, будь ласка.",
        "preferCommunicationChannels": ["phone"],
    },
    {
        "fio": "Марія Вигадана",
        "email": "maria@example.com",
        "phone": None,
        "file": {"kind": "docx", "name": "Резюме Марія Вигадана.docx"},
        "with_photo": True,
        "text": "Марія Вигадана\r\nМаркетолог\r\nДосвід роботи: 2 роки\r\nАнглійська: B2",
        "cover": "Додаю резюме. Найзручніше — електронною поштою.",
        "preferCommunicationChannels": ["email"],
    },
    {
        "fio": "Тарас Умовний",
        "email": "taras@example.com",
        "phone": "0990001199",
        "from_type": "phonecall",
        "type": "resume",
        "text": "Тарас Умовний\r\nВодій категорії B, C\r\nМісто проживання: Бровари",
    },
)

VACANCIES: tuple[dict[str, Any], ...] = (
    {"title": "Менеджер з продажу", "pay": "25-40 тис", "options": [3], "live": True},
    {"title": "Бариста", "pay": "20-25 тис", "options": [5], "live": False},
)
"""What the demo's company writes: with the options it picks, published or left as a draft."""
