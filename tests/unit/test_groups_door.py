"""The door for groups: what somebody may not do there is not answered."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from telegram import Chat, Message, Update, User

from bot.domain.errors import NotAllowed
from bot.domain.group import Covers, Group, Standing
from bot.domain.ids import ChatLinkId, WorkspaceId, new_id
from bot.domain.workspace import ChatKind, ChatLink, Tenant, Workspace
from handlers.context import Context
from handlers.groups import Groups
from handlers.texts import Texts
from tests.fakes import BOT_ID
from tests.fakes.store.kinds import LINKS
from tests.office import Office

CHAT = -500


def _no_words(_: str) -> Texts:
    raise NotAllowed


async def _linked(office: Office) -> ChatLink:
    link = ChatLink(ChatLinkId(new_id()), BOT_ID, CHAT, ChatKind.GROUP, office.workspace.id)
    group = Group("Команда", office.owner.member_id, Standing.LINKED, Covers.ALL)
    async with office.transaction() as tx:
        await tx.chats.save(group.on(link))
    return group.on(link)


@pytest.mark.parametrize("command", ["mute", "unlink"])
async def test_a_command_in_a_group_that_is_another_companys_by_now_is_not_answered(
    command: str,
) -> None:
    office = await Office().open()
    theirs = replace(await _linked(office), workspace_id=WorkspaceId(new_id()))

    async def relink() -> None:
        company = Workspace(theirs.workspace_id or office.workspace.id, "ФОП Приклад")
        async with office.store.uow(Tenant(company.id)) as tx:
            await tx.workspaces.save(company)
            await tx.commit()
        async with office.store.uow.system() as tx:
            await tx.chats.save(theirs)
            await tx.commit()

    sender = User(office.owner.user_id, "Олег", is_bot=False)
    chat = Chat(CHAT, Chat.SUPERGROUP, title="Команда")
    message = Message(5, datetime.now(UTC), chat, from_user=sender, text=f"/{command} 2h")
    groups = Groups(Context(office.make, office.uow, office.clock, _no_words, {}))
    office.uow.before(4, relink)  # the group, who asks, as whom, and then the command itself
    await groups.command(Update(1, message=message), message, command, ["2h"])
    (now,) = [one for one in office.rows(LINKS) if one.kind is ChatKind.GROUP]
    assert now == theirs
