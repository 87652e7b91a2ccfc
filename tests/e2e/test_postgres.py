"""What only PostgreSQL can do: processes that share the work, a server that goes and returns."""

import asyncio
import random
import tempfile
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cradle import Cradle
from tests.e2e import crew, people, steps
from tests.e2e.conftest import Home
from tests.e2e.crew import Recruiter
from tests.e2e.crowd import IN_FLIGHT, TOLD, everyone, named
from tests.e2e.databases import ask
from tests.e2e.gate import Gate
from tests.e2e.house import WAIT, OnItsOwn, Outside
from tests.e2e.leaks import search
from tests.e2e.mornings import State, olena, open_page
from tests.phone import Phone

pytestmark = [pytest.mark.on_postgresql, pytest.mark.begins(State.PUBLISHED)]
RESPONSES, KILLS, CHATS, ACCOUNTS = 500, 20, 20, 5
SEED = 20261127


@pytest.fixture
async def parts(home: Home, outside: Outside, loaded: Cradle) -> AsyncIterator[list[OnItsOwn]]:
    """`vidhuk bot` and two of `vidhuk worker`, not started yet."""
    made = [
        OnItsOwn(home.folder, outside, home.database, part=part, cradle=loaded)
        for part in ("bot", "worker", "worker")
    ]
    yield made
    for one in made:
        await one.stop()
    assert [found for one in made for found in search(one)] == []


@pytest.fixture
async def gate(home: Home, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Gate]:
    """Open. The folder's name is short: the address of a socket must be."""
    with tempfile.TemporaryDirectory() as folder:
        one = Gate(home.database, Path(folder))
        await one.open()
        yield one
        await one.shut()


async def _settle(outside: Outside) -> Phone:
    phone = await olena(outside)
    await open_page(phone, State.PUBLISHED)
    return phone


async def _logged(phone: Phone, house: OnItsOwn, words: str) -> None:
    async with asyncio.timeout(WAIT):
        while words not in house.log:
            await phone.pause()


def _count(house: OnItsOwn, which: str) -> int:
    """How many such notices there are."""
    ((count,),) = ask(house.database, f"SELECT count(*) FROM notices WHERE {which}")
    return int(count)


async def _reach(phone: Phone, house: OnItsOwn, which: str, least: int) -> None:
    """Return once there are so many such notices."""
    async with asyncio.timeout(4 * WAIT):
        while _count(house, which) < least:
            await phone.pause()


async def test_a_bot_and_workers_share_the_day(parts: list[OnItsOwn], outside: Outside) -> None:
    for one in parts:
        await one.start()
    phone = await _settle(outside)
    ad = await steps.job(outside)
    await steps.respond(outside, ad.id, file="pdf", with_photo=True)
    await phone.see(people.NAME)
    async with asyncio.timeout(WAIT):  # a busy machine sends the file after its card
        while not any(one.document for one in await phone.messages()):
            await phone.pause()
    await steps.say(phone, "/status", "📥 1")


async def test_a_bot_alone_shows_screens_and_a_worker_alone_brings_cards(
    parts: list[OnItsOwn], outside: Outside
) -> None:
    bot, worker, _ = parts
    await bot.start()
    phone = await _settle(outside)
    ad = await steps.job(outside)
    await steps.respond(outside, ad.id, type="easy", text="")
    await steps.say(phone, "/menu", people.ROMASHKA)
    assert ask(bot.database, "SELECT count(*) FROM applications") == [(0,)]
    await worker.start()
    await phone.see(people.NAME)


async def test_what_a_killed_worker_was_reading_another_one_reads(
    parts: list[OnItsOwn], outside: Outside
) -> None:
    bot, first, second = parts
    await outside.work_ua.fault(path="/jobs/responses", kind="delay", seconds=60_000, times=1)
    await bot.start()
    await first.start()
    phone = await _settle(outside)
    async with asyncio.timeout(WAIT):
        while not any(one["fault"] for one in await outside.work_ua.calls("/jobs/responses")):
            await phone.pause()
    await second.start()
    await first.kill()
    ad = await steps.job(outside)
    await steps.respond(outside, ad.id, type="easy", text="")
    phone.wait = 4 * WAIT
    await phone.see(people.NAME)


