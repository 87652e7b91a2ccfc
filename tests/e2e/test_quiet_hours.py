"""Quiet hours over midnight: all that came in them is one message, leafed through in place."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.e2e import people, steps
from tests.e2e.crowd import everyone
from tests.e2e.house import Outside
from tests.e2e.mornings import State
from tests.phone import Phone

pytestmark = pytest.mark.begins(State.PUBLISHED)
CAME = 8


def _nearly_all_day() -> str:
    """Hours that hold midnight and this moment, wherever in the day it is."""
    now = datetime.now(ZoneInfo("Europe/Kyiv"))
    return f"{now - timedelta(hours=1):%H:%M}-{now - timedelta(hours=2):%H:%M}"


async def _read_again(phone: Phone, outside: Outside) -> None:
    """Return once the site's feed was read twice more."""
    before = len(await outside.work_ua.calls("/jobs/responses"))
    while len(await outside.work_ua.calls("/jobs/responses")) < before + 3:
        await phone.telegram.get(f"chats/{phone.person}", wait=0.1)


async def test_what_came_in_quiet_hours_is_one_message_with_pages_and_a_card_by_a_button(
    phone: Phone, outside: Outside
) -> None:
    ad = await steps.job(outside)
    await steps.say(phone, "/settings", "Налаштування")
    await steps.tap(phone, "🔔 Сповіщення", "Тихих годин немає")
    await steps.tap(phone, "Тихі години", "Оберіть або напишіть свої")
    hours = _nearly_all_day()
    await steps.say(phone, hours, f"Тихо {hours.replace('-', '–')}")
    for number in range(1, CAME):
        await steps.respond(outside, ad.id, fio=f"Нічна Людина{number}", type="easy", text="")
    await _read_again(phone, outside)
    await steps.respond(outside, ad.id, file="pdf")
    await _read_again(phone, outside)
    assert await everyone(phone) == []
    await steps.tap(phone, "Тихі години", "Оберіть або напишіть свої")
    await steps.tap(phone, "Вимкнути", "Тихих годин немає")
    told = await phone.see(f"{CAME} нових")
    assert f"{CAME} нових · {steps.TITLE}" in told.text
    shown = await everyone(phone)
    assert len({one.splitlines()[0] for one in shown}) == len(shown) == CAME
    await phone.tap("◀️", message_id=told.message_id)
    last = await steps.see_button(phone, f"{CAME}/{CAME}", at=told)
    assert (last.message_id, last.edited) == (told.message_id, True)
    assert people.EMAIL in last.text
    assert people.PHONE_STORED in str(last.button("Телефон").value)
    await phone.tap("📄 Резюме", message_id=told.message_id)
    card = await phone.see(f"{people.NAME}.pdf", after=told.message_id)
    assert card.document is not None
    await phone.tap("Картками", message_id=told.message_id)
    await phone.see("Нічна Людина7", after=told.message_id)
    assert "Картки кожного — нижче" in (await phone.see("Картки кожного")).text
    assert len(await everyone(phone)) == CAME
