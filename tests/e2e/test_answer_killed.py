"""A process that is killed while a refusal is on its way tells the candidate once."""

from collections.abc import AsyncIterator

import pytest

from tests.cradle import Cradle
from tests.e2e import people, steps
from tests.e2e.by_code import Story, begun, known
from tests.e2e.conftest import Home
from tests.e2e.databases import ask
from tests.e2e.house import OnItsOwn, Outside
from tests.e2e.leaks import search
from tests.e2e.mornings import State

pytestmark = [pytest.mark.thorough, pytest.mark.begins(State.BEGUN)]
_ASKED = r"/negotiations/[a-z_0-9]+/\d+$"


@pytest.fixture
async def house(outside: Outside, home: Home, loaded: Cradle) -> AsyncIterator[OnItsOwn]:
    """`vidhuk run`, known to HeadHunter."""
    one = OnItsOwn(home.folder, outside, home.database, await known(outside), cradle=loaded)
    await one.start()
    yield one
    await one.stop()
    assert search(one) == []


async def test_a_kill_between_a_refusal_and_its_answer_tells_the_candidate_once(
    house: OnItsOwn, outside: Outside
) -> None:
    story = await begun(outside)
    phone, site = story.phone, story.site
    await story.connect()
    await story.preview()
    await story.publish()
    response = await story.respond()
    card = await phone.see(people.NAME)
    await site.fault(path=_ASKED, method="PUT", kind="delay", seconds=900, times=1)
    await phone.tap("Відмова", message_id=card.message_id)
    await phone.see("Чому?")
    await steps.tap(phone, "Зарплата", "Оберіть шаблон")
    await steps.tap(phone, "Ввічлива відмова · UK", "Кандидат прочитає")
    sending = await steps.see_button(phone, "Надіслати")
    await phone.tap("Надіслати", message_id=sending.message_id)
    while not await _refusals(story):
        await phone.telegram.get(f"chats/{phone.person}", wait=0.05)
    await house.kill()
    sent = "SELECT state FROM site_actions WHERE application_id IS NOT NULL"
    assert ask(house.database, sent) == [("sending",)]
    while not await _told(story, response):
        await phone.telegram.get(f"chats/{phone.person}", wait=0.05)
    await house.start()
    await phone.see("HeadHunter: відмову надіслано", after=card.message_id - 1)
    assert len(await _told(story, response)) == 1
    assert await _refusals(story) == 1


async def _refusals(story: Story) -> int:
    return len([one for one in await story.site.calls("/negotiations/") if one["method"] == "PUT"])


async def _told(story: Story, response: str) -> list[str]:
    """What the candidate has read."""
    every = await story.site.control("GET", "/responses")
    (kept,) = [one for one in every if one["id"] == response]
    return list(kept["told"])
