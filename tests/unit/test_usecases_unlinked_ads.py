"""Ads made in the employer's cabinet: told once, and offered on their account's page."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.account import AccountState
from bot.domain.errors import NotAllowed, SiteUnavailable
from bot.domain.site import Ad
from bot.domain.views import AccountPage, UnlinkedList
from bot.domain.workspace import Role
from bot.usecases.ask_site import ACT
from bot.usecases.note_unlinked import LINK_AD, link_job
from tests.cabinet import answered, cards, link, named, news, opened, row_of, seen, sync
from tests.fakes.store.kinds import STUBS, UNLINKED
from tests.office import Office

HOURS = timedelta(hours=1)


# -- told once -------------------------------------------------------------------------------


async def test_an_unknown_ad_with_responses_is_told_once() -> None:
    office, account = await opened()
    remote = await answered(office, account)
    assert [named(one) for one in news(office, office.owner)] == [[("Кухар", 1)]]
    for _ in range(3):
        office.site.respond(remote.remote_id)
        office.clock.advance(5 * HOURS)
        await sync(office, account)
    assert len(news(office, office.owner)) == 1
    assert len(office.rows(STUBS)) == 4


async def test_forty_old_ads_are_no_flood() -> None:
    office, account = await opened()
    ads = [office.site.post(account.login, f"Посада {number:02}") for number in range(40)]
    await sync(office, account)
    assert news(office, office.owner) == []
    for at, remote in enumerate(ads):
        office.site.respond(remote.remote_id)
        if at % 10 == 0:
            office.clock.advance(timedelta(minutes=30))
            await sync(office, account)
    (first,) = news(office, office.owner)
    assert (named(first), first.others) == ([("Посада 00", 1)], 39)
    office.clock.advance(4 * HOURS)
    await sync(office, account)
    _, second = news(office, office.owner)
    assert len(second.ads) == 39
    assert sum(one.waiting for one in second.ads) == 39


async def test_who_added_the_account_is_told_or_the_owner_in_place_of_who_may_not() -> None:
    office = await Office().open()
    admin = await office.hire(Role.ADMIN)
    account = await office.account(added_by=admin.member_id)
    await answered(office, account)
    assert len(news(office, admin)) == 1
    await office.demote(admin, Role.HIRING_MANAGER)
    office.clock.advance(5 * HOURS)
    await answered(office, account, "Пекар")
    assert len(news(office, admin)) == 1
    assert [named(one) for one in news(office, office.owner)] == [[("Пекар", 1)]]


async def test_news_that_waited_says_nothing_of_an_ad_that_was_linked_meanwhile() -> None:
    office, account = await opened()
    remote = office.site.post(account.login, "Кухар")
    office.site.respond(remote.remote_id)
    await office.sync(account)
    row = row_of(office, remote)
    async with office.transaction() as tx:
        await tx.unlinked.save(replace(row, asked_by=office.owner.member_id))
        await tx.enqueue(link_job(row))
    job = office.jobs.take(LINK_AD)
    assert job is not None
    await office.run(job)
    await office.work()
    assert news(office, office.owner) == []


async def test_an_ad_that_our_lost_request_may_have_made_is_not_unknown() -> None:
    office, account = await opened()
    publication = await office.publication(account)
    office.site.trouble("find", *[SiteUnavailable("fake")] * 9)
    office.site.lose_answer("publish")
    await office.press(office.owner, "send", publication.id)
    job = office.jobs.take(ACT)
    assert job is not None
    await office.run(job)
    await office.sync(account)
    assert office.rows(UNLINKED) == []
    office.site.forgive()


async def test_an_ad_of_ours_is_not_unknown() -> None:
    office, account = await opened()
    await office.live(account)
    await sync(office, account)
    assert office.rows(UNLINKED) == []


async def test_two_users_of_one_company_are_told_once() -> None:
    office, account = await opened()
    second = await office.account("second@example.com")
    remote = await answered(office, account)
    office.site.ads[remote.remote_id].owner = second.login
    office.clock.advance(5 * HOURS)
    await sync(office, second)
    assert row_of(office, remote).account_id == account.id
    async with office.transaction() as tx:
        await tx.accounts.save(office.account_now(account).to(AccountState.DISCONNECTED))
    await sync(office, second)
    assert row_of(office, remote).account_id == second.id
    assert len(news(office, office.owner)) == 1


# -- the account's page ----------------------------------------------------------------------


async def test_any_live_ad_can_be_linked_from_the_accounts_page() -> None:
    office, account = await opened()
    ads = [office.site.post(account.login, f"Посада {number:02}") for number in range(10)]
    office.site.post(account.login, "Чернетка", Ad.DRAFT)
    office.site.post(account.login, "Минула", Ad.ENDED)
    office.site.respond(ads[9].remote_id)
    await sync(office, account)
    await office.press(office.owner, "account", account.id)
    page = await seen(office, office.owner)
    assert isinstance(page, AccountPage)
    assert page.unlinked == 10
    await office.press(office.owner, "ads", account.id)
    first = await seen(office, office.owner)
    assert isinstance(first, UnlinkedList)
    assert [one.ad.title for one in first.ads][:2] == ["Посада 09", "Посада 00"]
    await office.press(office.owner, "ads_page", 1)
    second = await seen(office, office.owner)
    assert isinstance(second, UnlinkedList)
    assert [one.ad.title for one in second.ads] == ["Посада 07", "Посада 08"]
    await link(office, office.owner, ads[8])
    assert (await office.publication_now()).title == "Посада 08"
    assert len(office.rows(UNLINKED)) == 9


async def test_an_ad_that_ends_is_offered_only_while_responses_wait() -> None:
    office, account = await opened()
    remote, other = (office.site.post(account.login, name) for name in ("Кухар", "Пекар"))
    office.site.respond(remote.remote_id)
    await sync(office, account)
    del office.site.ads[other.remote_id]
    office.site.set_ad(remote.remote_id, Ad.ENDED, "badge-closed")
    await sync(office, account)
    await office.press(office.owner, "ads", account.id)
    shown = await seen(office, office.owner)
    assert isinstance(shown, UnlinkedList)
    assert [one.ad.title for one in shown.ads] == ["Кухар"]
    await link(office, office.owner, remote)
    assert len(cards(office, office.owner)) == 1


@pytest.mark.parametrize("verb", ["ad", "ads", "link", "not_now"])
async def test_who_may_not_publish_links_nothing(verb: str) -> None:
    office, account = await opened()
    await answered(office, account)
    manager = await office.hire(Role.HIRING_MANAGER)
    with pytest.raises(NotAllowed):
        await office.press(manager, verb, account.id)
    await office.press(manager, "account", account.id)
    page = await seen(office, manager)
    assert isinstance(page, AccountPage)
    assert page.unlinked == 0


async def test_what_got_a_publication_otherwise_is_offered_no_more() -> None:
    office, account = await opened()
    remote = await answered(office, account)
    await office.live(account, remote_id=remote.remote_id)
    await sync(office, account)
    assert office.rows(UNLINKED) == []


async def test_news_of_an_ad_that_is_being_linked_is_no_news() -> None:
    office, account = await opened()
    remote = office.site.post(account.login, "Кухар")
    office.site.respond(remote.remote_id)
    await office.sync(account)
    await office.press(office.owner, "ad", row_of(office, remote).id)
    await office.press(office.owner, "link")
    assert office.jobs.take(LINK_AD) is not None
    await office.work()
    assert news(office, office.owner) == []
