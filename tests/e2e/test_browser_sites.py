"""A recruiter in a browser with two employer accounts of each site, and one vacancy for all three.

`make screens` keeps the pictures in docs/screens.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.e2e import steps
from tests.e2e.conftest import Opener
from tests.e2e.glass import Glass, glass
from tests.e2e.house import TOKEN, Outside, door
from tests.e2e.mornings import RECRUITER, olena

pytestmark = [pytest.mark.browser, pytest.mark.long]

WITHOUT_POLLS = "1440"
"""Minutes between two syncs: candidates come when she asks, or when the site calls."""
COMPANIES = {"Ромашка": "romashka", "Кава": "kava"}
"""What she calls an account, and the password of the company's users at all sites."""
FORMS = {"Work.ua": "demo", "Robota.ua": "hr"}
"""Sites whose logins are typed, and how those of the invented companies begin."""
TYPES = {"Work.ua": "Стандарт", "Robota.ua": "Бізнес", "HeadHunter": "Стандарт"}
"""Each site's type of publication that both companies have."""
CARDS = {
    "Work.ua": ("Приклад Олена Іванівна", "https://www.work.ua/"),
    "Robota.ua": ("Макетна Ірина", "https://robota.ua/"),
    "HeadHunter": ("Приклад Айгуль", "https://hh.kz/resume/"),
}
"""Whom each site brings, and where the card's button leads."""
UNWANTED: Mapping[str, Mapping[str, bool | int]] = {
    "Списка": {"barred": True},
    "Одразу": {"folder": 7},
}
"""On Robota.ua: who is on the employer's black list, and who is rejected there."""


async def test_six_accounts_and_a_vacancy_on_three_sites_in_the_browser(
    open_house: Opener, outside: Outside, chromium: Browser, screens: Path
) -> None:
    for emulator in outside.sites.values():
        await emulator.control("POST", "/demo")
    client = await outside.clients()
    await open_house(**door(), **client, SYNC_INTERVAL=WITHOUT_POLLS)
    await steps.begin(await olena(outside))
    address = f"{outside.telegram.base}/#{RECRUITER}/{TOKEN.partition(':')[0]}"
    async with glass(chromium, address, screens) as one:
        await one.see("Почнімо")
        async with one.step("two accounts of each site that takes a password"):
            for site in FORMS:
                for label in COMPANIES:
                    await _connect(one, site, label)
        async with one.step("two accounts of HeadHunter, by its own page"):
            await _switch_on(one)
            for label in COMPANIES:
                await _log_in(one, label)
            await one.choose("Назад", "Акаунти роботодавця")
            await one.shot("30-accounts")
        async with one.step("one vacancy"):
            await _write(one)
        async with one.step("it goes to all three sites"):
            for site in TYPES:
                await _publish(one, site)
        async with one.step("a draft of it on each"):
            for site in TYPES:
                await _save(one, site)
            await one.shot("32-vacancy-everywhere")
        async with one.step("candidates of each"):
            await _candidates(one, outside)
        async with one.step("all publications"):
            await _status(one)


# -- accounts -----------------------------------------------------------------------------


async def _add(one: Glass) -> None:
    """From wherever she is to the choice of a site."""
    await one.answer("/accounts", "Акаунти роботодавця")
    await one.choose("Додати акаунт", "Який сайт підключаємо?")


async def _connect(one: Glass, site: str, label: str) -> None:
    company = COMPANIES[label]
    await _add(one)
    await one.choose(site, "логін (e-mail)")
    await one.answer(f"{FORMS[site]}@{company}.example", f"пароль від {site}")
    await one.answer(company, "Як називати цей акаунт?")
    await one.answer(label, f"Тепер це «{label}»")
    await one.reads(f"{label} · {site}")


async def _switch_on(one: Glass) -> None:
    await _add(one)
    await one.choose("Інші сайти", "лише якщо ви їх увімкнете")
    await one.choose("HeadHunter", "належить російській компанії")
    await one.shot("27-other-site")
    await one.choose("Пропонувати HeadHunter", "HeadHunter тепер можна підключати")


