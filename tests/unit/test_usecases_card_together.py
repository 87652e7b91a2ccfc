"""One card, several hands: who may read what, whose step is taken back, who hears of it."""

import pytest

from bot.domain import views
from bot.domain.notice import NoticeKind
from bot.domain.workspace import Role
from tests.card_desk import Desk, make_desk
from tests.fakes import BOT_ID


@pytest.fixture
async def desk() -> Desk:
    return await make_desk()


async def test_who_sees_no_contacts_reads_a_masked_history(desk: Desk) -> None:
    manager = await desk.office.hire(Role.HIRING_MANAGER)
    await desk.reply(desk.oleh, desk.oleh.chat_id, "Дзвонити 067 123 45 21")
    await desk.in_group(manager, "history")
    (history,) = desk.said(views.CardHistory, manager.chat_id)
    assert history.view.name == "Олена К."
    assert "067" not in history.view.deeds[0].detail
    await desk.press(desk.oleh, "share_with", manager.member_id)
    await desk.in_group(manager, "history")
    *_, history = desk.said(views.CardHistory, manager.chat_id)
    assert history.view.name == "Олена Коваль"
    assert "067 123 45 21" in history.view.deeds[-1].detail


async def test_who_is_given_a_candidate_whose_card_was_never_said_gets_it(desk: Desk) -> None:
    await desk.press(desk.oleh, "assign_to", desk.ira.member_id)
    async with desk.office.transaction() as tx:
        home = await tx.chats.private(BOT_ID, desk.ira.user_id)
        (card,) = [
            one
            for one in await tx.notices.of_subject(NoticeKind.CARD, desk.one.id)
            if one.chat_link_id == home.id
        ]
        await tx.notices.withdraw(card)  # she might not see it then
    before = len(desk.office.chat.said)
    await desk.press(desk.oleh, "assign_to", desk.oleh.member_id)
    await desk.press(desk.oleh, "assign_to", desk.ira.member_id)
    told = [one for one in desk.office.chat.said[before:] if one.address.chat_id == home.chat_id]
    assert [type(one.view) for one in told] == [views.Card]
