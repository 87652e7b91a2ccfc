"""What candidates are told: by the site for us, else by the recruiter, who gets the text."""

import pytest

from tests.e2e import people, steps
from tests.e2e.by_code import begun, known
from tests.e2e.conftest import Opener
from tests.e2e.house import Outside
from tests.e2e.mornings import State
from tests.phone import Phone, Shown

SLOW = "2"
"""A pace at which a person has five seconds to think better of it."""


async def _press(phone: Phone, button: str, card: Shown) -> None:
    await steps.see_button(phone, button, at=card)
    assert await phone.tap(button, message_id=card.message_id) is None


async def _reject(phone: Phone, card: Shown, shows: str = "Кандидат прочитає") -> Shown:
    """From the card to the preview of a polite refusal."""
    await _press(phone, "Відмова", card)
    await phone.see("Чому?")
    await steps.tap(phone, "Зарплата", "Оберіть шаблон")
    return await steps.tap(phone, "Ввічлива відмова · UK", shows)


@pytest.mark.begins(State.BEGUN)
async def test_headhunter_tells_a_candidate_once_and_nothing_that_was_undone(
    outside: Outside, open_house: Opener
) -> None:
    await open_house(**{**await known(outside), "PACE": SLOW})
    story = await begun(outside)
    phone, site = story.phone, story.site
    await story.connect()
    await story.preview()
    await story.publish()
    response = await story.respond()
    card = await phone.see(people.NAME)
    preview = await _reject(phone, card)
    for words in ("Олена", steps.TITLE, "Причина: 💰 Зарплата"):
        assert words in preview.text, words
    await steps.tap(phone, "Надіслати", "надішлю відмову за 10 с")
    await steps.tap(phone, "Скасувати", "Скасовано. Кандидат нічого не отримав")
    assert [one for one in await site.calls("/negotiations/") if one["method"] == "PUT"] == []
    await _press(phone, "Запросити", card)
    await phone.see("Оберіть шаблон")
    lacking = await steps.tap(phone, "Запрошення: співбесіда · UK", "Бракує: {дата}, {адреса}")
    assert "Надіслати" not in " ".join(lacking.buttons)
    await steps.tap(phone, "Дата", "Коли?")
    await steps.say(phone, "вівторок, 12:00", "Бракує: {адреса}")
    await steps.tap(phone, "Адреса", "Де?")
    await steps.say(phone, "Хрещатик, 1", "вівторок, 12:00, Хрещатик, 1")
    await steps.tap(phone, "Надіслати", "надішлю запрошення за 10 с")
    await phone.see("HeadHunter: запрошення надіслано")
    (kept,) = [one for one in await site.control("GET", "/responses") if one["id"] == response]
    assert kept["stage"] == "phone_interview"
    (told,) = kept["told"]
    assert "вівторок, 12:00, Хрещатик, 1" in told


@pytest.mark.begins(State.PUBLISHED)
async def test_where_a_site_tells_nothing_the_text_is_given_to_be_sent(
    phone: Phone, outside: Outside
) -> None:
    await steps.respond(outside, (await steps.job(outside)).id)
    card = await phone.see(people.NAME)
    assert "Work.ua відмов не передає" in (await _reject(phone, card, "Текст для кандидата")).text
    here = await steps.tap(phone, "Зберегти тут", "Відмову збережено тут")
    assert "На Work.ua кандидат її не побачить" in here.text
    assert "Дякуємо за інтерес" in here.text
    for button in ("Телефон", "E-mail", "На сайті"):
        here.button(button)
    changed = await phone.see("❌ Відмова · ")
    assert changed.message_id == card.message_id
    assert await phone.telegram.violations() == []
