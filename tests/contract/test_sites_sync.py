"""Every discovered site under the real sync, with a crash after its first page: nobody is lost."""

from typing import Any

import pytest

import sites
from sites.kit.site import Site
from tests.contract.passes import Watched
from tests.contract.rows import Team
from tests.contract.stores import Store
from tests.site_bench import bench

SITES = sites.discover()
EACH = [
    pytest.param(
        one,
        id=one.info.key,
        marks=() if one.info.key == "work_ua" else pytest.mark.thorough,
    )
    for one in SITES
]
"""A page of each, cut after the first, is `test_sites_conformance.py`'s in `make test` too."""
MANY = 120


@pytest.mark.parametrize("site", EACH)
async def test_pages_with_a_crash_after_the_first_come_whole_and_once(
    site: Site[Any], store: Store, team: Team
) -> None:
    async with bench(site) as at:
        watched = await Watched.connected(at, store, team)
        await at.respond_many(watched.ad, MANY)
        await watched.page()
        assert 0 < await watched.stored() < MANY
        assert await watched.whole() == MANY
        assert await watched.whole() == MANY
