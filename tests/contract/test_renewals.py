"""Credentials that run out are renewed by one process at a time, whatever the database."""

import asyncio
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.account import AccountState, EmployerAccount
from bot.domain.errors import AuthExpired, SiteUnavailable
from bot.domain.paces import Paces
from bot.domain.secret import Credentials
from bot.domain.workspace import Actor, Tenant
from bot.ports import DatabaseUnavailable, Transaction
from bot.usecases.renew_credentials import RenewCredentials
from storage.clock import SystemClock
from tests.contract.rows import Team
from tests.contract.stores import BOT, Store

PACES = Paces(factor=100)


def _token(number: int) -> Credentials:
    return Credentials.of({"token": f"canary-token-{number}"})


class _Site:
    """Gives a new token at each call; the one before is worth nothing then."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.most_at_once = self._now = 0

    async def __call__(self, old: Credentials) -> Credentials:
        self._now += 1
        self.most_at_once = max(self.most_at_once, self._now)
        self.calls.append(old["token"].reveal() if "token" in old else "")
        for _ in range(20):
            await asyncio.sleep(0)
        self._now -= 1
        return _token(len(self.calls))


def _process(store: Store) -> RenewCredentials:
    return RenewCredentials(store.uow, SystemClock(), PACES, BOT)


async def _stored(store: Store, account: EmployerAccount) -> EmployerAccount:
    async with store.uow(Tenant(account.workspace_id)) as tx:
        return await tx.accounts.get(account.id)


async def test_of_many_who_find_a_token_run_out_one_asks(store: Store, team: Team) -> None:
    site = _Site()
    renewed = await asyncio.gather(*(_process(store)(team.account, site) for _ in range(6)))
    assert len(site.calls) == 1
    assert {one.credentials["token"] for one in renewed} == {_token(1)["token"]}
    assert (await _stored(store, team.account)).credentials == _token(1)


async def test_each_time_it_runs_out_it_is_asked_for_anew(store: Store, team: Team) -> None:
    site, process = _Site(), _process(store)
    first = await process(team.account, site)
    second = await process(first, site)
    assert second.credentials == _token(2)
    assert site.calls[1] == "canary-token-1"


async def test_a_refusal_lets_the_next_one_ask(store: Store, team: Team) -> None:
    site = _Site()

    async def refuse(_: Credentials) -> Credentials:
        raise SiteUnavailable("work_ua")

    with pytest.raises(SiteUnavailable):
        await _process(store)(team.account, refuse)
    assert (await _process(store)(team.account, site)).credentials == _token(1)


async def test_a_login_that_is_refused_is_sent_once_whoever_waits(store: Store, team: Team) -> None:
    asked = 0

    async def refuse(_: Credentials) -> Credentials:
        nonlocal asked
        asked += 1
        raise AuthExpired("work_ua")

    everyone = (_process(store)(team.account, refuse) for _ in range(4))
    ended = await asyncio.gather(*everyone, return_exceptions=True)
    assert {type(one) for one in ended} == {AuthExpired}
    assert asked == 1
    assert (await _stored(store, team.account)).state is AccountState.PAUSED


async def test_what_a_sync_stores_meanwhile_is_kept(store: Store, team: Team) -> None:
    async def ask(_: Credentials) -> Credentials:
        async with store.uow(Tenant(team.workspace.id)) as tx:
            present = await tx.accounts.get(team.account.id)
            await tx.accounts.save(replace(present, cursor="meanwhile"))
            await tx.commit()
        return _token(1)

    await _process(store)(team.account, ask)
    stored = await _stored(store, team.account)
    assert (stored.cursor, stored.credentials) == ("meanwhile", _token(1))


@pytest.mark.parametrize("given", [{"token": "canary-token-9"}, {}], ids=["other", "none"])
async def test_what_a_person_gives_or_takes_meanwhile_stays(
    store: Store, team: Team, given: dict[str, str]
) -> None:
    async def ask(_: Credentials) -> Credentials:
        async with store.uow(Tenant(team.workspace.id)) as tx:
            present = await tx.accounts.get(team.account.id)
            await tx.accounts.save(replace(present, credentials=Credentials.of(given)))
            await tx.commit()
        return _token(1)

    renewed = await _process(store)(team.account, ask)
    assert renewed.credentials == Credentials.of(given)
    assert (await _stored(store, team.account)).credentials == Credentials.of(given)


async def test_a_turn_ends_with_its_time_when_its_process_died(store: Store) -> None:
    now = store.clock.now()
    assert await _take(store, now)
    assert not await _take(store, now + timedelta(seconds=119))
    assert await _take(store, now + timedelta(seconds=120))


async def test_who_overstays_lets_nobody_in_beside_the_next_one(store: Store) -> None:
    now = store.clock.now()
    assert await _take(store, now)
    late = now + timedelta(seconds=121)
    assert await _take(store, late)
    async with store.uow.system() as tx:
        await tx.leave_turn("renew:1", now + timedelta(minutes=2))
        await tx.commit()
    assert not await _take(store, late + timedelta(seconds=1))
    async with store.uow.system() as tx:
        await tx.leave_turn("renew:1", late + timedelta(minutes=2))
        await tx.commit()
    assert await _take(store, late + timedelta(seconds=1))


async def test_what_the_site_said_is_stored_once_the_database_is_back(
    store: Store, team: Team
) -> None:
    """The site has forgotten the old one by then."""
    away = 0

    class Away:
        system, person = store.uow.system, store.uow.person

        def __call__(self, scope: Actor | Tenant) -> AbstractAsyncContextManager[Transaction]:
            nonlocal away
            if away:
                away -= 1
                raise DatabaseUnavailable
            return store.uow(scope)

    async def ask(_: Credentials) -> Credentials:
        nonlocal away
        away = 3
        return _token(1)

    await RenewCredentials(Away(), SystemClock(), PACES, BOT)(team.account, ask)
    assert (await _stored(store, team.account)).credentials == _token(1)

    async def refuse(_: Credentials) -> Credentials:
        nonlocal away
        away = 3
        raise AuthExpired("work_ua")

    renewed = await _stored(store, team.account)
    with pytest.raises(AuthExpired):
        await RenewCredentials(Away(), SystemClock(), PACES, BOT)(renewed, refuse)
    assert (await _stored(store, team.account)).state is AccountState.PAUSED


async def _take(store: Store, now: datetime) -> bool:
    async with store.uow.system() as tx:
        mine = await tx.take_turn("renew:1", now, now + timedelta(minutes=2))
        await tx.commit()
    return mine
