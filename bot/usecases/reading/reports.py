"""A report as it is when it is sent: its numbers come from the database as sums."""

from zoneinfo import ZoneInfo

from bot.domain.errors import NotThere
from bot.domain.ids import ReportId, VacancyId
from bot.domain.notice import Notice, NoticeKind
from bot.domain.paces import Paces
from bot.domain.quiet import Quiet
from bot.domain.report import Numbers, Report, ReportMenu, days_of
from bot.domain.vacancy import Shelf, Vacancy
from bot.domain.views.reports import ReportLine, ReportPage, ReportSheet
from bot.domain.workspace import Right, roles_with
from bot.ports import Clock, Transaction
from bot.usecases.reading.desk import page_of
from bot.usecases.seen_vacancies import reader_of, seen_vacancies

CHOICES = 6
_TOLD = (NoticeKind.REPORT, NoticeKind.REPORT_CHANGED)


async def numbers_of(
    tx: Transaction, report: Report, seen: list[Vacancy], *, all_seen: bool
) -> Numbers:
    """`seen` are the vacancies of its reader; `all_seen`: those of the company."""
    which: set[VacancyId] | None = {one.id for one in seen}
    if report.vacancy_id is not None:
        which = {report.vacancy_id}
    elif all_seen:
        which = None
    return Numbers(
        await tx.tallies.within(report.within, which),
        await tx.tallies.first_answers(report.within, which),
        await tx.tallies.costs(which),
        await tx.tallies.responses(report.before, which),
    )


async def read_report(tx: Transaction, notice: Notice, _clock: Clock, _paces: Paces) -> ReportPage:
    """Raises: NotThere, also for a change that a newer one has overtaken."""
    report = await tx.reports.get(ReportId(notice.subject_id))
    if notice.kind is NoticeKind.REPORT_CHANGED and int(notice.occurrence) < report.version:
        raise NotThere
    return await _page(tx, notice, report)


async def read_report_sheet(
    tx: Transaction, notice: Notice, _clock: Clock, _paces: Paces
) -> ReportSheet:
    """The same numbers as a file. Raises: NotThere."""
    return ReportSheet(await _page(tx, notice, await tx.reports.get(ReportId(notice.subject_id))))


async def _page(tx: Transaction, notice: Notice, report: Report) -> ReportPage:
    link = await tx.chats.get(notice.chat_link_id)
    reader = await reader_of(tx, link.user_id)
    if reader is None or reader.id != report.member_id:
        raise NotThere
    seen = await seen_vacancies(tx, reader)
    titles = {one.id: one.title for one in seen}
    if report.vacancy_id is not None and report.vacancy_id not in titles:
        raise NotThere
    all_seen = reader.role in roles_with(Right.MANAGE_TEAM)
    numbers = await numbers_of(tx, report, seen, all_seen=all_seen)
    zone = (await tx.workspaces.get(report.workspace_id)).time_zone
    open_ones = [(one.id, one.title) for one in seen if one.shelf is Shelf.OPEN]
    offered = open_ones if report.menu is ReportMenu.VACANCY else []
    shown, page, pages = page_of(offered, report.page, CHOICES)
    lines = [
        ReportLine(titles.get(key, ""), tally)
        for key, tally in sorted(
            numbers.vacancies.items(), key=lambda it: (-it[1].responses, it[0])
        )
    ]
    return ReportPage(
        report,
        titles[report.vacancy_id] if report.vacancy_id is not None else None,
        days_of(report.within, str(ZoneInfo(Quiet.of(link, zone, None).zone))),
        numbers,
        lines,
        shown,
        page,
        pages,
    )


async def report_edited(tx: Transaction, notice: Notice) -> int:
    """The message in which a report stands by now. Raises: NotThere."""
    about = [one for kind in _TOLD for one in await tx.notices.of_subject(kind, notice.subject_id)]
    there = [
        one.message_id
        for one in about
        if one.chat_link_id == notice.chat_link_id and one.message_id is not None
    ]
    if not there:
        raise NotThere
    return max(there)
