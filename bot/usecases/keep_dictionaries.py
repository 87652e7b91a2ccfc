"""Live dictionaries, fetched once a day a site, whoever's account asks first."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.domain.account import EmployerAccount
from bot.domain.errors import SiteUnavailable
from bot.domain.paces import Paces
from bot.domain.site import Entry
from bot.ports import CachedDictionary, Clock, Sites, UnitOfWork


@dataclass(frozen=True, slots=True)
class KeepDictionaries:
    """The port Dictionaries over the cache in the database."""

    uow: UnitOfWork
    sites: Sites
    clock: Clock
    paces: Paces

    async def of(
        self, account: EmployerAccount, names: Collection[str]
    ) -> Mapping[str, tuple[Entry, ...]]:
        """An old copy serves while the site is away. Raises: SiteError when there is none."""
        found: dict[str, tuple[Entry, ...]] = {}
        stale: dict[str, CachedDictionary | None] = {}
        async with self.uow.system() as tx:
            for name in sorted(names):
                cached = await tx.dictionary(account.site, name)
                if cached is not None and self._fresh(cached):
                    found[name] = cached.entries
                else:
                    stale[name] = cached
        for name, cached in stale.items():
            found[name] = await self._fetch(account, name, cached)
        return found

    def _fresh(self, cached: CachedDictionary) -> bool:
        return self.clock.now() - cached.fetched_at < self.paces.dictionary_age

    async def _fetch(
        self, account: EmployerAccount, name: str, cached: CachedDictionary | None
    ) -> tuple[Entry, ...]:
        try:
            async with self.sites.session(account) as session:
                entries = await session.dictionary(name)
        except SiteUnavailable:
            if cached is None:
                raise
            return cached.entries
        async with self.uow.system() as tx:
            await tx.save_dictionary(
                account.site, name, CachedDictionary(entries, self.clock.now())
            )
            await tx.commit()
        return entries
