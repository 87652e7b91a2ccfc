"""A token that ran out in several processes at once: one login, stored before it is used."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime

import pytest

import sites
from bot.domain.account import EmployerAccount
from bot.domain.paces import Paces
from bot.domain.secret import Credentials
from bot.domain.workspace import Tenant
from bot.usecases.renew_credentials import RenewCredentials
from sites.kit.http import Web
from sites.kit.plugins import Plugins, site_rates
from storage.clock import SystemClock
from tests.contract.rows import Team
from tests.contract.stores import Store
from tests.emulated import Emulated, running
from tests.fakes import FakeClock, MemoryLimits
from tests.site_bench import COMPANY, LOGIN, PASSWORD

SITE = next(site for site in sites.discover() if site.info.key == "robota_ua")
PACES = Paces(factor=100)


@pytest.fixture
async def at() -> AsyncIterator[Emulated]:
    async with running(SITE.emulator, pace=1000) as one:
        user = {"login": LOGIN, "password": PASSWORD, "company": COMPANY}
        await one.control("POST", "/users", user)
        yield one


async def _process(stack: AsyncExitStack, at: Emulated, store: Store) -> Plugins:
    """The sites as one process of several has them."""
    clock = FakeClock(datetime.now(UTC), hurried=True)
    limits = MemoryLimits(clock, site_rates([SITE], PACES))
    web = Web(clock=clock, limits=limits, paces=PACES, contact_email="ops@example.com")
    await stack.enter_async_context(web)
    names = [name for name in SITE.settings.model_fields if name.endswith("_url")]
    settings = SITE.settings(**dict.fromkeys(names, at.base))
    renewals = RenewCredentials(store.uow, SystemClock(), PACES)
    return Plugins([SITE], {SITE.info.key: settings}, web, renewals)


async def _account(store: Store, team: Team) -> EmployerAccount:
    typed = Credentials.of({"login": LOGIN, "password": PASSWORD})
    async with store.uow(Tenant(team.workspace.id)) as tx:
        present = await tx.accounts.get(team.account.id)
        changed = replace(present, site=SITE.info.key, remote_identity=LOGIN, credentials=typed)
        saved = await tx.accounts.save(changed)
        await tx.commit()
    return saved


async def _stored(store: Store, team: Team) -> EmployerAccount:
    async with store.uow(Tenant(team.workspace.id)) as tx:
        return await tx.accounts.get(team.account.id)


async def test_processes_that_find_a_token_run_out_at_once_log_in_once(
    store: Store, team: Team, at: Emulated
) -> None:
    account = await _account(store, team)
    async with AsyncExitStack() as stack:
        processes = [await _process(stack, at, store) for _ in range(4)]

        async def look(plugins: Plugins, present: EmployerAccount) -> None:
            async with plugins.session(present) as session:
                await session.ads()

        await asyncio.gather(*(look(one, account) for one in processes))
        assert len(await at.calls("/Login")) == 1
        await at.control("POST", "/tokens/expire", {})
        present = await _stored(store, team)
        assert "token" in present.credentials
        await asyncio.gather(*(look(one, present) for one in processes))
    assert len(await at.calls("/Login")) == 2
    assert (await _stored(store, team)).credentials != present.credentials
