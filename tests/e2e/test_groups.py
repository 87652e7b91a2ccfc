"""The team's group: candidates come there without what the group should not see."""

import pytest

from tests.e2e import people, steps
from tests.e2e.house import BOT, InTheLoop, Outside
from tests.e2e.mornings import State
from tests.e2e.team import (
    NO_ACCESS,
    TITLE,
    bring,
    cards,
    colleague,
    dismiss,
    joins,
    link_from,
    linked,
)
from tests.phone import Phone, Telegram

pytestmark = pytest.mark.begins(State.PUBLISHED)


async def respond(outside: Outside, **more: str) -> None:
    await steps.respond(outside, (await steps.job(outside)).id, type="easy", **more)


async def test_a_group_is_linked_by_who_manages_it_and_is_its_admin(
    phone: Phone, outside: Outside
) -> None:
    recruiter = await colleague(phone, outside, "Роман", "рекрутера")
    stranger = await outside.phone("Чужий")
    group = await bring(phone, await link_from(phone), members=(recruiter, stranger))
    asked = await group.see("хоче отримувати тут картки")
    assert people.ROMASHKA in asked.text
    assert NO_ACCESS in str(await stranger.at(group.chat).tap("Підтвердити"))
    assert NO_ACCESS in str(await recruiter.at(group.chat).tap("Підтвердити"))
    await group.tap("Підтвердити")
    await group.see("✅ Підключено")
    await group.gone("хоче отримувати тут картки")
    await phone.see("Групу підключено")  # the screen with the link has become the group's page


async def test_a_member_who_is_no_admin_of_the_chat_confirms_nothing(
    phone: Phone, outside: Outside
) -> None:
    admin = await outside.phone("Адмін групи")
    number = await phone.telegram.group(
        TITLE, members=[admin.person, phone.person], by=admin.person
    )
    token = await link_from(phone)
    at = f"chats/{number}/members"
    await phone.telegram.post(at, by=phone.person, add=[f"@{BOT}"], start=token)
    group = phone.at(number)
    await group.see("хоче отримувати тут картки")
    assert "лише адміністратор цієї групи" in str(await group.tap("Підтвердити"))
    await respond(outside)
    await phone.see(people.NAME)
    assert await cards(group) == []


@pytest.mark.thorough
async def test_a_link_brings_the_bot_into_one_group_only(phone: Phone) -> None:
    token = await link_from(phone)
    await bring(phone, token)
    second = await bring(phone, token)
    await phone.see("посилання на групу вже не діє")
    assert [one for one in await second.messages() if one.by_bot] == []


async def test_a_bot_that_somebody_added_without_a_link_says_nothing_but_how_to_link_it(
    phone: Phone, outside: Outside
) -> None:
    other = await outside.phone("Хтось")
    number = await phone.telegram.group("Чат", members=[other.person], by=other.person)
    await phone.telegram.post(f"chats/{number}/members", by=other.person, add=[f"@{BOT}"])
    group = other.at(number)
    for words in ("/start", "/link", "/status", "/help", "/unlink", "/mute 2h"):
        await group.type(words)
    await steps.say(phone, "/menu", people.ROMASHKA)  # everything before was handled
    await group.see("🔌 Тут нічого не підключено")
    assert len([one for one in await group.messages() if one.by_bot]) == 1


