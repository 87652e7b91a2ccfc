"""Conversations under fire: hasty thumbs, two devices, old messages, and what is no answer."""

import pytest

from tests.contract.telegram_emulator import picture
from tests.e2e import people, steps
from tests.e2e.house import Outside
from tests.e2e.mornings import State
from tests.phone import Phone

DAYS = 24 * 3600
pytestmark = pytest.mark.begins(State.WRITTEN)


async def _to_city(phone: Phone) -> None:
    await steps.say(phone, "/new", "крок 1/8")
    await steps.say(phone, "Бариста", "крок 2/8")
    await steps.say(phone, "Варити каву й тішити гостей.", "крок 3/8")


def _other_device(phone: Phone) -> Phone:
    """The same person's second device: the same chat, another hand."""
    return phone.at(None)


async def test_a_double_tap_moves_one_step_only(phone: Phone) -> None:
    await _to_city(phone)
    question = await steps.say(phone, "Львів", "крок 4/8")
    await phone.press("Повна зайнятість", question.message_id)
    await phone.press("Повна зайнятість", question.message_id)
    await phone.see("крок 5/8")
    await steps.tap(phone, "Від 1 року", "крок 6/8")


async def test_two_devices_that_tap_at_once_are_one_person(phone: Phone) -> None:
    await _to_city(phone)
    question = await steps.say(phone, "Львів", "крок 4/8")
    first = question.button("Повна зайнятість").value
    second = question.button("Проєктна").value
    await phone.press(first, question.message_id)
    await _other_device(phone).press(second, question.message_id)
    await phone.see("крок 5/8")
    shown = await steps.tap(phone, "Назад", "крок 4/8")
    assert "Зараз: Повна зайнятість" in steps.flat(shown.text).replace("\n", " ")


@pytest.mark.thorough
async def test_two_devices_that_answer_one_question_lose_neither_answer(phone: Phone) -> None:
    await steps.say(phone, "/new", "крок 1/8")
    await phone.type("Бариста")
    await _other_device(phone).type("Варити каву й тішити гостей.")
    await phone.see("крок 3/8")
    shown = await steps.tap(phone, "Назад", "крок 2/8")
    assert "Варити каву" in shown.text


async def test_start_in_mid_flow_leads_home_and_keeps_what_was_typed(phone: Phone) -> None:
    await _to_city(phone)
    await steps.say(phone, "/start", people.ROMASHKA)
    offer = await steps.say(phone, "/new", "Продовжити чернетку «Бариста»?")
    assert "на кроці 3 з 8" in offer.text
    await steps.tap(phone, "Продовжити", "крок 3/8")


@pytest.mark.thorough
async def test_start_while_a_login_is_typed_forgets_it(phone: Phone) -> None:
    await steps.say(phone, "/accounts", "Акаунти роботодавця")
    await steps.tap(phone, "Додати акаунт", "Який сайт підключаємо?")
    await steps.tap(phone, "Work.ua", "логін (e-mail)")
    await steps.say(phone, people.MANAGER, "пароль від Work.ua")
    await steps.say(phone, "/start", people.ROMASHKA)
    # What is typed now is no password: nothing waits for one.
    await steps.say(phone, "привіт", "Тут текст не потрібен")


async def test_a_forwarded_text_is_an_answer(phone: Phone) -> None:
    await steps.say(phone, "/new", "крок 1/8")
    await steps.say(phone, "Бариста", "крок 2/8")
    sent = await phone.forward_text("Варити каву й тішити гостей.", "Керівниця")
    await phone.see("крок 3/8", after=sent)


@pytest.mark.thorough
async def test_a_forwarded_message_of_the_bot_is_an_answer_as_any_text(
    phone: Phone,
) -> None:
    page = await steps.say(phone, "/help", "Як це працює")
    await steps.say(phone, "/new", "крок 1/8")
    await steps.say(phone, "Бариста", "крок 2/8")
    helped = await phone.forward_text(page.text, "vidhuk")
    await phone.see("крок 3/8", after=helped)


async def test_an_edited_message_changes_no_answer(phone: Phone) -> None:
    await steps.say(phone, "/new", "крок 1/8")
    typed = await phone.type("Бариста")
    await phone.see("крок 2/8", after=typed)
    await phone.edit(typed, "Кухар")
    await steps.say(phone, "Варити каву й тішити гостей.", "крок 3/8")
    await steps.tap(phone, "Назад", "крок 2/8")
    shown = await steps.tap(phone, "Назад", "крок 1/8")
    assert "Бариста" in shown.text


async def test_an_album_is_told_from_a_text_by_one_screen(phone: Phone) -> None:
    await _to_city(phone)
    album = await phone.send_album(picture(), picture(), picture())
    await phone.see("З картинок текст не беру", after=album + 2)
    (shown,) = await steps.screens(phone, "крок 3/8")
    assert shown.message_id > album
    await steps.say(phone, "Львів", "крок 4/8")


async def test_a_voice_where_text_is_due_leaves_the_question(phone: Phone) -> None:
    await _to_city(phone)
    sent = await phone.voice()
    await phone.see("Тут потрібен текст", after=sent)
    await steps.say(phone, "Львів", "крок 4/8")


async def test_who_blocked_the_bot_in_mid_flow_goes_on_there(phone: Phone) -> None:
    await _to_city(phone)
    await phone.block()
    await phone.unblock()
    await steps.say(phone, "Львів", "крок 4/8")


async def test_a_screen_of_three_days_ago_still_works_and_gives_way(
    phone: Phone, outside: Outside
) -> None:
    page = await phone.see("Ще ніде не опубліковано")
    age = {"chat": phone.person, "as": phone.person, "seconds": 3 * DAYS}
    await outside.telegram.control("POST", "/age", age)
    await steps.tap(phone, "Назад", "🗂 Вакансії")
    await steps.tap(phone, steps.TITLE, "Ще ніде не опубліковано")
    await outside.telegram.control("POST", "/age", age)
    # It is too old to be deleted, so it is emptied.
    below = await steps.say(phone, "/menu", people.ROMASHKA)
    assert below.message_id > page.message_id
    await phone.gone("Ще ніде не опубліковано")
    assert not [one for one in await phone.messages() if one.rows and one != below]
