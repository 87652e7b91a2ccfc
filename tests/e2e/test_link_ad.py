"""An ad made in the cabinet: a candidate answers it, the recruiter links it, the card arrives."""

import pytest

from tests.e2e import people, steps
from tests.e2e.house import Outside
from tests.e2e.mornings import State
from tests.phone import Phone, Shown

pytestmark = pytest.mark.begins(State.CONNECTED)
COOK = "Кухар у кав'ярню"


async def _post(outside: Outside, name: str) -> int:
    """The recruiter's colleague makes an ad in the cabinet."""
    ad = {
        "login": people.LOGIN,
        "name": name,
        "description": "<p>Готувати <b>сніданки</b></p>",
        "publication": "standart_job",
    }
    return int((await outside.work_ua.control("POST", "/jobs", ad))["id"])


async def _cards(phone: Phone) -> list[Shown]:
    return [one for one in await phone.messages() if one.by_bot and "🆕" in one.text]


async def test_an_answer_to_an_unknown_ad_is_told_and_linking_brings_the_card(
    phone: Phone, outside: Outside
) -> None:
    ad = await _post(outside, COOK)
    await steps.respond(outside, ad, type="easy", text="")
    news = await phone.see("Чекає 1 відгук")
    assert COOK in news.text
    assert people.NAME not in news.text
    assert await _cards(phone) == []
    shown = await steps.tap(phone, "🔗 Підключити", "зроблю вакансію")
    assert "Work.ua · Ромашка" in shown.text
    assert f"🔗 www.work.ua/jobs/{ad}/" in shown.text
    await steps.tap(phone, "🔗 Підключити", "Підключено")
    card = await phone.see("🆕")
    assert people.NAME in card.text
    page = await phone.see("Стан: 🟢 Опубліковано")
    assert COOK in page.text
    await steps.tap(phone, "🗂 Вакансія", "сніданки")
    await steps.respond(outside, ad, type="easy", text="", fio="Коваль Ігор")
    await phone.see("Коваль Ігор")
    assert len(await _cards(phone)) == 2
    assert not [one for one in await outside.work_ua.calls("/jobs/") if one["method"] != "GET"]


@pytest.mark.thorough
async def test_a_link_to_every_ad_at_once(phone: Phone, outside: Outside) -> None:
    for number in range(9):
        ad = await _post(outside, f"Посада {number}")
    await steps.respond(outside, ad, type="easy", text="")
    await phone.see("Чекає 1 відгук")
    await steps.tap(phone, "Не підключені: 9", "Сторінка 1 з 2")
    await steps.tap(phone, "Підключити всі 9", "Які відгуки принести?")
    await steps.tap(phone, "Лише нові", "Підключено: 9 з 9")
    assert people.NAME in (await phone.see("🆕")).text
    page = await steps.say(phone, "/status", "Сторінка 1 з 2")
    assert page.text.count("🟢") == 8


@pytest.mark.thorough
async def test_not_now_leaves_it_on_the_accounts_page(phone: Phone, outside: Outside) -> None:
    ad = await _post(outside, COOK)
    await _post(outside, "Пекар")
    await steps.respond(outside, ad, type="easy", text="")
    await phone.see("Чекає 1 відгук")
    await steps.tap(phone, "🔗 Підключити", "зроблю вакансію")
    await steps.tap(phone, "Не зараз", "Відгуки не загубляться")
    await steps.tap(phone, "Не підключено оголошень: 2", "Оберіть")
    await steps.tap(phone, "Пекар", "Нових відгуків поки немає")
    await steps.tap(phone, "🔗 Підключити", "Підключено")
    assert await _cards(phone) == []
