"""Vacancies."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import func

from bot.domain.ids import MemberId, VacancyId
from bot.domain.pay import Pay, PayPeriod
from bot.domain.vacancy import Contact, Employment, Experience, Shelf, Step, Vacancy
from storage import tables as t
from storage.mapping import Mapper, inherited_in, inherited_out
from storage.repositories.publications import SqlPublications
from storage.rows import Values
from storage.session import Repository

_VACANCY = Mapper(
    Vacancy,
    t.vacancies,
    load={
        "employment": Employment,
        "experience": Experience,
        "must_haves": tuple,
        "team": lambda kept: tuple(MemberId(int(one)) for one in kept),
        "contact": Contact,
        "step": Step,
        "shelf": Shelf,
        "inherited": inherited_in,
    },
    dump={
        "contact": lambda contact: contact.text,
        "inherited": inherited_out,
        "team": lambda team: [str(one) for one in team],  # in quotes: looked for as a part of it
    },
)
_c = t.vacancies.c
_AT_WORK = (Shelf.OPEN, Shelf.ARCHIVE)


class SqlVacancies(Repository):
    """ports.Vacancies"""

    async def get(self, vacancy_id: VacancyId) -> Vacancy:
        return _value(await self._rows.by_key(t.vacancies, vacancy_id))

    async def all(self, *shelves: Shelf) -> Sequence[Vacancy]:
        statement = self._rows.select(t.vacancies).where(_c.shelf.in_(shelves or _AT_WORK))
        statement = statement.order_by(_c.created_at.desc(), _c.id.desc())
        return [_value(row) for row in await self._rows.all(statement, t.vacancies)]

    async def count(self) -> int:
        untitled, is_open = _c.title == "", _c.shelf == Shelf.OPEN
        titled = self._rows.select(t.vacancies, func.count()).where(~untitled, is_open)
        found = int((await self._rows.run(titled)).scalar_one())
        # Begun with anything else they are few, and what is blank the vacancy itself knows.
        begun = await self._rows.all(
            self._rows.select(t.vacancies).where(untitled, is_open), t.vacancies
        )
        return found + sum(not _value(row).blank for row in begun)

    async def unfinished(self, member_id: MemberId) -> Sequence[Vacancy]:
        statement = self._rows.select(t.vacancies).where(
            _c.owner_id == member_id, _c.step.is_not(None), _c.shelf == Shelf.OPEN
        )
        newest = statement.order_by(_c.created_at.desc(), _c.id.desc())
        return [_value(row) for row in await self._rows.all(newest, t.vacancies)]

    async def save(self, vacancy: Vacancy) -> Vacancy:
        row = _VACANCY.row(vacancy, **_pay_columns(vacancy.pay))
        return replace(vacancy, version=await self._rows.put_version(t.vacancies, row))

    async def delete(self, vacancy_id: VacancyId) -> None:
        its = await SqlPublications(self._session).of_vacancy(vacancy_id)
        unsent = [one.id for one in its if not one.bound]
        await self._rows.drop(t.site_actions, t.site_actions.c.publication_id.in_(unsent))
        await self._rows.drop(t.publications, t.publications.c.id.in_(unsent))
        # Those that are left point at the vacancy, and so forbid it.
        await self._rows.drop(t.vacancies, _c.id == vacancy_id)


def _value(row: Values) -> Vacancy:
    pay = None
    if row["pay_currency"] is not None:
        pay = Pay(
            row["pay_low"],
            row["pay_high"],
            row["pay_currency"],
            row["pay_gross"],
            PayPeriod(row["pay_period"]),
        )
    return _VACANCY.value(row, pay=pay)


def _pay_columns(pay: Pay | None) -> Values:
    return {
        "pay_low": pay and pay.low,
        "pay_high": pay and pay.high,
        "pay_currency": pay and pay.currency,
        "pay_gross": pay and pay.gross,
        "pay_period": pay and pay.period,
    }
