"""The must-haves in the form of a vacancy."""

from bot.domain.must_have import FEWEST
from bot.domain.resume_words import fold
from bot.domain.vacancy import Step
from bot.domain.views import VacancyForm
from handlers.render.drawn import Button, Line, Row
from handlers.render.ink import Ink, columns


def must_lines(view: VacancyForm, ink: Ink) -> list[Line | str | None]:
    """What the ticks mean for who is told of at once."""
    if view.step is not Step.MUST:
        return []
    count, least = len(view.vacancy.must_haves), view.vacancy.push_from
    if not count:
        return ["", ink.t("must-none")] if not view.points else []
    lines: list[Line | str | None] = [""]
    lines.append(ink.t("must-few")) if count < FEWEST else None
    if least is None:
        return [*lines, ink.t("must-push-all")]
    return [*lines, ink.t("must-push-from", least=str(least), of=str(count))]


def must_rows(view: VacancyForm, ink: Ink) -> list[Row]:
    """A button a point, then how many of them are enough."""
    chosen = {fold(one) for one in view.vacancy.must_haves}
    rows: list[Row] = []
    for at, one in enumerate(view.points):
        mark = "chosen" if fold(one) in chosen else "not-chosen"
        rows.append((ink.pick(ink.t.label(mark, name=one), "must", at),))
    if not chosen and view.points:
        rows.append((ink.press("do-must-all", "must_all"),))
    return [*rows, *columns(_thresholds(view, ink), 4)]


def _thresholds(view: VacancyForm, ink: Ink) -> list[Button]:
    count, least = len(view.vacancy.must_haves), view.vacancy.push_from
    if not count:
        return []
    labels = {0: ink.t.label("must-all")}
    labels |= {
        one: ink.t.label("must-from", least=str(one)) for one in range(min(2, count), count + 1)
    }
    return [
        ink.pick(
            ink.t.label("chosen", name=label) if one == (least or 0) else label, "push_from", one
        )
        for one, label in labels.items()
    ]
