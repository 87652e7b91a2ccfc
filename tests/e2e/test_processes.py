"""The real program: `vidhuk run` and `vidhuk emulate` as processes that meet only by settings."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.domain.quiet import MOST_CARDS
from tests.e2e import people, steps
from tests.e2e.databases import FILE, Databases
from tests.e2e.house import OnItsOwn, Outside
from tests.e2e.leaks import search
from tests.e2e.mornings import State, olena, open_page
from tests.phone import Phone, Shown


@pytest.fixture
async def published(process: OnItsOwn, outside: Outside) -> Phone:
    """A process, for a story that begins with a live ad; the phone is on its page."""
    await process.start()
    phone = await olena(outside)
    await open_page(phone, State.PUBLISHED)
    return phone


async def _cards(phone: Phone) -> list[Shown]:
    return [one for one in await phone.messages() if one.by_bot and "🆕" in one.text]


async def _answered(phone: Phone, outside: Outside, names: Sequence[str]) -> None:
    """By so few between two looks at the site that each has a card."""
    ad = await steps.job(outside)
    for at in range(0, len(names), MOST_CARDS):
        for name in names[at : at + MOST_CARDS]:
            await steps.respond(outside, ad.id, fio=name, type="easy", text="")
        before = len(await outside.work_ua.calls("/jobs/responses"))
        while len(await outside.work_ua.calls("/jobs/responses")) < before + 2:
            await phone.pause()


@pytest.mark.thorough
async def test_a_day_among_processes(
    far_outside: Outside, tmp_path: Path, databases: Databases
) -> None:
    """Issue 2, Shows 2: nothing but addresses in settings connects the three processes."""
    folder = tmp_path / "house"
    folder.mkdir()
    house = OnItsOwn(folder, far_outside, databases.fresh(folder))
    try:
        await house.start()
        phone = await far_outside.phone("Олена")
        ad = await steps.settle(phone, far_outside)
        await steps.respond(far_outside, ad.id, file="pdf", with_photo=True)
        card = await phone.see(people.NAME)
        assert card.document is not None
        assert (await phone.inline("менеджер"))["results"][0]["title"] == steps.TITLE
        await steps.say(phone, "/status", "📥 1")
        await phone.gone(people.PASSWORD)
        checked = await house.command("check")
        assert "vidhuk_story_bot" in checked
    finally:
        await house.stop()
    assert search(house) == []


@pytest.mark.begins(State.PUBLISHED)
async def test_a_kill_in_mid_delivery_loses_no_card(
    published: Phone, process: OnItsOwn, outside: Outside
) -> None:
    names = [f"Людина {number:02}" for number in range(20)]
    await _answered(published, outside, names)
    await published.see("Людина 03")
    await process.kill()
    await process.start()
    for name in names:
        await published.see(name)
    # A card that was on its way may come twice, the others once.
    assert len(await _cards(published)) <= len(names) + 1


@pytest.mark.begins(State.PUBLISHED)
async def test_a_kill_between_request_and_answer_never_publishes_twice(
    published: Phone, process: OnItsOwn, outside: Outside
) -> None:
    await steps.write(published, "Бариста")
    await steps.prepare(published)
    await steps.choose_type(published)
    await outside.work_ua.fault(path="/jobs$", method="POST", kind="delay", seconds=600, times=1)
    await steps.tap(published, "Опублікувати", "Публікую на")
    while not [one for one in await outside.work_ua.calls("/jobs") if one["method"] == "POST"]:
        await published.pause()
    await process.kill()
    while len([one for one in await steps.jobs(outside) if one.name == "Бариста"]) < 1:
        await published.pause()
    await process.start()
    await published.see("Стан: 🟢 Опубліковано")
    assert len([one for one in await steps.jobs(outside) if one.name == "Бариста"]) == 1


@pytest.mark.begins(State.PUBLISHED)
async def test_a_kill_in_a_dialogue_goes_on_with_the_next_answer(
    published: Phone, process: OnItsOwn
) -> None:
    await steps.say(published, "/new", "крок 1/8")
    await steps.say(published, "Бариста", "крок 2/8")
    await process.kill()
    typed = await published.type("Варити каву й тішити гостей.")
    await process.start()
    await published.see("крок 3/8", after=typed)


@pytest.mark.begins(State.PUBLISHED)
async def test_sigterm_lets_a_message_in_hand_arrive_once(
    published: Phone, process: OnItsOwn, outside: Outside
) -> None:
    await outside.telegram.fault(path="/sendMessage", kind="delay", seconds=6, times=1)
    ad = await steps.job(outside)
    await steps.respond(outside, ad.id, type="easy", text="")
    while not [one for one in await outside.telegram.calls("/sendMessage") if one["fault"]]:
        await published.pause()
    await process.stop()
    await process.start()
    await steps.say(published, "/help", "Як це працює")
    await published.see(people.NAME)
    assert len(await _cards(published)) == 1


@pytest.mark.thorough
@pytest.mark.begins(State.PUBLISHED)
async def test_sigterm_in_a_backlog_sends_no_card_twice(
    published: Phone, process: OnItsOwn, outside: Outside
) -> None:
    names = [f"Людина {number:02}" for number in range(16)]
    await outside.telegram.fault(path="/sendMessage", kind="delay", seconds=250)
    await _answered(published, outside, names)
    await published.see("Людина 02")
    await process.stop()
    assert len(await _cards(published)) < len(names)
    await outside.telegram.control("DELETE", "/faults")
    await process.start()
    for name in names:
        await published.see(name)
    assert len(await _cards(published)) == len(names)


@pytest.mark.thorough
@pytest.mark.begins(State.PUBLISHED)
async def test_sigterm_does_not_wait_for_an_answer_that_hangs(
    published: Phone, process: OnItsOwn, outside: Outside
) -> None:
    await outside.telegram.fault(path="/answerCallbackQuery", kind="delay", seconds=6000, times=1)
    await steps.say(published, "/menu", people.ROMASHKA)
    await published.press("Публікації")
    await published.see("📣 Публікації")
    await process.stop()  # in time
    await process.start()
    await steps.say(published, "/help", "Як це працює")


@pytest.mark.begins(State.PUBLISHED)
@pytest.mark.on_sqlite
async def test_a_second_process_on_the_same_file_refuses_clearly(
    published: Phone, process: OnItsOwn
) -> None:
    second = await process.spawn("run")
    said, complaint = await second.communicate()
    assert second.returncode == 2
    assert said == b""
    assert str(process.folder / FILE) in complaint.decode()
    assert "Traceback" not in complaint.decode()
    await steps.say(published, "/help", "Як це працює")


@pytest.mark.thorough
async def test_a_process_without_telegram_waits_for_it(process: OnItsOwn, outside: Outside) -> None:
    await outside.telegram.fault(path="/bot", kind="drop_before")
    await process.start()
    phone = await outside.phone("Олена")
    said = f"Telegram can't be reached at {outside.telegram.base} (NetworkError): trying"
    while said not in process.log:
        await phone.pause()
    await outside.telegram.control("DELETE", "/faults")
    await steps.begin(phone)


async def test_a_wrong_token_is_said_plainly(process: OnItsOwn) -> None:
    process.given = {"BOT_TOKEN": "1234567:AAwrongwrongwrongwrongwrong"}
    wrong = await process.spawn("run")
    async with asyncio.timeout(20):
        _, complaint = await wrong.communicate()
    assert wrong.returncode == 2
    assert "BOT_TOKEN" in complaint.decode()
    assert "Traceback" not in complaint.decode()


async def test_wrong_settings_are_all_named_at_once(process: OnItsOwn) -> None:
    process.given = {"BOT_TOKEN": "none", "SYNC_INTERVAL": "often", "LISTEN": "here"}
    wrong = await process.spawn("run")
    _, complaint = await wrong.communicate()
    assert wrong.returncode == 2
    for name in process.given:
        assert name in complaint.decode()
