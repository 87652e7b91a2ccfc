"""The inbox: its queues, who sees whom there, and the search."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Text,
    and_,
    case,
    exists,
    func,
    or_,
    select,
    tuple_,
    type_coerce,
)
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from bot.domain.handling import Stage
from bot.domain.ids import AccountId, ApplicationId, MemberId, VacancyId
from bot.domain.morning import DAY, LOOKS_BACK
from bot.domain.queues import (
    COUNTED_MOST,
    DEBT_AFTER,
    SETTLED,
    Age,
    Part,
    Queue,
    QueueLine,
    Seen,
    Waiting,
    sent_within,
    shown_first,
)
from bot.domain.vacancy import Shelf
from storage import tables as t
from storage.session import Repository

Columns = ReadOnlyColumnCollection[str, Any]
_a, _p, _v = t.applications.c, t.publications.c, t.vacancies.c
_own_contacts, _barred = t.application_contacts.c, t.barred_contacts.c
_Ids = Sequence[ApplicationId]


class SqlQueues(Repository):
    """ports.Queues"""

    async def counts(
        self, seen: Seen, queues: Collection[Queue], now: datetime
    ) -> Mapping[Queue, int]:
        return {one: await self._count(seen, Part(one), now) for one in queues}

    async def ages(self, seen: Seen, now: datetime) -> Mapping[Age, int]:
        of = {one: Part(Queue.UNANSWERED, one) for one in Age}
        return {one: await self._count(seen, part, now) for one, part in of.items()}

    async def waiting(
        self, vacancies: Collection[VacancyId], now: datetime
    ) -> Mapping[VacancyId, Waiting]:
        untouched = and_(_a.stage == Stage.NEW, _a.assignee_id.is_(None))
        new = _people(untouched)
        debt = _people(_a.sent_at <= now - DEBT_AFTER)
        everyone = Seen(MemberId(0), every=True)
        waits = (*_sent(_a, *sent_within(None, now)), *self._waits(everyone, _a, "heard_a", now))
        statement = (
            self._rows.select(t.applications, _p.vacancy_id, new, debt)
            .join_from(t.applications, t.publications, _p.id == _a.publication_id)
            .where(_p.vacancy_id.in_(vacancies), *waits)
            .group_by(_p.vacancy_id)
        )
        found = await self._rows.run(statement)
        return {VacancyId(row[0]): Waiting(int(row[1]), int(row[2])) for row in found}

    async def ids(
        self, seen: Seen, part: Part, now: datetime, *, limit: int, skip: int = 0
    ) -> _Ids:
        statement = self._select(seen, part, now).order_by(*_ORDER[part.queue])
        found = await self._rows.run(statement.limit(limit).offset(skip))
        return [ApplicationId(one) for one in found.scalars()]

    async def lines(self, ids: _Ids) -> Sequence[QueueLine]:
        columns = (
            *(_a.id, _a.name, _v.title, _a.site, _a.account_id, _a.sent_at, _a.stage),
            *(_a.assignee_id, _a.answered_at, _a.later_until, _a.decided_at),
        )
        statement = self._rows.select(t.applications, *columns).where(_a.id.in_(ids))
        statement = statement.outerjoin_from(
            t.applications, t.publications, _p.id == _a.publication_id
        ).outerjoin(t.vacancies, _v.id == _p.vacancy_id)
        lines = [
            QueueLine(
                ApplicationId(row.id),
                row.name,
                row.title or "",
                row.site,
                AccountId(row.account_id),
                row.sent_at,
                Stage(row.stage),
                None if row.assignee_id is None else MemberId(row.assignee_id),
                row.answered_at,
                row.later_until,
                row.decided_at,
            )
            for row in await self._rows.run(statement)
        ]
        return shown_first(lines, ids)

    async def sees(self, seen: Seen, application_id: ApplicationId) -> bool:
        statement = self._rows.select(t.applications, _a.id).where(
            _a.id == application_id, *self._theirs(seen, _a)
        )
        return (await self._rows.run(statement)).first() is not None

    async def _count(self, seen: Seen, part: Part, now: datetime) -> int:
        some = self._select(seen, part, now).limit(COUNTED_MOST + 1).subquery()
        return int((await self._rows.run(select(func.count()).select_from(some))).scalar_one())

    # -- who stands in a queue

    def _select(self, seen: Seen, part: Part, now: datetime) -> Select[Any]:
        statement = self._rows.select(t.applications, _a.id)
        match part.queue:
            case _ if part.lately:
                where = self._lately(seen, now)
            case Queue.UNANSWERED:
                where = self._unanswered(seen, part.age, now)
            case Queue.NEW:
                untouched = (_a.stage == Stage.NEW, _a.assignee_id.is_(None))
                where = (*self._unanswered(seen, None, now), *untouched)
            case Queue.MINE:
                where = (_a.assignee_id == seen.member_id, _a.stage.not_in(SETTLED))
            case Queue.LATER:
                where = (_a.later_until > now, *self._theirs(seen, _a))
            case Queue.HERE:
                lately = (_a.decided_at >= now - LOOKS_BACK, _a.answered_at.is_(None))
                where = (*lately, *self._theirs(seen, _a))
            case Queue.REPLIED:
                where = (_a.answered_at >= now - LOOKS_BACK, *self._theirs(seen, _a))
        return statement.where(*where)

    def _lately(self, seen: Seen, now: datetime) -> tuple[ColumnElement[bool], ...]:
        """Who came to the member's own open vacancies within a day, each person once."""
        b = t.applications.alias("b").c
        ads = self._rows.select(t.publications, _p.id).join_from(
            t.publications, t.vacancies, _v.id == _p.vacancy_id
        )
        own = ads.where(_is_of(seen.member_id), _v.shelf == Shelf.OPEN)

        def came(a: Columns) -> tuple[ColumnElement[bool], ...]:
            return (a.publication_id.in_(own), a.stored_at > now - DAY, ~_is_barred(a))

        first = tuple_(b.stored_at, b.id) < tuple_(_a.stored_at, _a.id)
        return (*came(_a), ~exists().where(b.person_id == _a.person_id, first, *came(b)))

    def _unanswered(
        self, seen: Seen, age: Age | None, now: datetime
    ) -> tuple[ColumnElement[bool], ...]:
        """Those who wait, but for whom an older application of the same person waits as well."""
        b = t.applications.alias("b").c
        after, until = sent_within(age, now)
        debt = sent_within(Age.PAST if age is Age.PAST else None, now)
        # By the person alone, who is of one workspace: else SQLite would rather go by that.
        older = exists().where(
            b.person_id == _a.person_id,
            tuple_(b.sent_at, b.id) < tuple_(_a.sent_at, _a.id),
            *_sent(b, *debt),
            *self._waits(seen, b, "heard_b", now),
        )
        return (*_sent(_a, after, until), *self._waits(seen, _a, "heard_a", now), ~older)

    def _waits(
        self, seen: Seen, a: Columns, name: str, now: datetime
    ) -> tuple[ColumnElement[bool], ...]:
        """Nobody has told the person anything since, nor decided on this one or put it off.

        What was decided on another application and stayed there, this one knows nothing of.
        """
        h = t.applications.alias(name).c
        heard = exists().where(h.person_id == a.person_id, h.answered_at >= a.sent_at)
        return (
            a.answered_at.is_(None),
            a.decided_at.is_(None),
            a.standing.is_(None),
            or_(a.later_until.is_(None), a.later_until <= now),
            answers(a, _v.shelf == Shelf.OPEN),
            *self._theirs(seen, a),
            ~heard,
            ~_is_barred(a),
        )

    def _theirs(self, seen: Seen, a: Columns) -> tuple[ColumnElement[bool], ...]:
        """Those whom the member sees."""
        if seen.every:
            return ()
        own = answers(a, _is_of(seen.member_id))
        return (or_(own, a.assignee_id == seen.member_id),)


