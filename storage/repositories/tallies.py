"""Candidates counted by the database; reports, and what stays of those who were erased."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, func, select, type_coerce
from sqlalchemy.sql.selectable import Subquery

from bot.domain.application import Application
from bot.domain.erasure import Erasure
from bot.domain.errors import Conflict
from bot.domain.handling import Reason, Stage
from bot.domain.ids import ApplicationId, MemberId, PersonId, PublicationId, ReportId, VacancyId
from bot.domain.report import Report, ReportMenu, Span
from bot.domain.tally import (
    Candidacy,
    Cost,
    ErasedKey,
    FirstAnswers,
    Sieve,
    Tally,
    Within,
    erased_counts,
)
from storage import tables as t
from storage.mapping import Mapper
from storage.repositories.applications import opened
from storage.rows import Rows
from storage.session import Repository

_REPORT = Mapper(Report, t.reports, load={"span": Span, "menu": ReportMenu})
_a, _p, _e, _r = t.applications.c, t.publications.c, t.erased_counts.c, t.reports.c
_Vacancies = Collection[VacancyId] | None
_MICROSECOND = timedelta(microseconds=1)


class SqlTallies(Repository):
    """ports.Tallies"""

    async def of_vacancy(self, vacancy_id: VacancyId) -> Tally:
        found = await self._tallied([_p.vacancy_id == vacancy_id], None)
        return found.get(vacancy_id, Tally())

    async def erased_of(self, publication_id: PublicationId) -> int:
        statement = self._rows.select(t.erased_counts, func.sum(_e.responses))
        found = await self._rows.run(statement.where(_e.publication_id == publication_id))
        return int(found.scalar() or 0)

    async def listed(
        self, vacancy_id: VacancyId, sieve: Sieve, skip: int, most: int
    ) -> tuple[Sequence[Candidacy], int]:
        its = self._leading([_p.vacancy_id == vacancy_id], None)
        wanted = [its.c.place == 1]
        if sieve.stage is not None:
            wanted.append(its.c.stage == sieve.stage)
        if sieve.site is not None:
            there = select(its.c.person_id).where(its.c.site == sieve.site)
            wanted.append(its.c.person_id.in_(there))
        every = select(func.count()).select_from(its).where(*wanted)
        count = (await self._rows.run(every)).scalar()
        newest = select(its).where(*wanted).order_by(its.c.sent_at.desc(), its.c.id.desc())
        rows = list(await self._rows.run(newest.offset(skip).limit(most)))
        names = await self._names([row.id for row in rows])
        shown = [
            Candidacy(
                ApplicationId(row.id),
                names[row.id],
                Stage(row.stage),
                row.site,
                row.sent_at,
                row.answered,
            )
            for row in rows
        ]
        return shown, count or 0

    async def _names(self, applications: Sequence[int]) -> Mapping[int, str | None]:
        who = (t.persons.c.id == _a.person_id) & (t.persons.c.workspace_id == _a.workspace_id)
        named = func.coalesce(t.persons.c.name, _a.name)
        statement = self._rows.select(t.applications, _a.id, named)
        statement = statement.join_from(t.applications, t.persons, who)
        found = await self._rows.run(statement.where(_a.id.in_(applications)))
        return {row[0]: row[1] for row in found}

    async def whole(
        self, vacancy_id: VacancyId, after: ApplicationId, most: int
    ) -> Sequence[Application]:
        ads = self._rows.select(t.publications, _p.id).where(_p.vacancy_id == vacancy_id)
        statement = self._rows.select(t.applications).where(
            _a.publication_id.in_(ads), _a.id > after
        )
        ordered = statement.order_by(_a.id).limit(most)
        return [opened(row) for row in await self._rows.all(ordered, t.applications)]

    async def within(self, time: Within, vacancies: _Vacancies) -> Mapping[VacancyId, Tally]:
        return await self._tallied(_of(vacancies), time)

    async def responses(self, time: Within, vacancies: _Vacancies) -> int:
        here = self._joined(_of(vacancies), time, func.count())
        gone = self._erased(func.sum(_e.responses)).where(*_of(vacancies), *_day(time))
        counts = [(await self._rows.run(one)).scalar() for one in (here, gone)]
        return sum(int(one or 0) for one in counts)

    async def first_answers(self, time: Within, vacancies: _Vacancies) -> FirstAnswers:
        wait = type_coerce(_a.answered_at, BigInteger) - type_coerce(_a.sent_at, BigInteger)
        # A clock that was set back answers before it is asked.
        heard = _a.answered_at >= _a.sent_at
        every = self._joined(_of(vacancies), time, func.count()).where(heard)
        count = (await self._rows.run(every)).scalar() or 0
        kept = self._joined(_of(vacancies), time, func.count()).where(
            _a.decided_at.is_not(None), _a.answered_at.is_(None)
        )
        here = (await self._rows.run(kept)).scalar() or 0
        if not count:
            return FirstAnswers(here=here)
        middle = self._joined(_of(vacancies), time, wait).where(heard).order_by(wait)
        rows = await self._rows.run(middle.offset((count - 1) // 2).limit(2 - count % 2))
        waits = [int(one) for one in rows.scalars()]
        return FirstAnswers(count, sum(waits) // len(waits) * _MICROSECOND, here)

    async def costs(self, vacancies: _Vacancies) -> Sequence[Cost]:
        priced = (_p.paid.is_not(None), *_of(vacancies))
        money = (_p.site, _p.paid_currency)
        paid = self._rows.select(t.publications, *money, func.sum(_p.paid)).where(*priced)
        here = self._joined(priced, None, *money, func.count()).group_by(*money)
        gone = self._erased(*money, func.sum(_e.responses)).where(*priced).group_by(*money)
        came: defaultdict[tuple[str, str], int] = defaultdict(int)
        for statement in (here, gone):
            for site, currency, count in await self._rows.run(statement):
                came[site, currency] += int(count)
        found = await self._rows.run(paid.group_by(*money).order_by(*money))
        return [
            Cost(site, currency, int(amount), came[site, currency])
            for site, currency, amount in found
        ]

    # -- what all of them count

    def _joined(
        self, where: Sequence[ColumnElement[bool]], time: Within | None, *what: Any
    ) -> Select[Any]:
        """Of applications to some publications, by the index that holds all that is counted.

        The publications are named twice: SQLite would else read every row of the company.
        """
        ads = self._rows.select(t.publications, _p.id).where(*where)
        its = (_p.id == _a.publication_id) & (_p.workspace_id == _a.workspace_id)
        statement = self._rows.select(t.applications, *what)
        joined = statement.join_from(t.applications, t.publications, its)
        return joined.where(_a.publication_id.in_(ads), *_sent(time))

    def _erased(self, *what: Any) -> Select[Any]:
        """Of the numbers that stayed."""
        statement = self._rows.select(t.erased_counts, *what)
        return statement.join_from(t.erased_counts, t.publications, _p.id == _e.publication_id)

    def _leading(self, where: Sequence[ColumnElement[bool]], time: Within | None) -> Subquery:
        """Applications, each with its place among those of its person in the vacancy.

        The first one tells where the person stands (bot.domain.tally.last_heard).
        """
        person = (_p.vacancy_id, _a.person_id)
        latest = (func.coalesce(_a.acted_at, _a.sent_at).desc(), _a.id.desc())
        place = func.row_number().over(partition_by=person, order_by=latest)
        answered = func.count().over(partition_by=person)
        its = (_a.id, _a.person_id, _a.stage, _a.reason, _a.sent_at, _p.site, _p.vacancy_id)
        counted = (place.label("place"), answered.label("answered"))
        return self._joined(where, time, *its, *counted).subquery()

    async def _tallied(
        self, where: Sequence[ColumnElement[bool]], time: Within | None
    ) -> Mapping[VacancyId, Tally]:
        its = self._leading(where, time)
        standing = (its.c.vacancy_id, its.c.stage, its.c.reason)
        people = select(*standing, func.count()).where(its.c.place == 1).group_by(*standing)
        origin = (_p.vacancy_id, _p.site)
        sites = self._joined(where, time, *origin, func.count()).group_by(*origin)
        kept = (_p.vacancy_id, _p.site, _e.stage, _e.reason)
        sums = (func.sum(_e.responses), func.sum(_e.people))
        gone = self._erased(*kept, *sums).where(*where, *_day(time)).group_by(*kept)
        found: defaultdict[VacancyId, Tally] = defaultdict(Tally)
        for vacancy_id, stage, reason, count in await self._rows.run(people):
            found[vacancy_id] += _standing(stage, reason, int(count))
        for vacancy_id, site, count in await self._rows.run(sites):
            found[vacancy_id] += Tally(sites={site: int(count)})
        for vacancy_id, site, stage, reason, responses, count in await self._rows.run(gone):
            there = Tally(sites={site: int(responses)}, erased=int(count))
            found[vacancy_id] += there + _standing(stage, reason, int(count))
        return found


def _standing(stage: str, reason: str | None, count: int) -> Tally:
    refused = {Reason(reason) if reason else None: count}
    at = Stage(stage)
    return Tally({at: count}, reasons=refused if at is Stage.REJECTED else {})


def _of(vacancies: _Vacancies) -> list[ColumnElement[bool]]:
    return [] if vacancies is None else [_p.vacancy_id.in_(vacancies)]


def _sent(time: Within | None) -> list[ColumnElement[bool]]:
    return [] if time is None else [_a.sent_at >= time.since, _a.sent_at < time.until]


def _day(time: Within | None) -> list[ColumnElement[bool]]:
    return [] if time is None else [_e.day >= time.since, _e.day < time.until]


async def keep_counts(rows: Rows, erasure: Erasure, people: Sequence[Application]) -> None:
    """Before the rows go: what reports count of them stays, and says nothing of anybody."""
    ads = {one.publication_id for one in people if one.publication_id is not None}
    its = rows.select(t.publications, _p.id, _p.vacancy_id).where(_p.id.in_(ads))
    vacancies = {PublicationId(row.id): VacancyId(row.vacancy_id) for row in await rows.run(its)}
    gone = [one.id for one in people]
    others = rows.select(t.applications, _p.vacancy_id, _a.person_id).join_from(
        t.applications, t.publications, _p.id == _a.publication_id
    )
    persons = {one.person_id for one in people}
    staying = others.where(_a.person_id.in_(persons), _a.id.not_in(gone)).distinct()
    left = {(VacancyId(one), PersonId(other)) for one, other in await rows.run(staying)}
    zone = (await rows.by_key(t.workspaces, erasure.workspace_id))["time_zone"]
    for key, count in erased_counts(people, vacancies, left, zone).items():
        mine = _key(key)
        more = {"responses": _e.responses + count.responses, "people": _e.people + count.people}
        if not await rows.change(t.erased_counts, [_e[name] == mine[name] for name in mine], more):
            row = {**mine, "workspace_id": erasure.workspace_id, **count._asdict()}
            await rows.add(t.erased_counts, [row])


def _key(key: ErasedKey) -> dict[str, Any]:
    return {**key._asdict(), "reason": key.reason or ""}


class SqlReports(Repository):
    """ports.Reports"""

    async def get(self, report_id: ReportId) -> Report:
        return _REPORT.value(await self._rows.by_key(t.reports, report_id))

    async def add(self, report: Report) -> bool:
        return bool(await self._rows.add_new(t.reports, [_REPORT.row(report)]))

    async def save(self, report: Report) -> Report:
        row = {**_REPORT.row(report), "version": report.version + 1}
        if not await self._rows.overwrite(t.reports, row, _r.version == report.version):
            raise Conflict(t.reports.name)
        return replace(report, version=report.version + 1)

    async def due(self, member_id: MemberId) -> datetime | None:
        times = t.report_times.c
        statement = self._rows.select(t.report_times, times.due_at)
        due: datetime | None = (
            await self._rows.run(statement.where(times.member_id == member_id))
        ).scalar()
        return due

    async def put_off(self, member_id: MemberId, due: datetime) -> None:
        owner = (await self._rows.by_key(t.members, member_id))["workspace_id"]
        row = {"member_id": member_id, "workspace_id": owner, "due_at": due}
        await self._rows.put(t.report_times, row)
