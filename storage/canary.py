"""The rows that prove at start that the keys are the right ones (design.md 9).

Beside the canary lies the key of the equality hashes: one a database, for as long as it lives.
"""

from sqlalchemy import Connection, inspect, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.ports import Vault, VaultBroken
from storage.rows import Rows, place_of
from storage.scope import Everything
from storage.tables import canary, hash_keys
from storage.vault import FernetVault

ITS_ROW = {"id": 1, "sealed": "this database opens with this key"}


class WrongKey(Exception):
    """None of the keys is the one that this database was written with."""

    def __init__(self) -> None:
        super().__init__(
            "no encryption key opens this database: put the one back that it was written with. "
            "Gone for good? `vidhuk keys lost` goes on without what was sealed with it"
        )


async def has_canary(engine: AsyncEngine) -> bool:
    """Whether a key has ever written here; False for a schema that nobody has used, or none."""
    async with engine.connect() as connection:
        if not await connection.run_sync(lambda it: inspect(it).has_table(canary.name)):
            return False
        return (await connection.execute(select(canary.c.id))).first() is not None


async def check_key(engine: AsyncEngine, vault: FernetVault) -> None:
    """Open the canary, or put it there in a new database; the vault hashes as this one does.

    The key of the hashes is put there by the first start that finds none: what the last of its
    keys gives, as every version before did it. Raises: WrongKey.
    """
    async with engine.begin() as connection:
        rows = Rows(connection, Everything(), vault)
        if not await rows.add_new(canary, [ITS_ROW]):
            await _open(rows)
        await rows.add_new(hash_keys, [{"id": 1, "sealed": vault.hash_key}])
        try:
            vault.hash_with((await rows.by_key(hash_keys, 1))["sealed"])
        except VaultBroken:
            raise WrongKey from None


async def try_key(engine: AsyncEngine, vault: Vault) -> None:
    """Open the canary where there is one; changes nothing. Raises: WrongKey."""
    if await has_canary(engine):
        async with engine.connect() as connection:
            await _open(Rows(connection, Everything(), vault))


def try_opened(connection: Connection, vault: Vault) -> None:
    """The same over a connection that blocks. Raises: WrongKey."""
    row = connection.execute(select(canary)).first()
    if row is not None:
        try:
            vault.unseal(place_of(canary.c.sealed, row.id), row.sealed)
        except VaultBroken:
            raise WrongKey from None


async def _open(rows: Rows) -> None:
    try:
        await rows.by_key(canary, 1)
    except VaultBroken:
        raise WrongKey from None
