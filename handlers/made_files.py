"""Files that are made for one message: exports, sheets, and the picture of a report."""

import asyncio
import hashlib
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeAlias
from zoneinfo import ZoneInfo

from bot.domain.report import ReportMenu
from bot.domain.vacancy import one_line
from bot.domain.views import ExportFile, Screen, View
from bot.domain.views.audit import AuditFile
from bot.domain.views.reports import CandidateSheet, ReportPage, ReportSheet
from handlers.enclosed import Enclosed
from handlers.render.drawn import Media
from handlers.render.ink import Ink, short
from handlers.texts import clean

Known: TypeAlias = Callable[[str], Awaitable[str | None]]
Made: TypeAlias = ExportFile | CandidateSheet | ReportPage | ReportSheet | AuditFile
_UNFIT = re.compile(r'[\\/<>:"|?*;\n\t]')
_LOOK = "1"
"""Changes with how pictures are drawn: those that Telegram has of before are not sent any more."""


def is_made(view: View | Screen) -> bool:
    """Whether the file of such a view is made here."""
    return isinstance(view, Made)


async def made_file(
    view: View | Screen,
    media: Media,
    ink: Ink,
    known: Known | None,
) -> Enclosed | None:
    """None for a text. `known` tells of what Telegram has: that is not made again."""
    if media is Media.NONE:
        return None
    if isinstance(view, ReportPage):
        key = _key(view, ink)
        there = known is not None and await known(key) is not None
        content = b"" if there else await asyncio.to_thread(_picture, view, ink)
        return Enclosed(Media.PHOTO, key, "report.png", content, of=0)
    if isinstance(view, CandidateSheet):
        content = await asyncio.to_thread(_candidates, view, ink)
        return Enclosed(media, "", _name(ink, "sheet-candidates", view.title), content, of=0)
    if isinstance(view, ReportSheet):
        content = await asyncio.to_thread(_numbers, view, ink)
        title = view.of.title or ""
        return Enclosed(media, "", _name(ink, "sheet-report", title), content, of=0)
    if isinstance(view, AuditFile):
        content = await asyncio.to_thread(_audit, view, ink)
        return Enclosed(media, "", _name(ink, "audit-sheet", "", view.form), content, of=0)
    assert isinstance(view, ExportFile)  # nothing else is_made
    return Enclosed(media, "", view.name, view.content, of=0)


def _key(view: ReportPage, ink: Ink) -> str:
    """Of all that is drawn: other buttons under the same picture need no new one."""
    plain = replace(view.report, id=0, menu=ReportMenu.MAIN, page=0, version=0)  # type: ignore[arg-type]
    drawn = replace(view, report=plain, choices=(), page=0, pages=1)
    told = f"{_LOOK}|{ink.t.language}|{drawn!r}"
    return f"report:{hashlib.sha256(told.encode(errors='replace')).hexdigest()}"


def _name(ink: Ink, label_id: str, title: str, form: str = "xlsx") -> str:
    """`Кандидати - Sales B2B - 2026-11-23.xlsx`"""
    words = short(_UNFIT.sub(" ", one_line(clean(title))).strip(". "), 60)
    day = f"{ink.now.astimezone(ZoneInfo(ink.time_zone)):%Y-%m-%d}"
    parts = (ink.t.label(label_id), words, day)
    return f"{' - '.join(one for one in parts if one)}.{form}"


def _picture(view: ReportPage, ink: Ink) -> bytes:
    from handlers.charts import picture  # noqa: PLC0415 - matplotlib comes with the first picture

    return picture(view, ink)


def _candidates(view: CandidateSheet, ink: Ink) -> bytes:
    from handlers.spreadsheet import candidates  # noqa: PLC0415 - only who asks needs it

    return candidates(view, ink)


def _audit(view: AuditFile, ink: Ink) -> bytes:
    from handlers.audit_file import audit_file  # noqa: PLC0415 - only who asks needs it

    return audit_file(view, ink)


def _numbers(view: ReportSheet, ink: Ink) -> bytes:
    from handlers.spreadsheet import numbers  # noqa: PLC0415 - only who asks needs it

    return numbers(view, ink)
