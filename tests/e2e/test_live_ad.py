"""A live ad: its page follows the site, it is edited for nothing, closed, published again."""

import pytest

from tests.e2e import people, steps
from tests.e2e.house import Outside
from tests.e2e.mornings import State
from tests.phone import Phone

pytestmark = pytest.mark.begins(State.PUBLISHED)


async def _turn(outside: Outside, state: str) -> None:
    """Something happens to the ad in the cabinet."""
    ad = await steps.job(outside)
    await outside.work_ua.control("POST", f"/jobs/{ad.id}/state", {"state": state})


async def test_an_edit_sends_the_whole_ad_and_pays_nothing(phone: Phone, outside: Outside) -> None:
    before = await steps.balance(outside)
    shown = await steps.tap(phone, "Змінити", "Зміни на")
    assert "Зміна безкоштовна" in shown.text
    await steps.tap(phone, "Текст вакансії", "Зміни на")
    await steps.tap(phone, "✏️ Назва", "Як називається посада?")
    await steps.say(phone, "Старший менеджер", "Зміни на")
    await steps.tap(phone, "Текст вакансії", "Зміни на")
    await steps.tap(phone, "✏️ Місто", "У якому місті?")
    shown = await steps.say(phone, "Львів", "Зміни на")
    assert "Місто: Київ → Львів" in shown.text
    assert shown.text.count("Київ") == 1
    page = await steps.tap(phone, "Зберегти зміни", "Стан: 🟢 Опубліковано")
    page = await steps.see_button(phone, "Закрити", at=page)
    assert "Старший менеджер" in page.text
    put = [one for one in await outside.work_ua.calls("/jobs/") if one["method"] == "PUT"]
    assert len(put) == 1
    assert "publication" not in put[0]["form"]
    assert put[0]["form"]["name"] == ["Старший менеджер"]
    assert put[0]["form"]["region[id]"] == ["104"]  # Lviv: what was suggested follows
    assert (await steps.job(outside)).name == "Старший менеджер"
    assert await steps.balance(outside) == before


@pytest.mark.thorough
async def test_a_change_made_in_the_vacancy_is_marked_until_it_is_on_the_site(
    phone: Phone, outside: Outside
) -> None:
    await steps.tap(phone, "🗂 Вакансія", "вести клієнтів")
    await steps.tap(phone, "✏️ Назва", "Як називається посада?")
    page = await steps.say(phone, "Старший менеджер", "Зміни ще не на сайті: Work.ua · Ромашка")
    assert [one for one in page.buttons if one.startswith("🟢 Work.ua") and one.endswith("✏️")]
    assert (await steps.job(outside)).name == steps.TITLE
    await steps.tap(phone, "🟢 Work.ua", f"Назва: {steps.TITLE} → Старший менеджер")
    page = await steps.tap(phone, "Зберегти зміни", "✅ Збережено на Work.ua: Назва")
    assert "Зміни ще не на сайті" not in page.text
    assert (await steps.job(outside)).name == "Старший менеджер"


@pytest.mark.thorough
async def test_what_the_site_has_already_is_sent_again_only_by_a_button_that_says_so(
    phone: Phone, outside: Outside
) -> None:
    shown = await steps.tap(phone, "Змінити", "Зміни на")
    assert "Змін немає: сайт уже все отримав" in shown.text
    page = await steps.tap(phone, "Надіслати ще раз", "✅ Зміни на сайті")
    assert "🟢 Опубліковано" in page.text
    sent = [one for one in await outside.work_ua.calls("/jobs/") if one["method"] == "PUT"]
    assert len(sent) == 1


@pytest.mark.thorough
async def test_a_lost_answer_to_an_edit_is_sent_again(phone: Phone, outside: Outside) -> None:
    await outside.work_ua.fault(path="/jobs/", method="PUT", kind="drop_after", times=1)
    await steps.tap(phone, "Змінити", "Зміни на")
    await steps.tap(phone, "Текст вакансії", "Зміни на")
    await steps.tap(phone, "✏️ Опис", "Опишіть роботу")
    await steps.say(phone, "Зовсім інша робота.", "Зміни на")
    page = await steps.tap(phone, "Зберегти зміни", "Стан: 🟢 Опубліковано")
    await steps.see_button(phone, "Закрити", at=page)
    assert "Зовсім інша робота" in (await steps.job(outside)).fields["description"]


