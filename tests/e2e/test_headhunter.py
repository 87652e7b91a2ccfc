"""A recruiter's day on HeadHunter: the login page, an ad, candidates that the site calls about."""

import asyncio

import pytest

from tests.e2e import people, steps
from tests.e2e.by_code import Story, begun, known
from tests.e2e.conftest import Opener
from tests.e2e.house import WAIT, OnItsOwn, Outside
from tests.e2e.mornings import State
from tests.phone import Phone, Shown

pytestmark = pytest.mark.begins(State.BEGUN)


@pytest.fixture
async def story(outside: Outside, open_house: Opener) -> Story:
    await open_house(**await known(outside))
    return await begun(outside)


async def _preview(phone: Phone) -> Shown:
    await steps.say(phone, "/new", "крок 1/8")
    await steps.say(phone, steps.TITLE, "крок 2/8")
    await steps.say(phone, steps.DESCRIPTION, "крок 3/8")
    await steps.say(phone, "Київ", "крок 4/8")
    await steps.tap(phone, "Повна зайнятість", "крок 5/8")
    await steps.tap(phone, "Від 1 року", "крок 6/8")
    await steps.say(phone, "25-40 тис", "крок 7/8")
    await steps.tap(phone, "Пропустити", "крок 8/8")
    await steps.say(phone, "Олена, +380 44 000 00 00", "Ще ніде не опубліковано")
    await steps.tap(phone, "📣 Опублікувати", "Від якого акаунта")
    await steps.tap(phone, "HeadHunter · Ромашка", "Так буде на")
    await steps.tap(phone, "Професійна роль", "Напишіть слово з назви")
    await steps.say(phone, "менеджер", "За запитом «менеджер»")
    return await steps.tap(phone, "Менеджер по продажам", "Так буде на")


async def _publish(phone: Phone, expected: str) -> Shown:
    await steps.tap(phone, "Опублікувати", "Тип публікації")
    await steps.tap(phone, "Стандарт", "Спишеться 1 публікація")
    return await steps.tap(phone, "Опублікувати", expected)


async def test_a_day_from_the_login_page_to_a_candidate_whom_no_poll_has_brought(
    story: Story,
) -> None:
    phone, site = story.phone, story.site
    account = await story.connect()
    assert "Стандарт 3" in steps.flat(account.text)
    await _preview(phone)
    page = await _publish(phone, "Стан: 🟢 Опубліковано")
    assert "hh.kz/vacancy" in page.text
    polled = await story.asked("/negotiations/response")
    one = await story.respond(with_photo=True, telegram="@olena_canary", birth_date="1995-03-10")
    card = await phone.see(people.NAME)
    for words in ("HeadHunter · Ромашка", "+380 50 713 5591", people.EMAIL, people.LETTER):
        assert words in steps.flat(card.text), words
    assert card.document is not None
    assert card.button("На сайті").value.startswith("https://hh.kz/resume/")
    await site.control("POST", "/deliveries/again")
    await story.respond(fio="Канарейко Ігор")
    await phone.see("Канарейко Ігор")
    assert len([it for it in await phone.messages() if people.NAME in it.text]) == 1
    assert await story.asked("/negotiations/response") == polled
    stage = {"stage": "discard_by_employer"}
    await site.control("POST", f"/responses/{one}/stage", stage)
    changed = await phone.see("На сайті відмовлено")
    assert changed.message_id == card.message_id


@pytest.mark.thorough
async def test_who_refuses_on_the_page_may_try_again(story: Story) -> None:
    assert "не дозволено" in await story.log_in("refuse")
    await story.phone.see("Доступ до HeadHunter не дозволено")
    await steps.tap(story.phone, "Спробувати ще", "відкриється сторінка HeadHunter")
    await story.connect()


async def test_a_token_that_runs_out_is_renewed_once_and_one_taken_away_is_told_once(
    story: Story,
) -> None:
    await story.connect()
    await _preview(story.phone)
    await _publish(story.phone, "Стан: 🟢 Опубліковано")
    tokens = await story.asked("/token")
    await story.site.control("POST", "/tokens/expire", {})
    await story.respond()
    await story.phone.see(people.NAME)
    assert await story.asked("/token") == tokens + 1
    await story.site.control("POST", "/tokens", {"login": people.LOGIN, "state": "revoke"})
    await story.respond(fio="Канарейко Ігор")
    told = await story.phone.see("HeadHunter скасував доступ бота")
    assert "Ромашка" in told.text


@pytest.mark.thorough
async def test_the_days_limit_holds_back_contacts_and_no_card(story: Story) -> None:
    await story.connect()
    await _preview(story.phone)
    await _publish(story.phone, "Стан: 🟢 Опубліковано")
    await story.site.control("PATCH", "/users", {"login": people.LOGIN, "views": 0})
    await story.respond()
    card = await story.phone.see(people.NAME)
    assert people.EMAIL not in card.text
    assert people.LETTER in card.text


async def test_a_similar_ad_is_asked_about_and_the_archive_too(story: Story) -> None:
    phone = story.phone
    await story.connect()
    await story.site.control(
        "POST",
        "/jobs",
        {"login": people.LOGIN, "name": steps.TITLE, "area": {"id": "115"}},
    )
    await _preview(phone)
    await _publish(phone, "вже є схож")
    await steps.tap(phone, "Все одно опублікувати", "Стан: 🟢 Опубліковано")
    ads = [one for one in await story.site.control("GET", "/jobs") if one["active"]]
    assert len(ads) == 2


async def _killed_at(process: OnItsOwn, story: Story, path: str) -> None:
    """She logs in; the process dies once its request is at the site, which answers nobody."""
    before = await story.asked(path)
    await story.site.fault(path=path, kind="delay", seconds=900, times=1)
    assert "Поверніться в чат" in await story.log_in()
    async with asyncio.timeout(WAIT):
        while await story.asked(path) == before:
            await story.phone.telegram.get(f"chats/{story.phone.person}", wait=0.02)
    await process.kill()
    await process.start()


async def test_killed_on_the_way_from_the_login_page_it_says_what_is_next_or_goes_on(
    process: OnItsOwn, outside: Outside
) -> None:
    process.given = await known(outside)
    await process.start()
    story = await begun(outside)
    await _killed_at(process, story, "/token")  # made, but its pair was told to nobody
    await story.phone.see("не прийняв цей вхід")
    assert await story.asked("/token") == 1
    await steps.tap(story.phone, "Спробувати ще", "Кнопка спрацює один раз")
    await _killed_at(process, story, "/me")  # the pair is kept by now
    await story.phone.see("Як називати цей акаунт?")
    assert await story.asked("/token") == 2
    page = await steps.say(story.phone, "Ромашка", "Тепер це «Ромашка»")
    assert "✅ Працює" in page.text
