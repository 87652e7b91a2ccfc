"""What stands in groups besides messages, and how a company asks for it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.domain.board import Board
from bot.domain.ids import TopicId, new_id
from bot.domain.topic import Topic
from bot.ports import Transaction
from tests.contract.rows import Team
from tests.fakes import MORNING


def make_topic(team: Team, **changes: Any) -> Topic:
    """One that nobody has asked Telegram for."""
    link, vacancy = team.group.id, team.vacancy.id
    one = Topic(TopicId(new_id()), team.workspace.id, link, vacancy, MORNING)
    return replace(one, **changes)


def make_board(team: Team) -> Board:
    """One that is to be looked at."""
    return Board(team.group.id, team.workspace.id, MORNING)


ROOMS: Mapping[str, Callable[[Transaction, Any], Awaitable[object]]] = {
    "topics.get": lambda tx, it: tx.topics.get(it.topic.id),
    "topics.of": lambda tx, it: tx.topics.of(it.team.group.id, it.team.vacancy.id),
    "topics.of_link": lambda tx, it: tx.topics.of_link(it.team.group.id),
    "topics.drop": lambda tx, it: tx.topics.drop(it.topic.id),
    "topics.save": lambda tx, it: tx.topics.save(it.topic.made(7)),
    "boards.of": lambda tx, it: tx.boards.of(it.team.group.id),
    "boards.save": lambda tx, it: tx.boards.save(make_board(it.team)),
    "boards.drop": lambda tx, it: tx.boards.drop(it.team.group.id),
    "queues.waiting": lambda tx, it: tx.queues.waiting([it.team.vacancy.id], MORNING),
}
"""As `tests.contract.asked` has the others."""
