"""An ad that is about to end, on a site that has no word for prolonging: it is published again."""

from datetime import timedelta

import pytest

from bot.domain import views
from bot.domain.errors import OutcomeUnknown, Stale
from bot.domain.site import Ad
from bot.domain.site_action import ActionState, Kind
from bot.domain.workspace import Role
from tests.advert import Advert
from tests.cabinet import seen
from tests.fakes.sites.world import LIFE

DAY = timedelta(days=1)


async def _ending() -> Advert:
    """Published long ago; two days are left."""
    advert = await Advert.of()
    await advert.send("send")
    advert.office.clock.advance(LIFE - 2 * DAY)
    return advert


async def _question(advert: Advert) -> views.Preview:
    await advert.press("renew")
    await advert.office.work()
    shown = await seen(advert.office, advert.office.owner)
    assert isinstance(shown, views.Preview)
    return shown


def _left(advert: Advert) -> list[int | None]:
    return [one.left for one in advert.office.account_now(advert.account).credits]


async def test_it_is_published_again_with_its_cost_and_a_confirm_once() -> None:
    advert = await _ending()
    asked = await _question(advert)
    assert asked.cost is not None
    assert (asked.live, asked.renews, asked.may_draft, asked.cost.left) == (False, True, False, 2)
    assert advert.sent("publish") == 1
    await advert.send("send")
    now = await advert.now()
    assert (now.ad, now.expires_at) == (Ad.LIVE, advert.office.clock.now() + LIFE)
    assert (advert.sent("publish"), advert.sent("edit"), _left(advert)) == (2, 0, [1])
    action = await advert.action()
    assert (action.kind, action.state) == (Kind.PROLONG, ActionState.DONE)


async def test_what_has_changed_here_goes_with_it() -> None:
    advert = await _ending()
    await advert.rewrite(title="Старший бариста")
    await _question(advert)
    await advert.send("send")
    page = await seen(advert.office, advert.office.owner)
    assert isinstance(page, views.PublicationPage)
    assert (page.unsaved, page.publication.title) == ((), "Старший бариста")


async def test_an_edit_from_elsewhere_stays_an_edit() -> None:
    advert = await _ending()
    await _question(advert)
    await advert.press("edit")
    await advert.office.work()
    await advert.send("send")
    assert (advert.sent("publish"), advert.sent("edit")) == (1, 1)


async def test_two_recruiters_who_read_the_same_question_pay_once() -> None:
    advert = await _ending()
    colleague = await advert.office.hire(Role.RECRUITER)
    await advert.office.join(colleague)
    await advert.office.press(colleague, "renew", advert.publication.id)
    await _question(advert)
    await advert.send("send")
    await advert.office.press(colleague, "send", advert.publication.id)
    await advert.office.work()
    assert advert.sent("publish") == 2
    assert advert.office.flash(colleague) == "changed-meanwhile"


async def test_a_lost_answer_is_looked_for_by_the_date_and_never_sent_again() -> None:
    advert = await _ending()
    advert.office.site.trouble("publish", OutcomeUnknown("fake"))
    await _question(advert)
    await advert.send("send")
    for _ in range(6):
        await advert.later(minutes=1)
    assert await advert.outcome() == (ActionState.FAILED, "error-outcome-unknown")
    assert advert.sent("publish") == 2
    with pytest.raises(Stale):
        await advert.press("retry")


async def test_a_site_that_takes_it_and_adds_no_day_is_not_believed() -> None:
    advert = await _ending()
    advert.office.site.terms_stay = True
    await _question(advert)
    await advert.send("send")
    for _ in range(6):
        await advert.later(minutes=1)
    assert await advert.outcome() == (ActionState.FAILED, "error-outcome-unknown")
    assert advert.sent("publish") == 2


async def test_one_that_ended_while_it_was_looked_at_is_published_again_all_the_same() -> None:
    advert = await _ending()
    await _question(advert)
    advert.office.site.set_ad((await advert.now()).remote_id or "", Ad.ENDED, "badge-expired")
    await advert.office.sync(advert.account)
    await advert.send("send")
    assert ((await advert.now()).ad, advert.sent("publish")) == (Ad.LIVE, 2)
    assert (await advert.action()).kind is Kind.PUBLISH