async def _log_in(one: Glass, label: str) -> None:
    """She types her password on the site's page alone, and clicks `allow` there."""
    company = COMPANIES[label]
    await _add(one)
    await one.choose("HeadHunter", "відкриється сторінка HeadHunter")
    page = await one.follow("Увійти на HeadHunter")
    await page.get_by_placeholder("Почта").fill(f"kadry@{company}.example")
    await page.get_by_placeholder("Пароль").fill(company)
    await one.keep("28-login-page", page)
    await page.get_by_role("button", name="Разрешить").tap()
    await page.get_by_text("Поверніться в чат").wait_for()
    await one.keep("29-way-back", page)
    await page.close()
    await one.see("Як називати цей акаунт?")
    await one.answer(label, f"Тепер це «{label}»")
    await one.reads(f"{label} · HeadHunter")


# -- one vacancy --------------------------------------------------------------------------


async def _write(one: Glass) -> None:
    await one.answer("/new", "крок 1/8")
    await one.answer(steps.TITLE, "крок 2/8")
    await one.answer(steps.DESCRIPTION, "крок 3/8")
    await one.answer("Київ", "крок 4/8")
    await one.choose("Повна зайнятість", "крок 5/8")
    await one.choose("Від 1 року", "крок 6/8")
    await one.answer("25-40 тис", "крок 7/8")
    await one.choose("Пропустити", "крок 8/8")
    await one.choose("Пропустити", "Ще ніде не опубліковано")


async def _preview(one: Glass, site: str, label: str) -> None:
    """From the vacancy to what the site will show, with what the site alone asks for."""
    await one.choose("📣 Опублікувати", "Від якого акаунта публікуємо?")
    if site == "HeadHunter" and label == "Ромашка":
        await one.shot("31-whose-account")
    account = f"{site} · {label}"
    if site == "Work.ua":
        await one.choose(account, "Від однієї до трьох")
        await one.choose("IT, комп'ютери, інтернет", "Обрано: IT")
        await one.choose("Готово", f"Так буде на {account}")
        return
    await one.choose(account, f"Так буде на {account}")
    if site == "HeadHunter" and label == "Ромашка":  # a draft may lack it
        await one.choose("Професійна роль", "Напишіть слово з назви")
        await one.choose("Менеджер по продажам", f"Так буде на {account}")


async def _publish(one: Glass, site: str) -> None:
    await _preview(one, site, "Ромашка")
    await one.choose("Опублікувати", "Тип публікації")
    await one.choose(TYPES[site], "Спишеться 1 публікація")
    await one.choose("Опублікувати", "Стан: 🟢 Опубліковано")
    await one.reads(f"{site} · Ромашка")
    await one.choose("Вакансія", "💰 25 000 – 40 000")


async def _save(one: Glass, site: str) -> None:
    await _preview(one, site, "Кава")
    await one.choose("Як чернетку", "Чернетку збережено на сайті")
    await one.reads("Стан: 📝 Чернетка")
    await one.choose("Вакансія", "💰 25 000 – 40 000")


async def _status(one: Glass) -> None:
    await one.answer("/status", "📣 Публікації")
    for site in TYPES:
        await one.reads(f"📥 1\n{site} · Ромашка")
        await one.reads(f"📥 0\n{site} · Кава")
        for mark in "🟢📝":
            await one.message.locator(".key", has_text=f"{mark} {steps.TITLE} · {site}").wait_for()
    await one.shot("35-all-sites")


# -- candidates ---------------------------------------------------------------------------


async def _candidates(one: Glass, outside: Outside) -> None:
    """The first invented one of each site; HeadHunter's comes unasked."""
    for name, more in UNWANTED.items():
        await outside.sites["robota_ua"].control("POST", "/responses", {"fio": name, **more})
    for emulator in outside.sites.values():
        await emulator.control("POST", "/demo/candidate", {})
    await one.see(CARDS["HeadHunter"][0])
    await one.answer("/sync", "📥 2 нові відгуки")
    for site in CARDS:
        await _card(one, site)
    for name in UNWANTED:
        assert await one.page.locator(".messages article", has_text=name).count() == 0


async def _card(one: Glass, site: str) -> None:
    name, address = CARDS[site]
    await one.see(f"🌐 {site} · Ромашка")
    await one.reads(name)
    assert (await one.file(name)).startswith(b"%PDF")
    if site != "Work.ua":
        await one.shot({"Robota.ua": "33-robota-card", "HeadHunter": "34-headhunter-card"}[site])
    await one.tap("На сайті")
    asked = one.page.get_by_role("alertdialog")
    await asked.get_by_text(address).wait_for()
    await asked.get_by_role("button", name="Скасувати").tap()
