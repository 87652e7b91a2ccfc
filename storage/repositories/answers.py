"""Templates of what candidates are told."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.answer import Answer, AnswerKind
from bot.domain.ids import AnswerId
from storage import tables as t
from storage.mapping import Mapper
from storage.session import Repository

_ANSWER = Mapper(Answer, t.answers, load={"kind": AnswerKind})
_a = t.answers.c


class SqlAnswers(Repository):
    """ports.Answers"""

    async def get(self, answer_id: AnswerId) -> Answer:
        return _ANSWER.value(await self._rows.by_key(t.answers, answer_id))

    async def all(self) -> Sequence[Answer]:
        statement = self._rows.select(t.answers).where(_a.deleted_at.is_(None)).order_by(_a.id)
        return [_ANSWER.value(row) for row in await self._rows.all(statement, t.answers)]

    async def add_ready(self, answers: Sequence[Answer]) -> None:
        await self._rows.add_new(t.answers, [_ANSWER.row(one) for one in answers])

    async def save(self, answer: Answer) -> Answer:
        version = await self._rows.put_version(t.answers, _ANSWER.row(answer))
        return replace(answer, version=version)
