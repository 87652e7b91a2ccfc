"""An ad that a colleague brings up in the cabinet while the bot still shows it as off."""

import pytest

from bot.domain.errors import SiteUnavailable
from bot.domain.site import Ad
from bot.domain.site_action import ActionState
from tests.advert import Advert
from tests.fakes.store.kinds import PUBLICATIONS

DONE = (ActionState.DONE, None)


async def off(ad: Advert, stands: Ad) -> None:
    """It was published, or saved, and the bot has seen it so; then it comes up in the cabinet."""
    await ad.send("save" if stands is Ad.DRAFT else "send")
    (posted,) = ad.office.site.ads.values()
    if stands is not Ad.DRAFT:
        ad.office.site.set_ad(posted.remote.remote_id, stands, "badge-closed")
        await ad.later(hours=1)
    assert (await ad.now()).ad is stands
    ad.office.site.set_ad(posted.remote.remote_id, Ad.LIVE)


@pytest.mark.parametrize("stands", [Ad.ENDED, Ad.REFUSED, Ad.DRAFT])
async def test_it_is_not_paid_for_twice_and_gets_the_text_of_here(stands: Ad) -> None:
    ad = await Advert.of()
    await off(ad, stands)
    employer = ad.office.site.employers[ad.account.login]
    before = dict(employer.credits)
    known = ad.office.account_now(ad.account).credits
    await ad.rewrite(title="Старший бариста")
    await ad.send()
    assert await ad.outcome() == DONE
    assert (await ad.now()).ad is Ad.LIVE
    assert [one.remote.title for one in ad.office.site.ads.values()] == ["Старший бариста"]
    assert employer.credits == before
    assert ad.office.account_now(ad.account).credits == known


async def test_a_site_that_can_not_be_asked_is_asked_again_before_anything_is_sent() -> None:
    ad = await Advert.of()
    await off(ad, Ad.ENDED)
    ad.office.site.trouble("find", SiteUnavailable("fake"))
    sent = len(ad.office.site.requests)
    await ad.send()
    assert len(ad.office.site.requests) == sent
    await ad.later(minutes=5)
    assert await ad.outcome() == DONE
    assert [call for call, _ in ad.office.site.requests[sent:]] == ["edit"]


async def test_a_new_ad_of_a_disconnected_account_is_not_listened_to() -> None:
    ad = await Advert.of()
    await ad.send()
    ad.office.site.ads.clear()
    await ad.later(hours=1)
    await ad.later(hours=1)  # the second list is believed
    assert (await ad.now()).gone
    for verb in ("disconnect", "disconnect_yes"):
        await ad.office.press(ad.office.owner, verb, ad.account.id)
    await ad.send()
    rows = ad.office.rows(PUBLICATIONS)
    assert [(one.gone, one.sync) for one in rows] == [(True, False), (False, False)]
