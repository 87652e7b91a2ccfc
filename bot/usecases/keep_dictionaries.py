"""Live dictionaries, fetched once a day a site and when one was found wrong, by any account."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.domain.account import EmployerAccount
from bot.domain.errors import ContractBroken, SiteError
from bot.domain.paces import Paces
from bot.domain.site import Entry
from bot.domain.workspace import Tenant
from bot.ports import CachedDictionary, Clock, Sites, UnitOfWork
from bot.usecases.alert_operators import AlertOperators
from bot.usecases.manage_account import LOGIN_LOST


@dataclass(frozen=True, slots=True)
class KeepDictionaries:
    """The port Dictionaries over the cache in the database."""

    uow: UnitOfWork
    sites: Sites
    clock: Clock
    paces: Paces
    alert: AlertOperators

    async def of(
        self, account: EmployerAccount, names: Collection[str]
    ) -> Mapping[str, tuple[Entry, ...]]:
        """An old copy serves while the site gives no new one; a lost login is never hidden by it.

        Raises: SiteError.
        """
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
        except SiteError as error:
            if cached is None or isinstance(error, LOGIN_LOST):
                raise
            if isinstance(error, ContractBroken):
                await self._alarm(account, error)
            return await self._old(account.site, name, cached)
        if not entries:  # nothing could be chosen for a day: asked for again the next time
            return await self._old(account.site, name, cached) if cached is not None else ()
        async with self.uow.system() as tx:
            await tx.save_dictionary(
                account.site, name, CachedDictionary(entries, self.clock.now())
            )
            await tx.commit()
        return entries

    async def _old(self, site: str, name: str, cached: CachedDictionary) -> tuple[Entry, ...]:
        """One that was found wrong is chosen from all the same: without it nobody could go on."""
        async with self.uow.system() as tx:
            now = await tx.dictionary(site, name)
            if now is not None and now.doubted:
                await tx.save_dictionary(site, name, now.believed())
                await tx.commit()
        return cached.entries

    async def _alarm(self, account: EmployerAccount, error: ContractBroken) -> None:
        async with self.uow(Tenant(account.workspace_id)) as tx:
            await self.alert.daily(tx, account, error)
            await tx.commit()
