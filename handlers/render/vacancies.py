"""Vacancies: the list, the form, the page of one."""

from collections.abc import Callable, Iterable, Mapping

from bot.domain import rich_text
from bot.domain.pay import Pay
from bot.domain.vacancy import REQUIRED, STEPS, Employment, Experience, Shelf, Step, Vacancy
from bot.domain.views import (
    ConfirmDelete,
    ContinueDraft,
    PublicationLine,
    VacancyForm,
    VacancyPage,
)
from handlers.render.doubts import doubt_lines
from handlers.render.drawn import Button, Line, Row, Style
from handlers.render.ink import GAP, Ink, Sheet, columns, draws, sheet, short
from handlers.render.limits import cut
from handlers.render.must_haves import must_lines, must_rows
from handlers.texts import clean, escape

LISTS: Mapping[Shelf, str] = {
    Shelf.OPEN: "vacancies",
    Shelf.ARCHIVE: "archive",
    Shelf.TEMPLATE: "templates",
}
"""The verb of each list of vacancies, and the beginning of its texts."""
_PRESENT_MOST = 500
_FILE_MOST = 2000
_DESCRIPTION_MOST = 900
"""A longer text pushes everything else off a phone's screen."""


def title(vacancy: Vacancy, ink: Ink) -> str:
    """The title, or a word for a vacancy that has none so far; plain text."""
    return short(vacancy.title) or ink.t.label("vacancy-untitled")


def pay_words(pay: Pay, ink: Ink) -> str:
    """`25 000 – 40 000 ₴ на місяць, на руки`; plain text."""
    low, high = (
        ink.t.money(bound, pay.currency) if bound is not None else ""
        for bound in (pay.low, pay.high)
    )
    if low and high:
        amount = ink.t.label("pay-range", low=ink.t.number(pay.low or 0), high=high)
    elif low:
        amount = ink.t.label("pay-from", low=low)
    else:
        amount = ink.t.label("pay-to", high=high)
    whole = ink.t.label(f"pay-{pay.period}", amount=amount)
    if pay.gross is None:
        return whole
    return ink.t.label("pay-gross" if pay.gross else "pay-net", pay=whole)


@draws(ContinueDraft)
def continue_draft(view: ContinueDraft, ink: Ink) -> Sheet:
    step = view.vacancy.step
    at = STEPS.index(step) + 1 if step is not None else len(STEPS)
    lines = [
        ink.t("draft-ask", title=title(view.vacancy, ink)),
        ink.t("draft-at", number=at, of=len(STEPS)),
    ]
    go_on = ink.press("do-continue", "continue", view.vacancy.id, style=Style.PRIMARY)
    return sheet(lines, [(go_on, ink.press("do-fresh", "fresh")), ink.menu()])


# -- the form -----------------------------------------------------------------------------


@draws(VacancyForm)
def vacancy_form(view: VacancyForm, ink: Ink) -> Sheet:
    lines: list[Line | str | None] = [_progress(view, ink), *_understood(view, ink)]
    if view.file:
        return _file_form(view, ink)
    lines += ["", ink.t(f"ask-{view.step}")]
    present = cut(answer(view.vacancy, view.step, ink), _PRESENT_MOST)
    if present and view.step is not Step.MUST:
        before = ink.t("form-present")
        lines += [GAP, Line(present, elastic=True, before=f"{before} ")]
    lines += ["", ink.t(f"hint-{view.step}")]
    if view.step is Step.DESCRIPTION:
        lines.append(ink.t("file-hint"))
    lines += must_lines(view, ink)
    offers = [*_doubted(view, ink), *_choices(view, ink), *_offered(view, ink)]
    rows = [*offers, *_onward(view, bool(present), ink)]
    return sheet(lines, rows)


