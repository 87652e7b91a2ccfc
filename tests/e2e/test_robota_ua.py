"""A recruiter's day on Robota.ua: its token, its refusals, and what becomes of its candidates."""

from typing import Any

import pytest

from tests.e2e import people, steps
from tests.e2e.house import Outside
from tests.e2e.mornings import State
from tests.emulated import Emulated
from tests.phone import Phone, Shown

pytestmark = pytest.mark.begins(State.BEGUN)
REASON = "«Порушення правил розміщення»"


@pytest.fixture
async def site(outside: Outside) -> Emulated:
    """Robota.ua with one employer."""
    found = outside.sites["robota_ua"]
    user = {"login": people.LOGIN, "password": people.PASSWORD, "company": people.ROMASHKA}
    await found.control("POST", "/users", {**user, "balance": {"Business": 2}})
    return found


async def _give_login(phone: Phone, password: str, expected: str) -> Shown:
    await steps.tap(phone, "Додати акаунт", "Який сайт підключаємо?")
    await steps.tap(phone, "Robota.ua", "логін (e-mail)")
    await steps.say(phone, people.LOGIN, "пароль від Robota.ua")
    return await steps.say(phone, password, expected)


async def _connect(phone: Phone) -> None:
    await _give_login(phone, people.PASSWORD, "Як називати цей акаунт?")
    await steps.say(phone, "Ромашка", "Тепер це «Ромашка»")


async def _preview(phone: Phone, description: str = steps.DESCRIPTION) -> Shown:
    await steps.say(phone, "/new", "крок 1/8")
    await steps.say(phone, steps.TITLE, "крок 2/8")
    await steps.say(phone, description, "крок 3/8")
    await steps.say(phone, "Київ", "крок 4/8")
    await steps.tap(phone, "Повна зайнятість", "крок 5/8")
    await steps.tap(phone, "Від 1 року", "крок 6/8")
    await steps.say(phone, "25-40 тис", "крок 7/8")
    await steps.tap(phone, "Пропустити", "крок 8/8")
    await steps.say(phone, "Олена, +380 44 000 00 00", "Ще ніде не опубліковано")
    await steps.tap(phone, "📣 Опублікувати", "Від якого акаунта")
    return await steps.tap(phone, "Robota.ua · Ромашка", "Так буде на")


async def _publish(phone: Phone, expected: str) -> Shown:
    await steps.tap(phone, "Опублікувати", "Тип публікації")
    await steps.tap(phone, "Бізнес", "Спишеться 1 публікація")
    return await steps.tap(phone, "Опублікувати", expected)


async def _respond(site: Emulated, **more: Any) -> str:
    whole = {"fio": people.NAME, "phone": people.PHONE, "email": people.EMAIL, "text": "CRM"}
    made = await site.control("POST", "/responses", {**whole, "cover": people.LETTER, **more})
    return str(made["remote_id"])


async def test_a_day_from_the_login_to_a_rejected_candidate(phone: Phone, site: Emulated) -> None:
    await _connect(phone)
    await _preview(phone)
    page = await _publish(phone, "Стан: 🟢 Опубліковано")
    assert "robota.ua/…/vacancy" in page.text
    one = await _respond(site, file="pdf", with_photo=True)
    await _respond(site, fio="Чорна Списка", barred=True)
    await _respond(site, fio="Відмовлена Одразу", folder=7)
    card = await phone.see(people.NAME)
    for words in ("Robota.ua · Ромашка", "+380 50 713 5591", people.EMAIL, people.LETTER):
        assert words in steps.flat(card.text), words
    if card.document is None:  # fetched late, it follows its card
        card_file = await phone.see("📎", after=card.message_id)
        assert card_file.document is not None
    assert card.button("На сайті").value.endswith("-prof")
    await site.control("POST", f"/responses/{one}/folder", {"folder": 7})
    changed = await phone.see("На сайті відмовлено")
    assert changed.message_id == card.message_id
    assert people.NAME in changed.text
    assert not [it for it in await phone.messages() if "Списка" in it.text or "Одразу" in it.text]
    await _take_down(site)
    news = await phone.see("Сайт зняв оголошення")
    assert REASON in news.text
    await steps.say(phone, "/status", "заблоковано сайтом")
    assert REASON in (await steps.tap(phone, steps.TITLE, "зняв це оголошення")).text


