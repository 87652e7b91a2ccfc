"""Linking an ad made in the cabinet: once, whatever happens; its responses then arrive."""

from datetime import timedelta

import pytest

from bot.domain.account import AccountState
from bot.domain.conversation import Place
from bot.domain.errors import AuthExpired, ContractBroken, SiteUnavailable, Stale
from bot.domain.publication import Publication
from bot.domain.site import Ad
from bot.domain.vacancy import Shelf
from bot.domain.views import AccountPage, BrokenContract, LinkScreen, Preview
from bot.domain.workspace import Role
from bot.usecases.note_unlinked import LINK_AD, link_job
from tests.cabinet import answered, cards, link, news, opened, row_of, seen, sync
from tests.fakes.store.kinds import PUBLICATIONS, STUBS, UNLINKED, VACANCIES

HOURS = timedelta(hours=1)


async def test_link_makes_vacancy_and_publication_and_its_responses_arrive() -> None:
    office, account = await opened()
    remote = await answered(office, account)
    await office.press(office.owner, "ad", row_of(office, remote).id)
    screen = await seen(office, office.owner)
    assert isinstance(screen, LinkScreen)
    assert (screen.ad.waiting, screen.vacancy) == (1, None)
    await office.press(office.owner, "link")
    await office.work()
    (vacancy,), publication = office.rows(VACANCIES), await office.publication_now()
    assert (vacancy.title, vacancy.city) == ("Кухар", "Київ")
    assert (vacancy.description, vacancy.step) == ("<p>Із кабінету</p>", None)
    assert vacancy.owner_id == office.owner.member_id
    assert (publication.vacancy_id, publication.account_id) == (vacancy.id, account.id)
    assert (publication.remote_id, publication.url) == (remote.remote_id, remote.url)
    assert (publication.ad, publication.sync) == (Ad.LIVE, True)
    assert publication.fields["city"][0].id == "1"
    assert cards(office, office.owner) == ["Олена"]
    assert office.rows(STUBS) == []
    assert office.rows(UNLINKED) == []
    assert office.at(office.owner).place == Place("publication", publication.id)
    assert office.flash(office.owner) == "done-linked"
    office.site.respond(remote.remote_id, name="Ігор")
    await sync(office, account)
    assert cards(office, office.owner) == ["Олена", "Ігор"]


async def test_a_vacancy_of_the_same_title_is_offered() -> None:
    office, account = await opened()
    vacancy = await office.vacancy(title="Кухар")
    remote = await answered(office, account)
    await office.press(office.owner, "ad", row_of(office, remote).id)
    screen = await seen(office, office.owner)
    assert isinstance(screen, LinkScreen)
    assert screen.vacancy == vacancy
    await office.press(office.owner, "link_to", vacancy.id)
    await office.work()
    assert office.rows(VACANCIES) == [vacancy]
    assert (await office.publication_now()).vacancy_id == vacancy.id


async def test_a_vacancy_deleted_meanwhile_is_made_anew() -> None:
    office, account = await opened()
    vacancy = await office.vacancy(title="Кухар")
    remote = await answered(office, account)
    await office.press(office.owner, "ad", row_of(office, remote).id)
    await office.press(office.owner, "link_to", vacancy.id)
    async with office.transaction() as tx:
        await tx.vacancies.delete(vacancy.id)
    await office.work()
    (made,) = office.rows(VACANCIES)
    assert made.id != vacancy.id
    assert cards(office, office.owner) == ["Олена"]


async def test_a_double_tap_and_two_recruiters_make_one_publication() -> None:
    office, account = await opened()
    second = await office.hire(Role.RECRUITER)
    remote = await answered(office, account)
    row = row_of(office, remote)
    for who in (office.owner, second):
        await office.press(who, "ad", row.id)
    version = office.at(second).version
    await office.press(office.owner, "link")
    await office.press(second, "link", version=version)
    with pytest.raises(Stale):
        await office.press(second, "link", version=version)
    await office.run(link_job(row))
    await office.run(link_job(row))
    await office.work()
    (publication,) = office.rows(PUBLICATIONS)
    assert len(office.rows(VACANCIES)) == 1
    for who in (office.owner, second):
        assert office.at(who).place == Place("publication", publication.id)
    assert cards(office, office.owner) == ["Олена"]


