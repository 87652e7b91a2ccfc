"""Which sites a database speaks of."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.tables import accounts


async def sites_in_use(engine: AsyncEngine) -> frozenset[str]:
    """Keys of the sites that anybody has ever connected an account of; its screens need them."""
    async with engine.connect() as connection:
        return frozenset(await connection.scalars(select(accounts.c.site).distinct()))
