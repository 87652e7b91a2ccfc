"""A person asks whether an account's login works."""

from bot.domain.account import AccountState
from bot.domain.errors import AuthExpired
from tests.office import Office


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
