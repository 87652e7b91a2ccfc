"""Nothing is paid for that nobody has asked for in full knowledge of its price."""

from dataclasses import replace

import pytest

from bot.domain.errors import NoCredits, Stale
from bot.domain.publication import ActionState
from bot.domain.site import Ad, Can
from bot.domain.workspace import Role
from tests.advert import Advert
from tests.fakes import FakeClock, FakeSite
from tests.fakes.sites.world import INFO
from tests.office import Office


async def _live() -> Advert:
    """An ad that we have published, its owner on its page."""
    advert = await Advert.of()
    await advert.send("send")
    assert advert.sent("publish") == 1
    return advert


async def _ends(advert: Advert) -> None:
    """The site takes the ad off, and a sync hears of it."""
    advert.office.site.set_ad((await advert.now()).remote_id or "", Ad.ENDED, "badge-expired")
    await advert.office.sync(advert.account)
    assert (await advert.now()).ad is Ad.ENDED


async def test_a_tap_on_save_never_publishes_an_ad_that_has_ended_meanwhile() -> None:
    advert = await _live()
    await advert.rewrite(title="Старший бариста")
    await advert.press("publication")
    await _ends(advert)
    await advert.send("save_live")
    assert (advert.sent("publish"), advert.sent("edit")) == (1, 0)
    assert advert.office.at(advert.office.owner).place.screen == "publication"
    assert advert.office.flash(advert.office.owner) == "ended-meanwhile"


async def test_nor_does_the_confirm_of_an_edit() -> None:
    advert = await _live()
    await advert.rewrite(title="Старший бариста")
    await advert.press("edit")
    await advert.office.work()
    assert advert.office.at(advert.office.owner).place.screen == "preview"
    await _ends(advert)
    await advert.send("save_live")
    assert (advert.sent("publish"), advert.sent("edit")) == (1, 0)


async def test_an_edit_of_a_live_ad_goes_as_before() -> None:
    advert = await _live()
    await advert.rewrite(title="Старший бариста")
    await advert.send("save_live")
    assert (advert.sent("publish"), advert.sent("edit")) == (1, 1)


# -- prolonging ---------------------------------------------------------------------------


async def _prolongable() -> Advert:
    clock = FakeClock(hurried=True)
    site = FakeSite(clock, replace(INFO, can=INFO.can | {Can.PROLONG}))
    advert = await Advert.of(await Office(site, clock=clock).open())
    await advert.send("send")
    return advert


async def test_two_recruiters_who_read_the_same_question_prolong_once() -> None:
    advert = await _prolongable()
    colleague = await advert.office.hire(Role.RECRUITER)
    await advert.office.press(colleague, "prolong", advert.publication.id)
    await advert.press("prolong")
    await advert.send("prolong_yes")
    assert advert.sent("prolong") == 1
    await advert.office.press(colleague, "prolong_yes", advert.publication.id)
    await advert.office.work()
    assert advert.sent("prolong") == 1
    assert advert.office.at(colleague).place.screen == "prolong"
    assert advert.office.flash(colleague) == "changed-meanwhile"
    await advert.office.press(colleague, "prolong_yes", advert.publication.id)
    await advert.office.work()
    assert advert.sent("prolong") == 2


async def test_a_prolongation_that_failed_is_asked_for_by_its_question_alone() -> None:
    advert = await _prolongable()
    advert.office.site.trouble("prolong", NoCredits("fake"))
    await advert.press("prolong")
    await advert.send("prolong_yes")
    assert (await advert.outcome())[0] is ActionState.FAILED
    with pytest.raises(Stale):
        await advert.press("retry")
