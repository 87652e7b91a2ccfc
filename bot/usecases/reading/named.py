"""Accounts as screens name them: two of one site that are called the same are told apart."""

from bot.domain.account import EmployerAccount, told_apart
from bot.domain.ids import AccountId
from bot.ports import Transaction


async def account_of(tx: Transaction, account_id: AccountId) -> EmployerAccount:
    """One of them; only to be shown. Raises: NotThere."""
    found = await tx.accounts.get(account_id)
    return told_apart(found, await tx.accounts.all(disconnected=True))


async def accounts_of(tx: Transaction, *, disconnected: bool = False) -> list[EmployerAccount]:
    """All of them; only to be shown."""
    every = await tx.accounts.all(disconnected=True)
    wanted = every if disconnected else await tx.accounts.all()
    return [told_apart(one, every) for one in wanted]
