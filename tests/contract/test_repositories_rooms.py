"""What stands in groups besides messages, in every store: topics, boards, and who waits."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.board import Board, DueBoard
from bot.domain.errors import Conflict, NotThere
from bot.domain.handling import NEW, Stage
from bot.domain.ids import TopicId, new_id
from bot.domain.queues import Waiting
from bot.domain.topic import StaleTopic, Topic, TopicState
from bot.domain.vacancy import Shelf
from bot.ports import Transaction
from tests.contract.room_rows import make_topic
from tests.contract.rows import make_application, make_team
from tests.contract.stores import Store
from tests.fakes import MORNING


async def test_a_topic_is_one_a_group_and_vacancy(store: Store) -> None:
    team = await make_team(store)
    topic = make_topic(team)
    async with store.uow(team.tenant) as tx:
        assert await tx.topics.of(team.group.id, team.vacancy.id) is None
        await tx.topics.save(topic)
        made = topic.asked("Бариста", MORNING).made(7)
        await tx.topics.save(made)
        assert await tx.topics.get(topic.id) == made
        assert await tx.topics.of(team.group.id, team.vacancy.id) == made
        assert await tx.topics.of_link(team.group.id) == [made]
        with pytest.raises(NotThere):
            await tx.topics.get(TopicId(new_id()))
        await tx.commit()
    async with store.uow.system() as tx:
        assert await tx.topics.of_link(team.group.id) == [made]
    async with store.uow(team.tenant) as tx:
        with pytest.raises(Conflict):
            await _twice(tx, replace(topic, id=TopicId(new_id())))


async def test_a_topic_goes_alone(store: Store) -> None:
    team = await make_team(store)
    topic = make_topic(team)
    async with store.uow(team.tenant) as tx:
        await tx.topics.save(topic)
        await tx.topics.drop(TopicId(new_id()))
        assert await tx.topics.get(topic.id) == topic
        await tx.topics.drop(topic.id)
        assert await tx.topics.of_link(team.group.id) == []
        await tx.commit()


async def _twice(tx: Transaction, topic: Topic) -> None:
    await tx.topics.save(topic)
    await tx.commit()


async def test_a_topic_is_stale_where_its_vacancy_is_called_or_stands_otherwise(
    store: Store,
) -> None:
    team = await make_team(store)
    title = team.vacancy.title
    stale = StaleTopic(team.workspace.id, (topic := make_topic(team)).id)
    right = topic.asked(title, MORNING).made(7)
    for one, shelf, found in (
        (right, Shelf.OPEN, False),
        (right.said_as("Інша", closed=False), Shelf.OPEN, True),
        (right, Shelf.ARCHIVE, True),
        (right.said_as(title, closed=True), Shelf.ARCHIVE, False),
        (replace(right, state=TopicState.LOST, title="Інша"), Shelf.OPEN, False),
    ):
        async with store.uow(team.tenant) as tx:
            await tx.topics.save(one)
            vacancy = await tx.vacancies.get(team.vacancy.id)
            if vacancy.shelf is not shelf:
                await tx.vacancies.save(replace(vacancy, shelf=shelf))
            await tx.commit()
        async with store.uow.system() as tx:
            assert (stale in await tx.stale_topics()) is found
    async with store.uow.system() as tx:
        await tx.chat_gone(team.group.id, MORNING)
        assert stale not in await tx.stale_topics()


async def test_a_board_is_due_until_it_is_looked_at_or_goes(store: Store) -> None:
    team = await make_team(store)
    due = DueBoard(team.workspace.id, team.group.id)
    board = Board(team.group.id, team.workspace.id, MORNING)
    async with store.uow(team.tenant) as tx:
        assert await tx.boards.of(team.group.id) is None
        await tx.boards.save(board)
        assert await tx.boards.of(team.group.id) == board
        await tx.commit()
    async with store.uow.system() as tx:
        assert due in await tx.due_boards(MORNING)
        assert due not in await tx.due_boards(MORNING - timedelta(seconds=1))
    later = replace(board, look_at=MORNING + timedelta(minutes=2), message_id=5, shown="x")
    async with store.uow(team.tenant) as tx:
        await tx.boards.save(later)
        await tx.commit()
    async with store.uow.system() as tx:
        assert due not in await tx.due_boards(MORNING)
        assert await tx.boards.of(team.group.id) == later
    async with store.uow(team.tenant) as tx:
        await tx.boards.drop(team.group.id)
        assert await tx.boards.of(team.group.id) is None


async def test_those_who_wait_are_counted_by_vacancy(store: Store) -> None:
    team = await make_team(store)
    day = timedelta(days=1)
    old = make_application(team, "1", sent_at=MORNING - 2 * day)
    fresh = make_application(team, "2", sent_at=MORNING)
    taken = make_application(
        team,
        "3",
        sent_at=MORNING,
        handling=replace(NEW, stage=Stage.LOOK, assignee_id=team.owner.id),
    )
    past = make_application(team, "4", sent_at=MORNING - 60 * day)
    heard = make_application(team, "5", handling=replace(NEW, answered_at=MORNING))
    async with store.uow(team.tenant) as tx:
        await tx.applications.add_new([(one, []) for one in (old, fresh, taken, past, heard)])
        mine = [team.vacancy.id]
        assert await tx.queues.waiting(mine, MORNING) == {team.vacancy.id: Waiting(2, 1)}
        assert await tx.queues.waiting([], MORNING) == {}
