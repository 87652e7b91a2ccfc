"""Tables as XLSX. Whatever came from outside is a text there, and stays one when saved as CSV."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TypeAlias
from zoneinfo import ZoneInfo

from bot.domain.tally import ASIDE, FUNNEL
from bot.domain.views.reports import CandidateSheet, ReportSheet, SheetRow
from handlers.render.cards import pretty
from handlers.render.ink import Ink
from handlers.render.reports import costs_of, reasons_of, span_words, when_words
from handlers.texts import clean

Cell: TypeAlias = str | int
_CELL_MOST = 32_000
"""Letters: Excel takes 32 767."""
_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "|", "%")
_NUMBER = re.compile(r"\+[\d ()-]+")
_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its name, the heads of its columns with their widths, its rows."""

    name: str
    heads: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[Cell]]


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula, also once it was saved as CSV (OWASP).

    A phone loses its plus instead, so that it can still be copied.
    """
    shown = clean(text).strip()
    if _NUMBER.fullmatch(shown):
        shown = shown[1:]
    if shown.lstrip().startswith(_STARTS):
        shown = f"'{shown}"
    return shown[:_CELL_MOST]


def workbook(tables: Sequence[Table]) -> bytes:
    """The file; nothing of it is written to a disk."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - imported when somebody asks for a file

    out = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(out, options) as book:
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        plain = book.add_format({"valign": "top", "text_wrap": True})
        for table in tables:
            sheet = book.add_worksheet(_SHEET_NAME.sub(" ", table.name)[:31])
            sheet.freeze_panes(1, 0)
            for at, (words, wide) in enumerate(table.heads):
                sheet.set_column(at, at, wide)
                sheet.write_string(0, at, harmless(words), head)
            for row, cells in enumerate(table.rows, 1):
                for at, cell in enumerate(cells):
                    if isinstance(cell, str):
                        sheet.write_string(row, at, harmless(cell), plain)
                    else:
                        sheet.write_number(row, at, cell, plain)
            if table.rows:
                sheet.autofilter(0, 0, len(table.rows), len(table.heads) - 1)
    return out.getvalue()


_COLUMNS = (
    *(("name", 28), ("phone", 20), ("email", 28), ("site", 14), ("sent", 18), ("stage", 16)),
    *(("reason", 16), ("assignee", 18), ("answered", 18), ("city", 16), ("born", 12)),
    *(("position", 28), ("pay", 16), ("skills", 30), ("letter", 50), ("link", 40)),
)


def candidates(view: CandidateSheet, ink: Ink) -> bytes:
    """A vacancy's candidates."""
    heads = [(ink.t.label(f"sheet-{name}"), wide) for name, wide in _COLUMNS]
    table = Table(ink.t.label("sheet-candidates"), heads, [_cells(one, ink) for one in view.rows])
    return workbook([table])


def _cells(row: SheetRow, ink: Ink) -> list[Cell]:
    return [
        row.name or ink.t.label("card-nameless"),
        "; ".join(harmless(pretty(one)) for one in row.phones),
        "; ".join(row.emails),
        ink.site(row.site),
        moment_cell(row.sent_at, ink),
        ink.t.label(f"chart-{row.stage}"),
        ink.t.label(f"chart-reason-{row.reason}") if row.reason is not None else "",
        row.assignee,
        moment_cell(row.answered_at, ink),
        row.city,
        row.birth_date,
        row.position,
        row.pay,
        ", ".join(row.skills),
        row.letter,
        row.url,
    ]


def moment_cell(moment: datetime | None, ink: Ink) -> str:
    """As text that sorts."""
    there = moment.astimezone(ZoneInfo(ink.time_zone)) if moment is not None else None
    return f"{there:%Y-%m-%d %H:%M}" if there is not None else ""


def numbers(view: ReportSheet, ink: Ink) -> bytes:
    """What stands behind a report."""
    return workbook([_by_vacancy(view, ink), _by_site(view, ink), _whole(view, ink)])


def _by_vacancy(view: ReportSheet, ink: Ink) -> Table:
    stages = (*FUNNEL, *ASIDE)
    heads = [
        (ink.t.label("sheet-vacancy"), 40),
        (ink.t.label("chart-responses"), 12),
        (ink.t.label("chart-people"), 12),
        *((ink.t.label(f"chart-{one}"), 14) for one in stages),
    ]
    rows: list[list[Cell]] = [
        [
            line.title or ink.t.label("vacancy-untitled"),
            line.tally.responses,
            line.tally.people,
            *(line.tally.stages.get(one, 0) for one in stages),
        ]
        for line in view.of.lines
    ]
    return Table(ink.t.label("sheet-vacancies"), heads, rows)


def _by_site(view: ReportSheet, ink: Ink) -> Table:
    keys = sorted(view.of.numbers.total.sites)
    heads = [(ink.t.label("sheet-vacancy"), 40), *((ink.site(key), 14) for key in keys)]
    rows: list[list[Cell]] = [
        [
            line.title or ink.t.label("vacancy-untitled"),
            *(line.tally.sites.get(key, 0) for key in keys),
        ]
        for line in view.of.lines
    ]
    return Table(ink.t.label("sheet-sites"), heads, rows)


def _whole(view: ReportSheet, ink: Ink) -> Table:
    told, total = view.of.numbers, view.of.numbers.total
    heard = span_words(told.answers.median, ink) if told.answers.median is not None else "—"
    rows: list[list[Cell]] = [
        [ink.t.label("sheet-period"), when_words(view.of, ink)],
        [ink.t.label("chart-responses"), total.responses],
        [ink.t.label("chart-people"), total.people],
        [ink.t.label("sheet-erased"), total.erased],
        [ink.t.label("chart-answer"), heard],
    ]
    reasons, costs = ink.t.label("chart-reasons"), ink.t.label("chart-costs")
    rows += [[f"{reasons}: {name}", count] for name, count in reasons_of(total, ink)]
    rows += [[f"{costs}: {name}", words] for name, _, words in costs_of(told, ink)]
    heads = [(ink.t.label("sheet-what"), 40), (ink.t.label("sheet-number"), 24)]
    return Table(ink.t.label("sheet-whole"), heads, rows)
