"""The conformance suite over the sample plug-in, as far as it goes for so small a site."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.errors import AuthExpired, OutcomeUnknown
from bot.domain.site import Ad
from sites import discover
from tests.contract import test_sites_conformance as suite
from tests.contract import test_sites_in_trouble as trouble
from tests.own_site import KEY, laid_out
from tests.site_bench import LOGIN, Bench, bench


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Bench]:
    with laid_out(tmp_path) as folder:
        site = next(one for one in discover(folder) if one.info.key == KEY)
        async with bench(site) as one:
            yield one


test_wrong_password = suite.test_a_wrong_password_is_tried_once
test_dictionaries = suite.test_every_dictionary_of_the_fields_comes_with_ukrainian_names
test_form = suite.test_a_whole_form_has_no_problem_and_an_empty_one_names_each_field
test_missing_ad = suite.test_an_ad_that_is_gone_is_missing
test_known_ad = suite.test_an_ad_that_is_known_is_found_as_it_stands_whatever_it_says
test_feed = suite.test_candidates_come_oldest_first_and_only_those_after_the_connection
test_pages = suite.test_three_pages_cut_after_the_first_go_on_from_the_resume
test_read_again = suite.test_one_response_can_be_read_again_until_it_is_taken_back
test_trouble = trouble.test_a_site_in_trouble_is_unavailable_and_comes_back
test_too_many = trouble.test_too_many_requests_wait_as_long_as_the_site_says
test_account = suite.test_a_session_of_an_account_opens_with_its_own_credentials


async def test_a_password_changed_in_mid_life_is_told_from_a_wrong_one(at: Bench) -> None:
    async with at.session() as session:
        await session.check()
        form = await at.form(session)
        await at.at.control("PATCH", "/users", {"login": LOGIN, "password": "another"})
        calls = (session.ads(), session.applications(None, None), session.publish(form, key="1"))
        for call in calls:
            with pytest.raises(AuthExpired):
                await call


@pytest.mark.parametrize("effect", [True, False])
async def test_a_lost_answer_is_looked_up_in_the_list_by_what_every_plug_in_inherits(
    at: Bench, effect: bool
) -> None:
    async with at.session() as session:
        form, since = await at.form(session), at.clock.now()
        await at.lose("drop_after" if effect else "drop_before")
        with pytest.raises(OutcomeUnknown):
            await session.publish(form, key="1:1")
        await at.at.control("DELETE", "/faults")
        found = await session.find(form, since)
        assert (found is not None and found.ad is Ad.LIVE) is effect


async def test_what_every_plug_in_inherits_of_an_own_ad_is_what_the_list_tells(at: Bench) -> None:
    async with at.session() as session:
        receipt = await session.publish(await at.form(session), key="1:1")
        own = await session.ad(receipt.remote_id, {})
        assert own is not None
        assert [own.remote] == list(await session.ads())
        assert await session.ad("1", {}) is None
        assert await session.credits() == ()
