"""The adapter in groups: who is an administrator, and what nobody may forward."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from bot.ports import (
    Delivered,
    Gone,
    GroupStanding,
    Made,
    NoForum,
    NoRight,
    NoTopic,
    TryLater,
    Unanswered,
)
from handlers.group_chats import TelegramGroups
from tests.contract.chat_desk import MENU, Desk, seated
from tests.contract.telegram_emulator import SPEC, line


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async with line() as tg:
        yield await seated(tg)


async def _group(desk: Desk) -> int:
    members = [desk.phone.person, SPEC.id]
    return await desk.tg.telegram.group("Команда", members=members, by=desk.phone.person)


async def test_the_administrators_of_a_group_are_known_to_a_bot_that_is_none(desk: Desk) -> None:
    group = await _group(desk)
    other = await desk.tg.friend("Роман")
    at = f"chats/{group}/members"
    await desk.tg.telegram.post(at, add=[other.person])
    assert await desk.chat.admins(group) == frozenset({desk.phone.person})
    await desk.tg.telegram.post(at, promote={str(other.person): True})
    assert await desk.chat.admins(group) == frozenset({desk.phone.person, other.person})


async def test_of_a_group_without_the_bot_no_administrator_is_known(desk: Desk) -> None:
    group = await _group(desk)
    await desk.tg.telegram.post(f"chats/{group}/members", remove=[SPEC.id])
    assert await desk.chat.admins(group) is None
    await desk.refuse("getChatAdministrators", "Bad Request: something else")
    assert await desk.chat.admins(await _group(desk)) is None


async def test_what_is_said_where_cards_are_whole_is_protected(desk: Desk) -> None:
    group = await _group(desk)
    here = desk.phone.at(group)
    for protect in (True, False):
        address = replace(desk.address, chat_id=group, group=True, protect=protect)
        for view in (MENU, desk.card(), desk.card(resume=None, photo=None)):
            await desk.chat.show(address, view)
            assert (await here.last_of_bot()).protected is protect


# -- topics and pins -------------------------------------------------------------------------


async def _forum(desk: Desk, *rights: str, forum: bool = True) -> tuple[TelegramGroups, int]:
    members = [desk.phone.person, SPEC.id]
    number = await desk.tg.telegram.group(
        "Команда", members=members, by=desk.phone.person, forum=forum
    )
    if rights:
        at = f"chats/{number}/members"
        await desk.tg.telegram.post(at, promote={str(SPEC.id): list(rights)})
    return TelegramGroups(desk.tg.bot, desk.chat.paces), number


async def test_what_a_group_is_and_what_the_bot_may_do_there_is_known(desk: Desk) -> None:
    groups, plain = await _forum(desk, forum=False)
    assert await groups.standing(plain) == GroupStanding(forum=False, may_manage_topics=False)
    groups, forum = await _forum(desk, "can_manage_topics")
    assert await groups.standing(forum) == GroupStanding(forum=True, may_manage_topics=True)
    await desk.tg.telegram.post(f"chats/{forum}/members", remove=[SPEC.id])
    assert await groups.standing(forum) is None


async def test_a_topic_is_made_written_to_renamed_closed_and_missed(desk: Desk) -> None:
    groups, forum = await _forum(desk, "can_manage_topics")
    made = await groups.make_topic(forum, "Бариста")
    assert isinstance(made, Made)
    address = replace(desk.address, chat_id=forum, group=True, thread_id=made.thread_id)
    assert isinstance(await desk.chat.show(address, MENU), Delivered)
    assert (await desk.phone.at(forum).last_of_bot()).thread == made.thread_id
    for name in ("Кухар", "Кухар"):
        assert await groups.name_topic(forum, made.thread_id, name) == Delivered(0)
    for closed in (True, True, False, False):
        did = await groups.close_topic(forum, made.thread_id, closed=closed)
        assert did == Delivered(0)
    await groups.close_topic(forum, made.thread_id, closed=True)
    await desk.tg.telegram.post(f"chats/{forum}/members", demote=[SPEC.id])
    assert await desk.chat.show(address, MENU) == NoTopic(closed=True)
    await desk.tg.telegram.post(f"chats/{forum}/topics", delete=made.thread_id)
    assert await desk.chat.show(address, MENU) == NoTopic()
    assert await groups.name_topic(forum, made.thread_id, "Бариста") == NoTopic()
    assert await groups.close_topic(forum, made.thread_id, closed=True) == NoTopic()


async def test_why_there_is_no_topic_is_told_apart(desk: Desk) -> None:
    groups, forum = await _forum(desk)
    assert await groups.make_topic(forum, "Бариста") == NoRight()
    _, plain = await _forum(desk, "can_manage_topics", forum=False)
    assert await groups.make_topic(plain, "Бариста") == NoForum()
    await desk.tg.telegram.post(f"chats/{forum}/members", remove=[SPEC.id])
    assert await groups.make_topic(forum, "Бариста") == Gone()


async def test_a_topic_whose_answer_was_lost_may_be_there_and_one_not_asked_for_is_not(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    groups, forum = await _forum(desk, "can_manage_topics")
    await desk.fault("createForumTopic", kind="status", status=502)
    assert await groups.make_topic(forum, "Бариста") == Unanswered()
    later = TryLater(timedelta(seconds=5), chat_only=False)

    async def cut(*_: object, **__: object) -> None:
        raise httpx.ConnectError("no way")

    monkeypatch.setattr(httpx.AsyncClient, "request", cut)
    assert await groups.make_topic(forum, "Бариста") == later


async def _pinned(desk: Desk, number: int) -> list[int]:
    return [one.message_id for one in await desk.phone.at(number).messages() if one.pinned]


async def test_a_message_is_pinned_where_the_bot_may_and_nobody_is_told(desk: Desk) -> None:
    groups, number = await _forum(desk, forum=False)
    address = replace(desk.address, chat_id=number, group=True)
    sent = await desk.chat.show(address, MENU)
    assert isinstance(sent, Delivered)
    assert await groups.pin(number, sent.message_id) == NoRight()
    at = f"chats/{number}/members"
    await desk.tg.telegram.post(at, promote={str(SPEC.id): ["can_pin_messages"]})
    assert await groups.pin(number, sent.message_id) == Delivered(0)
    assert await _pinned(desk, number) == [sent.message_id]
    assert await groups.unpin(number, sent.message_id) == Delivered(0)
    assert await _pinned(desk, number) == []
    assert await groups.unpin(number, 777_777) == Delivered(0)
