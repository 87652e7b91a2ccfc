"""One card, several hands: who may read what, whose step is taken back, who hears of it."""

import pytest

from bot.domain import views
from bot.domain.workspace import Role
from tests.card_desk import Desk, make_desk


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
