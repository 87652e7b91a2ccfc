"""Credentials that are renewed, in memory."""

from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.domain.account import EmployerAccount
from bot.domain.ids import AccountId
from bot.domain.secret import Credentials


class MemoryRenewals:
    """ports.Renewals; `stored` has what each account holds by now, `asked` how often."""

    def __init__(self) -> None:
        self.stored: dict[AccountId, Credentials] = {}
        self.asked: dict[AccountId, int] = defaultdict(int)

    async def __call__(
        self, account: EmployerAccount, ask: Callable[[Credentials], Awaitable[Credentials]]
    ) -> EmployerAccount:
        present = self.stored.setdefault(account.id, account.credentials)
        if present == account.credentials:
            self.asked[account.id] += 1
            self.stored[account.id] = await ask(present)
        return replace(account, credentials=self.stored[account.id])
