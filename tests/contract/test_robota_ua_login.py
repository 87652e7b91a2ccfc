"""Robota.ua's logins and tokens: got once, kept, renewed in time, lost in one way."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.errors import (
    AuthExpired,
    AutomationRefused,
    NotEmployer,
    SiteUnavailable,
    UserBlocked,
    VidhukError,
    WrongLogin,
)
from bot.ports import SiteSession
from tests.robota_bench import ROBOTA_UA, connected, published, switch
from tests.site_bench import LOGIN, Bench, bench


@pytest.fixture
async def at() -> AsyncIterator[Bench]:
    async with bench(ROBOTA_UA) as one:
        yield one


@pytest.fixture
async def session(at: Bench) -> AsyncIterator[SiteSession]:
    async with at.session() as one:
        yield one


async def logins(at: Bench) -> int:
    return len(await at.at.calls("/Login"))


@pytest.mark.parametrize("answer", ["text", "bare", "object"])
async def test_the_token_is_kept_and_used_without_another_login(at: Bench, answer: str) -> None:
    await switch(at, login_answer=answer)
    account = await connected(at)
    assert set(account.credentials) == {"login", "password", "token", "renew_at"}
    for _ in range(3):
        async with at.plugins.session(account) as session:
            await session.ads()
    assert await logins(at) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 200])
async def test_a_refused_login_is_wrong_whatever_its_status(at: Bench, status: int) -> None:
    await switch(at, wrong_password=status)
    async with at.session(password="wrong") as session:
        with pytest.raises(WrongLogin):
            await session.check()
    assert len(await at.at.calls()) == 1


@pytest.mark.parametrize("status", [401, 403])
async def test_a_job_seekers_token_opens_nothing_and_is_named(at: Bench, status: int) -> None:
    await switch(at, applicant=status)
    seeker = {"login": "seeker@example.com", "password": "x", "company": None}
    await at.at.control("POST", "/users", seeker)
    async with at.session("seeker@example.com", "x") as session:
        with pytest.raises(NotEmployer):
            await session.check()
    assert await logins(at) == 1


async def test_a_token_that_runs_out_in_mid_life_is_renewed_once_and_nothing_is_lost(
    at: Bench,
) -> None:
    account = await connected(at)
    async with at.plugins.session(account) as session:
        ad = await published(at, session)
        cursor = await session.newest()
        one = await at.respond(ad)
        await at.at.control("POST", "/tokens/expire", {})
        page = await session.applications(cursor, None)
        assert [it.remote_id for it in page.items] == [one]
        await session.ads()
    assert await logins(at) == 2


async def test_a_write_with_a_token_that_ran_out_has_its_effect_once(at: Bench) -> None:
    account = await connected(at)
    async with at.plugins.session(account) as session:
        form = await at.form(session)
        await at.at.control("POST", "/tokens/expire", {})
        await session.save_draft(form, key="1:1")
        assert len(list(await session.ads())) == 1


async def test_two_sessions_of_an_account_whose_token_ran_out_log_in_once(at: Bench) -> None:
    account = await connected(at)
    await at.at.control("POST", "/tokens/expire", {})
    async with at.plugins.session(account) as one, at.plugins.session(account) as two:
        await one.ads()
        await two.ads()
    assert await logins(at) == 2


async def test_a_password_changed_on_the_site_costs_one_login_and_ends_the_account(
    at: Bench,
) -> None:
    account = await connected(at)
    await at.at.control("PATCH", "/users", {"login": LOGIN, "password": "another"})
    async with at.plugins.session(account) as session:
        with pytest.raises(AuthExpired):
            await session.ads()
    assert await logins(at) == 2


async def test_a_fresh_token_that_is_refused_ends_the_account_after_one_login(at: Bench) -> None:
    account = await connected(at)
    await at.at.fault(path="/vacancy/list", kind="status", status=401)
    async with at.plugins.session(account) as session:
        with pytest.raises(AuthExpired):
            await session.ads()
    assert await logins(at) == 2
    assert len(await at.at.calls("/vacancy/list")) == 3  # one of them connected the account


async def test_a_token_is_renewed_an_hour_before_its_end(at: Bench) -> None:
    account = await connected(at)
    at.clock.advance(days=7, minutes=-70)
    async with at.plugins.session(account) as session:
        await session.ads()
        assert await logins(at) == 1
        at.clock.advance(minutes=20)
        await session.ads()
    assert await logins(at) == 2


async def test_a_token_that_does_not_say_when_it_ends_is_trusted_for_a_while(at: Bench) -> None:
    await switch(at, token_ends=False)
    account = await connected(at)
    at.clock.advance(minutes=20)
    async with at.plugins.session(account) as session:
        await session.ads()
        assert await logins(at) == 1
        at.clock.advance(minutes=20)
        await session.ads()
    assert await logins(at) == 2


async def test_a_short_token_is_not_renewed_with_each_request(at: Bench) -> None:
    await switch(at, token_seconds=1800)
    account = await connected(at)
    async with at.plugins.session(account) as session:
        for _ in range(3):
            await session.ads()
    assert await logins(at) == 1


async def test_a_challenge_at_the_login_is_not_a_wrong_password_and_nobody_asks_on(
    at: Bench,
) -> None:
    await at.at.fault(path="/Login", kind="html")
    for _ in range(2):
        async with at.session() as session:
            with pytest.raises(AutomationRefused) as wall:
                await session.check()
        assert wall.value.until > at.clock.now()
    assert len(await at.at.calls()) == 1


@pytest.mark.parametrize("kind", ["garbage", "drop_after", "status"])
async def test_a_login_that_gets_no_answer_is_no_wrong_password(at: Bench, kind: str) -> None:
    more = {"status": 502} if kind == "status" else {}
    await at.at.fault(path="/Login", kind=kind, times=1, **more)
    expected: type[VidhukError] = WrongLogin if kind == "garbage" else SiteUnavailable
    async with at.session() as session:
        with pytest.raises(expected):
            await session.check()


async def test_a_blocked_employer_is_told_so(at: Bench, session: SiteSession) -> None:
    await session.check()
    await at.at.control("PATCH", "/users", {"login": LOGIN, "blocked": True})
    with pytest.raises(UserBlocked):
        await session.ads()


async def test_every_request_says_who_asks_and_the_token_stays_with_the_api(at: Bench) -> None:
    async with at.session() as session:
        await published(at, session)
        await switch(at, citylist=False)
        await session.dictionary("city")
    calls = await at.at.calls()
    assert {call["headers"]["User-Agent"] for call in calls} == {"vidhuk (ops@example.com)"}
    bare = {call["path"] for call in calls if "Authorization" not in call["headers"]}
    assert bare == {"/Login", "/dictionary/city"}
    assert not [call for call in calls if "Origin" in call["headers"]]
