"""Letting sites call: asked for day by day, and taken back from who was disconnected."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.account import AccountState, DueAccount, EmployerAccount
from bot.domain.errors import ContractBroken, SiteError
from bot.domain.hook import Hook
from bot.domain.ids import AccountId
from bot.domain.jobs import Job
from bot.domain.paces import Paces
from bot.domain.workspace import Tenant
from bot.ports import Clock, Sites, UnitOfWork
from bot.usecases.alert_operators import AlertOperators
from bot.usecases.manage_account import LOGIN_LOST, RECRUITER_ACTS, pause_account
from bot.usecases.open_hook import hook_job
from bot.usecases.paused_site import stopped

FAREWELLS = 5
"""How often a site is asked to call no more; what it still calls about finds no door."""


@dataclass(frozen=True, slots=True)
class KeepHook:
    """The job: subscribe, look whether it still holds, or unsubscribe."""

    uow: UnitOfWork
    sites: Sites
    clock: Clock
    paces: Paces
    bot_id: int
    public_url: str
    alert: AlertOperators

    async def __call__(self, job: Job) -> None:
        """Safe to repeat. A site that does not agree is asked again; polls go on meanwhile."""
        assert job.workspace_id is not None  # hook_job always names it
        async with self.uow(Tenant(job.workspace_id)) as tx:
            account = await tx.accounts.get(AccountId(job.subject))
            hook = await tx.hooks.of(account.id)
            waits = await stopped(tx, account.site)
        if hook is None or waits:
            return
        if hook.farewell is not None:
            await self._say_farewell(account, hook)
        elif account.state is AccountState.ACTIVE and self.public_url:
            await self._subscribe(account, hook)

    async def _subscribe(self, account: EmployerAccount, hook: Hook) -> None:
        address = f"{self.public_url}/hooks/{hook.site}/{hook.secret.reveal()}"
        try:
            async with self.sites.session(account) as session:
                subscription = await session.subscribe(address)
        except SiteError as error:
            await self._failed(account, error)
            return
        due = self.clock.now() + self.paces.hook_check
        await self._agreed(account, subscription, due)

    async def _failed(self, account: EmployerAccount, error: SiteError) -> None:
        if isinstance(error, RECRUITER_ACTS):
            await pause_account(self.uow, self.clock, self.bot_id, account, error)
        if isinstance(error, ContractBroken):
            async with self.uow(Tenant(account.workspace_id)) as tx:
                await self.alert.daily(tx, account, error)
                await tx.commit()
        async with self.uow(Tenant(account.workspace_id)) as tx:
            hook = await tx.hooks.of(account.id)
            if hook is None or hook.farewell is not None:
                return
            now, failures = self.clock.now(), hook.failures + 1
            due = max(now + self.paces.backoff(failures), error.not_before(now))
            await tx.hooks.save(replace(hook, due_at=due, failures=failures))
            await tx.commit()

    async def _agreed(self, account: EmployerAccount, subscription: str, due: datetime) -> None:
        """Not of one that was shut meanwhile."""
        async with self.uow(Tenant(account.workspace_id)) as tx:
            hook = await tx.hooks.of(account.id)
            if hook is None or hook.farewell is not None:
                return
            kept = replace(
                hook, subscription=subscription, due_at=due, failures=0, door=self.public_url
            )
            await tx.hooks.save(kept)
            await tx.commit()

    async def _say_farewell(self, account: EmployerAccount, hook: Hook) -> None:
        """With the login that the account no longer holds; then nobody does."""
        assert hook.farewell is not None
        async with self.uow.system() as tx:
            others = await tx.called_with(hook)
        for other in others:
            await self._ask_again(other)
        if others:  # of the same person, who is still called, and lets us in
            await self._drop(account, hook)
            return
        was = replace(account, credentials=hook.farewell)
        now, failures = self.clock.now(), hook.failures + 1
        try:
            async with self.sites.session(was) as session:
                if hook.subscription is not None:
                    await session.unsubscribe(hook.subscription)
                await session.leave()
        except SiteError as error:
            if not isinstance(error, LOGIN_LOST) and failures < FAREWELLS:
                due = max(now + self.paces.backoff(failures), error.not_before(now))
                async with self.uow(Tenant(account.workspace_id)) as tx:
                    await tx.hooks.save(replace(hook, due_at=due, failures=failures))
                    await tx.commit()
                return
        await self._drop(account, hook)

    async def _ask_again(self, called: DueAccount) -> None:
        """The site has the address of a door that is shut by now: it gets this one's."""
        async with self.uow(Tenant(called.workspace_id)) as tx:
            hook = await tx.hooks.of(called.id)
            if hook is not None:
                await tx.hooks.save(replace(hook, due_at=self.clock.now()))
                await tx.enqueue(hook_job(called))
            await tx.commit()

    async def _drop(self, account: EmployerAccount, hook: Hook) -> None:
        async with self.uow(Tenant(account.workspace_id)) as tx:
            fresh = await tx.hooks.of(account.id)
            if fresh is not None and fresh.secret == hook.secret:  # else connected again meanwhile
                await tx.hooks.drop(account.id)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class MoveDoors:
    """Run at start: sites that call at an address of before are given the present one."""

    uow: UnitOfWork
    clock: Clock
    public_url: str

    async def __call__(self) -> None:
        """Safe to repeat: who has it already is not asked."""
        if not self.public_url:
            return
        async with self.uow.system() as tx:
            await tx.move_doors(self.public_url, self.clock.now())
            await tx.commit()
