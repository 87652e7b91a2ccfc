"""What a group may read of a candidate."""

import pytest

from bot.domain.masking import HIDDEN, masked_name, scrubbed


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Олена Коваль", "Олена К."),
        ("Коваль Олена", "Олена К."),
        ("Канарейко Олена Іванівна", "Олена К."),
        ("ОЛЕНА  коваль", "Олена К."),
        ("Олена Іванівна Канарейко", "Олена К."),
        ("Мар’яна Д'яченко", "Мар’яна Д."),
        ("John Smith", "John S."),
        ("Олена", "Олена"),
        # nothing says which word is the surname: no word is shown
        ("Шевчук Мартин", "Ш. М."),
        ("Іван Роман", "І. Р."),
        ("Коваль", "К."),
        ("Роман Іван Петрович", "Іван Р."),
        ("Олена 0501234567", "Олена"),
        ("+380501234567", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_a_name_is_the_given_one_and_an_initial(name: str | None, shown: str) -> None:
    assert masked_name(name) == shown


@pytest.mark.parametrize(
    "contact",
    [
        "050 713-55-91",
        "(067) 123 45 67",
        "+38(067)1234567",
        "671234567",
        "067-1234567",
        "o.koval@example.com",
        "пошта@приклад.укр",
        "@olena_koval",
        "t.me/olena",
        "https://example.com/cv?id=1",
    ],
)
def test_a_contact_in_a_text_is_hidden(contact: str) -> None:
    assert scrubbed(f"Пишіть {contact} зранку") == f"Пишіть {HIDDEN} зранку"


@pytest.mark.parametrize(
    "text",
    ["25000-40000 грн", "30 000 – 40 000 ₴", "2022-2024 Епіцентр", "C++, 1С 8.3, B2B", "6 років"],
)
def test_pay_years_and_skills_stay(text: str) -> None:
    assert scrubbed(text) == text
