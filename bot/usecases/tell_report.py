"""On Mondays at 9:00 a person hears how the week was: once, and later where nobody was there."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.ids import MemberId, ReportId, new_id
from bot.domain.jobs import Job
from bot.domain.morning import DueMorning
from bot.domain.notice import NoticeKind
from bot.domain.quiet import Hours, Quiet
from bot.domain.report import Report, Span
from bot.domain.workspace import RIGHTS, Member, Right, Tenant
from bot.ports import Clock, Transaction, UnitOfWork
from bot.usecases.ask_report import report_notice
from bot.usecases.seen_vacancies import seen_vacancies

TELL_REPORT = "tell_report"


def report_job(due: DueMorning) -> Job:
    """The wake-up of one member's week."""
    key = f"report:{due.member_id}"
    return Job(TELL_REPORT, due.member_id, due.workspace_id, lock=key, unique=key)


@dataclass(frozen=True, slots=True)
class TellReport:
    """The job: owe the report of the week that is over, and note when the next one is."""

    uow: UnitOfWork
    clock: Clock
    bot_id: int
    quiet_hours: Hours | None

    async def __call__(self, job: Job) -> None:
        """Safe to repeat: a week is told once; of weeks that were missed the last one."""
        assert job.workspace_id is not None  # report_job always names it
        async with self.uow(Tenant(job.workspace_id)) as tx:
            members = await tx.workspaces.members()
            member = next((one for one in members if one.id == job.subject), None)
            if member is None:
                return
            now, due = self.clock.now(), await tx.reports.due(MemberId(job.subject))
            if due is not None and due > now:
                return
            link = await tx.chats.private(self.bot_id, member.user_id)
            zone = (await tx.workspaces.get(member.workspace_id)).time_zone
            quiet = Quiet.of(link, zone, self.quiet_hours)
            await tx.reports.put_off(member.id, quiet.week_after(now))
            report = _of_week(member, now, quiet.zone)
            told = due is not None and await self._wants(tx, member, quiet, report)
            if told and await tx.reports.add(report):
                owed = report_notice(report, link, NoticeKind.REPORT, self.clock)
                await tx.notices.owe([replace(owed, due_at=quiet.free(now))])
            await tx.commit()

    async def _wants(self, tx: Transaction, member: Member, quiet: Quiet, report: Report) -> bool:
        """Nobody is told of a week in which nothing could have come."""
        if not quiet.report or Right.SEE_CONTACTS not in RIGHTS[member.role]:
            return False
        seen = {one.id for one in await seen_vacancies(tx, member)}
        if any(one.may_sync and one.vacancy_id in seen for one in await tx.publications.all()):
            return True
        return bool(await tx.tallies.responses(report.within, seen))


def _of_week(member: Member, now: datetime, zone: str) -> Report:
    within = Span.LAST_WEEK.within(now, zone)
    monday = within.since.astimezone(ZoneInfo(zone)).date().isoformat()
    ids = (ReportId(new_id()), member.workspace_id, member.id)
    return Report(*ids, Span.LAST_WEEK, *within, week=monday)
