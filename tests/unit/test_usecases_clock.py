"""A clock that is set back an hour delays nothing by an hour."""

from datetime import timedelta

from bot.domain.errors import AuthExpired
from bot.domain.views import AccountPaused
from bot.usecases.manage_account import pause_account
from tests.fakes import BOT_ID, MORNING, FakeClock
from tests.fakes.store.kinds import APPLICATIONS
from tests.office import Office

HOUR = timedelta(hours=1)


async def _office() -> Office:
    """With an account that was synced at ten, and is due again at eleven."""
    office = await Office(clock=FakeClock(MORNING + HOUR, hurried=True)).open()
    await office.tick()
    return office


async def test_the_next_sync_comes_when_it_would_have_come() -> None:
    office = await _office()
    account = await office.account(next_sync_at=office.clock.now())
    publication = await office.live(account)
    await office.tick()
    office.clock.jump(MORNING)
    await office.tick()
    office.site.respond(str(publication.remote_id))
    office.clock.advance(office.paces.sync_interval)
    await office.tick()
    assert len(office.rows(APPLICATIONS)) == 1


async def test_who_asked_for_a_sync_may_ask_again_after_the_cooldown() -> None:
    office = await _office()
    account = await office.account()
    await office.press(office.owner, "sync_account", account.id)
    office.clock.jump(MORNING)
    await office.tick()
    office.clock.advance(office.paces.sync_cooldown)
    await office.press(office.owner, "sync_account", account.id)
    assert office.flash(office.owner) == "done-sync-started"


async def test_what_was_owed_just_before_is_said_just_after() -> None:
    office = await _office()
    account = await office.account()
    await pause_account(office.uow, office.clock, BOT_ID, account, AuthExpired("fake"))
    office.clock.jump(MORNING)
    await office.tick()
    assert [type(one) for one in office.said(office.owner)] == [AccountPaused]
