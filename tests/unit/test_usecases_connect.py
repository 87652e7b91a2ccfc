"""Connecting an employer account: what is typed, what the site refuses, and the ways on."""

import pytest

from bot.domain import views
from bot.domain.errors import (
    AuthExpired,
    AutomationRefused,
    ContractBroken,
    LoginLocked,
    NotEmployer,
    ProofNeeded,
    SiteError,
    SiteUnavailable,
    Stale,
    UserBlocked,
    WrongLogin,
)
from bot.domain.secret import Credentials
from bot.domain.site import Ad
from bot.domain.views import View
from bot.usecases.reading.screen import ReadScreen
from tests.fakes import FakeClock
from tests.fakes.store.kinds import ACCOUNTS
from tests.office import PASSWORD, Office

LOGIN, TYPO = "olena@example.com", "olna@example.com"
NOW = FakeClock().now()
OPERATOR = 9_000_000_001
REFUSALS = [WrongLogin("fake"), AuthExpired("fake"), LoginLocked("fake", NOW)]
HOPELESS = [NotEmployer("fake"), UserBlocked("fake")]
UNCHECKED = [
    SiteUnavailable("fake"),
    AutomationRefused("fake", NOW),
    ContractBroken("fake", "where"),
]


def name(error: SiteError) -> str:
    return type(error).__name__


@pytest.fixture
async def office() -> Office:
    """The owner has chosen the site and is asked for the login."""
    office = await Office(operators=[OPERATOR]).open()
    office.site.employ(LOGIN, PASSWORD)
    await office.press(office.owner, "connect")
    await office.press(office.owner, "site", 0)
    return office


async def give(office: Office, login: str = LOGIN, password: str = PASSWORD) -> None:
    """Login and password, up to what the site says."""
    await office.type(office.owner, login)
    await office.type(office.owner, password)
    await office.work()


async def seen(office: Office) -> View:
    """What the owner's screen shows."""
    await office.work()
    found = await office.make(ReadScreen)(office.owner.person)
    assert found is not None
    return found.screen.view


async def asked(office: Office) -> views.AskLogin:
    view = await seen(office)
    assert isinstance(view, views.AskLogin), view
    return view


async def page(office: Office) -> views.AccountPage:
    view = await seen(office)
    assert isinstance(view, views.AccountPage), view
    return view


def screen(office: Office) -> str:
    return office.at(office.owner).place.screen


# -- what is typed ------------------------------------------------------------------------


async def test_whatever_is_typed_in_the_dialogue_vanishes_from_the_chat(office: Office) -> None:
    typed = [await office.type(office.owner, text) for text in (LOGIN, PASSWORD)]
    await office.work()
    assert [one for _, one in office.chat.erased] == [one.message_id for one in typed]


async def test_a_password_sent_before_the_site_is_chosen_vanishes(office: Office) -> None:
    await office.press(office.owner, "connect")
    typed = await office.type(office.owner, PASSWORD)
    await office.work()
    assert office.chat.erased == [(office.owner.chat_id, typed.message_id)]
    assert (screen(office), office.flash(office.owner)) == ("connect_site", "site-first")
    assert office.at(office.owner).draft == {}


async def test_a_password_sent_as_the_login_is_not_repeated_on_the_screen(office: Office) -> None:
    await office.type(office.owner, "P@ss.w0rd")
    view = await asked(office)
    assert (view.login, view.doubtful) == ("•••", True)
    await office.press(office.owner, "other_login")
    assert office.at(office.owner).draft == {"site": "fake"}
    await office.type(office.owner, LOGIN)
    view = await asked(office)
    assert (view.login, view.doubtful) == (LOGIN, False)


@pytest.mark.parametrize("between", [" ", "\n", "\t", "\N{NO-BREAK SPACE}"])
async def test_login_and_password_in_one_message_are_not_taken_for_a_login(
    office: Office, between: str
) -> None:
    await office.type(office.owner, f"{LOGIN}{between}{PASSWORD}")
    assert office.flash(office.owner) == "bad-login-login"
    assert office.at(office.owner).draft == {"site": "fake"}


