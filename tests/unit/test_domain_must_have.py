"""Must-haves: what is suggested, what is refused, and what a resume's line shows."""

from dataclasses import replace

import pytest
from rapidfuzz import fuzz

from bot.domain import rich_text
from bot.domain.errors import BadInput, TooManyChosen
from bot.domain.matching import Material, evidence
from bot.domain.must_have import (
    FEWEST,
    OFFERED_MOST,
    POINT_MOST,
    about_the_person,
    below,
    suggested,
    typed,
)
from bot.domain.vacancy import MUST_HAVES_MOST, Vacancy
from tests import views as samples
from tests.views import vacancy

YEAR = 2026
UKRAINIAN = """Шукаємо менеджера в команду.
<b>Обов'язки:</b>
• продавати
<b>Вимоги:</b>
• досвід у продажах від 2 років;
• знання CRM
• англійська B1
• вік до 35 років
• водійські права категорії B (власне авто — перевага, але не обов'язково, пальне компенсуємо)
<b>Умови:</b>
• офіс на Подолі"""


def close(one: str, other: str) -> bool:
    return fuzz.ratio(one, other) >= 86


def shown(must_have: str, *lines: str) -> str | None:
    return evidence(must_have, Material.saying(lines, YEAR), close)


def ad(text: str, title: str = "Менеджер") -> Vacancy:
    return vacancy("x").titled(title).worded(rich_text.from_message(text))


# -- what is suggested ------------------------------------------------------------------------


def test_what_stands_under_requirements_is_suggested_without_ages() -> None:
    assert suggested(ad(UKRAINIAN)) == [
        "досвід у продажах від 2 років",
        "знання CRM",
        "англійська B1",
        "водійські права категорії B",
    ]


@pytest.mark.parametrize(
    ("text", "points"),
    [
        (
            "Требования:\n1. опыт от 1 года\n2. Excel\n3. грамотная речь\nУсловия:\n1. офис",
            ["опыт от 1 года", "Excel", "грамотная речь"],
        ),
        (
            "Requirements\n- English B2\n- Python\n- SQL\n\nWe offer:\n- a desk",
            ["English B2", "Python", "SQL"],
        ),
        (
            "Вимоги: CRM, англійська B1, водійські права.",
            ["CRM", "англійська B1", "водійські права"],
        ),
        (
            "Потрібна людина, що знає Excel і 1С та має водійські права.",
            ["Excel", "1С", "водійські права"],
        ),
        (
            "Візьмемо зі знанням фотошопу, логістики та Figma",
            ["фотошоп", "логістика", "Figma"],
        ),
        ("Приходьте, буде цікаво.", []),
        ("", []),
    ],
)
def test_suggestions_of_other_texts(text: str, points: list[str]) -> None:
    found = ad(text) if text else vacancy("x").titled("Менеджер")
    assert suggested(replace(found, description=found.description if text else "")) == points


def test_no_more_is_suggested_than_a_phone_shows_and_each_is_short() -> None:
    many = "Вимоги:\n" + "\n".join(f"• навичка номер {at} " + "дуже " * 20 for at in range(30))
    found = suggested(ad(many))
    assert len(found) <= OFFERED_MOST
    assert all(len(one) <= POINT_MOST for one in found)


# -- what is typed ----------------------------------------------------------------------------


def test_points_are_typed_one_a_line_or_with_commas() -> None:
    assert typed(" CRM, англ. B1;\n• водійські права.") == ["CRM", "англ. B1", "водійські права"]
    assert typed("Англійська, B1, CRM") == ["Англійська, B1", "CRM"]
    assert typed("<b>CRM</b>") == ["<b>CRM</b>"]
    with pytest.raises(BadInput) as many:
        typed("\n".join(f"пункт {at}" for at in range(9)))
    assert (many.value.text_id, many.value.values()) == ("bad-must-many", {"most": 7, "count": 9})


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (" , ;", "must-empty"),
        ("х" * (POINT_MOST + 1), "must-long"),
        ("до 35 років", "must-person"),
        ("CRM, тільки дівчата", "must-person"),
        ("Вік", "must-person"),
        ("жінка", "must-person"),
        ("Фото обов'язково", "must-person"),
        ("приємна зовнішність", "must-person"),
        ("ім'я Олена", "must-person"),
        ("молода", "must-person"),
        ("young", "must-person"),
        ("Пол женский", "must-person"),
        ("without children", "must-person"),
    ],
)
def test_what_asks_who_somebody_is_is_refused(text: str, problem: str) -> None:
    with pytest.raises(BadInput) as refused:
        typed(text)
    assert refused.value.problem == problem


@pytest.mark.parametrize(
    "text",
    ["Фотозйомка", "Photoshop", "досвід до 5 років", "робота з людьми похилого віку", "імпорт"],
)
def test_what_only_sounds_like_it_is_taken(text: str) -> None:
    assert about_the_person(text) == ""


def test_seven_at_most_and_the_threshold_stays_among_them() -> None:
    seven = vacancy("x").asking([str(at) for at in range(MUST_HAVES_MOST)]).pushing(6)
    assert seven.push_from == 6
    assert seven.asking(["1", "2", "3"]).push_from == FEWEST
    assert seven.asking([]).push_from is None
    assert seven.pushing(0).push_from is None
    with pytest.raises(TooManyChosen):
        seven.asking([*seven.must_haves, "one more"])


