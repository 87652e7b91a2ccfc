"""An edit of live ads: old and new are shown, it goes where it is chosen to, results are told."""

import pytest

from tests.e2e import people, steps
from tests.e2e.house import Outside
from tests.e2e.mornings import State
from tests.phone import Phone

pytestmark = pytest.mark.begins(State.PUBLISHED)
NEW = "Старший менеджер"


async def _up_twice(phone: Phone, outside: Outside) -> None:
    """The same vacancy under a second account too; on its page."""
    balance = {"standart_job": 1}
    await steps.employer(
        outside, people.KAVA_LOGIN, people.KAVA_PASSWORD, people.KAVA, balance=balance
    )
    await steps.say(phone, "/accounts", "Акаунти роботодавця")
    await steps.connect(phone, "Кава", people.KAVA_LOGIN, people.KAVA_PASSWORD)
    await steps.say(phone, "/vacancies", "Вакансії")
    await steps.tap(phone, steps.TITLE, "вести клієнтів")
    await steps.prepare(phone, "Кава")
    await steps.choose_type(phone)
    await steps.tap(phone, "Опублікувати", "Стан: 🟢 Опубліковано")
    await steps.tap(phone, "🗂 Вакансія", "вести клієнтів")


async def test_an_edit_shows_old_and_new_and_goes_to_all_ads_that_are_chosen(
    phone: Phone, outside: Outside
) -> None:
    await _up_twice(phone, outside)
    await steps.tap(phone, "✏️ Назва", "Як називається посада?")
    await steps.say(phone, NEW, "Зміни ще не на сайті")
    await steps.tap(phone, "✏️ Опис", "Опишіть роботу")
    await steps.say(phone, steps.DESCRIPTION.replace("в CRM", "у таблицях"), "Зміни ще не на сайті")
    page = await steps.tap(phone, "🟢 Work.ua · Ромашка", "Стан: 🟢 Опубліковано")
    assert f"Назва: {steps.TITLE} → {NEW}" in page.text
    assert "Опис: …працювати в CRM → …працювати у таблицях" in page.text
    shown = await steps.tap(phone, "Зберегти зміни…", "Що зміниться на сайті")
    assert f"Назва: {steps.TITLE} → {NEW}" in shown.text
    assert "☑️ Work.ua · Кава" in shown.buttons
    words = {"status": "error", "errors": [{"id": "strange", "message": "щось не так"}]}
    await outside.work_ua.fault(
        path="/jobs/", method="PUT", kind="status", status=400, body=words, times=1
    )
    over = await steps.tap(phone, "Зберегти на сайтах: 2", "Готово: 1 з 2")
    assert "щось не так" in over.text
    assert over.text.count("✅ Зміни на сайті") == 1
    await steps.tap(phone, "Work.ua: повторити", "Готово: 2 з 2")
    assert [one.name for one in await steps.jobs(outside)] == [NEW, NEW]
    sent = [one for one in await outside.work_ua.calls("/jobs/") if one["method"] == "PUT"]
    assert len(sent) == 3


@pytest.mark.thorough
async def test_an_ad_that_is_left_out_stays_as_it_is(phone: Phone, outside: Outside) -> None:
    await _up_twice(phone, outside)
    await steps.tap(phone, "✏️ Назва", "Як називається посада?")
    await steps.say(phone, NEW, "Зміни ще не на сайті")
    await steps.tap(phone, "🟢 Work.ua · Ромашка", "Стан: 🟢 Опубліковано")
    await steps.tap(phone, "Зберегти зміни…", "Що зміниться на сайті")
    await phone.tap("Work.ua · Кава")
    await steps.see_button(phone, "▫️ Work.ua · Кава")
    await steps.tap(phone, "Зберегти зміни", "✅ Збережено на Work.ua: Назва")
    assert sorted(one.name for one in await steps.jobs(outside)) == sorted([steps.TITLE, NEW])
