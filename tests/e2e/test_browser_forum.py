"""Five people of four roles, a forum and three vacancies in a browser (issue 8, Shows 1).

`make screens` keeps the pictures in docs/screens.
"""

from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.e2e import steps
from tests.e2e.glass import Glass, glass
from tests.e2e.house import BOT, TOKEN, Outside
from tests.e2e.mornings import RECRUITER, State
from tests.e2e.team import NO_ACCESS, TITLE, colleague, joins
from tests.phone import Phone

pytestmark = [
    *(pytest.mark.browser, pytest.mark.long),
    pytest.mark.begins(State.PUBLISHED),
]
BOT_ID = TOKEN.partition(":")[0]
COLLEAGUES = {
    "Адам": "адміністратора",
    "Роман": "рекрутера",
    "Ігор": "рекрутера",
    "Марта": "керівника",
}
MORE = ("Бариста", "Комірник")
NOT_THEIRS = "Ви не в команді вакансії"


async def test_a_team_of_four_roles_in_its_forum(
    phone: Phone, outside: Outside, chromium: Browser, screens: Path
) -> None:
    group = await _hire(phone, outside)
    ads = {one.name: one.id for one in await steps.jobs(outside)}
    assert set(ads) == {steps.TITLE, *MORE}
    address = f"{outside.telegram.base}/#{RECRUITER}/{BOT_ID}"
    async with glass(chromium, address, screens) as one:
        async with one.step("the team and who works on the vacancy"):
            await _look_at_the_team(one)
        async with one.step("topics, a board, and a blind first look"):
            await _choose(one)
        for number, (title, ad) in enumerate(ads.items()):
            who = {"phone": f"+38044200000{number}", "email": f"canary-{number}@example.com"}
            await steps.respond(outside, ad, type="easy", fio=f"Олена {title}", **who)
        async with one.step("each vacancy has its topic, and nobody is named"):
            await _become(one, "Марта")
            await _look_at_the_topics(one, group)
        async with one.step("a manager, and a recruiter of another vacancy, take nobody"):
            for name, words in (("Марта", NO_ACCESS), ("Ігор", NOT_THEIRS)):
                await _become(one, name)
                await one.page.locator(".topic", has_text=steps.TITLE).tap()
                await one.see("Кандидат №")
                await _refused(one, "Беру", words)
        async with one.step("who works on the vacancy takes the candidate, and all see it"):
            await _take(one)
        async with one.step("the owner reads who did what"):
            await _become(one, "Олена", where=BOT_ID)
            await one.answer("/audit", "Журнал дій")
            await one.reads("Роман")
            await one.shot("65-audit")
    said = "".join(text.text for text in await group.messages() if text.by_bot)
    assert "canary-" not in said
    assert await phone.telegram.violations() == []


async def _hire(phone: Phone, outside: Outside) -> Phone:
    """Four colleagues, two more vacancies with live ads, and the group."""
    team = {name: await colleague(phone, outside, name, role) for name, role in COLLEAGUES.items()}
    await joins(phone, "Роман")
    for title in MORE:
        await steps.write(phone, title)
        await steps.publish(phone)
    return await _forum(phone, team)


async def _take(one: Glass) -> None:
    await _become(one, "Роман")
    await one.page.locator(".topic", has_text=steps.TITLE).tap()
    await one.see("Кандидат №")
    await one.tap("Беру")
    await one.see("Олена М.")
    await one.shot("62-taken")
    await one.page.locator(".topic", has_text="Загальна").tap()
    await one.see("📌")
    await one.shot("63-board")
    await one.answer("/today", "Олена М.")
    await one.shot("64-today")


async def _forum(phone: Phone, team: dict[str, Phone]) -> Phone:
    """Linked as a whole; the bot may make topics and pin."""
    telegram = phone.telegram
    everyone = [phone.person, *(one.person for one in team.values()), f"@{BOT}"]
    number = await telegram.group(TITLE, members=everyone, by=phone.person, forum=True)
    rights = {f"@{BOT}": ["can_manage_topics", "can_pin_messages"]}
    await telegram.post(f"chats/{number}/members", promote=rights)
    group = phone.at(number)
    await group.type("/link")
    await group.see("хоче отримувати тут картки")
    await group.tap("Підтвердити")
    await group.see("✅ Підключено")
    return group


async def _look_at_the_team(one: Glass) -> None:
    await one.answer("/team", "👥 Команда")
    for name in COLLEAGUES:
        await one.reads(name)
    await one.shot("57-team")
    await one.answer("/vacancies", "Вакансії")
    await one.choose(steps.TITLE, "Відповідає")
    await one.choose("Хто працює", "у команді вакансії")
    await one.shot("58-vacancy-team")


async def _choose(one: Glass) -> None:
    await one.answer("/settings", "Налаштування")
    await one.choose("Групи", "Сюди приходять відгуки")
    await one.choose(TITLE, "Тут говорю")
    await one.choose("Тема на вакансію", "У кожної вакансії своя тема")
    await one.choose("Дошка", "Дошка вакансій є")
    await one.choose("Перший погляд наосліп", "хто це, видно лише після")
    await one.shot("59-group-page")


async def _look_at_the_topics(one: Glass, group: Phone) -> None:
    for title in (steps.TITLE, *MORE):
        await one.page.locator(".topic", has_text=title).tap()
        await one.see("Кандидат №")
        said = await one.page.locator(".messages").inner_text()
        assert "Олена" not in said.replace("Олена створ", "")
    await one.shot("61-blind-card")
    await one.page.locator(".topic", has_text="Усі").tap()
    topics = (await group.look())["topics"]
    assert {it["name"] for it in topics} == {steps.TITLE, *MORE}


async def _become(one: Glass, name: str, where: str | None = None) -> None:
    """The phone goes into other hands, and the group is opened, or the chat of this number."""
    page = one.page
    await page.get_by_role("button", name="Назад").first.tap()
    await page.get_by_label("Хто тримає телефон").tap()
    await page.locator(".person", has_text=name).tap()
    await page.locator(".head-under", has_text=name).wait_for()
    row = f'.chats .row[data-ref="{where}"]' if where else f'.chats .row:has-text("{TITLE}")'
    await page.locator(row).tap()


async def _refused(one: Glass, button: str, words: str) -> None:
    await one.tap(button)
    popup = one.page.get_by_role("alertdialog")
    await popup.get_by_text(words).wait_for()
    await popup.get_by_role("button").tap()
