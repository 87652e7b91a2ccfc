"""Publishing that goes wrong: refusals lead to what is wrong, and nothing is ever paid twice."""

from typing import Any

import pytest

from tests.e2e import people, steps
from tests.e2e.house import Outside
from tests.e2e.mornings import State
from tests.phone import Phone

pytestmark = pytest.mark.begins(State.WRITTEN)


@pytest.fixture
async def preview(phone: Phone) -> Phone:
    """On a preview with everything chosen and its cost said."""
    await steps.prepare(phone)
    await steps.choose_type(phone)
    return phone


def _refusal(code: str, words: str) -> dict[str, Any]:
    body = {"status": "error", "errors": [{"id": code, "message": words}]}
    return {"path": "/jobs$", "method": "POST", "kind": "status", "status": 400, "body": body}


async def _paid_once(outside: Outside) -> None:
    assert (await steps.job(outside)).active
    assert (await steps.balance(outside))["standart_job"] == 4


async def test_a_refused_field_is_fixed_and_sent_again(preview: Phone, outside: Outside) -> None:
    words = "оберіть <b>іншу</b> категорію"
    await outside.work_ua.fault(**_refusal("choose_category", words), times=1)
    page = await steps.tap(preview, "Опублікувати", "🔴 Помилка")
    assert words in page.text
    assert "Категорія" in page.text
    assert "🕒" in page.text
    assert page.button("Кому написати").value == "https://t.me/romashka_support"
    await steps.tap(preview, "Виправити: Категорія", "Від однієї до трьох")
    await steps.tap(preview, "Стор. 2", "Обрано")
    await steps.tap(preview, "Медицина", "Медицина, фармацевтика")
    await steps.tap(preview, "Готово", "Так буде на")
    await steps.tap(preview, "Опублікувати", "🟢 Опубліковано")
    await _paid_once(outside)


@pytest.mark.thorough
async def test_a_category_that_the_site_has_no_more_is_asked_for_again(
    preview: Phone, outside: Outside
) -> None:
    medicine = {"id": "10", "name": "Медицина", "name_ua": "Медицина, фармацевтика"}
    await outside.work_ua.fault(**_refusal("choose_category", "немає такої категорії"), times=1)
    lists = {"path": "/dictionaries/category", "kind": "status", "status": 200}
    await outside.work_ua.fault(**lists, body=[medicine])
    await steps.tap(preview, "Опублікувати", "🔴 Помилка")
    asked = await steps.tap(
        preview, "Виправити: Категорія", "більше немає: IT, комп'ютери, інтернет"
    )
    assert "Обрано" not in asked.text
    await steps.tap(preview, "Медицина", "Обрано: Медицина")
    await steps.tap(preview, "Готово", "Так буде на")
    await steps.tap(preview, "Опублікувати", "🟢 Опубліковано")
    assert len(await outside.work_ua.calls("/dictionaries/category")) == 2
    await _paid_once(outside)


@pytest.mark.thorough
async def test_a_refused_title_is_fixed_in_the_vacancy(preview: Phone, outside: Outside) -> None:
    await outside.work_ua.fault(**_refusal("name_stopwords", "назва містить стоп-слово"), times=1)
    await steps.tap(preview, "Опублікувати", "🔴 Помилка")
    await steps.tap(preview, "Виправити: Назва", "Як називається посада?")
    await steps.say(preview, "Керівник продажу", "Так буде на")
    await steps.tap(preview, "Опублікувати", "🟢 Опубліковано")
    assert (await steps.job(outside)).name == "Керівник продажу"


@pytest.mark.thorough
async def test_a_refusal_without_a_field_is_retried(preview: Phone, outside: Outside) -> None:
    await outside.work_ua.fault(**_refusal("strange", "щось не так"), times=1)
    page = await steps.tap(preview, "Опублікувати", "🔴 Помилка")
    assert "щось не так" in page.text
    assert not [one for one in page.buttons if "Виправити" in one]
    await steps.tap(preview, "Повторити", "🟢 Опубліковано")
    await _paid_once(outside)


@pytest.mark.thorough
async def test_pay_that_the_site_has_no_number_for_stands_in_its_comment(
    preview: Phone, outside: Outside
) -> None:
    await steps.tap(preview, "Текст вакансії", "Так буде на")
    await steps.tap(preview, "✏️ Оплата", "Яка оплата?")
    shown = await steps.say(preview, "до 1500 $", "Так буде на")
    assert "до 1 500 $ на місяць" in steps.flat(shown.text)
    await steps.tap(preview, "Опублікувати", "🟢 Опубліковано")
    salary = (await steps.job(outside)).fields["salary"]
    assert salary == {"value": None, "value_max": None, "comment": "до 1500 $/міс"}


async def _left(outside: Outside, **balance: int) -> None:
    """What the company has bought and used, in the site's own cabinet."""
    body = {"company": people.ROMASHKA, "balance": balance}
    await outside.work_ua.control("PUT", "/balance", body)