def _file_form(view: VacancyForm, ink: Ink) -> Sheet:
    """What a file holds, from its beginning: a wrong one is seen before it is the description."""
    words = clean(rich_text.to_message(view.file))
    lines: list[Line | str | None] = [
        _progress(view, ink),
        "",
        ink.t("file-holds"),
        GAP,
        Line(cut(words, _FILE_MOST), elastic=True),
        GAP,
        ink.t("file-other"),
    ]
    take = ink.press("do-file-take", "file_take", style=Style.SUCCESS)
    back = ink.press("do-back", "back") if view.changing else ink.press("do-later", "leave")
    return sheet(lines, [(take, back)])


def _progress(view: VacancyForm, ink: Ink) -> str:
    if view.changing:
        return ink.t("form-change", title=title(view.vacancy, ink))
    bar = "▰" * view.number + "▱" * (view.of - view.number)
    return ink.t("form-step", number=view.number, of=view.of, bar=bar)


def _understood(view: VacancyForm, ink: Ink) -> list[str]:
    """The pay that was just typed, as it was read."""
    pay = view.vacancy.pay
    if view.changing or view.step is not Step.MUST or pay is None:
        return []
    return [ink.t("form-pay", pay=pay_words(pay, ink))]


def _choices(view: VacancyForm, ink: Ink) -> list[Row]:
    if view.step is Step.CITY:
        return [(ink.press("do-remote", "remote"),)]
    if view.step is Step.EMPLOYMENT:
        return _options("employment", Employment, view.vacancy.employment, ink)
    if view.step is Step.EXPERIENCE:
        return _options("experience", Experience, view.vacancy.experience, ink)
    return must_rows(view, ink) if view.step is Step.MUST else []


def _options(prefix: str, options: Iterable[str], chosen: str | None, ink: Ink) -> list[Row]:
    buttons = []
    for at, option in enumerate(options):
        label = ink.t.label(f"{prefix}-{option}")
        shown = ink.t.label("chosen", name=label) if option == chosen else label
        buttons.append(ink.pick(shown, "pick", at))
    return columns(buttons, 2)


def _offered(view: VacancyForm, ink: Ink) -> list[Row]:
    if view.offered is None:
        return []
    label = ink.t.label("do-pay-take", pay=pay_words(view.offered, ink))
    return [(ink.pick(label, "pay_take", style=Style.PRIMARY),)]


def _doubted(view: VacancyForm, ink: Ink) -> list[Row]:
    """What may have been meant, and that it was meant as it was typed."""
    if not view.doubt:
        return []
    near = [ink.pick(short(one, 30), "near_pick", at) for at, one in enumerate(view.near)]
    label = ink.t.label("do-keep-typed", typed=short(view.doubt, 24))
    return [*columns(near, 2), (ink.pick(label, "keep_typed"),)]


def _onward(view: VacancyForm, answered: bool, ink: Ink) -> list[Row]:
    if view.changing and view.more:
        return [(ink.press("do-on", "skip"),)]
    if view.changing and view.step is Step.MUST:
        return [(ink.press("do-done", "back"),)]
    if view.changing:
        droppable = answered and view.step not in REQUIRED
        clear = (ink.press("do-clear", "skip"),) if droppable else ()
        return [(ink.press("do-back", "back"), *clear)]
    row: list[Button] = []
    if view.number > 1:
        row.append(ink.press("do-back", "back"))
    if answered or view.step not in REQUIRED:
        row.append(ink.press("do-on" if answered else "do-skip", "skip"))
    later = ink.press("do-later", "leave")
    if view.templates:
        row.append(ink.press("do-from-template", "templates"))
    return [tuple(row), (later,)] if len(row) > 1 else [(*row, later)]  # three break their words


def answer(vacancy: Vacancy, step: Step, ink: Ink) -> str:
    """What stands in the vacancy for one question, as HTML; empty when nothing does."""
    if step is Step.DESCRIPTION:
        return clean(rich_text.to_message(vacancy.description))
    if step is Step.CITY and vacancy.remote:
        return ink.t("place-remote")
    if step is Step.EMPLOYMENT:
        return ink.t(f"employment-{vacancy.employment}") if vacancy.employment else ""
    if step is Step.EXPERIENCE:
        return ink.t(f"experience-{vacancy.experience}") if vacancy.experience else ""
    typed = {
        Step.TITLE: vacancy.title,
        Step.CITY: vacancy.city,
        Step.PAY: pay_words(vacancy.pay, ink) if vacancy.pay else "",
        Step.MUST: ", ".join(vacancy.must_haves),
        Step.CONTACT: vacancy.contact.text if vacancy.contact else "",
    }
    return escape(typed[step])


