"""A team's account at a real client of an emulated site, and jobs over it as wiring makes them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from sqlalchemy import func, select

from bot.domain.account import EmployerAccount
from bot.domain.notice import NoticeKind
from bot.domain.secret import Credentials
from bot.domain.site import Ad
from bot.ports import UnitOfWork
from bot.usecases.reconcile import Reconcile, reconcile_job
from bot.usecases.sync_applications import SyncApplications, sync_job
from bot.wiring.parts import Parts
from sites.kit.site import Site
from storage import tables as t
from tests.contract.rows import Team
from tests.contract.stores import BOT, SqlStore, Store
from tests.fakes import PlainVault
from tests.site_bench import LOGIN, PASSWORD, Bench

T = TypeVar("T")
PASSES_MOST = 60


def _typed(site: Site[Any]) -> Credentials:
    """What an account keeps where its site gives nothing instead."""
    fields = site.info.login
    return Credentials.of({one.key: PASSWORD if one.secret else LOGIN for one in fields})


@dataclass(slots=True)
class Watched:
    """An account with a live ad. Every job is run by a process that has just started.

    It knows what is stored alone. `uow` is what it works with; a test comes between by it.
    """

    at: Bench
    store: Store
    team: Team
    account: EmployerAccount
    ad: str
    uow: UnitOfWork

    @classmethod
    async def connected(cls, at: Bench, store: Store, team: Team) -> "Watched":
        """The team's account is at this site, with a live ad that nobody has answered."""
        async with at.session() as session:
            identity = await session.check()
            ad = (await session.publish(await at.form(session), key="1:1")).remote_id
            cursor = await session.newest()
        async with store.uow(team.tenant) as tx:
            account = await tx.accounts.save(
                replace(
                    await tx.accounts.get(team.account.id),
                    site=at.site.info.key,
                    remote_identity=identity.remote_identity,
                    credentials=identity.credentials or _typed(at.site),
                    cursor=cursor,
                )
            )
            publication = await tx.publications.get(team.publication.id)
            moved = replace(publication, site=account.site, remote_id=ad, ad=Ad.LIVE)
            await tx.publications.save(moved)
            await tx.commit()
        return cls(at, store, team, account, ad, store.uow)

    def _made(self, kind: type[T]) -> T:
        parts = Parts(
            uow=self.uow,
            clock=self.at.clock,
            paces=self.at.web.paces,
            limits=self.at.web.limits,
            sites=self.at.plugins,
            vault=PlainVault(),
            bot_id=BOT,
            operators=(),
            quiet_hours=None,
        )
        return parts.make(kind)

    async def page(self) -> None:
        """The next page of a pass."""
        await self._made(SyncApplications)(sync_job(self.account, priority=30))

    async def whole(self) -> int:
        """Page after page to the end of the pass; how many responses are stored then."""
        for _ in range(PASSES_MOST):
            await self.page()
            if (await self.now()).resume is None:
                return await self.stored()
        raise AssertionError("the pass does not end")

    async def compare(self) -> int:
        """A whole comparison; how many responses are stored then."""
        await self.change(reconcile_at=self.at.clock.now())
        for _ in range(PASSES_MOST):
            await self.comparison_page()
            if (await self.now()).reconciling is None:
                return await self.stored()
        raise AssertionError("the comparison does not end")

    async def comparison_page(self) -> None:
        """The next page of a comparison, where one is due."""
        await self._made(Reconcile)(reconcile_job(self.account))

    async def now(self) -> EmployerAccount:
        """The account as it is stored."""
        async with self.store.uow(self.team.tenant) as tx:
            return await tx.accounts.get(self.account.id)

    async def change(self, **changes: Any) -> None:
        """Store the account with other values."""
        async with self.store.uow(self.team.tenant) as tx:
            account = await tx.accounts.get(self.account.id)
            await tx.accounts.save(replace(account, **changes))
            await tx.commit()

    async def known(self, responses: Sequence[str]) -> set[str]:
        """Those of them that are stored."""
        async with self.store.uow(self.team.tenant) as tx:
            return set(await tx.applications.known(self.at.site.info.key, responses))

    async def stored(self) -> int:
        """How many responses are stored."""
        async with self.store.uow(self.team.tenant) as tx:
            return (await tx.applications.counts()).get(self.team.publication.id, 0)


async def owed(sql: SqlStore, kind: NoticeKind) -> tuple[int, int]:
    """How many notices of this kind are owed or sent, and about how many subjects."""
    n = t.notices.c
    statement = select(func.count(), func.count(n.subject_id.distinct())).where(n.kind == kind)
    async with sql.engine.connect() as connection:
        found = (await connection.execute(statement)).one()
    return found[0], found[1]
