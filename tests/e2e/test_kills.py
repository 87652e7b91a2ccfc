"""The real process, killed at moments of all kinds: nothing is lost, little is said twice."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.cradle import Cradle
from tests.e2e import crew, people, steps
from tests.e2e.crew import Recruiter
from tests.e2e.crowd import IN_FLIGHT, TOLD, everyone, how_many, named
from tests.e2e.databases import ask
from tests.e2e.house import WAIT, OnItsOwn, Outside, emulated_process
from tests.e2e.leaks import search
from tests.e2e.mornings import Mornings, State, olena, open_page
from tests.emulated import Emulated
from tests.phone import Phone

PACE = 50.0
RESPONSES, CHATS, ACCOUNTS, KILLS = 200, 40, 5, 20
CROWDS, CROWD = 4, 20
SEED = 20261124


@pytest.fixture
async def slower_outside(tmp_path: Path, loaded: Cradle) -> AsyncIterator[Outside]:
    """Both emulators as processes, at the pace of the kills."""
    folder = tmp_path / "outside"
    folder.mkdir()
    async with AsyncExitStack() as stack:
        telegram, work_ua = [
            await stack.enter_async_context(emulated_process(folder, service, PACE, cradle=loaded))
            for service in ("telegram", "work_ua")
        ]
        found = Outside(telegram, work_ua)
        await found.open()
        yield found


@pytest.fixture
async def slower_house(
    slower_outside: Outside, mornings: Mornings, tmp_path: Path, loaded: Cradle
) -> AsyncIterator[OnItsOwn]:
    """With a live ad; it does not run yet."""
    folder = tmp_path / "house"
    address = await mornings.lay_out(State.PUBLISHED, folder, slower_outside)
    house = OnItsOwn(folder, slower_outside, address, {"PACE": str(PACE)}, cradle=loaded)
    yield house
    await house.stop()
    assert search(house) == []


@pytest.mark.thorough
@pytest.mark.long
async def test_a_process_killed_over_and_over_shows_every_candidate(
    slower_house: OnItsOwn, slower_outside: Outside, capsys: pytest.CaptureFixture[str]
) -> None:
    """Issue 3, Shows 2."""
    house, outside, chance = slower_house, slower_outside, random.Random(SEED)
    team = await _begin(house, outside)
    # An answer that takes its time is what a kill comes between.
    await outside.telegram.fault(path="/send", kind="delay", seconds=2)
    arriving = _arriving(team, chance)
    in_flight = arrived = settled = 0
    for kill in range(1, KILLS + 1):
        due = RESPONSES * kill // KILLS
        half = chance.randint(arrived, due)
        await _respond(outside, arriving, range(arrived, half))
        backlog = max(0, arrived - settled)  # the site may not have been read again so far
        if more := min(backlog, chance.randint(0, 24)):
            await _until(house, team[0].phone, TOLD, least=settled + more)
        await house.kill()
        in_flight += _count(house, IN_FLIGHT)
        settled = _count(house, TOLD)
        await _respond(outside, arriving, range(half, due))
        arrived = due
        await house.start()
    await outside.telegram.control("DELETE", "/faults")
    await _until(house, team[0].phone, TOLD, least=RESPONSES)
    await _until(house, team[0].phone, _OWED)
    shown, carousels = await _all_shown(arriving), _count(house, "kind = 'carousel'")
    missing = RESPONSES - len(shown)
    repeats = sum(shown.values()) - len(shown)
    with capsys.disabled():
        print(  # noqa: T201 - what the test is asked to show
            f"\nresponses {RESPONSES}, cards {sum(shown.values())}, missing {missing}, "
            f"repeats {repeats} of {in_flight} in flight, kills {KILLS}, carousels {carousels}"
        )
    assert missing == 0
    assert carousels > 0
    assert repeats <= in_flight, _troubles(house.log)


async def _begin(house: OnItsOwn, outside: Outside) -> list[Recruiter]:
    """The team is at work, and nothing is owed to anybody."""
    await olena(outside)
    team = await crew.hire(house, outside, CHATS, ACCOUNTS)
    await house.start()
    for recruiter in team:
        await recruiter.phone.see(people.ROMASHKA)
    await _until(house, team[0].phone, _OWED)
    return team


def _arriving(team: Sequence[Recruiter], chance: random.Random) -> list[Recruiter]:
    """Whose ad is answered next; some by so many that they are told of them in carousels."""
    few = RESPONSES - CROWDS * CROWD
    turns = [[team[number % CHATS]] for number in range(few)]
    turns += [[team[number]] * CROWD for number in range(CROWDS)]
    chance.shuffle(turns)
    return [recruiter for turn in turns for recruiter in turn]


def _troubles(log: str) -> str:
    """What the lives complained of."""
    loud = ("[warning", "[error", "[critical")
    return "\n".join(line for line in log.splitlines() if any(one in line for one in loud))


def _name(number: int) -> str:
    return f"Людина {number:03}"


async def _respond(outside: Outside, arriving: Sequence[Recruiter], numbers: range) -> None:
    for number in numbers:
        kind = {"file": "pdf"} if number % 4 == 0 else {"type": "easy", "text": ""}
        await steps.respond(outside, arriving[number].ad, fio=_name(number), **kind)


async def _until(house: OnItsOwn, phone: Phone, which: str, *, least: int = 0) -> None:
    """Return once the process knows of so many such notices; of none for `least` 0.

    However busy the machine is, a card takes less than a second.
    """
    async with asyncio.timeout(WAIT + least):
        while _count(house, which) < least or (_count(house, which) and not least):
            await phone.pause()


_OWED = "state IN ('owed', 'sending', 'gathered')"


def _count(house: OnItsOwn, which: str) -> int:
    """How many notices there are, such as the process knows them."""
    ((count,),) = ask(house.database, f"SELECT count(*) FROM notices WHERE {which}")
    return int(count)


async def _all_shown(arriving: Sequence[Recruiter]) -> Counter[str]:
    """How often each candidate is shown in the right chat, by a card or on a carousel's page."""
    shown: Counter[str] = Counter()
    team = list(dict.fromkeys(arriving))
    chats = await asyncio.gather(*(everyone(one.phone) for one in team))
    for recruiter, said in zip(team, chats, strict=True):
        names = [named(one) for one in said]
        mine = {_name(number) for number, one in enumerate(arriving) if one is recruiter}
        assert set(names) <= mine
        shown.update(names)
    return shown