@pytest.mark.long
async def test_workers_killed_over_and_over_show_every_candidate(
    parts: list[OnItsOwn], outside: Outside, capsys: pytest.CaptureFixture[str]
) -> None:
    """Issue 4, Shows 2."""
    bot, *workers = parts
    chance = random.Random(SEED)
    await olena(outside)
    team = await crew.hire(bot, outside, CHATS, ACCOUNTS)
    for part in parts:
        await part.start()
    # An answer that takes its time is what a kill comes between.
    await outside.telegram.fault(path="/send", kind="delay", seconds=15)
    in_flight = arrived = 0
    for kill in range(1, KILLS + 1):
        due = RESPONSES * kill // KILLS
        for number in range(arrived, due):
            ad = team[number % CHATS].ad
            await steps.respond(outside, ad, fio=_name(number), type="easy", text="")
        arrived = due
        await _reach(team[0].phone, bot, TOLD, chance.randint(arrived // 2, arrived * 3 // 4))
        victim = chance.choice(workers)
        await victim.kill()
        in_flight += _count(bot, IN_FLIGHT)
        await victim.start()
    await outside.telegram.control("DELETE", "/faults")
    await _reach(team[0].phone, bot, TOLD, RESPONSES)
    shown = await _shown(team)
    ((applications,),) = ask(bot.database, "SELECT count(*) FROM applications")
    missing, repeats = RESPONSES - len(shown), sum(shown.values()) - len(shown)
    with capsys.disabled():
        print(  # noqa: T201 - what the test is asked to show
            f"\nresponses {RESPONSES}, applications {applications}, cards {sum(shown.values())}, "
            f"missing {missing}, repeats {repeats} of {in_flight} in flight, kills {KILLS}"
        )
    assert (applications, missing) == (RESPONSES, 0)
    assert repeats <= in_flight


async def _shown(team: list[Recruiter]) -> Counter[str]:
    """How often each candidate is shown in the chats of the team, alone or among many."""
    chats = await asyncio.gather(*(everyone(one.phone) for one in team))
    return Counter(named(text) for said in chats for text in said)


def _name(number: int) -> str:
    return f"Людина {number:03}"


async def test_a_server_that_goes_away_under_load_only_delays(
    home: Home, outside: Outside, gate: Gate, loaded: Cradle
) -> None:
    process = OnItsOwn(home.folder, outside, gate.address, cradle=loaded)
    try:
        await process.start()
        phone = await _settle(outside)
        ad = await steps.job(outside)
        for number in range(3):  # of more than five at once one message would come
            await steps.respond(outside, ad.id, fio=_name(number), type="easy", text="")
        await phone.see(_name(0))
        await gate.shut()
        await phone.type("/new")
        await _logged(phone, process, "the jobs' database failed")
        for number in range(3, 5):
            await steps.respond(outside, ad.id, fio=_name(number), type="easy", text="")
        await gate.open()
        phone.wait = 4 * WAIT
        await phone.see("крок 1/8")
        for number in range(5):
            await phone.see(_name(number))
    finally:
        await process.stop()
    assert search(replace(process, database=home.database)) == []


async def test_a_server_that_is_away_at_the_start_is_waited_for(
    home: Home, outside: Outside, gate: Gate, loaded: Cradle
) -> None:
    await gate.shut()
    process = OnItsOwn(home.folder, outside, gate.address, cradle=loaded)
    phone = await olena(outside)
    starting = asyncio.create_task(process.start())
    try:
        await _logged(phone, process, "the database does not answer; waiting for it")
        await gate.open()
        await starting
        await open_page(phone, State.PUBLISHED)
        assert process.log.count("the database does not answer") == 1
    finally:
        await process.stop()


async def test_a_process_that_waits_for_its_server_ends_when_told(
    home: Home, outside: Outside, gate: Gate, loaded: Cradle
) -> None:
    await gate.shut()
    process = OnItsOwn(home.folder, outside, gate.address, cradle=loaded)
    phone = await olena(outside)
    starting = asyncio.create_task(process.start())
    await _logged(phone, process, "waiting for it")
    await process.stop()
    with pytest.raises(AssertionError, match="it did not start"):
        await starting


async def test_a_schema_that_is_newer_is_left_alone(
    home: Home, outside: Outside, loaded: Cradle
) -> None:
    ask(home.database, "UPDATE alembic_version SET version_num = '9999' RETURNING 1")
    started = await OnItsOwn(home.folder, outside, home.database, cradle=loaded).spawn("worker")
    _, complaint = await started.communicate()
    assert (started.returncode, "Traceback" in complaint.decode()) == (2, False)
    assert "the schema is 9999" in complaint.decode()


async def test_an_address_that_the_server_refuses_is_told(
    home: Home, outside: Outside, loaded: Cradle
) -> None:
    wrong = home.database.replace("_house", "_nowhere")
    started = await OnItsOwn(home.folder, outside, wrong, cradle=loaded).spawn("run")
    _, complaint = await started.communicate()
    assert (started.returncode, "Traceback" in complaint.decode()) == (2, False)
    assert "DATABASE_URL" in complaint.decode()
    assert "does not exist" in complaint.decode()
