"""A draft that nobody wants any more is deleted on its site and here, by one tap."""

import pytest

from tests.e2e import steps
from tests.e2e.house import Outside
from tests.e2e.mornings import State
from tests.phone import Phone

pytestmark = pytest.mark.begins(State.WRITTEN)


async def test_a_draft_is_deleted_there_too(phone: Phone, outside: Outside) -> None:
    await steps.say(phone, "/vacancies", "Вакансії")
    await steps.tap(phone, steps.TITLE, "Ще ніде не опубліковано")
    await steps.prepare(phone)
    await steps.tap(phone, "Як чернетку", "🔗")
    asked = await steps.tap(phone, "Забути чернетку", "якщо не видалити її й там")
    assert "Так, забути" in " ".join(asked.buttons)
    page = await steps.tap(phone, "Видалити й на Work.ua", "Чернетку видалено тут і на")
    assert "Ще ніде не опубліковано" in page.text
    assert (await steps.job(outside)).deleted
    assert "Повернути" not in " ".join(page.buttons)
