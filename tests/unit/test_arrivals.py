"""Updates that are posted: kept, handled in order by whichever process, each once."""

import json
import random
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from telegram import (
    Bot,
    Chat,
    ChatMemberLeft,
    ChatMemberMember,
    ChatMemberUpdated,
    Message,
    Update,
    User,
)

from bot.domain.paces import Paces
from bot.domain.workspace import Person
from bot.ports import DatabaseUnavailable
from handlers.arrivals import ANSWER, Arrivals
from handlers.inbox import MOST_STARTS, Inbox
from tests.fakes import BOT_ID, MORNING, FakeClock, Fragile, MemoryStore
from tests.fakes.store.kinds import CONVERSATIONS
from tests.fakes.store.kinds import INBOX as ROWS

OLENA, OLEH = (User(5_000_000_001 + one, "Олена", is_bot=False) for one in range(2))
FIRST = 700


@dataclass(slots=True)
class Street:
    """Several processes on one database; `handled` is what their handlers were given."""

    clock: FakeClock = field(default_factory=FakeClock)
    store: MemoryStore = field(init=False)
    uow: Fragile = field(init=False)
    handled: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.store = MemoryStore(self.clock)
        self.uow = Fragile(self.store.uow)

    def process(self, *, ready: bool = True) -> Arrivals:
        inbox = Inbox(self.uow, BOT_ID, self.clock, Paces(), patient=False)

        async def handle(update: Update) -> None:
            await self._note(inbox, update)

        return Arrivals(inbox, Bot("1:x"), handle, set(), ready)

    async def _note(self, inbox: Inbox, update: Update) -> None:
        """What a use case does: its effect and the done mark in one transaction."""
        self.handled.append(update.update_id)
        user = update.effective_user or OLENA
        person = Person(user.id, user.id, inbox.keys[update.update_id])
        async with self.uow.person(person) as tx:
            await tx.conversations.save(await tx.conversations.of(person))
            await tx.commit()

    async def work(self, *processes: Arrivals) -> None:
        """Each job by the next process, until none is left; what waits for a moment gets it."""
        turn = 0
        while self.store.jobs.waiting:
            job = self.store.jobs.take(ANSWER)
            if job is None:
                self.clock.advance(seconds=1)
                continue
            await processes[turn % len(processes)](job)
            turn += 1

    def states(self) -> list[str]:
        return [one.state for one in self.store.rows(ROWS)]

    @property
    def effects(self) -> int:
        return sum(one.version - 1 for one in self.store.rows(CONVERSATIONS))


@pytest.fixture
def street() -> Street:
    return Street()


def _update(number: int, user: User = OLENA) -> Update:
    chat = Chat(user.id, Chat.PRIVATE)
    return Update(number, Message(number, MORNING, chat, from_user=user, text="так"))


def _body(number: int, user: User = OLENA) -> bytes:
    return _update(number, user).to_json().encode()


async def _known(street: Street, process: Arrivals) -> None:
    """An update of long ago: those that follow it wait for nothing."""
    await process.take(_body(FIRST))
    await street.work(process)
    street.clock.advance(minutes=5)


async def test_a_repeated_update_has_no_second_effect(street: Street) -> None:
    process, other = street.process(), street.process()
    await _known(street, process)
    await process.take(_body(FIRST + 1))
    await other.take(_body(FIRST + 1))
    await street.work(process, other)
    await other.take(_body(FIRST + 1))
    assert street.store.jobs.waiting == []
    assert street.handled == [FIRST, FIRST + 1]
    assert street.states() == ["done", "done"]


async def test_an_update_and_its_job_are_one_transaction(street: Street) -> None:
    process = street.process()
    await process.take(_body(FIRST))
    (job,) = street.store.jobs.waiting
    assert (job.task, job.subject, job.lock) == (ANSWER, OLENA.id, f"user:{OLENA.id}")
    assert job.at == street.clock.now() + timedelta(seconds=1)
    await process.take(_body(FIRST + 1, OLEH))
    assert [one.subject for one in street.store.jobs.waiting] == [OLENA.id, OLEH.id]


@pytest.mark.parametrize("seed", range(5))
async def test_what_overtakes_on_its_way_is_put_in_order(street: Street, seed: int) -> None:
    processes, chance = [street.process() for _ in range(3)], random.Random(seed)
    await _known(street, processes[0])
    users = {FIRST + 1 + one: chance.choice((OLENA, OLEH)) for one in range(40)}
    # As far as connections overtake each other.
    arriving = sorted(users, key=lambda one: one + chance.uniform(0, 12))
    for number in arriving:
        await chance.choice(processes).take(_body(number, users[number]))
        if chance.random() < 0.2:
            await chance.choice(processes).take(_body(number, users[number]))
        job = street.store.jobs.take(ANSWER)
        if job is not None:
            await chance.choice(processes)(job)
    await street.work(*processes)
    for user in (OLENA, OLEH):
        own = [one for one in street.handled[1:] if users[one] is user]
        assert own == sorted(one for one in users if users[one] is user)
    assert street.effects == 41


