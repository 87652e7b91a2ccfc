"""Whose chat gets a notice."""

from bot.domain.ids import MemberId
from bot.domain.workspace import ChatLink, Member, Role
from bot.ports import Transaction


async def chat_of(tx: Transaction, bot_id: int, member_id: MemberId) -> ChatLink | None:
    """The member's private chat; the owner's when the member has left the workspace."""
    members: list[Member] = list(await tx.workspaces.members())
    chosen = [one for one in members if one.id == member_id]
    chosen = chosen or [one for one in members if one.role is Role.OWNER]
    if not chosen:
        return None
    return await tx.chats.private(bot_id, chosen[0].user_id)
