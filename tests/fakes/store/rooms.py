"""Topics of vacancies and boards, in memory."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.board import Board, DueBoard
from bot.domain.ids import ChatLinkId, TopicId, VacancyId
from bot.domain.topic import StaleTopic, Topic, TopicState
from bot.domain.vacancy import Shelf
from tests.fakes.store.kinds import BOARDS, LINKS, TOPICS, VACANCIES
from tests.fakes.store.session import Repository


class MemoryTopics(Repository):
    """ports.Topics"""

    async def get(self, topic_id: TopicId) -> Topic:
        return self._rows.get(TOPICS, topic_id)

    async def of(self, link_id: ChatLinkId, vacancy_id: VacancyId) -> Topic | None:
        wanted = (link_id, vacancy_id)
        return self._rows.find(TOPICS, lambda it: (it.chat_link_id, it.vacancy_id) == wanted)

    async def of_link(self, link_id: ChatLinkId) -> Sequence[Topic]:
        return self._rows.all(TOPICS, lambda it: it.chat_link_id == link_id)

    async def save(self, topic: Topic) -> None:
        self._rows.put(TOPICS, topic)

    async def drop(self, topic_id: TopicId) -> None:
        self._rows.drop(TOPICS, lambda it: it.id == topic_id)


class MemoryBoards(Repository):
    """ports.Boards"""

    async def of(self, link_id: ChatLinkId) -> Board | None:
        return self._rows.find(BOARDS, lambda it: it.chat_link_id == link_id)

    async def save(self, board: Board) -> None:
        self._rows.put(BOARDS, board)

    async def drop(self, link_id: ChatLinkId) -> None:
        self._rows.drop(BOARDS, lambda it: it.chat_link_id == link_id)


class MemoryDueInRooms(Repository):
    """The part of ports.SystemTransaction that asks what stands otherwise than it should."""

    async def stale_topics(self) -> Sequence[StaleTopic]:
        vacancies = {one.id: one for one in self._rows.all(VACANCIES)}
        there = self._there()

        def stale(one: Topic) -> bool:
            vacancy = vacancies.get(one.vacancy_id)
            if vacancy is None or one.state is not TopicState.OPEN or one.chat_link_id not in there:
                return False
            shut = vacancy.shelf is Shelf.ARCHIVE
            return (one.title, one.closed) != (vacancy.title, shut)

        return [StaleTopic(one.workspace_id, one.id) for one in self._rows.all(TOPICS, stale)]

    async def due_boards(self, now: datetime) -> Sequence[DueBoard]:
        there = self._there()
        due = self._rows.all(BOARDS, lambda it: it.look_at <= now and it.chat_link_id in there)
        due.sort(key=lambda it: (it.look_at, it.chat_link_id))
        return [DueBoard(one.workspace_id, one.chat_link_id) for one in due]

    def _there(self) -> set[ChatLinkId]:
        return {one.id for one in self._rows.all(LINKS, lambda it: it.gone_since is None)}
