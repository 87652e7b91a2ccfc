"""A draft that is forgotten can be deleted on its site too."""

from dataclasses import replace

import pytest

from bot.domain import views
from bot.domain.conversation import Place
from bot.domain.errors import SiteUnavailable, Stale
from bot.domain.publication import Publication, Status
from bot.domain.site import Ad, Can
from bot.domain.site_action import ActionState
from bot.usecases.reading.screen import ReadScreen
from tests.advert import Advert
from tests.cabinet import seen
from tests.fakes import FakeClock, FakeSite
from tests.fakes.sites import INFO
from tests.fakes.store.kinds import ACTIONS, PUBLICATIONS
from tests.office import Office


async def _saved(office: Office | None = None) -> Advert:
    """A draft on its site, and the question whether to forget it."""
    ad = await Advert.of(office)
    await ad.send("save")
    await ad.press("forget")
    return ad


async def _question(ad: Advert) -> views.ConfirmForget:
    view = await seen(ad.office, ad.office.owner)
    assert isinstance(view, views.ConfirmForget)
    return view


async def test_it_goes_there_and_then_here() -> None:
    ad = await _saved()
    assert (await _question(ad)).can_delete
    await ad.press("delete_there")
    assert (await ad.now()).busy  # and nothing is lost here before
    await ad.office.work()
    assert ad.office.site.ads == {}
    assert (ad.office.rows(PUBLICATIONS), ad.office.rows(ACTIONS)) == ([], [])
    owner = ad.office.owner
    assert ad.office.at(owner).place == Place("vacancy", ad.publication.vacancy_id)
    assert ad.office.flash(owner) == "done-deleted-there"


async def test_it_is_only_done_from_the_question() -> None:
    ad = await _saved()
    await ad.press("publication")
    with pytest.raises(Stale):
        await ad.press("delete_there")


async def test_a_site_that_deletes_none_and_one_that_has_none_are_not_asked() -> None:
    ad = await Advert.of()
    await ad.press("forget")
    assert not (await _question(ad)).can_delete
    with pytest.raises(Stale):
        await ad.press("delete_there")
    clock = FakeClock(hurried=True)
    site = FakeSite(clock, replace(INFO, can=INFO.can - {Can.DELETE_DRAFT}))
    other = await _saved(await Office(site, clock=clock).open())
    assert not (await _question(other)).can_delete
    with pytest.raises(Stale):
        await other.press("delete_there")


@pytest.mark.parametrize("now", [Ad.LIVE, Ad.ENDED, Ad.REFUSED])
async def test_what_was_published_in_the_cabinet_meanwhile_is_left_alone(now: Ad) -> None:
    ad = await _saved()
    (remote_id,) = ad.office.site.ads
    ad.office.site.set_ad(remote_id, now)
    await ad.press("delete_there")
    await ad.office.work()
    assert ad.sent("delete_draft") == 0
    assert list(ad.office.site.ads) == [remote_id]
    assert await ad.outcome() == (ActionState.FAILED, "error-rejected")
    page = await seen(ad.office, ad.office.owner)
    assert isinstance(page, views.PublicationPage)
    assert [one.code for one in page.wrong] == ["no-draft"]
    with pytest.raises(Stale):
        await ad.press("retry")


async def test_one_that_is_gone_there_is_forgotten_once_two_looks_have_shown_that() -> None:
    ad = await _saved()
    ad.office.site.ads.clear()
    await ad.press("delete_there")
    await ad.office.work()
    assert len(_left(ad)) == 1
    await ad.later(minutes=2)
    assert _left(ad) == []


async def test_a_lost_answer_is_looked_into() -> None:
    ad = await _saved()
    ad.office.site.lose_answer("delete_draft")
    await ad.press("delete_there")
    await ad.office.work()
    assert ad.office.site.ads == {}
    assert len(_left(ad)) == 1
    for _ in range(8):
        await ad.later(minutes=3)
    assert _left(ad) == []
    assert ad.sent("delete_draft") == 1


async def test_a_site_that_is_away_is_asked_later_and_can_be_given_up() -> None:
    ad = await _saved()
    ad.office.site.trouble("find", SiteUnavailable("fake"))
    await ad.press("delete_there")
    await ad.office.work()
    assert (await ad.outcome())[0] is ActionState.OWED
    await ad.press("withdraw")
    page = await ad.office.make(ReadScreen)(ad.office.owner.person)
    assert page is not None
    assert (await ad.now()).status() is Status.DRAFT
    assert len(ad.office.site.ads) == 1


def _left(ad: Advert) -> list[Publication]:
    return ad.office.rows(PUBLICATIONS)
