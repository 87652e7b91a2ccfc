"""Updates while the database or Telegram is away: each is handled, its effects once."""

import asyncio
import io
import json
import logging
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from telegram import Bot, Chat, Message, Update, User
from telegram.request import BaseRequest, RequestData

from bot.domain.paces import Paces
from bot.domain.workspace import Person
from bot.ports import DatabaseUnavailable
from handlers.inbox import MOST_STARTS, Inbox, PersonByPerson, Poller
from tests.fakes import BOT_ID, MORNING, FakeClock, Fragile, MemoryStore
from tests.fakes.store.kinds import CONVERSATIONS
from tests.fakes.store.kinds import INBOX as ROWS
from tests.logs import product_log

OLENA = User(5_000_000_001, "Олена", is_bot=False)


@dataclass(slots=True)
class Desk:
    """An inbox on a database that fails when a test says so."""

    clock: FakeClock = field(default_factory=lambda: FakeClock(hurried=True))
    store: MemoryStore = field(init=False)
    uow: Fragile = field(init=False)
    inbox: Inbox = field(init=False)

    def __post_init__(self) -> None:
        self.store = MemoryStore(self.clock)
        self.uow = Fragile(self.store.uow)
        self.inbox = Inbox(self.uow, BOT_ID, self.clock, Paces())

    def fail(self, times: int, *, after: int = 0) -> None:
        """The transactions fail that come after so many."""

        async def away() -> None:
            if times > 1:
                self.fail(times - 1)
            raise DatabaseUnavailable("OperationalError")

        self.uow.before(after + 1, away)

    async def take(self, update: Update) -> None:
        assert await self.inbox.take([update]) == [update]

    def states(self) -> list[str]:
        return [one.state for one in self.store.rows(ROWS)]

    async def move(self, update: Update) -> None:
        """What a use case does: its effect and the done mark in one transaction."""
        key = self.inbox.keys[update.update_id]
        person = Person(OLENA.id, OLENA.id, key)
        async with self.uow.person(person) as tx:
            await tx.conversations.save(await tx.conversations.of(person))
            await tx.commit()

    @property
    def moves(self) -> int:
        return sum(one.version - 1 for one in self.store.rows(CONVERSATIONS))


@pytest.fixture
def desk() -> Desk:
    return Desk()


def _update(number: int) -> Update:
    chat = Chat(OLENA.id, Chat.PRIVATE)
    return Update(number, Message(number, MORNING, chat, from_user=OLENA, text="так"))


