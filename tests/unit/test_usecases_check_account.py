"""A person asks whether an account's login works."""

from dataclasses import replace

from bot.domain.account import AccountState, EmployerAccount
from bot.domain.errors import AuthExpired
from bot.domain.secret import Credentials
from bot.domain.workspace import Tenant
from tests.office import Office

RENEWED = Credentials.of({"login": "olena@example.com", "password": "пароль", "token": "2"})


async def test_a_password_that_a_sync_met_refused_is_not_sent_once_more() -> None:
    """Work.ua locks an address after ten wrong ones; the check waited behind the sync."""
    office = await Office().open()
    account = await office.account()
    await office.press(office.owner, "account", account.id)
    await office.press(office.owner, "check", account.id)
    office.site.trouble("applications", AuthExpired("fake"))
    await office.sync(account)
    assert office.account_now(account).state is AccountState.PAUSED
    await office.work()
    assert "check" not in office.site.calls
    assert office.flash(office.owner) == "error-auth-expired"


async def _renewed(office: Office, account: EmployerAccount) -> None:
    async with office.uow(Tenant(account.workspace_id)) as tx:
        present = await tx.accounts.get(account.id)
        await tx.accounts.save(replace(present, credentials=RENEWED))
        await tx.commit()


async def test_a_login_refused_although_its_session_renewed_it_pauses_the_account() -> None:
    office = await Office().open()
    account = await office.account()
    refused = AuthExpired("fake")
    refused.asked_with = RENEWED
    office.site.trouble("applications", refused)
    office.site.meanwhile(lambda: _renewed(office, account))
    await office.sync(account)
    assert office.account_now(account).state is AccountState.PAUSED


async def test_a_login_that_was_given_anew_meanwhile_is_not_paused_for_the_old_one() -> None:
    office = await Office().open()
    account = await office.account()
    office.site.trouble("applications", AuthExpired("fake"))
    office.site.meanwhile(lambda: _renewed(office, account))
    await office.sync(account)
    assert office.account_now(account).state is AccountState.ACTIVE


async def test_a_check_that_renews_what_the_account_holds_updates_its_balance() -> None:
    office = await Office().open()
    account = await office.account()
    employer = office.site.employers[account.login]
    employer.token, employer.credits = "2", {"standard": 1}
    office.site.meanwhile(lambda: _renewed(office, account))
    await office.press(office.owner, "account", account.id)
    await office.press(office.owner, "check", account.id)
    await office.work()
    assert [one.left for one in office.account_now(account).credits] == [1]
