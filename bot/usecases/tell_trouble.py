"""Whoever linked a group is told what the bot can't do there."""

from datetime import datetime

from bot.domain.group import Group
from bot.domain.ids import NoticeId, new_id
from bot.domain.notice import Notice, NoticeKind
from bot.domain.workspace import ChatLink, Role
from bot.ports import SystemTransaction, Transaction

TOPICS_RIGHT, NO_FORUM, TOPIC_LOST = "topics-right", "topics-forum", "topic-lost"
HOME_LOST, BOARD_PIN = "home-lost", "board-pin"


async def home_of_linker(tx: Transaction | SystemTransaction, link: ChatLink) -> ChatLink | None:
    """The private chat of who linked the group; the owner's once that member has left."""
    members = [
        one for one in await tx.workspaces.members() if one.workspace_id == link.workspace_id
    ]
    told = [one for one in members if one.id == Group.of(link).linked_by]
    told = told or [one for one in members if one.role is Role.OWNER]
    return await tx.chats.private(link.bot_id, told[0].user_id) if told else None


async def tell_trouble(
    tx: Transaction, link: ChatLink, word: str, now: datetime, vacancy_id: int = 0
) -> None:
    """Say so once for each time that it happens; the caller sees to it that it did."""
    home = await home_of_linker(tx, link)
    if home is None:
        return
    trouble = Notice(
        NoticeId(new_id()),
        link.workspace_id,
        link.bot_id,
        home.id,
        NoticeKind.GROUP_TROUBLE,
        link.id,
        now,
        occurrence=f"{word}.{vacancy_id}.{now.timestamp():.0f}",
    )
    await tx.notices.owe([trouble])