def test_below_the_threshold_is_who_was_compared_and_has_too_few() -> None:
    assert below(2, 3)
    assert not below(3, 3)
    assert not below(0, None)
    assert not below(None, 3)


# -- what a line shows ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("must_have", "line"),
    [
        # word forms, in three languages
        ("Переговори", "ведення переговорів з постачальниками"),
        ("Переговори", "ведение переговоров с поставщиками"),
        ("Negotiations", "negotiation with suppliers"),
        ("Комунікабельність", "комунікабельна, відповідальна"),
        ("Комунікабельність", "комунікабелность"),
        ("Навички монтажу відео", "Монтаж відео у Premiere"),
        ("Досвід бариста", "Бариста, 2021–2024"),
        # the same thing in other words
        ("Водійські права", "Водительское удостоверение есть"),
        ("Driving licence", "Права категорії В, стаж 5 років"),
        ("CRM", "Працювала з Bitrix24"),
        ("Знання CRM", "СРМ-системи"),
        ("Excel, 1С", "Excel; BAS Бухгалтерія"),
        ("Вища освіта", "КПІ, магістр, 2018"),
        ("Керування командою", "керувала відділом із 8 осіб"),
        ("Латте-арт", "лате арт"),
        ("Готовність до відряджень", "командировки — да"),
        ("Санітарна книжка", "є медкнижка"),
        ("Досвід холодних дзвінків", "делал холодные звонки"),
        ("Photoshop або Figma", "Фігма, Canva"),
        ("C++", "C++, Qt"),
        (".NET", "ASP.NET, .NET Core"),
        # levels
        ("Англійська B1", "English — B2"),
        ("Англійська, B1", "Английский — Upper-Intermediate"),
        ("Англійська не нижче B1", "Англійська: середній"),
        ("Англійська", "Англійська — базова"),
        # years
        ("Досвід у продажах від 2 років", "Досвід продажів 3 роки"),
        ("Досвід роботи від 2 років", "2019 – 2023, Епіцентр"),
        ("Досвід роботи від 2 років", "Загальний стаж 6 років"),
        # what is not there
        ("Excel", "Прав немає, Excel знаю"),
        ("Excel", "Немає досвіду, але Excel знаю добре"),
        ("холодні дзвінки", "не боюся холодних дзвінків"),
        ("Без шкідливих звичок", "без шкідливих звичок"),
    ],
)
def test_a_line_shows_it(must_have: str, line: str) -> None:
    assert shown(must_have, "Про себе", line) == line


@pytest.mark.parametrize(
    ("must_have", "line"),
    [
        ("Водійські права", "Без водійських прав"),
        ("Водійські права", "Прав немає, Excel знаю"),
        ("Водійські права", "Немає авто, прав"),
        ("Водійські права", "Водійські права: ні"),
        ("Водительские права", "Водительских прав нет"),
        ("Driving licence", "I don't have a driving licence"),
        ("Driving licence", "No driving licence"),
        ("Водійські права кат. C", "Права категорії В"),
        ("Excel", "Excel не знаю"),
        ("Excel", "хочу навчитися працювати в Excel"),
        ("Досвід продажів", "без досвіду продажів"),
        ("Англійська B1", "Англійська: A2"),
        ("Англійська B1", "Англійська мова"),
        ("English B1", "Німецька B2, англійська A1"),
        ("Bitrix24", "досвід з CRM"),
        ("Java", "JavaScript"),
        ("C#", "C++"),
        ("Excel і 1С", "тільки Excel"),
        ("Досвід у продажах від 2 років", "Досвід продажів 1 рік"),
        ("Досвід роботи від 2 років", "2012 – 2017 КПІ, університет"),
        ("Без шкідливих звичок", "шкідливі звички є"),
    ],
)
def test_a_line_does_not_show_it(must_have: str, line: str) -> None:
    assert shown(must_have, line) is None


def test_years_are_read_from_the_dates_beside_the_work() -> None:
    lines = ("2020 – зараз", "Менеджер з продажу, «Епіцентр»")
    assert shown("Продажі від 3 років", *lines) == lines[1]
    assert shown("Продажі від 9 років", *lines) is None


def test_two_points_in_one_may_stand_in_two_lines() -> None:
    assert shown("Excel та 1С", "Excel", "BAS") == "Excel"


def test_nothing_is_compared_with_who_somebody_is() -> None:
    one = replace(
        samples.application("x"),
        name="Роман Коваль",
        resume_text="Роман Коваль\nВік: 31\nСтать: чоловіча\nДата народження: 1.1.1995\nExcel",
        skills=("1С",),
        position="Логіст",
        letter="Добрий день.\nЗнаю Python.",
        birth_date="1995-01-01",
    )
    material = Material.of(one, YEAR)
    lines = [line for line, _ in material.lines]
    assert lines == ["Excel", "1С", "Логіст", "Добрий день.", "Знаю Python."]


def test_a_long_resume_is_read_by_sentences() -> None:
    line = "Дуже довга розповідь про те, що було колись. " * 8 + "Знаю Excel добре. " + "І ще. " * 9
    one = replace(samples.application("x"), resume_text=line, skills=(), position=None, letter=None)
    assert evidence("Excel", Material.of(one, YEAR), close) == "Знаю Excel добре."