def facts(vacancy: Vacancy, ink: Ink, steps: Iterable[Step] = STEPS) -> list[Line]:
    """City, employment, experience, pay, contact: those of `steps` that were answered."""
    found = []
    for step in steps:
        if step in (Step.TITLE, Step.DESCRIPTION):
            continue
        words = answer(vacancy, step, ink)
        if words:
            found.append(Line(f"{ink.t.label(f'sign-{step}')} {words}", optional=True))
    return found


def described(vacancy: Vacancy, most: int = _DESCRIPTION_MOST) -> list[Line | str | None]:
    """The description, as much of it as fits."""
    words = clean(rich_text.to_message(vacancy.description))
    return [GAP, Line(cut(words, most), elastic=True)] if words else []


# -- one vacancy --------------------------------------------------------------------------


@draws(VacancyPage)
def vacancy_page(view: VacancyPage, ink: Ink) -> Sheet:
    vacancy = view.vacancy
    lines: list[Line | str | None] = [*_shelf_lines(vacancy, ink)]
    lines += facts(vacancy, ink)
    lines += described(vacancy)
    lines += ["", team_line(vacancy, view.answers, ink)] if _at_work(vacancy) else []
    missing = vacancy.missing()
    if missing:
        names = ", ".join(ink.t(f"step-{step}").lower() for step in missing)
        lines += ["", ink.t("vacancy-missing", names=names)]
    elif not view.publications and vacancy.shelf is Shelf.OPEN:
        lines += ["", ink.t("vacancy-nowhere")]
    lines += _unsaved(view, ink)
    if view.may_publish and not view.accounts:
        lines += ["", ink.t("vacancy-no-account")]
    if vacancy.shelf is not Shelf.ARCHIVE:
        lines += doubt_lines(view.doubts, ink)
    rows: list[Row] = [(ink.press("do-unforget", "unforget"),)] if view.undo else []
    if view.watched > 1:
        label = "do-progress" if view.watched_busy else "do-progress-over"
        rows.append((ink.press(label, "progress", vacancy.id, count=view.watched),))
    rows += [(_published(line, ink),) for line in view.publications]
    rows.append(_candidates(view, ink))
    if view.may_publish:
        rows += _WORK[vacancy.shelf](view, ink)
    rows += _people(view, ink)
    return sheet(lines, [*rows, (ink.press("do-back", LISTS[vacancy.shelf]), *ink.menu())])


def _at_work(vacancy: Vacancy) -> bool:
    """Whether it is whole, and not put away."""
    return vacancy.step is None and vacancy.shelf is Shelf.OPEN


def _people(view: VacancyPage, ink: Ink) -> list[Row]:
    """Who hears of its candidates, and who works on it."""
    rows: list[Row] = []
    if not _at_work(view.vacancy):
        return rows
    if view.may_link:
        add = ink.press("do-group-add", "group_add", view.vacancy.id)
        rows.append((add, ink.press("do-hush", "bell", view.vacancy.id)))
    if view.may_publish:
        rows.append((ink.press("do-vacancy-team", "vacancy_team", view.vacancy.id),))
    return rows


def team_line(vacancy: Vacancy, answers: str, ink: Ink) -> str:
    """Who answers for it, and how many work on it besides."""
    return ink.t("vacancy-answers", name=short(answers, 60) or "none", count=len(vacancy.team))


def _candidates(view: VacancyPage, ink: Ink) -> Row:
    """The way to all who answered, for whoever may see them."""
    if not view.candidates:
        return ()
    return (ink.press("do-home", "home", view.vacancy.id, count=view.candidates),)


