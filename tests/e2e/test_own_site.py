"""A site that is one folder elsewhere: found, connected, published on, its candidates brought."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.cradle import Cradle
from tests.e2e import people, steps
from tests.e2e.conftest import Home
from tests.e2e.house import PACE, OnItsOwn, Outside
from tests.e2e.leaks import search
from tests.emulated import Emulated, running
from tests.own_site import KEY, laid_out
from tests.phone import Phone

LOGIN, PASSWORD = "olena@zrazok.example", people.PASSWORD


@pytest.fixture
async def zrazok(tmp_path: Path) -> AsyncIterator[tuple[Path, Emulated]]:
    """The folder of plug-ins, and the site's emulator with one employer."""
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(laid_out(tmp_path))
        site = await stack.enter_async_context(running(f"sites.{KEY}.emulator:app", pace=PACE))
        user = {"login": LOGIN, "password": PASSWORD, "company": people.ROMASHKA}
        await site.control("POST", "/users", user)
        yield folder, site


@pytest.fixture
async def house(
    zrazok: tuple[Path, Emulated], outside: Outside, home: Home, loaded: Cradle
) -> AsyncIterator[OnItsOwn]:
    """`vidhuk run` that knows the folder and the site's address by its settings alone."""
    folder, site = zrazok
    given = {"SITES_PATH": str(folder), "ZRAZOK_API_URL": site.base}
    one = OnItsOwn(home.folder, outside, home.database, given, cradle=loaded)
    await one.start()
    yield one
    await one.stop()
    assert search(one) == []


async def _connect(phone: Phone) -> None:
    await steps.tap(phone, "Додати акаунт", "Який сайт підключаємо?")
    await steps.tap(phone, "Зразок", "з яким ви входите на Зразок")
    await steps.say(phone, LOGIN, "пароль від Зразка")
    await steps.say(phone, PASSWORD, "Як називати цей акаунт?")
    await steps.say(phone, "Ромашка", "Тепер це «Ромашка»")


async def _publish(phone: Phone, site: Emulated) -> int:
    """As a draft first; the ad's id."""
    await steps.tap(phone, "📣 Опублікувати", "Від якого акаунта")
    await steps.tap(phone, "Зразок · Ромашка", "Тема")
    await steps.tap(phone, "Продажі", "Так буде на")
    await steps.tap(phone, "Як чернетку", "🔗")
    (ad,) = await site.control("GET", "/jobs")
    assert (ad["title"], ad["topic"], ad["active"]) == (steps.TITLE, "1", False)
    await steps.tap(phone, "До публікації", "Так буде на")
    await steps.tap(phone, "Опублікувати", "Стан: 🟢 Опубліковано")
    assert [one["active"] for one in await site.control("GET", "/jobs")] == [True]
    return int(ad["id"])


@pytest.mark.thorough
async def test_a_day_on_a_site_that_nobody_here_knows(
    house: OnItsOwn, outside: Outside, zrazok: tuple[Path, Emulated]
) -> None:
    site = zrazok[1]
    phone = await outside.phone("Олена")
    await steps.begin(phone)
    await _connect(phone)
    await steps.write(phone)
    ad = await _publish(phone, site)

    candidate = {"name": people.NAME, "phone": people.PHONE, "letter": people.LETTER}
    made = await site.control("POST", "/responses", {"job_id": ad, **candidate})
    card = await phone.see(people.NAME)
    assert "Зразок · Ромашка" in card.text
    assert card.button("Телефон").value == people.PHONE_STORED
    assert card.button("На сайті").value.endswith(f"/cabinet/responses/{made['id']}")

    await steps.say(phone, "/status", "Публікації")
    await steps.tap(phone, steps.TITLE, "Стан: 🟢 Опубліковано")
    await steps.tap(phone, "Закрити", "Оголошення зникне з Зразок")
    await steps.tap(phone, "Так, закрити", "закрито з бота")
    assert [one["active"] for one in await site.control("GET", "/jobs")] == [False]

    await house.stop()
    house.given = {}  # SITES_PATH was forgotten: no screen could be drawn of the account
    for command, code in (("run", 2), ("check", 1)):
        process = await house.spawn(command)
        said, complained = await process.communicate()
        assert process.returncode == code
        assert "accounts at zrazok" in " ".join((said + complained).decode().split())
