"""Invented employers and candidates for the demo and the tests; passwords stand only here."""

from typing import Any

COMPANIES: tuple[dict[str, Any], ...] = (
    {"name": "ТОО «Ромашка»", "balance": {"HH_STANDARD": 10, "HH_PREMIUM": 1}},
    {"name": "Кав'ярня «Кіт і кава»", "balance": {"HH_STANDARD": 3}},
)

USERS: tuple[dict[str, Any], ...] = (
    {"login": "kadry@romashka.example", "password": "romashka", "company": "ТОО «Ромашка»"},
    {
        "login": "both@romashka.example",
        "password": "both",
        "company": "ТОО «Ромашка»",
        "also": ["Кав'ярня «Кіт і кава»"],
    },
    {"login": "kadry@kava.example", "password": "kava", "company": "Кав'ярня «Кіт і кава»"},
    {"login": "seeker@example.com", "password": "seeker", "company": None},
)

CANDIDATES: tuple[dict[str, Any], ...] = (
    {
        "fio": "Приклад Айгуль",
        "email": "aigul@example.com",
        "phone": "+7 701 000-12-34",
        "telegram": "@pryklad_aigul",
        "birth_date": "1995-03-10",
        "with_photo": True,
        "title": "Менеджер по продажам",
        "city": "Алматы",
        "salary": {"amount": 500000, "currency": "KZT"},
        "skills": ["CRM", "Холодные продажи", "Excel"],
        "cover": "Здравствуйте! Готова выйти с понедельника.",
        "text": "Люблю людей и цифры.",
        "experience": [
            {"company": "ТОО «Вигадка»", "position": "Старший менеджер", "start": "2020-02-01"},
            {
                "company": "ИП «Зразок»",
                "position": "Менеджер",
                "start": "2018-01-01",
                "end": "2020-01-01",
            },
        ],
    },
    {
        "fio": "Зразок Данияр",
        "email": None,
        "phone": "+7 777 000-45-67",
        "birth_date": "1988-11-02",
        "title": "Продавец-консультант",
        "city": "Астана",
        "skills": ["Работа с кассой"],
    },
    {
        "fio": None,
        "email": None,
        "phone": None,
        "hidden": ["names_and_photo", "phones", "email"],
        "title": "Кладовщик",
        "cover": "Могу выйти завтра, напишите в чат.",
    },
    {"resume": False, "cover": "Откликаюсь без резюме."},
)

VACANCIES: tuple[dict[str, Any], ...] = (
    {"title": "Касир", "pay": "20-25 тис", "typed": ["продав"], "options": [], "live": True},
)
"""What the demo's company writes: what it types and picks first of, published or left a draft."""
