"""Fetching new candidates: nothing lost, nothing shown twice."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from bot.domain.account import AccountState, EmployerAccount
from bot.domain.errors import AuthExpired, AutomationRefused, NotThere, SiteUnavailable
from bot.domain.ids import WorkspaceId
from bot.domain.notice import NoticeKind
from bot.domain.publication import Publication
from bot.domain.site import Ad, FileRef
from bot.domain.views import BrokenRecords, Card
from bot.domain.workspace import Actor, Role
from bot.usecases.sync_applications import sync_job
from tests.fakes import MORNING, FakeClock, FakeSite, Killed
from tests.fakes.store.kinds import APPLICATIONS, NOTICES, PERSONS, STUBS
from tests.office import Office

OPERATOR = 9_000_000_001


@dataclass(slots=True)
class Feed:
    """An account with one live ad, and who answers it."""

    office: Office
    account: EmployerAccount
    publication: Publication

    @property
    def site(self) -> FakeSite:
        return self.office.site

    def respond(self, count: int, **known: object) -> list[str]:
        """So many candidates answer the ad; return their ids."""
        assert self.publication.remote_id is not None
        remote = self.publication.remote_id
        return [self.site.respond(remote, **known).remote_id for _ in range(count)]

    @property
    def stored(self) -> list[str]:
        return [one.remote_id for one in self.office.rows(APPLICATIONS)]

    @property
    def now(self) -> EmployerAccount:
        return self.office.account_now(self.account)

    async def sync(self) -> None:
        await self.office.sync(self.account)

    async def sync_and_tell(self) -> None:
        await self.sync()
        await self.office.work()


def cards(office: Office, who: Actor) -> list[str]:
    """Candidates' ids in the order of their cards."""
    return [one.application.remote_id for one in office.said(who) if isinstance(one, Card)]


async def _feed(*, newest_first: bool = False) -> Feed:
    clock = FakeClock(hurried=True)
    site = FakeSite(clock, newest_first=newest_first)
    office = await Office(site, clock=clock, operators=[OPERATOR]).open()
    account = await office.account()
    return Feed(office, account, await office.live(account))


@pytest.fixture(params=[False, True], ids=["oldest first", "newest first"])
async def feed(request: pytest.FixtureRequest) -> AsyncIterator[Feed]:
    made = await _feed(newest_first=request.param)
    yield made
    assert made.site.most_at_once <= 1


# -- the usual day ---------------------------------------------------------------------------


async def test_each_new_candidate_is_one_card(feed: Feed) -> None:
    ids = feed.respond(5)
    await feed.sync()
    await feed.office.work()
    assert sorted(cards(feed.office, feed.office.owner)) == ids
    assert sorted(feed.stored) == ids


async def test_the_same_pages_three_times_give_each_card_once(feed: Feed) -> None:
    ids = feed.respond(5)
    for _ in range(3):
        await feed.sync()
        async with feed.office.transaction() as tx:
            account = await tx.accounts.get(feed.account.id)
            await tx.accounts.save(replace(account, cursor="0", resume=None))
    await feed.office.work()
    assert sorted(cards(feed.office, feed.office.owner)) == ids
    assert (len(feed.stored), len(feed.office.rows(PERSONS))) == (5, 5)


async def test_a_pass_reads_only_what_came_since_the_last_one(feed: Feed) -> None:
    feed.respond(5)
    await feed.sync()
    pages = feed.site.calls.count("applications")
    feed.respond(1)
    await feed.sync()
    assert feed.site.calls.count("applications") == pages + 1
    assert len(feed.stored) == 6


async def test_a_pass_ends_with_the_next_slot_within_the_hour(feed: Feed) -> None:
    await feed.sync()
    now, account = feed.office.clock.now(), feed.now
    assert account.last_sync_at == now
    assert account.next_sync_at is not None
    assert now < account.next_sync_at <= now + timedelta(hours=1)
    assert (account.failures, account.failing_since) == (0, None)


async def test_what_a_person_asks_for_runs_between_two_pages(feed: Feed) -> None:
    feed.respond(5)
    await feed.office.run(sync_job(feed.account))
    await feed.office.press(feed.office.owner, "account", feed.account.id)
    await feed.office.press(feed.office.owner, "check", feed.account.id)
    order = []
    while (job := feed.office.jobs.take()) is not None:
        order.append(job.task)
        await feed.office.run(job)
    assert order.index("check") < order.index("sync")


async def test_a_card_goes_to_who_wrote_the_vacancy(feed: Feed) -> None:
    office = feed.office
    recruiter = await office.hire(Role.RECRUITER)
    vacancy = await office.vacancy(owner_id=recruiter.member_id)
    live = await office.live(feed.account, vacancy=vacancy)
    office.site.respond(live.remote_id or "")
    await feed.sync()
    await office.work()
    assert (len(cards(office, recruiter)), len(cards(office, office.owner))) == (1, 0)


