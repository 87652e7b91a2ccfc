"""An account that was disconnected and comes back: its responses come again, or it says how."""

import pytest

from bot.domain import views
from bot.domain.account import EmployerAccount
from bot.domain.errors import NotAllowed, NotConnected
from bot.domain.publication import Publication, Status
from bot.domain.site import Ad
from bot.domain.site_action import ActionState
from bot.domain.workspace import Role
from bot.usecases.reading.screen import ReadScreen
from tests.fakes.store.kinds import ACTIONS, APPLICATIONS
from tests.office import PASSWORD, Office

LOGIN = "olena@example.com"


async def gone() -> tuple[Office, EmployerAccount, Publication]:
    """An account with a live ad was disconnected; somebody has answered since."""
    office = await Office().open()
    account = await office.account(LOGIN)
    live = await office.live(account)
    await office.publication(account)  # never published: there is nothing to resume
    await office.press(office.owner, "disconnect", account.id)
    await office.press(office.owner, "disconnect_yes", account.id)
    office.site.respond(live.remote_id or "")
    return office, account, live


async def back(office: Office) -> views.AccountPage:
    """The same login again; the account's page."""
    await office.press(office.owner, "connect")
    await office.press(office.owner, "site", 0)
    await office.type(office.owner, LOGIN)
    await office.type(office.owner, PASSWORD)
    await office.work()
    return await page(office)


async def page(office: Office) -> views.AccountPage:
    seen = await office.make(ReadScreen)(office.owner.person)
    assert seen is not None
    assert isinstance(seen.screen.view, views.AccountPage)
    return seen.screen.view


async def test_an_account_that_comes_back_says_what_its_disconnect_has_stopped() -> None:
    office, _, live = await gone()
    assert (await back(office)).stopped == 1
    assert not (await office.publication_now(live)).sync


async def test_one_tap_resumes_all_and_brings_what_came_meanwhile() -> None:
    office, account, live = await gone()
    await back(office)
    await office.press(office.owner, "resume_all", account.id)
    await office.work()
    assert (await office.publication_now(live)).sync
    assert [one.publication_id for one in office.rows(APPLICATIONS)] == [live.id]
    assert (await page(office)).stopped == 0
    assert office.flash(office.owner) == "done-sync-resumed"


async def test_nothing_is_resumed_while_the_account_is_away() -> None:
    office, account, live = await gone()
    with pytest.raises(NotConnected):
        await office.press(office.owner, "resume_all", account.id)
    assert not (await office.publication_now(live)).sync


async def test_who_may_not_publish_resumes_nothing_and_is_offered_nothing() -> None:
    office, account, _ = await gone()
    await back(office)
    manager = await office.hire(Role.HIRING_MANAGER)
    with pytest.raises(NotAllowed):
        await office.press(manager, "resume_all", account.id)


async def test_an_ad_that_was_closed_brings_its_late_responses_again_too() -> None:
    office, account, live = await gone()
    async with office.transaction() as tx:
        now = await tx.publications.get(live.id)
        await tx.publications.save(now.stood(Ad.ENDED, "badge-closed"))
    assert (await back(office)).stopped == 1
    await office.press(office.owner, "resume_all", account.id)
    assert (await office.publication_now(live)).may_sync


# -- while it is away ------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["edit", "send", "close_yes", "resume", "resume_all"])
async def test_what_needs_the_login_says_that_the_account_is_disconnected(verb: str) -> None:
    office, account, live = await gone()
    await office.press(office.owner, "publication", live.id)
    subject = account.id if verb == "resume_all" else live.id
    with pytest.raises(NotConnected):
        await office.press(office.owner, verb, subject)
    assert office.rows(ACTIONS) == []


async def test_a_request_that_waits_when_the_account_goes_fails_for_that_reason() -> None:
    office = await Office().open()
    account = await office.account(LOGIN)
    live = await office.live(account)
    await office.press(office.owner, "publication", live.id)
    await office.press(office.owner, "close_yes", live.id)
    await office.press(office.owner, "disconnect", account.id)
    await office.press(office.owner, "disconnect_yes", account.id)
    await office.work()
    (failed,) = office.rows(ACTIONS)
    assert (failed.state, failed.error) == (ActionState.FAILED, "error-not-connected")
    await back(office)
    assert (await office.publication_now(live)).status() is Status.INACTIVE