async def test_an_ad_that_got_its_publication_otherwise_is_not_linked_again() -> None:
    office, account = await opened()
    remote = await answered(office, account)
    await office.press(office.owner, "ad", row_of(office, remote).id)
    await office.press(office.owner, "link")
    found: list[Publication] = []

    async def meanwhile() -> None:
        found.append(await office.live(account, remote_id=remote.remote_id))

    office.site.meanwhile(meanwhile)
    await office.work()
    assert [one.id for one in office.rows(PUBLICATIONS)] == [found[0].id]
    assert cards(office, office.owner) == ["Олена"]


async def test_what_a_site_that_is_away_kept_from_being_linked_is_linked_later() -> None:
    office, account = await opened()
    remote = await answered(office, account)
    await office.press(office.owner, "ad", row_of(office, remote).id)
    office.site.trouble("ad", SiteUnavailable("fake"))
    await office.press(office.owner, "link")
    job = office.jobs.take(LINK_AD)
    assert job is not None
    await office.run(job)
    assert office.flash(office.owner) == "error-site-unavailable"
    assert office.rows(PUBLICATIONS) == []
    office.clock.advance(timedelta(minutes=20))
    await office.work()
    assert cards(office, office.owner) == ["Олена"]


async def test_an_ad_that_no_contract_has_is_told_of_and_can_be_asked_for_again() -> None:
    operator = 77
    office, account = await opened(operators=[operator])
    remote = await answered(office, account)
    await office.press(office.owner, "ad", row_of(office, remote).id)
    broken = ContractBroken("fake", "GET /jobs/1: no title")
    office.site.trouble("ad", broken)
    await office.press(office.owner, "link")
    await office.work()
    assert office.flash(office.owner) == "error-contract-broken"
    assert row_of(office, remote).asked_by is None
    told = [one.view for one in office.chat.said if one.address.chat_id == operator]
    assert told == [BrokenContract("fake", broken.where)]
    await office.press(office.owner, "link")
    await office.work()
    assert cards(office, office.owner) == ["Олена"]


async def test_who_had_all_linked_reads_of_one_that_no_contract_has() -> None:
    office, account = await opened()
    await answered(office, account)
    await office.press(office.owner, "ads", account.id)
    office.site.trouble("ad", ContractBroken("fake", "GET /jobs/1: no title"))
    await office.press(office.owner, "link_all")
    await office.press(office.owner, "history_new")
    await office.work()
    assert office.flash(office.owner) == "error-contract-broken"


async def test_a_link_whose_job_is_lost_is_owed_still() -> None:
    office, account = await opened()
    remote = await answered(office, account)
    await office.press(office.owner, "ad", row_of(office, remote).id)
    await office.press(office.owner, "link")
    assert office.jobs.take(LINK_AD) is not None  # killed with the process
    await sync(office, account)
    assert cards(office, office.owner) == ["Олена"]


async def test_not_now_is_an_end_though_it_can_be_linked_later() -> None:
    office, account = await opened()
    remote = await answered(office, account)
    await office.press(office.owner, "ad", row_of(office, remote).id)
    await office.press(office.owner, "not_now")
    assert office.flash(office.owner) == "done-not-linked"
    page = await seen(office, office.owner)
    assert isinstance(page, AccountPage)
    assert page.unlinked == 1
    office.site.respond(remote.remote_id)
    office.clock.advance(24 * HOURS)
    await sync(office, account)
    assert len(news(office, office.owner)) == 1
    await link(office, office.owner, remote)
    assert len(cards(office, office.owner)) == 2


async def test_not_now_in_time_takes_the_wish_back() -> None:
    office, account = await opened()
    remote = await answered(office, account)
    await office.press(office.owner, "ad", row_of(office, remote).id)
    await office.press(office.owner, "link")
    await office.press(office.owner, "not_now")
    await office.work()
    assert office.rows(PUBLICATIONS) == []


