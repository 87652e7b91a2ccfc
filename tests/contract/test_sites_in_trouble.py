"""Every discovered site behaves alike where something goes wrong, over real HTTP."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

import sites
from bot.domain.account import EmployerAccount
from bot.domain.errors import (
    AuthExpired,
    AutomationRefused,
    NotEmployer,
    SiteUnavailable,
    UserBlocked,
    WrongLogin,
)
from bot.domain.ids import AccountId, MemberId, WorkspaceId
from bot.domain.secret import Credentials
from sites.kit.site import Site
from tests.site_bench import LOGIN, PASSWORD, Bench, bench, read_all

SITES = sites.discover()
SHORT = aiohttp.ClientTimeout(total=0.2)
"""What half a minute is to these tests."""


@pytest.fixture(params=SITES, ids=[site.info.key for site in SITES])
async def at(request: pytest.FixtureRequest) -> AsyncIterator[Bench]:
    site: Site[Any] = request.param
    async with bench(site) as one:
        yield one


async def connected(at: Bench) -> EmployerAccount:
    """An account as the inside keeps it after the check."""
    fields = {one.key: PASSWORD if one.secret else LOGIN for one in at.site.info.login}
    typed = Credentials.of(fields)
    async with at.plugins.login(at.site.info.key, typed) as session:
        identity = await session.check()
    return EmployerAccount(
        AccountId(1),
        WorkspaceId(1),
        at.site.info.key,
        identity.remote_identity,
        identity.name,
        LOGIN,
        identity.credentials or typed,
        MemberId(1),
    )


async def test_an_applicants_account_is_not_taken(at: Bench) -> None:
    seeker = {"login": "seeker@example.com", "password": "x", "company": None}
    await at.at.control("POST", "/users", seeker)
    async with at.session("seeker@example.com", "x") as session:
        with pytest.raises((NotEmployer, WrongLogin, UserBlocked)):
            await session.check()


async def test_a_login_lost_in_the_middle_of_a_pass_loses_nobody(at: Bench) -> None:
    account = await connected(at)
    async with at.plugins.session(account) as session:
        ad = (await session.publish(await at.form(session), key="1:1")).remote_id
        cursor = await session.newest()
        ids = await at.respond_many(ad, 60)
        first = await session.applications(cursor, None)
        await at.at.control("PATCH", "/users", {"login": LOGIN, "password": "another"})
        kept = first.cursor or cursor
        with pytest.raises(AuthExpired):
            await session.applications(kept, first.resume)
    fields = {one.key: "another" if one.secret else LOGIN for one in at.site.info.login}
    mended = replace(account, id=AccountId(2), credentials=Credentials.of(fields))
    async with at.plugins.session(mended) as session:
        page = await session.applications(kept, first.resume)
        found = [*first.items, *page.items]
        rest, _ = await read_all(session, page.cursor or kept)
    assert {one.remote_id for one in [*found, *rest]} == set(ids)


async def test_slow_answers_are_waited_for_and_endless_ones_are_not(at: Bench) -> None:
    account = await connected(at)
    async with at.plugins.session(account) as session:
        await at.at.fault(path="", kind="delay", seconds=100, times=1)
        await session.ads()
        at.web.session._timeout = SHORT
        await at.at.fault(path="", kind="delay", seconds=2000)
        with pytest.raises(SiteUnavailable):
            await session.ads()


@pytest.mark.parametrize(
    "rule",
    [
        {"kind": "status", "status": 500},
        {"kind": "garbage"},
        {"kind": "empty"},
        {"kind": "html", "status": 200},
        {"kind": "drop_before"},
    ],
    ids=lambda rule: rule["kind"],
)
async def test_a_site_in_trouble_is_unavailable_and_comes_back(
    at: Bench, rule: dict[str, Any]
) -> None:
    async with at.session() as session:
        cursor = await session.newest()
        await at.at.fault(path="", **rule)
        for call in (session.check(), session.ads(), session.applications(cursor, None)):
            with pytest.raises((SiteUnavailable, AutomationRefused)):
                await call
        await at.at.control("DELETE", "/faults")
        at.clock.advance(minutes=30)
        await session.check()
        await session.applications(cursor, None)


async def test_too_many_requests_wait_as_long_as_the_site_says(at: Bench) -> None:
    async with at.session() as session:
        await at.at.fault(
            path="", kind="status", status=429, times=1, headers={"Retry-After": "90"}
        )
        with pytest.raises(SiteUnavailable) as halted:
            await session.ads()
        assert halted.value.retry_after == timedelta(seconds=90)
        asked = len(await at.at.calls())
        at.clock.advance(seconds=10)
        for call in (session.ads(), session.check()):
            with pytest.raises(SiteUnavailable) as halted:
                await call
            assert halted.value.retry_after == timedelta(seconds=80)
        assert len(await at.at.calls()) == asked
        at.clock.advance(seconds=80)
        await session.ads()
