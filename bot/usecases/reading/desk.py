"""What the readers of screens work with."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.domain.account import AccountState, EmployerAccount
from bot.domain.alert import Today
from bot.domain.conversation import Conversation
from bot.domain.errors import NotThere
from bot.domain.fingerprint import fingerprint
from bot.domain.ids import ApplicationId
from bot.domain.paces import Paces
from bot.domain.publication import Publication, Status
from bot.domain.queues import Seen
from bot.domain.quiet import Hours
from bot.domain.site import FieldKind
from bot.domain.vacancy import Vacancy
from bot.domain.views import Otherwise, PublicationLine, View
from bot.domain.workspace import Actor, User, Workspace
from bot.ports import Clock, Sites, Transaction
from bot.usecases.reading.named import accounts_of

T = TypeVar("T")
ATTENTION = (Status.ERRONEOUS, Status.PUBLISHED, Status.INACTIVE, Status.DRAFT)


@dataclass(frozen=True, slots=True)
class Desk:
    """One screen being read: an open transaction and who it is for."""

    tx: Transaction
    talk: Conversation
    user: User
    actor: Actor | None
    workspace: Workspace | None
    sites: Sites
    clock: Clock
    paces: Paces
    support: str
    quiet_hours: Hours | None
    """When chats that have chosen nothing are quiet."""

    @property
    def subject(self) -> int:
        """The id that the screen is about."""
        return self.talk.place.subject

    @property
    def member(self) -> Actor:
        """Raises: NotThere for somebody outside any workspace."""
        if self.actor is None:
            raise NotThere
        return self.actor

    @property
    def company(self) -> Workspace:
        """Raises: NotThere for somebody outside any workspace."""
        if self.workspace is None:
            raise NotThere
        return self.workspace


Reader = Callable[[Desk], Awaitable[View]]


async def still_seen(desk: Desk, ids: Sequence[ApplicationId]) -> list[ApplicationId]:
    """Those of a kept list whom the member sees by now: rights may have changed since."""
    seen = Seen.of(desk.member)
    return [one for one in ids if seen.every or await desk.tx.queues.sees(seen, one)]


def today_at(desk: Desk) -> Today:
    """The day where the reader's company is."""
    return Today(desk.clock.now(), desk.company.time_zone)


def page_of(items: Sequence[T], page: int, size: int) -> tuple[Sequence[T], int, int]:
    """The items of one page, its number (kept within bounds) and how many pages there are."""
    pages = max(1, -(-len(items) // size))
    page = min(max(0, page), pages - 1)
    return items[page * size : (page + 1) * size], page, pages


def status_of(
    publication: Publication, account: EmployerAccount, clock: Clock, paces: Paces
) -> Status:
    """The shown status, with what the account and the clock add to it."""
    operation = publication.operation
    since = operation.created_at if operation is not None else clock.now()
    return publication.status(
        login_lost=account.state is AccountState.PAUSED,
        unsure_long=clock.now() - since > paces.unsure_long,
    )


def unsaved(desk: Desk, publication: Publication, vacancy: Vacancy) -> Sequence[str]:
    """The parts of its ad that have changed since the site took it."""
    info = desk.sites.info(publication.site)
    return publication.unsaved(fingerprint(vacancy, publication.fields, info))


async def otherwise(desk: Desk, publication: Publication, vacancy: Vacancy) -> list[Otherwise]:
    """The chosen values that contradict the vacancy: one of them was changed since."""
    chosen = {
        one: entries
        for one in desk.sites.info(publication.site).fields
        if one.kind is FieldKind.CHOICE and (entries := publication.fields.get(one.key, ()))
    }
    lists = {}
    for name in {one.dictionary for one in chosen}:
        cached = await desk.tx.dictionary(publication.site, name)
        lists[name] = cached.entries if cached is not None else ()
    wanted = desk.sites.suggest(publication.site, vacancy, lists)
    return [
        Otherwise(one, entries, wanted[one.key])
        for one, entries in chosen.items()
        if wanted.get(one.key)
        and {it.id for it in entries}.isdisjoint(it.id for it in wanted[one.key])
    ]


async def lines(
    tx: Transaction, publications: Sequence[Publication], clock: Clock, paces: Paces
) -> list[PublicationLine]:
    """Publications as lists show them, those that need attention first."""
    accounts = {one.id: one for one in await accounts_of(tx, disconnected=True)}
    counts = await tx.applications.counts()
    found = [
        PublicationLine(
            one,
            status_of(one, accounts[one.account_id], clock, paces),
            accounts[one.account_id].label,
            counts.get(one.id, 0),
            login_lost=one.may_sync and accounts[one.account_id].state is AccountState.PAUSED,
        )
        for one in publications
    ]
    return sorted(found, key=lambda line: ATTENTION.index(line.status))
