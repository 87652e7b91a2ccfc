"""Limits of sending in the emulated Bot API: when it answers 429 and for how long.

Time stands until a test moves it, over HTTP too: no window passes while a machine is busy.
"""

import asyncio
from datetime import timedelta

import pytest
from telegram import InputMediaPhoto
from telegram.error import RetryAfter

from bot.emulator_kit import PacedClock
from handlers.emulator.limits import Limits
from handlers.emulator.refusal import Refusal
from tests.contract.telegram_emulator import SPEC, Line, line, picture

BOT, PERSON, GROUP = 1, 100, -100


class Hand:
    """Real seconds that stand until they are moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture(autouse=True)
def timedeltas(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library warns of every `retry_after` unless it is asked for timedelta."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


def seconds(refusal: RetryAfter) -> int:
    assert isinstance(refusal.retry_after, timedelta)
    return round(refusal.retry_after.total_seconds())


def waits(limits: Limits, chat: int = PERSON, count: int = 1) -> int:
    """0 when the messages were taken, else the `retry_after` of the refusal."""
    try:
        limits.spend(BOT, chat, group=chat < 0, count=count)
    except Refusal as refusal:
        return int((refusal.parameters or {})["retry_after"])
    return 0


async def crowd(tg: Line, many: int) -> list[int]:
    return [(await tg.friend(f"Людина {number}")).person for number in range(many)]


def test_a_private_chat_takes_a_burst_of_three_then_one_a_second(hand: Hand) -> None:
    limits = Limits(PacedClock(real=hand), 0.0)
    assert [waits(limits) for _ in range(4)] == [0, 0, 0, 1]
    hand.now += 0.9
    assert waits(limits) == 1, "the halt is not over"
    for _ in range(5):
        hand.now += 1.0
        assert waits(limits) == 0
        assert waits(limits) == 1
    hand.now += 60.0
    assert [waits(limits) for _ in range(4)] == [0, 0, 0, 1]


def test_a_group_takes_twenty_in_any_minute(hand: Hand) -> None:
    limits = Limits(PacedClock(real=hand), 0.0)
    for _ in range(20):
        assert waits(limits, GROUP) == 0
        hand.now += 1.0
    assert waits(limits, GROUP) == 40
    hand.now += 39.0
    assert waits(limits, GROUP) == 1
    hand.now += 1.0
    assert [waits(limits, GROUP), waits(limits, GROUP)] == [0, 1]


def test_the_limit_for_all_chats_stops_all_chats(hand: Hand) -> None:
    limits = Limits(PacedClock(real=hand), 0.0)
    assert {waits(limits, chat) for chat in range(1, 31)} == {0}
    assert [waits(limits, 31), waits(limits, 32)] == [1, 1]
    hand.now += 1.0
    assert waits(limits, 32) == 0


def test_slack_forgives_a_message_that_came_early(hand: Hand) -> None:
    limits = Limits(PacedClock(real=hand), 0.1)
    assert [waits(limits) for _ in range(3)] == [0, 0, 0]
    hand.now += 0.95
    assert waits(limits) == 0


async def test_over_http_a_refusal_names_the_seconds_and_leaves_no_message(hand: Hand) -> None:
    async with line(slack=0.0, real=hand) as tg:
        phone = await tg.friend()
        for _ in range(3):
            await tg.bot.send_message(phone.person, "так")
        for _ in range(2):
            with pytest.raises(RetryAfter) as refusal:
                await tg.bot.send_message(phone.person, "ні")
            assert seconds(refusal.value) == 1
        assert [one.text for one in await phone.messages()] == ["/start", "так", "так", "так"]


async def test_one_full_chat_does_not_stop_the_others(hand: Hand) -> None:
    async with line(slack=0.0, real=hand) as tg:
        one, other = await crowd(tg, 2)
        for _ in range(3):
            await tg.bot.send_message(one, "x")
        with pytest.raises(RetryAfter):
            await tg.bot.send_message(one, "x")
        await tg.bot.send_message(other, "x")


async def test_pace_makes_every_window_shorter(hand: Hand) -> None:
    pace = 64.0  # a power of two: nothing is rounded
    async with line(pace=pace, slack=0.0, real=hand) as tg:
        phone = await tg.friend()
        number = await tg.telegram.group("Г", members=[phone.person, SPEC.id])
        for _ in range(20):
            await tg.bot.send_message(number, "x")
            hand.now += 1 / pace
        with pytest.raises(RetryAfter) as refusal:
            await tg.bot.send_message(number, "x")
        assert seconds(refusal.value) == 40
        hand.now += 39 / pace
        with pytest.raises(RetryAfter):
            await tg.bot.send_message(number, "x")
        hand.now += 1 / pace
        await tg.bot.send_message(number, "x")


async def test_all_chats_together_take_thirty_a_second(hand: Hand) -> None:
    async with line(slack=0.0, real=hand) as tg:
        people = await crowd(tg, 11)
        sends = [tg.bot.send_message(one, "x") for one in people for _ in range(3)]
        answers = await asyncio.gather(*sends, return_exceptions=True)
        assert sum(isinstance(one, RetryAfter) for one in answers) == 3


async def test_an_album_counts_each_item(hand: Hand) -> None:
    async with line(slack=0.0, real=hand) as tg:
        (person,) = await crowd(tg, 1)
        await tg.bot.send_media_group(person, [InputMediaPhoto(picture())] * 5)
        with pytest.raises(RetryAfter) as refusal:
            await tg.bot.send_message(person, "x")
        assert seconds(refusal.value) == 3


async def test_edits_do_not_use_up_the_chat(hand: Hand) -> None:
    async with line(slack=0.0, real=hand) as tg:
        (person,) = await crowd(tg, 1)
        sent = await tg.bot.send_message(person, "0")
        for number in range(1, 10):
            await sent.edit_text(f"{number}")
