"""Templates of what candidates are told."""

from bot.domain.answer import BODY_MOST, NAME_MOST, Answer, AnswerKind, Tag, fill, spelled
from bot.domain.views import AnswerExample, AnswerPage, Answers, AskAnswer, AskAnswerKind
from bot.domain.workspace import LANGUAGES
from handlers.render.drawn import Button, Line, Row
from handlers.render.ink import GAP, Ink, Sheet, copying, draws, optional, sheet, short
from handlers.texts import clean, escape

_NAME_ON_BUTTON = 36


def name_of(answer: Answer) -> str:
    """What a template is called on a button: with its language."""
    return f"{short(answer.name, _NAME_ON_BUTTON)} · {answer.language.upper()}"


def quoted(text: str) -> Line:
    """A whole text, as it is; what has no room is cut."""
    words = escape(clean(text).strip()) or "…"
    return Line(words, elastic=True, before="<blockquote>", after="</blockquote>")


def text_copied(text: str | None, ink: Ink) -> tuple[Button, ...]:
    """A button that copies a whole text; Telegram's take short ones alone."""
    return copying(ink.t.label("do-copy-text"), clean(text or ""))


@draws(Answers)
def answers(view: Answers, ink: Ink) -> Sheet:
    rows: list[Row] = []
    if view.deleted is not None:
        rows.append((ink.press("do-answer-restore", "answer_restore", view.deleted),))
    rows += [
        (ink.pick(f"{ink.t.label(f'mark-answer-{one.kind}')} {name_of(one)}", "answer", one.id),)
        for one in view.items
    ]
    rows.append(ink.pages("answers", view.page, view.pages))
    rows.append((ink.press("do-answer-new", "answer_new"),))
    rows.append((ink.press("do-back", "settings"), *ink.menu()))
    page = ink.t("page-of", page=view.page + 1, pages=view.pages) if view.pages > 1 else None
    how = ink.t("answers-how") if view.items else ink.t("answers-none")
    lines: list[Line | str | None] = [ink.t("answers-head"), optional(page), GAP, how]
    return sheet(lines, rows)


@draws(AnswerPage)
def answer_page(view: AnswerPage, ink: Ink) -> Sheet:
    one = view.answer
    lines: list[Line | str | None] = [
        ink.t("answer-head", name=short(one.name), kind=ink.t.label(f"answer-kind-{one.kind}")),
        ink.t("answer-language", language=ink.t.label(f"language-{one.language}")),
        GAP,
        quoted(one.body),
    ]
    following = LANGUAGES[(LANGUAGES.index(one.language) + 1) % len(LANGUAGES)]
    rows: list[Row] = [
        (
            ink.press("do-answer-rename", "answer_rename", one.id),
            ink.press("do-answer-rewrite", "answer_rewrite", one.id),
        ),
        (
            ink.press("do-answer-example", "answer_example", one.id),
            ink.press("do-answer-language", "answer_language", one.id, language=following.upper()),
        ),
        (ink.press("do-answer-delete", "answer_delete", one.id),),
        (ink.press("do-back", "answers"), *ink.menu()),
    ]
    return sheet(lines, rows)


@draws(AnswerExample)
def answer_example(view: AnswerExample, ink: Ink) -> Sheet:
    one = view.answer
    values = {
        Tag.NAME: ink.t.label("example-name"),
        Tag.VACANCY: ink.t.label("example-vacancy"),
        Tag.COMPANY: view.company,
        Tag.RECRUITER: view.recruiter or ink.t.label("example-name"),
        Tag.DATE: ink.t.label("example-date"),
        Tag.ADDRESS: ink.t.label("example-address"),
    }
    lines: list[Line | str | None] = [
        ink.t("answer-example", name=short(one.name)),
        GAP,
        quoted(fill(one.body, values).text),
    ]
    return sheet(lines, [(ink.press("do-back", "answer", one.id), *ink.menu())])


@draws(AskAnswerKind)
def ask_kind(_view: AskAnswerKind, ink: Ink) -> Sheet:
    rows: list[Row] = [
        (ink.pick(ink.t.label(f"answer-kind-{one}"), "answer_kind", at),)
        for at, one in enumerate(AnswerKind)
    ]
    return sheet([ink.t("answer-kind-ask")], [*rows, (ink.press("do-back", "answers"),)])


@draws(AskAnswer)
def ask_answer(view: AskAnswer, ink: Ink) -> Sheet:
    back = ("answer", view.answer.id) if view.answer is not None else ("answers", 0)
    rows: list[Row] = [(ink.press("do-back", *back),)]
    if not view.body:
        return sheet([ink.t("answer-name-ask"), ink.t("answer-name-how", most=NAME_MOST)], rows)
    tags = ", ".join(f"<code>{escape(spelled(one, ink.t.language))}</code>" for one in Tag)
    lines: list[Line | str | None] = [
        ink.t("answer-body-ask", name=short(view.name)),
        ink.t("answer-body-how", most=BODY_MOST),
        Line(tags),
    ]
    if view.answer is not None:
        lines += [GAP, quoted(view.answer.body)]
        rows.insert(0, text_copied(view.answer.body, ink))
    return sheet(lines, rows)
