"""The database's part about chats: which there are, what is owed to them, who looked at whom."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.group import Deed, GroupToken
from bot.domain.ids import ChatLinkId, MemberId, NoticeId
from bot.domain.notice import Notice, NoticeKind
from bot.domain.workspace import ChatLink


class Notices(Protocol):
    """What is owed to chats."""

    async def owe(self, notices: Sequence[Notice]) -> int:
        """Store those whose unique key is new, and wake their chats; return how many were new."""

    async def get(self, notice_id: NoticeId) -> Notice:
        """Raises: NotThere."""

    async def withdraw(self, notice: Notice) -> bool:
        """Let it go; False when it is in another state by now."""

    async def of_subject(self, kind: NoticeKind, subject_id: int) -> Sequence[Notice]: ...
    async def stranded(self, limit: int) -> Sequence[Notice]:
        """What is handed over (`HANDED_OVER`) and nobody would ever try to send; oldest first.

        In people's chats that are gone what they may not see any more; in others what was laid
        aside because nobody could see it then.
        """

    async def due_now(
        self, kind: NoticeKind, subject_id: int, now: datetime, before: datetime
    ) -> int:
        """Make those that would be due until `before` due now, wake their chats; how many."""

    async def put_off(self, link_id: ChatLinkId, due: datetime) -> int:
        """Let all cards that a chat is owed be due then, and wake it; return how many."""


class ChatLinks(Protocol):
    """Chats that get notices."""

    async def get(self, link_id: ChatLinkId) -> ChatLink:
        """Raises: NotThere."""

    async def hold(self, link_id: ChatLinkId) -> ChatLink:
        """The same, to change it: nobody else does before this transaction ends.

        Raises: NotThere.
        """

    async def private(self, bot_id: int, user_id: int) -> ChatLink:
        """The person's private chat; its link is made on first sight."""

    async def of_chat(self, bot_id: int, chat_id: int) -> Sequence[ChatLink]: ...
    async def groups(self) -> Sequence[ChatLink]:
        """The group chats of this workspace, in the order they were linked."""

    async def save(self, link: ChatLink) -> None: ...


class GroupTokens(Protocol):
    """Single-use links that bring the bot into a group."""

    async def add(self, token: GroupToken) -> None: ...
    async def by_hmac(self, token_hmac: str) -> GroupToken | None: ...
    async def use(self, token: GroupToken) -> bool:
        """Mark it used; False when it was used before."""


class Audit(Protocol):
    """Who saw whose contacts."""

    async def add(self, deed: Deed) -> None: ...
    async def of_subject(self, subject_id: int) -> Sequence[Deed]:
        """Oldest first."""

    async def looks(self) -> Sequence[tuple[MemberId, int, datetime]]:
        """Who saw contacts or took them away, how often, and when last; the latest first."""
