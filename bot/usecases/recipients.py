"""Whose chat gets a notice."""

from bot.domain.group import Group
from bot.domain.ids import MemberId
from bot.domain.vacancy import Vacancy
from bot.domain.workspace import RIGHTS, ChatLink, Member, Right, Role
from bot.ports import Transaction


async def chat_of(
    tx: Transaction, bot_id: int, member_id: MemberId, right: Right = Right.LOOK
) -> ChatLink | None:
    """The member's private chat; the owner's when the member has left, or has not the right."""
    members: list[Member] = list(await tx.workspaces.members())
    chosen = [one for one in members if one.id == member_id and right in RIGHTS[one.role]]
    chosen = chosen or [one for one in members if one.role is Role.OWNER]
    if not chosen:
        return None
    return await tx.chats.private(bot_id, chosen[0].user_id)


async def groups_of(tx: Transaction, vacancy: Vacancy) -> list[tuple[ChatLink, Group]]:
    """The linked groups that get the vacancy's candidates."""
    links = [(link, Group.of(link)) for link in await tx.chats.groups()]
    return [(link, group) for link, group in links if group.wants(vacancy)]