async def test_cards_of_who_left_go_to_the_owner(feed: Feed) -> None:
    office = feed.office
    recruiter = await office.hire(Role.RECRUITER)
    vacancy = await office.vacancy(owner_id=recruiter.member_id)
    live = await office.live(feed.account, vacancy=vacancy)
    await office.fire(recruiter)
    office.site.respond(live.remote_id or "")
    await feed.sync()
    await office.work()
    assert (len(cards(office, recruiter)), len(cards(office, office.owner))) == (0, 1)


async def test_two_users_of_one_company_never_show_a_candidate_twice(feed: Feed) -> None:
    other = await feed.office.account("other@example.com")
    ids = feed.respond(3)
    await feed.sync()
    await feed.office.sync(other)
    await feed.office.work()
    assert sorted(cards(feed.office, feed.office.owner)) == ids


async def test_a_card_waits_two_minutes_for_its_file_and_no_longer(feed: Feed) -> None:
    feed.respond(1, resume=FileRef("/1", "cv.pdf"))
    feed.site.trouble("file", *(SiteUnavailable("fake") for _ in range(9)))
    await feed.sync()
    notice = next(one for one in feed.office.rows(NOTICES) if one.kind is NoticeKind.CARD)
    assert notice.due_at == feed.office.clock.now() + timedelta(minutes=2)


# -- broken off ------------------------------------------------------------------------------


async def test_pages_before_a_break_are_kept_and_the_scan_goes_on_from_there(feed: Feed) -> None:
    ids = feed.respond(7)  # four pages
    await feed.office.run(sync_job(feed.account, priority=30))
    feed.site.trouble("applications", SiteUnavailable("fake"))
    await feed.office.work()
    assert len(feed.stored) == 2
    assert feed.now.resume is not None
    feed.office.clock.advance(minutes=2)
    await feed.office.tick()
    assert sorted(feed.stored) == ids
    assert sorted(cards(feed.office, feed.office.owner)) == ids
    assert feed.now.resume is None


async def test_killed_after_any_step_nothing_is_lost_or_shown_twice() -> None:
    for nth in range(1, 9):
        feed = await _feed(newest_first=nth % 2 == 0)
        ids = feed.respond(5)
        feed.office.uow.kill(nth)
        with pytest.raises(Killed):
            await feed.sync_and_tell()
        feed.office.clock.advance(hours=1)
        async with feed.office.transaction() as tx:
            account = await tx.accounts.get(feed.account.id)
            await tx.accounts.save(replace(account, next_sync_at=feed.office.clock.now()))
        await feed.office.tick()
        assert sorted(feed.stored) == ids
        assert sorted(set(cards(feed.office, feed.office.owner))) == ids


async def test_who_answers_during_the_scan_is_read_by_it_or_by_the_next_one(feed: Feed) -> None:
    ids = feed.respond(3)
    await feed.office.run(sync_job(feed.account, priority=30))
    ids += feed.respond(2)
    await feed.office.work()
    await feed.sync()
    await feed.office.work()
    assert sorted(feed.stored) == sorted(ids)
    assert sorted(cards(feed.office, feed.office.owner)) == sorted(ids)


async def test_a_scan_of_the_newest_that_was_cut_short_keeps_the_old_cursor() -> None:
    feed = await _feed(newest_first=True)
    feed.respond(7)
    await feed.office.run(sync_job(feed.account, priority=30))
    assert (feed.now.cursor, feed.now.resume) == ("0", "5:7")
    await feed.office.work()
    assert (feed.now.cursor, feed.now.resume) == ("7", None)


async def test_a_record_that_can_not_be_read_is_told_to_operators_once_and_stops_nobody(
    feed: Feed,
) -> None:
    ids = feed.respond(1)
    broken = feed.site.garble('{"name": "Канарейко"}')
    ids += feed.respond(1)
    for _ in range(2):
        await feed.sync()
        await feed.office.work()
    told = [one.view for one in feed.office.chat.said if one.address.chat_id == OPERATOR]
    assert told == [BrokenRecords("fake", broken.where)]
    assert sorted(feed.stored) == sorted(ids)


# -- ads we don't know, sync that is off -----------------------------------------------------


async def test_a_response_to_an_unknown_ad_is_kept_without_anything_personal(feed: Feed) -> None:
    feed.site.respond("ad-77", name="Олена Коваль", phones=("+380670000001",))
    await feed.sync()
    await feed.office.work()
    (stub,) = feed.office.rows(STUBS)
    assert (stub.remote_ad_id, feed.stored) == ("ad-77", [])
    assert "Коваль" not in repr(stub)
    assert feed.office.said(feed.office.owner) == []


async def test_a_response_while_the_sync_is_off_is_kept_and_comes_when_it_is_on_again(
    feed: Feed,
) -> None:
    office = feed.office
    await office.press(office.owner, "publication", feed.publication.id)
    await office.press(office.owner, "stop", feed.publication.id)
    ids = feed.respond(3)
    await feed.sync()
    await office.work()
    assert (cards(office, office.owner), len(office.rows(STUBS))) == ([], 3)
    await office.press(office.owner, "resume", feed.publication.id)
    await office.work()
    assert sorted(cards(office, office.owner)) == ids
    assert office.rows(STUBS) == []


