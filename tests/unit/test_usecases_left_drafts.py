"""A publication that was refused half-way: what it left on the site is known, and gone on with."""

import pytest

from bot.domain.errors import NoCredits, OutcomeUnknown, Rejected, SiteError, SiteUnavailable
from bot.domain.publication import Status
from bot.domain.site import Ad, Problem, Receipt
from tests.advert import Advert


@pytest.mark.parametrize(
    "error",
    [
        Rejected("fake", (Problem("no", "Ні"),)),
        NoCredits("fake"),
        SiteUnavailable("fake"),
        OutcomeUnknown("fake"),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_a_draft_that_a_refused_publication_left_is_published_and_made_once(
    error: SiteError,
) -> None:
    """Robota.ua saves an ad first and publishes it with a second request."""
    ad = await Advert.of()
    left = ad.office.site.post(ad.account.login, ad.publication.title, Ad.DRAFT)
    error.left = Receipt(left.remote_id, left.url, Ad.DRAFT)
    ad.office.site.trouble("publish", error)
    await ad.send()
    now = await ad.now()
    assert (now.remote_id, now.ad, now.url) == (left.remote_id, Ad.DRAFT, left.url)
    if isinstance(error, Rejected | NoCredits):
        assert now.status() is Status.ERRONEOUS
        await ad.send()
    else:
        await ad.later(minutes=5)
        await ad.later(minutes=5)
    assert (ad.ads, ad.office.site.requests) == ([Ad.LIVE], [("publish", left.remote_id)])
