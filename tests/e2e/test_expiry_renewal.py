"""An ad is about to end, and ends: its owner hears of both, and one tap begins its next term."""

import pytest

from tests.e2e import steps
from tests.e2e.conftest import Opener
from tests.e2e.house import Outside
from tests.e2e.mornings import State, olena, open_page

pytestmark = pytest.mark.begins(State.PUBLISHED)
ENDS, ENDED = "Оголошення закінчується", "Строк оголошення вийшов"


async def test_the_end_is_told_before_and_when_it_comes_and_a_tap_renews_the_ad(
    outside: Outside, open_house: Opener
) -> None:
    house = await open_house()
    phone = await olena(outside)
    await open_page(phone, State.PUBLISHED)
    state = f"/jobs/{(await steps.job(outside)).id}/state"
    await outside.work_ua.control("POST", state, {"state": "ends_in", "days": 2})
    news = await phone.see(ENDS)
    assert "Лишилося 2 дні" in news.text
    status = await steps.say(phone, "/status", "Публікації")
    assert "⌛ ще 2 дні" in status.text
    before = await steps.balance(outside)
    await phone.tap("Опублікувати знову", message_id=news.message_id)
    await phone.see("Зараз діє до")
    await steps.tap(phone, "Опублікувати", "Стан: 🟢 Опубліковано\n")  # without ⌛
    left = await steps.balance(outside)
    assert left["standart_job"] == before["standart_job"] - 1
    await house.restart()
    await outside.work_ua.control("POST", state, {"state": "expire"})
    await phone.see(ENDED)
    before = await steps.balance(outside)
    await steps.tap(phone, "Опублікувати знову", "Так буде на")
    await phone.see("Спишеться 1 публікація")
    await steps.tap(phone, "Опублікувати", "Стан: 🟢 Опубліковано")
    assert (await steps.job(outside)).active
    left = await steps.balance(outside)
    assert left["standart_job"] == before["standart_job"] - 1
    said = [one.text for one in await phone.messages() if one.by_bot]
    assert [sum(words in one for one in said) for words in (ENDS, ENDED)] == [1, 1]
