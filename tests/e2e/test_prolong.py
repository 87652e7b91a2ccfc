"""Keeping an ad up for another term: its cost is said before, it is paid once."""

import pytest

from tests.e2e import people, steps
from tests.e2e.conftest import Opener
from tests.e2e.house import Outside
from tests.e2e.mornings import State
from tests.e2e.three import live_at_headhunter

pytestmark = pytest.mark.begins(State.WRITTEN)


async def test_an_ad_is_prolonged_for_a_cost_that_is_said_before(
    outside: Outside, open_house: Opener
) -> None:
    desk = await live_at_headhunter(outside, open_house)
    asked = await desk.tap("Продовжити", "Продовжити")
    assert "Спишеться публікація: Стандарт. Невикористаних: 2" in steps.flat(asked.text)
    await desk.tap("Ні, лишити", "Стан: 🟢 Опубліковано")
    await desk.tap("Продовжити", "Спишеться публікація")
    await outside.sites["headhunter"].fault(path="prolongate", method="POST", kind="drop_after")
    yes = await steps.see_button(desk.phone, "Так, продовжити")
    for _ in range(2):
        await desk.phone.press(yes.button("Так, продовжити").value, yes.message_id)
    page = await desk.phone.see("Стан: 🟢 Опубліковано")
    await steps.see_button(desk.phone, "Продовжити", at=page)
    (ad,) = await desk.ads("headhunter")
    assert ad["active"]
    companies = await desk.headhunter.control("GET", "/companies")
    (left,) = [one["balance"] for one in companies if one["name"] == people.ROMASHKA]
    assert left["HH_STANDARD"] == 1


@pytest.mark.thorough
async def test_where_none_is_left_the_way_leads_to_the_cabinet(
    outside: Outside, open_house: Opener
) -> None:
    desk = await live_at_headhunter(outside, open_house)
    body = {"company": people.ROMASHKA, "balance": {"HH_STANDARD": 0}}
    await desk.headhunter.control("PUT", "/balance", body)
    await desk.tap("Змінити", "Зміни на")  # counts what is left anew
    await steps.say(desk.phone, "/status", "Публікації")
    await desk.tap(steps.TITLE, "Стан: 🟢 Опубліковано")
    asked = await desk.tap("Продовжити", "не лишилося")
    assert not [one for one in asked.buttons if "Так, продовжити" in one]
