"""Who runs the bot looks how it fares and stops a site: nobody asks it, nothing is lost."""

import asyncio

import aiohttp
import pytest

from tests.e2e import people, steps
from tests.e2e.conftest import Opener
from tests.e2e.house import Outside, door
from tests.e2e.mornings import RECRUITER, State, olena
from tests.logs import open_canaries
from tests.phone import Phone, Shown


async def _cards(phone: Phone) -> list[Shown]:
    return [one for one in await phone.messages() if one.by_bot and "🆕" in one.text]


async def _stop_work_ua(phone: Phone) -> None:
    page = await steps.say(phone, "/health", "Стан бота")
    assert "Work.ua" in page.text
    await phone.tap("⏸ Work.ua", message_id=page.message_id)
    await phone.see("Зупинити Work.ua для всіх?", after=page.message_id - 1)
    await phone.tap("⏸ Зупинити", message_id=page.message_id)
    await phone.see("Зупинено оператором", after=page.message_id - 1)


async def _measured(address: str) -> str:
    async with aiohttp.ClientSession() as http, http.get(f"http://{address}/metrics") as answer:
        return await answer.text()


@pytest.mark.begins(State.PUBLISHED)
async def test_an_operator_stops_a_site_and_lets_it_go_on(
    open_house: Opener, outside: Outside
) -> None:
    house = await open_house(**(listens := door()), OPERATORS=str(RECRUITER))
    phone = await olena(outside)
    ad = await steps.job(outside)
    async with asyncio.timeout(phone.wait):  # the pass of the start
        while not await outside.work_ua.calls("/jobs/responses"):
            await phone.pause()

    await _stop_work_ua(phone)
    await house.inside.jobs.idle()
    asked = len(await outside.work_ua.calls())
    await steps.respond(outside, ad.id, fio=people.NAME, type="easy", text="")
    await steps.say(phone, "/accounts", "тимчасово зупинено оператором")
    await steps.say(phone, "/sync", "тимчасово зупинено оператором")
    await steps.say(phone, "/status", "тимчасово зупинено оператором")
    await house.restart()
    await phone.pause(3)  # three syncs would have come
    assert len(await outside.work_ua.calls()) == asked
    assert await _cards(phone) == []

    said = await steps.say(phone, "/resume_site work_ua", "Стан бота")
    await phone.see("🆕", after=said.message_id)
    await steps.say(phone, "/accounts", "Акаунти роботодавця")
    await house.inside.jobs.idle()
    assert len(await _cards(phone)) == 1

    measured = await _measured(listens["LISTEN"])
    assert 'vidhuk_site_paused{site="work_ua"} 0.0' in measured
    assert 'vidhuk_accounts{site="work_ua",state="active"} 1.0' in measured
    assert "vidhuk_cards_sent_total 1.0" in measured
    assert open_canaries(measured) == []
    assert str(RECRUITER) not in measured


@pytest.mark.thorough
@pytest.mark.begins(State.BEGUN, OPERATORS="1")
async def test_for_anybody_else_there_are_no_such_commands(phone: Phone) -> None:
    unknown = await steps.say(phone, "/no_such_command", "команди")
    for command in ("/health", "/pause_site work_ua", "/resume_site work_ua"):
        said = await steps.say(phone, command, "команди")
        assert said.text == unknown.text
