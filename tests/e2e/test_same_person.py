"""One person answers on two sites: one card, a word under it, and the way back."""

import pytest

from tests.e2e import people, steps
from tests.e2e.house import Outside
from tests.e2e.mornings import State
from tests.phone import Phone, Shown

pytestmark = pytest.mark.begins(State.PUBLISHED)


async def _now(phone: Phone, message: Shown) -> str:
    """What the message says by now."""
    (found,) = [one for one in await phone.messages() if one.message_id == message.message_id]
    return steps.flat(found.text)


async def _also_on_robota_ua(phone: Phone, outside: Outside) -> None:
    site = outside.sites["robota_ua"]
    user = {"login": people.LOGIN, "password": people.PASSWORD, "company": people.ROMASHKA}
    await site.control("POST", "/users", {**user, "balance": {"Business": 2}})
    await steps.say(phone, "/accounts", "Акаунти роботодавця")
    await steps.tap(phone, "Додати акаунт", "Який сайт підключаємо?")
    await steps.tap(phone, "Robota.ua", "логін (e-mail)")
    await steps.say(phone, people.LOGIN, "пароль від Robota.ua")
    await steps.say(phone, people.PASSWORD, "Як називати цей акаунт?")
    await steps.say(phone, "Ромашка", "Тепер це «Ромашка»")
    await steps.say(phone, "/vacancies", "Вакансії")
    await steps.tap(phone, steps.TITLE, "Менеджер")
    await steps.tap(phone, "📣 Опублікувати", "Від якого акаунта")
    await steps.tap(phone, "Robota.ua · Ромашка", "Так буде на")
    await steps.tap(phone, "Опублікувати", "Тип публікації")
    await steps.tap(phone, "Бізнес", "Спишеться 1 публікація")
    await steps.tap(phone, "Опублікувати", "Стан: 🟢 Опубліковано")


async def test_one_person_of_two_sites_has_one_card_until_somebody_says_they_are_two(
    phone: Phone, outside: Outside
) -> None:
    await steps.respond(outside, (await steps.job(outside)).id, type="easy", text="")
    first = await phone.see(people.NAME)
    await _also_on_robota_ua(phone, outside)
    again = {"fio": "Olena Kanareiko", "phone": people.PHONE, "text": "CRM"}
    await outside.sites["robota_ua"].control("POST", "/responses", {**again, "file": "pdf"})
    word = await phone.see("Ще один відгук · Robota.ua")
    assert word.reply_to == first.message_id
    assert "♻️ Також Robota.ua, сьогодні" in await _now(phone, first)
    file = await phone.see("Olena Kanareiko.pdf", after=word.message_id)
    assert file.reply_to == word.message_id
    cards = [one for one in await phone.messages() if one.by_bot and "🌐" in one.text]
    assert len(cards) == 1
    await phone.tap("Інша людина", message_id=word.message_id)
    own = await phone.see("🌐 Robota.ua", after=file.message_id)
    assert "✂️ Не та сама людина, що Канарейко Олена" in steps.flat(own.text)
    await phone.see("це інша людина, її картка нижче")
    assert "♻️" not in await _now(phone, first)
    assert "♻️" not in own.text


async def test_two_whom_nothing_joins_are_joined_by_hand_and_taken_apart(
    phone: Phone, outside: Outside
) -> None:
    ad = (await steps.job(outside)).id
    await steps.respond(outside, ad, type="easy", text="")
    first = await phone.see(people.NAME)
    again = {"fio": "Kanareiko Olena", "phone": "067 111-22-33", "email": "second@example.com"}
    await steps.respond(outside, ad, type="easy", text="", **again)
    second = await phone.see("Kanareiko Olena", after=first.message_id)
    await phone.tap("⋯", message_id=second.message_id)
    await steps.see_button(phone, "Об'єднати", at=second)
    await phone.tap("Об'єднати", message_id=second.message_id)
    asked = await phone.see("З ким? Ось схожі", after=second.message_id)
    assert "Канарейко Олена" in asked.text
    found = await steps.say(phone, "Канарейко", "Знайдено:")
    assert "Канарейко Олена" in found.text
    both = await steps.tap(phone, "1. Канарейко", "Це одна людина?")
    for known in (people.EMAIL, "second@example.com"):
        assert known in both.text
    await steps.tap(phone, "Так, об'єднати", "Об'єднано")
    await phone.see("♻️ Також", after=second.message_id - 1)
    assert "♻️ Також" in await _now(phone, first)
    await phone.tap("⋯", message_id=first.message_id)
    await steps.see_button(phone, "Інша людина", at=first)
    await phone.tap("Інша людина", message_id=first.message_id)
    apart = await phone.see("✂️ Не та сама людина, що", after=second.message_id - 1)
    assert "♻️" not in apart.text
