"""Where a chat is written to."""

from bot.domain.group import Group
from bot.domain.workspace import ChatKind, ChatLink
from bot.ports import Address


def address_of(link: ChatLink, time_zone: str) -> Address:
    """A group that sees the whole cards may not forward them."""
    return Address(
        link.id,
        link.chat_id,
        link.language,
        time_zone,
        link.thread_id,
        link.kind is ChatKind.GROUP,
        protect=link.kind is ChatKind.GROUP and Group.of(link).full,
    )
