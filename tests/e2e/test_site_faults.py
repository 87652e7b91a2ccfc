"""Feeds that misbehave, and accounts that see one another's responses."""

import pytest

from tests.e2e import people, steps
from tests.e2e.crowd import TOLD, how_many
from tests.e2e.databases import ask
from tests.e2e.house import InTheLoop, Outside
from tests.e2e.mornings import State
from tests.phone import Phone

OPERATOR = 700_000_900
pytestmark = pytest.mark.begins(State.PUBLISHED)


async def _cards(phone: Phone) -> list[str]:
    return [one.text for one in await phone.messages() if one.by_bot and "🆕" in one.text]


async def _read_again(phone: Phone, outside: Outside, times: int) -> None:
    """Return when the feeds were read so often once more."""
    before = len(await outside.work_ua.calls("/jobs/responses"))
    while len(await outside.work_ua.calls("/jobs/responses")) < before + times:
        await phone.telegram.get(f"chats/{phone.person}", wait=0.2)


async def test_pages_served_three_times_and_out_of_order_give_each_card_once(
    phone: Phone, outside: Outside, house: InTheLoop
) -> None:
    ad = await steps.job(outside)
    await outside.work_ua.control("PATCH", "/switches", {"shuffle": True})
    many = {"job_id": ad.id, "count": 60, "type": "easy", "text": ""}
    await outside.work_ua.control("POST", "/responses/many", many)
    await outside.work_ua.control("PATCH", "/switches", {"repeat_pages": 2})
    await _read_again(phone, outside, 6)
    await phone.see("60 нових")
    await steps.respond(outside, ad.id, fio="Остання За Всіма", type="easy", text="")
    await phone.see("Остання За Всіма")
    await steps.say(phone, "/status", "61")
    # Each stands in one message: whom the pages of such a message show, test_candidates.py sees.
    assert await how_many(phone) == 61
    assert ask(house.database, f"SELECT count(DISTINCT subject_id) FROM notices WHERE {TOLD}") == [
        (61,)
    ]


@pytest.mark.begins(State.PUBLISHED, OPERATORS=str(OPERATOR))
async def test_an_item_without_its_fields_is_kept_aside_sealed_and_told_to_operators_once(
    phone: Phone, outside: Outside, house: InTheLoop
) -> None:
    operator = await outside.phone("Черговий", id=OPERATOR)
    await steps.say(operator, "/start", "Оберіть мову")
    ad = await steps.job(outside)
    await steps.respond(outside, ad.id, fio="Таємна Людина", without=["id"])
    await steps.respond(outside, ad.id, fio="Ціла Людина", type="easy", text="")
    told = await operator.see("Work.ua")
    assert "Таємна" not in await operator.as_text()
    await phone.see("Ціла Людина")
    await _read_again(phone, outside, 3)
    again = [one for one in await operator.messages() if one.text == told.text]
    assert len(again) == 1
    assert len(await _cards(phone)) == 1
    assert "Таємна Людина".encode() not in house.kept()


@pytest.mark.thorough
async def test_a_second_user_of_the_same_company_repeats_no_card(
    phone: Phone, outside: Outside
) -> None:
    ad = await steps.job(outside)
    await steps.respond(outside, ad.id, fio="Перша Людина", type="easy", text="")
    await phone.see("Перша Людина")
    await steps.employer(outside, people.MANAGER, people.MANAGER_PASSWORD, admin=True)
    await steps.say(phone, "/accounts", "Акаунти роботодавця")
    await steps.connect(phone, "Менеджерка", people.MANAGER, people.MANAGER_PASSWORD)
    await steps.respond(outside, ad.id, fio="Друга Людина", type="easy", text="")
    await phone.see("Друга Людина")
    await _read_again(phone, outside, 6)
    assert len(await _cards(phone)) == 2