async def test_what_never_comes_holds_nobody_up_for_long(street: Street) -> None:
    process = street.process()
    await _known(street, process)
    await process.take(_body(FIRST + 2))
    assert street.store.jobs.take(ANSWER) is None
    street.clock.advance(seconds=1)
    await process.take(_body(FIRST + 3))
    await street.work(process)
    assert street.handled == [FIRST, FIRST + 2, FIRST + 3]


async def test_an_update_of_nobody_in_particular_is_handled_too(street: Street) -> None:
    here, nobody = Chat(-5, Chat.CHANNEL), Message(1, MORNING, Chat(-5, Chat.CHANNEL), text="так")
    change = ChatMemberUpdated(here, OLENA, MORNING, ChatMemberLeft(OLEH), ChatMemberMember(OLEH))
    process = street.process()
    await process.take(Update(FIRST, channel_post=nobody).to_json().encode())
    await process.take(Update(FIRST + 1, my_chat_member=change).to_json().encode())
    await street.work(process)
    assert sorted(street.handled) == [FIRST, FIRST + 1]
    assert street.states() == ["done", "done"]


async def test_what_a_killed_process_had_in_hand_another_one_handles(street: Street) -> None:
    process, other = street.process(), street.process()
    await _known(street, process)

    async def die(_: Update) -> None:
        raise KeyboardInterrupt

    process.process = die
    await process.take(_body(FIRST + 1))
    job = street.store.jobs.take(ANSWER)
    assert job is not None
    with pytest.raises(KeyboardInterrupt):
        await process(job)
    assert street.states() == ["done", "open"]
    await other(job)
    assert street.states() == ["done", "done"]
    assert street.effects == 2


async def test_an_update_that_ends_each_process_is_given_up(street: Street) -> None:
    process = street.process()
    await _known(street, process)
    await process.take(_body(FIRST + 1))
    await process.take(_body(FIRST + 2))
    key = street.store.rows(ROWS)[1].update.key
    async with street.uow.system() as tx:
        for _ in range(MOST_STARTS):
            await tx.try_update(key)
        await tx.commit()
    await street.work(process)
    assert street.states() == ["done", "failed", "done"]


async def test_a_broken_handler_holds_up_nothing(street: Street) -> None:
    process = street.process()
    await _known(street, process)

    async def broken(update: Update) -> None:
        process.failed.add(update.update_id)

    process.process = broken
    await process.take(_body(FIRST + 1))
    await street.work(process)
    assert (street.states(), process.failed) == (["done", "failed"], set())


async def test_before_telegram_has_told_who_we_are_updates_are_kept(street: Street) -> None:
    process = street.process(ready=False)
    await process.take(_body(FIRST))
    street.clock.advance(minutes=1)
    job = street.store.jobs.take(ANSWER)
    assert job is not None
    await process(job)
    assert street.states() == ["open"]
    process.ready = True
    await street.work(process)
    assert street.states() == ["done"]


async def test_what_was_fetched_before_is_handled_as_well(street: Street) -> None:
    process = street.process()
    fetching = Inbox(street.uow, BOT_ID, street.clock, Paces())
    await fetching.take([_update(FIRST), _update(FIRST + 1, OLEH)])
    assert street.store.jobs.waiting == []
    await process.wake()
    await street.work(process)
    assert sorted(street.handled) == [FIRST, FIRST + 1]


async def test_a_database_that_goes_away_is_left_to_the_next_run(street: Street) -> None:
    process = street.process()
    await _known(street, process)
    await process.take(_body(FIRST + 1))
    job = street.store.jobs.take(ANSWER)
    assert job is not None

    async def away() -> None:
        raise DatabaseUnavailable("OperationalError")

    async def as_the_error_handler_does(update: Update) -> None:
        process.inbox.keys.pop(update.update_id)

    handling, process.process = process.process, as_the_error_handler_does
    with pytest.raises(DatabaseUnavailable):
        await process(job)
    process.process = handling
    street.uow.before(1, away)
    with pytest.raises(DatabaseUnavailable):
        await process(job)
    await process(job)
    assert street.states() == ["done", "done"]
    assert process.inbox.keys == {}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff",
        b"[]",
        b"[" * 100_000,
        b"17",
        b"{}",
        b'{"update_id": "1"}',
        b'{"update_id": true}',
        b'{"update_id": -1}',
        b'{"update_id": 99999999999999999999}',
        b'{"update_id": 1, "message": "secret-canary"}',
        b'{"update_id": 1, "message": {"text": "secret-canary"}}',
    ],
)
async def test_what_is_no_update_is_dropped_and_not_quoted(
    street: Street, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    await street.process().take(body)
    assert (street.states(), street.store.jobs.waiting) == ([], [])
    assert len(caplog.records) == 1
    assert "canary" not in caplog.text


async def test_what_telegram_adds_to_updates_later_is_kept(street: Street) -> None:
    found: dict[str, Any] = json.loads(_body(FIRST))
    await street.process().take(json.dumps({**found, "brand_new": {"is": 1}}).encode())
    (row,) = street.store.rows(ROWS)
    assert json.loads(row.update.payload)["brand_new"] == {"is": 1}