async def test_not_now_while_the_site_is_asked_counts_too() -> None:
    office, account = await opened()
    remote = await answered(office, account)
    await office.press(office.owner, "ad", row_of(office, remote).id)
    await office.press(office.owner, "link")

    async def meanwhile() -> None:
        await office.press(office.owner, "not_now")

    office.site.meanwhile(meanwhile)
    await office.work()
    assert office.rows(PUBLICATIONS) == []


async def test_an_ad_that_the_site_no_longer_has_is_not_linked() -> None:
    office, account = await opened()
    remote = await answered(office, account)
    await office.press(office.owner, "ad", row_of(office, remote).id)
    del office.site.ads[remote.remote_id]
    await office.press(office.owner, "link")
    await office.work()
    assert office.flash(office.owner) == "error-ad-missing"
    assert office.rows(PUBLICATIONS) == []
    assert row_of(office, remote).asked_by is None


async def test_a_lost_login_is_said_at_once() -> None:
    office, account = await opened()
    remote = await answered(office, account)
    async with office.transaction() as tx:
        await tx.accounts.save(office.account_now(account).to(AccountState.PAUSED))
    await office.press(office.owner, "ad", row_of(office, remote).id)
    with pytest.raises(AuthExpired):
        await office.press(office.owner, "link")


async def test_a_lost_login_met_while_linking_pauses_the_account_and_the_wish_stays() -> None:
    office, account = await opened()
    remote = await answered(office, account)
    await office.press(office.owner, "ad", row_of(office, remote).id)
    office.site.trouble("ad", AuthExpired("fake"))
    await office.press(office.owner, "link")
    await office.work()
    assert office.account_now(account).state is AccountState.PAUSED
    async with office.transaction() as tx:
        await tx.accounts.save(office.account_now(account).to(AccountState.ACTIVE))
    await sync(office, account)
    assert cards(office, office.owner) == ["Олена"]


async def test_an_ad_does_not_take_the_place_of_a_request_that_is_still_out() -> None:
    office, account = await opened()
    remote = await answered(office, account, "Бариста")
    await office.press(office.owner, "ad", row_of(office, remote).id)
    await office.press(office.owner, "link")
    publication = await office.publication(account)  # «Бариста» too
    await office.press(office.owner, "send", publication.id)
    job = office.jobs.take(LINK_AD)
    assert job is not None
    await office.run(job)
    assert [one.id for one in office.rows(PUBLICATIONS)] == [publication.id]
    await office.work()
    office.clock.advance(timedelta(minutes=2))
    await office.work()
    assert {one.remote_id for one in office.rows(PUBLICATIONS)} == set(office.site.ads)


async def test_an_edit_of_a_linked_ad_warns_of_what_the_site_does_not_tell() -> None:
    office, account = await opened()
    remote = await answered(office, account)
    await link(office, office.owner, remote)
    publication = await office.publication_now()
    for linked in (True, False):
        await office.press(office.owner, "edit", publication.id)
        await office.work()
        preview = await seen(office, office.owner)
        assert isinstance(preview, Preview)
        assert preview.publication.linked is linked
        await office.press(office.owner, "send", publication.id)
        await office.work()


async def test_closing_a_linked_ad_overwrites_nothing() -> None:
    office, account = await opened()
    remote = await answered(office, account)
    await link(office, office.owner, remote)
    publication = await office.publication_now()
    await office.press(office.owner, "close_yes", publication.id)
    await office.work()
    closed = await office.publication_now()
    assert (closed.ad, closed.linked) == (Ad.ENDED, True)


async def test_a_live_ad_brings_its_vacancy_back_from_the_archive_and_joins_no_template() -> None:
    for shelf in (Shelf.ARCHIVE, Shelf.TEMPLATE):
        office, account = await opened()
        vacancy = await office.vacancy(title="Кухар", shelf=shelf)
        remote = await answered(office, account)
        await office.press(office.owner, "ad", row_of(office, remote).id)
        await office.press(office.owner, "link_to", vacancy.id)
        await office.work()
        publication = await office.publication_now()
        its = next(it for it in office.rows(VACANCIES) if it.id == publication.vacancy_id)
        assert its.shelf is Shelf.OPEN
        assert (its.id == vacancy.id) is (shelf is Shelf.ARCHIVE)