async def _take_down(site: Emulated) -> None:
    (job,) = await site.control("GET", "/jobs")
    await site.control("POST", f"/jobs/{job['id']}/state", {"state": "block"})


@pytest.mark.thorough
async def test_a_card_whose_file_came_late_changes_and_there_is_one(
    phone: Phone, site: Emulated
) -> None:
    await _connect(phone)
    await _preview(phone)
    await _publish(phone, "Стан: 🟢 Опубліковано")
    await site.fault(path="/apply/getfile", kind="status", status=502)
    one = await _respond(site, file={"kind": "pdf", "name": "CV.pdf"})
    card = await phone.see("Файл ще завантажується")
    await site.control("DELETE", "/faults")
    await phone.see("CV.pdf", after=card.message_id)
    await site.control("POST", f"/responses/{one}/folder", {"folder": 7})
    await phone.see("На сайті відмовлено")
    cards = [it for it in await phone.messages() if it.by_bot and "🌐 Robota.ua" in it.text]
    assert len(cards) == 1


@pytest.mark.thorough
async def test_a_token_that_is_refused_in_mid_life_costs_one_login_and_no_candidate(
    phone: Phone, site: Emulated
) -> None:
    await _connect(phone)
    await _preview(phone)
    await _publish(phone, "Стан: 🟢 Опубліковано")
    await site.control("POST", "/tokens/expire", {})
    await _respond(site)
    await phone.see(people.NAME)
    assert len(await site.calls("/Login")) == 2


@pytest.mark.thorough
async def test_a_password_changed_on_the_site_pauses_the_account_with_one_notice(
    phone: Phone, site: Emulated
) -> None:
    await _connect(phone)
    change = {"login": people.LOGIN, "password": people.NEW_PASSWORD}
    await site.control("PATCH", "/users", change)
    told = await phone.see("🔑")
    assert "Robota.ua" in told.text
    logins = len(await site.calls("/Login"))
    assert logins == 2
    await steps.say(phone, "/accounts", "Ромашка")
    assert len(await site.calls("/Login")) == logins


@pytest.mark.thorough
async def test_a_refused_publication_shows_the_sites_words_and_is_gone_on_with(
    phone: Phone, site: Emulated
) -> None:
    await _connect(phone)
    await _preview(phone)
    await site.control("PATCH", "/switches", {"profile_incomplete": True})
    page = await _publish(phone, "Заповніть профіль компанії")
    assert "🔴" in page.text or "Помилка" in page.text
    await site.control("PATCH", "/switches", {"profile_incomplete": False})
    await steps.say(phone, "/status", steps.TITLE)
    (job,) = await site.control("GET", "/jobs")
    assert job["state"] == "NotPublicated"
    await steps.tap(phone, steps.TITLE, "Заповніть профіль компанії")


@pytest.mark.thorough
async def test_a_text_that_is_too_short_is_said_before_anything_is_sent(
    phone: Phone, site: Emulated
) -> None:
    await _connect(phone)
    await _preview(phone, "Коротко")
    await _publish(phone, "опис закороткий")
    assert await site.calls("/vacancy/add") == []


async def test_a_site_that_refuses_programs_is_told_of_and_left_alone(
    phone: Phone, site: Emulated
) -> None:
    await site.fault(path="", kind="html")
    told = await _give_login(phone, people.PASSWORD, "не пускає програми")
    assert "Наступна спроба — після:" in told.text
    assert len(await site.calls()) == 1
