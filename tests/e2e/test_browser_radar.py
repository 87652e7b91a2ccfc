"""Ads that lived before the bot came, and what befalls them later, in a browser.

`make screens` keeps the pictures in docs/screens.
"""

from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.e2e import people, steps
from tests.e2e.conftest import Opener
from tests.e2e.glass import Glass, glass
from tests.e2e.house import TOKEN, Outside
from tests.e2e.mornings import RECRUITER, State, olena

pytestmark = [
    pytest.mark.browser,
    pytest.mark.long,
    pytest.mark.thorough,
    pytest.mark.begins(State.BEGUN),
]

TITLES = ("Бариста", "Кухар", "Пекар", "Кондитер", "Офіціант")
A_WHILE = 2400
"""Emulated seconds that the site takes for one of the ads, more than anybody waits for."""


async def test_ads_are_adopted_and_watched_in_the_browser(
    outside: Outside, open_house: Opener, chromium: Browser, screens: Path
) -> None:
    ads = await _lived(outside)
    await open_house()
    phone = await olena(outside)
    address = f"{outside.telegram.base}/#{RECRUITER}/{TOKEN.partition(':')[0]}"
    async with glass(chromium, address, screens) as one:
        async with one.step("the offer to adopt what is up"):
            await steps.connect(phone)
            await _offer(one)
        async with one.step("its progress, left before its end"):
            await _adopt(one, outside)
        async with one.step("an ad that is about to end"):
            await _turn(outside, ads[0], {"state": "ends_in", "days": 2})
            await one.see("Оголошення закінчується")
            await one.shot("42-ad-ends")
        async with one.step("an ad that the moderators took down"):
            await _turn(outside, ads[1], {"state": "block"})
            await one.see("Сайт зняв оголошення")
            await one.shot("43-ad-refused")
        async with one.step("a list narrowed"):
            await _narrow(one)


async def _lived(outside: Outside) -> list[int]:
    """Ads of the cabinet; eight people have answered the first two, two without their names."""
    ads = []
    for title in TITLES:
        ad = {"login": people.LOGIN, "name": title, "publication": "standart_job"}
        ads.append(int((await outside.work_ua.control("POST", "/jobs", ad))["id"]))
    for number in range(8):
        name = f"Приклад Давня{number}" if number > 1 else ""
        await steps.respond(outside, ads[number % 2], type="easy", text="", fio=name)
    return ads


async def _turn(outside: Outside, ad: int, state: dict[str, str | int]) -> None:
    await outside.work_ua.control("POST", f"/jobs/{ad}/state", state)


async def _offer(one: Glass) -> None:
    await one.see("Бариста")
    await one.shot("37-adopt-offer")
    await one.choose("Підключити всі 5", "Які відгуки принести?")
    await one.shot("38-adopt-history")


async def _adopt(one: Glass, outside: Outside) -> None:
    await outside.work_ua.fault(path="/jobs/my", kind="delay", seconds=A_WHILE, skip=3, times=1)
    await one.choose("Усі", "Підключаю:")
    await one.shot("39-adopt-progress")
    await one.choose("Акаунт", "Логін:")
    await one.see("Підключено: 5 з 5")
    await one.shot("40-adopt-summary")
    await one.see("відгуків за минулий час")
    await one.shot("41-adopt-past")


async def _narrow(one: Glass) -> None:
    await one.answer("/status", "Публікації")
    await one.choose("Фільтр", "Позначте нижче")
    await one.shot("44-status-filter")
    await one.choose("Мої вакансії", "Показано лише позначене")
    await one.choose("Показати всі", "Кондитер")
