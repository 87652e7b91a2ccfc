"""Templates of answers, filled with one text from outside everywhere."""

from collections.abc import Iterator
from dataclasses import replace

from bot.domain import views
from bot.domain.answer import Answer, AnswerKind, Filled, Tag
from bot.domain.handling import NEW, Reason, Stage
from bot.domain.ids import AnswerId, ApplicationId, MemberId, new_id
from bot.domain.site_action import ABOUT_CANDIDATES, ActionState, Kind, SiteAction
from bot.domain.views import View
from bot.domain.views.telling import TellStart
from tests.views import HERE, INFO, NOW, action, application


def template(text: str, kind: AnswerKind = AnswerKind.REJECT) -> Answer:
    """One whose name and words are `text`."""
    return Answer(AnswerId(new_id()), HERE, text, kind, "uk", text or "?", NOW)


def answered(text: str) -> Iterator[SiteAction]:
    """A request of each kind in each state, to tell a candidate something."""
    for kind in ABOUT_CANDIDATES:
        for state in ActionState:
            done = action(kind, state, text)
            yield replace(done, publication_id=None, application_id=ApplicationId(7), words=text)
    failed = action(Kind.REJECT, ActionState.FAILED, text)
    yield replace(failed, error="error-response-missing", problems=(), words=None)


def tell_views(text: str) -> Iterator[View]:
    """Every step from a card to its candidate."""
    one, whole = application(text), Filled(text)
    lacking = Filled(text, tuple(Tag), (text[:40],))
    yield TellStart(one, None, None)
    yield views.TellReason(text)
    for kind in ABOUT_CANDIDATES:
        yield views.TellWords(text, kind, [template(text)] * 8, INFO.key, passed_on=True)
        yield views.TellWords(text, kind, [], INFO.key, passed_on=False)
        ours = views.TellWords(text, kind, [template(text)] * 8, INFO.key, passed_on=True)
        yield replace(ours, texts=[(text, text)] * 3, error="error-not-offered")
        yield replace(ours, texts=[(text, "Дякуємо"), (text, text)], page=1, pages=3)
        yield views.TellText(text, kind, None)
        yield views.TellText(text, kind, text)
        for filled in (whole, lacking, None):
            for passed_on in (True, False):
                reason = Reason.SALARY if kind is Kind.REJECT else None
                known = (filled, INFO.key, passed_on)
                notice = text if passed_on else None
                yield views.TellPreview(text, kind, reason, *known, notice)
        for words in (text, None):
            yield views.ToldHere(one, kind, words, disconnected=words is None)
        kept = replace(one, handling=NEW.to(Stage.REJECTED, MemberId(7), NOW))
        yield views.ToldHere(kept, kind, text, disconnected=False)
        yield views.ToldHere(kept, kind, text, disconnected=False, error="error-not-offered")
        refused = views.TellPreview(text, kind, None, whole, INFO.key, passed_on=False)
        yield replace(refused, error="error-response-missing")
    for tag in Tag:
        yield views.TellValue(text, tag)
    for done in answered(text):
        yield TellStart(one, text, done)
        yield views.Told(one, done, NOW if done.state is ActionState.OWED else None)


def answer_views(text: str) -> Iterator[View]:
    """Lists, pages and questions; then the way from a card."""
    yield from tell_views(text)
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
