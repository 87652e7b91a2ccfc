"""Live dictionaries, fetched once a day a site and when one was found wrong, by any account."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.domain.account import EmployerAccount
from bot.domain.errors import SiteError
from bot.domain.paces import Paces
from bot.domain.site import Entry
from bot.ports import CachedDictionary, Clock, Sites, UnitOfWork
from bot.usecases.manage_account import LOGIN_LOST


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
            return cached.entries
        if not entries:  # nothing could be chosen for a day: asked for again the next time
            return cached.entries if cached is not None else ()
        async with self.uow.system() as tx:
            await tx.save_dictionary(
                account.site, name, CachedDictionary(entries, self.clock.now())
            )
            await tx.commit()
        return entries
