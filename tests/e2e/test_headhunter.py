"""A recruiter's day on HeadHunter: the login page, an ad, candidates that the site calls about."""

import asyncio

import pytest

from tests.e2e import people, steps
from tests.e2e.by_code import Story, begun, known
from tests.e2e.conftest import Opener
from tests.e2e.house import WAIT, InTheLoop, OnItsOwn, Outside
from tests.e2e.mornings import State

pytestmark = pytest.mark.begins(State.BEGUN)


@pytest.fixture
async def running(outside: Outside, open_house: Opener) -> InTheLoop:
    """The product, known to HeadHunter."""
    return await open_house(**await known(outside))


@pytest.fixture
async def story(outside: Outside, running: InTheLoop) -> Story:
    return await begun(outside)


async def test_a_day_from_the_login_page_to_a_candidate_whom_no_poll_has_brought(
    story: Story, running: InTheLoop
) -> None:
    phone, site = story.phone, story.site
    account = await story.connect()
    assert "Стандарт 3" in steps.flat(account.text)
    await story.preview()
    page = await story.publish("Стан: 🟢 Опубліковано")
    assert "hh.kz/vacancy" in page.text
    await running.inside.jobs.idle()  # the sync that follows a publication has polled
    polled = await story.asked("/negotiations/response")
    one = await story.respond(with_photo=True, telegram="@olena_canary", birth_date="1995-03-10")
    card = await phone.see(people.NAME)
    for words in ("HeadHunter · Ромашка", "+380 50 713 5591", people.EMAIL, people.LETTER):
        assert words in steps.flat(card.text), words
    assert card.document is not None
    assert card.button("На сайті").value.startswith("https://hh.kz/resume/")
    await site.control("POST", "/deliveries/again")
    await story.respond(fio="Канарейко Ігор", phone="050 000 11 22", email="ihor@example.com")
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


@pytest.mark.thorough
async def test_a_token_that_runs_out_is_renewed_once_and_one_taken_away_is_told_once(
    story: Story,
) -> None:
    await story.connect()
    await story.preview()
    await story.publish("Стан: 🟢 Опубліковано")
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
    await story.preview()
    await story.publish("Стан: 🟢 Опубліковано")
    await story.site.control("PATCH", "/users", {"login": people.LOGIN, "views": 0})
    await story.respond()
    card = await story.phone.see(people.NAME)
    assert people.EMAIL not in card.text
    assert people.LETTER in card.text


@pytest.mark.thorough
async def test_a_similar_ad_is_asked_about_and_the_archive_too(story: Story) -> None:
    phone = story.phone
    await story.connect()
    await story.site.control(
        "POST",
        "/jobs",
        {"login": people.LOGIN, "name": steps.TITLE, "area": {"id": "115"}},
    )
    await story.preview()
    await story.publish("вже є схож")
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


@pytest.mark.thorough
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
