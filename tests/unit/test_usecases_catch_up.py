"""After an outage: everybody comes once and one word is said, whatever has happened meanwhile."""

from datetime import timedelta

import pytest

from bot.domain.account import EmployerAccount
from bot.domain.errors import SiteUnavailable
from bot.domain.notice import NoticeKind, NoticeState
from bot.domain.publication import Publication
from bot.domain.site import FileRef
from bot.domain.views import SiteBack, SiteDown
from tests.cabinet import cards
from tests.fakes import MORNING, FakeClock, FakeSite
from tests.fakes.store.kinds import APPLICATIONS, INCIDENTS, NOTICES
from tests.office import Office

AWAY = SiteUnavailable("fake")


async def _office(*, newest_first: bool) -> tuple[Office, EmployerAccount, Publication]:
    """An account that was synced just now, with a live ad; a page holds 50."""
    clock = FakeClock(hurried=True)
    site = FakeSite(clock, page_size=50, newest_first=newest_first)
    office = await Office(site, clock=clock).open()
    account = await office.account(next_sync_at=MORNING)
    live = await office.live(account)
    await office.tick()
    return office, account, live


async def _minutes(office: Office, count: int) -> None:
    for _ in range(count):
        office.clock.advance(minutes=1)
        await office.tick()


def _stored(office: Office) -> list[str]:
    return sorted(one.remote_id for one in office.rows(APPLICATIONS))


def _told(office: Office) -> list[int]:
    """Whom the owner hears of, by a card or in a carousel; twice if twice."""
    kinds = (NoticeKind.CARD, NoticeKind.CARD_AGAIN)
    told = (NoticeState.SENT, NoticeState.IN_CAROUSEL)
    mine = [one for one in office.rows(NOTICES) if one.kind in kinds and one.state in told]
    return sorted(one.subject_id for one in mine)


@pytest.mark.parametrize("newest_first", [False, True], ids=["oldest first", "newest first"])
async def test_six_hours_in_which_the_feed_grows_beyond_a_page_lose_nobody(
    newest_first: bool,
) -> None:
    office, account, live = await _office(newest_first=newest_first)
    ids = [office.site.respond(live.remote_id or "").remote_id]
    office.site.go_down(AWAY)
    await office.sync(account)
    for _ in range(6):
        await _minutes(office, 60)
        ids += [office.site.respond(live.remote_id or "").remote_id for _ in range(20)]
    office.site.go_down(None)
    await _minutes(office, 60)
    assert _stored(office) == sorted(ids)
    told = [type(one) for one in office.said(office.owner)]
    assert (told.count(SiteDown), told.count(SiteBack)) == (1, 1)
    assert len(office.rows(INCIDENTS)) == 1
    assert _told(office) == sorted(one.id for one in office.rows(APPLICATIONS))


@pytest.mark.parametrize("newest_first", [False, True], ids=["oldest first", "newest first"])
async def test_an_outage_in_the_midst_of_a_great_pass_goes_on_where_it_was(
    newest_first: bool,
) -> None:
    office, account, live = await _office(newest_first=newest_first)
    ids = [office.site.respond(live.remote_id or "").remote_id for _ in range(170)]
    office.site.trouble("applications", *[AWAY] * 3)
    await office.sync(account)
    await _minutes(office, 3)
    ids += [office.site.respond(live.remote_id or "").remote_id for _ in range(60)]
    await _minutes(office, 120)
    assert _stored(office) == sorted(ids)
    assert _told(office) == sorted(one.id for one in office.rows(APPLICATIONS))


async def test_three_hundred_responses_on_one_page_are_stored_at_once_and_once() -> None:
    office, account, live = await _office(newest_first=False)
    office.site.page_size = 300
    ids = [office.site.respond(live.remote_id or "").remote_id for _ in range(300)]
    await office.sync(account)
    assert _stored(office) == sorted(ids)
    await office.sync(account)
    assert len(office.rows(APPLICATIONS)) == 300


async def test_a_clock_that_was_set_back_puts_no_pass_off_and_repeats_nobody() -> None:
    office, account, live = await _office(newest_first=False)
    office.site.respond(live.remote_id or "", name="Олена")
    await _minutes(office, 61)
    office.clock.jump(office.clock.now() - timedelta(hours=5))
    await office.tick()
    office.site.respond(live.remote_id or "", name="Марія")
    await _minutes(office, 61)
    assert cards(office, office.owner) == ["Олена", "Марія"]
    assert office.account_now(account).failing_since is None


async def test_who_took_the_response_back_before_its_file_was_fetched_keeps_the_card() -> None:
    office, account, live = await _office(newest_first=False)
    one = office.site.respond(live.remote_id or "", name="Олена", resume=FileRef("/1", "cv.pdf"))
    await office.sync(account)
    office.site.feed.remove(one)  # and its file is there no more
    await office.work()
    await _minutes(office, 5)
    assert cards(office, office.owner) == ["Олена"]