def _is_of(member_id: MemberId) -> ColumnElement[bool]:
    """As Vacancy.is_of."""
    team = type_coerce(_v.team, Text).contains(f'"{member_id}"')
    return or_(_v.owner_id == member_id, team)


def _people(where: ColumnElement[bool]) -> ColumnElement[int]:
    """How many: each once, however often they have answered the vacancy."""
    return func.count(case((where, _a.person_id)).distinct())


def _is_barred(a: Columns) -> ColumnElement[bool]:
    return exists().where(
        _own_contacts.application_id == a.id,
        _own_contacts.workspace_id == _barred.workspace_id,
        _own_contacts.kind == _barred.kind,
        _own_contacts.contact_hmac == _barred.contact_hmac,
    )


def answers(a: Columns, where: ColumnElement[bool]) -> ColumnElement[bool]:
    """Looked up with each application: most answer a vacancy of the kind, so it leads nowhere."""
    return exists().where(_p.id == a.publication_id, _v.id == _p.vacancy_id, where)


def _sent(
    a: Columns, after: datetime | None, until: datetime | None
) -> tuple[ColumnElement[bool], ...]:
    lower = () if after is None else (a.sent_at > after,)
    upper = () if until is None else (a.sent_at <= until,)
    return (*lower, *upper)


_ORDER: Mapping[Queue, tuple[ColumnElement[Any], ...]] = {
    Queue.NEW: (_a.sent_at.desc(), _a.id.desc()),
    Queue.MINE: (_a.taken_at.desc(), _a.id.desc()),
    Queue.UNANSWERED: (_a.sent_at, _a.id),
    Queue.LATER: (_a.later_until, _a.id),
    Queue.HERE: (_a.decided_at.desc(), _a.id.desc()),
    Queue.REPLIED: (_a.answered_at.desc(), _a.id.desc()),
}
