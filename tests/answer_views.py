"""Templates of answers, filled with one text from outside everywhere."""

from collections.abc import Iterator
from dataclasses import replace

from bot.domain import views
from bot.domain.answer import Answer, AnswerKind
from bot.domain.ids import AnswerId, new_id
from bot.domain.views import View
from tests.views import HERE, NOW


def template(text: str, kind: AnswerKind = AnswerKind.REJECT) -> Answer:
    """One whose name and words are `text`."""
    return Answer(AnswerId(new_id()), HERE, text, kind, "uk", text or "?", NOW)


def answer_views(text: str) -> Iterator[View]:
    """Lists, pages and questions."""
    yield views.Answers([], 0, 1)
    for kind in AnswerKind:
        one = template(text, kind)
        yield views.Answers([one] * 8, 0, 3, deleted=one.id)
        yield views.AnswerPage(one)
    filled = replace(template(text), body=f"{{name}} {{vacancy}} {text}")
    yield views.AnswerExample(filled, text, text)
    yield views.AskAnswerKind()
    yield views.AskAnswer(AnswerKind.INVITE, "", None, body=False)
    yield views.AskAnswer(AnswerKind.INVITE, text, None, body=True)
    yield views.AskAnswer(AnswerKind.INVITE, text, filled, body=True)
