"""Three sites by one confirm, in a browser: at most twelve taps, one refusal, then an edit for all.

`make screens` keeps the pictures in docs/screens.
"""

from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.e2e import steps
from tests.e2e.conftest import Opener
from tests.e2e.glass import Glass, glass
from tests.e2e.house import TOKEN, Outside
from tests.e2e.mornings import RECRUITER, State
from tests.e2e.three import on_three_sites

pytestmark = [
    pytest.mark.browser,
    pytest.mark.long,
    pytest.mark.begins(State.WRITTEN),
]

BOT_ID = TOKEN.partition(":")[0]
MOST_TAPS = 12
MISSED = 3


async def test_three_sites_in_the_browser(
    outside: Outside, open_house: Opener, chromium: Browser, screens: Path
) -> None:
    await on_three_sites(outside, open_house)
    address = f"{outside.telegram.base}/#{RECRUITER}/{BOT_ID}"
    async with glass(chromium, address, screens) as one:
        async with one.step("three accounts at once"):
            await _choose(one)
        async with one.step("only what is missing"):
            await _walk(one)
        async with one.step("one confirm, one refusal"):
            await _confirm(one, outside)
        async with one.step("fixed right there"):
            await _fix(one)
        async with one.step("an edit for all"):
            await _edit(one)
        async with one.step("a close that asks twice"):
            await _close(one)
        async with one.step("inactive and back"):
            await _back(one, outside)


async def _choose(one: Glass) -> None:
    await one.see("Ще ніде не опубліковано")
    await one.choose("📣 Опублікувати", "Від якого акаунта")
    await one.choose("На кілька сайтів одразу", "Де опублікувати?")
    await one.shot("19-targets")
    await one.choose("Далі (3)", "Від однієї до трьох")


async def _walk(one: Glass) -> None:
    await one.choose("IT, комп'ютери, інтернет", "Обрано: IT")
    await one.shot("20-target-field")
    await one.choose("Готово", "Тип публікації")
    await one.choose("Стандарт", "Напишіть слово з назви")
    await one.answer("менеджер", "За запитом «менеджер»")
    await one.choose("Менеджер по продажам", "Тип публікації")
    await one.choose("Стандарт", "Robota.ua · Тип публікації")
    await one.choose("Бізнес", "Одним підтвердженням")
    await one.shot("21-targets-preview")


async def _confirm(one: Glass, outside: Outside) -> None:
    words = {"id": "choose_category", "message": "оберіть іншу категорію"}
    body = {"status": "error", "errors": [words]}
    await outside.work_ua.fault(
        path="/jobs$", method="POST", kind="status", status=400, body=body, times=1
    )
    await one.choose("Опублікувати (3)", "Готово: 2 з 3")
    assert one.taps <= MOST_TAPS, one.taps
    await one.shot("22-progress")


async def _fix(one: Glass) -> None:
    await one.choose("Work.ua: Категорія", "Від однієї до трьох")
    await one.choose("Стор. 2", "Обрано")
    await one.choose("Медицина", "Медицина, фармацевтика")
    await one.choose("Готово", "Так буде на")
    await one.choose("📣 Опублікувати", "Готово: 3 з 3")


async def _edit(one: Glass) -> None:
    await one.choose("🗂 Вакансія", "вести клієнтів")
    await one.choose("✏️ Назва", "Як називається посада?")
    await one.answer("Старший менеджер", "Зміни ще не на сайті")
    await one.shot("36-vacancy-changed")
    await one.choose("🟢 Work.ua", "Стан: 🟢 Опубліковано")
    await one.shot("23-publication-changed")
    await one.choose("Зберегти зміни…", "Що зміниться на сайті")
    await one.shot("24-edit")
    await one.choose("Зберегти на сайтах: 3", "Готово: 3 з 3")


async def _close(one: Glass) -> None:
    await one.choose("🗂 Вакансія", "вести клієнтів")
    await one.choose("🟢 HeadHunter", "Стан: 🟢 Опубліковано")
    await one.choose("Закрити", "назавжди")
    await one.shot("25-close")
    await one.choose("Ні, лишити", "Стан: 🟢 Опубліковано")


async def _back(one: Glass, outside: Outside) -> None:
    await one.choose("🗂 Вакансія", "вести клієнтів")
    await one.choose("🟢 Work.ua", "Стан: 🟢 Опубліковано")
    await one.choose("Зупинити синхронізацію", "⏸ Неактивна")
    ad = (await steps.job(outside)).id
    for number in range(MISSED):
        await steps.respond(outside, ad, fio=f"Приклад Людина{number}", type="easy", text="")
    await one.choose("Відновити синхронізацію", "Стан: 🟢 Опубліковано")
    await one.see("Поки відгуки не приходили")
    await one.shot("26-missed")
    await one.tap("Приклад Людина1")
    await one.see("🆕 Приклад Людина1")
