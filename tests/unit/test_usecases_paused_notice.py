"""What an account's pause has left in the chat, once it is over; and a site's wall for people."""

import pytest

from bot.domain.account import AccountState
from bot.domain.errors import AutomationRefused, NoCredits
from bot.domain.site import Ad
from bot.domain.site_action import ActionState
from bot.domain.views import AccountPaused
from tests.advert import Advert
from tests.fakes import MORNING
from tests.office import Office

NEW_PASSWORD = "інший пароль"


async def paused() -> Advert:
    """Its login was lost, and the owner was told."""
    ad = await Advert.of(ad=Ad.LIVE, remote_id="ad-1")
    ad.office.site.employers[ad.account.login].password = NEW_PASSWORD
    await ad.office.sync(ad.account)
    await ad.office.work()
    assert ad.office.account_now(ad.account).state is AccountState.PAUSED
    return ad


def told(office: Office) -> list[tuple[AccountState, int, bool]]:
    """The states of the account that were said, in which message, and whether it was edited."""
    return [
        (one.view.account.state, one.message_id, one.edited)
        for one in office.chat.said
        if isinstance(one.view, AccountPaused)
    ]


async def renew(ad: Advert) -> None:
    office = ad.office
    await office.press(office.owner, "password", ad.account.id)
    await office.type(office.owner, NEW_PASSWORD)
    await office.work()


async def test_the_word_of_a_pause_says_that_it_is_over_when_it_is() -> None:
    ad = await paused()
    await renew(ad)
    (_, first, _), second = told(ad.office)
    assert second == (AccountState.ACTIVE, first, True)


async def test_the_word_of_a_pause_goes_with_a_disconnect_too() -> None:
    ad = await paused()
    await ad.office.press(ad.office.owner, "disconnect", ad.account.id)
    await ad.office.press(ad.office.owner, "disconnect_yes", ad.account.id)
    await ad.office.work()
    assert [state for state, *_ in told(ad.office)][1:] == [AccountState.DISCONNECTED]


async def test_a_second_pause_is_a_message_of_its_own() -> None:
    ad = await paused()
    await renew(ad)
    ad.office.site.employers[ad.account.login].password = "ще інший"
    await ad.office.sync(ad.account)
    await ad.office.work()
    state, number, edited = told(ad.office)[-1]
    assert (state, edited) == (AccountState.PAUSED, False)
    await ad.office.press(ad.office.owner, "password", ad.account.id)
    await ad.office.type(ad.office.owner, "ще інший")
    await ad.office.work()
    assert told(ad.office)[-1] == (AccountState.ACTIVE, number, True)


async def test_a_wall_met_by_a_request_is_seen_on_the_account_until_it_is_gone() -> None:
    ad = await Advert.of()
    until = MORNING.replace(hour=MORNING.hour + 6)
    ad.office.site.trouble("publish", AutomationRefused("fake", until))
    await ad.send()
    walled = ad.office.account_now(ad.account)
    assert (walled.refusals, walled.next_sync_at) == (1, until)
    assert walled.failing_since is not None
    await ad.later(hours=6)
    assert await ad.outcome() == (ActionState.DONE, None)
    assert ad.office.account_now(ad.account).failing_since is None


@pytest.mark.parametrize("verb", ["retry", "dismiss"])
async def test_nothing_is_said_above_what_has_ended(verb: str) -> None:
    ad = await Advert.of()
    ad.office.site.trouble("publish", NoCredits("fake"))
    await ad.send()
    await ad.send(verb)
    assert ad.office.flash(ad.office.owner) is None
