"""Invented employers and candidates for the demo and the tests; passwords stand only here."""

from typing import Any

COMPANIES: tuple[dict[str, Any], ...] = (
    {
        "name": "ТОВ «Ромашка»",
        "balance": {"Business": 5, "Optimum": 1, "Professional": 0, "Anonym": 0},
    },
    {"name": "Кав'ярня «Кіт і кава»", "balance": {"Business": 2}},
)

USERS: tuple[dict[str, Any], ...] = (
    {"login": "hr@romashka.example", "password": "romashka", "company": "ТОВ «Ромашка»"},
    {"login": "hr@kava.example", "password": "kava", "company": "Кав'ярня «Кіт і кава»"},
    {"login": "seeker@example.com", "password": "seeker", "company": None},
)

CANDIDATES: tuple[dict[str, Any], ...] = (
    {
        "fio": "Макетна Ірина",
        "email": "iryna@example.com",
        "phone": "0670000077",
        "birth_date": "1996-05-21",
        "with_photo": True,
        "cover": "Добрий день! Маю досвід у продажах, готова почати з понеділка.",
        "text": "<p>Продажі B2B, CRM, переговори</p>",
        "raw": {
            "speciality": "Менеджерка з продажу",
            "salary": 30000,
            "experiences": [
                {
                    "position": "Менеджерка",
                    "company": "ТОВ «Вигадка»",
                    "startWork": "2019-02-01T00:00:00",
                    "endWork": "0001-01-01T00:00:00",
                    "description": "<p>Продаж послуг</p>",
                }
            ],
        },
    },
    {
        "fio": "",
        "email": "",
        "phone": "",
        "type": "file",
        "file": {"kind": "docx", "name": "Ескізний Юрій CV.docx"},
        "text": "Ескізний Юрій\nЛогіст",
    },
    {
        "fio": "Богдан Проба",
        "email": "380500000088@phone-registration.rabota.ua",
        "phone": "",
        "type": "easy",
        "text": "",
        "cover": "Зателефонуйте мені, будь ласка.",
    },
)

VACANCIES: tuple[dict[str, Any], ...] = (
    {"title": "Логіст", "pay": "30-35 тис", "options": [], "live": True},
)
"""What the demo's company writes: with the options it picks, published or left as a draft."""
