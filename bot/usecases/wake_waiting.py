"""After a database was carried elsewhere: the jobs that no clock's look makes again (design.md 6).

Jobs stay behind. `LookForWork` finds at every tick what it finds after a crash too; what is here
else only follows from something else, or is asked for while somebody looks at its screen.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from bot.domain.account import AccountState, EmployerAccount
from bot.domain.conversation import Conversation
from bot.domain.errors import NotThere
from bot.domain.ids import AccountId, ApplicationId, PublicationId
from bot.domain.jobs import Job
from bot.domain.vacancy import Shelf
from bot.domain.workspace import Tenant
from bot.ports import Clock, Transaction, UnitOfWork, VaultBroken
from bot.usecases.answer_candidate import WORDS, offers_job
from bot.usecases.connect_account import connect_job, waits_for_check
from bot.usecases.manage_account import check_job
from bot.usecases.match_candidates import match_job
from bot.usecases.note_unlinked import link_job
from bot.usecases.paste_address import SCREEN as PASTED
from bot.usecases.paste_address import find_job, waits_for_ad
from bot.usecases.prepare_publication import LOADING, load_job
from bot.usecases.settle_adoption import settle
from bot.usecases.sync_applications import sync_job

log = logging.getLogger(__name__)
WAKE_WAITING = "wake_waiting"


def wake_waiting_job() -> Job:
    """Left in the new place for whoever starts there."""
    return Job(WAKE_WAITING, 0, lock=WAKE_WAITING, unique=WAKE_WAITING, priority=40)


@dataclass(frozen=True, slots=True)
class WakeWaiting:
    """The job: each company in a transaction of its own, so that nobody's tap waits behind all."""

    uow: UnitOfWork
    clock: Clock
    bot_id: int

    async def __call__(self, job: Job) -> None:
        """Safe to repeat: an extra wake-up does no harm."""
        async with self.uow.system() as tx:
            every = await tx.every_workspace()
        for one in every:
            try:
                await self._wake(Tenant(one.id))
            except VaultBroken as error:  # it names a place, never what lies there
                log.warning("a company could not be woken: %s", error)

    async def _wake(self, company: Tenant) -> None:
        async with self.uow(company) as tx:
            jobs = [*await _of_people(tx), *await _of_accounts(tx), *await _of_points(tx)]
            for adoption in await tx.adoptions.open():
                await settle(tx, adoption, self.clock.now(), self.bot_id)
            await tx.enqueue_all(jobs)
            await tx.commit()


async def _of_people(tx: Transaction) -> list[Job]:
    """What somebody waits for on a screen that nothing but the job's answer changes."""
    found = []
    for talk in await tx.conversations.at(tuple(_SCREENS)):
        with suppress(NotThere):
            job = await _SCREENS[talk.place.screen](tx, talk)
            found += [] if job is None else [job]
    return found


async def _connecting(_: Transaction, talk: Conversation) -> Job | None:
    """A check that failed is not repeated by itself: it is a password that is sent."""
    if talk.workspace_id is None or not waits_for_check(talk) or "failed" in talk.draft:
        return None
    return connect_job(talk.user_id, talk.workspace_id)


async def _finding(_: Transaction, talk: Conversation) -> Job | None:
    if talk.workspace_id is None or not waits_for_ad(talk):
        return None
    return find_job(talk.user_id, talk.workspace_id)


async def _loading(tx: Transaction, talk: Conversation) -> Job | None:
    return load_job(await tx.publications.get(PublicationId(talk.place.subject)))


async def _checking(tx: Transaction, talk: Conversation) -> Job | None:
    if "checking" not in talk.draft:
        return None
    return check_job(await tx.accounts.get(AccountId(talk.place.subject)))


async def _choosing(tx: Transaction, talk: Conversation) -> Job | None:
    return offers_job(await tx.applications.get(ApplicationId(talk.place.subject)))


_SCREENS: Mapping[str, Callable[[Transaction, Conversation], Awaitable[Job | None]]] = {
    "connect_check": _connecting,
    PASTED: _finding,
    LOADING: _loading,
    "account": _checking,
    WORDS: _choosing,
}


async def _of_accounts(tx: Transaction) -> list[Job]:
    """Passes that somebody asked for or that were cut short, and ads that are to be linked."""
    accounts = [one for one in await tx.accounts.all() if one.state is AccountState.ACTIVE]
    found = [sync_job(one, priority=30) for one in accounts if _begun(one)]
    for site in sorted({one.site for one in accounts}):
        ads = await tx.unlinked.of_site(site)
        found += [link_job(one) for one in ads if one.asked_by is not None]
    return found


def _begun(account: EmployerAccount) -> bool:
    asked, last = account.asked_sync_at, account.last_sync_at
    unanswered = asked is not None and (last is None or last < asked)
    return unanswered or account.resume is not None


async def _of_points(tx: Transaction) -> Sequence[Job]:
    """Nothing tells with which must-haves a candidate was compared last."""
    return [
        match_job(vacancy.workspace_id, one)
        for vacancy in await tx.vacancies.all(Shelf.OPEN)
        if vacancy.must_haves
        for one in await tx.applications.of_vacancy(vacancy.id)
    ]