async def test_a_database_that_is_away_is_waited_for_and_told_of_once(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    desk.fail(3)
    await desk.take(_update(1))
    desk.fail(2)
    assert await desk.inbox.next_offset() == 2
    assert desk.clock.slept == [timedelta(seconds=2)] * 5
    told = [one.getMessage() for one in caplog.records if one.levelno > logging.DEBUG]
    failed = "the inbox's database failed: OperationalError"
    assert told == [failed, "the inbox's database works again"] * 2


async def test_a_done_mark_that_failed_is_made_later(desk: Desk) -> None:
    await desk.take(_update(1))
    desk.fail(2)
    await desk.inbox.finish(1, failed=False)
    assert desk.states() == ["done"]


async def test_a_handler_that_met_no_database_is_run_again(desk: Desk) -> None:
    update = _update(1)
    await desk.take(update)
    desk.fail(2)
    await desk.inbox.handled(1, lambda: desk.move(update))
    assert (desk.moves, desk.states()) == (1, ["done"])


async def test_a_handler_whose_effects_are_stored_is_not_run_again(desk: Desk) -> None:
    update = _update(1)
    await desk.take(update)

    async def commit_without_an_answer() -> None:
        await desk.move(update)
        raise DatabaseUnavailable("OperationalError")

    await desk.inbox.handled(1, commit_without_an_answer)
    assert (desk.moves, desk.states()) == (1, ["done"])


async def test_what_fails_while_the_process_ends_is_left_to_the_next_start(desk: Desk) -> None:
    update = _update(1)
    await desk.take(update)
    desk.inbox.closing = True
    desk.fail(2)
    with pytest.raises(DatabaseUnavailable):
        await desk.inbox.handled(1, lambda: desk.move(update))

    async def handled() -> None:
        """Its handler was run."""

    await PersonByPerson(desk.inbox).do_process_update(update, handled())
    assert desk.states() == ["open"]
    again = Inbox(desk.uow, BOT_ID, desk.clock, Paces())
    assert [one.update_id for one in await again.left_over(Bot("1:x"))] == [1]


async def test_an_update_that_ends_the_process_each_time_is_given_up(desk: Desk) -> None:
    await desk.take(_update(1))
    for _ in range(MOST_STARTS):
        starting = Inbox(desk.uow, BOT_ID, desk.clock, Paces())
        assert [one.update_id for one in await starting.left_over(Bot("1:x"))] == [1]
    assert await Inbox(desk.uow, BOT_ID, desk.clock, Paces()).left_over(Bot("1:x")) == []
    assert desk.states() == ["failed"]


class HalfDeaf(BaseRequest):
    """A Telegram that gives these updates, one answer each, and then hangs."""

    def __init__(self, *answers: list[dict[str, Any]]) -> None:
        self.hangs = asyncio.Event()
        self._answers = list(answers)

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None:
        """Nothing to set up."""

    async def shutdown(self) -> None:
        """Nothing to take down."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *_timeouts: Any,
        **_more: Any,
    ) -> tuple[int, bytes]:
        if not self._answers:
            self.hangs.set()
            await asyncio.Event().wait()
        return 200, json.dumps({"ok": True, "result": self._answers.pop(0)}).encode()


def _poller(desk: Desk, telegram: HalfDeaf, clock: FakeClock) -> Poller:
    bot = Bot("1:x", request=telegram, get_updates_request=telegram)
    return Poller(bot, desk.inbox, asyncio.Queue(), clock, Paces(), ["message"])


async def test_an_update_that_can_not_be_read_ends_nothing_and_is_not_quoted(desk: Desk) -> None:
    password = "пароль-канарка"
    strange = {"update_id": 1, "message": {"text": password}}
    both = [strange, _update(2).to_dict()]  # what was not confirmed comes again
    telegram, said = HalfDeaf(both, both), io.StringIO()
    with product_log(said, "INFO", ()):
        running = asyncio.create_task(_poller(desk, telegram, desk.clock).run())
        await telegram.hangs.wait()
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
    assert desk.states() == ["open"]
    assert "update 1 can't be read" in said.getvalue()
    assert password not in said.getvalue()


async def test_an_update_that_can_not_be_kept_is_dropped_and_takes_no_other_with_it(
    desk: Desk,
) -> None:
    """The library makes a time of a field that it does not know here, and can't write it."""
    user, chat = OLENA.to_dict(), Chat(OLENA.id, Chat.PRIVATE).to_dict()
    left = {"user": user, "status": "left", "until_date": 1}
    change = {"chat": chat, "from": user, "date": 1, "old_chat_member": left}
    strange = {"update_id": 1, "my_chat_member": {**change, "new_chat_member": left}}
    telegram = HalfDeaf([strange, _update(2).to_dict()])
    running = asyncio.create_task(_poller(desk, telegram, desk.clock).run())
    await telegram.hangs.wait()
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    assert desk.states() == ["open"]


async def test_polls_that_hang_for_minutes_are_noticed(desk: Desk) -> None:
    telegram, clock = HalfDeaf([]), FakeClock()
    poller = _poller(desk, telegram, clock)
    heard = [poller.hears]
    running = asyncio.create_task(poller.run())
    await telegram.hangs.wait()
    heard.append(poller.hears)
    clock.advance(minutes=2)
    heard.append(poller.hears)
    clock.advance(minutes=1)
    heard.append(poller.hears)
    assert heard == [False, True, True, False]
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
