"""A report that somebody asks for, and what its buttons change in it."""

from dataclasses import dataclass, replace

from bot.domain.errors import NotThere, Stale
from bot.domain.ids import NoticeId, ReportId, VacancyId, new_id
from bot.domain.notice import Notice, NoticeKind
from bot.domain.quiet import Hours, Quiet
from bot.domain.report import Report, ReportMenu, Span
from bot.domain.workspace import Actor, ChatLink
from bot.ports import Clock, Transaction, UnitOfWork
from bot.usecases.asked import Asked, Press
from bot.usecases.pressed_twice import pressed_twice
from bot.usecases.seen_vacancies import seen_vacancy

_MENUS, _SPANS = tuple(ReportMenu), tuple(Span)


def report_notice(
    report: Report, link: ChatLink, kind: NoticeKind, clock: Clock, occurrence: str = ""
) -> Notice:
    """The message of a report, or a change of it."""
    return Notice(
        NoticeId(new_id()),
        report.workspace_id,
        link.bot_id,
        link.id,
        kind,
        report.id,
        clock.now(),
        occurrence,
    )


@dataclass(frozen=True, slots=True)
class AskReport:
    """Of the last days, or `of_vacancy` of one vacancy, all that there ever was."""

    uow: UnitOfWork
    clock: Clock
    bot_id: int
    quiet_hours: Hours | None
    of_vacancy: bool = False

    async def __call__(self, actor: Actor, asked: Asked) -> None:
        """Raises: NotThere, NotAllowed."""
        async with self.uow(actor) as tx:
            link = await tx.chats.private(self.bot_id, actor.user_id)
            zone = (await tx.workspaces.get(actor.workspace_id)).time_zone
            quiet, now = Quiet.of(link, zone, self.quiet_hours), self.clock.now()
            ids = (ReportId(new_id()), actor.workspace_id, actor.member_id)
            span = Span.EVER if self.of_vacancy else Span.WEEK
            report = Report(*ids, span, *span.within(now, quiet.zone))
            if self.of_vacancy and isinstance(asked, Press):
                vacancy = await seen_vacancy(tx, actor, VacancyId(asked.id))
                report = replace(report, vacancy_id=vacancy.id)
            await tx.reports.add(report)
            await tx.notices.owe([report_notice(report, link, NoticeKind.REPORT, self.clock)])
            await tx.commit()


@dataclass(frozen=True, slots=True)
class Turns:
    """Changes a report in place; what was chosen stands where other buttons carry a version."""

    clock: Clock
    bot_id: int
    quiet_hours: Hours | None

    async def find(self, tx: Transaction, actor: Actor, asked: Press) -> tuple[Report, ChatLink]:
        """Raises: NotThere for the report of somebody else."""
        report = await tx.reports.get(ReportId(asked.id))
        if report.member_id != actor.member_id:
            raise NotThere
        return report, await tx.chats.private(self.bot_id, actor.user_id)

    async def turn(self, tx: Transaction, report: Report, link: ChatLink) -> None:
        """Raises: Conflict."""
        saved = await tx.reports.save(report)
        kind = NoticeKind.REPORT_CHANGED
        await tx.notices.owe([report_notice(saved, link, kind, self.clock, str(saved.version))])


@dataclass(frozen=True, slots=True)
class TurnReportMenu:
    """Other buttons under it, or another page of them."""

    uow: UnitOfWork
    turns: Turns
    paged: bool = False

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: NotThere, Stale."""
        if not self.paged and asked.version >= len(_MENUS):
            raise Stale
        async with self.uow(actor) as tx:
            report, link = await self.turns.find(tx, actor, asked)
            other = (
                replace(report, page=asked.version)
                if self.paged
                else replace(report, menu=_MENUS[asked.version], page=0)
            )
            await self.turns.turn(tx, other, link)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class ReportOf:
    """Of one vacancy; 0: of all."""

    uow: UnitOfWork
    turns: Turns

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: NotThere, NotAllowed."""
        async with self.uow(actor) as tx:
            report, link = await self.turns.find(tx, actor, asked)
            chosen = VacancyId(asked.version) if asked.version else None
            if chosen is not None:
                await seen_vacancy(tx, actor, chosen)
            other = replace(report, vacancy_id=chosen, menu=ReportMenu.MAIN, page=0)
            await self.turns.turn(tx, other, link)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class ReportOn:
    """Of another time, reckoned from today: the place in `Span`."""

    uow: UnitOfWork
    turns: Turns

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: NotThere, Stale."""
        if asked.version >= len(_SPANS):
            raise Stale
        async with self.uow(actor) as tx:
            report, link = await self.turns.find(tx, actor, asked)
            zone = (await tx.workspaces.get(actor.workspace_id)).time_zone
            quiet = Quiet.of(link, zone, self.turns.quiet_hours)
            span, now = _SPANS[asked.version], self.turns.clock.now()
            other = replace(report.of(span, now, quiet.zone), menu=ReportMenu.MAIN)
            await self.turns.turn(tx, other, link)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class AskReportSheet:
    """Its numbers as a file."""

    uow: UnitOfWork
    turns: Turns

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: NotThere."""
        async with self.uow(actor) as tx:
            report, link = await self.turns.find(tx, actor, asked)
            kind, clock = NoticeKind.REPORT_SHEET, self.turns.clock
            begins = f"{report.version}."  # of another time, or of another vacancy, it is another
            notice = report_notice(report, link, kind, clock, f"{begins}{new_id()}")
            if not await pressed_twice(tx, notice, begins, clock.now()):
                await tx.notices.owe([notice])
            await tx.commit()
