"""What sites call: a door of its own for each account, and what comes in by it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import views
from bot.domain.account import AccountState, EmployerAccount
from bot.domain.errors import AuthExpired, SiteUnavailable
from bot.domain.hook import Hook
from bot.domain.secret import Credentials
from bot.domain.site import Happened, RemoteApplication
from bot.usecases.keep_hooks import MoveDoors
from bot.usecases.open_hook import OpenHook
from bot.usecases.take_call import LOOK_INTO, TakeCall
from tests.fakes import FakeClock
from tests.fakes.sites import CodedSite
from tests.fakes.store.kinds import APPLICATIONS, EVENTS, HOOKS
from tests.office import Office

LOGIN = "olena@example.com"
DAY = timedelta(hours=24)


@pytest.fixture
async def office() -> Office:
    """A company whose site can call."""
    clock = FakeClock(hurried=True)
    return await Office(CodedSite(clock), clock=clock).open()


@pytest.fixture
async def account(office: Office) -> EmployerAccount:
    """Connected, its door is open and the site knows it."""
    site(office).tokens["token-0"] = LOGIN
    account = await office.account(credentials=Credentials.of({"token": "token-0"}))
    async with office.transaction() as tx:
        await office.make(OpenHook)(tx, account)
    await office.work()
    return account


def site(office: Office) -> CodedSite:
    assert isinstance(office.site, CodedSite)
    return office.site


def hook(office: Office) -> Hook:
    return office.rows(HOOKS)[0]


async def call(office: Office, body: bytes, *, key: str = "coded", secret: str = "") -> bool:
    """The site calls at the door that it knows."""
    known = secret or hook(office).secret.reveal()
    return await office.make(TakeCall)(key, known, body)


async def answered(office: Office, account: EmployerAccount) -> RemoteApplication:
    """A candidate answers a live ad; nobody has polled."""
    await office.live(account, remote_id="ad-1")
    return office.site.respond("ad-1")


# -- the door -----------------------------------------------------------------------------


async def test_the_site_gets_an_address_that_nobody_guesses(
    office: Office, account: EmployerAccount
) -> None:
    address = site(office).beyond.subscriptions[LOGIN]
    start, _, secret = address.rpartition("/")
    assert start == "https://bot.example.com/hooks/coded"
    assert len(secret) >= 40
    kept = hook(office)
    assert (kept.secret.reveal(), kept.subscription) == (secret, f"subscription-{LOGIN}")
    assert kept.due_at == office.clock.now() + DAY


async def test_a_process_that_starts_with_another_address_tells_the_site_at_once(
    office: Office, account: EmployerAccount
) -> None:
    asked = site(office).calls.count("subscribe")
    await office.make(MoveDoors)()
    await office.tick()
    assert site(office).calls.count("subscribe") == asked
    office.parts.add(public_url="https://new.example.com")
    await office.make(MoveDoors)()
    await office.tick()
    assert site(office).beyond.subscriptions[LOGIN].startswith("https://new.example.com/hooks/")
    await office.make(MoveDoors)()
    await office.tick()
    assert site(office).calls.count("subscribe") == asked + 1


async def test_without_an_address_of_its_own_a_process_moves_no_door(
    office: Office, account: EmployerAccount
) -> None:
    due = hook(office).due_at
    office.parts.add(public_url="")
    await office.make(MoveDoors)()
    assert hook(office).due_at == due


async def test_once_a_day_the_site_is_asked_whether_it_still_calls(
    office: Office, account: EmployerAccount
) -> None:
    before = site(office).beyond.subscriptions.pop(LOGIN)
    await office.tick()
    assert LOGIN not in site(office).beyond.subscriptions
    office.clock.advance(DAY)
    await office.tick()
    assert site(office).beyond.subscriptions[LOGIN] == before


async def test_a_site_that_does_not_agree_is_asked_again(office: Office) -> None:
    site(office).trouble("subscribe", SiteUnavailable("coded"))
    site(office).tokens["token-0"] = LOGIN
    account = await office.account(credentials=Credentials.of({"token": "token-0"}))
    async with office.transaction() as tx:
        await office.make(OpenHook)(tx, account)
    await office.work()
    assert (hook(office).failures, hook(office).subscription) == (1, None)
    office.clock.advance(minutes=1)
    await office.tick()
    assert (hook(office).failures, hook(office).subscription) == (0, f"subscription-{LOGIN}")


async def test_a_login_that_is_lost_meanwhile_pauses_the_account(
    office: Office, account: EmployerAccount
) -> None:
    site(office).revoke(LOGIN)
    office.clock.advance(DAY)
    await office.tick()
    assert office.account_now(account).state is AccountState.PAUSED


async def test_an_account_that_is_disconnected_is_unsubscribed_and_its_door_shut(
    office: Office, account: EmployerAccount
) -> None:
    secret = hook(office).secret.reveal()
    await office.press(office.owner, "disconnect", account.id)
    await office.press(office.owner, "disconnect_yes", account.id)
    assert not office.account_now(account).credentials
    assert not await call(office, b"{}")
    await office.work()
    assert site(office).beyond.subscriptions == {}
    assert site(office).tokens == {}
    assert office.rows(HOOKS) == []
    assert not await call(office, b"{}", secret=secret)


async def test_a_login_is_left_though_its_site_had_not_agreed_to_call(office: Office) -> None:
    site(office).trouble("subscribe", SiteUnavailable("coded"))
    site(office).tokens["token-0"] = LOGIN
    account = await office.account(credentials=Credentials.of({"token": "token-0"}))
    async with office.transaction() as tx:
        await office.make(OpenHook)(tx, account)
    await office.work()
    await office.press(office.owner, "disconnect", account.id)
    await office.press(office.owner, "disconnect_yes", account.id)
    await office.work()
    assert (site(office).tokens, office.rows(HOOKS)) == ({}, [])
    assert "unsubscribe" not in site(office).calls


@pytest.mark.parametrize("amid", [False, True])
async def test_who_connects_again_meanwhile_has_a_new_door(
    office: Office, account: EmployerAccount, amid: bool
) -> None:
    old = hook(office).secret

    async def connect_again() -> None:
        async with office.transaction() as tx:
            wiped = await tx.accounts.get(account.id)
            site(office).tokens["token-1"] = LOGIN
            given = Credentials.of({"token": "token-1"})
            known = replace(wiped, state=account.state, credentials=given)
            await tx.accounts.save(known)
            await office.make(OpenHook)(tx, account)

    await office.press(office.owner, "disconnect", account.id)
    await office.press(office.owner, "disconnect_yes", account.id)
    if amid:
        site(office).meanwhile(connect_again)
    else:
        await connect_again()
    await office.work()
    await office.tick()
    assert hook(office).secret != old
    assert site(office).beyond.subscriptions[LOGIN].endswith(hook(office).secret.reveal())


async def test_a_site_that_can_not_be_asked_to_stop_is_let_be(
    office: Office, account: EmployerAccount
) -> None:
    for _ in range(5):
        site(office).trouble("unsubscribe", SiteUnavailable("coded"))
    await office.press(office.owner, "disconnect", account.id)
    await office.press(office.owner, "disconnect_yes", account.id)
    for _ in range(5):
        await office.tick()
        office.clock.advance(minutes=30)
    assert site(office).calls.count("unsubscribe") == 5
    assert office.rows(HOOKS) == []


async def test_without_a_public_address_no_site_is_asked_to_call(office: Office) -> None:
    account = await office.account()
    async with office.transaction() as tx:
        await office.make(OpenHook, public_url="")(tx, account)
    assert office.rows(HOOKS) == []


# -- what comes in ------------------------------------------------------------------------


async def test_a_call_brings_the_card_though_nobody_has_polled(
    office: Office, account: EmployerAccount
) -> None:
    response = await answered(office, account)
    assert await call(office, site(office).call(Happened.APPLICATION, response.remote_id, "ad-1"))
    assert "application" not in site(office).calls
    await office.work()
    assert "applications" not in site(office).calls
    assert [type(one) for one in office.said(office.owner)] == [views.Card]


async def test_a_call_need_not_say_which_ad_it_is(office: Office, account: EmployerAccount) -> None:
    response = await answered(office, account)
    await call(office, site(office).call(Happened.APPLICATION, response.remote_id))
    await office.work()
    assert [one.remote_ad_id for one in office.rows(APPLICATIONS)] == ["ad-1"]


async def test_the_same_call_twice_is_looked_into_once(
    office: Office, account: EmployerAccount
) -> None:
    response = await answered(office, account)
    body = site(office).call(Happened.APPLICATION, response.remote_id, "ad-1", key="a1")
    assert await call(office, body)
    await office.work()
    assert await call(office, body)
    await office.work()
    assert site(office).calls.count("application") == 1
    assert len(office.rows(EVENTS)) == 1


async def test_call_and_poll_bring_one_card(office: Office, account: EmployerAccount) -> None:
    response = await answered(office, account)
    await call(office, site(office).call(Happened.APPLICATION, response.remote_id, "ad-1"))
    await office.work()
    await office.sync(account)
    await office.work()
    assert len(office.said(office.owner)) == 1


async def test_what_was_called_about_survives_the_end_of_the_process(
    office: Office, account: EmployerAccount
) -> None:
    response = await answered(office, account)
    await call(office, site(office).call(Happened.APPLICATION, response.remote_id, "ad-1"))
    office.jobs.take(LOOK_INTO)
    await office.tick()
    assert len(office.said(office.owner)) == 1


async def test_while_the_site_is_away_the_next_poll_brings_what_it_called_about(
    office: Office, account: EmployerAccount
) -> None:
    response = await answered(office, account)
    site(office).trouble("application", SiteUnavailable("coded"))
    await call(office, site(office).call(Happened.APPLICATION, response.remote_id, "ad-1"))
    await office.work()
    assert site(office).calls.count("applications") == 1
    assert len(office.said(office.owner)) == 1


async def test_a_lost_login_found_by_a_call_pauses_the_account(
    office: Office, account: EmployerAccount
) -> None:
    site(office).trouble("application", AuthExpired("coded"))
    await call(office, site(office).call(Happened.APPLICATION, "1"))
    await office.work()
    assert office.account_now(account).state is AccountState.PAUSED


async def test_news_of_an_ad_lets_the_account_be_read(
    office: Office, account: EmployerAccount
) -> None:
    await call(office, site(office).call(Happened.AD, "ad-1"))
    await office.work()
    assert site(office).calls.count("ads") == 1


@pytest.mark.parametrize("body", [b"", b"\xff", b"[]", b'{"key": 1}'])
async def test_what_says_nothing_to_us_is_taken_and_forgotten(
    office: Office, account: EmployerAccount, body: bytes
) -> None:
    assert await call(office, body)
    assert office.rows(EVENTS) == []


async def test_what_nobody_waits_for_is_taken_and_not_kept(
    office: Office, account: EmployerAccount
) -> None:
    assert await call(office, site(office).call(Happened.OTHER, "chat-1"))
    assert office.rows(EVENTS) == []


async def test_a_wrong_secret_or_site_finds_no_door(
    office: Office, account: EmployerAccount
) -> None:
    body = site(office).call(Happened.APPLICATION, "1", "ad-1")
    assert not await call(office, body, secret="чужа")
    assert not await call(office, body, key="fake")
    assert office.rows(EVENTS) == []


# -- several accounts of one person, for all of whom the site calls at one door ---------------


async def connect(office: Office, account: EmployerAccount, company: str) -> EmployerAccount:
    """Another work account of the same person; its address takes the place of the first one's."""
    other = await office.account(
        remote_identity=f"{company}/2", credentials=account.credentials, next_sync_at=None
    )
    async with office.transaction() as tx:
        await office.make(OpenHook)(tx, other)
    await office.work()
    return other


