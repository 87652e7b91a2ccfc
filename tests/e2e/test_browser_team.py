"""Five people and one group in a browser: link, confirm, a masked card, who sees what, a move.

`make screens` keeps the pictures in docs/screens.
"""

from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.e2e import people, steps
from tests.e2e.glass import Glass, glass
from tests.e2e.house import TOKEN, Outside
from tests.e2e.mornings import RECRUITER, State
from tests.e2e.team import NO_ACCESS, TITLE, colleague, joins
from tests.phone import Phone

pytestmark = [
    *(pytest.mark.browser, pytest.mark.long),
    pytest.mark.begins(State.PUBLISHED),
]

BOT_ID = TOKEN.partition(":")[0]
STRANGER = "Сусід"
TEAM = ("Роман", "Ігор", "Марта")
MANY = 5


async def test_a_team_and_its_group_in_the_browser(
    phone: Phone, outside: Outside, chromium: Browser, screens: Path
) -> None:
    for name, role in zip(TEAM, ("рекрутера", "рекрутера", "керівника"), strict=True):
        await colleague(phone, outside, name, role)
    await joins(phone, "Ігор")
    await outside.phone(STRANGER)
    ad = (await steps.job(outside)).id
    address = f"{outside.telegram.base}/#{RECRUITER}/{BOT_ID}"
    async with glass(chromium, address, screens) as one:
        async with one.step("Olena makes a link and a group by it"):
            await _bring_the_bot(one)
        async with one.step("nobody else confirms, Olena does"):
            await _confirm(one)
        await steps.respond(outside, ad, file="pdf", with_photo=True, birth_date="1990-02-01")
        async with one.step("the card is masked"):
            await _look_at_the_card(one)
        async with one.step("a stranger and a hiring manager are refused"):
            for name in (STRANGER, "Марта"):
                await _become(one, name)
                await one.see("🆕 Олена К.")
                await _refused(one, "Контакт")
                await _refused(one, "Резюме")
        async with one.step("a recruiter alone sees the contact"):
            await _open_contact(one)
        async with one.step("the group becomes a supergroup in mid-delivery"):
            await _move(one, phone, outside, ad)


async def _bring_the_bot(one: Glass) -> None:
    await one.answer("/settings", "Налаштування")
    await one.choose("Групи", "Поки жодної не підключено")
    await one.choose("Додати групу", "Посилання спрацює один раз")
    await one.shot("14-group-link")
    await one.tap("Обрати групу")
    page = one.page
    await page.get_by_placeholder("Назва групи").fill(TITLE)
    for name in (*TEAM, STRANGER):
        await page.get_by_role("dialog").get_by_text(name).tap()
    await page.get_by_role("button", name="Створити").tap()
    await one.see("хоче отримувати тут картки")


async def _confirm(one: Glass) -> None:
    for name in (STRANGER, "Роман"):
        await _become(one, name)
        await one.see("хоче отримувати тут картки")
        await _refused(one, "Підтвердити")
    await _become(one, "Олена")
    await one.see("хоче отримувати тут картки")
    await one.tap("Підтвердити")
    await one.see("✅ Підключено")
    await one.shot("15-group")


async def _look_at_the_card(one: Glass) -> None:
    await one.see("🆕 Олена К.")
    await one.shot("16-masked-card")
    said = await one.page.locator(".messages").inner_text()
    for secret in (people.NAME.split()[0], people.EMAIL, people.LETTER, "1990"):
        assert secret not in said, secret


async def _open_contact(one: Glass) -> None:
    await _become(one, "Ігор")
    await one.see("🆕 Олена К.")
    await one.tap("Контакт")
    popup = one.page.get_by_role("alertdialog")
    await popup.get_by_text(people.EMAIL).wait_for()
    await one.shot("17-contact")
    await popup.get_by_role("button").tap()
    assert people.EMAIL not in await one.page.locator(".messages").inner_text()


async def _become(one: Glass, name: str) -> None:
    """The phone goes into other hands, and the group is opened."""
    page = one.page
    await page.get_by_role("button", name="Назад").first.tap()
    await page.get_by_label("Хто тримає телефон").tap()
    await page.locator(".person", has_text=name).tap()
    await page.locator(".head-under", has_text=name).wait_for()
    await page.locator(".chats .row", has_text=TITLE).tap()


async def _refused(one: Glass, button: str) -> None:
    await one.tap(button)
    popup = one.page.get_by_role("alertdialog")
    await popup.get_by_text(NO_ACCESS).wait_for()
    await popup.get_by_role("button").tap()


async def _move(one: Glass, phone: Phone, outside: Outside, ad: int) -> None:
    group = int(await one.page.evaluate("location.hash.split('/')[1]"))
    many = {"job_id": ad, "count": MANY, "type": "easy", "fio": "Іван Другий"}
    await outside.work_ua.control("POST", "/responses/many", many)
    await one.see("🆕 Іван Д.")
    await phone.telegram.post(f"chats/{group}/migrate")
    await steps.respond(outside, ad, type="easy", fio="Ніна Остання")
    await one.see("🆕 Ніна О.")
    shown = one.page.locator(".messages article", has_text="🆕 Іван Д.")
    assert await shown.count() == MANY
    await one.tap("Контакт")
    popup = one.page.get_by_role("alertdialog")
    await popup.get_by_text(people.EMAIL).wait_for()
    await popup.get_by_role("button").tap()
    await one.shot("18-after-the-move")