async def test_a_login_that_is_no_email_still_works(office: Office) -> None:
    office.site.employ("0501112233", PASSWORD)
    await give(office, "0501112233")
    (account,) = office.rows(ACCOUNTS)
    assert account.login == "0501112233"


async def test_an_account_keeps_what_its_site_gives_for_the_login(office: Office) -> None:
    office.site.employers[LOGIN].token = "canary-token-1"
    await give(office)
    (account,) = office.rows(ACCOUNTS)
    kept = {"login": LOGIN, "password": PASSWORD, "token": "canary-token-1"}
    assert account.credentials == Credentials.of(kept)


# -- a typo, and back ---------------------------------------------------------------------


async def test_a_typo_in_the_login_is_corrected_after_the_refusal(office: Office) -> None:
    await give(office, TYPO)
    view = await asked(office)
    assert (view.field, view.login) == ("password", TYPO)
    await office.press(office.owner, "other_login")
    assert (await asked(office)).field == "login"
    await give(office)
    assert office.site.tried == [(TYPO, PASSWORD), (LOGIN, PASSWORD)]
    assert [one.login for one in office.rows(ACCOUNTS)] == [LOGIN]


async def test_another_login_while_the_first_is_checked_makes_its_outcome_void(
    office: Office,
) -> None:
    await office.type(office.owner, LOGIN)
    await office.type(office.owner, PASSWORD)

    async def second_thoughts() -> None:
        await office.press(office.owner, "other_login")

    office.site.meanwhile(second_thoughts)
    assert (await asked(office)).field == "login"
    assert office.rows(ACCOUNTS) == []


async def test_the_login_of_a_known_account_is_masked_and_stays(office: Office) -> None:
    account = await office.account()
    await office.press(office.owner, "password", account.id)
    view = await asked(office)
    assert (view.login, view.again, view.doubtful) == ("ol•••@example.com", "Ромашка", False)
    with pytest.raises(Stale):
        await office.press(office.owner, "other_login")


async def test_an_old_button_changes_no_login_of_another_flow(office: Office) -> None:
    await office.press(office.owner, "menu")
    with pytest.raises(Stale):
        await office.press(office.owner, "other_login")


async def test_every_step_leads_back_and_out(office: Office) -> None:
    await office.press(office.owner, "connect")
    assert screen(office) == "connect_site"
    await office.command(office.owner, "cancel")
    assert screen(office) == "menu"
    for typed in ([], [LOGIN], [LOGIN, PASSWORD]):
        await office.press(office.owner, "site", 0)
        for text in typed:
            await office.type(office.owner, text)
        await office.command(office.owner, "cancel")
        assert (screen(office), office.at(office.owner).draft) == ("menu", {})
    await office.work()
    assert office.site.tried == []


# -- what the site says -------------------------------------------------------------------


@pytest.mark.parametrize("error", REFUSALS, ids=name)
async def test_a_refused_password_is_forgotten_and_asked_for_again(
    office: Office, error: SiteError
) -> None:
    office.site.trouble("newest", error)
    await give(office)
    assert office.flash(office.owner) == error.text_id
    view = await asked(office)
    assert (view.field, view.login) == ("password", LOGIN)
    assert office.at(office.owner).draft == {"site": "fake", "login": {"login": LOGIN}}


@pytest.mark.parametrize("error", HOPELESS, ids=name)
async def test_a_login_that_no_password_helps_is_asked_for_anew(
    office: Office, error: SiteError
) -> None:
    office.site.trouble("newest", error)
    await give(office)
    assert office.flash(office.owner) == error.text_id
    assert (await asked(office)).field == "login"
    assert office.at(office.owner).draft == {"site": "fake"}


@pytest.mark.parametrize("error", HOPELESS, ids=name)
async def test_a_known_account_that_no_password_helps_shows_its_page(
    office: Office, error: SiteError
) -> None:
    account = await office.account()
    await office.press(office.owner, "password", account.id)
    office.site.trouble("newest", error)
    await office.type(office.owner, PASSWORD)
    assert (await page(office)).account.id == account.id
    assert office.flash(office.owner) == error.text_id


