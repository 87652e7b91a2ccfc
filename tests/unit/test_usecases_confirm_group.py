"""The yes to a group waits for Telegram's word on who manages it; meanwhile much may change."""

import pytest

from bot.domain.errors import NotAllowed
from bot.domain.group import Group
from bot.domain.workspace import Role
from bot.usecases.asked import InGroup
from bot.usecases.confirm_group import ConfirmGroup
from bot.usecases.link_group import LinkGroup
from tests.fakes.store.kinds import LINKS
from tests.office import Office

CHAT = -77


@pytest.mark.parametrize("leaves", [True, False])
async def test_a_right_that_went_while_telegram_was_asked_confirms_nothing(
    monkeypatch: pytest.MonkeyPatch, leaves: bool
) -> None:
    office = await Office().open()
    admin = await office.hire(Role.ADMIN)
    await office.make(LinkGroup)(office.owner, InGroup(CHAT, "Команда", None, 7))
    (link,) = [one for one in office.rows(LINKS) if one.chat_id == CHAT]

    async def admins(_chat_id: int) -> frozenset[int]:
        if leaves:
            await office.fire(admin)
        return frozenset({admin.user_id})

    monkeypatch.setattr(office.chat, "admins", admins)
    confirming = office.make(ConfirmGroup)(admin, InGroup(CHAT, "", None, 8, link=link))
    if leaves:
        with pytest.raises(NotAllowed):
            await confirming
    else:
        assert await confirming is None
    (link,) = [one for one in office.rows(LINKS) if one.chat_id == CHAT]
    assert Group.of(link).linked is not leaves
