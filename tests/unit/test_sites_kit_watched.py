"""What operators see of requests to sites, and that a stopped site is asked for nothing."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.errors import SiteCrowded, SitePaused, SiteUnavailable
from bot.domain.health import Called
from tests.talk import Talk, talking


@pytest.fixture
async def talk() -> AsyncIterator[Talk]:
    async with talking() as one:
        yield one


async def test_each_request_is_counted_with_how_it_ended(talk: Talk) -> None:
    heard: list[tuple[str, Called, float]] = []
    watched = talk.line._web.watched
    watched.called = lambda *what: heard.append(what)
    await talk.line.get("/things")
    talk.fault("status", status=429)
    with pytest.raises(SiteUnavailable):
        await talk.line.get("/things", once=False)
    assert [one[1] for one in heard[:2]] == [Called.OK, Called.LIMITED]
    assert {one[0] for one in heard} == {talk.line.rules.site}
    assert all(one[2] >= 0 for one in heard)


async def test_what_is_lost_counts_as_failed(talk: Talk) -> None:
    heard: list[Called] = []
    talk.line._web.watched.called = lambda _site, how, _seconds: heard.append(how)
    talk.fault("drop_before")
    with pytest.raises(SiteUnavailable):
        await talk.line.get("/things")
    assert heard == [Called.FAILED] * 3


async def test_nothing_goes_out_to_a_stopped_site(talk: Talk) -> None:
    stopped = True

    async def paused(site: str) -> bool:
        return stopped and site == talk.line.rules.site

    heard: list[Called] = []
    watched = talk.line._web.watched
    watched.paused = paused
    watched.called = lambda _site, how, _seconds: heard.append(how)
    with pytest.raises(SitePaused) as caught:
        await talk.line.get("/things")
    assert isinstance(caught.value, SiteCrowded)
    with pytest.raises(SitePaused):
        await talk.line.write("POST", "/things")
    with pytest.raises(SitePaused):
        await talk.line.download("/files/1")
    assert heard == []
    stopped = False
    await talk.line.get("/things")
    assert heard == [Called.OK]
