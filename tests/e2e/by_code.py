"""A recruiter who uses HeadHunter: from its switch to an account, by the site's own login page."""

import re
from dataclasses import dataclass
from typing import Any

from tests.e2e import people, steps
from tests.e2e.house import Outside, door
from tests.e2e.mornings import State, olena, open_page
from tests.emulated import Emulated
from tests.phone import Phone, Shown

WITHOUT_POLLS = "1440"
"""Minutes between two syncs: whatever arrives was called about."""


@dataclass(frozen=True, slots=True)
class Story:
    """A recruiter's phone, and the emulated site that knows her."""

    phone: Phone
    site: Emulated

    async def log_in(self, answer: str = "allow") -> str:
        """The words of the page that she sees after the site's own."""
        button = "Увійти на HeadHunter"
        address = (await steps.see_button(self.phone, button)).button(button).value
        form = {"login": people.LOGIN, "password": people.PASSWORD, "answer": answer}
        async with self.site.http.post(address, data=form) as page:
            return re.sub(r"<style>.*</style>|<[^>]+>", "", await page.text(), flags=re.S)

    async def connect(self) -> Shown:
        """To the account's page."""
        assert "Поверніться в чат" in await self.log_in()
        await self.phone.see("Як називати цей акаунт?")
        return await steps.say(self.phone, "Ромашка", "Тепер це «Ромашка»")

    async def preview(self) -> Shown:
        """From a page with the account on it to the preview of a new ad."""
        phone = self.phone
        await steps.say(phone, "/new", "крок 1/8")
        await steps.say(phone, steps.TITLE, "крок 2/8")
        await steps.say(phone, steps.DESCRIPTION, "крок 3/8")
        await steps.say(phone, "Київ", "крок 4/8")
        await steps.tap(phone, "Повна зайнятість", "крок 5/8")
        await steps.tap(phone, "Від 1 року", "крок 6/8")
        await steps.say(phone, "25-40 тис", "крок 7/8")
        await steps.tap(phone, "Пропустити", "крок 8/8")
        await steps.say(phone, "Олена, +380 44 000 00 00", "Ще ніде не опубліковано")
        await steps.tap(phone, "📣 Опублікувати", "Від якого акаунта")
        await steps.tap(phone, "HeadHunter · Ромашка", "Так буде на")
        await steps.tap(phone, "Професійна роль", "Напишіть слово з назви")
        await steps.say(phone, "менеджер", "За запитом «менеджер»")
        return await steps.tap(phone, "Менеджер по продажам", "Так буде на")

    async def publish(self, expected: str = "Стан: 🟢 Опубліковано") -> Shown:
        """From there to what publishing ends in."""
        await steps.tap(self.phone, "Опублікувати", "Тип публікації")
        await steps.tap(self.phone, "Стандарт", "Спишеться 1 публікація")
        return await steps.tap(self.phone, "Опублікувати", expected)

    async def respond(self, **more: Any) -> str:
        """Somebody answers the newest ad; the response's id."""
        whole = {"fio": people.NAME, "phone": people.PHONE, "email": people.EMAIL}
        body = {**whole, "cover": people.LETTER, **more}
        made: dict[str, str] = await self.site.control("POST", "/responses", body)
        return made["id"]

    async def asked(self, path: str) -> int:
        """How often the product has asked for it."""
        return len([one for one in await self.site.calls() if re.fullmatch(path, one["path"])])


async def known(outside: Outside) -> dict[str, str]:
    """An employer whom the site knows; the settings by which the product reaches it."""
    site = outside.sites["headhunter"]
    user = {"login": people.LOGIN, "password": people.PASSWORD, "company": people.ROMASHKA}
    await site.control("POST", "/users", {**user, "balance": {"HH_STANDARD": 3}})
    return {**door(), **await outside.clients(), "SYNC_INTERVAL": WITHOUT_POLLS}


async def begun(outside: Outside) -> Story:
    """The team has switched HeadHunter on, and she looks at the way to its page."""
    phone = await olena(outside)
    await open_page(phone, State.BEGUN)
    await steps.tap(phone, "Додати акаунт", "Який сайт підключаємо?")
    await steps.tap(phone, "Інші сайти", "лише якщо ви їх увімкнете")
    await steps.tap(phone, "HeadHunter", "належить російській компанії")
    await steps.tap(phone, "Пропонувати HeadHunter", "HeadHunter тепер можна підключати")
    await steps.tap(phone, "HeadHunter", "відкриється сторінка HeadHunter")
    return Story(phone, outside.sites["headhunter"])
