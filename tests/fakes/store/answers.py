"""Templates of answers, in memory."""

from collections.abc import Sequence

from bot.domain.answer import Answer
from bot.domain.ids import AnswerId
from tests.fakes.store.kinds import ANSWERS
from tests.fakes.store.session import Repository


class MemoryAnswers(Repository):
    """ports.Answers"""

    async def get(self, answer_id: AnswerId) -> Answer:
        return self._rows.get(ANSWERS, answer_id)

    async def all(self) -> Sequence[Answer]:
        return self._rows.all(ANSWERS, lambda it: it.deleted_at is None)

    async def add_ready(self, answers: Sequence[Answer]) -> None:
        self._rows.add_new(ANSWERS, answers)

    async def save(self, answer: Answer) -> Answer:
        return self._rows.put_version(ANSWERS, answer)
