"""The database's part about numbers, and about lists of a vacancy's candidates."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.application import Application
from bot.domain.ids import ApplicationId, MemberId, PublicationId, ReportId, VacancyId
from bot.domain.report import Report
from bot.domain.tally import Candidacy, Cost, FirstAnswers, Sieve, Tally, Within


class Tallies(Protocol):
    """Candidates counted and listed by the database: no row comes here that nobody shows.

    `vacancies` None: of all that there are.
    """

    async def of_vacancy(self, vacancy_id: VacancyId) -> Tally:
        """All that it ever had."""

    async def erased_of(self, publication_id: PublicationId) -> int:
        """How many of its responses are counted alone: nothing of them is kept."""

    async def listed(
        self, vacancy_id: VacancyId, sieve: Sieve, skip: int, most: int
    ) -> tuple[Sequence[Candidacy], int]:
        """Some of its candidates, the newest first; and how many there are."""

    async def whole(
        self, vacancy_id: VacancyId, after: ApplicationId, most: int
    ) -> Sequence[Application]:
        """The next applications of a vacancy in the order of their ids, from one id on."""

    async def within(
        self, time: Within, vacancies: Collection[VacancyId] | None
    ) -> Mapping[VacancyId, Tally]:
        """Of those who answered in that time; a vacancy that nobody answered is not in it."""

    async def responses(self, time: Within, vacancies: Collection[VacancyId] | None) -> int:
        """How many came in that time."""

    async def first_answers(
        self, time: Within, vacancies: Collection[VacancyId] | None
    ) -> FirstAnswers:
        """Of those who answered in that time and heard from the team since."""

    async def costs(self, vacancies: Collection[VacancyId] | None) -> Sequence[Cost]:
        """By site and currency, of ads whose price is known."""


class Reports(Protocol):
    """Reports that were told, and when each member is told the next one."""

    async def get(self, report_id: ReportId) -> Report:
        """Raises: NotThere."""

    async def add(self, report: Report) -> bool:
        """False when the member was told of that week already."""

    async def save(self, report: Report) -> Report:
        """Update it, version one higher. Raises: Conflict."""

    async def due(self, member_id: MemberId) -> datetime | None:
        """When the member is told of a week; None: it was never thought of."""

    async def put_off(self, member_id: MemberId, due: datetime) -> None: ...
