"""Publishing: the account, the fields that are still missing, the preview, the live ad."""

import pytest

from tests.e2e import people, steps
from tests.e2e.house import Outside
from tests.e2e.mornings import State
from tests.phone import Phone

pytestmark = pytest.mark.begins(State.WRITTEN)


async def test_only_missing_fields_are_asked_and_the_cost_is_said(
    phone: Phone, outside: Outside
) -> None:
    chosen = await steps.tap(phone, "📣 Опублікувати", "Від якого акаунта")
    assert "Стандарт 5" in steps.flat(chosen.text)
    asked = await steps.tap(phone, "Work.ua · Ромашка", "Категорія")
    assert "Місто" not in asked.text
    await steps.tap(phone, "Адміністрація", "Обрано: Адміністрація")
    shown = await steps.tap(phone, "Готово", "Так буде на")
    for words in (steps.TITLE, "вести клієнтів", "Київ", "повна зайнятість", "від 1 року"):
        assert words in shown.text
    priced = await steps.choose_type(phone)
    assert "Спишеться 1 публікація «Стандарт», лишиться 4" in priced.text
    assert "Після публікації акаунт змінити не можна" in priced.text
    page = await steps.tap(phone, "Опублікувати", "🟢 Опубліковано")
    assert "🔒" in page.text
    ad = await steps.job(outside)
    assert page.button("На сайті").value.endswith(f"/jobs/{ad.id}/")
    assert ad.active
    assert ad.fields["region"] == 39
    assert ad.fields["jobtype"] == ["74"]
    assert ad.fields["experience"] == 165
    assert ad.fields["salary"]["value"] == 25_000
    assert ad.fields["salary"]["value_max"] == 40_000
    assert "Олена, +380 44 000 00 00" in ad.fields["description"]


@pytest.mark.thorough
async def test_the_city_is_found_as_one_types(phone: Phone, outside: Outside) -> None:
    await steps.tap(phone, "✏️ Місто", "У якому місті?")
    await steps.say(phone, "Кропива", "Ще ніде не опубліковано")
    await steps.tap(phone, "📣 Опублікувати", "Від якого акаунта")
    await steps.tap(phone, "Work.ua · Ромашка", "Місто")
    await steps.say(phone, "<b>Ґотем</b> 🦇", "Спробуйте інакше")
    found = await steps.say(phone, "кам", "За запитом «кам»")
    assert "Кам'янець-Подільський" in found.buttons
    assert "Кам'янське" in found.buttons
    await steps.tap(phone, "Кам'янське", "Категорія")
    await steps.tap(phone, "Адміністрація", "Обрано")
    shown = await steps.tap(phone, "Готово", "Так буде на")
    assert "Кам'янське" in shown.text


@pytest.mark.thorough
async def test_up_to_three_categories_over_pages(phone: Phone, outside: Outside) -> None:
    await steps.tap(phone, "📣 Опублікувати", "Від якого акаунта")
    await steps.tap(phone, "Work.ua · Ромашка", "Категорія")
    await steps.tap(phone, "Адміністрація", "Обрано: Адміністрація")
    await steps.tap(phone, "Стор. 2", "Обрано")
    await steps.tap(phone, "Медицина", "Медицина, фармацевтика")
    await steps.tap(phone, "Стор. 3", "Обрано")
    await steps.tap(phone, "Роздрібна торгівля", "Роздрібна торгівля")
    await steps.tap(phone, "Стор. 2", "Обрано")
    assert "Не більше 3" in str(await phone.tap("Освіта, наука"))
    shown = await steps.tap(phone, "Готово", "Так буде на")
    for name in ("Адміністрація", "Медицина", "Роздрібна торгівля"):
        assert name in shown.text
    await steps.choose_type(phone)
    await steps.tap(phone, "Опублікувати", "🟢 Опубліковано")
    assert len((await steps.job(outside)).fields["category"]) == 3


@pytest.mark.thorough
async def test_fields_and_text_are_changed_from_the_preview(phone: Phone, outside: Outside) -> None:
    await steps.prepare(phone)
    await steps.tap(phone, "Поля Work.ua", "Так буде на")
    await steps.tap(phone, "Освіта", "Освіта")
    await steps.tap(phone, "вища", "Так буде на")
    await steps.tap(phone, "Текст вакансії", "Так буде на")
    await steps.tap(phone, "✏️ Назва", "Як називається посада?")
    await steps.say(phone, "Старший менеджер", "Так буде на")
    await steps.choose_type(phone)
    await steps.tap(phone, "Опублікувати", "🟢 Опубліковано")
    ad = await steps.job(outside)
    assert ad.name == "Старший менеджер"
    assert ad.fields["education"] == 68


