"""Accounts as screens name them: two of one site that are called the same are told apart."""

from bot.domain.account import AccountState, EmployerAccount, told_apart
from bot.domain.errors import NotThere
from bot.domain.ids import AccountId
from bot.ports import Transaction


async def account_of(tx: Transaction, account_id: AccountId) -> EmployerAccount:
    """One of them; only to be shown. Raises: NotThere."""
    every = await tx.accounts.all(disconnected=True)
    for one in every:
        if one.id == account_id:
            return told_apart(one, every)
    raise NotThere


async def accounts_of(tx: Transaction, *, disconnected: bool = False) -> list[EmployerAccount]:
    """All of them; only to be shown."""
    every = await tx.accounts.all(disconnected=True)
    gone = AccountState.DISCONNECTED
    return [told_apart(one, every) for one in every if disconnected or one.state is not gone]
