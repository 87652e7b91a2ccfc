"""A site that does not answer: told once when it lasts, once when it is back, nothing lost."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.account import AccountState, EmployerAccount
from bot.domain.errors import (
    AutomationRefused,
    ContractBroken,
    DailyLimit,
    LoginLocked,
    SiteError,
    SiteUnavailable,
)
from bot.domain.views import BrokenContract, Card, Screen, SiteBack, SiteDown, View
from bot.domain.workspace import Role
from tests.fakes import MORNING, FakeClock, FakeSite
from tests.fakes.sites import INFO
from tests.fakes.store.kinds import APPLICATIONS, INCIDENTS
from tests.office import Office

MINUTE, OPERATOR = timedelta(minutes=1), 9_000_000_001
AWAY = SiteUnavailable("fake")


async def _minutes(office: Office, count: int) -> None:
    for _ in range(count):
        office.clock.advance(minutes=1)
        await office.tick()


async def _office(*logins: str) -> tuple[Office, list[EmployerAccount]]:
    """An office whose accounts have been synced just now."""
    office = await Office(operators=[OPERATOR]).open()
    accounts = [await office.account(login, next_sync_at=MORNING) for login in logins]
    await office.tick()
    return office, accounts


def _news(office: Office) -> list[type[View]]:
    return [type(one) for one in office.said(office.owner)]


async def test_a_short_hiccup_is_told_to_nobody() -> None:
    office, (account,) = await _office("olena@example.com")
    office.site.go_down(AWAY)
    await office.sync(account)
    await _minutes(office, 2)
    office.site.go_down(None)
    await _minutes(office, 30)
    assert _news(office) == []
    assert office.account_now(account).failing_since is None


async def test_an_outage_of_six_hours_is_told_once_and_its_end_once_with_two_accounts() -> None:
    office, accounts = await _office("olena@example.com", "petro@example.com")
    live = await office.live(accounts[0])
    office.site.go_down(AWAY)
    for _ in range(3):
        office.site.respond(live.remote_id or "")
    for account in accounts:
        await office.sync(account)
    await _minutes(office, 6 * 60)
    assert _news(office) == [SiteDown]
    office.site.go_down(None)
    await _minutes(office, 60)
    told = _news(office)
    assert [told.count(one) for one in (SiteDown, SiteBack, Card)] == [1, 1, 3]
    (incident,) = office.rows(INCIDENTS)
    assert incident.closed_at is not None


async def test_it_is_told_after_five_minutes_and_says_since_when_and_until_when() -> None:
    office, (account,) = await _office("olena@example.com")
    office.site.go_down(AWAY)
    await office.sync(account)
    since = office.clock.now()
    await _minutes(office, 10)
    (down,) = office.said(office.owner)
    assert isinstance(down, SiteDown)
    assert (down.site, down.since) == ("fake", since)
    assert down.next_try > since + 5 * MINUTE


async def test_the_site_is_not_asked_more_often_than_the_growing_pauses_say() -> None:
    office, (account,) = await _office("olena@example.com")
    office.site.calls.clear()
    office.site.go_down(AWAY)
    await office.sync(account)
    await _minutes(office, 63)
    assert office.site.calls.count("applications") == 7  # after 0, 1, 3, 7, 15, 31 and 61 minutes


async def test_one_of_two_accounts_that_gets_through_is_not_the_end_of_it() -> None:
    office, accounts = await _office("olena@example.com", "petro@example.com")
    office.site.go_down(AWAY)
    for account in accounts:
        await office.sync(account)
    await _minutes(office, 10)
    office.site.go_down(None)
    await office.sync(accounts[0])
    await office.work()
    assert _news(office) == [SiteDown]
    await office.sync(accounts[1])
    await office.work()
    assert _news(office) == [SiteDown, SiteBack]


async def test_a_second_outage_is_told_anew() -> None:
    office, (account,) = await _office("olena@example.com")
    for _ in range(2):
        office.site.go_down(AWAY)
        await office.sync(account)
        await _minutes(office, 10)
        office.site.go_down(None)
        await _minutes(office, 30)
    assert _news(office) == [SiteDown, SiteBack, SiteDown, SiteBack]


async def test_an_account_disconnected_during_the_outage_does_not_keep_it_open() -> None:
    office, accounts = await _office("olena@example.com", "petro@example.com")
    office.site.go_down(AWAY)
    for account in accounts:
        await office.sync(account)
    await _minutes(office, 10)
    await office.press(office.owner, "disconnect_yes", accounts[0].id)
    office.site.go_down(None)
    await _minutes(office, 30)
    assert _news(office) == [SiteDown, SiteBack]


async def test_everybody_who_added_an_account_of_the_site_hears_of_it() -> None:
    office, accounts = await _office("olena@example.com")
    admin = await office.hire(Role.ADMIN)
    other = await office.account("petro@example.com", added_by=admin.member_id)
    office.site.go_down(AWAY)
    await office.sync(other)
    await _minutes(office, 10)
    for who in (office.owner, admin):
        assert [type(one) for one in office.said(who)] == [SiteDown]
    assert accounts[0].site == other.site


async def test_an_outage_of_one_site_is_no_outage_of_another() -> None:
    clock = FakeClock(hurried=True)
    one, other = FakeSite(clock), FakeSite(clock, replace(INFO, key="other", name="Other"))
    office = await Office(one, other, clock=clock).open()
    account = await office.account("olena@example.com")
    elsewhere = await office.account("petro@example.com", at=other)
    one.go_down(AWAY)
    await office.sync(account)
    await office.sync(elsewhere)
    await _minutes(office, 10)
    assert [one.site for one in office.rows(INCIDENTS)] == ["fake"]
    assert office.account_now(elsewhere).failures == 0


@pytest.mark.parametrize(
    "error",
    [
        SiteUnavailable("fake", retry_after=timedelta(hours=3)),
        DailyLimit("fake", MORNING + timedelta(hours=3)),
        AutomationRefused("fake", MORNING + timedelta(hours=3)),
        LoginLocked("fake", MORNING + timedelta(hours=3)),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_a_pause_that_the_site_names_is_kept(error: SiteError) -> None:
    office, (account,) = await _office("olena@example.com")
    office.site.trouble("applications", error)
    await office.sync(account)
    assert office.account_now(account).next_sync_at == MORNING + timedelta(hours=3)
    office.site.calls.clear()
    await _minutes(office, 60)
    assert office.site.calls == []


async def test_a_feed_that_broke_its_contract_is_tried_again_later_and_loses_nothing() -> None:
    office, (account,) = await _office("olena@example.com")
    live = await office.live(account)
    office.site.respond(live.remote_id or "")
    office.site.trouble("applications", ContractBroken("fake", "GET /jobs/responses"))
    await office.sync(account)
    assert office.account_now(account).state is AccountState.ACTIVE
    await _minutes(office, 2)
    assert len(office.rows(APPLICATIONS)) == 1


async def test_a_broken_contract_is_told_to_operators_at_once_and_once_an_outage() -> None:
    office, accounts = await _office("olena@example.com", "petro@example.com")
    office.site.go_down(ContractBroken("fake", "GET /jobs/responses: no items"))
    for account in accounts:
        await office.sync(account)
    await office.work()
    alarm = BrokenContract("fake", "GET /jobs/responses: no items")
    assert _heard(office) == [alarm]
    await _minutes(office, 60)
    assert _heard(office) == [alarm]
    office.site.go_down(None)
    await _minutes(office, 60)
    office.site.go_down(ContractBroken("fake", "GET /jobs/responses: no items"))
    await office.sync(accounts[0])
    await office.work()
    assert _heard(office) == [alarm, alarm]


async def test_a_recruiter_hears_of_a_broken_contract_when_it_lasts_and_in_its_own_words() -> None:
    office, (account,) = await _office("olena@example.com")
    office.site.go_down(ContractBroken("fake", "GET /jobs/responses"))
    await office.sync(account)
    await office.work()
    assert _news(office) == []
    await _minutes(office, 10)
    (down,) = office.said(office.owner)
    assert isinstance(down, SiteDown)
    assert down.reason == "error-contract-broken"


async def test_a_challenge_is_told_at_once_with_the_moment_of_the_next_try() -> None:
    office, (account,) = await _office("olena@example.com")
    until = office.clock.now() + 30 * MINUTE
    office.site.go_down(AutomationRefused("fake", until))
    await office.sync(account)
    since = office.clock.now()
    await office.work()
    told = SiteDown("fake", since, until, "error-automation-refused")
    assert office.said(office.owner) == [told]
    await _minutes(office, 90)
    assert office.said(office.owner) == [told]
    assert _heard(office) == []


def _heard(office: Office) -> list[View | Screen]:
    """What the operator was told."""
    return [one.view for one in office.chat.said if one.address.chat_id == OPERATOR]


async def test_a_site_that_refuses_programs_is_asked_ever_more_rarely_and_told_of_at_once() -> None:
    office, (account,) = await _office("olena@example.com")
    pauses = []
    for _ in range(6):
        now = office.clock.now()
        office.site.go_down(AutomationRefused("fake", now + 30 * MINUTE))
        await office.sync(account)
        due = office.account_now(account).next_sync_at
        assert due is not None
        pauses.append(int((due - now) / MINUTE))
        await office.work()
        office.clock.advance(due - now)
    assert pauses == [30, 60, 120, 240, 240, 240]
    assert _news(office) == [SiteDown]
    (down,) = office.said(office.owner)
    assert isinstance(down, SiteDown)
    assert down.reason == "error-automation-refused"
    office.site.go_down(None)
    await office.sync(account)
    office.site.go_down(AutomationRefused("fake", office.clock.now() + 30 * MINUTE))
    await office.sync(account)
    due = office.account_now(account).next_sync_at
    assert due == office.clock.now() + 30 * MINUTE


async def test_who_asks_in_between_neither_hurries_nor_delays_the_next_try() -> None:
    office, (account,) = await _office("olena@example.com")
    office.site.go_down(AutomationRefused("fake", office.clock.now() + 30 * MINUTE))
    await office.sync(account)
    due = office.account_now(account).next_sync_at
    office.clock.advance(minutes=10)
    await office.sync(account)
    now = office.account_now(account)
    assert (now.next_sync_at, now.refusals) == (due, 1)
