"""Who is below a vacancy's threshold is told of in the digest at 9:00: never hidden or rejected."""

from datetime import timedelta

import pytest

from bot.domain import views
from bot.domain.handling import Stage
from bot.domain.paces import Paces
from bot.domain.quiet import Mode
from bot.domain.site import FileRef, RemoteFile
from bot.usecases.reading.noise import morning_of
from tests.fakes import BOT_ID
from tests.fakes.store.kinds import APPLICATIONS, VACANCIES
from tests.must_desk import POINTS, RESUME, Ad, asking_ad

WHOLE = f"{RESUME}\nВодійські права категорії B"


@pytest.fixture
async def ad() -> Ad:
    found = await asking_ad()
    await found.ask(*POINTS, push_from=3)
    return found


def _told(ad: Ad) -> list[str]:
    return [type(one).__name__ for one in ad.office.said(ad.office.owner)]


async def _morning(ad: Ad) -> None:
    """The next 9:00 of the company has come."""
    ad.office.clock.advance(timedelta(hours=24))
    await ad.office.tick()


async def test_only_who_shows_enough_is_told_of_at_once(ad: Ad) -> None:
    await ad.answer(WHOLE)
    assert _told(ad) == ["Card"]
    low = await ad.answer(RESUME)
    assert _told(ad) == ["Card"]
    assert low.handling.stage is Stage.NEW
    await _morning(ad)
    cards = [one for one in ad.office.said(ad.office.owner) if isinstance(one, views.Card)]
    assert [one.state.below for one in cards] == [None, 3]


async def test_several_are_one_message_that_says_what_they_are(ad: Ad) -> None:
    for _ in range(2):
        await ad.answer(RESUME)
    assert _told(ad) == []
    await _morning(ad)
    (found,) = [one for one in ad.office.said(ad.office.owner) if isinstance(one, views.Carousel)]
    assert (found.count, found.below) == (2, True)
    assert "Card" not in _told(ad)


async def test_they_are_not_mixed_with_those_who_waited_for_the_same_moment(ad: Ad) -> None:
    (vacancy,) = ad.office.rows(VACANCIES)
    async with ad.office.transaction() as tx:
        link = await tx.chats.private(BOT_ID, ad.office.owner.user_id)
        await tx.modes.choose(link.id, vacancy.id, Mode.DAILY)
    await ad.answer(RESUME)
    await ad.answer(WHOLE)
    await ad.answer(RESUME)
    await _morning(ad)
    assert [one for one in _told(ad) if one in ("Card", "Carousel")] == ["Card", "Carousel"]


async def test_a_morning_says_how_many_of_the_new_ones_they_are(ad: Ad) -> None:
    await ad.answer(RESUME)
    await ad.answer(WHOLE)
    async with ad.office.transaction() as tx:
        found = await morning_of(tx, ad.office.owner.member_id, ad.office.clock, Paces())
    assert (found.new, found.below) == (2, 1)


async def test_a_lower_threshold_tells_of_them_at_once(ad: Ad) -> None:
    await ad.answer(RESUME)
    assert _told(ad) == []
    await ad.ask(*POINTS, push_from=2)
    assert _told(ad) == ["Card"]


async def test_a_file_that_shows_the_rest_brings_the_card_at_once(ad: Ad) -> None:
    ad.office.site.files["/cv"] = RemoteFile(b"%PDF resume", "cv.pdf", "application/pdf")
    ad.office.attachments.files["%PDF resume"] = WHOLE
    await ad.answer("Добрий день", resume=FileRef("/cv", "cv.pdf"))
    assert _told(ad) == ["Card"]
    assert ad.card.state.below is None


async def test_a_card_that_waits_for_its_file_goes_to_the_digest_when_that_shows_little(
    ad: Ad,
) -> None:
    ad.office.site.files["/cv"] = RemoteFile(b"%PDF resume", "cv.pdf", "application/pdf")
    ad.office.attachments.files["%PDF resume"] = RESUME
    await ad.answer(None, resume=FileRef("/cv", "cv.pdf"))
    assert _told(ad) == []
    await _morning(ad)
    assert ad.card.state.below == 3
    assert ad.card.resume is not None


async def test_who_can_not_be_compared_is_below_nothing(ad: Ad) -> None:
    await ad.answer(None)
    assert _told(ad) == ["Card"]
    assert ad.office.rows(APPLICATIONS)[0].points_met is None
