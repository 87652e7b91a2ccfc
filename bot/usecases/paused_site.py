"""Sites that an operator has stopped: what is owed to them waits, and is lost to nobody."""

from collections.abc import Collection

from bot.domain.errors import SitePaused
from bot.ports import PausedSites


async def stopped(tx: PausedSites, site: str) -> bool:
    """Whether nobody may ask the site now. What is owed is looked for again once it goes on."""
    return site in await tx.paused_sites()


async def require_going(tx: PausedSites, site: str) -> None:
    """For who asks for something that would be asked of the site at once. Raises: SitePaused."""
    if await stopped(tx, site):
        raise SitePaused(site)


async def paused_of(tx: PausedSites, sites: Collection[str]) -> frozenset[str]:
    """Those of these that nobody may ask."""
    return frozenset(await tx.paused_sites()) & frozenset(sites)
