"""After a lost key: accounts get their logins back, and what the sites still have comes again."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain import views
from bot.domain.account import KEY_LOST, AccountState, EmployerAccount, lost_identity
from bot.domain.application import Application, FileState
from bot.domain.handling import Barring
from bot.domain.secret import Credentials
from bot.domain.site import FileRef, RemoteFile
from bot.usecases.tell_lost_key import TellLostKey
from tests.fakes.store.kinds import ACCOUNTS, APPLICATIONS, FILES
from tests.office import PASSWORD, Office

LOGIN, PHONE = "olena@example.com", "+380670000001"
RESUME: dict[str, Any] = {"phones": (PHONE,), "letter": "Доброго дня", "resume": FileRef("cv")}


@pytest.fixture
async def office() -> Office:
    office = await Office().open()
    office.site.files["cv"] = RemoteFile(b"%PDF-1", "cv.pdf", "application/pdf")
    return office


@pytest.fixture
async def account(office: Office) -> EmployerAccount:
    """Connected, with a live ad that somebody has answered."""
    account = await office.account(LOGIN)
    await office.live(account, remote_id="ad-1")
    office.site.respond("ad-1", **RESUME)
    await office.sync(account)
    await office.work()
    assert _one(office).phones == (PHONE,)
    return office.account_now(account)


def _one(office: Office) -> Application:
    (found,) = office.rows(APPLICATIONS)
    return found


async def _lose(office: Office, account: EmployerAccount) -> EmployerAccount:
    """As `vidhuk keys lost` leaves the rows."""
    async with office.transaction() as tx:
        lost = replace(
            office.account_now(account).to(AccountState.PAUSED, reason=KEY_LOST),
            login="",
            remote_identity=lost_identity(account.id),
            credentials=Credentials({}),
        )
        lost = await tx.accounts.save(lost)
        one = replace(
            _one(office), phones=(), letter=None, contacts_lost=True, held_until=office.clock.now()
        )
        await tx.applications.complete(one, [])
    for file in office.rows(FILES):
        gone = replace(file, state=FileState.MISSING, ref="")
        office.store.kept()[FILES.name][FILES.key(file)] = gone
    office.files.kept.clear()
    return lost


async def _log_in(office: Office, account: EmployerAccount, login: str = LOGIN) -> None:
    await office.press(office.owner, "password", account.id)
    await office.type(office.owner, login)
    await office.type(office.owner, PASSWORD)
    await office.work()


async def test_whoever_keeps_the_account_is_asked_once(
    office: Office, account: EmployerAccount
) -> None:
    await _lose(office, account)
    assert await office.make(TellLostKey)() == 1
    assert await office.make(TellLostKey)() == 1
    await office.work()
    told = [one for one in office.said(office.owner) if isinstance(one, views.AccountPaused)]
    assert [one.account.paused_by for one in told] == [KEY_LOST]


async def test_the_next_login_is_the_accounts_own(office: Office, account: EmployerAccount) -> None:
    lost = await _lose(office, account)
    assert lost.identity_lost
    await _log_in(office, lost)
    (found,) = office.rows(ACCOUNTS)
    assert (found.state, found.login, found.remote_identity) == (
        AccountState.ACTIVE,
        LOGIN,
        account.remote_identity,
    )
    assert not found.identity_lost


async def test_a_login_of_another_account_stays_that_ones(
    office: Office, account: EmployerAccount
) -> None:
    lost = await _lose(office, account)
    other = await office.account("other@example.com")
    await _log_in(office, lost, other.login)
    assert office.flash(office.owner) == "error-other-login"
    assert office.account_now(lost).identity_lost


@pytest.mark.parametrize(("label", "accounts"), [("ТОВ «olena»", 1), ("Волошка", 2)])
async def test_who_connects_it_anew_gets_the_one_of_the_same_name(
    office: Office, account: EmployerAccount, label: str, accounts: int
) -> None:
    lost = await _lose(office, account)
    async with office.transaction() as tx:
        await tx.accounts.save(replace(lost, label=label))
    await office.press(office.owner, "connect")
    await office.press(office.owner, "site", 0)
    await office.type(office.owner, LOGIN)
    await office.type(office.owner, PASSWORD)
    await office.work()
    assert len(office.rows(ACCOUNTS)) == accounts


async def test_what_the_site_still_has_is_read_again(
    office: Office, account: EmployerAccount
) -> None:
    lost = await _lose(office, account)
    await _log_in(office, lost)
    await office.tick()
    await office.work()
    one = _one(office)
    assert (one.contacts_lost, one.held_until, one.phones) == (False, None, (PHONE,))
    assert one.letter == "Доброго дня"
    (file,) = office.rows(FILES)
    assert (file.state, await office.files.read(file.id)) == (FileState.KEPT, b"%PDF-1")


async def test_what_the_site_has_no_more_stays_lost_and_cards_in_chats_stay(
    office: Office, account: EmployerAccount
) -> None:
    lost = await _lose(office, account)
    office.site.forget(_one(office).remote_id)
    said = len(office.said(office.owner))
    await office.make(TellLostKey)()
    await _log_in(office, lost)
    await office.tick()
    await office.work()
    one = _one(office)
    assert (one.contacts_lost, one.held_until, one.phones) == (True, None, ())
    cards = [it for it in office.said(office.owner)[said:] if isinstance(it, views.Card)]
    assert cards == []


async def test_whoever_was_barred_still_is(office: Office, account: EmployerAccount) -> None:
    one = _one(office)
    barring = Barring(one.id, office.owner.member_id, office.clock.now())
    async with office.transaction() as tx:
        assert await tx.barred.bar(one, barring)
    lost = await _lose(office, account)
    await _log_in(office, lost)
    await office.tick()
    await office.work()
    async with office.transaction() as tx:
        assert await tx.barred.among([one.id]) == {one.id}
