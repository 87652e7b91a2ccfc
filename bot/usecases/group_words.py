"""Owing answers to a group."""

from datetime import datetime

from bot.domain.errors import NotThere
from bot.domain.group import Group
from bot.domain.ids import ChatLinkId, NoticeId, new_id
from bot.domain.notice import Notice, NoticeKind, NoticeState
from bot.domain.workspace import Actor, ChatKind, ChatLink
from bot.ports import Transaction

UNCONFIRMED = "unconfirmed"
"""The word of a link that nobody has confirmed in time."""


def to_group(
    link: ChatLink, kind: NoticeKind, due: datetime, *, occurrence: str = "", subject: int = 0
) -> Notice:
    """A message to a group's topic; its subject is the link unless told else."""
    return Notice(
        NoticeId(new_id()),
        link.workspace_id,
        link.bot_id,
        link.id,
        kind,
        subject or link.id,
        due,
        occurrence=occurrence,
        thread_id=link.thread_id,
    )


def word_to(link: ChatLink, word: str, due: datetime, message_id: int | None = None) -> Notice:
    """An answer: the text `group-<word>`, to the message that asked."""
    return to_group(link, NoticeKind.GROUP_WORD, due, occurrence=f"{word}.{message_id or 0}")


async def beside(tx: Transaction, link: ChatLink) -> list[ChatLink]:
    """The other links of the same company in the same chat, of which something comes there."""
    return [
        one
        for one in await tx.chats.groups()
        if (one.bot_id, one.chat_id) == (link.bot_id, link.chat_id)
        and one.id != link.id
        and Group.of(one).linked
    ]


async def withdraw_offer(tx: Transaction, link: ChatLink) -> None:
    """That nobody confirmed it is not said any more: it is settled."""
    for one in await tx.notices.of_subject(NoticeKind.GROUP_WORD, link.id):
        if one.occurrence.startswith(UNCONFIRMED) and one.state is NoticeState.OWED:
            await tx.notices.withdraw(one)


async def managed(
    tx: Transaction, actor: Actor, link_id: int, *, hold: bool = False
) -> tuple[ChatLink, Group]:
    """A group that the actor manages, `hold`: and changes. Raises: NotThere for any other."""
    read = tx.chats.hold if hold else tx.chats.get
    link = await read(ChatLinkId(link_id))
    if link.kind is not ChatKind.GROUP or not Group.of(link).managed_by(actor):
        raise NotThere
    return link, Group.of(link)
