"""What stands in groups besides messages: topics of vacancies, and boards."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, bindparam, case, false, or_, select, true

from bot.domain.board import Board, DueBoard
from bot.domain.ids import ChatLinkId, TopicId, VacancyId, WorkspaceId
from bot.domain.topic import StaleTopic, Topic, TopicState
from bot.domain.vacancy import Shelf
from storage import tables as t
from storage.mapping import Mapper
from storage.session import Repository

_TOPIC = Mapper(Topic, t.topics, load={"state": TopicState})
_BOARD = Mapper(Board, t.boards)
_t, _v, _b, _l = t.topics.c, t.vacancies.c, t.boards.c, t.chat_links.c


class SqlTopics(Repository):
    """ports.Topics"""

    async def get(self, topic_id: TopicId) -> Topic:
        return _TOPIC.value(await self._rows.by_key(t.topics, topic_id))

    async def of(self, link_id: ChatLinkId, vacancy_id: VacancyId) -> Topic | None:
        here = (_t.chat_link_id == link_id, _t.vacancy_id == vacancy_id)
        row = await self._rows.first(self._rows.select(t.topics).where(*here), t.topics)
        return None if row is None else _TOPIC.value(row)

    async def of_link(self, link_id: ChatLinkId) -> Sequence[Topic]:
        here = self._rows.select(t.topics).where(_t.chat_link_id == link_id).order_by(_t.id)
        return [_TOPIC.value(row) for row in await self._rows.all(here, t.topics)]

    async def save(self, topic: Topic) -> None:
        await self._rows.put(t.topics, _TOPIC.row(topic))

    async def drop(self, topic_id: TopicId) -> None:
        await self._rows.drop(t.topics, _t.id == topic_id)


class SqlBoards(Repository):
    """ports.Boards"""

    async def of(self, link_id: ChatLinkId) -> Board | None:
        here = self._rows.select(t.boards).where(_b.chat_link_id == link_id)
        row = await self._rows.first(here, t.boards)
        return None if row is None else _BOARD.value(row)

    async def save(self, board: Board) -> None:
        await self._rows.put(t.boards, _BOARD.row(board))

    async def drop(self, link_id: ChatLinkId) -> None:
        await self._rows.drop(t.boards, _b.chat_link_id == link_id)


_SHUT = case((_v.shelf == Shelf.ARCHIVE, true()), else_=false())
STALE_TOPICS = (
    select(_t.workspace_id, _t.id)
    .join_from(
        t.topics,
        t.vacancies,
        and_(_v.workspace_id == _t.workspace_id, _v.id == _t.vacancy_id),
    )
    .join(t.chat_links, _l.id == _t.chat_link_id)
    .where(
        _t.state == TopicState.OPEN,
        _l.gone_since.is_(None),
        or_(_t.title != _v.title, _t.closed != _SHUT),
    )
    .order_by(_t.id)
)
DUE_BOARDS = (
    select(_b.workspace_id, _b.chat_link_id)
    .join_from(t.boards, t.chat_links, _l.id == _b.chat_link_id)
    .where(_b.look_at <= bindparam("now"), _l.gone_since.is_(None))
    .order_by(_b.look_at, _b.chat_link_id)
)


class DueInRooms(Repository):
    """The part of ports.SystemTransaction that asks what stands otherwise than it should."""

    async def stale_topics(self) -> Sequence[StaleTopic]:
        found = await self._rows.run(STALE_TOPICS)
        return [StaleTopic(WorkspaceId(row[0]), TopicId(row[1])) for row in found]

    async def due_boards(self, now: datetime) -> Sequence[DueBoard]:
        found = await self._rows.run(DUE_BOARDS, {"now": now})
        return [DueBoard(WorkspaceId(row[0]), ChatLinkId(row[1])) for row in found]
