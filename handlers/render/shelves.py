"""The lists of vacancies: at work, archived, templates."""

from collections.abc import Mapping

from bot.domain.publication import Status
from bot.domain.vacancy import Shelf
from bot.domain.views import ConfirmArchive, Vacancies
from handlers.render.apart import told_apart
from handlers.render.drawn import Button, Line, Row, Style
from handlers.render.ink import GAP, Ink, Sheet, draws, optional, sheet, short
from handlers.render.vacancies import LISTS, title
from handlers.texts import Html

MARKED = (Status.ERRONEOUS, Status.PUBLISHED, Status.INACTIVE, Status.DRAFT)
_TITLE_ON_BUTTON = 32
_LIVE_MOST = 10


@draws(Vacancies)
def vacancies(view: Vacancies, ink: Ink) -> Sheet:
    rows: list[Row] = [
        (ink.pick(f"{name} {_marks(counts, ink)}".strip(), "vacancy", vacancy.id),)
        for name, (vacancy, counts) in zip(_names(view, ink), view.items, strict=True)
    ]
    name = LISTS[view.shelf]
    lines: list[Line | str | None] = [ink.t(f"{name}-head")]
    if view.find:
        found = "list-found" if view.items else "list-not-found"
        lines += ["", ink.t(found, find=short(view.find, 60))]
        rows.append((ink.press("do-all", name),))
    elif not view.items:
        lines += ["", ink.t(f"{name}-none")]
    if view.items:
        lines += [_of_pages(view.page, view.pages, ink), *_legend(view, ink)]
    if view.pages > 1:
        lines += [GAP, ink.t("list-hint")]
    return sheet(lines, [*rows, ink.pages("find_page", view.page, view.pages), *_last(view, ink)])


def _last(view: Vacancies, ink: Ink) -> list[Row]:
    """The other shelves, where anything lies on them; then the way on."""
    if view.shelf is not Shelf.OPEN:
        return [(ink.press("do-back", "vacancies"), *ink.menu())]
    others = tuple(
        ink.press(f"do-{LISTS[shelf]}", LISTS[shelf], count=view.others[shelf])
        for shelf in (Shelf.ARCHIVE, Shelf.TEMPLATE)
        if view.others.get(shelf)
    )
    new: tuple[Button, ...] = (ink.press("do-new", "new"),) if view.may_publish else ()
    return [others, (*new, *ink.menu())]


def _names(view: Vacancies, ink: Ink) -> list[str]:
    return told_apart([title(vacancy, ink) for vacancy, _ in view.items], _TITLE_ON_BUTTON)


def _marks(counts: Mapping[Status, int], ink: Ink) -> str:
    return "".join(
        f"{ink.t.label(f'mark-{status}')}{counts[status]}"
        for status in MARKED
        if counts.get(status)
    )


def _legend(view: Vacancies, ink: Ink) -> list[Line]:
    """What the marks on the buttons mean: those that stand there."""
    shown = {status for _, counts in view.items for status, count in counts.items() if count}
    words = [ink.status(status) for status in MARKED if status in shown]
    if not words:
        return []
    marks = Html(" · ".join(words))
    return [GAP, Line(ink.t("vacancies-legend", marks=marks), optional=True)]


def _of_pages(page: int, pages: int, ink: Ink) -> Line | None:
    return optional(ink.t("page-of", page=page + 1, pages=pages)) if pages > 1 else None


@draws(ConfirmArchive)
def confirm_archive(view: ConfirmArchive, ink: Ink) -> Sheet:
    lines: list[Line | str | None] = [
        ink.t("archive-ask", title=title(view.vacancy, ink)),
        "",
        ink.t("archive-live"),
    ]
    for one in view.live[:_LIVE_MOST]:
        site, account = ink.site(one.publication.site), short(one.account, 30)
        lines.append(ink.t("archive-ad", status=ink.status(one.status), site=site, account=account))
    lines += ["", ink.t("archive-how")]
    yes = ink.press("do-put-away-yes", "put_away", view.vacancy.id, style=Style.DANGER)
    return sheet(lines, [(yes,), (ink.press("do-keep", "vacancy", view.vacancy.id),)])
