"""Many at once are handled where they are leafed through: the page turns, what was done stays."""

import pytest

from tests.e2e import steps
from tests.e2e.house import Outside
from tests.e2e.mornings import State
from tests.phone import Phone, Shown

SLOW = {"PACE": "2", "SYNC_INTERVAL": "1440"}
"""Five seconds to think better of a refusal; and all come in the one pass that is asked for."""
CAME = 6

pytestmark = pytest.mark.begins(State.PUBLISHED, **SLOW)


async def test_a_candidate_is_taken_put_off_and_refused_on_a_page_that_turns(
    phone: Phone, outside: Outside
) -> None:
    ad = (await steps.job(outside)).id
    for number in range(CAME):
        await steps.respond(
            outside, ad, fio=f"Денна Людина{number}", type="easy", text="", phone="", email=""
        )
    await phone.type("/sync")
    told = await phone.see(f"{CAME} нових · {steps.TITLE}")
    await _press(phone, "Беру", told)
    await phone.see("✋ Взято в роботу")
    await _turn(phone, told, "▶️", 2)
    await _put_off(phone, told)
    await _turn(phone, told, "▶️", 3)
    await _refuse_and_think_better_of_it(phone, told)
    second = await _turn(phone, told, "◀️", 2)
    assert "⏰ Відкладено" in second.text
    first = await _turn(phone, told, "◀️", 1)
    assert "✋ Взято в роботу" in first.text
    assert "Беру" not in " ".join(first.buttons)
    assert await phone.telegram.violations() == []


async def _put_off(phone: Phone, told: Shown) -> None:
    assert "✋" not in (await _now(phone, told)).text
    await _press(phone, "Пізніше", told)
    await _press(phone, "1 година", told)
    await phone.see("⏰ Відкладено")


async def _refuse_and_think_better_of_it(phone: Phone, told: Shown) -> None:
    await _press(phone, "Відмова", told)
    await phone.see("Чому?")
    await steps.tap(phone, "Зарплата", "Оберіть шаблон")
    await steps.tap(phone, "Ввічлива відмова · UK", "Текст для кандидата")
    await steps.tap(phone, "Зберегти тут", "Відмову збережено тут")
    refused = await steps.see_button(phone, "Скасувати", at=told)
    assert refused.message_id == told.message_id
    assert "❌ Відмова" in refused.text
    await _press(phone, "Скасувати", told)
    again = await phone.see("🆕 Денна Людина", after=told.message_id - 1)
    assert again.message_id == told.message_id
    assert "❌ Відмова" not in again.text


async def _turn(phone: Phone, told: Shown, way: str, page: int) -> Shown:
    await _press(phone, way, told)
    turned = await steps.see_button(phone, f"{page}/{CAME}", at=told)
    assert turned.message_id == told.message_id
    return turned


async def _now(phone: Phone, told: Shown) -> Shown:
    (found,) = [one for one in await phone.messages() if one.message_id == told.message_id]
    return found


async def _press(phone: Phone, button: str, told: Shown) -> None:
    await steps.see_button(phone, button, at=told)
    assert await phone.tap(button, message_id=told.message_id) is None
