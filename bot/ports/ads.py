"""The database's part about vacancies, and the ads made of them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from bot.domain.ids import (
    AccountId,
    MemberId,
    PublicationId,
    VacancyId,
)
from bot.domain.publication import (
    Publication,
    Standing,
)
from bot.domain.vacancy import Shelf, Vacancy


class Vacancies(Protocol):
    """Vacancies of one workspace."""

    async def get(self, vacancy_id: VacancyId) -> Vacancy:
        """Raises: NotThere."""

    async def all(self, *shelves: Shelf) -> Sequence[Vacancy]:
        """Newest first; those on these shelves, or where none is named all but templates."""

    async def count(self) -> int:
        """Open ones with an answer at least."""

    async def unfinished(self, member_id: MemberId) -> Sequence[Vacancy]:
        """The member's open vacancies whose form was not walked through, newest first."""

    async def save(self, vacancy: Vacancy) -> Vacancy:
        """Insert or update, version one higher. Raises: Conflict."""

    async def delete(self, vacancy_id: VacancyId) -> None:
        """With its publications that never reached a site. Raises: Conflict."""


class Publications(Protocol):
    """Publications of one workspace, each with its last site action as `operation`."""

    async def get(self, publication_id: PublicationId) -> Publication:
        """Raises: NotThere."""

    async def of_vacancy(self, vacancy_id: VacancyId) -> Sequence[Publication]: ...
    async def of_account(self, account_id: AccountId) -> Sequence[Publication]: ...
    async def by_remote(self, site: str, remote_id: str) -> Publication | None: ...
    async def by_remote_ids(
        self, site: str, remote_ids: Collection[str]
    ) -> Mapping[str, Publication]:
        """Those that there are, as `by_remote` finds each."""

    async def all(self) -> Sequence[Publication]:
        """Newest first."""

    async def standings(self) -> Mapping[Standing, int]:
        """How many stand alike."""

    async def save(self, publication: Publication) -> Publication:
        """Insert or update, version one higher; `operation` is not stored. Raises: Conflict."""

    async def remembered(self, vacancy_id: VacancyId, account_id: AccountId) -> Publication | None:
        """The last one of this pair."""

    async def forget(self, publication_id: PublicationId) -> None:
        """With what was asked of its site. Raises: Conflict when responses point at it."""