async def test_a_masked_card_shows_nobody_and_its_buttons_answer_the_presser_alone(
    phone: Phone, outside: Outside, house: InTheLoop
) -> None:
    recruiter = await colleague(phone, outside, "Роман", "рекрутера")
    manager = await colleague(phone, outside, "Марта", "керівника")
    other = await colleague(phone, outside, "Ігор", "рекрутера")
    await joins(phone, "Роман")
    stranger = await outside.phone("Чужий")
    group = await linked(phone, recruiter, manager, other, stranger)
    ad = (await steps.job(outside)).id
    await steps.respond(outside, ad, file="pdf", with_photo=True, birth_date="1990-02-01")
    card = await group.see("🆕 Олена К.")
    whole = f"{card.text}{card.html}{card.rows}"
    surname = people.NAME.split()[0]
    for secret in (surname, "Іванівна", "713", people.EMAIL, people.LETTER, "1990", "work.ua/"):
        assert secret not in whole, secret
    assert card.document is None
    assert card.photo is None
    assert not card.protected
    for outsider in (stranger, manager, other):
        for button in ("Контакт", "Резюме"):
            refused = str(await outsider.at(group.chat).tap(button))
            assert NO_ACCESS in refused or "Ви не в команді вакансії" in refused
    said = len(await group.messages())
    contact = str(await recruiter.at(group.chat).tap("Контакт"))
    assert people.EMAIL in contact
    assert "+380 50 713 5591" in steps.flat(contact)
    assert "особистий чат" in str(await recruiter.at(group.chat).tap("Резюме"))
    sent = await recruiter.see(people.NAME)
    assert sent.document is not None
    assert len(await group.messages()) == said
    assert people.PHONE_STORED.encode() not in house.kept()


async def test_a_removed_members_buttons_stop_at_once(phone: Phone, outside: Outside) -> None:
    recruiter = await colleague(phone, outside, "Роман", "рекрутера")
    await joins(phone, "Роман")
    group = await linked(phone, recruiter)
    await respond(outside)
    await group.see("🆕 Олена К.")
    theirs = recruiter.at(group.chat)
    assert people.EMAIL in str(await theirs.tap("Контакт"))
    assert TITLE in (await dismiss(phone, "Роман", "власник")).text  # take him out of it, too
    assert NO_ACCESS in str(await theirs.tap("Контакт"))


async def test_whole_cards_are_shown_after_a_warning_and_can_not_be_forwarded(
    phone: Phone, outside: Outside
) -> None:
    group = await linked(phone)
    await phone.see("Групу підключено")
    await steps.tap(phone, "Повні картки", "побачать усі")
    await steps.tap(phone, "Так, показувати", "контакти й файл бачать усі")
    await group.see("Відтепер картки тут повні")
    await steps.respond(outside, (await steps.job(outside)).id, file="pdf", with_photo=True)
    card = await group.see(people.NAME)
    assert people.EMAIL in card.text
    file = await group.see(f"{people.NAME}.pdf")  # the card itself, or what follows it
    assert file.document is not None
    assert card.protected
    assert file.protected
    assert "Фото" not in " ".join(card.buttons)
    with pytest.raises(AssertionError, match="protected"):
        await phone.forward(card.message_id, group.chat)
    await steps.tap(phone, "Без контактів", "Контакт і резюме бачить лише")
    await group.see("Відтепер картки тут без контактів")
    await respond(outside, fio="Іван Другий")
    assert not (await group.see("🆕 Іван Д.")).protected


async def test_only_chosen_vacancies_come(phone: Phone, outside: Outside) -> None:
    group = await linked(phone)
    await phone.see("Групу підключено")
    await steps.tap(phone, "Обрані", "Вакансій не обрано")
    await respond(outside)
    await phone.see(people.NAME)
    assert await cards(group) == []
    await steps.say(phone, "/settings", "Налаштування")
    await steps.tap(phone, "Групи", "Сюди приходять відгуки")
    await steps.tap(phone, TITLE, "Вакансій не обрано")
    await steps.tap(phone, steps.TITLE, "на 1 обрану вакансію")
    await respond(outside, fio="Іван Другий")
    await group.see("🆕 Іван Д.")
    assert len(await cards(group)) == 1


@pytest.mark.thorough
async def test_a_link_from_a_vacancy_brings_its_candidates_alone(phone: Phone) -> None:
    group = await bring(phone, await link_from(phone, "vacancy"))
    await group.see("хоче отримувати тут картки")
    await group.tap("Підтвердити")
    assert "на 1 обрану вакансію" in (await group.see("✅ Підключено")).text


