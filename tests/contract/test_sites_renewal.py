"""A token that ran out in several processes at once: one login, stored before it is used."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Any

import pytest

import sites
from bot.domain.account import EmployerAccount
from bot.domain.paces import Paces
from bot.domain.workspace import Tenant
from bot.usecases.renew_credentials import RenewCredentials
from sites.kit.http import Web
from sites.kit.plugins import Plugins, site_rates
from sites.kit.site import Site
from storage.clock import SystemClock
from tests.contract.rows import Team
from tests.contract.stores import BOT, Store
from tests.fakes import MemoryLimits
from tests.site_bench import LOGIN, Bench, bench

SITES = [site for site in sites.discover() if site.info.key in ("robota_ua", "headhunter")]
CALLS = {"robota_ua": "/Login", "headhunter": "/token"}
"""Where each of them gives tokens."""
PACES = Paces(factor=100)


@pytest.fixture(params=SITES, ids=[site.info.key for site in SITES])
async def at(request: pytest.FixtureRequest) -> AsyncIterator[Bench]:
    site: Site[Any] = request.param
    async with bench(site) as one:
        yield one


async def _process(stack: AsyncExitStack, at: Bench, store: Store) -> Plugins:
    """The sites as one process of several has them."""
    site = at.site
    limits = MemoryLimits(at.clock, site_rates([site], PACES))
    web = Web(clock=at.clock, limits=limits, paces=PACES, contact_email="ops@example.com")
    await stack.enter_async_context(web)
    renewals = RenewCredentials(store.uow, SystemClock(), PACES, BOT)
    return Plugins([site], {site.info.key: at.given}, web, renewals)


async def _account(store: Store, team: Team, at: Bench) -> EmployerAccount:
    typed = await at.credentials()
    async with store.uow(Tenant(team.workspace.id)) as tx:
        present = await tx.accounts.get(team.account.id)
        changed = replace(present, site=at.site.info.key, remote_identity=LOGIN, credentials=typed)
        saved = await tx.accounts.save(changed)
        await tx.commit()
    return saved


async def _stored(store: Store, team: Team) -> EmployerAccount:
    async with store.uow(Tenant(team.workspace.id)) as tx:
        return await tx.accounts.get(team.account.id)


async def test_processes_that_find_a_token_run_out_at_once_log_in_once(
    store: Store, team: Team, at: Bench
) -> None:
    account = await _account(store, team, at)
    calls = CALLS[at.site.info.key]
    async with AsyncExitStack() as stack:
        processes = [await _process(stack, at, store) for _ in range(4)]

        async def look(plugins: Plugins, present: EmployerAccount) -> None:
            async with plugins.session(present) as session:
                await session.ads()

        await asyncio.gather(*(look(one, account) for one in processes))
        assert len(await at.at.calls(calls)) == 1
        await at.at.control("POST", "/tokens/expire", {})
        present = await _stored(store, team)
        assert present.credentials.keys() & {"token", "access_token"}
        await asyncio.gather(*(look(one, present) for one in processes))
    assert len(await at.at.calls(calls)) == 2
    assert (await _stored(store, team)).credentials != present.credentials
