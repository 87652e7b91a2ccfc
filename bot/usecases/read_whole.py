"""The rest of those responses of a page that become cards now; nobody else's resume is opened."""

from dataclasses import dataclass, replace

from bot.domain.account import EmployerAccount
from bot.domain.errors import SiteError
from bot.domain.site import Page, RemoteApplication
from bot.domain.workspace import Tenant
from bot.ports import Sites, SiteSession, UnitOfWork
from bot.usecases.keep_applications import KeepApplications


@dataclass(frozen=True, slots=True)
class ReadWhole:
    """A step of a pass, and of a comparison."""

    uow: UnitOfWork
    sites: Sites
    keep: KeepApplications

    async def __call__(
        self, session: SiteSession, account: EmployerAccount, page: Page, *, bare: bool = False
    ) -> Page:
        """The page as it is stored. `bare`: whatever the site, its items hold no more than a list.

        Should the site fail amid them, those that were read are kept. Raises: SiteError.
        """
        if not bare and not self.sites.info(account.site).tells_viewed:
            return page
        wanted = await self._become_cards(account, page)
        items: list[RemoteApplication] = []
        try:
            for item in page.items:
                items.append(await session.whole(item) if item.remote_id in wanted else item)
        except SiteError:
            async with self.uow(Tenant(account.workspace_id)) as tx:
                await self.keep(tx, account, items)
                await tx.commit()
            raise
        return replace(page, items=items)

    async def _become_cards(self, account: EmployerAccount, page: Page) -> set[str]:
        async with self.uow(Tenant(account.workspace_id)) as tx:
            syncing = {
                one.remote_id
                for one in await tx.publications.all()
                if one.site == account.site and one.may_sync
            }
            mine = {one.remote_id for one in page.items if one.remote_ad_id in syncing}
            mine -= await self.keep.stop(tx, account, page.items)
            return mine - set(await tx.applications.known(account.site, mine))
