"""A site that an operator stops: nobody asks it, nothing is lost, everything goes on afterwards."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.account import AccountState
from bot.domain.errors import NotAllowed, SitePaused, Stale
from bot.domain.site import Ad
from bot.domain.site_action import ActionState
from bot.domain.views import (
    AccountPage,
    Accounts,
    AskCode,
    AskSitePause,
    Card,
    HealthPage,
    StatusList,
)
from bot.domain.workspace import Person
from bot.usecases.asked import Press
from bot.usecases.glance import Glance, glance_job
from bot.usecases.log_in_by_code import ComeBack
from bot.usecases.reading.screen import ReadScreen
from bot.usecases.reconcile import Reconcile, reconcile_job
from bot.usecases.steer_sites import AskHealth, AskPause, PauseSite, ResumeSite, number_of
from handlers.operator_buttons import OPERATOR_BUTTONS, OPERATOR_COMMANDS
from tests.fakes import FakeClock
from tests.fakes.sites import CodedSite
from tests.fakes.store.kinds import ACCOUNTS, ACTIONS, APPLICATIONS, INCIDENTS, NOTICES
from tests.office import PASSWORD, Office

OPERATOR = 9_000_000_001
RUNS_IT = Person(OPERATOR, OPERATOR)


@pytest.fixture
async def office() -> Office:
    return await Office(operators=[OPERATOR]).open()


async def _stop(office: Office) -> None:
    await office.make(PauseSite)(RUNS_IT, Press(number_of(office.site.info.key), 0, 7))


async def _go_on(office: Office) -> None:
    await office.make(ResumeSite)(RUNS_IT, Press(number_of(office.site.info.key), 0, 7))


async def test_candidates_wait_for_the_site_to_go_on_and_come_once(office: Office) -> None:
    account = await office.account(next_sync_at=office.clock.now())
    publication = await office.live(account)
    await _stop(office)
    assert publication.remote_id is not None
    for _ in range(3):
        office.site.respond(publication.remote_id)
    asked = len(office.site.calls)
    for _ in range(3):
        await office.tick()
        office.clock.advance(minutes=90)
    assert len(office.site.calls) == asked
    assert office.rows(APPLICATIONS) == []
    assert office.rows(INCIDENTS) == []
    assert office.account_now(account).failures == 0
    assert [one for one in office.said(office.owner) if not isinstance(one, Card)] == []
    for _ in range(2):
        await _go_on(office)
        await office.tick()
    cards = [one for one in office.said(office.owner) if isinstance(one, Card)]
    assert len(cards) == len(office.rows(APPLICATIONS)) == 3


async def test_candidates_of_the_pause_come_at_once_though_a_sync_is_far(office: Office) -> None:
    account = await office.account(next_sync_at=office.clock.now() + timedelta(minutes=55))
    publication = await office.live(account)
    await _stop(office)
    assert publication.remote_id is not None
    office.site.respond(publication.remote_id)
    office.clock.advance(minutes=2)
    await _go_on(office)
    await office.tick()
    assert len(office.rows(APPLICATIONS)) == 1


async def test_what_is_asked_of_a_site_in_hand_is_put_off_and_no_failure(office: Office) -> None:
    account = await office.account(next_sync_at=office.clock.now())
    await office.live(account)
    office.site.trouble("applications", SitePaused("fake"))
    await office.tick()
    assert office.account_now(account).failures == 0
    assert office.rows(INCIDENTS) == []


async def test_looks_and_comparisons_wait_too(office: Office) -> None:
    now = office.clock.now()
    account = await office.account(glance_at=now, reconcile_at=now, watched_since=now)
    await office.live(account)
    await _stop(office)
    await office.make(Glance)(glance_job(account))
    await office.make(Reconcile)(reconcile_job(account))
    assert office.site.calls == []
    fresh = office.account_now(account)
    assert (fresh.glance_at, fresh.reconcile_at) == (now, now)


async def test_a_publication_stays_owed_and_goes_out_once(office: Office) -> None:
    account = await office.account()
    publication = await office.publication(account)
    await _stop(office)
    await office.press(office.owner, "edit", publication.id)
    await office.press(office.owner, "send", publication.id)
    for _ in range(3):
        await office.tick()
    assert "publish" not in office.site.calls
    (action,) = office.rows(ACTIONS)
    assert (action.state, action.attempts) == (ActionState.OWED, 0)
    await _go_on(office)
    await office.tick()
    (action,) = office.rows(ACTIONS)
    assert action.state is ActionState.DONE
    assert office.site.calls.count("publish") == 1
    assert (await office.publication_now(publication)).ad is Ad.LIVE


async def test_who_asks_for_a_sync_hears_why_there_is_none(office: Office) -> None:
    account = await office.account()
    await office.press(office.owner, "accounts")
    await office.press(office.owner, "account", account.id)
    await _stop(office)
    with pytest.raises(SitePaused):
        await office.press(office.owner, "sync_account", account.id)
    await office.sync(account)  # asked for a moment before
    assert office.site.calls == []


async def test_screens_say_that_it_is_stopped(office: Office) -> None:
    account = await office.account()
    await office.live(account)
    await _stop(office)
    shown = []
    for verb, subject in (("accounts", 0), ("account", account.id), ("status", 0)):
        await office.press(office.owner, verb, subject)
        seen = await office.make(ReadScreen)(office.owner.person)
        assert seen is not None
        shown.append(seen.screen.view)
    key = frozenset({office.site.info.key})
    for view in shown:
        assert isinstance(view, Accounts | AccountPage | StatusList)
        assert view.paused == key


async def test_an_operator_sees_how_all_fares_and_is_asked_before_a_pause(office: Office) -> None:
    await office.account(last_sync_at=office.clock.now())
    await office.account("two@example.com", state=AccountState.PAUSED)
    await office.make(AskHealth)(RUNS_IT, office.typed("/health"))
    await office.work()
    (page,) = office.said(RUNS_IT)
    assert isinstance(page, HealthPage)
    assert (list(page.whole.notices), page.whole.oldest_notice) == ([], None)  # not even this one
    (site,) = page.sites
    assert site.standing.states == {"active": 1, "paused": 1}
    await office.make(AskPause)(RUNS_IT, Press(site.number, 0, 55))
    await office.work()
    asked = office.chat.said[-1]
    assert isinstance(asked.view, AskSitePause)
    assert asked.view.accounts == 1
    await _stop(office)
    await office.work()
    stopped = office.chat.said[-1].view
    assert isinstance(stopped, HealthPage)
    assert stopped.sites[0].standing.paused_at == office.clock.now()


@pytest.mark.parametrize(
    ("typed", "unknown"), [("/pause_site fake", False), ("/pause_site", True), ("/x no", True)]
)
async def test_a_site_is_named_by_its_key(office: Office, typed: str, unknown: bool) -> None:
    await office.make(AskPause)(RUNS_IT, office.typed(typed))
    await office.work()
    said = office.said(RUNS_IT)[-1]
    assert isinstance(said, HealthPage if unknown else AskSitePause)
    assert not isinstance(said, HealthPage) or said.unknown_site


async def test_a_typed_command_lets_it_go_on(office: Office) -> None:
    await office.account()
    await _stop(office)
    await office.make(ResumeSite)(RUNS_IT, office.typed("/resume_site fake"))
    async with office.transaction() as tx:
        assert await tx.paused_sites() == {}


async def test_nobody_else_steers_a_site(office: Office) -> None:
    await office.account()
    number = number_of(office.site.info.key)
    in_group = replace(RUNS_IT, chat_id=-100)
    for who in (office.owner.person, in_group):
        for row in (*OPERATOR_BUTTONS.values(), *OPERATOR_COMMANDS.values()):
            with pytest.raises(NotAllowed):
                await office.make(row.use_case)(who, Press(number, 0, 7))
    assert office.rows(NOTICES) == []
    with pytest.raises(Stale):
        await office.make(PauseSite)(RUNS_IT, Press(1, 0, 7))


async def test_who_runs_it_no_more_gets_nothing_that_was_owed(office: Office) -> None:
    await office.make(AskHealth)(RUNS_IT, office.typed("/health"))
    office.parts.add(operators=())
    await office.work()
    assert office.said(RUNS_IT) == []
    assert office.rows(ACCOUNTS) == []


async def test_a_code_that_comes_back_meanwhile_is_not_spent() -> None:
    clock = FakeClock(hurried=True)
    site = CodedSite(clock)
    office = await Office(site, clock=clock, operators=[OPERATOR]).open()
    site.employ("olena@example.com", PASSWORD)
    await office.press(office.owner, "offer_yes", 0)
    await office.press(office.owner, "site", 0)
    seen = await office.make(ReadScreen)(office.owner.person)
    assert seen is not None
    assert isinstance(seen.screen.view, AskCode)
    back = site.allow(seen.screen.view.address or "", "olena@example.com")
    await _stop(office)
    await office.make(ComeBack)(site.info.key, back["state"], back["code"])
    await office.work()
    assert office.rows(ACCOUNTS) == []
    assert office.flash(office.owner) == "error-site-paused"
