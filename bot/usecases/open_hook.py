"""A door for the site of one account: opened with its login, shut before that is forgotten."""

import secrets
from dataclasses import dataclass, replace

from bot.domain.account import AccountState, DueAccount, EmployerAccount
from bot.domain.hook import Hook
from bot.domain.jobs import Job
from bot.domain.secret import Secret
from bot.domain.site import Can
from bot.ports import Clock, Sites, Transaction, Vault

HOOK = "hook"
SECRET = "hook"  # nosec B105 # a purpose
"""What the HMAC of a door's secret is for."""


def hook_job(account: EmployerAccount | DueAccount) -> Job:
    """The request that lets the site of one account call, or call no more."""
    return Job(
        HOOK,
        account.id,
        account.workspace_id,
        lock=f"account:{account.id}",
        unique=f"hook:{account.id}",
    )


@dataclass(frozen=True, slots=True)
class OpenHook:
    """A door for an account whose login works (again), in the caller's transaction."""

    sites: Sites
    clock: Clock
    vault: Vault
    public_url: str

    async def __call__(self, tx: Transaction, account: EmployerAccount) -> None:
        """Its address stays the same for as long as the account is connected."""
        if not self.public_url or Can.PUSH not in self.sites.info(account.site).can:
            return
        now = self.clock.now()
        hook = await tx.hooks.of(account.id)
        if hook is None or hook.farewell is not None:
            secret = Secret(secrets.token_urlsafe(32))
            hmac = self.vault.hmac(SECRET, secret.reveal())
            hook = Hook(account.id, account.workspace_id, account.site, secret, hmac, now)
        await tx.hooks.save(replace(hook, due_at=now, failures=0))
        await tx.enqueue(hook_job(account))


async def shut_hook(tx: Transaction, clock: Clock, account: EmployerAccount) -> None:
    """Before the login is forgotten: the job that shuts the door still knows it, and uses it up."""
    hook = await tx.hooks.of(account.id)
    if hook is None:
        return
    if account.state is not AccountState.ACTIVE:
        await tx.hooks.drop(account.id)
        return
    farewell = replace(hook, farewell=account.credentials, due_at=clock.now(), failures=0)
    await tx.hooks.save(farewell)
    await tx.enqueue(hook_job(account))
