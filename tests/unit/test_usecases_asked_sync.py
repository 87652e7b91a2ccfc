"""A sync that a person asked for: its progress and its result are shown, account by account."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import views
from bot.domain.account import AccountState, EmployerAccount
from bot.domain.conversation import Flash
from bot.domain.errors import AuthExpired, DailyLimit, SiteCrowded, SiteError, SiteUnavailable
from bot.domain.publication import Publication
from bot.domain.quiet import USUAL
from bot.domain.views import SyncOutcome
from bot.usecases.reading.screen import ReadScreen
from bot.usecases.sync_applications import SYNC, sync_job
from tests.fakes import MORNING
from tests.office import Office

OLENA, PETRO = "olena@example.com", "petro@example.com"


async def _office() -> tuple[Office, list[EmployerAccount], list[Publication]]:
    """Two accounts, each with a live ad."""
    office = await Office().open()
    accounts = [await office.account(login) for login in (OLENA, PETRO)]
    return office, accounts, [await office.live(one) for one in accounts]


async def _shown(office: Office) -> views.Accounts:
    seen = await office.make(ReadScreen)(office.owner.person)
    assert seen is not None
    assert isinstance(seen.screen.view, views.Accounts)
    return seen.screen.view


async def _outcomes(office: Office) -> list[tuple[SyncOutcome, int, str | None]]:
    """What came of each account, in their order."""
    shown = await _shown(office)
    found = [shown.synced[one.id] for one in shown.accounts if one.id in shown.synced]
    return [(one.outcome, one.found, one.error) for one in found]


async def _read_one(office: Office) -> None:
    """Let the first of the accounts that wait be read, with nothing new."""
    job = office.jobs.take(SYNC)
    assert job is not None
    await office.run(job)


async def test_each_account_is_shown_while_it_is_read_and_with_what_it_brought() -> None:
    office, _, ads = await _office()
    await office.command(office.owner, "sync")
    assert await _outcomes(office) == [(SyncOutcome.RUNNING, 0, None)] * 2
    await _read_one(office)
    assert await _outcomes(office) == [(SyncOutcome.DONE, 0, None), (SyncOutcome.RUNNING, 0, None)]
    for _ in range(3):
        office.site.respond(ads[1].remote_id or "")
    await office.work()
    assert await _outcomes(office) == [(SyncOutcome.DONE, 0, None), (SyncOutcome.DONE, 3, None)]


async def test_what_a_slow_account_has_brought_so_far_is_shown_page_by_page() -> None:
    office = await Office().open()
    ad = await office.live(await office.account())
    for _ in range(5):
        office.site.respond(ad.remote_id or "")  # three pages
    await office.command(office.owner, "sync")
    so_far = []
    for _ in range(3):
        await _read_one(office)
        so_far.append((await _outcomes(office))[0])
    assert so_far == [
        (SyncOutcome.RUNNING, 2, None),
        (SyncOutcome.RUNNING, 4, None),
        (SyncOutcome.DONE, 5, None),
    ]


async def test_on_one_accounts_page_too_it_is_said_how_many_came_so_far() -> None:
    office, accounts, ads = await _office()
    for _ in range(3):
        office.site.respond(ads[0].remote_id or "")
    await office.press(office.owner, "sync_account", accounts[0].id)
    await _read_one(office)
    assert office.flash(office.owner) == "done-sync-so-far"
    assert "syncing" in office.at(office.owner).draft
    await office.work()
    assert office.flash(office.owner) == "done-sync-found"


async def _said(office: Office) -> Flash | None:
    seen = await office.make(ReadScreen)(office.owner.person)
    assert seen is not None
    return seen.screen.flash


async def test_at_night_it_is_said_when_the_cards_will_come() -> None:
    office, accounts, ads = await _office()
    office.parts.add(quiet_hours=USUAL)
    office.clock.advance(hours=14)  # 23:00 in Kyiv
    morning = MORNING + timedelta(hours=23, minutes=30)
    office.site.respond(ads[0].remote_id or "")
    await office.command(office.owner, "sync")
    await office.work()
    assert await _outcomes(office) == [(SyncOutcome.DONE, 1, None), (SyncOutcome.DONE, 0, None)]
    assert await _said(office) == Flash("done-sync-held", {"moment": morning})
    office.clock.advance(minutes=10)
    office.site.respond(ads[0].remote_id or "")
    await office.press(office.owner, "sync_account", accounts[0].id)
    await office.work()
    held = Flash("done-sync-found-held", {"count": 1, "moment": morning})
    assert await _said(office) == held
    await office.press(office.owner, "menu")
    assert await _said(office) is None


async def test_by_day_nothing_is_said_of_waiting() -> None:
    office, _, ads = await _office()
    office.parts.add(quiet_hours=USUAL)
    office.site.respond(ads[0].remote_id or "")
    await office.command(office.owner, "sync")
    await office.work()
    assert await _said(office) is None


async def test_an_account_that_fails_does_not_keep_the_others_from_being_read() -> None:
    office, _, ads = await _office()
    office.site.respond(ads[1].remote_id or "")
    office.site.trouble("applications", SiteUnavailable("fake"))
    await office.command(office.owner, "sync")
    await office.work()
    assert await _outcomes(office) == [
        (SyncOutcome.FAILED, 0, "error-site-unavailable"),
        (SyncOutcome.DONE, 1, None),
    ]


async def test_an_account_that_may_not_be_asked_yet_says_when_it_may() -> None:
    office, accounts, _ = await _office()
    now = office.clock.now()
    await office.press(office.owner, "sync_account", accounts[0].id)
    office.clock.advance(seconds=30)
    await office.command(office.owner, "sync")
    shown = (await _shown(office)).synced
    assert shown[accounts[0].id].again_at == now + timedelta(minutes=2)
    assert shown[accounts[1].id].again_at is None
    await office.work()
    office.clock.advance(minutes=2)
    await office.command(office.owner, "sync")
    assert (await _shown(office)).synced[accounts[0].id].again_at is None


async def test_what_was_there_before_counts_as_nothing_new() -> None:
    office, accounts, ads = await _office()
    office.site.respond(ads[0].remote_id or "")
    await office.sync(accounts[0])
    await office.command(office.owner, "sync")
    await office.work()
    assert await _outcomes(office) == [(SyncOutcome.DONE, 0, None)] * 2


async def test_a_candidate_that_the_other_login_brought_is_counted_too() -> None:
    office, _, ads = await _office()
    await office.command(office.owner, "sync")
    await _read_one(office)
    office.site.respond(ads[0].remote_id or "")
    await office.work()  # both read one feed
    assert [found for _, found, _ in await _outcomes(office)] == [1, 0]


@pytest.mark.parametrize(
    ("error", "text_id"),
    [
        (SiteUnavailable("fake"), "error-site-unavailable"),
        (DailyLimit("fake", MORNING + timedelta(hours=9)), "error-daily-limit"),
    ],
)
async def test_why_an_account_could_not_be_read_is_said_until_it_is(
    error: SiteError, text_id: str
) -> None:
    office, _, ads = await _office()
    office.site.trouble("applications", error)
    await office.command(office.owner, "sync")
    await office.work()
    assert await _outcomes(office) == [
        (SyncOutcome.FAILED, 0, text_id),
        (SyncOutcome.DONE, 0, None),
    ]
    office.site.respond(ads[0].remote_id or "")
    office.clock.advance(hours=10)
    await office.tick()
    assert (await _outcomes(office))[0] == (SyncOutcome.DONE, 1, None)


async def test_a_login_that_is_lost_says_so() -> None:
    office, accounts, _ = await _office()
    office.site.trouble("applications", AuthExpired("fake"))
    await office.command(office.owner, "sync")
    await office.work()
    assert (await _outcomes(office))[0] == (SyncOutcome.FAILED, 0, "error-auth-expired")
    assert office.account_now(accounts[0]).state is AccountState.PAUSED
    office.clock.advance(minutes=5)
    await office.command(office.owner, "sync")  # it is not asked again
    assert (await _outcomes(office))[0] == (SyncOutcome.FAILED, 0, "error-auth-expired")


async def test_asked_again_too_soon_the_result_stays() -> None:
    office, _, ads = await _office()
    office.site.respond(ads[0].remote_id or "")
    await office.command(office.owner, "sync")
    await office.work()
    await office.command(office.owner, "sync")
    assert office.flash(office.owner) == "error-too-soon"
    assert [found for _, found, _ in await _outcomes(office)] == [1, 0]


async def test_an_account_asked_from_its_own_page_a_moment_ago_is_not_asked_again() -> None:
    office, accounts, ads = await _office()
    await office.press(office.owner, "sync_account", accounts[0].id)
    await office.command(office.owner, "sync")
    assert [one for one, _, _ in await _outcomes(office)] == [
        SyncOutcome.RECENT,
        SyncOutcome.RUNNING,
    ]
    office.site.respond(ads[0].remote_id or "")
    await office.work()
    assert await _outcomes(office) == [(SyncOutcome.DONE, 1, None), (SyncOutcome.DONE, 0, None)]


async def test_who_goes_elsewhere_is_not_followed_by_the_result() -> None:
    office, _, _ = await _office()
    await office.command(office.owner, "sync")
    await office.command(office.owner, "accounts")
    await office.work()
    assert (await _shown(office)).synced == {}
    assert "sync" not in office.at(office.owner).draft


@pytest.mark.parametrize("error", [SiteUnavailable("fake"), AuthExpired("fake")])
async def test_a_sync_of_one_account_that_fails_says_why(error: SiteError) -> None:
    office, accounts, _ = await _office()
    office.site.trouble("applications", error)
    await office.press(office.owner, "sync_account", accounts[0].id)
    await office.work()
    assert office.flash(office.owner) == error.text_id
    assert "syncing" not in office.at(office.owner).draft


async def test_a_sync_from_a_publications_page_that_fails_says_why() -> None:
    office, _, ads = await _office()
    office.site.trouble("applications", SiteUnavailable("fake"))
    await office.press(office.owner, "sync", ads[0].id)
    await office.work()
    assert office.flash(office.owner) == "error-site-unavailable"


async def test_a_sync_by_the_clock_says_nothing_to_who_looks_at_the_account() -> None:
    office, accounts, _ = await _office()
    await office.press(office.owner, "account", accounts[0].id)
    office.site.trouble("applications", SiteUnavailable("fake"))
    await office.run(replace(sync_job(accounts[0]), priority=0))
    assert office.flash(office.owner) is None


async def test_who_waits_for_a_place_among_the_requests_is_not_said_to_have_failed() -> None:
    office, accounts, ads = await _office()
    office.site.respond(ads[0].remote_id or "")
    crowded = SiteCrowded("fake", retry_after=timedelta(seconds=20))
    office.site.trouble("applications", crowded, crowded)
    await office.command(office.owner, "sync")
    await office.work()
    assert await _outcomes(office) == [(SyncOutcome.RUNNING, 0, None)] * 2
    assert office.account_now(accounts[0]).failing_since is None
    office.clock.advance(seconds=21)
    await office.work()
    assert [one for one, _, _ in await _outcomes(office)] == [SyncOutcome.DONE] * 2
    assert sum(found for _, found, _ in await _outcomes(office)) == 1
