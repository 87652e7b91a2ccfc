"""A forum of the team: a topic for each vacancy, a pinned board, and what came today."""

import pytest

from tests.e2e import people, steps
from tests.e2e.house import BOT, Outside
from tests.e2e.mornings import State
from tests.e2e.team import TITLE, cards
from tests.phone import Phone

pytestmark = pytest.mark.begins(State.PUBLISHED)


async def respond(outside: Outside, **more: str) -> None:
    await steps.respond(outside, (await steps.job(outside)).id, type="easy", **more)


async def forum(phone: Phone) -> Phone:
    """A forum that the person has linked as a whole."""
    telegram, everyone = phone.telegram, [phone.person, f"@{BOT}"]
    number = await telegram.group(TITLE, members=everyone, by=phone.person, forum=True)
    group = phone.at(number)
    await group.type("/link")
    await group.see("хоче отримувати тут картки")
    await group.tap("Підтвердити")
    await group.see("✅ Підключено")
    return group


async def page(phone: Phone) -> None:
    """The group's page, in private."""
    await steps.say(phone, "/settings", "Налаштування")
    await steps.tap(phone, "Групи", "Сюди приходять відгуки")
    await steps.tap(phone, TITLE, "Тут говорю")


async def rights(group: Phone, *rights: str) -> None:
    """What the bot may do there from now on."""
    await group.telegram.post(f"chats/{group.chat}/members", promote={f"@{BOT}": list(rights)})


async def test_a_vacancy_has_its_topic_and_the_board_is_pinned(
    phone: Phone, outside: Outside
) -> None:
    group = await forum(phone)
    await page(phone)
    await steps.tap(phone, "Тема на вакансію", "право «Керувати темами»")
    await rights(group, "can_manage_topics", "can_pin_messages")
    await steps.tap(phone, "Тема на вакансію", "У кожної вакансії своя тема")
    await steps.tap(phone, "Дошка", "Дошка вакансій є")
    board = await group.see("📌")
    assert board.thread is None
    assert board.silent
    await respond(outside)
    card = await group.see("🆕 Олена К.")
    (topic,) = (await group.look())["topics"]
    assert (topic["id"], topic["name"]) == (card.thread, steps.TITLE)
    board = await group.see("нових 1")
    assert board.pinned
    asked = await group.type("/today", thread=card.thread)
    today = await group.see("Олена К. ·", after=asked)
    assert today.thread == card.thread
    await group.tap("Беру")
    await group.see("нових 0")
    boards = [one for one in await group.messages() if one.pinned]
    assert [one.message_id for one in boards] == [board.message_id]


@pytest.mark.thorough
async def test_a_topic_that_is_deleted_comes_back_once(phone: Phone, outside: Outside) -> None:
    group, telegram = await forum(phone), phone.telegram
    await rights(group, "can_manage_topics")
    await page(phone)
    await steps.tap(phone, "Тема на вакансію", "У кожної вакансії своя тема")
    await respond(outside)
    card = await group.see("🆕 Олена К.")
    await telegram.post(f"chats/{group.chat}/topics", delete=card.thread)
    await respond(outside, fio="Іван Другий")
    again = await group.see("🆕 Іван Д.")
    assert again.thread not in (None, card.thread)
    await telegram.post(f"chats/{group.chat}/topics", delete=again.thread)
    await respond(outside, fio="Марта Третя")
    assert (await group.see("🆕 Марта Т.")).thread is None
    await phone.see("не виходить тримати тему вакансії")
    assert people.NAME not in "".join(one.text for one in await cards(group))


@pytest.mark.thorough
async def test_a_group_speaks_the_language_chosen_for_it(phone: Phone, outside: Outside) -> None:
    group = await forum(phone)
    await page(phone)
    await steps.tap(phone, "English", "Тут говорю: English")
    await group.see("Change it by the button", after=await group.type("/settings"))
    await respond(outside)
    assert "Take" in " ".join((await group.see("🆕 Олена К.")).buttons)
