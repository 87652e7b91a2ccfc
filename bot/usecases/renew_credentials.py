"""New credentials in place of those that run out: one at a time over all processes."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.account import EmployerAccount
from bot.domain.errors import Conflict, SiteError
from bot.domain.paces import Paces
from bot.domain.secret import Credentials
from bot.domain.workspace import Tenant
from bot.ports import Clock, DatabaseUnavailable, UnitOfWork
from bot.usecases.manage_account import RECRUITER_ACTS, pause_account

AskSite = Callable[[Credentials], Awaitable[Credentials]]


@dataclass(frozen=True, slots=True)
class RenewCredentials:
    """ports.Renewals. A token that is asked for twice may make the first one worthless."""

    uow: UnitOfWork
    clock: Clock
    paces: Paces
    bot_id: int

    async def __call__(self, account: EmployerAccount, ask: AskSite) -> EmployerAccount:
        """Return the account with other credentials than it came with.

        Who waited while another one asked gets what that one was given, without a call; a login
        that was refused to it is refused to all: a bad password is sent once.
        Raises: what `ask` raises, AuthExpired.
        """
        key = f"renew:{account.id}"
        while not await self._may(key, until := self.clock.now() + self.paces.renewal_most):
            await self.clock.sleep(self.paces.of(seconds=1))
        try:
            present = await self._read(account)
            if present.credentials != account.credentials:
                return present
            present.require_login()
            return await self._stored(present, await self._asked(present, ask))
        finally:
            async with self.uow.system() as tx:
                await tx.leave_turn(key, until)
                await tx.commit()

    async def _asked(self, account: EmployerAccount, ask: AskSite) -> Credentials:
        try:
            return await ask(account.credentials)
        except SiteError as error:
            if isinstance(error, RECRUITER_ACTS):
                await self._pause(account, error)
            raise

    async def _pause(self, account: EmployerAccount, error: SiteError) -> None:
        """Before the next one has its turn."""
        while True:
            try:
                await pause_account(self.uow, self.clock, self.bot_id, account, error)
            except Conflict:
                continue  # a sync has stored its cursor meanwhile
            except DatabaseUnavailable:
                await self.clock.sleep(self.paces.of(seconds=1))
                continue
            return

    async def _may(self, key: str, until: datetime) -> bool:
        async with self.uow.system() as tx:
            mine = await tx.take_turn(key, until - self.paces.renewal_most, until)
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
            except DatabaseUnavailable:
                await self.clock.sleep(self.paces.of(seconds=1))
                continue
            return saved
