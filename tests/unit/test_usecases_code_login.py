"""Logging in on a site's own page: the way there, the way back, and the chat that moves on."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain import views
from bot.domain.account import AccountState
from bot.domain.code_login import LoginStep
from bot.domain.errors import (
    AuthExpired,
    ContractBroken,
    NotEmployer,
    NoWayBack,
    SiteUnavailable,
    Stale,
)
from bot.domain.site import Choice
from bot.domain.views import View
from bot.domain.workspace import Role
from bot.usecases.asked import Press
from bot.usecases.log_in_by_code import REDEEM, Back, CameBack, ComeBack
from bot.usecases.reading.screen import ReadScreen
from bot.usecases.send_to_login import SendToLogin
from tests.fakes import FakeClock, Killed
from tests.fakes.sites import CodedSite
from tests.fakes.store.kinds import ACCOUNTS, LOGINS
from tests.office import PASSWORD, Office

LOGIN = "olena@example.com"


@pytest.fixture
async def office() -> Office:
    """The owner has chosen the site and sees the button."""
    clock = FakeClock(hurried=True)
    office = await Office(CodedSite(clock), clock=clock).open()
    office.site.employ(LOGIN, PASSWORD)
    await office.press(office.owner, "offer_yes", 0)
    await office.press(office.owner, "site", 0)
    return office


def site(office: Office) -> CodedSite:
    assert isinstance(office.site, CodedSite)
    return office.site


async def view(office: Office) -> View:
    found = await office.make(ReadScreen)(office.owner.person)
    assert found is not None
    return found.screen.view


async def way(office: Office) -> str:
    """The address that the button opens."""
    shown = await view(office)
    assert isinstance(shown, views.AskCode), shown
    assert shown.address is not None
    return shown.address


def screen(office: Office) -> str:
    return office.at(office.owner).place.screen


async def back(office: Office, **brought: Any) -> CameBack:
    """What the browser comes back with."""
    given = {"site": "coded", "code": None, **brought}
    return await office.make(ComeBack)(**given)


async def allow(office: Office, login: str = LOGIN) -> CameBack:
    """The person logs in on the page and allows it."""
    return await back(office, **site(office).allow(await way(office), login))


async def test_the_way_to_the_page_is_good_for_ten_minutes(office: Office) -> None:
    shown = await view(office)
    assert isinstance(shown, views.AskCode)
    assert shown.until == office.clock.now() + timedelta(minutes=10)
    assert shown.tells_viewed
    office.clock.advance(minutes=10)
    late = await view(office)
    assert isinstance(late, views.AskCode)
    assert late.address is None


async def test_who_allows_it_finds_the_chat_moved_on_and_the_account_connected(
    office: Office,
) -> None:
    assert await allow(office) == CameBack(Back.WELCOME, "uk")
    assert screen(office) == "connect_check"
    await office.work()
    assert (screen(office), office.flash(office.owner)) == ("account_label", "done-connected")
    account = office.rows(ACCOUNTS)[0]
    assert (account.state, account.remote_identity) == (AccountState.ACTIVE, LOGIN)
    assert account.login == "ТОВ «olena»"
    assert list(account.credentials) == ["token"]


async def test_the_challenge_that_is_redeemed_is_the_one_that_was_sent(office: Office) -> None:
    address = await way(office)
    assert "redirect_uri=https%3A%2F%2Fbot.example.com%2Foauth%2Fcoded" in address
    sent = site(office).challenges[site(office).allow(address, LOGIN)["state"]]
    assert len(sent.verifier.reveal()) >= 43
    assert len(sent.state.reveal()) >= 40
    kept = office.rows(LOGINS)[0]
    assert kept.challenge == sent
    assert kept.state_hmac != sent.state.reveal()


async def test_who_does_not_allow_it_is_told_and_may_try_again(office: Office) -> None:
    first = await way(office)
    state = site(office).allow(first, LOGIN)["state"]
    assert (await back(office, state=state)).back is Back.CANCELLED
    assert (screen(office), office.flash(office.owner)) == ("connect_code", "login-cancelled")
    shown = await view(office)
    assert isinstance(shown, views.AskCode)
    assert shown.address is None
    await office.press(office.owner, "code_again")
    assert await way(office) != first
    assert (await allow(office)).back is Back.WELCOME


async def test_who_comes_back_too_late_is_told_and_may_try_again(office: Office) -> None:
    brought = site(office).allow(await way(office), LOGIN)
    office.clock.advance(minutes=10)
    assert (await back(office, **brought)).back is Back.EXPIRED
    assert (screen(office), office.flash(office.owner)) == ("connect_code", "login-expired")
    await office.press(office.owner, "code_again")
    assert (await allow(office)).back is Back.WELCOME


async def test_a_way_back_works_once(office: Office) -> None:
    brought = site(office).allow(await way(office), LOGIN)
    assert (await back(office, **brought)).back is Back.WELCOME
    await office.work()
    before = office.at(office.owner)
    assert (await back(office, **brought)).back is Back.USED
    assert office.at(office.owner) == before
    assert site(office).calls.count("redeem") == 1


async def test_a_state_that_nobody_was_given_leads_nowhere(office: Office) -> None:
    assert await back(office, state="чужий", code="x") == CameBack(Back.UNKNOWN)
    brought = site(office).allow(await way(office), LOGIN)
    assert (await back(office, **{**brought, "site": "fake"})).back is Back.UNKNOWN
    assert (screen(office), office.rows(ACCOUNTS)) == ("connect_code", [])


async def test_a_way_that_another_bot_gave_leads_nowhere(office: Office) -> None:
    brought = site(office).allow(await way(office), LOGIN)
    other = office.make(ComeBack, bot_id=99)
    assert (await other(**brought, site="coded")).back is Back.UNKNOWN


async def test_who_may_no_longer_connect_accounts_does_not(office: Office) -> None:
    brought = site(office).allow(await way(office), LOGIN)
    await office.demote(office.owner, Role.RECRUITER)
    assert await back(office, **brought) == CameBack(Back.UNKNOWN, "uk")
    assert office.rows(LOGINS)[0].step is LoginStep.ASKED


async def test_who_left_the_dialogue_meanwhile_is_let_go_with_a_word(office: Office) -> None:
    await allow(office)
    await office.press(office.owner, "leave")
    await office.work()
    assert (screen(office), office.rows(ACCOUNTS)) == ("menu", [])
    assert office.flash(office.owner) == "login-left"


async def test_who_left_it_while_the_site_refused_the_code_hears_of_that(office: Office) -> None:
    site(office).trouble("redeem", SiteUnavailable("coded"))
    await allow(office)
    await office.command(office.owner, "accounts")
    await office.work()
    assert (screen(office), office.flash(office.owner)) == ("accounts", "error-site-unavailable")


async def test_a_process_that_is_killed_before_the_code_is_sent_loses_nothing(
    office: Office,
) -> None:
    await allow(office)
    office.jobs.take(REDEEM)  # the wake-up went with the process
    await office.tick()
    assert screen(office) == "account_label"
    assert site(office).calls.count("redeem") == 1


async def test_a_worker_that_was_thought_to_be_dead_ends_what_another_has_ended(
    office: Office,
) -> None:
    await allow(office)
    job = office.jobs.take(REDEEM)
    assert job is not None

    async def another() -> None:
        async with office.transaction() as tx:
            login = await tx.code_logins.get(office.rows(LOGINS)[0].id)
            await tx.code_logins.save(login.to(LoginStep.OVER), was=login.step)

    office.uow.before(3, another)
    await office.run(job)
    await office.work()
    assert (screen(office), office.rows(ACCOUNTS)) == ("connect_check", [])


async def test_a_code_that_was_on_its_way_at_a_crash_is_not_sent_twice(office: Office) -> None:
    await allow(office)
    job = office.jobs.take(REDEEM)
    assert job is not None
    office.uow.kill(3)
    with pytest.raises(Killed):
        await office.run(job)
    assert site(office).calls.count("redeem") == 1
    await office.tick()
    assert site(office).calls.count("redeem") == 1
    assert (screen(office), office.flash(office.owner)) == ("connect_code", "login-not-taken")
    await office.press(office.owner, "code_again")
    await allow(office)
    await office.work()
    assert screen(office) == "account_label"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (AuthExpired("coded"), "login-not-taken"),
        (SiteUnavailable("coded"), "error-site-unavailable"),
        (ContractBroken("coded", "POST /token"), "error-contract-broken"),
    ],
)
async def test_a_code_that_the_site_does_not_take_leads_to_a_new_way(
    office: Office, error: Exception, said: str
) -> None:
    site(office).trouble("redeem", error)
    await allow(office)
    await office.work()
    assert (screen(office), office.flash(office.owner)) == ("connect_code", said)
    assert office.rows(LOGINS)[0].code is None


async def test_an_applicant_is_refused_in_words_and_may_log_in_as_another(office: Office) -> None:
    office.site.employers[LOGIN].refuses = NotEmployer("coded")
    await allow(office)
    await office.work()
    assert (screen(office), office.flash(office.owner)) == ("connect_code", "error-not-employer")
    office.site.employers[LOGIN].refuses = None
    await office.press(office.owner, "code_again")
    await allow(office)
    await office.work()
    assert screen(office) == "account_label"


async def test_while_the_site_is_away_the_login_is_kept_and_checked_again(office: Office) -> None:
    site(office).trouble("check", SiteUnavailable("coded"))
    await allow(office)
    await office.work()
    shown = await view(office)
    assert isinstance(shown, views.Checking)
    assert (shown.failed, shown.by_code) == (True, True)
    await office.press(office.owner, "recheck")
    await office.work()
    assert screen(office) == "account_label"
    assert site(office).calls.count("redeem") == 1


async def test_among_several_work_accounts_the_person_chooses(office: Office) -> None:
    site(office).beyond.work[LOGIN] = (Choice("1", "ТОВ «Ромашка»"), Choice("2", "ФОП Приклад"))
    await allow(office)
    await office.work()
    shown = await view(office)
    assert isinstance(shown, views.ChooseWork)
    assert shown.names == ["ТОВ «Ромашка»", "ФОП Приклад"]
    with pytest.raises(Stale):
        await office.press(office.owner, "work", 2)
    await office.press(office.owner, "work", 1)
    await office.work()
    account = office.rows(ACCOUNTS)[0]
    assert account.credentials["work_account"].reveal() == "2"
    assert account.remote_identity == f"{LOGIN}/2"


async def _connected(office: Office) -> None:
    await allow(office)
    await office.work()


async def test_a_lost_login_is_renewed_the_same_way(office: Office) -> None:
    site(office).beyond.work[LOGIN] = (Choice("1", "А"), Choice("2", "Б"))
    await _connected(office)
    await office.press(office.owner, "work", 1)
    await office.work()
    account = office.rows(ACCOUNTS)[0]
    site(office).revoke(LOGIN)
    await office.sync(account)
    assert office.account_now(account).state is AccountState.PAUSED
    await office.press(office.owner, "password", account.id)
    shown = await view(office)
    assert isinstance(shown, views.AskCode)
    assert (shown.again, shown.tells_viewed) == (account.label, False)
    await allow(office)
    await office.work()
    assert (screen(office), office.flash(office.owner)) == ("account", "done-password")
    again = office.account_now(account)
    assert again.state is AccountState.ACTIVE
    assert again.credentials["work_account"].reveal() == "2"


async def test_another_persons_login_does_not_renew_the_account(office: Office) -> None:
    await _connected(office)
    account = office.rows(ACCOUNTS)[0]
    office.site.employ("petro@example.com", PASSWORD)
    await office.press(office.owner, "password", account.id)
    await allow(office, "petro@example.com")
    await office.work()
    assert (screen(office), office.flash(office.owner)) == ("account", "error-other-login")
    assert office.account_now(account).credentials == account.credentials


async def test_the_same_login_connected_before_is_revived(office: Office) -> None:
    await _connected(office)
    account = office.rows(ACCOUNTS)[0]
    await office.press(office.owner, "disconnect", account.id)
    await office.press(office.owner, "disconnect_yes", account.id)
    assert not office.account_now(account).credentials
    await office.press(office.owner, "site", 0)
    await _connected(office)
    assert [one.id for one in office.rows(ACCOUNTS)] == [account.id]
    assert office.account_now(account).state is AccountState.ACTIVE


async def test_what_is_typed_while_the_button_waits_is_no_login(office: Office) -> None:
    address = await way(office)
    typed = [await office.type(office.owner, PASSWORD)]
    assert (office.flash(office.owner), await way(office)) == ("use-buttons", address)
    await allow(office)
    typed.append(await office.type(office.owner, PASSWORD))
    assert office.flash(office.owner) == "use-buttons"
    await office.work()
    erased = [message_id for _, message_id in office.chat.erased]
    assert [one.message_id for one in typed if one.message_id not in erased] == []
    assert screen(office) == "account_label"


async def test_without_a_public_address_nobody_is_sent_away(office: Office) -> None:
    send = office.make(SendToLogin, public_url="")
    async with office.transaction() as tx:
        with pytest.raises(NoWayBack):
            await send(tx, office.owner, Press(), "coded")
