"""Who looks at a screen sees what changes on it without touching anything."""

import pytest

from bot.domain.errors import AuthExpired
from bot.domain.site import Ad
from bot.domain.views import Screen, View
from bot.domain.workspace import Actor, Role
from tests.advert import Advert
from tests.office import Office

OF_ADS = ["publication", "vacancy", "status", "vacancies", "menu"]
SCREENS = [*OF_ADS, "account", "accounts"]


async def _look(ad: Advert, screen: str) -> None:
    """The owner opens the screen and has it before them."""
    ids = {"vacancy": ad.publication.vacancy_id, "account": ad.account.id}
    subject = ad.publication.id if screen == "publication" else ids.get(screen, 0)
    await ad.office.press(ad.office.owner, screen, subject)
    await ad.office.work()


def _seen(office: Office, who: Actor) -> list[View]:
    """Every screen that the person was shown, in order."""
    own = [one for one in office.chat.said if one.address.chat_id == who.chat_id]
    return [one.view.view for one in own if isinstance(one.view, Screen)]


@pytest.mark.parametrize("screen", SCREENS)
async def test_a_login_that_is_lost_shows_at_once(screen: str) -> None:
    ad = await Advert.of(ad=Ad.LIVE, remote_id="ad-1")
    await _look(ad, screen)
    before = _seen(ad.office, ad.office.owner)[-1]
    ad.office.site.trouble("applications", AuthExpired("fake"))
    await ad.office.sync(ad.account)
    await ad.office.work()
    assert _seen(ad.office, ad.office.owner)[-1] != before


@pytest.mark.parametrize("screen", OF_ADS)
async def test_a_request_that_ends_shows_wherever_its_ad_stands(screen: str) -> None:
    ad = await Advert.of()
    office, colleague = ad.office, await ad.office.hire(Role.RECRUITER)
    await office.join(colleague)
    await office.press(colleague, "publication", ad.publication.id)
    await _look(ad, screen)
    before = _seen(office, office.owner)[-1]
    await office.press(colleague, "send", ad.publication.id)
    await office.work()
    assert _seen(office, office.owner)[-1] != before


@pytest.mark.parametrize("screen", OF_ADS)
async def test_what_the_site_did_to_an_ad_shows_wherever_it_stands(screen: str) -> None:
    office = await Office().open()
    account = await office.account()
    live = await office.live(account)
    ad = Advert(office, account, live)
    await _look(ad, screen)
    before = _seen(office, office.owner)[-1]
    office.site.set_ad(live.remote_id or "", Ad.REFUSED, "badge-blocked")
    await office.sync(account)
    await office.work()
    assert _seen(office, office.owner)[-1] != before
