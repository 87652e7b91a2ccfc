"""How much is heard of one person: strangers are cut short, members never."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from telegram import (
    Bot,
    CallbackQuery,
    Chat,
    ChosenInlineResult,
    InlineQuery,
    Message,
    Update,
    User,
)

from bot.domain.errors import Conflict
from bot.domain.workspace import LANGUAGES, Person
from bot.domain.workspace import User as Met
from handlers import turnstile
from handlers.arrivals import Arrivals, answer_job
from handlers.inbox import Inbox
from tests.fakes import BOT_ID, MORNING
from tests.fakes.store.kinds import INBOX as ROWS
from tests.fakes.store.kinds import NOTICES
from tests.office import Office

STRANGER = User(8_000_000_001, "Хтось", is_bot=False)
MOST = 20
Make = Callable[[int, User], Update]


@dataclass(slots=True)
class Door:
    """A company's inbox."""

    office: Office = field(default_factory=Office)
    inbox: Inbox = field(init=False)

    def __post_init__(self) -> None:
        office = self.office
        self.inbox = Inbox(office.uow, BOT_ID, office.clock, office.paces)

    async def flood(self, make: Make, who: User, times: int, *, first: int = 1) -> int:
        """How many of so many were stored."""
        updates = [make(number, who) for number in range(first, first + times)]
        return len(await self.inbox.take(updates))


@pytest.fixture
async def door() -> Door:
    one = Door()
    await one.office.open()
    return one


def _said(number: int, who: User, *, chat: Chat | None = None, text: str = "так") -> Update:
    here = chat or Chat(who.id, Chat.PRIVATE)
    return Update(number, Message(number, MORNING, here, from_user=who, text=text))


def _guessed(number: int, who: User) -> Update:
    return _said(number, who, text=f"/start {number:032x}")


def _in_group(number: int, who: User) -> Update:
    return _said(number, who, chat=Chat(-500, Chat.SUPERGROUP), text="/status")


def _pressed(number: int, who: User) -> Update:
    return Update(number, callback_query=CallbackQuery(str(number), who, "x", data="1|menu|0|1"))


def _looked_for(number: int, who: User) -> Update:
    return Update(number, inline_query=InlineQuery(str(number), who, "c", ""))


def _chose(number: int, who: User) -> Update:
    return Update(number, chosen_inline_result=ChosenInlineResult("c:1:1", who, "c"))


@pytest.mark.parametrize("make", [_said, _guessed, _in_group, _pressed, _looked_for, _chose])
async def test_a_strangers_flood_is_not_stored(door: Door, make: Make) -> None:
    assert await door.flood(make, STRANGER, 200) == MOST
    assert len(door.office.store.rows(ROWS)) == MOST


async def test_a_strangers_flood_is_not_stored_where_telegram_posts_it(door: Door) -> None:
    async def handle(_: Update) -> None: ...

    arrivals = Arrivals(door.inbox, Bot("1:x"), handle, set(), ready=True)
    for number in range(1, 50):
        await arrivals.take(_said(number, STRANGER).to_json().encode())
    assert len(door.office.store.rows(ROWS)) == MOST


async def test_nobody_waits_for_what_was_dropped(door: Door) -> None:
    """Their numbers would be a gap else, and hold up whoever comes after it."""
    owner, handled = User(door.office.owner.user_id, "Олег", is_bot=False), []

    async def handle(update: Update) -> None:
        handled.append(update.update_id)

    arrivals = Arrivals(door.inbox, Bot("1:x"), handle, set(), ready=True)
    for number in range(1, 50):
        await arrivals.take(_said(number, STRANGER).to_json().encode())
    door.office.clock.advance(timedelta(seconds=5))
    for number in range(50, 200):
        await arrivals.take(_said(number, STRANGER).to_json().encode())
    await arrivals.take(_said(200, owner).to_json().encode())
    await arrivals(answer_job(owner.id))
    assert handled == [200]


async def test_a_member_is_never_cut_short(door: Door) -> None:
    owner = User(door.office.owner.user_id, "Олег", is_bot=False)
    assert await door.flood(_said, owner, 200) == 200


async def test_others_are_heard_beside_a_flood(door: Door) -> None:
    await door.flood(_said, STRANGER, 200)
    other = User(8_000_000_002, "Інша", is_bot=False)
    assert await door.flood(_said, other, 3, first=201) == 3


async def test_who_was_quiet_for_a_minute_is_heard_again(door: Door) -> None:
    await door.flood(_said, STRANGER, 200)
    door.office.clock.advance(timedelta(minutes=1))
    assert await door.flood(_said, STRANGER, 3, first=201) == 3


async def test_who_goes_on_is_heard_no_more_than_the_rate(door: Door) -> None:
    """A flood that never stops: in an hour as much as an hour takes."""
    stored = 0
    for minute in range(60):
        stored += await door.flood(_said, STRANGER, 100, first=minute * 100 + 1)
        door.office.clock.advance(timedelta(minutes=1))
    assert stored <= MOST * 60


async def test_a_stranger_is_told_once_and_only_where_they_were_answered_before(
    door: Door,
) -> None:
    office = door.office
    await door.flood(_said, STRANGER, 100)
    assert office.store.rows(NOTICES) == []
    async with office.uow.person(Person(STRANGER.id, STRANGER.id)) as tx:
        await tx.users.save(Met(STRANGER.id, LANGUAGES[0], "Хтось"))
        await tx.commit()
    office.clock.advance(timedelta(minutes=2))
    await door.flood(_said, STRANGER, 100, first=101)
    assert office.flash(Person(STRANGER.id, STRANGER.id)) == "slow-down"
    assert len(office.store.rows(NOTICES)) == 1


async def test_a_word_that_comes_between_an_answer_stops_nothing(door: Door) -> None:
    office, person = door.office, Person(STRANGER.id, STRANGER.id)
    async with office.uow.person(person) as tx:
        await tx.users.save(Met(STRANGER.id, LANGUAGES[0], "Хтось"))
        await tx.conversations.save(await tx.conversations.of(person))
        await tx.commit()

    async def answer() -> None:
        raise Conflict("conversations")

    await door.flood(_said, STRANGER, MOST)
    office.uow.before(2, answer)  # who it is, the word, and then what is stored
    assert await door.flood(_said, STRANGER, 5, first=100) == 0


async def test_what_is_known_of_senders_stays_small(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turnstile, "MOST_COUNTED", 50)
    gate = turnstile.Turnstile(door.office.uow, BOT_ID, door.office.clock, door.office.paces)

    async def ask(work: Callable[[], Awaitable[bool]]) -> bool:
        return await work()

    for number in range(1, 200):
        await gate.admits(_said(number, User(number, "Хтось", is_bot=False)), ask)
    assert gate.counted == 50


async def test_a_groups_move_and_topics_are_always_heard(door: Door) -> None:
    group = Chat(-500, Chat.SUPERGROUP)
    await door.flood(_said, STRANGER, 100)
    moved = Message(1, MORNING, group, from_user=STRANGER, migrate_to_chat_id=-1005)
    assert len(await door.inbox.take([Update(900, moved)])) == 1
    ours = User(BOT_ID, "vidhuk", is_bot=True)
    assert await door.flood(_in_group, ours, 100, first=1000) == 100
