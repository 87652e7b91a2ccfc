"""Once a day the last 14 days of the linked ads are compared: what no cursor brought comes too."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.account import AccountState, EmployerAccount
from bot.domain.errors import AuthExpired, ContractBroken, SiteCrowded, SiteUnavailable
from bot.domain.ids import AccountId
from bot.domain.publication import Publication
from bot.domain.site import Ad, Can, RemoteApplication
from bot.domain.views import BrokenContract
from bot.usecases.reconcile import RECONCILE, reconcile_job
from tests.cabinet import cards
from tests.fakes import FakeClock, FakeSite
from tests.fakes.sites import INFO
from tests.fakes.sites.coded import CODED
from tests.fakes.store.kinds import APPLICATIONS, STUBS
from tests.office import Office

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
OPERATOR = 9_000_000_001
RECENT = replace(INFO, can=INFO.can | {Can.RECENT})


class Ads:
    """An account connected a month ago with one live ad, whose feed is read up to its end."""

    def __init__(self, office: Office, account: EmployerAccount, live: Publication) -> None:
        self.office, self.account, self.live = office, account, live

    @property
    def now(self) -> EmployerAccount:
        return self.office.account_now(self.account)

    @property
    def shown(self) -> list[str | None]:
        return cards(self.office, self.office.owner)

    def missed(self, name: str, *, days: float = 1, ad: str = "") -> RemoteApplication:
        """One that lies behind the cursor, where no pass looks."""
        site = self.office.site
        sent = self.office.clock.now() - days * DAY
        one = site.respond(ad or self.live.remote_id or "", name=name, sent_at=sent)
        site.feed.insert(0, site.feed.pop())
        return one

    async def read(self) -> None:
        """A pass has read all that the feed holds, and what is missed lies before its cursor."""
        async with self.office.transaction() as tx:
            fresh = await tx.accounts.get(self.account.id)
            await tx.accounts.save(replace(fresh, cursor=str(len(self.office.site.feed))))

    async def compare(self) -> None:
        """The comparison whose moment has come, page after page, and what it owes."""
        async with self.office.transaction() as tx:
            fresh = await tx.accounts.get(self.account.id)
            due = fresh.reconcile_at and self.office.clock.now()
            await tx.accounts.save(replace(fresh, reconcile_at=due))
        await self.office.run(reconcile_job(self.now))
        await self.office.work()


async def _ads(info: object = RECENT, *, connected: float = 30) -> Ads:
    clock = FakeClock(hurried=True)
    site = FakeSite(clock, info)  # type: ignore[arg-type]
    office = await Office(site, clock=clock, operators=[OPERATOR]).open()
    since = clock.now() - connected * DAY
    account = await office.account(watched_since=since, reconcile_at=clock.now())
    return Ads(office, account, await office.live(account, created_at=since))


async def test_who_came_behind_the_cursor_comes_as_new_and_only_once() -> None:
    ads = await _ads()
    for number in range(5):
        ads.missed(f"Пропущений {number}", days=number + 1)
    await ads.read()
    await ads.office.sync(ads.account)
    await ads.office.work()
    assert ads.shown == []
    await ads.compare()
    assert sorted(map(str, ads.shown)) == [f"Пропущений {number}" for number in range(5)]
    await ads.compare()
    assert len(ads.shown) == 5


async def test_who_is_known_already_is_not_told_again() -> None:
    ads = await _ads()
    ads.office.site.respond(ads.live.remote_id or "", name="Олена")
    await ads.office.sync(ads.account)
    await ads.office.work()
    await ads.compare()
    assert ads.shown == ["Олена"]


async def test_no_older_one_comes_and_none_from_before_the_account_was_connected() -> None:
    ads = await _ads(connected=3)
    ads.missed("До підключення", days=4)
    ads.missed("За хвилину до нього", days=3 - 1 / 24 / 60)  # by a site's clock that is fast
    ads.missed("Після", days=2)
    await ads.read()
    await ads.compare()
    assert ads.shown == ["Після"]
    old = await _ads()
    old.missed("Давній", days=15)
    old.missed("Недавній", days=13)
    await old.read()
    await old.compare()
    assert old.shown == ["Недавній"]


async def test_ads_that_are_not_linked_or_whose_sync_is_off_are_left_alone() -> None:
    ads = await _ads()
    off = await ads.office.live(ads.account, sync=False)
    ads.missed("Стороння", ad="ad-999")
    ads.missed("Зупинена", ad=off.remote_id or "")
    await ads.read()
    await ads.compare()
    assert (ads.shown, ads.office.rows(STUBS)) == ([], [])


async def test_an_ad_that_ended_long_ago_is_not_asked_about_and_one_that_just_ended_is() -> None:
    ads = await _ads()
    async with ads.office.transaction() as tx:
        ended = replace(ads.live, ad=Ad.ENDED, expires_at=ads.office.clock.now() - 20 * DAY)
        ended = await tx.publications.save(ended)
    ads.missed("Пізня")
    await ads.read()
    await ads.compare()
    assert "recent" not in ads.office.site.calls
    async with ads.office.transaction() as tx:
        await tx.publications.save(replace(ended, expires_at=ads.office.clock.now() - 2 * DAY))
    await ads.compare()
    assert ads.shown == ["Пізня"]


async def test_one_page_is_one_job_and_what_a_person_asks_for_runs_in_between() -> None:
    ads = await _ads()
    for number in range(5):
        ads.missed(f"Пропущений {number}")
    await ads.read()
    await ads.office.run(reconcile_job(ads.now))
    assert len(ads.office.rows(APPLICATIONS)) == ads.office.site.page_size
    await ads.office.press(ads.office.owner, "account", ads.account.id)
    await ads.office.press(ads.office.owner, "sync_account", ads.account.id)
    order = []
    while (job := ads.office.jobs.take()) is not None:
        order.append(job.task)
        await ads.office.run(job)
    assert order.index("sync") < order.index(RECONCILE)
    assert order.count(RECONCILE) == 2
    assert ads.office.site.most_at_once <= 1


async def test_killed_between_two_pages_it_goes_on_where_it_was() -> None:
    ads = await _ads()
    for number in range(5):
        ads.missed(f"Пропущений {number}")
    await ads.read()
    await ads.office.run(reconcile_job(ads.now))
    while ads.office.jobs.take() is not None:
        pass  # the process dies with its queue
    assert ads.now.reconciling is not None
    asked = ads.office.site.calls.count("recent")
    await ads.office.tick()
    assert len(ads.shown) == 5
    assert ads.office.site.calls.count("recent") - asked == 2


async def test_its_moment_is_spread_over_the_day_and_comes_once_a_day() -> None:
    ads = await _ads()
    await ads.compare()
    now, due = ads.office.clock.now(), ads.now.reconcile_at
    assert due is not None
    assert DAY / 2 < due - now <= DAY * 3 / 2
    slots = {
        replace(ads.account, id=AccountId(ads.account.id + number)).next_slot(now, DAY)
        for number in range(50)
    }
    assert len({one.hour for one in slots}) > 12
    asked = ads.office.site.calls.count("recent")
    ads.office.clock.advance(due - now - MINUTE)
    await ads.office.tick()
    assert ads.office.site.calls.count("recent") == asked
    ads.office.clock.advance(2 * MINUTE)
    await ads.office.tick()
    assert ads.office.site.calls.count("recent") == asked + 1


async def test_a_first_pass_that_gets_through_plans_the_first_comparison() -> None:
    ads = await _ads()
    async with ads.office.transaction() as tx:
        await tx.accounts.save(replace(ads.now, reconcile_at=None))
    await ads.office.sync(ads.account)
    due, now = ads.now.reconcile_at, ads.office.clock.now()
    assert due is not None
    assert now < due <= now + DAY


async def test_a_site_that_can_not_is_never_asked() -> None:
    ads = await _ads(INFO)
    ads.missed("Олена")
    await ads.read()
    await ads.compare()
    assert "recent" not in ads.office.site.calls
    assert ads.now.reconcile_at is None
    await ads.office.sync(ads.account)
    assert ads.now.reconcile_at is None


async def test_where_a_response_stands_by_now_is_taken_up() -> None:
    ads = await _ads()
    one = ads.office.site.respond(ads.live.remote_id or "")
    await ads.office.sync(ads.account)
    await ads.office.work()
    ads.office.site.standings = {one.remote_id: "standing-rejected"}
    await ads.compare()
    (known,) = ads.office.rows(APPLICATIONS)
    assert known.standing == "standing-rejected"


async def test_a_site_that_is_away_is_asked_later_from_the_same_page_without_a_word() -> None:
    ads = await _ads()
    for number in range(3):
        ads.missed(f"Пропущений {number}")
    await ads.read()
    await ads.office.run(reconcile_job(ads.now))
    place, now = ads.now.reconciling, ads.office.clock.now()
    ads.office.site.trouble("recent", SiteUnavailable("fake", retry_after=timedelta(hours=2)))
    await ads.office.work()
    assert (ads.now.reconciling, ads.now.reconcile_at) == (place, now + timedelta(hours=2))
    assert ads.now.failing_since is None  # whether the site is away is a pass's to say
    ads.office.clock.advance(timedelta(hours=3))
    await ads.office.tick()
    assert len(ads.shown) == 3


async def test_a_list_that_breaks_its_contract_is_told_to_operators_and_tried_tomorrow() -> None:
    ads = await _ads()
    ads.office.site.trouble("recent", ContractBroken("fake", "GET /recent"))
    await ads.compare()
    told = [one.view for one in ads.office.chat.said if one.address.chat_id == OPERATOR]
    assert told == [BrokenContract("fake", "GET /recent")]
    due = ads.now.reconcile_at
    assert due is not None
    assert due > ads.office.clock.now() + 14 * MINUTE
    assert ads.now.reconciling is None


async def test_a_lost_login_pauses_the_account_and_the_new_one_goes_on() -> None:
    ads = await _ads()
    ads.missed("Олена")
    await ads.read()
    ads.office.site.trouble("recent", AuthExpired("fake"))
    await ads.compare()
    assert ads.now.state is AccountState.PAUSED
    await ads.office.tick()
    assert ads.shown == []
    async with ads.office.transaction() as tx:
        await tx.accounts.save(ads.now.to(AccountState.ACTIVE))
    ads.office.clock.advance(minutes=20)
    await ads.office.tick()
    assert ads.shown == ["Олена"]


@pytest.mark.parametrize("kind", ["failing", "proof"])
async def test_while_the_account_has_trouble_nothing_is_compared(kind: str) -> None:
    ads = await _ads()
    now = ads.office.clock.now()
    changes: dict[str, object] = {"failing_since": now, "next_sync_at": now + DAY}
    if kind == "proof":
        changes["proof"] = "https://fake.example/captcha"
    async with ads.office.transaction() as tx:
        await tx.accounts.save(replace(ads.now, **changes))  # type: ignore[arg-type]
    await ads.office.tick()
    assert ads.office.site.calls == []


async def test_where_candidates_are_told_of_a_look_only_missed_ones_are_opened() -> None:
    ads = await _ads(replace(CODED, key="fake", by_code=False, login=INFO.login))
    known = ads.office.site.respond(ads.live.remote_id or "", name="Олена")
    await ads.office.sync(ads.account)
    await ads.office.work()
    opened: list[str] = []
    site = ads.office.site

    def look(login: str, item: RemoteApplication, *, may_view: bool) -> RemoteApplication:
        opened.append(item.remote_id)
        return item

    site.opened_by = look  # type: ignore[method-assign]
    missed = ads.missed("Марія")
    await ads.read()
    await ads.compare()
    assert (opened, sorted(map(str, ads.shown))) == ([missed.remote_id], ["Марія", "Олена"])
    assert known.remote_id not in opened


async def test_who_waits_for_a_place_among_the_requests_goes_on_as_soon_as_there_is_one() -> None:
    ads = await _ads()
    ads.missed("Олена")
    await ads.read()
    pause = timedelta(seconds=20)
    ads.office.site.trouble("recent", SiteCrowded("fake", retry_after=pause))
    await ads.compare()
    assert ads.now.reconcile_at == ads.office.clock.now() + pause
    ads.office.clock.advance(minutes=1)
    await ads.office.tick()
    assert ads.shown == ["Олена"]
