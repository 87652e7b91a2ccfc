"""Reports: the words beside the picture, and the buttons under it."""

from datetime import date, timedelta

from bot.domain.handling import Reason
from bot.domain.report import Finding, Numbers, ReportMenu, Span, findings
from bot.domain.tally import Tally
from bot.domain.views.reports import ReportPage, ReportSheet
from handlers.press import encode
from handlers.render.drawn import Button, Line, Media, Row, Style, Trouble
from handlers.render.ink import NBSP, Ink, Sheet, columns, draws, sheet, short
from handlers.texts import Html

_TITLE_MOST = 60
_MENUS, _SPANS = tuple(ReportMenu), tuple(Span)


@draws(ReportPage)
def report(view: ReportPage, ink: Ink) -> Sheet:
    title = short(view.title, _TITLE_MOST) if view.title is not None else ink.t.label("report-all")
    lines: list[Line | str | None] = [
        ink.t("report-head", period=when_words(view, ink)),
        ink.t("report-of", title=title),
        "",
    ]
    if view.numbers.empty:
        lines += [ink.t("report-none"), ink.t("report-none-next")]
        return sheet(lines, _rows(view, ink))
    lines += [ink.t("report-finding", words=_said(one, ink)) for one in findings(view.numbers)]
    if view.numbers.total.erased:
        lines.append(ink.t("report-erased", count=view.numbers.total.erased))
    drawn = Trouble.PHOTO not in ink.troubles
    if not drawn:
        lines += ["", *_in_words(view.numbers, ink)]
    made = sheet(lines, _rows(view, ink))
    return Sheet(made.lines, made.rows, Media.PHOTO if drawn else Media.NONE)


def _in_words(numbers: Numbers, ink: Ink) -> list[str]:
    """What the picture would show."""
    total = numbers.total
    sites = [f"{ink.site(key)} {ink.t.number(n)}" for key, n in sorted(total.sites.items())]
    counts = (("responses", total.responses), ("people", total.people))
    said = [f"{ink.t.label(f'chart-{name}')} {ink.t.number(n)}" for name, n in counts]
    costs = [f"{name} {words}" for name, _, words in costs_of(numbers, ink)]
    return [ink.t("plain", words=" · ".join(one)) for one in (said, sites, costs) if one]


@draws(ReportSheet)
def report_sheet(view: ReportSheet, ink: Ink) -> Sheet:
    said = sheet([ink.t("report-sheet", period=when_words(view.of, ink))])
    return Sheet(said.lines, said.rows, Media.EXPORT)


# -- words --------------------------------------------------------------------------------


def when_words(view: ReportPage, ink: Ink) -> str:
    """`16.11 – 22.11.2026`, or that it is of all time; plain text."""
    if view.days is None:
        return ink.t.label("report-ever")
    first, last = view.days
    return _day(last, ink) if first == last else f"{_day(first, ink)} – {_day(last, ink)}"


def _day(day: date, ink: Ink) -> str:
    return ink.t.day(day)


def span_words(span: timedelta, ink: Ink) -> str:
    """A time as people say it: minutes, hours or days; plain text."""
    minutes = round(span / timedelta(minutes=1))
    if minutes < 60:
        return ink.t.label("span-minutes", count=max(1, minutes))
    hours = round(span / timedelta(hours=1))
    if hours < 48:
        return ink.t.label("span-hours", count=hours)
    return ink.t.label("span-days", count=round(span / timedelta(days=1)))


def reasons_of(total: Tally, ink: Ink) -> list[tuple[str, int]]:
    """Each reason's name and how many; those that nobody gave come last."""
    known: list[Reason | None] = [*Reason, None]
    found = [(one, total.reasons.get(one, 0)) for one in known]
    found.sort(key=lambda it: (it[0] is None, -it[1]))
    return [
        (ink.t.label(f"chart-reason-{one}" if one is not None else "chart-reason-unsaid"), count)
        for one, count in found
        if count
    ]


def costs_of(numbers: Numbers, ink: Ink) -> list[tuple[str, int, str]]:
    """Each site's name, what a response has cost there, and that in words."""
    currencies = {one.currency for one in numbers.costs}
    found = []
    for one in numbers.costs:
        if one.each is not None:
            name = ink.site(one.site)
            shown = name if len(currencies) == 1 else f"{name} {one.currency}"
            found.append((shown, one.each, ink.t.money(one.each, one.currency)))
    return sorted(found, key=lambda it: it[1])


def _said(finding: Finding, ink: Ink) -> Html:
    values: dict[str, str | int] = {}
    for name, value in finding.values.items():
        if isinstance(value, timedelta):
            values[name] = span_words(value, ink).replace(" ", NBSP)
        elif isinstance(value, tuple):
            values[name] = ink.t.money(*value)
        elif name == "reason":
            values[name] = ink.t.label(f"chart-reason-{value}").lower()
        elif name in ("site", "other"):
            values[name] = ink.site(str(value))
        else:
            values[name] = value
    return ink.t(finding.text_id, **values)


# -- buttons ------------------------------------------------------------------------------


def _choice(label: str, verb: str, view: ReportPage, choice: int, style: Style | None) -> Button:
    """What is chosen stands where other buttons carry a version."""
    return Button(label, encode(verb, view.report.id, choice), style=style)


def _open(label_id: str, menu: ReportMenu, view: ReportPage, ink: Ink) -> Button:
    return _choice(ink.t.label(label_id), "report_menu", view, _MENUS.index(menu), None)


def _rows(view: ReportPage, ink: Ink) -> list[Row]:
    back = (_open("do-back", ReportMenu.MAIN, view, ink),)
    if view.report.menu is ReportMenu.PERIOD:
        return [*columns(_spans(view, ink), 2), back]
    if view.report.menu is ReportMenu.VACANCY:
        return [*_vacancies(view, ink), (*_pages(view, ink), *back)]
    row: Row = (
        _open("do-report-vacancy", ReportMenu.VACANCY, view, ink),
        _open("do-report-period", ReportMenu.PERIOD, view, ink),
    )
    if view.numbers.empty:
        return [row, (ink.press("do-status", "status"),)]
    of = view.report.vacancy_id
    more = (ink.press("do-home", "home", of, count=view.numbers.total.people),) if of else ()
    return [(ink.press("do-report-xlsx", "report_xlsx", view.report.id), *more), row]


def _spans(view: ReportPage, ink: Ink) -> list[Button]:
    chosen = view.report.span
    return [
        _choice(
            ink.t.label(f"span-{one}"),
            "report_on",
            view,
            at,
            Style.PRIMARY if one is chosen else None,
        )
        for at, one in enumerate(_SPANS)
    ]


def _vacancies(view: ReportPage, ink: Ink) -> list[Row]:
    of = view.report.vacancy_id
    every = Style.PRIMARY if of is None else None
    rows: list[Row] = [(_choice(ink.t.label("report-all"), "report_of", view, 0, every),)]
    for key, title in view.choices:
        name = short(title, 40) or ink.t.label("vacancy-untitled")
        rows.append((_choice(name, "report_of", view, key, Style.PRIMARY if key == of else None),))
    return rows


def _pages(view: ReportPage, ink: Ink) -> list[Button]:
    around = []
    if view.page > 0:
        label = ink.t.label("do-page-back", page=view.page)
        around.append(_choice(label, "report_page", view, view.page - 1, None))
    if view.page + 1 < view.pages:
        label = ink.t.label("do-page-on", page=view.page + 2)
        around.append(_choice(label, "report_page", view, view.page + 1, None))
    return around
