"""What one should know before publishing: doubtful words, texts that do not fit a site."""

from collections import defaultdict
from collections.abc import Sequence

from bot.domain.vacancy import STEPS
from bot.domain.views import Doubts, Misfit, Wording
from bot.domain.wording import Term
from handlers.render.drawn import Line, Row, Style
from handlers.render.ink import GAP, Ink, Sheet, draws, sheet, short
from handlers.texts import Html, escape

SHOWN = 8
"""More places than this make no screen of a phone."""
_AROUND = 45
"""So many characters of the line are shown on each side of the words."""
_NAMED = 3


def doubt_lines(doubts: Doubts, ink: Ink) -> list[Line | str | None]:
    """For any screen that leads to publishing."""
    lines: list[Line | str | None] = []
    if doubts.terms:
        words = [f"«{short(term.words, 40)}»" for term in doubts.terms[:_NAMED]]
        named = ", ".join(dict.fromkeys(words)) + ("…" if len(doubts.terms) > _NAMED else "")
        lines.append(ink.t("doubts-words", count=len(doubts.terms), words=named))
    alike: defaultdict[tuple[str, int, int | None], list[Misfit]] = defaultdict(list)
    for one in doubts.misfits:
        alike[one.measure.part, one.measure.least, one.measure.most].append(one)
    lines += [_misfits(some, ink) for some in alike.values()]
    return [GAP, *lines] if lines else []


def _misfits(alike: Sequence[Misfit], ink: Ink) -> str:
    """One line for all sites that have the same limit."""
    measure = alike[0].measure
    counts = ", ".join(
        ink.t.label(
            "doubts-count-added" if one.measure.added else "doubts-count",
            site=ink.site(one.site),
            length=ink.t.number(one.measure.length),
            added=ink.t.number(one.measure.added),
        )
        for one in alike
    )
    part = ink.t.part(alike[0].site, measure.part)
    if measure.length < measure.least:
        least = ink.t.number(measure.least)
        return ink.t("doubts-short", part=part, least=least, counts=counts)
    return ink.t("doubts-long", part=part, most=ink.t.number(measure.most or 0), counts=counts)


@draws(Wording)
def wording(view: Wording, ink: Ink) -> Sheet:
    vacancy = view.vacancy
    lines: list[Line | str | None] = [
        ink.t("wording-head", title=short(vacancy.title)),
        "",
        ink.t("wording-intro"),
    ]
    for at, term in enumerate(view.terms[:SHOWN]):
        told = {one.rule for one in view.terms[:at]}
        lines += [GAP, *_place(term, ink, tip=term.rule not in told)]
    more = len(view.terms) - SHOWN
    lines += ["", ink.t("wording-more", count=more)] if more > 0 else []
    steps = list(dict.fromkeys(term.step for term in view.terms))
    fixes: list[Row] = [
        (
            ink.press(
                "do-fix",
                "change",
                STEPS.index(step),
                style=Style.PRIMARY,
                name=ink.t.label(f"step-{step}"),
            ),
        )
        for step in steps
    ]
    anyway = ink.press("do-publish-anyway", "publish_anyway", vacancy.id)
    back = ink.press("do-back", "vacancy", vacancy.id)
    return sheet(lines, [*fixes, (anyway,), (back, *ink.menu())])


def _place(term: Term, ink: Ink, *, tip: bool) -> list[Line | str]:
    about = ink.t(f"wording-about-{term.about}")
    step = ink.t(f"step-{term.step}")
    lines: list[Line | str] = [f"<b>{about}</b> · {step}: {marked(term)}"]
    if tip:
        lines.append(Line(f"💡 {ink.t(f'wording-tip-{term.rule}')}"))
    return lines


def marked(term: Term) -> Html:
    """The line with the words marked, as much of it as shows where they stand."""
    before, behind = term.line[: term.start].lstrip(), term.line[term.end :].rstrip()
    left = before if len(before) <= _AROUND else f"…{before[-_AROUND:]}"
    right = behind if len(behind) <= _AROUND else f"{behind[:_AROUND]}…"
    words = short(term.words, 2 * _AROUND)
    return Html(f"{escape(left)}<b>{escape(words)}</b>{escape(right)}")