async def test_closing_asks_first_and_offers_to_stop_instead(
    phone: Phone, outside: Outside
) -> None:
    asked = await steps.tap(phone, "Закрити", "Оголошення зникне з Work.ua")
    asked.button("Зупинити синхронізацію")
    await steps.tap(phone, "Ні, лишити", "Стан: 🟢 Опубліковано")
    assert (await steps.job(outside)).active
    await steps.tap(phone, "Закрити", "Оголошення зникне з Work.ua")
    await steps.tap(phone, "Так, закрити", "закрито з бота")
    page = await phone.see("⏸ Неактивна")
    assert "пізні відгуки ще приходять сюди" in page.text
    assert not (await steps.job(outside)).active
    page = await steps.tap(phone, "Не чекати відгуків", "сюди більше не приходитимуть")
    page.button("Чекати відгуків")


@pytest.mark.thorough
async def test_a_closed_ad_is_published_again(phone: Phone, outside: Outside) -> None:
    await steps.tap(phone, "Закрити", "Оголошення зникне з Work.ua")
    await steps.tap(phone, "Так, закрити", "закрито з бота")
    await steps.tap(phone, "Опублікувати знову", "Так буде на")
    await phone.see("Спишеться 1 публікація")
    await steps.tap(phone, "Опублікувати", "Стан: 🟢 Опубліковано")
    assert (await steps.job(outside)).active


@pytest.mark.parametrize(
    ("state", "status", "badge"),
    [
        pytest.param("expire", "⏸ Неактивна", "строк вийшов", marks=pytest.mark.thorough),
        ("close", "⏸ Неактивна", "закрито на сайті"),
        ("block", "🔴 Помилка", "заблоковано"),
        pytest.param("delete", "⏸ Неактивна", "видалено на сайті", marks=pytest.mark.thorough),
    ],
)
async def test_what_happens_in_the_cabinet_is_seen(
    phone: Phone, outside: Outside, state: str, status: str, badge: str
) -> None:
    await _turn(outside, state)
    page = await phone.see(badge)
    assert status in page.text
    if state == "block":
        await _turn(outside, "unblock")
        await phone.see("Стан: 🟢 Опубліковано")
    if state == "close":
        await _turn(outside, "publish")
        await phone.see("Стан: 🟢 Опубліковано")


@pytest.mark.thorough
async def test_an_ad_that_was_deleted_meanwhile_cannot_be_edited_but_published_anew(
    phone: Phone, outside: Outside
) -> None:
    old = await steps.job(outside)
    await steps.tap(phone, "Змінити", "Зміни на")
    await steps.tap(phone, "Текст вакансії", "Зміни на")
    await steps.tap(phone, "✏️ Контакт", "До кого звертатися?")
    await steps.say(phone, "Ігор, +380 50 713 5591", "Зміни на")
    await _turn(outside, "delete")
    await steps.tap(phone, "Зберегти зміни", "🗑")
    page = await phone.see("цього оголошення немає")
    await steps.see_button(phone, "Опублікувати знову", at=page)
    assert "🔁 Повторити" not in page.buttons
    await steps.tap(phone, "Опублікувати знову", "Так буде на")
    await phone.see("Спишеться 1 публікація")
    await steps.tap(phone, "Опублікувати", "Стан: 🟢 Опубліковано")
    deleted, fresh = await steps.jobs(outside)
    assert (deleted.id, deleted.deleted, fresh.active) == (old.id, True, True)
    status = await steps.say(phone, "/status", "Публікації")
    assert "🟢" in status.text
    assert "видалено на сайті" in status.text


@pytest.mark.thorough
async def test_a_close_that_the_site_has_done_already_is_done(
    phone: Phone, outside: Outside
) -> None:
    await steps.tap(phone, "Закрити", "Оголошення зникне з Work.ua")
    await _turn(outside, "close")
    await steps.tap(phone, "Так, закрити", "закрито з бота")
    await phone.see("⏸ Неактивна")


@pytest.mark.thorough
async def test_a_close_that_the_login_forbade_is_named_and_goes_with_the_new_one(
    phone: Phone, outside: Outside
) -> None:
    change = {"login": people.LOGIN, "password": people.NEW_PASSWORD}
    await outside.work_ua.control("PATCH", "/users", change)
    await steps.tap(phone, "Закрити", "Оголошення зникне з Work.ua")
    page = await steps.tap(phone, "Так, закрити", "🔴 Не закрито")
    assert "Пароль змінили?" in page.text
    page.button("Повторити закриття")
    page.button("Прибрати помилку")
    await steps.tap(phone, "Оновити вхід", "Новий вхід")
    await steps.say(phone, people.NEW_PASSWORD, "знову працює")
    status = await steps.say(phone, "/status", "Публікації")
    assert "🟢" in status.text
    assert (await steps.job(outside)).active


@pytest.mark.thorough
async def test_a_vacancy_with_an_ad_cannot_be_deleted(phone: Phone) -> None:
    page = await steps.tap(phone, "🗂 Вакансія", "вести клієнтів")
    assert not [one for one in page.buttons if "Видалити" in one]