def door(office: Office) -> str:
    """The secret of the address that the site calls at."""
    return site(office).beyond.subscriptions[LOGIN].rpartition("/")[2]


async def test_what_is_called_at_the_one_door_reaches_every_account_of_the_person(
    office: Office, account: EmployerAccount
) -> None:
    await connect(office, account, "12")
    assert door(office) != hook(office).secret.reveal()
    response = await answered(office, account)
    body = site(office).call(Happened.APPLICATION, response.remote_id, "ad-1")
    assert await call(office, body, secret=door(office))
    await office.work()
    assert len(office.rows(EVENTS)) == 2
    assert [type(one) for one in office.said(office.owner)] == [views.Card]


async def test_another_team_that_the_same_person_works_in_is_called_too(
    office: Office, account: EmployerAccount
) -> None:
    elsewhere = Office(office.site, clock=office.clock)
    elsewhere.store = office.store
    await elsewhere.open()
    theirs = await elsewhere.account(credentials=account.credentials)
    async with elsewhere.transaction() as tx:
        await office.make(OpenHook)(tx, theirs)
    await office.work()
    await call(office, site(office).call(Happened.APPLICATION, "1", "ad-1"), secret=door(office))
    assert {one.workspace_id for one in office.rows(EVENTS)} == {
        office.workspace.id,
        elsewhere.workspace.id,
    }


async def test_a_call_that_names_a_company_is_for_its_accounts_alone(
    office: Office, account: EmployerAccount
) -> None:
    other = await connect(office, account, "12")
    body = site(office).call(Happened.APPLICATION, "1", "ad-1", whose="12/")
    await call(office, body)
    assert [one.account_id for one in office.rows(EVENTS)] == [other.id]


async def test_news_of_an_ad_lets_that_account_be_read_which_holds_it(
    office: Office, account: EmployerAccount
) -> None:
    other = await connect(office, account, "12")
    await office.live(other, remote_id="ad-2")
    await call(office, site(office).call(Happened.AD, "ad-2"))
    await office.work()
    assert office.account_now(other).last_sync_at is not None
    assert office.account_now(account).last_sync_at is None


async def test_a_person_with_another_account_is_still_called_when_one_is_disconnected(
    office: Office, account: EmployerAccount
) -> None:
    other = await connect(office, account, "12")
    await office.press(office.owner, "disconnect", other.id)
    await office.press(office.owner, "disconnect_yes", other.id)
    await office.work()
    assert not {"unsubscribe", "leave"} & set(site(office).calls)
    (left,) = office.rows(HOOKS)
    assert (left.account_id, left.secret.reveal()) == (account.id, door(office))
