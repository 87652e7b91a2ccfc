"""The database's part about chats: which there are, what is owed to them, who looked at whom."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.audit import AuditSieve
from bot.domain.carousel import Carousel, Gathered
from bot.domain.group import Deed, GroupToken
from bot.domain.ids import CarouselId, ChatLinkId, MemberId, NoticeId, VacancyId
from bot.domain.notice import Notice, NoticeKind, NoticeState
from bot.domain.quiet import Mode
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

    async def gathered(self, link_id: ChatLinkId) -> Sequence[Gathered]:
        """The cards that wait to be told in this chat, in the order they came."""

    async def gathering(self, now: datetime) -> Sequence[ChatLinkId]:
        """The chats in which such cards are due."""

    async def of_carousel(self, carousel_id: CarouselId) -> Sequence[Notice]:
        """The cards of the candidates that it shows, in the order they came."""

    async def go_on(self, was: NoticeState, notices: Sequence[Notice]) -> None:
        """Store the notices, all of which still are what they `was`, and wake their chats.

        What is owed to a chat that is gone waits for its return. Raises: Conflict.
        """


class Carousels(Protocol):
    """Messages in which candidates are leafed through."""

    async def get(self, carousel_id: CarouselId) -> Carousel:
        """Raises: NotThere."""

    async def save(self, carousel: Carousel) -> Carousel:
        """Insert or update, version one higher. Raises: Conflict."""


class Modes(Protocol):
    """How often a chat hears of a vacancy, where that is not as the chat hears of all."""

    async def of_link(self, link_id: ChatLinkId) -> Mapping[VacancyId, Mode]: ...
    async def choose(self, link_id: ChatLinkId, vacancy_id: VacancyId, mode: Mode | None) -> None:
        """None: as the chat hears of all."""


class Mornings(Protocol):
    """When each member is told what is to do."""

    async def due(self, member_id: MemberId) -> datetime | None:
        """None: it was never thought of."""

    async def save(self, member_id: MemberId, due: datetime) -> None: ...


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
    """Who did what. What is written stays as it is: the database refuses the rest."""

    async def add(self, deed: Deed) -> None: ...
    async def listed(self, sieve: AuditSieve, skip: int, most: int) -> Sequence[Deed]:
        """Newest first."""

    async def of_subject(self, subject_id: int) -> Sequence[Deed]:
        """Oldest first."""

    async def looks(self) -> Sequence[tuple[MemberId, int, datetime]]:
        """Who saw contacts or took them away, how often, and when last; the latest first."""
