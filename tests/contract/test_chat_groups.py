"""The adapter in groups: who is an administrator, and what nobody may forward."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

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