async def test_the_commands_of_a_group(phone: Phone, outside: Outside) -> None:
    recruiter = await colleague(phone, outside, "Роман", "рекрутера")
    group = await linked(phone, recruiter)
    asked = await group.type(f"/status@{BOT}")
    answer = await group.see(steps.TITLE, after=asked)
    assert answer.reply_to == asked
    await group.see("/mute 2h — тиша на", after=await group.type("/help"))
    await group.see("Напишіть, на скільки", after=await group.type("/mute трохи"))
    await group.see("Мовчу до", after=await group.type("/mute 7d"))
    await respond(outside)
    await phone.see(people.NAME)
    assert await cards(group) == []
    theirs = recruiter.at(group.chat)
    asked = await theirs.type("/mute off")  # not theirs to manage
    await group.see("хто підключив групу", after=asked)
    await theirs.type("/unlink")
    await group.see("Знову тут", after=await group.type("/mute off"))
    await group.see("🆕 Олена К.")
    await group.see("Відключити цю групу?", after=await group.type("/unlink"))
    await group.tap("Так, відключити")
    await group.see("🔌 Відключено")
    assert "Цього вже немає" in str(await group.tap("Контакт"))
    await respond(outside, fio="Іван Другий")
    await phone.see("Іван Другий")
    assert len(await cards(group)) == 1


async def test_cards_go_into_the_topic_where_the_bot_was_linked(
    phone: Phone, outside: Outside
) -> None:
    telegram, people_ = phone.telegram, [phone.person, f"@{BOT}"]
    number = await telegram.group(TITLE, members=people_, by=phone.person, forum=True)
    topics = [await topic(telegram, number, name) for name in ("Продажі", "Балачки")]
    group = phone.at(number)
    await group.type("/link", thread=topics[0])
    asked = await group.see("хоче отримувати тут картки")
    assert asked.thread == topics[0]
    await group.tap("Підтвердити")
    await respond(outside)
    assert (await group.see("🆕 Олена К.")).thread == topics[0]
    there = await group.type("/status", thread=topics[1])  # nothing is linked there
    assert (await group.see("Тут нічого не підключено", after=there)).thread == topics[1]
    assert {one.thread for one in await cards(group)} == {topics[0]}
    await telegram.post(f"chats/{number}/topics", delete=topics[0])
    await respond(outside, fio="Іван Другий")
    await phone.see(f"Не можу писати в групу «{TITLE}»")
    assert len(await cards(group)) == 1


async def topic(telegram: Telegram, chat: int, name: str) -> int:
    """A topic that a person has made."""
    return int((await telegram.post(f"chats/{chat}/topics", name=name))["id"])


async def test_a_group_that_becomes_a_supergroup_in_mid_delivery_loses_nothing(
    phone: Phone, outside: Outside
) -> None:
    group = await linked(phone, kind="group")
    ad = (await steps.job(outside)).id
    many = {"job_id": ad, "count": 5, "type": "easy", "fio": people.NAME}
    await outside.work_ua.control("POST", "/responses/many", many)
    await group.see("🆕")
    new = (await phone.telegram.post(f"chats/{group.chat}/migrate"))["id"]
    await respond(outside, fio="Іван Другий")
    there = phone.at(new)
    await there.see("🆕 Іван Д.")
    assert len(await cards(there)) == 6  # the page shows what was said before the move too
    assert people.EMAIL in str(await there.tap("Контакт"))
    await there.see(steps.TITLE, after=await there.type("/status"))


async def test_a_bot_that_is_thrown_out_says_so_once_and_goes_on_when_it_is_back(
    phone: Phone, outside: Outside
) -> None:
    group = await linked(phone)
    at = f"chats/{group.chat}/members"
    await phone.telegram.post(at, remove=[f"@{BOT}"])
    await phone.see(f"Не можу писати в групу «{TITLE}»")
    await respond(outside)
    await respond(outside, fio="Іван Другий")
    await phone.see("Іван Другий")
    await phone.telegram.post(at, add=[f"@{BOT}"])
    await group.see("🆕 Олена К.")
    await group.see("🆕 Іван Д.")
    told = [one for one in await phone.messages() if "Не можу писати в групу" in one.text]
    assert len(told) == 1
    await phone.telegram.post(at, restrict={f"@{BOT}": []})
    await phone.see("Не можу писати в групу", after=told[0].message_id)
    await respond(outside, fio="Марта Третя")
    await phone.see("Марта Третя")
    await phone.telegram.post(at, add=[f"@{BOT}"])
    await group.see("🆕 Марта Т.")
