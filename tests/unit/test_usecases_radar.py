"""The radar: what happens to ads on their site is told to their owner, once."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.account import AccountState, EmployerAccount
from bot.domain.alert import Alert
from bot.domain.errors import SiteUnavailable
from bot.domain.publication import Publication
from bot.domain.site import Ad, Can
from bot.domain.views import AdsChanged, Preview, PublicationPage, StatusList
from bot.domain.workspace import Actor, Role
from tests.cabinet import answered, link, seen
from tests.fakes import FakeClock, FakeSite, Killed
from tests.fakes.sites.world import INFO
from tests.fakes.store.kinds import PUBLICATIONS
from tests.office import Office

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
MIDDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)  # 12:00 in Kyiv
BLOCKED, CLOSED, EXPIRED = "badge-blocked", "badge-closed", "badge-expired"
Told = list[tuple[str, Alert | None]]


@dataclass(slots=True)
class Radar:
    """An account whose ads are looked at."""

    office: Office
    account: EmployerAccount

    async def ad(self, title: str = "Бариста", owner: Actor | None = None) -> Publication:
        whose = (owner or self.office.owner).member_id
        vacancy = await self.office.vacancy(title=title, owner_id=whose)
        return await self.office.live(self.account, vacancy=vacancy)

    def turn(self, publication: Publication, ad: Ad, badge: str | None = None) -> None:
        self.office.site.set_ad(publication.remote_id or "", ad, badge)

    def until(self, publication: Publication, moment: datetime) -> None:
        self.office.site.until(publication.remote_id or "", moment)

    async def look(self, **later: float) -> None:
        self.office.clock.advance(timedelta(**later))
        await self.office.sync(self.account)
        await self.office.work()

    def messages(self, who: Actor | None = None) -> list[AdsChanged]:
        said = self.office.said(who or self.office.owner)
        return [one for one in said if isinstance(one, AdsChanged)]

    def told(self, who: Actor | None = None) -> list[Told]:
        return [[(one.title, one.told) for one in it.ads] for it in self.messages(who)]


@pytest.fixture
async def radar() -> Radar:
    office = await Office(clock=FakeClock(MIDDAY, hurried=True)).open()
    return Radar(office, await office.account())


# -- each change, once -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ad", "badge", "alert"),
    [
        (Ad.REFUSED, BLOCKED, Alert.REFUSED),
        (Ad.ENDED, EXPIRED, Alert.EXPIRED),
        (Ad.ENDED, CLOSED, Alert.CLOSED),
        (Ad.LIVE, "badge-paused", Alert.PAUSED),
        (Ad.LIVE, "badge-confirm", Alert.CONFIRM),
    ],
)
async def test_what_the_site_does_is_told_once(
    radar: Radar, ad: Ad, badge: str, alert: Alert
) -> None:
    one = await radar.ad()
    await radar.look()
    assert radar.messages() == []
    radar.turn(one, ad, badge)
    for _ in range(3):
        await radar.look(hours=1)
    assert radar.told() == [[("Бариста", alert)]]


async def test_the_sites_reason_is_kept_until_the_ad_is_up_again(radar: Radar) -> None:
    one = await radar.ad()
    await radar.look()
    radar.office.site.set_ad(one.remote_id or "", Ad.REFUSED, BLOCKED, "Немає адреси")
    await radar.look(hours=1)
    assert [it.refusal for it in radar.messages()[0].ads] == ["Немає адреси"]
    radar.turn(one, Ad.LIVE)
    await radar.look(hours=1)
    assert [it.refusal for it in radar.office.rows(PUBLICATIONS)] == [None]


async def test_a_deleted_ad_is_told_when_two_lists_lack_it(radar: Radar) -> None:
    one = await radar.ad()
    await radar.look()
    del radar.office.site.ads[one.remote_id or ""]
    await radar.look(hours=1)
    assert radar.messages() == []
    await radar.look(hours=1)
    await radar.look(hours=1)
    assert radar.told() == [[("Бариста", Alert.DELETED)]]


async def test_that_it_heals_is_told_too_and_a_relapse_again(radar: Radar) -> None:
    one = await radar.ad()
    for ad in (Ad.REFUSED, Ad.LIVE, Ad.LIVE, Ad.REFUSED):
        radar.turn(one, ad, BLOCKED if ad is Ad.REFUSED else None)
        await radar.look(hours=1)
    alerts = [Alert.REFUSED, None, Alert.REFUSED]
    assert radar.told() == [[("Бариста", alert)] for alert in alerts]


async def test_an_ad_that_is_over_is_over_whatever_becomes_of_it(radar: Radar) -> None:
    one = await radar.ad()
    for badge in (CLOSED, EXPIRED, CLOSED):
        radar.turn(one, Ad.ENDED, badge)
        await radar.look(hours=1)
    del radar.office.site.ads[one.remote_id or ""]
    await radar.look(hours=1)
    await radar.look(hours=1)
    assert radar.told() == [[("Бариста", Alert.CLOSED)]]


async def test_an_ad_that_is_off_since_its_last_day_ran_out_whatever_its_site_calls_it(
    radar: Radar,
) -> None:
    one = await radar.ad()
    radar.until(one, MIDDAY + 30 * DAY)
    await radar.look()
    radar.turn(one, Ad.ENDED, CLOSED)
    await radar.look(days=31)
    assert radar.told() == [[("Бариста", Alert.EXPIRED)]]


async def test_moderation_is_no_news_before_it_ends(radar: Radar) -> None:
    one = await radar.ad()
    radar.turn(one, Ad.REFUSED, BLOCKED)
    await radar.look(hours=1)
    radar.turn(one, Ad.LIVE, "badge-moderation")
    await radar.look(hours=1)
    assert radar.told() == [[("Бариста", Alert.REFUSED)]]
    radar.turn(one, Ad.LIVE)
    await radar.look(hours=1)
    assert radar.told()[1:] == [[("Бариста", None)]]


async def test_a_confirmation_that_is_due_no_more_is_over_without_a_word(radar: Radar) -> None:
    one = await radar.ad()
    for badge in ("badge-confirm", None, "badge-confirm"):
        radar.turn(one, Ad.LIVE, badge)
        await radar.look(days=3)
    assert radar.told() == [[("Бариста", Alert.CONFIRM)]] * 2


# -- what ends -------------------------------------------------------------------------------


async def test_the_end_is_told_three_days_before_from_nine_in_the_morning(radar: Radar) -> None:
    one = await radar.ad()
    radar.until(one, datetime(2026, 11, 27, 21, 30, tzinfo=UTC))  # 23:30 in Kyiv
    await radar.look()
    await radar.look(hours=18)  # the 24th, 06:00 in Kyiv
    assert radar.messages() == []
    await radar.look(hours=3)
    await radar.look(hours=5)
    (message,) = radar.messages()
    assert [one.told for one in message.ads] == [Alert.EXPIRING]
    radar.turn(one, Ad.ENDED, EXPIRED)
    await radar.look(days=3)
    assert radar.told()[1:] == [[("Бариста", Alert.EXPIRED)]]


async def test_sixty_that_end_on_one_day_are_one_message(radar: Radar) -> None:
    for number in range(60):
        one = await radar.ad(f"Посада {number:02}")
        radar.until(one, MIDDAY.replace(hour=0) + 4 * DAY + timedelta(minutes=20 * number))
    for _ in range(48):
        await radar.look(hours=1)
    (told,) = radar.told()
    assert len(told) == 60
    assert {alert for _, alert in told} == {Alert.EXPIRING}


async def test_who_can_pay_for_no_other_term_hears_it_with_the_end(radar: Radar) -> None:
    one, site = await radar.ad(), radar.office.site
    radar.until(one, MIDDAY + 2 * DAY)
    site.employers[radar.account.login].credits = {"standard": 0}
    await radar.look()
    await radar.look(hours=1)
    site.employers[radar.account.login].credits = {"standard": 5}
    await radar.look(hours=1)
    assert radar.told() == [[("Бариста", alert)] for alert in (Alert.UNPAID, Alert.EXPIRING)]
    assert [one.left for one in radar.office.account_now(radar.account).credits] == [5]


async def test_the_balance_is_asked_for_only_where_an_ad_is_about_to_need_it(radar: Radar) -> None:
    one, site = await radar.ad(), radar.office.site
    radar.until(one, MIDDAY + 20 * DAY)
    await radar.look()
    assert "credits" not in site.calls
    radar.until(one, MIDDAY + 2 * DAY)
    site.trouble("credits", SiteUnavailable("fake"))
    await radar.look(hours=1)
    assert radar.office.account_now(radar.account).failures == 0  # its feed was read
    assert radar.told() == [[("Бариста", Alert.EXPIRING)]]


async def test_a_term_that_was_prolonged_in_the_cabinet_is_well_again(radar: Radar) -> None:
    one = await radar.ad()
    radar.until(one, MIDDAY + 2 * DAY)
    await radar.look()
    radar.until(one, MIDDAY + 30 * DAY)
    await radar.look(hours=1)
    assert radar.told()[1:] == [[("Бариста", None)]]


# -- who is told, and what is not ------------------------------------------------------------


async def test_each_owner_hears_of_own_ads_and_the_company_owner_of_those_left_behind(
    radar: Radar,
) -> None:
    office = radar.office
    olha, ihor = await office.hire(Role.RECRUITER), await office.hire(Role.RECRUITER)
    for title, owner in (("Кухар", olha), ("Пекар", ihor), ("Кондитер", olha)):
        radar.turn(await radar.ad(title, owner), Ad.ENDED, CLOSED)
    await office.fire(ihor)
    await radar.look()
    assert [sorted(title for title, _ in it) for it in radar.told(olha)] == [["Кондитер", "Кухар"]]
    assert radar.told() == [[("Пекар", Alert.CLOSED)]]
    assert radar.told(ihor) == []


async def test_what_the_recruiter_did_is_no_news(radar: Radar) -> None:
    one, office = await radar.ad(), radar.office
    await office.press(office.owner, "publication", one.id)
    await office.press(office.owner, "close_yes", one.id)
    await office.work()
    await radar.look(hours=1)
    await office.press(office.owner, "send", one.id)
    await office.work()
    await radar.look(hours=1)
    assert (await office.publication_now(one)).ad is Ad.LIVE
    assert radar.messages() == []


async def test_an_edit_of_an_ad_about_to_end_hides_nothing(radar: Radar) -> None:
    one, office = await radar.ad(), radar.office
    radar.until(one, MIDDAY + 2 * DAY)
    await office.press(office.owner, "preview", one.id)
    await office.press(office.owner, "send", one.id)
    await office.work()
    await radar.look(hours=1)
    assert radar.told() == [[("Бариста", Alert.EXPIRING)]]


async def test_of_an_ad_without_sync_nothing_is_told_until_it_is_on_again(radar: Radar) -> None:
    one, office = await radar.ad(), radar.office
    await office.press(office.owner, "publication", one.id)
    await office.press(office.owner, "stop", one.id)
    radar.turn(one, Ad.REFUSED, BLOCKED)
    await radar.look(hours=1)
    assert radar.messages() == []
    assert (await office.publication_now(one)).ad is Ad.REFUSED
    await office.press(office.owner, "resume", one.id)
    await office.work()
    assert radar.told() == [[("Бариста", Alert.REFUSED)]]


async def test_an_ad_that_is_linked_as_it_ended_is_no_news_but_its_return_is(radar: Radar) -> None:
    remote = await answered(radar.office, radar.account)
    radar.office.site.set_ad(remote.remote_id, Ad.ENDED, CLOSED)
    await radar.look()
    await link(radar.office, radar.office.owner, remote)
    await radar.look(hours=1)
    assert radar.messages() == []
    radar.office.site.set_ad(remote.remote_id, Ad.LIVE)
    await radar.look(hours=1)
    assert radar.told() == [[("Кухар", None)]]


async def test_what_is_over_before_it_could_be_told_is_not_told(radar: Radar) -> None:
    office, one, other = radar.office, await radar.ad(), await radar.ad("Кухар")
    for each in (one, other):
        radar.turn(each, Ad.REFUSED, BLOCKED)
    await office.sync(radar.account)  # owed, not sent
    radar.turn(one, Ad.LIVE)
    await radar.look(hours=1)
    assert radar.told() == [[("Кухар", Alert.REFUSED)], [("Бариста", None)]]


async def test_killed_after_any_step_it_is_told_once(radar: Radar) -> None:
    office = radar.office
    for nth in range(1, 12):
        one = await radar.ad(f"Посада {nth}")
        radar.turn(one, Ad.ENDED, CLOSED)
        office.uow.kill(nth)
        with suppress(Killed):
            await radar.look(hours=1)
        office.uow.calm()
        office.clock.advance(hours=1)
        await office.tick()
        await radar.look(hours=1)
        titles = [title for it in radar.told() for title, _ in it]
        assert titles.count(one.title) == 1


async def test_of_a_disconnected_account_nothing_is_told(radar: Radar) -> None:
    one, office = await radar.ad(), radar.office
    radar.turn(one, Ad.REFUSED, BLOCKED)

    async def disconnect() -> None:
        async with office.transaction() as tx:
            account = await tx.accounts.get(radar.account.id)
            await tx.accounts.save(account.to(AccountState.DISCONNECTED))
            fresh = await tx.publications.get(one.id)
            await tx.publications.save(replace(fresh, sync=False))

    office.site.meanwhile(disconnect)
    await radar.look()
    assert radar.messages() == []


# -- the one button --------------------------------------------------------------------------


async def test_what_ended_or_was_refused_is_published_again_from_the_message(radar: Radar) -> None:
    one, office = await radar.ad(), radar.office
    radar.turn(one, Ad.ENDED, EXPIRED)
    await radar.look()
    await office.press(office.owner, "edit", one.id, version=0)
    await office.work()
    assert isinstance(await seen(office, office.owner), Preview)
    await office.press(office.owner, "send", one.id)
    await office.work()
    assert (await office.publication_now(one)).ad is Ad.LIVE


@pytest.mark.parametrize("able", [True, False])
async def test_the_message_knows_whether_its_site_prolongs(able: bool) -> None:
    clock = FakeClock(MIDDAY, hurried=True)
    can = INFO.can | ({Can.PROLONG} if able else set())
    office = await Office(FakeSite(clock, replace(INFO, can=can)), clock=clock).open()
    radar = Radar(office, await office.account())
    radar.until(await radar.ad(), MIDDAY + DAY)
    await radar.look()
    assert [one.can_prolong for one in radar.messages()] == [able]


# -- screens ---------------------------------------------------------------------------------


async def test_the_list_goes_from_errors_over_what_ends_to_drafts(radar: Radar) -> None:
    office = radar.office
    await office.publication(radar.account, vacancy=await office.vacancy(title="чернетка"))
    await radar.ad("діє")
    for title, left in (("три дні", 3), ("завтра", 1)):
        radar.until(await radar.ad(title), MIDDAY + left * DAY)
    radar.turn(await radar.ad("закрито"), Ad.ENDED, CLOSED)
    radar.turn(await radar.ad("знято"), Ad.REFUSED, BLOCKED)
    await radar.look()
    await office.command(office.owner, "status")
    shown = await seen(office, office.owner)
    assert isinstance(shown, StatusList)
    titles = [one.publication.title for one in shown.lines]
    assert titles == ["знято", "завтра", "три дні", "діє", "закрито", "чернетка"]


async def test_a_lost_login_is_seen_in_the_list_where_responses_would_come(radar: Radar) -> None:
    office = radar.office
    await radar.ad("діє")
    await office.publication(radar.account, vacancy=await office.vacancy(title="чернетка"))
    async with office.transaction() as tx:
        paused = office.account_now(radar.account).to(AccountState.PAUSED)
        await tx.accounts.save(paused)
    await office.command(office.owner, "status")
    shown = await seen(office, office.owner)
    assert isinstance(shown, StatusList)
    lost = {one.publication.title: one.login_lost for one in shown.lines}
    assert lost == {"діє": True, "чернетка": False}


async def test_the_page_that_is_looked_at_follows(radar: Radar) -> None:
    one, office = await radar.ad(), radar.office
    await office.press(office.owner, "publication", one.id)
    radar.turn(one, Ad.REFUSED, BLOCKED)
    await radar.look()
    page = await seen(office, office.owner)
    assert isinstance(page, PublicationPage)
    assert page.publication.badge == BLOCKED
    assert len(office.rows(PUBLICATIONS)) == 1
