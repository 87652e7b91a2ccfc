"""How long a description is on each site beside its limits: said before anything is sent."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.pay import Pay, PayPeriod
from bot.domain.rich_text import from_message
from bot.domain.site import Measure
from bot.domain.vacancy import DESCRIPTION_MOST
from bot.ports import AdForm
from sites import discover
from sites.kit.site import Site
from tests.site_bench import VACANCY

SITES = {site.info.key: site for site in discover()}
BARE = replace(VACANCY, contact=None, experience=None, pay=None)


@pytest.fixture(params=list(SITES.values()), ids=list(SITES))
def site(request: pytest.FixtureRequest) -> Site[Any]:
    found: Site[Any] = request.param
    return found


def _misfits(site: Site[Any], description: str) -> list[Measure]:
    form = AdForm(replace(BARE, description=from_message(description)), {})
    return [one for one in site.measures(form) if not one.fits]


def test_a_short_description_is_counted_without_its_tags(site: Site[Any]) -> None:
    assert _misfits(site, f"<b>{'а' * 87}</b>") == [Measure("description", 87, 150)]
    assert _misfits(site, f"<b>{'а' * 150}</b>") == []


def test_what_a_form_puts_to_the_description_is_told_apart(site: Site[Any]) -> None:
    """A contact at Work.ua, the experience at Robota.ua, some pay at HeadHunter."""
    pay = Pay(800, None, period=PayPeriod.WEEK)
    whole = replace(VACANCY, description="<p>Варити каву</p>", pay=pay)
    assert whole.contact is not None
    assert whole.experience is not None
    (one, *_) = site.measures(AdForm(whole, {}))
    (own, *_) = site.measures(AdForm(replace(BARE, description=whole.description), {}))
    assert own.added == 0
    assert one.added == one.length - own.length > 0


def test_emoji_markup_and_a_text_that_looks_like_html_do_not_confuse_it(site: Site[Any]) -> None:
    (found,) = _misfits(site, "👩‍🍳" * 20 + "&lt;script&gt; &amp; кава")
    assert found.length == len("👩‍🍳" * 20 + "<script> & кава")


def test_a_description_as_long_as_ours_may_be_is_told_where_the_site_takes_less(
    site: Site[Any],
) -> None:
    form = AdForm(replace(BARE, description=from_message("а" * DESCRIPTION_MOST)), {})
    too_long = [one for one in site.measures(form) if not one.fits]
    assert site.check_form is not None
    refused = {one.code for one in site.check_form(form, True)}
    assert bool(too_long) == ("description-long" in refused)
    assert all(one.most is not None and one.length > one.most for one in too_long)
