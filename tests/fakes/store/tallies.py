"""Candidates counted and listed, in memory; reports."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from bot.domain.application import Application
from bot.domain.erasure import Erasure
from bot.domain.handling import Stage
from bot.domain.ids import ApplicationId, MemberId, PublicationId, ReportId, VacancyId
from bot.domain.publication import Publication
from bot.domain.report import Report
from bot.domain.tally import (
    Candidacy,
    Cost,
    ErasedCount,
    FirstAnswers,
    Sieve,
    Tally,
    Within,
    erased_counts,
    leading,
)
from tests.fakes.store.kinds import (
    APPLICATIONS,
    COUNTS,
    MEMBERS,
    PERSONS,
    PUBLICATIONS,
    REPORT_TIMES,
    REPORTS,
    WORKSPACES,
    KeptCount,
    NextMorning,
)
from tests.fakes.store.rows import Rows
from tests.fakes.store.session import Repository

_Vacancies = Collection[VacancyId] | None


class MemoryTallies(Repository):
    """ports.Tallies"""

    async def of_vacancy(self, vacancy_id: VacancyId) -> Tally:
        return self._tallied([vacancy_id], None).get(vacancy_id, Tally())

    async def erased_of(self, publication_id: PublicationId) -> int:
        kept = self._rows.all(COUNTS, lambda it: it.key.publication_id == publication_id)
        return sum(one.count.responses for one in kept)

    async def listed(
        self, vacancy_id: VacancyId, sieve: Sieve, skip: int, most: int
    ) -> tuple[Sequence[Candidacy], int]:
        every = self._applications([vacancy_id], None)
        found = []
        for (_, person_id), one in leading(every, self._vacancies()).items():
            theirs = [it for it in every if it.person_id == person_id]
            if sieve.stage in (None, one.handling.stage) and (
                sieve.site is None or sieve.site in {it.site for it in theirs}
            ):
                name = self._rows.get(PERSONS, person_id).name or one.name
                where = (one.handling.stage, one.site, one.sent_at, len(theirs))
                found.append(Candidacy(one.id, name, *where))
        found.sort(key=lambda it: (it.sent_at, it.application_id), reverse=True)
        return found[skip : skip + most], len(found)

    async def whole(
        self, vacancy_id: VacancyId, after: ApplicationId, most: int
    ) -> Sequence[Application]:
        every = self._applications([vacancy_id], None)
        return sorted((one for one in every if one.id > after), key=lambda it: it.id)[:most]

    async def within(self, time: Within, vacancies: _Vacancies) -> Mapping[VacancyId, Tally]:
        return self._tallied(vacancies, time)

    async def responses(self, time: Within, vacancies: _Vacancies) -> int:
        return sum(one.responses for one in self._tallied(vacancies, time).values())

    async def first_answers(self, time: Within, vacancies: _Vacancies) -> FirstAnswers:
        waits = sorted(
            one.handling.answered_at - one.sent_at
            for one in self._applications(vacancies, time)
            if one.handling.answered_at is not None and one.handling.answered_at >= one.sent_at
        )
        here = sum(one.handling.unaware for one in self._applications(vacancies, time))
        if not waits:
            return FirstAnswers(here=here)
        half = len(waits) // 2
        middle = (waits[half] + waits[-half - 1]) / 2
        return FirstAnswers(len(waits), middle, here)

    async def costs(self, vacancies: _Vacancies) -> Sequence[Cost]:
        paid, came = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
        for ad in self._ads(vacancies):
            if ad.paid is not None:
                money = (ad.site, ad.paid_currency or "")
                paid[money] += ad.paid
                here = self._rows.all(APPLICATIONS, lambda it, ad=ad: it.publication_id == ad.id)  # type: ignore[misc]
                gone = self._rows.all(COUNTS, lambda it, ad=ad: it.key.publication_id == ad.id)  # type: ignore[misc]
                came[money] += len(here) + sum(one.count.responses for one in gone)
        return [Cost(*money, paid[money], came[money]) for money in sorted(paid)]

    def _ads(self, vacancies: _Vacancies) -> list[Publication]:
        return self._rows.all(
            PUBLICATIONS, lambda it: vacancies is None or it.vacancy_id in vacancies
        )

    def _vacancies(self) -> dict[PublicationId, VacancyId]:
        return {one.id: one.vacancy_id for one in self._ads(None)}

    def _applications(self, vacancies: _Vacancies, time: Within | None) -> list[Application]:
        ads = {one.id for one in self._ads(vacancies)}
        return self._rows.all(
            APPLICATIONS,
            lambda it: it.publication_id in ads and _in(time, it.sent_at),
        )

    def _tallied(self, vacancies: _Vacancies, time: Within | None) -> Mapping[VacancyId, Tally]:
        found: defaultdict[VacancyId, Tally] = defaultdict(Tally)
        ads = {one.id: one for one in self._ads(vacancies)}
        every = self._applications(vacancies, time)
        for (vacancy_id, _), one in leading(every, self._vacancies()).items():
            found[vacancy_id] += _standing(one.handling.stage, one.handling.reason, 1)
        for one in every:
            if one.publication_id is not None:
                found[ads[one.publication_id].vacancy_id] += Tally(sites={one.site: 1})
        for kept in self._rows.all(COUNTS):
            ad = ads.get(kept.key.publication_id)
            if ad is not None and _in(time, kept.key.day):
                standing = _standing(kept.key.stage, kept.key.reason, kept.count.people)
                sites = {ad.site: kept.count.responses}
                found[ad.vacancy_id] += standing + Tally(sites=sites, erased=kept.count.people)
        return found


def _standing(stage: Stage, reason: object, count: int) -> Tally:
    reasons = {reason: count} if stage is Stage.REJECTED else {}
    return Tally({stage: count}, reasons=reasons)  # type: ignore[arg-type]


def _in(time: Within | None, moment: datetime) -> bool:
    return time is None or time.since <= moment < time.until


def keep_counts(rows: Rows, erasure: Erasure, people: Sequence[Application]) -> None:
    """What reports count of them stays."""
    vacancies = {one.id: one.vacancy_id for one in rows.all(PUBLICATIONS)}
    others = rows.all(APPLICATIONS, lambda it: it.id not in {one.id for one in people})
    left = leading(others, vacancies)
    zone = rows.get(WORKSPACES, erasure.workspace_id).time_zone
    for key, count in erased_counts(people, vacancies, left, zone).items():
        kept = rows.find(COUNTS, lambda it, key=key: it.key == key)  # type: ignore[misc]
        before = kept.count if kept is not None else ErasedCount(0, 0)
        total = ErasedCount(before.responses + count.responses, before.people + count.people)
        rows.put(COUNTS, KeptCount(erasure.workspace_id, key, total))


class MemoryReports(Repository):
    """ports.Reports"""

    async def get(self, report_id: ReportId) -> Report:
        return self._rows.get(REPORTS, report_id)

    async def add(self, report: Report) -> bool:
        return bool(self._rows.add_new(REPORTS, [report]))

    async def save(self, report: Report) -> Report:
        return self._rows.put_version(REPORTS, report)

    async def due(self, member_id: MemberId) -> datetime | None:
        found = self._rows.find(REPORT_TIMES, lambda it: it.member_id == member_id)
        return None if found is None else found.due_at

    async def put_off(self, member_id: MemberId, due: datetime) -> None:
        owner = self._rows.get(MEMBERS, member_id).workspace_id
        self._rows.put(REPORT_TIMES, NextMorning(owner, member_id, due))
