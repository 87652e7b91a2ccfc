"""A request that failed for good: tried again knowingly, dismissed, or void with a new login."""

import pytest

from bot.domain.account import AccountState
from bot.domain.conversation import Place
from bot.domain.errors import NoCredits, Stale
from bot.domain.publication import Status
from bot.domain.site import Ad
from bot.domain.site_action import ActionState
from tests.advert import Advert
from tests.fakes.store.kinds import ACTIONS

NEW_PASSWORD = "інший пароль"
REFUSED = (ActionState.FAILED, "error-auth-expired")


async def refused_close() -> Advert:
    """The password was changed on the site, so that a live ad could not be closed."""
    ad = await Advert.of()
    await ad.send()
    ad.office.site.employers[ad.account.login].password = NEW_PASSWORD
    await ad.send("close_yes")
    assert await ad.outcome() == REFUSED
    return ad


async def renew(ad: Advert) -> None:
    """The recruiter gives the new password."""
    office = ad.office
    await office.press(office.owner, "password", ad.account.id)
    await office.type(office.owner, NEW_PASSWORD)
    await office.work()
    assert office.account_now(ad.account).state is AccountState.ACTIVE


async def test_a_close_that_failed_is_never_tried_again_without_its_question() -> None:
    ad = await Advert.of()
    await ad.send()
    ad.office.site.trouble("close", NoCredits("fake"))
    await ad.send("close_yes")
    with pytest.raises(Stale):
        await ad.send("retry")
    assert (ad.ads, ad.sent("close")) == ([Ad.LIVE], 1)
    await ad.send("close")
    await ad.send("close_yes")
    assert ad.ads == [Ad.ENDED]


async def test_a_renewed_login_clears_what_failed_for_it_at_a_live_ad() -> None:
    ad = await refused_close()
    assert (await ad.now()).status(login_lost=True) is Status.ERRONEOUS
    await renew(ad)
    assert (await ad.now()).status() is Status.PUBLISHED
    assert (ad.ads, ad.sent("close")) == ([Ad.LIVE], 1)


async def test_a_renewed_login_leaves_what_failed_for_another_reason() -> None:
    ad = await Advert.of()
    await ad.send()
    ad.office.site.trouble("close", NoCredits("fake"))
    await ad.send("close_yes")
    ad.office.site.employers[ad.account.login].password = NEW_PASSWORD
    await ad.send("sync")
    await renew(ad)
    assert (await ad.now()).status() is Status.ERRONEOUS


async def test_an_ad_that_was_never_up_keeps_its_error_until_it_is_tried_again() -> None:
    ad = await Advert.of()
    ad.office.site.employers[ad.account.login].password = NEW_PASSWORD
    await ad.send()
    assert await ad.outcome() == REFUSED
    await renew(ad)
    assert await ad.outcome() == REFUSED
    await ad.send("retry")
    assert ad.ads == [Ad.LIVE]


async def test_a_failed_request_is_dismissed_and_its_ad_stands_as_it_stands() -> None:
    ad = await Advert.of()
    await ad.send()
    ad.office.site.trouble("close", NoCredits("fake"))
    await ad.send("close_yes")
    await ad.send("dismiss")
    assert (await ad.now()).status() is Status.PUBLISHED
    assert ad.office.at(ad.office.owner).place == Place("publication", ad.publication.id)
    with pytest.raises(Stale):
        await ad.send("dismiss")
    assert (ad.ads, ad.sent("close")) == ([Ad.LIVE], 1)


async def test_a_dismissed_refusal_to_publish_is_sent_again_without_a_look() -> None:
    ad = await Advert.of()
    ad.office.site.trouble("publish", NoCredits("fake"))
    await ad.send()
    await ad.send("dismiss")
    assert (await ad.now()).status() is Status.DRAFT
    await ad.send()
    assert (ad.ads, ad.sent("find")) == ([Ad.LIVE], 0)


async def test_what_nobody_knows_stays_unknown_when_it_is_dismissed() -> None:
    ad = await Advert.of()
    ad.office.site.lose_answer("publish")
    await ad.send()
    unsure = await ad.action()
    async with ad.office.transaction() as tx:
        failed = unsure.refused(ad.office.clock.now(), "error-outcome-unknown")
        await tx.actions.save(failed, was=unsure.state)
    await ad.send("dismiss")
    now = await ad.now()
    assert (now.bound, now.status()) == (True, Status.DRAFT)
    await ad.press("send")
    assert ad.office.rows(ACTIONS)[-1].state is ActionState.UNSURE
