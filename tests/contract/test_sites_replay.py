"""Each site's feed served again, out of order, broken off and after an outage: exactly once each.

The real client at the site's emulator, the real sync, SQLite.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest

import sites
from bot.domain.account import EmployerAccount
from bot.domain.notice import NoticeKind
from bot.domain.workspace import Actor, Tenant
from bot.ports import Transaction, UnitOfWork
from tests.contract.passes import Watched, owed
from tests.contract.rows import make_team
from tests.contract.stores import SqlStore
from tests.fakes import Killed
from tests.site_bench import bench

DISCOVERED = {site.info.key: site for site in sites.discover()}
MANY = 65
"""More than a page of any site, and a half."""


_OTHERS = [pytest.param(one, marks=pytest.mark.thorough) for one in ("robota_ua", "headhunter")]
"""Their pages, cut and served anew, are `test_sites_conformance.py`'s in `make test` too."""


@pytest.fixture(params=["work_ua", *_OTHERS])
async def watched(request: pytest.FixtureRequest, sql: SqlStore) -> AsyncIterator[Watched]:
    """An account of this site with an ad that nobody has answered."""
    async with bench(DISCOVERED[request.param]) as at:
        yield await Watched.connected(at, sql, await make_team(sql))


class DiesBeforeTheCursor:
    """ports.UnitOfWork of a process that is killed between storing a page and its cursor."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    @asynccontextmanager
    async def __call__(self, scope: Actor | Tenant) -> AsyncIterator[Transaction]:
        async with self._uow(scope) as tx:

            async def die(account: EmployerAccount) -> EmployerAccount:
                raise Killed

            tx.accounts.save = die  # type: ignore[method-assign]
            yield tx

    def __getattr__(self, name: str) -> Any:
        return getattr(self._uow, name)


async def _once(watched: Watched, sql: SqlStore, responses: list[str]) -> None:
    """Each is stored, each has one card."""
    assert await watched.known(responses) == set(responses)
    assert await watched.stored() == len(responses)
    assert await owed(sql, NoticeKind.CARD) == (len(responses), len(responses))


async def _places(watched: Watched) -> list[tuple[str | None, str | None]]:
    """Where each page of a pass begins: cursor and position; nothing is stored."""
    now = await watched.now()
    cursor, resume = now.cursor, now.resume
    found = [(cursor, resume)]
    async with watched.at.session() as session:
        while True:
            page = await session.applications(cursor, resume)
            cursor, resume = page.cursor or cursor, page.resume
            if resume is None:
                return found
            found.append((cursor, resume))


async def test_pages_served_three_times_give_each_response_once(
    watched: Watched, sql: SqlStore
) -> None:
    responses = await watched.at.respond_many(watched.ad, MANY)
    for cursor, resume in await _places(watched):
        for _ in range(3):
            await watched.change(cursor=cursor, resume=resume)
            await watched.page()
    await _once(watched, sql, responses)
    assert await watched.whole() == MANY


async def test_pages_out_of_order_give_each_response_once(watched: Watched, sql: SqlStore) -> None:
    responses = await watched.at.respond_many(watched.ad, MANY)
    first, *others = await _places(watched)
    for cursor, resume in (*reversed(others), first, *others):
        await watched.change(cursor=cursor, resume=resume)
        await watched.page()
    await watched.change(cursor=first[0], resume=None)
    assert await watched.whole() == MANY
    await _once(watched, sql, responses)


async def test_killed_between_a_page_and_its_cursor_each_response_comes_once(
    watched: Watched, sql: SqlStore
) -> None:
    responses = await watched.at.respond_many(watched.ad, MANY)
    sound = watched.uow
    for _ in range(len(await _places(watched))):
        watched.uow = DiesBeforeTheCursor(sound)
        before = await watched.stored()
        with pytest.raises(Killed):
            await watched.page()
        assert await watched.stored() == before  # the page and its cursor are one
        watched.uow = sound
        await watched.page()
    assert await watched.whole() == MANY
    await _once(watched, sql, responses)


@pytest.mark.thorough
async def test_all_of_it_at_once_gives_each_response_once(watched: Watched, sql: SqlStore) -> None:
    """Three times, backwards, with a crash between, while others come."""
    responses = await watched.at.respond_many(watched.ad, MANY)
    sound, places = watched.uow, await _places(watched)
    for cursor, resume in reversed(places):
        for _ in range(3):
            await watched.change(cursor=cursor, resume=resume)
            watched.uow = DiesBeforeTheCursor(sound)
            with pytest.raises(Killed):
                await watched.page()
            watched.uow = sound
            await watched.page()
        responses.append(await watched.at.respond(watched.ad))
    await watched.change(cursor=places[0][0], resume=None)
    await watched.whole()
    await watched.whole()
    await _once(watched, sql, responses)


async def test_an_outage_of_six_hours_loses_nobody_however_long_the_feed_has_grown(
    watched: Watched, sql: SqlStore
) -> None:
    at = watched.at
    responses = [await at.respond(watched.ad)]
    await watched.whole()
    await at.at.fault(path=at.facts["feed"], kind="status", status=503)
    for _ in range(6):
        responses += await at.respond_many(watched.ad, 15)
        await watched.page()
        at.clock.advance(timedelta(hours=1))
    down = await watched.now()
    assert down.failing_since is not None
    assert await watched.stored() == 1
    await at.at.control("DELETE", "/faults")
    at.clock.advance(timedelta(hours=1))
    assert await watched.whole() == 91
    await _once(watched, sql, responses)
    assert (await watched.now()).failing_since is None
    for kind in (NoticeKind.SITE_DOWN, NoticeKind.SITE_BACK):
        assert await owed(sql, kind) == (1, 1)


async def test_a_comparison_finds_whom_the_cursor_has_passed_and_repeats_nobody(
    watched: Watched, sql: SqlStore
) -> None:
    responses = [await watched.at.respond(watched.ad, minutes_ago=30) for _ in range(MANY)]
    responses += [await watched.at.respond(watched.ad, minutes_ago=60 * 24 * 3)]
    await watched.at.respond(watched.ad, minutes_ago=60 * 24 * 16)
    async with watched.at.session() as session:
        await watched.change(cursor=await session.newest())
    assert await watched.whole() == 0
    assert await watched.compare() == MANY + 1
    await _once(watched, sql, responses)
    assert await watched.compare() == MANY + 1
    assert await watched.whole() == MANY + 1


async def test_a_comparison_broken_off_goes_on_where_it_was(
    watched: Watched, sql: SqlStore
) -> None:
    responses = await watched.at.respond_many(watched.ad, MANY)
    async with watched.at.session() as session:
        await watched.change(cursor=await session.newest(), reconcile_at=watched.at.clock.now())
    await watched.comparison_page()
    assert 0 < await watched.stored() < MANY
    await watched.at.at.fault(path=watched.at.facts["feed"], kind="status", status=503)
    await watched.comparison_page()
    await watched.at.at.control("DELETE", "/faults")
    assert await watched.compare() == MANY
    await _once(watched, sql, responses)


async def test_a_look_says_the_same_until_somebody_answers(watched: Watched) -> None:
    async with watched.at.session() as session:
        first = await session.glance()
        assert await session.glance() == first
        await watched.at.respond(watched.ad)
        second = await session.glance()
        assert second != first
        assert await session.glance() == second
        asked = await watched.at.at.calls()
        await session.glance()
        assert len(await watched.at.at.calls()) - len(asked) == 1
