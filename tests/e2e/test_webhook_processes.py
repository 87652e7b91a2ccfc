"""Many processes behind one address: what Telegram posts is handled once, in order per person.

Issue 9, Shows 2: `WEBHOOK_NOTES=50` posts its thousand updates, else CI posts a third of them.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

import pytest

from tests.cradle import Cradle
from tests.e2e import crew, people, steps
from tests.e2e.conftest import Home
from tests.e2e.crew import Recruiter
from tests.e2e.databases import ask
from tests.e2e.house import WAIT, OnItsOwn, Outside, door
from tests.e2e.leaks import search
from tests.e2e.mornings import State, olena
from tests.e2e.noted import noted
from tests.e2e.relay import Relay, relay
from tests.phone import Phone

pytestmark = [
    pytest.mark.on_postgresql,
    pytest.mark.begins(State.PUBLISHED),
    pytest.mark.thorough,
    pytest.mark.long,
]
CHATS, NOTES, ACCOUNTS = 20, int(os.environ.get("WEBHOOK_NOTES", "15")), 2
HALF = NOTES // 2
LOSES = 10
PACE = "30"
"""A greater factor has the processes busy with themselves."""


@dataclass(frozen=True, slots=True)
class Street:
    """Two of `vidhuk bot` and a worker, behind a relay that loses some answers."""

    relay: Relay
    bots: Sequence[OnItsOwn]
    worker: OnItsOwn
    outside: Outside

    async def at_work(self) -> dict[int, Recruiter]:
        """All run; every recruiter, by their id, has a card to reply to."""
        await olena(self.outside)
        team = await crew.hire(self.bots[0], self.outside, CHATS, ACCOUNTS)
        for one in (*self.bots, self.worker):
            await one.start()
        for recruiter in team:
            recruiter.phone.wait = 4 * WAIT
            await recruiter.phone.see(people.ROMASHKA)
        for number, recruiter in enumerate(team):
            given = {"fio": _name(number), "type": "easy", "text": ""}
            await steps.respond(self.outside, recruiter.ad, **given)
        for number, recruiter in enumerate(team):
            await recruiter.phone.see(_name(number))
        await self.worker.stop()  # whose looks at the site would take the machine's time
        return {one.phone.person: one for one in team}

    def count(self, what: str) -> int:
        ((count,),) = ask(self.worker.database, f"SELECT count(*) FROM {what}")
        return int(count)

    async def until_noted(self, phone: Phone, least: int) -> None:
        """So many notes are there. However busy the machine is, one takes less than a second."""
        async with asyncio.timeout(WAIT + least):
            while self.count("notes") < least:
                await phone.pause()

    async def until_handled(self, phone: Phone) -> None:
        """No update is open."""
        async with asyncio.timeout(WAIT):
            while self.count("inbox WHERE state = 'open'"):
                await phone.pause()

    async def stop(self) -> None:
        for one in (*self.bots, self.worker):
            await one.stop()


@pytest.fixture
async def street(home: Home, outside: Outside, loaded: Cradle) -> AsyncIterator[Street]:
    doors = [door(), door()]
    async with relay([one["PUBLIC_URL"] for one in doors], loses=LOSES) as between:
        common = {
            "TELEGRAM_MODE": "webhook",
            "PUBLIC_URL": between.base,
            "PACE": PACE,
            "LOG_LEVEL": "INFO",  # every line of DEBUG would be worded a thousand times
        }
        bots = [
            OnItsOwn(
                home.folder,
                outside,
                home.database,
                {**common, "LISTEN": one["LISTEN"]},
                part="bot",
                cradle=loaded,
            )
            for one in doors
        ]
        worker = OnItsOwn(home.folder, outside, home.database, common, part="worker", cradle=loaded)
        one = Street(between, bots, worker, outside)
        yield one
        await one.stop()
        assert [found for house in (*bots, worker) for found in search(house)] == []


def _name(number: int) -> str:
    return f"Людина {number:02}"


async def _write(team: dict[int, Recruiter], first: int, last: int) -> None:
    """Everybody, all at once, one note after another."""

    async def one(number: int, recruiter: Recruiter) -> None:
        card = await recruiter.phone.see(_name(number))
        for note in range(first, last):
            await recruiter.phone.type(f"нотатка {note}", reply_to=card.message_id)

    await asyncio.gather(*(one(number, each) for number, each in enumerate(team.values())))


async def test_many_updates_some_twice_each_once_and_in_order(
    street: Street, capsys: pytest.CaptureFixture[str]
) -> None:
    team = await street.at_work()
    phone = next(iter(team.values())).phone
    await _write(team, 0, NOTES)
    await street.until_noted(phone, CHATS * NOTES)
    await street.until_handled(phone)
    await street.stop()
    found = await noted(street.worker)
    with capsys.disabled():
        print(  # noqa: T201 - what the test is asked to show
            f"\nupdates {len(set(street.relay.taken))}, posted once more {street.relay.repeats}, "
            f"notes {sum(map(len, found.values()))}"
        )
    assert street.relay.repeats >= CHATS * NOTES // LOSES
    assert found == {one: [f"нотатка {note}" for note in range(NOTES)] for one in team}


async def test_one_of_two_killed_in_the_middle_nothing_is_lost(street: Street) -> None:
    team = await street.at_work()
    phone = next(iter(team.values())).phone
    writing = asyncio.create_task(_write(team, 0, HALF))
    await street.until_noted(phone, CHATS * HALF // 4)
    await street.bots[0].kill()
    await writing
    await street.until_noted(phone, CHATS * HALF)
    await street.stop()
    found = await noted(street.worker)
    assert found == {one: [f"нотатка {note}" for note in range(HALF)] for one in team}
