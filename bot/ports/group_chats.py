"""What a bot does to a group besides writing there, and where that is remembered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.board import Board
from bot.domain.ids import ChatLinkId, TopicId, VacancyId
from bot.domain.topic import Topic
from bot.ports.chat import Outcome


@dataclass(frozen=True, slots=True)
class GroupStanding:
    """What a group is, and what the bot may do there."""

    forum: bool
    may_manage_topics: bool


@dataclass(frozen=True, slots=True)
class Made:
    """The topic is there."""

    thread_id: int


@dataclass(frozen=True, slots=True)
class NoRight:
    """The bot may not do that there."""


@dataclass(frozen=True, slots=True)
class NoForum:
    """The group has no topics."""


Deed = Outcome | NoRight | NoForum
"""How it ended; Delivered, where there is nothing to tell of."""


class GroupChats(Protocol):
    """One call is one request; the caller keeps the limits."""

    async def standing(self, chat_id: int) -> GroupStanding | None:
        """None when Telegram does not say."""

    async def make_topic(self, chat_id: int, name: str) -> Made | Deed:
        """Unanswered leaves it open whether it was made; after a TryLater it surely was not."""

    async def name_topic(self, chat_id: int, thread_id: int, name: str) -> Deed:
        """Call it otherwise; also where it is called so already."""

    async def close_topic(self, chat_id: int, thread_id: int, *, closed: bool) -> Deed:
        """Close it, or open it again; also where it is so already."""

    async def pin(self, chat_id: int, message_id: int) -> Deed:
        """Pin a message, and tell nobody."""

    async def unpin(self, chat_id: int, message_id: int) -> Deed:
        """Also one that is not pinned, or gone."""


class Topics(Protocol):
    """Forums' topics of vacancies."""

    async def get(self, topic_id: TopicId) -> Topic:
        """Raises: NotThere."""

    async def of(self, link_id: ChatLinkId, vacancy_id: VacancyId) -> Topic | None: ...
    async def of_link(self, link_id: ChatLinkId) -> Sequence[Topic]:
        """In the order they were first asked for."""

    async def save(self, topic: Topic) -> None: ...
    async def drop(self, topic_id: TopicId) -> None: ...


class Boards(Protocol):
    """Groups' boards."""

    async def of(self, link_id: ChatLinkId) -> Board | None: ...
    async def save(self, board: Board) -> None: ...
    async def drop(self, link_id: ChatLinkId) -> None: ...