@pytest.mark.thorough
async def test_no_publication_left_leads_to_the_cabinet_or_a_draft(
    preview: Phone, outside: Outside
) -> None:
    await _left(outside, standart_job=0)
    page = await steps.tap(preview, "Опублікувати", "немає невикористаних публікацій цього типу")
    assert page.button("Кабінет").value.startswith("https://www.work.ua/")
    page.button("Як чернетку")
    shown = await steps.tap(preview, "Змінити", "Так буде на")
    assert "немає невикористаних публікацій" in shown.text
    assert not [one for one in shown.buttons if "Опублікувати" in one]
    await steps.tap(preview, "Як чернетку", "🔗")
    assert not (await steps.job(outside)).active


@pytest.mark.thorough
async def test_another_type_is_taken_where_none_is_left_of_the_chosen_one(
    preview: Phone, outside: Outside
) -> None:
    await _left(outside, standart_job=0, premium_job=1)
    await steps.tap(preview, "Опублікувати", "немає невикористаних публікацій цього типу")
    asked = await steps.tap(preview, "Інший тип", "Тип публікації")
    assert [one for one in asked.buttons if "Стандарт · 0" in steps.flat(one)]
    await steps.tap(preview, "Стандарт · 0", "цього типу не лишилося")
    priced = await steps.tap(preview, "Гаряча", "Спишеться 1 публікація")
    assert "остання" in priced.text
    await steps.tap(preview, "Опублікувати", "🟢 Опубліковано")
    assert (await steps.job(outside)).active
    assert (await steps.balance(outside))["premium_job"] == 0


@pytest.mark.thorough
async def test_publications_bought_meanwhile_are_seen_by_a_tap(
    preview: Phone, outside: Outside
) -> None:
    await _left(outside, standart_job=0)
    await steps.tap(preview, "Опублікувати", "немає невикористаних публікацій цього типу")
    await steps.tap(preview, "Змінити", "Так буде на")
    await _left(outside, standart_job=1)
    await steps.tap(preview, "Оновити", "Спишеться 1 публікація «Стандарт» — остання")
    await steps.tap(preview, "Опублікувати", "🟢 Опубліковано")


async def test_a_lost_answer_is_looked_up_and_never_sent_twice(
    preview: Phone, outside: Outside
) -> None:
    await outside.work_ua.fault(path="/jobs$", method="POST", kind="drop_after", times=1)
    await steps.tap(preview, "Опублікувати", "🟢 Опубліковано")
    await _paid_once(outside)
    posts = [one for one in await outside.work_ua.calls("/jobs") if one["method"] == "POST"]
    assert len(posts) == 1


@pytest.mark.thorough
@pytest.mark.begins(State.WRITTEN, SYNC_INTERVAL="1440")  # no sync meets the lost login first
async def test_a_lost_answer_and_a_lost_login_never_make_two_ads(
    preview: Phone, outside: Outside
) -> None:
    await outside.work_ua.fault(path="/jobs$", method="POST", kind="drop_after", times=1)
    await outside.work_ua.fault(path="/jobs/my", kind="status", status=401)
    await steps.tap(preview, "Опублікувати", "не відповів, чи прийняв запит")
    paused = await preview.see("акаунт на паузі")
    await outside.work_ua.control("DELETE", "/faults")
    await preview.tap("Оновити вхід", message_id=paused.message_id)
    await preview.see("Новий вхід")
    await steps.say(preview, people.PASSWORD, "знову працює")
    result = await preview.see("✅ Опубліковано")
    await preview.tap("Відкрити", message_id=result.message_id)
    await preview.see("🟢 Опубліковано")
    await _paid_once(outside)


@pytest.mark.thorough
@pytest.mark.parametrize("hows", [("status", "drop_before"), ("html", "garbage")])
async def test_a_site_that_stumbles_gets_one_ad(
    preview: Phone, outside: Outside, hows: tuple[str, ...]
) -> None:
    for how in hows:
        status = {"status": 500} if how in ("status", "html") else {}
        await outside.work_ua.fault(path="/jobs$", method="POST", kind=how, times=1, **status)
    await steps.tap(preview, "Опублікувати", "🟢 Опубліковано")
    await _paid_once(outside)


@pytest.mark.thorough
async def test_who_has_gone_elsewhere_is_told_the_result(preview: Phone, outside: Outside) -> None:
    await outside.work_ua.fault(path="/jobs$", method="POST", kind="delay", seconds=90, times=1)
    await steps.tap(preview, "Опублікувати", "Публікую на")
    await steps.say(preview, "/menu", people.ROMASHKA)
    told = await preview.see("✅ Опубліковано")
    assert steps.TITLE in told.text
    await steps.tap(preview, "📣 Відкрити", "🟢 Опубліковано")


@pytest.mark.thorough
async def test_a_request_that_waits_can_be_withdrawn(preview: Phone, outside: Outside) -> None:
    # Refused for the moment: the next try is minutes away.
    rule = {"kind": "status", "status": 429, "headers": {"Retry-After": "3000"}}
    await outside.work_ua.fault(path="/jobs$", method="POST", times=1, **rule)
    await steps.tap(preview, "Опублікувати", "Наступна спроба")
    await steps.tap(preview, "Відкликати", "сайт нічого не отримав")
    assert await steps.jobs(outside) == []
    await preview.see("📝 Чернетка")
