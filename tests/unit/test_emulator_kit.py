"""The emulators' common ground: faults do what they say, calls are kept, windows slide."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web

from bot.emulator_kit import Kit, PacedClock, Window, install, serve


class Site:
    """A tiny emulator that counts how often its one address really ran."""

    def __init__(self) -> None:
        self.app = web.Application()
        self.kit: Kit = install(self.app, pace=100)
        self.ran = 0
        self.base = ""
        self.app.router.add_route("*", "/things", self._things)

    async def _things(self, request: web.Request) -> web.Response:
        self.ran += 1
        form = await request.post()
        return web.json_response({"names": [str(one) for one in form.getall("name", [])]})


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    one = Site()
    runner, one.base = await serve(one.app)
    yield one
    await runner.cleanup()


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def fault(http: aiohttp.ClientSession, site: Site, **rule: object) -> int:
    async with http.post(f"{site.base}/emulator/faults", json=rule) as answer:
        return answer.status


async def test_a_status_fault_ends_after_its_times(site: Site, http: aiohttp.ClientSession) -> None:
    await fault(http, site, path="^/things$", kind="status", status=503, times=1)
    async with http.get(f"{site.base}/things") as first:
        assert first.status == 503
    async with http.get(f"{site.base}/things") as second:
        assert second.status == 200
    assert site.ran == 1


async def test_a_drop_before_leaves_no_effect_and_a_drop_after_leaves_one(
    site: Site, http: aiohttp.ClientSession
) -> None:
    for kind, ran in (("drop_before", 0), ("drop_after", 1)):
        await fault(http, site, path="things", kind=kind, times=1)
        with pytest.raises(aiohttp.ClientError):
            await http.post(f"{site.base}/things", data={"name": "x"})
        assert site.ran == ran


async def test_false_answers_look_as_named(site: Site, http: aiohttp.ClientSession) -> None:
    seen = {}
    for kind in ("garbage", "html", "empty"):
        await fault(http, site, path="things", kind=kind, times=1, after=kind == "empty")
        async with http.get(f"{site.base}/things") as answer:
            seen[kind] = (answer.status, answer.content_type, len(await answer.read()) > 0)
    assert seen["garbage"] == (200, "application/json", True)
    assert seen["html"] == (403, "text/html", True)
    assert (seen["empty"][0], seen["empty"][2]) == (200, False)
    assert site.ran == 1


async def test_skipped_requests_go_through_and_deleting_ends_a_rule(
    site: Site, http: aiohttp.ClientSession
) -> None:
    await fault(http, site, path="things", kind="status", status=500, skip=1)
    statuses = []
    for _ in range(3):
        async with http.get(f"{site.base}/things") as answer:
            statuses.append(answer.status)
    await http.delete(f"{site.base}/emulator/faults")
    async with http.get(f"{site.base}/things") as answer:
        statuses.append(answer.status)
    assert statuses == [200, 500, 500, 200]


async def test_a_wrong_rule_is_refused_in_words(site: Site, http: aiohttp.ClientSession) -> None:
    assert await fault(http, site, path="x", kind="explode") == 400
    assert await fault(http, site, path="(", kind="empty") == 400
    assert await fault(http, site, path="x", kind="status") == 400
    assert await fault(http, site, kind="empty") == 400


async def test_calls_keep_query_form_and_headers_but_not_control(
    site: Site, http: aiohttp.ClientSession
) -> None:
    await http.post(
        f"{site.base}/things?a=1&a=2",
        data=[("name", "x"), ("name", "y")],
        headers={"User-Agent": "test"},
    )
    async with http.get(f"{site.base}/emulator/calls") as answer:
        calls = await answer.json()
    assert len(calls) == 1
    assert calls[0]["query"] == {"a": ["1", "2"]}
    assert calls[0]["form"] == {"name": ["x", "y"]}
    assert calls[0]["headers"]["User-Agent"] == "test"
    assert calls[0]["status"] == 200


def test_two_holders_of_one_key_are_a_violation() -> None:
    kit = install(web.Application())
    with kit.alone("account a"), kit.alone("account b"):
        assert kit.violations == []
        with kit.alone("account a"):
            pass
    with kit.alone("account a"):
        pass
    assert kit.violations == ["two requests at once: account a"]


def test_a_window_refuses_the_hit_beyond_its_limit_and_says_how_long() -> None:
    clock = PacedClock(pace=0.001)  # slow: the whole test is one moment
    window = Window(clock, limit=2, seconds=60)
    assert [window.hit("k"), window.hit("k"), window.hit("other")] == [0, 0, 0]
    assert 59 < window.hit("k") <= 60
