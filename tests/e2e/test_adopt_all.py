"""Ads that were live before the bot came: found, linked together, their past told as one list."""

import pytest

from tests.e2e import people, steps
from tests.e2e.house import Outside
from tests.e2e.mornings import State
from tests.phone import Phone

pytestmark = pytest.mark.begins(State.BEGUN)


async def _lived(outside: Outside) -> list[int]:
    """Nine ads of the cabinet; six people have answered the first two."""
    ads = []
    for number in range(9):
        ad = {"login": people.LOGIN, "name": f"Посада {number}", "publication": "standart_job"}
        ads.append(int((await outside.work_ua.control("POST", "/jobs", ad))["id"]))
    for number in range(6):
        await steps.respond(outside, ads[number % 2], type="easy", text="", fio=f"Давня {number}")
    return ads


async def test_ads_found_in_a_new_account_are_adopted_with_their_past(
    phone: Phone, outside: Outside
) -> None:
    ads = await _lived(outside)
    await steps.connect(phone)
    found = await phone.see("Посада 4")
    assert "… і ще 4" in steps.flat(found.text)
    await steps.tap(phone, "Пізніше", "Оголошення чекатимуть тут")
    await steps.tap(phone, "Не підключено оголошень: 9", "Сторінка 1 з 2")
    await steps.tap(phone, "Обрати", "Позначте оголошення")
    await steps.tap(phone, "▫️ Посада 0", "Позначте оголошення")
    await steps.tap(phone, "▫️ Посада 1", "Позначте оголошення")
    await steps.see_button(phone, "Підключити обрані: 2")
    await steps.tap(phone, "2 ▶", "Сторінка 2 з 2")
    await steps.tap(phone, "▫️ Посада 8", "Сторінка 2 з 2")
    await steps.tap(phone, "Підключити обрані: 3", "Які відгуки принести?")
    await steps.say(phone, "колись", "Не розумію дату")
    await steps.tap(phone, "Усі", "Підключено: 3 з 3")
    told = await phone.see("Давня 0")
    assert all(f"Давня {number}" in told.text for number in range(6))
    assert not [one for one in await phone.messages() if one.by_bot and "🆕" in one.text]
    await steps.respond(outside, ads[8], type="easy", text="", fio="Нова Людина")
    assert "🆕" in (await phone.see("Нова Людина")).text
    await steps.say(phone, "/accounts", "Акаунти роботодавця")
    await steps.tap(phone, "Ромашка", "Логін: ol•••")
    await steps.tap(phone, "Не підключено оголошень: 6", "Оберіть")
    await steps.tap(phone, "Підключити всі 6", "Які відгуки принести?")
    await steps.tap(phone, "Лише нові", "Підключено: 6 з 6")
    page = await steps.tap(phone, "Публікації", "Сторінка 1 з 2")
    assert page.text.count("🟢") == 8
