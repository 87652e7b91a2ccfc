"""Getting about: lists, inline, languages, buttons of long ago, several people at once."""

import asyncio
from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from storage import tables as t
from tests.e2e import people, steps
from tests.e2e.house import BOT, InTheLoop, Outside
from tests.e2e.mornings import State
from tests.phone import Phone

GONE = {"ok": False, "error_code": 400, "description": "Bad Request: message can't be deleted"}
pytestmark = pytest.mark.begins(State.PUBLISHED)


@pytest.mark.thorough
async def test_the_menu_leads_everywhere(phone: Phone) -> None:
    menu = await steps.say(phone, "/menu", people.ROMASHKA)
    assert "🟢 Опубліковано 1" in menu.text
    for button, screen in (
        ("Публікації", "Публікації"),
        ("Вакансії", "Вакансії"),
        ("Акаунти", "Акаунти роботодавця"),
        ("Налаштування", "Налаштування"),
        ("Довідка", "Як це працює"),
    ):
        await steps.tap(phone, button, screen)
        await steps.tap(phone, "Меню", people.ROMASHKA)
    assert len(await steps.screens(phone, people.ROMASHKA)) == 1


@pytest.mark.thorough
async def test_another_language_is_spoken_at_once(phone: Phone, outside: Outside) -> None:
    await steps.say(phone, "/lang", "Якою мовою")
    await steps.tap(phone, "English", "Settings")
    await steps.say(phone, "/status", "Publications")
    ad = await steps.job(outside)
    await steps.respond(outside, ad.id, type="easy", text="")
    card = await phone.see(people.NAME)
    assert "Vacancy" in card.text
    assert card.button("Phone").kind == "copy_text"


@pytest.mark.thorough
async def test_the_list_leads_to_the_page_and_back(phone: Phone) -> None:
    listed = await steps.say(phone, "/status", "Публікації")
    assert "📥 0" in listed.text
    await steps.tap(phone, steps.TITLE, "Стан: 🟢 Опубліковано")
    await steps.tap(phone, "⬅️ Публікації", "📥 0")


@pytest.mark.thorough
async def test_many_publications_stand_on_pages(phone: Phone, house: InTheLoop) -> None:
    await steps.say(phone, "/new", "крок 1/8")
    for number in range(9):
        await steps.say(phone, f"Вакансія {number:02}", "крок 2/8")
        await steps.say(phone, "/cancel", "Чернетку збережено")
        await steps.say(phone, "/new", "Продовжити чернетку")
        await steps.tap(phone, "Почати нову", "крок 1/8")
    listed = await steps.say(phone, "/vacancies", "Сторінка 1 з 2")
    listed.button("Стор. 2")
    await steps.tap(phone, "Стор. 2", "Сторінка 2 з 2")


# -- inline -------------------------------------------------------------------------------


async def test_inline_shows_own_publications_and_is_personal(
    phone: Phone, outside: Outside
) -> None:
    found = await phone.inline("менеджер")
    assert [one["title"] for one in found["results"]] == [steps.TITLE]
    assert "🟢" in found["results"][0]["description"]
    friend = await outside.phone("Подруга")
    chat = await phone.telegram.group("Рекрутери", members=[phone.person, friend.person])
    sent = await phone.at(chat).inline("")
    await phone.at(chat).choose(sent)
    shared = await friend.at(chat).see(steps.TITLE)
    assert people.LOGIN not in shared.text
    answers = await outside.telegram.calls("/answerInlineQuery")
    for one in answers:
        asked = {**one["form"], **(one["json"] or {})}
        assert str(asked["cache_time"]).strip("[]'") == "0"
        assert "true" in str(asked["is_personal"]).lower()
    assert await phone.inline("немає такої") is not None


@pytest.mark.thorough
async def test_inline_tells_a_stranger_nothing(phone: Phone, outside: Outside) -> None:
    stranger = await outside.phone("Хтось")
    found = await stranger.inline("менеджер")
    assert found["results"] == []
    assert "Увійти" in found["button"]["text"]


# -- buttons of long ago ------------------------------------------------------------------


