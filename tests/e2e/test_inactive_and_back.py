"""Inactive and back: what was missed is one message, whose names open cards."""

import pytest

from tests.e2e import people, steps
from tests.e2e.house import InTheLoop, Outside
from tests.e2e.mornings import State
from tests.phone import Phone, Shown

pytestmark = pytest.mark.begins(State.PUBLISHED)
MISSED = 9


async def _cards(phone: Phone) -> list[Shown]:
    return [one for one in await phone.messages() if one.by_bot and "🆕" in one.text]


async def test_what_was_missed_comes_as_one_message_and_cards_by_a_tap(
    phone: Phone, outside: Outside, house: InTheLoop
) -> None:
    ad = await steps.job(outside)
    await steps.tap(phone, "Зупинити синхронізацію", "⏸ Неактивна")
    await steps.respond(outside, ad.id, type="easy", text="")
    for number in range(1, MISSED):
        await steps.respond(outside, ad.id, fio=f"Пропущена Людина{number}", type="easy", text="")
    await steps.tap(phone, "Відновити синхронізацію", "Стан: 🟢 Опубліковано")
    told = await phone.see(f"відгукнулось {MISSED} людей")
    assert people.NAME in told.text
    assert people.PHONE_STORED not in told.text
    assert f"…і ще {MISSED - 8}" in told.text
    assert await _cards(phone) == []
    await phone.tap("Канарейко", message_id=told.message_id)
    card = await phone.see("🆕")
    assert people.EMAIL in card.text
    again = await phone.tap("Канарейко", message_id=told.message_id)
    assert "вже є в цьому чаті" in str(again)
    await phone.tap("Увесь список", message_id=told.message_id)
    await phone.see("Сторінка 1 з 2", after=card.message_id)
    await steps.tap(phone, "Стор. 2", f"Людина{MISSED - 1}")
    await steps.tap(phone, f"Усі картки ({MISSED})", f"🆕 Пропущена Людина{MISSED - 1}")
    await house.inside.jobs.idle()
    assert len(await _cards(phone)) == MISSED
    await steps.respond(outside, ad.id, fio="Нова Людина", type="easy", text="")
    await phone.see("🆕 Нова Людина")
    digests = [one for one in await phone.messages() if "Поки відгуки не приходили" in one.text]
    assert len(digests) == 2  # the message, and the list that was opened
