"""A recruiter on all three sites: an account on each, and a vacancy that each of them takes."""

import re
from dataclasses import dataclass, field

from tests.e2e import people, steps
from tests.e2e.conftest import Opener
from tests.e2e.house import InTheLoop, Outside, door
from tests.e2e.mornings import State, olena, open_page
from tests.emulated import Emulated
from tests.phone import Phone, Shown

WITHOUT_POLLS = "1440"
"""Minutes between two syncs: nothing happens but what is asked for."""


@dataclass(slots=True)
class Desk:
    """Her phone, every tap counted, and the sites."""

    phone: Phone
    house: InTheLoop
    outside: Outside
    taps: int = field(default=0)

    @property
    def headhunter(self) -> Emulated:
        return self.outside.sites["headhunter"]

    @property
    def robota_ua(self) -> Emulated:
        return self.outside.sites["robota_ua"]

    async def tap(self, button: str, expected: str) -> Shown:
        """See steps.tap."""
        self.taps += 1
        return await steps.tap(self.phone, button, expected)

    async def ads(self, site: str) -> list[dict[str, object]]:
        """All that the site holds."""
        found: list[dict[str, object]] = await self.outside.sites[site].control("GET", "/jobs")
        return found


async def at_headhunter(outside: Outside, open_house: Opener, state: State) -> Desk:
    """The house in this state, with HeadHunter switched on and an account there."""
    site = outside.sites["headhunter"]
    user = {"login": people.LOGIN, "password": people.PASSWORD, "company": people.ROMASHKA}
    await site.control("POST", "/users", {**user, "balance": {"HH_STANDARD": 3}})
    client = await outside.clients()
    house = await open_house(**door(), **client, SYNC_INTERVAL=WITHOUT_POLLS)
    phone = await olena(outside)
    await open_page(phone, state)
    await steps.say(phone, "/accounts", "Акаунти роботодавця")
    await steps.tap(phone, "Додати акаунт", "Який сайт підключаємо?")
    await steps.tap(phone, "Інші сайти", "лише якщо ви їх увімкнете")
    await steps.tap(phone, "HeadHunter", "належить російській компанії")
    await steps.tap(phone, "Пропонувати HeadHunter", "HeadHunter тепер можна підключати")
    await steps.tap(phone, "HeadHunter", "відкриється сторінка HeadHunter")
    button = "Увійти на HeadHunter"
    address = (await steps.see_button(phone, button)).button(button).value
    form = {"login": people.LOGIN, "password": people.PASSWORD, "answer": "allow"}
    async with site.http.post(address, data=form) as page:
        assert "Поверніться в чат" in re.sub(r"<[^>]+>", "", await page.text())
    await phone.see("Як називати цей акаунт?")
    await steps.say(phone, "Ромашка", "Тепер це «Ромашка»")
    return Desk(phone, house, outside)


async def on_three_sites(outside: Outside, open_house: Opener) -> Desk:
    """All three accounts, and the vacancy's page."""
    desk = await at_headhunter(outside, open_house, State.WRITTEN)
    phone = desk.phone
    user = {"login": people.LOGIN, "password": people.PASSWORD, "company": people.ROMASHKA}
    await desk.robota_ua.control("POST", "/users", {**user, "balance": {"Business": 2}})
    await steps.say(phone, "/accounts", "Акаунти роботодавця")
    await steps.tap(phone, "Додати акаунт", "Який сайт підключаємо?")
    await steps.tap(phone, "Robota.ua", "логін (e-mail)")
    await steps.say(phone, people.LOGIN, "пароль від Robota.ua")
    await steps.say(phone, people.PASSWORD, "Як називати цей акаунт?")
    await steps.say(phone, "Ромашка", "Тепер це «Ромашка»")
    await steps.say(phone, "/vacancies", "Вакансії")
    await steps.tap(phone, steps.TITLE, "Ще ніде не опубліковано")
    return desk


async def live_at_headhunter(outside: Outside, open_house: Opener) -> Desk:
    """The page of an ad that is up on HeadHunter."""
    desk = await at_headhunter(outside, open_house, State.WRITTEN)
    phone = desk.phone
    await steps.say(phone, "/vacancies", "Вакансії")
    await steps.tap(phone, steps.TITLE, "Ще ніде не опубліковано")
    await steps.tap(phone, "📣 Опублікувати", "Від якого акаунта")
    await steps.tap(phone, "HeadHunter · Ромашка", "Так буде на")
    await steps.tap(phone, "Професійна роль", "Напишіть слово з назви")
    await steps.say(phone, "менеджер", "За запитом «менеджер»")
    await steps.tap(phone, "Менеджер по продажам", "Так буде на")
    await steps.tap(phone, "Опублікувати", "Тип публікації")
    await steps.tap(phone, "Стандарт", "Спишеться 1 публікація")
    await steps.tap(phone, "Опублікувати", "Стан: 🟢 Опубліковано")
    return desk
