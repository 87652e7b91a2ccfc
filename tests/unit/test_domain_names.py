"""Names of one person across alphabets, short forms, order and slips; and of two people."""

import pytest

from bot.domain.names import compatible, sounds


@pytest.mark.parametrize(
    "spellings",
    [
        "Сергій Serhii Serhiy Sergii Serhij",
        "Сергей Sergey Sergei Sergej",
        "Юлія Yuliia Yulia Julia Iuliia Юлия",
        "Наталія Наталя Наталья Nataliia Natalya",
        "Євген Yevhen Evgen Ievgen",
        "Щербак Shcherbak Scherbak Ščerbak",
        "Жук Zhuk Žuk",
        "Цимбалюк Tsymbaliuk Tsymbalyuk",
        "Мар'яна Мар’яна Maryana Mariana",
        "Х'юстон Khiuston",
    ],
)
def test_a_word_sounds_the_same_in_every_alphabet(spellings: str) -> None:
    assert len({sounds(word) for word in spellings.split()}) == 1


def test_letters_in_two_characters_are_those_in_one() -> None:
    assert sounds("Сергі\u0438\u0306") == sounds("Сергій")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Олена Коваль", "Коваль Олена"),
        ("Олена Коваль", "OLENA KOVAL"),
        ("Олена Коваль", "Елена Коваль"),
        ("Олена Коваль", "Лена"),
        ("Олена Коваль", "Олена Петренко"),  # she married
        ("Олександр Бондар", "Саша Бондарь"),
        ("Dmytro Bondar", "Дмитрий Бондарь"),
        ("Коваль Олена Іванівна", "Елена Ивановна Коваль"),
        ("Олнеа Коваль", "Олена Коваль"),
        ("Алена Коваль", "Альона Коваль"),
        ("Роман Іван", "Іван Роман"),
        ("Джамшид Рахімов", "Рахимов Джамшид"),
        ("Анна-Марія Коваль", "Марія-Анна Коваль"),
    ],
)
def test_names_of_one_person_agree(one: str, other: str) -> None:
    assert compatible(one, other)
    assert compatible(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Олена Коваль", "Андрій Коваль"),
        ("Олександр Коваль", "Олександра Коваль"),
        ("Саша Ковальська", "Олександр Ковальський"),
        ("Іван Петрович Коваль", "Іван Іванович Коваль"),
        ("О. Коваль", "Олена Коваль"),
        ("О. Коваль", "О. Коваль"),  # a father and a son
        ("Коваль О.В.", "Коваль О. В."),
        ("Коваль", "Олена Коваль"),
        ("Коваль", "Коваль"),
        ("Марко Роман", "Олена Роман"),
        ("Марко Роман", "Роман Коваль"),
        ("Аліна Коваль", "Еліна Коваль"),
        ("Яна Коваль", "Ян Коваль"),
        ("Андрій Павлов", "Павло Ткач"),
        ("Джамшид Рахімов", "Рустам Рахімов"),
        ("", "Олена Коваль"),
        (None, None),
        ("+380 67 123", "🙂"),
        ("Людина Приклад1", "Людина Приклад2"),
        ("Кандидат 7", "Кандидат 7"),
    ],
)
def test_what_may_be_two_people_does_not_agree(one: str | None, other: str | None) -> None:
    assert not compatible(one, other)
    assert not compatible(other, one)


def test_an_endless_name_is_read_in_no_time() -> None:
    assert not compatible("Ю " * 100_000, "Олена" * 10_000)
