"""Cheap looks between two passes: what came is fetched within minutes, and nobody is pestered."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.account import AccountState, EmployerAccount
from bot.domain.errors import AuthExpired, AutomationRefused, SiteCrowded, SiteUnavailable
from bot.domain.glance import glance_pause
from bot.domain.hook import Hook
from bot.domain.paces import Paces
from bot.domain.secret import Secret
from bot.domain.site import Can
from bot.usecases.glance import glance_job
from tests.cabinet import cards
from tests.fakes import MORNING, FakeClock, FakeSite
from tests.fakes.sites import INFO
from tests.office import Office

MINUTE = timedelta(minutes=1)
GLANCING = replace(INFO, can=INFO.can | {Can.GLANCE})


async def _office(*, can: bool = True, live: bool = True) -> tuple[Office, EmployerAccount, str]:
    """An account that was synced and looked at just now; the remote id of its ad."""
    clock = FakeClock(hurried=True)
    site = FakeSite(clock, GLANCING if can else INFO)
    office = await Office(site, clock=clock).open()
    account = await office.account(glanced="0")
    ad = await office.live(account) if live else None
    await office.sync(account)
    site.calls.clear()
    return office, account, (ad.remote_id if ad else None) or ""


async def _minutes(office: Office, count: int) -> None:
    for _ in range(count):
        office.clock.advance(minutes=1)
        await office.tick()


async def _put_off_passes(office: Office, account: EmployerAccount) -> None:
    """No pass by the clock comes between."""
    async with office.transaction() as tx:
        fresh = await tx.accounts.get(account.id)
        far = office.clock.now() + timedelta(hours=9)
        await tx.accounts.save(replace(fresh, next_sync_at=far))


@pytest.mark.parametrize(
    ("quiet", "minutes"),
    [(0, 5), (29, 5), (30, 5), (60, 10), (90, 15), (600, 15), (-60, 5), (None, 15)],
)
def test_the_more_lately_somebody_answered_the_sooner_the_next_look(
    quiet: int | None, minutes: int
) -> None:
    news_at = None if quiet is None else MORNING - quiet * MINUTE
    assert glance_pause(MORNING, news_at, Paces()) == minutes * MINUTE
    assert glance_pause(MORNING, news_at, Paces(), called=True) == 30 * MINUTE


def test_looks_keep_the_pace_of_tests_too_and_that_of_the_syncs() -> None:
    assert glance_pause(MORNING, None, Paces(factor=60)) == timedelta(seconds=15)
    seldom = Paces(sync_minutes=240)
    assert glance_pause(MORNING, None, seldom) == timedelta(hours=1)
    assert glance_pause(MORNING, MORNING, seldom) == 20 * MINUTE
    assert glance_pause(MORNING, MORNING, Paces(sync_minutes=5)) == 5 * MINUTE


async def test_who_answers_between_two_passes_is_here_within_a_quarter_of_an_hour() -> None:
    office, account, ad = await _office()
    await _put_off_passes(office, account)
    office.site.respond(ad, name="Олена")
    await _minutes(office, 16)
    assert cards(office, office.owner) == ["Олена"]
    office.site.respond(ad, name="Марія")
    await _minutes(office, 6)  # now that there is traffic
    assert cards(office, office.owner) == ["Олена", "Марія"]


async def test_while_nothing_comes_a_look_is_all_that_the_site_is_asked_for() -> None:
    office, account, _ = await _office()
    await _put_off_passes(office, account)
    await _minutes(office, 61)
    assert office.site.calls == ["glance"] * 4


async def test_killed_before_the_pass_what_was_seen_is_still_fetched() -> None:
    office, account, ad = await _office()
    await _put_off_passes(office, account)
    office.site.respond(ad, name="Олена")
    office.clock.advance(minutes=15)
    await office.run(glance_job(account))
    while office.jobs.take() is not None:
        pass  # the process dies with its queue
    assert cards(office, office.owner) == []
    await office.tick()
    assert cards(office, office.owner) == ["Олена"]


@pytest.mark.parametrize("why", ["can't", "no ads"])
async def test_nobody_looks_where_the_site_can_not_or_no_ad_is_up(why: str) -> None:
    office, account, _ = await _office(can=why != "can't", live=why != "no ads")
    await _put_off_passes(office, account)
    await _minutes(office, 60)
    assert office.site.calls == []


async def test_during_an_outage_nobody_looks_and_after_it_looks_go_on() -> None:
    office, account, ad = await _office()
    office.site.go_down(SiteUnavailable("fake"))
    await office.sync(account)
    await _minutes(office, 60)
    assert "glance" not in office.site.calls
    office.site.go_down(None)
    await _minutes(office, 60)
    await _put_off_passes(office, account)
    office.site.respond(ad, name="Олена")
    await _minutes(office, 16)
    assert cards(office, office.owner) == ["Олена"]


async def test_a_look_that_fails_is_not_repeated_before_a_pass_has_got_through() -> None:
    office, account, _ = await _office()
    await _put_off_passes(office, account)
    office.site.trouble("glance", SiteUnavailable("fake"))
    await _minutes(office, 60)
    assert office.site.calls == ["glance"]
    assert office.account_now(account).failing_since is None
    assert office.said(office.owner) == []
    await office.sync(account)
    assert office.account_now(account).glance_at is not None


async def test_a_pause_that_the_site_names_holds_for_the_pass_too() -> None:
    office, account, _ = await _office()
    until = office.clock.now() + timedelta(hours=3)
    office.site.trouble("glance", AutomationRefused("fake", until))
    async with office.transaction() as tx:
        fresh = await tx.accounts.get(account.id)
        soon = office.clock.now() + 20 * MINUTE
        await tx.accounts.save(replace(fresh, next_sync_at=soon))
    await _minutes(office, 60)
    assert office.site.calls == ["glance"]
    assert office.account_now(account).next_sync_at == until


async def test_a_login_lost_at_a_look_pauses_the_account_and_says_so_once() -> None:
    office, account, _ = await _office()
    await _put_off_passes(office, account)
    office.site.trouble("glance", AuthExpired("fake"))
    await _minutes(office, 60)
    assert office.account_now(account).state is AccountState.PAUSED
    assert office.site.calls == ["glance"]
    assert len(office.said(office.owner)) == 1


async def test_a_site_that_calls_is_looked_at_more_rarely() -> None:
    office, account, _ = await _office()
    hook = Hook(account.id, account.workspace_id, "fake", Secret("s"), "h", None, "22")
    async with office.transaction() as tx:
        await tx.hooks.save(hook)
    await office.sync(account)
    office.site.calls.clear()
    await _put_off_passes(office, account)
    await _minutes(office, 61)
    assert office.site.calls == ["glance"] * 2


async def test_a_scan_that_was_cut_short_is_not_looked_at_in_between() -> None:
    office, account, _ = await _office()
    await _put_off_passes(office, account)
    async with office.transaction() as tx:
        fresh = await tx.accounts.get(account.id)
        await tx.accounts.save(replace(fresh, resume="1"))
    await _minutes(office, 30)
    assert office.site.calls == []


async def test_a_look_for_which_there_is_no_place_comes_a_little_later() -> None:
    office, account, _ = await _office()
    await _put_off_passes(office, account)
    office.site.trouble("glance", SiteCrowded("fake", retry_after=timedelta(seconds=20)))
    await _minutes(office, 17)
    assert office.site.calls == ["glance", "glance"]