@pytest.mark.parametrize("error", UNCHECKED, ids=name)
async def test_what_was_not_checked_is_kept_for_another_try(
    office: Office, error: SiteError
) -> None:
    office.site.trouble("check", error)
    await give(office)
    assert office.flash(office.owner) == error.text_id
    view = await seen(office)
    assert view == views.Checking("fake", "ol•••@example.com", failed=True)
    await office.press(office.owner, "recheck")
    await office.work()
    assert [one.login for one in office.rows(ACCOUNTS)] == [LOGIN]


async def test_what_the_site_wants_proved_first_is_a_tap_away(office: Office) -> None:
    address = "https://fake.example/proof"
    office.site.trouble("check", ProofNeeded("fake", address))
    await give(office)
    proved = await seen(office)
    assert proved == views.Checking("fake", "ol•••@example.com", failed=True, proof=address)
    await office.press(office.owner, "recheck")
    await office.work()
    assert [one.login for one in office.rows(ACCOUNTS)] == [LOGIN]


# -- what comes next ----------------------------------------------------------------------


async def test_a_named_account_says_what_comes_next(office: Office) -> None:
    office.site.post(LOGIN, "Кухар", Ad.LIVE)
    await give(office)
    await office.type(office.owner, "Ромашка")
    shown = await page(office)
    assert (shown.every, shown.unlinked) == (60, 1)


async def test_a_second_account_of_a_site_is_not_named_like_the_first(office: Office) -> None:
    await give(office)
    (first,) = office.rows(ACCOUNTS)
    office.site.employ("olena@other.example", PASSWORD)
    await office.press(office.owner, "connect")
    await office.press(office.owner, "site", 0)
    await give(office, "olena@other.example")
    view = await seen(office)
    assert isinstance(view, views.AskLabel)
    assert view.label == f"{first.label} (ol•••@other.example)"
    await office.type(office.owner, first.label)
    assert office.flash(office.owner) == "bad-label-taken"


async def test_two_that_were_called_the_same_are_told_apart_wherever_one_is_chosen(
    office: Office,
) -> None:
    for login in ("one@example.com", "two@example.com"):
        await office.account(login)
    vacancy = await office.vacancy()
    await office.press(office.owner, "publish", vacancy.id)
    view = await seen(office)
    assert isinstance(view, views.ChooseAccount)
    assert [one.label for one in view.accounts] == [
        "on•••@example.com · Ромашка",
        "tw•••@example.com · Ромашка",
    ]


async def test_a_suggested_name_leads_on_as_well(office: Office) -> None:
    await give(office)
    await office.press(office.owner, "label_keep")
    assert (await page(office)).every == 60


async def test_an_account_that_is_left_unnamed_leads_on_as_well(office: Office) -> None:
    await give(office)
    await office.command(office.owner, "cancel")
    assert (await page(office)).every == 60


async def test_an_account_that_comes_back_leads_on_as_well(office: Office) -> None:
    account = await office.account()
    await office.press(office.owner, "disconnect", account.id)
    await office.press(office.owner, "disconnect_yes", account.id)
    await office.press(office.owner, "site", 0)
    await give(office)
    assert (await page(office)).every == 60


async def test_the_page_of_an_old_account_stays_short(office: Office) -> None:
    account = await office.account()
    await office.press(office.owner, "account", account.id)
    assert (await page(office)).every is None
    await office.press(office.owner, "rename", account.id)
    await office.type(office.owner, "Ромашка, Київ")
    assert (await page(office)).every is None
    await office.press(office.owner, "rename", account.id)
    await office.command(office.owner, "cancel")
    assert (await page(office)).every is None


async def test_operators_are_told_once_a_day_of_a_login_that_no_contract_has(
    office: Office,
) -> None:
    broken = ContractBroken("fake", "GET /jobs/my: status 418. Odd")
    office.site.trouble("check", broken, broken, broken)
    await give(office)
    for hours in (1, 24):
        office.clock.advance(hours=hours)
        await office.press(office.owner, "recheck")
        await office.work()
        assert office.flash(office.owner) == "error-contract-broken"
    told = [one.view for one in office.chat.said if one.address.chat_id == OPERATOR]
    assert told == [views.BrokenContract("fake", broken.where)] * 2
