"""What a vacancy must have of its candidates, from the form to their cards."""

import pytest

from tests.e2e import people, steps
from tests.e2e.house import Outside
from tests.e2e.mornings import State
from tests.phone import Phone

pytestmark = pytest.mark.begins(State.PUBLISHED)


async def test_a_card_says_what_is_missing_and_shows_the_line_behind_each_point(
    phone: Phone, outside: Outside
) -> None:
    await steps.tap(phone, "Вакансія", steps.TITLE)
    await steps.tap(phone, "⭐ Вимоги", "Що кандидат мусить мати?")
    await steps.tap(phone, "CRM", "Що менше пунктів")
    await steps.say(phone, "до 35 років", "закон це забороняє")
    await steps.say(phone, "B2B, водійські права", "Про всіх — одразу")
    await steps.tap(phone, "Готово", "⭐ CRM, B2B, водійські права")
    assert "водійські права" not in str(await steps.job(outside))
    await steps.respond(outside, (await steps.job(outside)).id, text=people.RESUME)
    card = await phone.see("⭐ 2/3 · бракує: водійські права")
    await steps.see_button(phone, "⋯", at=card)
    await phone.tap("⋯", message_id=card.message_id)
    await steps.see_button(phone, "⭐ Вимоги", at=card)
    await phone.tap("⭐ Вимоги", message_id=card.message_id)
    points = await phone.see("⭐ Вимоги вакансії")
    assert "✅ B2B\n↳ «CRM, B2B»" in points.text
    assert "✗ водійські права" in points.text
    await steps.tap(phone, "⭐ Вимоги", "Що кандидат мусить мати?")
    await steps.tap(phone, "від 3", "Одразу — від 3 з 3. Решта — дайджестом о 9:00")
    await phone.see("⭐ 2/3 · бракує: водійські права · нижче порогу (від 3)")
    ihor = {"fio": "Ігор Бондар", "phone": "+380670000021", "email": "ihor@example.com"}
    await steps.respond(outside, (await steps.job(outside)).id, **ihor)
    await steps.tap(phone, "☑️ водійські права", "Одразу — від 2 з 2")
    await phone.see("Ігор")  # who waited for the morning is above the threshold now
    await phone.gone("бракує: водійські права")
    cards = [one for one in await phone.messages() if "⭐ 2/2 · усе є" in one.text]
    assert len(cards) == 2
    assert cards[0].message_id == card.message_id
    assert await phone.telegram.violations() == []