async def test_a_challenge_holds_what_was_kept_until_it_is_over(feed: Feed) -> None:
    office = feed.office
    await office.press(office.owner, "stop", feed.publication.id)
    ids = feed.respond(1)
    await feed.sync()
    feed.site.trouble("application", AutomationRefused("fake", MORNING + timedelta(hours=2)))
    await office.press(office.owner, "resume", feed.publication.id)
    await office.work()
    for _ in range(7):
        office.clock.advance(minutes=17)
        await office.work()
    assert feed.site.calls.count("application") == 1
    office.clock.advance(minutes=17)
    await office.work()
    assert cards(office, office.owner) == ids


async def test_an_ended_ad_still_gives_cards(feed: Feed) -> None:
    feed.site.set_ad(feed.publication.remote_id or "", Ad.ENDED, "badge-expired")
    await feed.sync()
    ids = feed.respond(1)
    await feed.sync()
    await feed.office.work()
    assert cards(feed.office, feed.office.owner) == ids


async def test_an_ad_published_in_the_cabinet_brings_who_answered_before_we_saw_it(
    feed: Feed,
) -> None:
    office = feed.office
    draft = await office.live(feed.account, ad=Ad.DRAFT)
    assert draft.remote_id is not None
    feed.site.set_ad(draft.remote_id, Ad.LIVE)
    answered = feed.site.respond(draft.remote_id)
    await feed.sync()
    await office.work()
    assert cards(office, office.owner) == [answered.remote_id]


# -- the state of the ads --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ad", "badge"), [(Ad.ENDED, "badge-expired"), (Ad.REFUSED, "badge-blocked")]
)
async def test_what_the_site_did_to_an_ad_is_seen(feed: Feed, ad: Ad, badge: str) -> None:
    feed.site.set_ad(feed.publication.remote_id or "", ad, badge)
    await feed.sync()
    now = await feed.office.publication_now(feed.publication)
    assert (now.ad, now.badge) == (ad, badge)


async def test_an_ad_that_is_missing_from_one_list_is_still_there(feed: Feed) -> None:
    hidden = dict(feed.site.ads)
    feed.site.ads.clear()
    await feed.sync()
    now = await feed.office.publication_now(feed.publication)
    assert (now.ad, now.badge) == (Ad.LIVE, "badge-missed")
    feed.site.ads.update(hidden)
    await feed.sync()
    assert await feed.office.publication_now(feed.publication) == replace(
        feed.publication, version=3, badge=None
    )


async def test_an_ad_that_is_missing_twice_was_deleted(feed: Feed) -> None:
    feed.site.ads.clear()
    await feed.sync()
    await feed.sync()
    now = await feed.office.publication_now(feed.publication)
    assert (now.ad, now.badge) == (Ad.ENDED, "badge-deleted")


# -- accounts that are not to be asked -------------------------------------------------------


@pytest.mark.parametrize("state", [AccountState.PAUSED, AccountState.DISCONNECTED])
async def test_an_account_that_is_off_is_not_asked(feed: Feed, state: AccountState) -> None:
    async with feed.office.transaction() as tx:
        account = await tx.accounts.get(feed.account.id)
        await tx.accounts.save(account.to(state))
    await feed.sync()
    await feed.office.tick()
    assert feed.site.calls == []


async def test_a_login_lost_in_mid_scan_pauses_and_the_scan_goes_on_after_the_new_one(
    feed: Feed,
) -> None:
    ids = feed.respond(7)
    await feed.office.run(sync_job(feed.account, priority=30))
    feed.site.trouble("applications", AuthExpired("fake"))
    await feed.office.work()
    assert feed.now.state is AccountState.PAUSED
    assert feed.now.resume is not None
    async with feed.office.transaction() as tx:
        account = await tx.accounts.get(feed.account.id)
        await tx.accounts.save(account.to(AccountState.ACTIVE))
    await feed.sync()
    assert sorted(feed.stored) == ids


async def test_a_wake_up_that_waited_behind_a_finished_pass_does_nothing(feed: Feed) -> None:
    await feed.sync()
    asked = feed.site.calls.count("applications")
    await feed.office.run(sync_job(feed.account))
    assert feed.site.calls.count("applications") == asked
    assert feed.now.next_sync_at is not None
    feed.office.clock.advance(feed.now.next_sync_at - feed.office.clock.now())
    await feed.office.run(sync_job(feed.account))
    assert feed.site.calls.count("applications") == asked + 1


async def test_an_account_disconnected_while_its_page_is_read_stays_off(feed: Feed) -> None:
    office = feed.office
    await office.press(office.owner, "disconnect", feed.account.id)

    async def disconnect() -> None:
        await office.press(office.owner, "disconnect_yes", feed.account.id)

    feed.respond(1)
    feed.site.meanwhile(disconnect)
    await feed.sync()
    assert (feed.now.state, feed.now.next_sync_at) == (AccountState.DISCONNECTED, None)
    assert (feed.stored, len(office.rows(STUBS))) == ([], 1)


async def test_a_job_of_another_company_does_not_find_the_account(feed: Feed) -> None:
    with pytest.raises(NotThere):
        await feed.office.run(replace(sync_job(feed.account), workspace_id=WorkspaceId(1)))
    assert feed.site.calls == []