async def test_an_old_message_is_answered_politely(phone: Phone, outside: Outside) -> None:
    await outside.telegram.fault(path="/deleteMessage", kind="status", status=400, body=GONE)
    old = await phone.see("Стан: 🟢 Опубліковано")
    await steps.say(phone, "/help", "Як це працює")
    popup = await phone.tap("Зупинити", message_id=old.message_id)
    assert popup is not None
    assert "застаріла" in popup
    await phone.see("Ви вже перейшли далі")
    await steps.say(phone, "/status", "🟢")


@pytest.mark.thorough
async def test_a_second_tap_on_a_moved_on_screen_changes_nothing(phone: Phone) -> None:
    page = await phone.see("Стан: 🟢 Опубліковано")
    stop = page.button("Зупинити").value
    await phone.press(stop, page.message_id)
    await phone.press(stop, page.message_id)
    await phone.see("⏸ Неактивна")
    shown = await steps.screens(phone, "Стан:")
    assert len(shown) == 1


async def test_a_removed_members_buttons_stop_at_once(
    phone: Phone, house: InTheLoop, outside: Outside
) -> None:
    page = await phone.see("Стан: 🟢 Опубліковано")
    async with house.inside.engine.begin() as connection:
        await connection.execute(update(t.members).values(removed_at=datetime.now(UTC)))
    popup = await phone.tap("Закрити", message_id=page.message_id)
    assert popup is not None
    assert "Немає доступу" in popup
    assert (await steps.job(outside)).active
    assert (await phone.inline("менеджер"))["results"] == []
    await phone.type("/status")
    await phone.gone("Стан: 🟢 Опубліковано")
    said = [one.text for one in await phone.messages() if one.by_bot]
    assert not [one for one in said if steps.TITLE in one]


# -- several people -----------------------------------------------------------------------


@pytest.mark.thorough
async def test_nobody_waits_for_anothers_site(phone: Phone, outside: Outside) -> None:
    other = await outside.phone("Ігор")
    await steps.begin(other, "ФОП Приклад")
    await outside.work_ua.fault(path="/jobs/", method="PUT", kind="delay", seconds=6000)
    await steps.tap(phone, "Закрити", "Оголошення зникне")
    await steps.tap(phone, "Так, закрити", "Закриваю на")
    async with asyncio.timeout(15):
        await steps.write(other)
        await steps.say(phone, "/help", "Як це працює")
    await outside.work_ua.control("DELETE", "/faults")
    told = await phone.see("Закрито на сайті")
    assert steps.TITLE in told.text


@pytest.mark.thorough
async def test_two_companies_never_see_each_other(phone: Phone, outside: Outside) -> None:
    other = await outside.phone("Ігор")
    await steps.begin(other, "ФОП Приклад")
    await steps.say(other, "/status", "Поки жодної")
    assert (await other.inline(""))["results"] == []
    ad = await steps.job(outside)
    await steps.respond(outside, ad.id, type="easy", text="")
    await phone.see(people.NAME)
    assert people.NAME not in await other.as_text()


@pytest.mark.thorough
async def test_one_login_in_two_companies_gives_each_its_own(
    phone: Phone, outside: Outside
) -> None:
    other = await outside.phone("Ігор")
    await steps.begin(other, "ФОП Приклад")
    await steps.connect(other, "Ромашка теж")
    ad = await steps.job(outside)
    await steps.respond(outside, ad.id, type="easy", text="")
    await phone.see(people.NAME)
    assert people.NAME not in await other.as_text()


@pytest.mark.thorough
async def test_a_recruiter_sees_no_account_buttons(phone: Phone, outside: Outside) -> None:
    await steps.say(phone, "/settings", "Налаштування")
    await steps.tap(phone, "Запросити рекрутера", "Запрошення: рекрутер")
    link = await phone.tap("Копіювати")
    assert link is not None
    assert BOT in link
    recruiter = await outside.phone("Ігор")
    await steps.say(recruiter, f"/start {link.rpartition('=')[2]}", "Оберіть мову")
    await steps.tap(recruiter, "Українська", "Вас запросили")
    await steps.tap(recruiter, "Погоджуюсь", people.ROMASHKA)
    shown = await steps.say(recruiter, "/accounts", "Акаунти роботодавця")
    assert "Додати акаунт" not in " ".join(shown.buttons)
    await steps.tap(recruiter, "Ромашка", "✅ Працює")
    page = await recruiter.see("✅ Працює")
    assert "Відключити" not in " ".join(page.buttons)
