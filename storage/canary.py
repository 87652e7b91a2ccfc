"""The row that proves at start that the key is the right one (design.md 9)."""

from sqlalchemy import Connection, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.ports import Vault, VaultBroken
from storage.rows import Rows, place_of
from storage.scope import Everything
from storage.tables import canary

_WRONG = "no encryption key opens this database"
_ROW = {"id": 1, "sealed": "this database opens with this key"}


class WrongKey(Exception):
    """None of the keys is the one that this database was written with."""


async def has_canary(engine: AsyncEngine) -> bool:
    """Whether a key has ever written here; False for a schema that nobody has used."""
    async with engine.connect() as connection:
        return (await connection.execute(select(canary.c.id))).first() is not None


async def check_key(engine: AsyncEngine, vault: Vault) -> None:
    """Open the canary, or put it there in a new database. Raises: WrongKey."""
    async with engine.begin() as connection:
        rows = Rows(connection, Everything(), vault)
        if not await rows.add_new(canary, [_ROW]):
            await _open(rows)


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
            vault.unseal(place_of(canary.c.sealed, row._asdict()), row.sealed)
        except VaultBroken:
            raise WrongKey(_WRONG) from None


async def _open(rows: Rows) -> None:
    try:
        await rows.by_key(canary, 1)
    except VaultBroken:
        raise WrongKey(_WRONG) from None
