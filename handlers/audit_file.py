"""Who did what as a table; whatever came from outside is a text there, never a formula."""

import csv
from io import StringIO

from bot.domain.ids import to_base36
from bot.domain.views.audit import AuditFile, AuditLine
from bot.usecases.sift_audit import AuditForm
from handlers.render.audit import what_words
from handlers.render.ink import Ink
from handlers.spreadsheet import Cell, Table, harmless, moment_cell, workbook

_COLUMNS = (("at", 18), ("who", 24), ("what", 40), ("about", 40), ("site", 14), ("number", 16))


def audit_file(view: AuditFile, ink: Ink) -> bytes:
    """The file in the form that was asked for."""
    heads = [(ink.t.label(f"audit-column-{name}"), wide) for name, wide in _COLUMNS]
    rows = [_cells(one, ink) for one in view.lines]
    if view.form == AuditForm.XLSX:
        return workbook([Table(ink.t.label("audit-sheet"), heads, rows)])
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([words for words, _ in heads])
    writer.writerows([harmless(str(cell)) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def _cells(one: AuditLine, ink: Ink) -> list[Cell]:
    return [
        moment_cell(one.at, ink),
        one.who or ink.t.label("member-gone"),
        what_words(one, ink),
        one.title,
        ink.site(one.site) if one.site is not None else "",
        to_base36(one.number) if one.number is not None else "",
    ]
