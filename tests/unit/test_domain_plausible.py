"""What can be a city, and what a contact: by their shape alone."""

import pytest

from bot.domain.plausible import first_part, like_a_city, like_a_contact


@pytest.mark.parametrize(
    "typed",
    [
        "Київ",
        "Кривий Ріг",
        "Івано-Франківськ",
        "Кам'янець-Подільський",
        "Київ, Поділ",
        "м. Львів",
        "Новий Двір Мазовецький",
        "Одеса (центр)",
        "New York",
        "Києв",
    ],
)
def test_a_city_is_a_few_words(typed: str) -> None:
    assert like_a_city(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "Шукаємо людину в команду",
        "Працюємо з 9 до 18",
        "@hr_romashka",
        "Київ. Поділ",
        "Де завгодно!",
        "https://work.ua/jobs/1",
        "ol@example.com",
        "Уся Україна.",
    ],
)
def test_a_sentence_or_an_address_is_no_city(typed: str) -> None:
    assert not like_a_city(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "Олена, +380 44 000 00 00",
        "0440000000",
        "044 000-00-00",
        "ol@example.com",
        "HR @romashka_hr",
        "(044) 000 00 00, Ігор",
        "t.me/romashka_hr",
        "тел.+380440000000",
    ],
)
def test_a_contact_has_a_phone_an_address_or_a_name_to_write_to(typed: str) -> None:
    assert like_a_contact(typed)


@pytest.mark.parametrize("typed", ["так", "Олена", "12", "2026", "дзвоніть", "@", "Олена 25 років"])
def test_a_mere_word_is_no_contact(typed: str) -> None:
    assert not like_a_contact(typed)


def test_a_part_of_a_city_is_looked_for_by_the_city() -> None:
    assert [first_part(one) for one in ("Київ, Поділ", "Одеса (центр)", "Львів")] == [
        "Київ",
        "Одеса",
        "Львів",
    ]
