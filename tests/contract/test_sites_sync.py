"""Every discovered site under the real sync, with a crash after its first page: nobody is lost."""

from dataclasses import replace
from typing import Any

import pytest

import sites
from bot.domain.account import EmployerAccount
from bot.domain.secret import Credentials
from bot.domain.site import Ad
from bot.usecases.sync_applications import SyncApplications, sync_job
from bot.wiring.parts import Parts
from sites.kit.site import Site
from tests.contract.rows import Team
from tests.contract.stores import BOT, Store
from tests.fakes import PlainVault
from tests.site_bench import LOGIN, PASSWORD, Bench, bench

SITES = sites.discover()
MANY, PASSES_MOST = 120, 40


def _typed(site: Site[Any]) -> Credentials:
    """What an account keeps where its site gives nothing instead."""
    fields = site.info.login
    return Credentials.of({one.key: PASSWORD if one.secret else LOGIN for one in fields})


async def _connected(at: Bench, store: Store, team: Team) -> tuple[EmployerAccount, str]:
    """The team's account is at this site, with a live ad."""
    async with at.session() as session:
        identity = await session.check()
        ad = (await session.publish(await at.form(session), key="1:1")).remote_id
        cursor = await session.newest()
    async with store.uow(team.tenant) as tx:
        changed = replace(
            await tx.accounts.get(team.account.id),
            site=at.site.info.key,
            remote_identity=identity.remote_identity,
            credentials=identity.credentials or _typed(at.site),
            cursor=cursor,
        )
        account = await tx.accounts.save(changed)
        publication = await tx.publications.get(team.publication.id)
        moved = replace(publication, site=account.site, remote_id=ad, ad=Ad.LIVE)
        await tx.publications.save(moved)
        await tx.commit()
    return account, ad


async def _page(at: Bench, store: Store, account: EmployerAccount) -> None:
    """The next page, by a process that has just started: it knows what is stored alone."""
    parts = Parts(
        uow=store.uow,
        clock=at.clock,
        paces=at.web.paces,
        limits=at.web.limits,
        sites=at.plugins,
        vault=PlainVault(),
        bot_id=BOT,
        operators=(),
    )
    await parts.make(SyncApplications)(sync_job(account, priority=30))


async def _whole(at: Bench, store: Store, team: Team, account: EmployerAccount) -> int:
    """Page after page to the end of the pass; how many responses are stored then."""
    for _ in range(PASSES_MOST):
        await _page(at, store, account)
        async with store.uow(team.tenant) as tx:
            now = await tx.accounts.get(account.id)
        if now.resume is None:
            return await _stored(store, team)
    raise AssertionError("the pass does not end")


async def _stored(store: Store, team: Team) -> int:
    async with store.uow(team.tenant) as tx:
        return (await tx.applications.counts()).get(team.publication.id, 0)


@pytest.mark.parametrize("site", SITES, ids=[site.info.key for site in SITES])
async def test_pages_with_a_crash_after_the_first_come_whole_and_once(
    site: Site[Any], store: Store, team: Team
) -> None:
    async with bench(site) as at:
        account, ad = await _connected(at, store, team)
        await at.respond_many(ad, MANY)
        await _page(at, store, account)
        assert 0 < await _stored(store, team) < MANY
        assert await _whole(at, store, team, account) == MANY
        assert await _whole(at, store, team, account) == MANY