def _shelf_lines(vacancy: Vacancy, ink: Ink) -> list[str]:
    """The title, and where the vacancy lies when that is not the list."""
    name = title(vacancy, ink)
    if vacancy.shelf is Shelf.TEMPLATE:
        return [ink.t("template-head", title=name), ink.t("template-about"), ""]
    head = ink.t("vacancy-head", title=name)
    return [head, ink.t("vacancy-archived"), ""] if vacancy.shelf is Shelf.ARCHIVE else [head]


def _unsaved(view: VacancyPage, ink: Ink) -> list[str]:
    """Which ads do not say so far what the vacancy says."""
    names = [
        f"{ink.site(one.publication.site)} · {short(one.account, 30)}"
        for one in view.publications
        if one.unsaved
    ]
    return ["", ink.t("vacancy-unsaved", names=short(", ".join(names), 500))] if names else []


def _published(line: PublicationLine, ink: Ink) -> Button:
    publication = line.publication
    label = ink.t.label(
        "publication-button",
        mark=ink.t.label(f"mark-{line.status}"),
        site=ink.site(publication.site),
        account=short(line.account, 30),
        responses=line.responses,
        changed="✏️" if line.unsaved else "",
    )
    return ink.pick(label, "publication", publication.id)


def _work(view: VacancyPage, ink: Ink) -> list[Row]:
    vacancy = view.vacancy
    first: list[Button] = []
    if vacancy.step is not None:
        first.append(ink.press("do-continue", "continue", vacancy.id, style=Style.PRIMARY))
    if not vacancy.missing() and view.accounts:
        style = None if view.to_save else Style.SUCCESS  # one way on stands out
        first.append(ink.press("do-publish", "publish", vacancy.id, style=style))
    rows = [*_saving(view, ink), tuple(first), *_changes(ink)]
    if not view.accounts:
        rows.append((ink.press("do-connect", "connect"),))
    copy = ink.press("do-copy", "copy", vacancy.id)
    rows.append((copy, ink.press("do-template", "template", vacancy.id)))
    away = ink.press("do-put-away", "put_away", vacancy.id)
    if view.publications:
        return [*rows, (away,)]
    return [*rows, (away, ink.press("do-delete", "delete", vacancy.id))]


def _saving(view: VacancyPage, ink: Ink) -> list[Row]:
    """What was changed here goes to the sites by way of what it changes there."""
    if not view.to_save:
        return []
    count = sum(one.unsaved for one in view.publications)
    return [(ink.press("do-save-sites", "edit", view.to_save, style=Style.SUCCESS, count=count),)]


def _changes(ink: Ink) -> list[Row]:
    changes = [ink.press(f"do-change-{step}", "change", at) for at, step in enumerate(STEPS)]
    return columns(changes, 2)


def _archived_work(view: VacancyPage, ink: Ink) -> list[Row]:
    back = ink.press("do-bring-back", "bring_back", view.vacancy.id, style=Style.PRIMARY)
    return [(back,), (ink.press("do-copy", "copy", view.vacancy.id),)]


def _template_work(view: VacancyPage, ink: Ink) -> list[Row]:
    make = ink.press("do-make", "copy", view.vacancy.id, style=Style.PRIMARY)
    return [(make,), *_changes(ink), (ink.press("do-delete", "delete", view.vacancy.id),)]


_WORK: Mapping[Shelf, Callable[[VacancyPage, Ink], list[Row]]] = {
    Shelf.OPEN: _work,
    Shelf.ARCHIVE: _archived_work,
    Shelf.TEMPLATE: _template_work,
}


@draws(ConfirmDelete)
def confirm_delete(view: ConfirmDelete, ink: Ink) -> Sheet:
    yes = ink.press("do-delete", "delete_yes", view.vacancy.id, style=Style.DANGER)
    keep = ink.press("do-keep", "vacancy", view.vacancy.id)
    what = "delete-template" if view.vacancy.shelf is Shelf.TEMPLATE else "delete"
    lines = [ink.t(f"{what}-ask", title=title(view.vacancy, ink)), "", ink.t(f"{what}-final")]
    return sheet(lines, [(yes, keep)])
