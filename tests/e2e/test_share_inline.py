"""A masked card goes into a chat of colleagues through inline mode; they say what they think."""

import pytest

from tests.e2e import people, steps
from tests.e2e.house import BOT, Outside
from tests.e2e.mornings import State
from tests.e2e.team import NO_ACCESS, colleague
from tests.phone import Phone

pytestmark = pytest.mark.begins(State.PUBLISHED)
MASKED = "Олена К."


async def test_colleagues_vote_on_a_masked_card_and_the_recruiter_sees_it(
    phone: Phone, outside: Outside
) -> None:
    manager = await colleague(phone, outside, "Марта", "керівника")
    stranger = await outside.phone("Чужий")
    await steps.respond(outside, (await steps.job(outside)).id)
    own = await phone.see(people.NAME)
    everyone = [phone.person, manager.person, stranger.person]
    chat = await phone.telegram.group("Друзі", members=everyone)
    found = await phone.at(chat).inline("c олена")
    assert [one["title"] for one in found["results"]] == [MASKED]
    await phone.at(chat).choose(found)
    shared = await manager.at(chat).see(MASKED)
    for secret in (people.NAME, people.EMAIL):
        assert secret not in shared.text
    assert NO_ACCESS in str(await stranger.at(chat).tap("👍 0"))
    assert await manager.at(chat).tap("👎 0") is None
    await _counted(phone.at(chat), "👎 1")
    assert await manager.at(chat).tap("👍 0") is None
    await _counted(phone.at(chat), "👍 1")
    card = await phone.see("👍 1 · 👎 0")
    assert card.message_id == own.message_id
    await _note(manager, shared.button("Нотатка").value)
    await phone.see("«Кличте, сподобалась»")
    start = shared.button("Відкрити в боті").value
    assert start.startswith(f"https://t.me/{BOT}?start=card-")
    await steps.say(manager, f"/start {start.partition('?start=')[2]}", NO_ACCESS)
    await phone.type(f"/start {start.partition('?start=')[2]}")
    assert people.EMAIL in (await phone.see(people.NAME, after=own.message_id)).text
    await steps.say(phone, "/audit", "картку надіслано через @бота")
    assert (await manager.inline("c олена"))["results"] == []
    assert await phone.telegram.violations() == []


async def _note(manager: Phone, url: str) -> None:
    start = url.partition("?start=")[2]
    asked = await steps.say(manager, f"/start {start}", f"Нотатка: {MASKED}")
    assert people.NAME not in asked.text
    await steps.say(manager, "Кличте, сподобалась", "Нотатку записано")


async def _counted(there: Phone, button: str) -> None:
    """The message says so, a moment later."""
    query = {"as": there.person, "timeout": there.wait, "button": button}
    found = await there.telegram.get(f"chats/{there.chat}/wait", **query)
    assert found["found"] is not None, await there.as_text()
