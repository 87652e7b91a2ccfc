"""Responses that could not be read: a newer version may."""

import logging
from dataclasses import dataclass

from bot.domain.application import KeptRecord
from bot.domain.site import RemoteApplication
from bot.domain.workspace import Tenant
from bot.ports import Sites, UnitOfWork
from bot.usecases.keep_applications import KeepApplications

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RetryRecords:
    """Run at start, for that is when a version is new, and once a day."""

    uow: UnitOfWork
    sites: Sites
    keep: KeepApplications

    async def __call__(self) -> None:
        """What can be read now becomes an application with its card; the rest stays aside."""
        async with self.uow.system() as tx:
            workspaces = await tx.broken_workspaces()
        for workspace_id in workspaces:
            await self._retry(Tenant(workspace_id))

    async def _retry(self, tenant: Tenant) -> None:
        known = {site.key for site in self.sites.all()}
        async with self.uow(tenant) as tx:
            for record in await tx.applications.broken():
                account = await tx.accounts.get(record.account_id)
                item = self._reread(account.site, record) if account.site in known else None
                if item is not None:
                    await self.keep(tx, account, [item])
                    await tx.applications.drop_broken(record.id)
            await tx.commit()

    def _reread(self, site: str, record: KeptRecord) -> RemoteApplication | None:
        """They are odd ones all of them: what stumbles at one must not hold up the others."""
        try:
            return self.sites.reread(site, record)
        except Exception as error:
            log.error("a record that %s gave can't be read: %s", site, type(error).__name__)
            log.debug("a record that %s gave can't be read", site, exc_info=error)
            return None
