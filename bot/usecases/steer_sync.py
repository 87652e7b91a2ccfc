"""Sync now, stop, resume: asked for by a person."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.account import EmployerAccount
from bot.domain.conversation import Flash, Place
from bot.domain.errors import AuthExpired, SitePaused, Stale, TooSoon
from bot.domain.ids import AccountId, PublicationId
from bot.domain.paces import Paces
from bot.domain.publication import ANSWERED
from bot.domain.site import Ad
from bot.domain.views import SyncOutcome
from bot.domain.workspace import Actor, Right
from bot.ports import Clock, Transaction, UnitOfWork
from bot.usecases.asked import Asked, Press
from bot.usecases.keep_applications import stubs_job
from bot.usecases.paused_site import require_going
from bot.usecases.reach import reaches_vacancy
from bot.usecases.screens import current, refresh_account, show
from bot.usecases.sync_applications import sync_job
from bot.usecases.tell_digest import gather
from bot.usecases.tell_sync import awaiting_all, awaiting_one


async def _ask(tx: Transaction, account: EmployerAccount, now: datetime, paces: Paces) -> None:
    """Raises: AuthExpired for a paused account, SitePaused, TooSoon within the cooldown."""
    account.require_login()
    await require_going(tx, account.site)
    if account.asked_sync_at is not None:
        wait = account.asked_sync_at + paces.sync_cooldown - now
        if wait.total_seconds() > 0:
            raise TooSoon(wait)
    await tx.accounts.save(replace(account, asked_sync_at=now))
    await tx.enqueue(sync_job(account, priority=30))


@dataclass(frozen=True, slots=True)
class SyncNow:
    """From a publication's page, or with `of_account` from an account's."""

    uow: UnitOfWork
    clock: Clock
    paces: Paces
    of_account: bool = False

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """The page says how it ended, when it has. Raises: TooSoon, AuthExpired, NotThere."""
        async with self.uow(actor) as tx:
            place = Place("account" if self.of_account else "publication", asked.id)
            account_id = AccountId(asked.id)
            if not self.of_account:
                publication = await tx.publications.get(PublicationId(asked.id))
                account_id = publication.account_id
            account = await tx.accounts.get(account_id)
            await _ask(tx, account, self.clock.now(), self.paces)
            before = await tx.applications.by_account([account.id])
            talk = await tx.conversations.of(actor)
            talk = awaiting_one(talk, account, before.get(account.id, 0))
            flash = Flash("done-sync-started")
            await show(tx, actor, place, asked=asked, flash=flash, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class SyncAll:
    """`/sync`: every account that is not in its cooldown."""

    uow: UnitOfWork
    clock: Clock
    paces: Paces

    async def __call__(self, actor: Actor, asked: Asked) -> None:
        """Shows the accounts, each with how its sync goes and what it has brought."""
        outcomes: dict[AccountId, SyncOutcome] = {}
        again: dict[AccountId, datetime] = {}
        wait: TooSoon | None = None
        async with self.uow(actor) as tx:
            for account in await tx.accounts.all():
                try:
                    await _ask(tx, account, self.clock.now(), self.paces)
                except TooSoon as soon:
                    wait, outcomes[account.id] = soon, SyncOutcome.RECENT
                    again[account.id] = self.clock.now() + soon.wait
                except (AuthExpired, SitePaused):
                    continue  # its line on the screen says so
                else:
                    outcomes[account.id] = SyncOutcome.RUNNING
            started = SyncOutcome.RUNNING in outcomes.values()
            flash = Flash(wait.text_id, wait.values()) if wait and not started else None
            before = await tx.applications.by_account(outcomes)
            talk = await tx.conversations.of(actor)
            talk = awaiting_all(talk, outcomes, before, again)
            await show(tx, actor, Place("accounts"), asked=asked, flash=flash, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class StopSync:
    """The publication becomes Inactive: its ad stays live, its responses are kept as stubs.

    Of a closed ad only those that come late are meant.
    """

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, NotThere."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            publication = await tx.publications.get(PublicationId(asked.id))
            if publication.busy:
                raise Stale
            await tx.publications.save(replace(publication, sync=False))
            late = publication.ad is Ad.ENDED
            flash = Flash("done-late-stopped" if late else "done-sync-stopped")
            place = Place("publication", publication.id)  # from the question about closing too
            await show(tx, actor, place, asked=asked, flash=flash, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class ResumeSync:
    """What came meanwhile comes as one digest."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, NotThere, NotConnected or AuthExpired without a login."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            publication = await tx.publications.get(PublicationId(asked.id))
            if publication.busy:
                raise Stale
            account = await tx.accounts.get(publication.account_id)
            account.require_login()
            await tx.publications.save(replace(publication, sync=True))
            await tx.accounts.save(replace(account, next_sync_at=self.clock.now()))
            await tx.enqueue(sync_job(account, priority=30))
            if publication.ad in ANSWERED:
                await tx.enqueue(stubs_job(publication))
                await gather(tx, account, [publication], self.clock.now())
            flash = Flash("done-sync-resumed")
            await show(tx, actor, talk.place, asked=asked, flash=flash, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class ResumeAll:
    """Every publication of an account that brings nothing: a disconnect stops them all.

    Those of vacancies that are not the member's stay as they are.
    """

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """What came meanwhile comes as one digest. Raises: NotThere, NotConnected, AuthExpired."""
        async with self.uow(actor) as tx:
            account = await tx.accounts.get(AccountId(asked.id))
            account.require_login()
            ads = await tx.publications.of_account(account.id)
            mine = {
                one.id
                for one in await tx.vacancies.all()
                if reaches_vacancy(actor, Right.PUBLISH, one)
            }
            unheard = [one for one in ads if one.unheard and one.vacancy_id in mine]
            for publication in unheard:
                await tx.publications.save(replace(publication, sync=True))
                await tx.enqueue(stubs_job(publication))
            if unheard:
                await gather(tx, account, unheard, self.clock.now())
            await tx.accounts.save(replace(account, next_sync_at=self.clock.now()))
            await tx.enqueue(sync_job(account, priority=30))
            await refresh_account(tx, account)
            talk, place = await tx.conversations.of(actor), Place("account", account.id)
            flash = Flash("done-sync-resumed")
            await show(tx, actor, place, asked=asked, flash=flash, talk=talk)
            await tx.commit()
