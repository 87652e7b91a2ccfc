"""Owing answers to a group."""

from datetime import datetime

from bot.domain.errors import NotThere
from bot.domain.group import Group
from bot.domain.ids import ChatLinkId, NoticeId, new_id
from bot.domain.notice import Notice, NoticeKind
from bot.domain.workspace import Actor, ChatKind, ChatLink
from bot.ports import Transaction


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


async def managed(
    tx: Transaction, actor: Actor, link_id: int, *, hold: bool = False
) -> tuple[ChatLink, Group]:
    """A group that the actor manages, `hold`: and changes. Raises: NotThere for any other."""
    read = tx.chats.hold if hold else tx.chats.get
    link = await read(ChatLinkId(link_id))
    if link.kind is not ChatKind.GROUP or not Group.of(link).managed_by(actor):
        raise NotThere
    return link, Group.of(link)