@pytest.mark.thorough
async def test_a_draft_needs_no_type_and_is_published_later(phone: Phone, outside: Outside) -> None:
    shown = await steps.prepare(phone)
    assert "після збереження чернетки на сайті — теж" in shown.text
    page = await steps.tap(phone, "Як чернетку", "🔗")
    assert "📝 Чернетка" in page.text
    ad = await steps.job(outside)
    assert not ad.active
    assert ad.publication is None
    assert (await steps.balance(outside))["standart_job"] == 5
    assert "🔒" in page.text
    await steps.tap(phone, "До публікації", "Так буде на")
    await steps.choose_type(phone)
    await steps.tap(phone, "Опублікувати", "🟢 Опубліковано")
    assert (await steps.job(outside)).active
    assert (await steps.balance(outside))["standart_job"] == 4


async def test_a_double_tap_publishes_once(phone: Phone, outside: Outside) -> None:
    await steps.prepare(phone)
    shown = await steps.choose_type(phone)
    publish = shown.button("Опублікувати").value
    for _ in range(3):
        await phone.press(publish, shown.message_id)
    await phone.see("🟢 Опубліковано")
    await phone.see("Оновлено")
    assert (await steps.job(outside)).active
    assert (await steps.balance(outside))["standart_job"] == 4


@pytest.mark.thorough
async def test_a_published_vacancy_opens_its_page_under_the_same_account(phone: Phone) -> None:
    await steps.publish(phone)
    await steps.tap(phone, "🗂 Вакансія", "вести клієнтів")
    await steps.tap(phone, "📣 Опублікувати", "Від якого акаунта")
    await steps.tap(phone, "Work.ua · Ромашка", "🟢 Опубліковано")


@pytest.mark.thorough
async def test_one_vacancy_under_two_accounts(phone: Phone, outside: Outside) -> None:
    await steps.employer(
        outside,
        people.KAVA_LOGIN,
        people.KAVA_PASSWORD,
        people.KAVA,
        balance={"standart_job": 1},
    )
    await steps.publish(phone)
    await steps.say(phone, "/accounts", "Акаунти роботодавця")
    await steps.connect(phone, "Кава", people.KAVA_LOGIN, people.KAVA_PASSWORD)
    await steps.say(phone, "/vacancies", "Вакансії")
    await steps.tap(phone, steps.TITLE, "вести клієнтів")
    await steps.prepare(phone, "Кава")
    priced = await steps.choose_type(phone)
    assert "остання" in priced.text
    await steps.tap(phone, "Опублікувати", "🟢 Опубліковано")
    listed = await steps.say(phone, "/status", "Публікації")
    assert "Ромашка" in listed.text
    assert "Кава" in listed.text
    assert [one.active for one in await steps.jobs(outside)] == [True, True]


@pytest.mark.thorough
async def test_dictionaries_that_do_not_come_can_be_asked_for_again(
    phone: Phone, outside: Outside
) -> None:
    await outside.work_ua.fault(path="/available-publications", kind="status", status=500)
    await steps.tap(phone, "📣 Опублікувати", "Від якого акаунта")
    await steps.tap(phone, "Work.ua · Ромашка", "не віддав довідники")
    await outside.work_ua.control("DELETE", "/faults")
    await steps.tap(phone, "Ще раз", "Категорія")


@pytest.mark.thorough
async def test_cancelling_on_the_way_keeps_what_was_chosen(phone: Phone) -> None:
    await steps.tap(phone, "📣 Опублікувати", "Від якого акаунта")
    await steps.tap(phone, "Work.ua · Ромашка", "Категорія")
    await steps.tap(phone, "Адміністрація", "Обрано")
    await steps.say(phone, "/cancel", "Чернетку збережено")
    await steps.say(phone, "/vacancies", "Вакансії")
    await steps.tap(phone, steps.TITLE, "вести клієнтів")
    await steps.tap(phone, "📣 Опублікувати", "Від якого акаунта")
    shown = await steps.tap(phone, "Work.ua · Ромашка", "Так буде на")
    assert "Адміністрація" in shown.text
