"""What only some sites have: prolonging, a final close, similar ads, statistics, a switch."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import views
from bot.domain.conversation import Flash
from bot.domain.errors import Duplicate, NoCredits, NotAllowed, SiteUnavailable, Stale
from bot.domain.secret import Credentials
from bot.domain.site import Ad, Statistics
from bot.domain.site_action import ActionState, Kind
from bot.domain.views import View
from bot.domain.workspace import Role
from bot.usecases.reading.screen import ReadScreen
from tests.advert import Advert
from tests.fakes import FakeClock
from tests.fakes.sites import CodedSite
from tests.fakes.sites.world import LIFE
from tests.office import Office

LOGIN = "olena@example.com"
DONE = (ActionState.DONE, None)


@pytest.fixture
async def office() -> Office:
    clock = FakeClock(hurried=True)
    return await Office(CodedSite(clock), clock=clock).open()


@pytest.fixture
async def ad(office: Office) -> Advert:
    """A live ad; the owner is on its page."""
    site(office).tokens["token-0"] = LOGIN
    account = await office.account(credentials=Credentials.of({"token": "token-0"}))
    publication = await office.publication(account)
    await office.press(office.owner, "publication", publication.id)
    made = Advert(office, account, publication)
    await made.send()
    assert (await made.now()).ad is Ad.LIVE
    return made


def site(office: Office) -> CodedSite:
    assert isinstance(office.site, CodedSite)
    return office.site


async def view(office: Office) -> View:
    found = await office.make(ReadScreen)(office.owner.person)
    assert found is not None
    return found.screen.view


async def page(office: Office) -> views.PublicationPage:
    shown = await view(office)
    assert isinstance(shown, views.PublicationPage), shown
    return shown


def left(ad: Advert) -> list[int | None]:
    return [one.left for one in ad.office.account_now(ad.account).credits]


# -- prolonging ---------------------------------------------------------------------------


async def test_who_prolongs_reads_what_it_costs_and_pays_once(ad: Advert) -> None:
    before = (await ad.now()).expires_at
    assert before is not None
    await ad.press("prolong")
    asked = await view(ad.office)
    assert isinstance(asked, views.ConfirmProlong)
    assert asked.cost is not None
    assert (asked.cost.id, asked.cost.left) == ("standard", 2)
    await ad.send("prolong_yes")
    assert await ad.outcome() == DONE
    assert (await ad.now()).expires_at == before + LIFE
    assert (left(ad), ad.sent("prolong")) == ([1], 1)
    shown = await ad.office.make(ReadScreen)(ad.office.owner.person)
    assert shown is not None
    assert shown.screen.flash == Flash("done-prolonged", {"day": before + LIFE})


async def test_nothing_is_prolonged_without_the_question(ad: Advert) -> None:
    with pytest.raises(Stale):
        await ad.press("prolong_yes")
    assert ad.sent("prolong") == 0


async def test_what_changed_here_is_not_taken_for_sent_when_the_ad_is_prolonged(
    ad: Advert,
) -> None:
    await ad.rewrite(title="Старший бариста")
    await ad.press("prolong")
    await ad.send("prolong_yes")
    assert (await ad.now()).title == "Бариста"
    assert (await page(ad.office)).unsaved == ("title",)


async def test_a_lost_answer_to_prolonging_is_looked_for_and_nothing_paid_twice(
    ad: Advert,
) -> None:
    ad.office.site.lose_answer("prolong")
    await ad.press("prolong")
    await ad.send("prolong_yes")
    await ad.later(minutes=1)
    assert await ad.outcome() == DONE
    assert ad.sent("prolong") == 1


async def test_one_that_had_no_effect_is_sent_again(ad: Advert) -> None:
    ad.office.site.lose_answer("prolong", after=False)
    await ad.press("prolong")
    await ad.send("prolong_yes")
    for _ in range(4):
        await ad.later(minutes=1)
    assert await ad.outcome() == DONE
    assert ad.sent("prolong") == 2


async def test_where_no_date_would_tell_it_is_not_sent_again(ad: Advert) -> None:
    for posted in ad.office.site.ads.values():
        posted.remote = replace(posted.remote, expires_at=None)
    async with ad.office.transaction() as tx:
        now = await tx.publications.get(ad.publication.id)
        await tx.publications.save(replace(now, expires_at=None))
    ad.office.site.lose_answer("prolong", after=False)
    await ad.press("prolong")
    await ad.send("prolong_yes")
    for _ in range(4):
        await ad.later(minutes=1)
    assert await ad.outcome() == (ActionState.FAILED, "error-outcome-unknown")
    assert ad.sent("prolong") == 1


async def test_prolonging_that_is_refused_is_said_and_the_ad_stays_as_it_is(ad: Advert) -> None:
    ad.office.site.trouble("prolong", NoCredits("coded"))
    await ad.press("prolong")
    await ad.send("prolong_yes")
    assert await ad.outcome() == (ActionState.FAILED, "error-no-credits")
    assert (await ad.now()).ad is Ad.LIVE


# -- closing for good ---------------------------------------------------------------------


async def test_a_close_that_is_final_takes_two_questions(ad: Advert) -> None:
    await ad.press("close")
    first = await view(ad.office)
    assert isinstance(first, views.ConfirmClose)
    assert (first.final, first.sure) == (True, False)
    with pytest.raises(Stale):
        await ad.press("close_yes")
    await ad.press("close_on")
    second = await view(ad.office)
    assert isinstance(second, views.ConfirmClose)
    assert (second.final, second.sure) == (True, True)
    await ad.send("close_yes")
    assert (await ad.now()).ad is Ad.ENDED


# -- similar ads --------------------------------------------------------------------------


async def test_an_ad_that_is_too_similar_is_published_anyway_when_the_recruiter_wants_it(
    ad: Advert,
) -> None:
    office = ad.office
    known = (await ad.now()).remote_id or ""
    office.site.trouble("publish", Duplicate("coded", (known, "1337")))
    other = await office.publication(ad.account)
    second = Advert(office, ad.account, other)
    await office.press(office.owner, "publication", other.id)
    await second.send()
    shown = await page(office)
    assert [one for one, _ in shown.similar] == [known, "1337"]
    assert [url is not None for _, url in shown.similar] == [True, False]
    assert shown.wrong == ()
    await second.send("anyway")
    assert await second.outcome() == DONE
    action = await second.action()
    assert (action.kind, action.despite_duplicates) == (Kind.PUBLISH, True)


async def test_only_what_was_too_similar_is_published_anyway(ad: Advert) -> None:
    ad.office.site.trouble("edit", NoCredits("coded"))
    await ad.rewrite(title="Старший бариста")
    await ad.send()
    with pytest.raises(Stale):
        await ad.press("anyway")


# -- statistics ---------------------------------------------------------------------------


async def test_the_page_comes_at_once_and_its_numbers_follow(ad: Advert) -> None:
    site(ad.office).beyond.views[(await ad.now()).remote_id or ""] = Statistics(36, 4, 5)
    await ad.press("publication")
    assert (await page(ad.office)).publication.statistics is None
    await ad.office.work()
    assert (await page(ad.office)).publication.statistics == Statistics(36, 4, 5)


async def test_numbers_that_the_site_does_not_give_now_stay_as_they_were(ad: Advert) -> None:
    site(ad.office).beyond.views[(await ad.now()).remote_id or ""] = Statistics(36, None)
    await ad.send("publication")
    site(ad.office).trouble("statistics", SiteUnavailable("coded"))
    await ad.send("publication")
    assert (await page(ad.office)).publication.statistics == Statistics(36, None)


async def test_a_page_that_is_gone_is_no_mistake(ad: Advert) -> None:
    await ad.office.press(ad.office.owner, "publication", 1)
    assert isinstance(await view(ad.office), views.Menu)


# -- the switch ---------------------------------------------------------------------------


async def test_a_site_that_a_team_need_not_have_is_offered_once_it_wants_it(
    office: Office,
) -> None:
    await office.press(office.owner, "connect")
    shown = await view(office)
    assert isinstance(shown, views.ChooseSite)
    assert (shown.sites, shown.others) == ([], True)
    with pytest.raises(Stale):
        await office.press(office.owner, "site", 0)
    await office.press(office.owner, "offers")
    listed = await view(office)
    assert isinstance(listed, views.Offers)
    assert listed.sites == [(0, "coded", False)]
    await office.press(office.owner, "offer", 0)
    assert isinstance(await view(office), views.Offer)
    await office.press(office.owner, "offer_yes", 0)
    shown = await view(office)
    assert isinstance(shown, views.ChooseSite)
    assert shown.sites == [(0, "coded")]


async def test_what_is_connected_goes_on_when_the_site_is_no_longer_offered(ad: Advert) -> None:
    office = ad.office
    await office.press(office.owner, "offer_yes", 0)
    await office.press(office.owner, "offer_no", 0)
    with pytest.raises(Stale):
        await office.press(office.owner, "site", 0)
    office.clock.advance(timedelta(hours=1))
    site(office).respond((await ad.now()).remote_id or "")
    await office.tick()
    assert [type(one) for one in office.said(office.owner)] == [views.Card]


async def test_only_who_runs_the_team_says_what_is_offered(office: Office) -> None:
    recruiter = await office.hire(Role.RECRUITER)
    with pytest.raises(NotAllowed):
        await office.press(recruiter, "offer_yes", 0)
