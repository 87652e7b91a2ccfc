"""Templates of what candidates are told: screens."""

from bot.domain import views
from bot.domain.answer import Answer, AnswerKind
from bot.domain.ids import AnswerId
from bot.usecases.manage_answers import DELETED, LIST, MAKING, PAGE, there
from bot.usecases.reading.desk import Desk, Reader, page_of

_PAGE = 8


async def answers(desk: Desk) -> views.View:
    """Those of the reader's language first, then by what they are for."""
    found = await sorted_for(desk)
    shown, page, pages = page_of(found, desk.talk.place.page, _PAGE)
    deleted = desk.talk.draft.get(DELETED)
    return views.Answers(shown, page, pages, AnswerId(deleted) if deleted else None)


async def sorted_for(desk: Desk) -> list[Answer]:
    """All that the team has, as its lists show them to this reader."""
    kinds, mine = list(AnswerKind), desk.user.language
    return sorted(
        await desk.tx.answers.all(),
        key=lambda one: (one.language != mine, one.language, kinds.index(one.kind), one.id),
    )


async def offered_for(desk: Desk, kind: AnswerKind) -> list[Answer]:
    """Those of a kind as they are offered: what the team wrote itself comes first."""
    fit = [one for one in await sorted_for(desk) if one.kind is kind]
    return sorted(fit, key=lambda one: not one.own)


async def answer(desk: Desk) -> views.View:
    """One of them."""
    return views.AnswerPage(await there(desk.tx, desk.subject))


async def example(desk: Desk) -> views.View:
    """As a candidate would read it."""
    found = await there(desk.tx, desk.subject)
    return views.AnswerExample(found, desk.company.name, desk.user.name)


async def kind(_desk: Desk) -> views.View:
    """What a new one is for."""
    return views.AskAnswerKind()


async def name(desk: Desk) -> views.View:
    """Its name."""
    return await _asked(desk, body=False)


async def body(desk: Desk) -> views.View:
    """Its text."""
    return await _asked(desk, body=True)


async def _asked(desk: Desk, *, body: bool) -> views.View:
    if desk.subject:
        found = await there(desk.tx, desk.subject)
        return views.AskAnswer(found.kind, found.name, found, body)
    making = desk.talk.draft.get(MAKING)
    if not making:
        return await answers(desk)
    return views.AskAnswer(AnswerKind(making["kind"]), making.get("name", ""), None, body)


SCREENS: dict[str, Reader] = {
    LIST: answers,
    PAGE: answer,
    "answer_example": example,
    "answer_kind": kind,
    "answer_name": name,
    "answer_body": body,
}
