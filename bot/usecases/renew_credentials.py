"""New credentials in place of those that run out: one at a time over all processes."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from bot.domain.account import EmployerAccount
from bot.domain.errors import Conflict
from bot.domain.paces import Paces
from bot.domain.secret import Credentials
from bot.domain.workspace import Tenant
from bot.ports import Clock, UnitOfWork

AskSite = Callable[[Credentials], Awaitable[Credentials]]


@dataclass(frozen=True, slots=True)
class RenewCredentials:
    """ports.Renewals. A token that is asked for twice may make the first one worthless."""

    uow: UnitOfWork
    clock: Clock
    paces: Paces

    async def __call__(self, account: EmployerAccount, ask: AskSite) -> EmployerAccount:
        """Return the account with other credentials than it came with.

        Who waited while another one asked gets what that one was given, without a call.
        Raises: what `ask` raises.
        """
        key = f"renew:{account.id}"
        while not await self._may(key):
            await self.clock.sleep(self.paces.of(seconds=1))
        try:
            present = await self._read(account)
            if present.credentials != account.credentials:
                return present
            return await self._stored(present, await ask(present.credentials))
        finally:
            async with self.uow.system() as tx:
                await tx.leave_turn(key)
                await tx.commit()

    async def _may(self, key: str) -> bool:
        now = self.clock.now()
        async with self.uow.system() as tx:
            mine = await tx.take_turn(key, now, now + self.paces.renewal_most)
            await tx.commit()
        return mine

    async def _read(self, account: EmployerAccount) -> EmployerAccount:
        async with self.uow(Tenant(account.workspace_id)) as tx:
            return await tx.accounts.get(account.id)

    async def _stored(self, account: EmployerAccount, renewed: Credentials) -> EmployerAccount:
        """Before anybody uses them: what the site gave may be worth more than what it replaced.

        A login that a person has given, or taken away, while the site was asked stays.
        """
        while True:
            try:
                async with self.uow(Tenant(account.workspace_id)) as tx:
                    present = await tx.accounts.get(account.id)
                    if present.credentials != account.credentials:
                        return present
                    saved = await tx.accounts.save(replace(present, credentials=renewed))
                    await tx.commit()
            except Conflict:
                continue  # a sync has stored its cursor meanwhile
            return saved
