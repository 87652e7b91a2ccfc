"""Robota.ua's comparison of the last days, and what a great account has at the connection."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.domain.application import ApplicationStub
from bot.domain.errors import SiteUnavailable
from bot.domain.ids import AccountId, WorkspaceId
from bot.ports import SiteSession
from tests.robota_bench import ROBOTA_UA, Feed
from tests.site_bench import Bench, bench

DAY = timedelta(days=1)


@pytest.fixture
async def at() -> AsyncIterator[Bench]:
    async with bench(ROBOTA_UA) as one:
        yield one


@pytest.fixture
async def session(at: Bench) -> AsyncIterator[SiteSession]:
    async with at.session() as one:
        yield one


@pytest.fixture
async def feed(at: Bench, session: SiteSession) -> Feed:
    ad = (await session.publish(await at.form(session), key="1:1")).remote_id
    return Feed(at, session, ad, await session.newest())


async def recent(feed: Feed, *, days: int = 14) -> dict[str, bool]:
    """Who comes by a comparison, and whether the person is barred."""
    since, resume, found = feed.at.clock.now() - days * DAY, None, {}
    while True:
        page = await feed.session.recent([feed.ad], since, resume)
        feed.pages.append(page)
        for one in page.items:
            found[one.remote_id] = (await feed.session.whole(one)).barred
        resume = page.resume
        if resume is None:
            return found


async def test_who_was_rejected_before_a_pass_and_taken_back_days_later_comes(feed: Feed) -> None:
    one = await feed.respond(folder=7)
    assert await feed.came() == []
    for day in (1, 2, 3):
        feed.at.clock.advance(DAY)
        await feed.respond(folder=2, minutes_ago=-24 * 60 * day)
        await feed.sync()
    await feed.move(one, 2)
    assert one not in await feed.came()
    assert one in await recent(feed)


async def test_of_the_rejected_only_where_they_stand_is_read(feed: Feed) -> None:
    one = await feed.respond(folder=7)
    other = await feed.respond(folder=3)
    assert await recent(feed) == {other: False}
    assert (feed.standings[one], feed.standings[other]) == ("standing-rejected", None)


async def test_the_black_list_is_asked_of_who_is_missing_alone(feed: Feed) -> None:
    barred = await feed.respond(barred=True)
    assert await recent(feed) == {barred: True}
    page = await feed.session.recent([feed.ad], feed.at.clock.now() - DAY, None)
    asked = len(await feed.at.at.calls("/resume/"))
    assert len(page.items) == 1
    assert asked == 1  # not for the second look, whose page nobody opened


async def test_a_page_that_fails_again_and_again_is_passed_over_by_a_comparison(
    feed: Feed,
) -> None:
    for _ in range(25):
        await feed.respond()
    broken = {"kind": "status", "status": 500, "body": {"key": "error.page"}}
    await feed.at.at.fault(path="/apply/list", times=2, **broken)
    assert len(await recent(feed)) == 5


async def test_more_than_four_hundred_a_day_at_the_connection_bring_nobody_as_new(
    at: Bench, session: SiteSession
) -> None:
    ad = (await session.publish(await at.form(session), key="1:1")).remote_id
    for minutes in range(430):
        await at.respond(ad, minutes_ago=minutes)
    feed = Feed(at, session, ad, await session.newest())
    assert await feed.came() == []
    new = await feed.respond()
    assert await feed.came() == [new]


async def test_a_site_without_a_folder_of_the_hired_is_connected_and_read(
    at: Bench, session: SiteSession
) -> None:
    await at.at.control("PATCH", "/switches", {"hired_folder": False})
    ad = (await session.publish(await at.form(session), key="1:1")).remote_id
    feed = Feed(at, session, ad, await session.newest())
    one = await feed.respond()
    assert await feed.came() == [one]
    assert await recent(feed) == {one: False}
    stub = ApplicationStub(WorkspaceId(1), AccountId(1), "robota_ua", ad, one, feed.at.clock.now())
    found = await session.application(stub)
    assert found is not None


async def test_a_look_at_a_page_that_fails_says_nothing(feed: Feed) -> None:
    broken = {"kind": "status", "status": 500, "body": {"key": "error.page"}}
    await feed.at.at.fault(path="/apply/list", times=2, **broken)
    with pytest.raises(SiteUnavailable):
        await feed.session.glance()
    await feed.session.glance()