# -- one kill, at a moment of its own ------------------------------------------------------


@pytest.fixture
async def published(process: OnItsOwn, outside: Outside) -> Phone:
    """A process, for a story that begins with a live ad; the phone is on its page."""
    await process.start()
    phone = await olena(outside)
    await open_page(phone, State.PUBLISHED)
    return phone


async def _cards(phone: Phone) -> list[str]:
    return [one.text for one in await phone.messages() if one.by_bot and "🆕" in one.text]


async def _hangs(emulator: Emulated, phone: Phone, path: str) -> None:
    """Return once a request to a path is held up by a fault."""
    async with asyncio.timeout(WAIT):
        while not any(one["fault"] for one in await emulator.calls(path)):
            await phone.pause()


@pytest.mark.begins(State.PUBLISHED)
async def test_killed_after_page_1_of_3_it_reads_the_other_two(
    published: Phone, process: OnItsOwn, outside: Outside
) -> None:
    await outside.work_ua.fault(
        path="/jobs/responses", kind="delay", seconds=60000, skip=1, times=1
    )
    ad = await steps.job(outside)
    body = {"job_id": ad.id, "count": 120, "fio": "Людина", "type": "easy", "text": ""}
    await outside.work_ua.control("POST", "/responses/many", body)
    await _hangs(outside.work_ua, published, "/jobs/responses")
    await process.kill()
    await process.start()
    await _until(process, published, TOLD, least=120)
    await _until(process, published, _OWED)
    assert 120 <= await how_many(published) <= 240  # the message itself may come once more


@pytest.mark.begins(State.PUBLISHED)
async def test_killed_right_after_a_text_or_a_tap_it_loses_neither(
    published: Phone, process: OnItsOwn
) -> None:
    answers = ["Бариста", "Варити каву й тішити гостей.", "Львів"]
    for number, answer in enumerate(["/new", *answers], 1):
        typed = await published.type(answer)
        await process.kill()
        await process.start()
        await published.see(f"крок {number}/8", after=typed)
    await published.press("Повна зайнятість")
    await process.kill()
    await process.start()
    await published.see("крок 5/8")


@pytest.mark.begins(State.PUBLISHED)
async def test_killed_while_a_resume_is_fetched_it_comes_once_and_whole(
    published: Phone, process: OnItsOwn, outside: Outside
) -> None:
    await outside.work_ua.fault(path="/response_files", kind="delay", seconds=6000, times=1)
    ad = await steps.job(outside)
    await steps.respond(outside, ad.id, file="pdf", text="")
    await _hangs(outside.work_ua, published, "/response_files")
    await process.kill()
    await process.start()
    await published.see(people.NAME)
    await published.see(".pdf")
    await _until(process, published, _OWED)
    found = [one.document for one in await published.messages() if one.document is not None]
    assert len(found) == 1
    assert (await published.download(found[0])).startswith(b"%PDF")


@pytest.mark.thorough
@pytest.mark.begins(State.PUBLISHED)
async def test_killed_while_a_resume_goes_up_its_card_comes_once_more(
    published: Phone, process: OnItsOwn, outside: Outside
) -> None:
    await outside.telegram.fault(path="/sendDocument", kind="delay", seconds=300, times=1)
    ad = await steps.job(outside)
    await steps.respond(outside, ad.id, file="pdf")
    await _hangs(outside.telegram, published, "/sendDocument")
    await process.kill()
    await process.start()
    async with asyncio.timeout(WAIT):
        while len(await _cards(published)) < 2:  # Telegram had both, and nobody can know
            await published.pause()
    await _until(process, published, _OWED)
    assert len(await _cards(published)) == 2
