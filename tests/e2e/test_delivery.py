"""What is owed to a chat arrives, whatever Telegram or the person does meanwhile."""

from typing import Any

import pytest

from tests.e2e import people, steps
from tests.e2e.house import InTheLoop, Outside
from tests.e2e.mornings import State
from tests.phone import Phone, Shown

pytestmark = pytest.mark.begins(State.PUBLISHED)


async def _cards(phone: Phone) -> list[Shown]:
    return [one for one in await phone.messages() if one.by_bot and "🆕" in one.text]


async def _arrive(outside: Outside, *names: str) -> None:
    ad = await steps.job(outside)
    for at, name in enumerate(names):  # no card speaks of another one's candidate
        mine = {"phone": f"+38067000000{at}", "email": f"canary.{at}@example.com"}
        await steps.respond(outside, ad.id, fio=name, type="easy", text="", **mine)


async def test_who_blocked_the_bot_and_came_back_gets_all_cards(
    phone: Phone, outside: Outside
) -> None:
    await phone.block()
    await _arrive(outside, "Перша Людина", "Друга Людина")
    calls = len(await outside.work_ua.calls("/jobs/responses"))
    while len(await outside.work_ua.calls("/jobs/responses")) < calls + 3:
        await phone.telegram.get(f"chats/{phone.person}", wait=0.2)
    assert await _cards(phone) == []
    await phone.unblock()
    await steps.say(phone, "/start", people.ROMASHKA)
    await phone.see("Перша Людина")
    await phone.see("Друга Людина")
    assert len(await _cards(phone)) == 2


OUTAGES: dict[str, dict[str, Any]] = {
    "500": {"kind": "status", "status": 500},
    "nothing": {"kind": "drop_before"},
    "too many": {
        "kind": "status",
        "status": 429,
        "body": {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 30",
            "parameters": {"retry_after": 30},
        },
    },
    "a page": {"kind": "html", "status": 502},
}


async def test_an_outage_of_telegram_only_delays(phone: Phone, outside: Outside) -> None:
    for outage in OUTAGES.values():
        await outside.telegram.fault(path="/send(Message|Document)", times=2, **outage)
    await _arrive(outside, "Перша Людина", "Друга Людина")
    await phone.see("Перша Людина")
    await phone.see("Друга Людина")
    assert len(await _cards(phone)) == 2


@pytest.mark.parametrize("outage", ["500", pytest.param("nothing", marks=pytest.mark.thorough)])
async def test_a_card_whose_file_never_arrives_goes_without_it(
    phone: Phone, outside: Outside, outage: str
) -> None:
    await outside.telegram.fault(path="/sendDocument", **OUTAGES[outage])
    ad = await steps.job(outside)
    await steps.respond(outside, ad.id, file="pdf")
    card = await phone.see(people.NAME)
    assert "не вдалося надіслати, відкрийте на сайті" in card.text
    assert len(await _cards(phone)) == 1


@pytest.mark.thorough
async def test_polling_goes_on_after_an_outage(phone: Phone, outside: Outside) -> None:
    await outside.telegram.fault(path="/getUpdates", kind="status", status=500, times=3)
    await outside.telegram.fault(path="/getUpdates", kind="garbage", times=2)
    await steps.say(phone, "/menu", people.ROMASHKA)
    await steps.say(phone, "/help", "Як це працює")


@pytest.mark.thorough
async def test_a_whole_day_without_telegram_loses_nothing(
    phone: Phone, outside: Outside, house: InTheLoop
) -> None:
    await outside.telegram.fault(path="/bot", kind="status", status=502)
    await _arrive(outside, "Перша Людина")
    await phone.type("/menu")
    await house.stop()
    await house.start()
    await outside.telegram.control("DELETE", "/faults")
    await phone.see("Перша Людина")
    await phone.see("🟢 Опубліковано 1")


@pytest.mark.parametrize(
    "words",
    [
        "can't parse entities",
        *(
            pytest.param(one, marks=pytest.mark.thorough)
            for one in ("file is no good", "file too big")
        ),
    ],
)
async def test_a_card_that_telegram_refuses_goes_in_another_form(
    phone: Phone, outside: Outside, words: str
) -> None:
    body = {"ok": False, "error_code": 400, "description": f"Bad Request: {words}"}
    await outside.telegram.fault(path="/sendDocument", kind="status", status=400, body=body)
    ad = await steps.job(outside)
    await steps.respond(outside, ad.id, file="pdf")
    card = await phone.see(people.NAME)
    assert "+380 50 713 5591" in card.text
    assert "відкрийте на сайті" in card.text


@pytest.mark.thorough
async def test_an_answer_goes_before_cards_that_wait(phone: Phone, outside: Outside) -> None:
    ad = await steps.job(outside)
    many = {"job_id": ad.id, "count": 40, "type": "easy"}
    await outside.work_ua.control("POST", "/responses/many", many)
    await phone.see("🆕")
    await steps.say(phone, "/help", "Як це працює")
    await steps.say(phone, "/status", "40")
    assert len(await _cards(phone)) <= 40
