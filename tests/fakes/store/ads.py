"""Accounts, incidents, vacancies, publications and what is owed to the sites, in memory."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from bot.domain.account import AccountStanding, AccountState, EmployerAccount, Incident
from bot.domain.adoption import Adoption
from bot.domain.errors import Conflict
from bot.domain.ids import (
    AccountId,
    ActionId,
    AdoptionId,
    ApplicationId,
    IncidentId,
    MemberId,
    PublicationId,
    UnlinkedAdId,
    VacancyId,
)
from bot.domain.own_ad import UnlinkedAd
from bot.domain.publication import Publication, Standing
from bot.domain.site_action import ActionState, SiteAction
from bot.domain.vacancy import Shelf, Vacancy
from tests.fakes.store.kinds import (
    ACCOUNTS,
    ACTIONS,
    ADOPTIONS,
    INCIDENTS,
    PUBLICATIONS,
    UNLINKED,
    VACANCIES,
)
from tests.fakes.store.session import Repository

V = TypeVar("V", Vacancy, Publication)


def _newest_first(rows: Sequence[V]) -> list[V]:
    return sorted(rows, key=lambda it: (it.created_at, it.id), reverse=True)


class MemoryAccounts(Repository):
    """ports.Accounts"""

    async def get(self, account_id: AccountId) -> EmployerAccount:
        return self._rows.get(ACCOUNTS, account_id)

    async def by_identity(self, site: str, remote_identity: str) -> EmployerAccount | None:
        wanted = (site, remote_identity)
        return self._rows.find(ACCOUNTS, lambda it: (it.site, it.remote_identity) == wanted)

    async def all(self, *, disconnected: bool = False) -> Sequence[EmployerAccount]:
        return self._rows.all(
            ACCOUNTS, lambda it: disconnected or it.state is not AccountState.DISCONNECTED
        )

    async def standings(self) -> Sequence[AccountStanding]:
        found = self._rows.all(ACCOUNTS)
        return [AccountStanding(one.id, one.state, one.last_sync_at) for one in found]

    async def save(self, account: EmployerAccount) -> EmployerAccount:
        return self._rows.put_version(ACCOUNTS, account)


class MemoryIncidents(Repository):
    """ports.Incidents"""

    async def open(self, site: str) -> Incident | None:
        return self._rows.find(INCIDENTS, lambda it: it.site == site and it.closed_at is None)

    async def get(self, incident_id: IncidentId) -> Incident:
        return self._rows.get(INCIDENTS, incident_id)

    async def save(self, incident: Incident) -> None:
        self._rows.put(INCIDENTS, incident)


class MemoryVacancies(Repository):
    """ports.Vacancies"""

    async def get(self, vacancy_id: VacancyId) -> Vacancy:
        return self._rows.get(VACANCIES, vacancy_id)

    async def all(self, *shelves: Shelf) -> Sequence[Vacancy]:
        wanted = shelves or (Shelf.OPEN, Shelf.ARCHIVE)
        return _newest_first(self._rows.all(VACANCIES, lambda it: it.shelf in wanted))

    async def count(self) -> int:
        found = self._rows.all(VACANCIES, lambda it: it.shelf is Shelf.OPEN)
        return sum(not one.blank for one in found)

    async def unfinished(self, member_id: MemberId) -> Sequence[Vacancy]:
        mine = [
            one
            for one in self._rows.all(VACANCIES, lambda it: it.shelf is Shelf.OPEN)
            if one.owner_id == member_id and one.step is not None
        ]
        return _newest_first(mine)

    async def save(self, vacancy: Vacancy) -> Vacancy:
        return self._rows.put_version(VACANCIES, vacancy)

    async def delete(self, vacancy_id: VacancyId) -> None:
        published = await MemoryPublications(self._session).of_vacancy(vacancy_id)
        if any(one.bound for one in published):
            raise Conflict("vacancies")
        its = {one.id for one in published}
        self._rows.drop(ACTIONS, lambda it: it.publication_id in its)
        self._rows.drop(PUBLICATIONS, lambda it: it.id in its)
        self._rows.drop(VACANCIES, lambda it: it.id == vacancy_id)


class MemoryPublications(Repository):
    """ports.Publications"""

    async def get(self, publication_id: PublicationId) -> Publication:
        return self._with_action(self._rows.get(PUBLICATIONS, publication_id))

    async def of_vacancy(self, vacancy_id: VacancyId) -> Sequence[Publication]:
        return self._all(lambda it: it.vacancy_id == vacancy_id)

    async def of_account(self, account_id: AccountId) -> Sequence[Publication]:
        return self._all(lambda it: it.account_id == account_id)

    async def by_remote(self, site: str, remote_id: str) -> Publication | None:
        found = self._all(lambda it: (it.site, it.remote_id) == (site, remote_id))
        return found[0] if found else None

    async def by_remote_ids(
        self, site: str, remote_ids: Collection[str]
    ) -> Mapping[str, Publication]:
        found = {one: await self.by_remote(site, one) for one in remote_ids}
        return {remote_id: one for remote_id, one in found.items() if one is not None}

    async def all(self) -> Sequence[Publication]:
        return self._all(lambda _: True)

    async def standings(self) -> Mapping[Standing, int]:
        found: Counter[Standing] = Counter()
        for one in await self.all():
            state = one.operation.state if one.operation is not None else None
            since = one.operation.created_at if one.operation is not None else None
            unsure = since if state is ActionState.UNSURE else None
            found[Standing(one.account_id, one.ad, one.sync, state, unsure)] += 1
        return found

    async def save(self, publication: Publication) -> Publication:
        saved = self._rows.put_version(PUBLICATIONS, replace(publication, operation=None))
        return replace(publication, version=saved.version)

    async def remembered(self, vacancy_id: VacancyId, account_id: AccountId) -> Publication | None:
        found = self._all(lambda it: (it.vacancy_id, it.account_id) == (vacancy_id, account_id))
        return found[0] if found else None

    async def forget(self, publication_id: PublicationId) -> None:
        self._rows.drop(ACTIONS, lambda it: it.publication_id == publication_id)
        self._rows.drop(PUBLICATIONS, lambda it: it.id == publication_id)

    def _all(self, where: Callable[[Publication], bool]) -> list[Publication]:
        found = _newest_first(self._rows.all(PUBLICATIONS, where))
        return [self._with_action(one) for one in found]

    def _with_action(self, publication: Publication) -> Publication:
        every = self._rows.tables[ACTIONS.name].values()
        own = [one for one in every if one.publication_id == publication.id]
        last = max(own, key=lambda it: it.number, default=None)
        return replace(publication, operation=last)


class MemoryUnlinkedAds(Repository):
    """ports.UnlinkedAds"""

    async def get(self, ad_id: UnlinkedAdId) -> UnlinkedAd:
        return self._rows.get(UNLINKED, ad_id)

    async def of_site(self, site: str) -> Sequence[UnlinkedAd]:
        found = self._rows.all(UNLINKED, lambda it: it.site == site)
        return sorted(found, key=lambda it: (it.title, it.id))

    async def save(self, ad: UnlinkedAd) -> None:
        self._rows.put(UNLINKED, ad)

    async def save_all(self, ads: Sequence[UnlinkedAd]) -> None:
        for ad in ads:
            self._rows.replace(UNLINKED, ad)

    async def drop(self, ad_id: UnlinkedAdId) -> None:
        self._rows.drop(UNLINKED, lambda it: it.id == ad_id)


class MemoryAdoptions(Repository):
    """ports.Adoptions"""

    async def get(self, adoption_id: AdoptionId) -> Adoption:
        return self._rows.get(ADOPTIONS, adoption_id)

    async def open(self) -> Sequence[Adoption]:
        return self._rows.all(ADOPTIONS, lambda it: it.done_at is None)

    async def save(self, adoption: Adoption) -> Adoption:
        return self._rows.put_version(ADOPTIONS, adoption)


class MemoryActions(Repository):
    """ports.Actions"""

    async def get(self, action_id: ActionId) -> SiteAction:
        return self._rows.get(ACTIONS, action_id)

    async def save(self, action: SiteAction, *, was: ActionState | None = None) -> None:
        if was is None:
            self._rows.add(ACTIONS, action)
        elif self._rows.get(ACTIONS, action.id).state is not was:
            raise Conflict(ACTIONS.name)
        else:
            self._rows.replace(ACTIONS, action)

    async def next_number(self, subject: PublicationId | ApplicationId) -> int:
        own = self._rows.all(ACTIONS, lambda it: subject in (it.publication_id, it.application_id))
        return max((one.number for one in own), default=0) + 1

    async def of_application(self, application_id: ApplicationId) -> Sequence[SiteAction]:
        found = self._rows.all(ACTIONS, lambda it: it.application_id == application_id)
        return sorted(found, key=lambda it: -it.number)
