"""A card in a group leads to the answer, which is written in private."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.errors import NotAllowed, NotThere
from bot.domain.group import Group, Standing
from bot.domain.notice import Notice, NoticeKind
from bot.domain.views import TellWords
from bot.domain.views.telling import TellStart
from bot.domain.workspace import Actor, Role
from bot.usecases.answer_from_group import OpenAnswer
from handlers.card_buttons import ANSWERED
from handlers.context import led_from_group
from tests.cabinet import seen
from tests.card_desk import CHAT, Desk, make_desk
from tests.fakes.store.kinds import NOTICES


@pytest.fixture
async def desk() -> Desk:
    return await make_desk()


def _copy(desk: Desk) -> Notice:
    (card,) = [
        one
        for one in desk.office.rows(NOTICES)
        if one.kind is NoticeKind.CARD and one.chat_link_id == desk.group.id
    ]
    return card


async def _start(desk: Desk, who: Actor, subject: int) -> Any:
    who.require(ANSWERED.right) if ANSWERED.right else None
    typed = desk.office.typed("")
    await desk.office.make(OpenAnswer, subject=subject)(who, typed)
    await desk.office.work()
    return await seen(desk.office, who)


async def test_it_leads_to_the_first_screen_and_on_to_the_words(desk: Desk) -> None:
    before = len([one for one in desk.office.chat.said if one.address.chat_id == CHAT])
    screen = await _start(desk, desk.ira, _copy(desk).id)
    assert isinstance(screen, TellStart)
    assert screen.application.id == desk.one.id
    await desk.office.press(desk.ira, "tell_reply", desk.one.id)
    await desk.office.work()
    assert isinstance(await seen(desk.office, desk.ira), TellWords)
    assert len([one for one in desk.office.chat.said if one.address.chat_id == CHAT]) == before


async def test_the_right_and_the_company_are_looked_at(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        await _start(desk, await desk.office.hire(Role.HIRING_MANAGER), _copy(desk).id)
    with pytest.raises(NotThere):
        await _start(desk, desk.ira, 7)
    own = next(
        one
        for one in desk.office.rows(NOTICES)
        if one.kind is NoticeKind.CARD and one.chat_link_id != desk.group.id
    )
    with pytest.raises(NotThere):
        await _start(desk, desk.ira, own.id)


async def test_a_group_that_was_unlinked_leads_nowhere(desk: Desk) -> None:
    copy = _copy(desk)
    async with desk.office.transaction() as tx:
        unlinked = replace(Group.of(desk.group), standing=Standing.UNLINKED)
        await tx.chats.save(unlinked.on(desk.group))
    with pytest.raises(NotThere):
        await _start(desk, desk.ira, copy.id)


def test_what_stands_behind_start_is_read_or_left() -> None:
    found = led_from_group("answer-zz")
    assert found is not None
    assert (found.use_case, found.fixed["subject"]) == (OpenAnswer, 35 * 36 + 35)
    assert led_from_group("answer-ЖЖ") is None
    assert led_from_group("zz") is None
