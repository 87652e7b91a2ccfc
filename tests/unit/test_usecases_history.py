"""Responses from before an ad was linked: as many as were wanted, one list a chat, never cards."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.account import EmployerAccount
from bot.domain.adoption import UNREAD_AGE, day_typed
from bot.domain.errors import AuthExpired, BadInput, ContractBroken, SiteError, SiteUnavailable
from bot.domain.group import Covers, Group, Standing
from bot.domain.ids import ChatLinkId, new_id
from bot.domain.site import RemoteAd
from bot.domain.views import Adopting, Card, Missed, View
from bot.domain.workspace import ChatKind, ChatLink
from bot.usecases.note_unlinked import LINK_AD
from bot.usecases.settle_adoption import READ_HISTORY
from bot.usecases.sync_applications import SYNC
from tests.cabinet import cards, seen, sync
from tests.fakes import BOT_ID, FakeClock, FakeSite
from tests.fakes.sites import INFO
from tests.fakes.store.kinds import ADOPTIONS, APPLICATIONS, DIGESTS, STUBS
from tests.office import Office

DAY = timedelta(days=1)
AGES = (100, 40, 10, 3, 1)
"""Days before the account was connected on which somebody has answered."""


async def past(
    ages: Sequence[int] = AGES, *, tells_unread: bool = False, unread: frozenset[int] = frozenset()
) -> tuple[Office, EmployerAccount, RemoteAd]:
    """An account just connected, its one ad answered so many days before."""
    clock = FakeClock(hurried=True)
    site = FakeSite(clock, replace(INFO, tells_unread=tells_unread))
    office = await Office(site, clock=clock).open()
    site.employ()
    ad, other = (site.post("olena@example.com", name) for name in ("Кухар", "Пекар"))
    for age in ages:
        sent = clock.now() - age * DAY
        known = age in unread if tells_unread else None
        site.respond(ad.remote_id, name=f"{age} днів", sent_at=sent, unread=known)
        site.respond(other.remote_id, sent_at=sent)
    account = await office.account(cursor=str(len(site.feed)))
    clock.advance(timedelta(minutes=5))
    await sync(office, account)
    await office.paste(office.owner, ad.url)
    await office.press(office.owner, "link_all")
    return office, account, ad


async def told(office: Office, account: EmployerAccount) -> list[View]:
    """All that the owner was sent once nothing is left to do."""
    await office.work()
    office.clock.advance(timedelta(minutes=5))
    await sync(office, account)
    return office.said(office.owner)


def names(view: View) -> list[str]:
    assert isinstance(view, Missed)
    return [one.name for one in view.entries]


async def test_only_new_ones_bring_nothing_from_before() -> None:
    office, account, ad = await past()
    await office.press(office.owner, "history_new")
    assert await told(office, account) == []
    assert office.rows(DIGESTS) == []
    office.site.respond(ad.remote_id, name="Олена")
    await sync(office, account)
    assert cards(office, office.owner) == ["Олена"]


async def test_all_come_as_one_list_and_what_comes_later_as_a_card() -> None:
    office, account, ad = await past()
    await office.press(office.owner, "history_all")
    (one,) = await told(office, account)
    assert names(one) == [f"{age} днів" for age in AGES]
    assert isinstance(one, Missed)
    assert one.past == one.count  # and so it is headed as the past, not as what was missed
    assert len(office.rows(APPLICATIONS)) == len(AGES)
    assert office.rows(STUBS) == []  # nobody asked for the other ad's
    office.site.respond(ad.remote_id, name="Олена")
    await sync(office, account)
    assert cards(office, office.owner) == ["Олена"]


async def test_three_hundred_from_before_are_one_message_a_chat() -> None:
    office, account, _ = await past([3] * 300)
    link = ChatLink(ChatLinkId(new_id()), BOT_ID, -500, ChatKind.GROUP, office.workspace.id)
    group = Group("Команда", office.owner.member_id, Standing.LINKED, Covers.ALL)
    async with office.transaction() as tx:
        await tx.chats.save(group.on(link))
    await office.press(office.owner, "history_all")
    (one,) = await told(office, account)
    assert isinstance(one, Missed)
    assert one.count == len(office.rows(APPLICATIONS)) == 300
    in_group = [one for one in office.chat.said if one.address.chat_id == link.chat_id]
    assert len(in_group) <= 1


@pytest.mark.parametrize(("days", "count"), [(7, 2), (30, 3), (90, 4)])
async def test_from_a_day_on(days: int, count: int) -> None:
    office, account, _ = await past()
    await office.press(office.owner, "history_days", days)
    (one,) = await told(office, account)
    assert len(names(one)) == count


async def test_from_a_typed_day_on_and_a_bad_one_asks_again() -> None:
    office, account, _ = await past()
    for bad in ("позавчора", "31.02.2026", "01.01.2099", ""):
        await office.type(office.owner, bad)
        assert office.flash(office.owner) == "bad-history-date"
        assert office.rows(ADOPTIONS) == []
    since = (office.clock.now() - 12 * DAY).strftime("%d.%m.%Y")
    await office.type(office.owner, since)
    (one,) = await told(office, account)
    assert names(one) == ["10 днів", "3 днів", "1 днів"]


async def test_where_the_site_tells_it_new_ones_are_also_those_that_nobody_has_opened() -> None:
    office, account, _ = await past(tells_unread=True, unread=frozenset({40, 10, 1}))
    assert UNREAD_AGE < 40 * DAY
    await office.press(office.owner, "history_new")
    (one,) = await told(office, account)
    assert names(one) == ["10 днів", "1 днів"]


async def test_of_a_single_one_the_card_comes() -> None:
    office, account, _ = await past(tells_unread=True, unread=frozenset({10}))
    await office.press(office.owner, "history_new")
    (one,) = await told(office, account)
    assert isinstance(one, Card)


async def test_a_site_that_is_away_and_a_killed_process_bring_none_twice_and_lose_none() -> None:
    office, account, _ = await past()
    await office.press(office.owner, "history_all")
    while (job := office.jobs.take()) is not None and job.task != READ_HISTORY:
        await office.run(job)
    assert job is not None
    await office.run(job)  # one page
    await office.run(job)  # and what would be the second one, by the same wake-up
    office.site.trouble("applications", SiteUnavailable("fake"))
    job = office.jobs.take(READ_HISTORY)
    assert job is not None
    await office.run(job)
    job = office.jobs.take(READ_HISTORY)
    assert job is None  # put off by a quarter of an hour
    assert [one for one in office.said(office.owner) if isinstance(one, Missed)] == []
    office.clock.advance(timedelta(hours=1))
    (one,) = await told(office, account)
    assert names(one) == [f"{age} днів" for age in AGES]


async def test_a_reading_whose_job_is_lost_goes_on_with_the_next_sync() -> None:
    office, account, _ = await past()
    await office.press(office.owner, "history_all")
    while (job := office.jobs.take()) is not None and job.task != READ_HISTORY:
        await office.run(job)
    assert job is not None  # killed with the process
    shown = await seen(office, office.owner)
    assert isinstance(shown, Adopting)
    assert shown.adoption.reading
    (one,) = await told(office, account)
    assert len(names(one)) == len(AGES)


async def test_a_lost_login_pauses_the_account_and_the_rest_waits_for_the_new_one() -> None:
    office, account, _ = await past()
    await office.press(office.owner, "history_all")
    while (job := office.jobs.take()) is not None and job.task != READ_HISTORY:
        await office.run(job)
    office.site.trouble("applications", AuthExpired("fake"))
    assert job is not None
    await office.run(job)
    assert office.account_now(account).state == "paused"
    await office.work()
    (adoption,) = office.rows(ADOPTIONS)
    assert (adoption.reading, adoption.done_at) == (True, None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1.9", date(2026, 9, 1)),
        ("01.09.", date(2026, 9, 1)),
        ("28.11", date(2025, 11, 28)),
        ("01/09/2025", date(2025, 9, 1)),
        ("1-9-25", date(2025, 9, 1)),
        (" 2026-09-01 ", date(2026, 9, 1)),
        ("27.11.2026", date(2026, 11, 27)),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, day: date) -> None:
    assert day_typed(text, date(2026, 11, 27)) == day


@pytest.mark.parametrize("text", ["", "29.02", "0.1", "1.13", "28.11.2026", "1.9.026", "1.1.0"])
def test_what_is_no_day_or_is_yet_to_come_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        day_typed(text, date(2026, 11, 27))


async def _fail_history(office: Office, error: SiteError) -> None:
    """The reading's next try, if there is one, meets this; nothing else does."""
    job = office.jobs.take(READ_HISTORY)
    if job is None:
        return
    office.site.trouble("applications", error)
    await office.run(job)
    office.site.forgive()


@pytest.mark.parametrize("error", [ContractBroken("fake", "status 404"), SiteUnavailable("fake")])
async def test_a_history_that_nobody_can_read_keeps_no_candidate_back(error: SiteError) -> None:
    office, account, ad = await past()
    office.site.respond(ad.remote_id, name="Олена")
    office.clock.advance(timedelta(minutes=1))
    await office.press(office.owner, "history_all")
    for job in (LINK_AD, SYNC):
        found = office.jobs.take(job)
        assert found is not None
        await office.run(found)
    for _ in range(8):
        await _fail_history(office, error)
        office.clock.advance(timedelta(hours=6))
        await office.sync(account)
    assert office.jobs.take(READ_HISTORY) is None
    await office.work()
    (adoption,) = office.rows(ADOPTIONS)
    assert adoption.done_at is not None
    assert "Олена" in repr(office.said(office.owner))
    assert office.flash(office.owner) == "history-stopped"
