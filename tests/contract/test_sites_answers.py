"""What every discovered site passes on to a candidate, and that the others pass on nothing."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

import sites
from bot.domain.reply import NEEDS, Reply
from bot.domain.site import Can
from bot.domain.site_action import ABOUT_CANDIDATES, Kind
from sites.kit.site import Site
from tests.site_bench import Bench, bench, read_all

SITES = sites.discover()


@pytest.fixture(params=SITES, ids=[site.info.key for site in SITES])
async def at(request: pytest.FixtureRequest) -> AsyncIterator[Bench]:
    site: Site[Any] = request.param
    async with bench(site) as one:
        yield one


async def test_a_candidate_is_told_what_the_site_passes_on_and_nothing_else(at: Bench) -> None:
    async with at.session() as session:
        ad = (await session.publish(await at.form(session), key="1:1")).remote_id
        response = await at.respond(ad)
        told = {kind for kind, needed in NEEDS.items() if needed in at.site.info.can}
        assert {one.kind for one in await session.offers(response)} == told
        for kind in ABOUT_CANDIDATES:
            reply = Reply(kind, response, f"1:{kind}", "Добрий день!")
            if kind in told:
                await session.answer(reply)
                assert await session.answered(reply, at.clock.now()) is True
                continue
            for call in (session.answer(reply), session.answered(reply, at.clock.now())):
                with pytest.raises(LookupError):
                    await call


async def test_a_refusal_shows_where_the_response_stands(at: Bench) -> None:
    if Can.REJECT not in at.site.info.can:
        return
    async with at.session() as session:
        ad = (await session.publish(await at.form(session), key="1:1")).remote_id
        cursor = await session.newest()
        response = await at.respond(ad)
        standing = await session.answer(Reply(Kind.REJECT, response, "1:1"))
        (found,), _ = await read_all(session, cursor)
        assert (found.remote_id, found.standing) == (response, standing)
