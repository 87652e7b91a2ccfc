"""An ad's address in the chat: found among the company's own ads, never asked for itself."""

from datetime import timedelta

import pytest

from bot.domain.account import AccountState
from bot.domain.conversation import Place
from bot.domain.errors import AuthExpired, NotAllowed, SiteUnavailable, Stale
from bot.domain.site import Ad, RemoteAd
from bot.domain.views import LinkScreen, Pasted
from bot.domain.workspace import Role
from bot.usecases.paste_address import FIND_AD, PasteAddress
from tests.cabinet import cards, opened, row_of, seen, sync
from tests.fakes.store.kinds import PUBLICATIONS, UNLINKED
from tests.office import Office


async def _refused(office: Office) -> Pasted:
    shown = await seen(office, office.owner)
    assert isinstance(shown, Pasted)
    return shown


async def test_an_own_ad_that_no_sync_has_seen_is_found_and_linked() -> None:
    office, account = await opened()
    remote = office.site.post(account.login, "Кухар")
    await office.paste(office.owner, f"Гляньте: {remote.url}?utm=1")
    assert (await _refused(office)).searching
    await office.work()
    screen = await seen(office, office.owner)
    assert isinstance(screen, LinkScreen)
    assert screen.ad.ad.title == "Кухар"
    assert office.site.calls == ["ads"]
    await office.press(office.owner, "link")
    await office.work()
    assert [one.remote_id for one in office.rows(PUBLICATIONS)] == [remote.remote_id]
    office.site.respond(remote.remote_id, name="Олена")
    await sync(office, account)
    assert cards(office, office.owner) == ["Олена"]


async def test_an_ad_that_a_sync_has_seen_opens_without_asking_the_site() -> None:
    office, account = await opened()
    remote = office.site.post(account.login, "Кухар")
    await sync(office, account)
    office.site.calls.clear()
    await office.paste(office.owner, remote.url)
    assert office.at(office.owner).place == Place("link_ad", row_of(office, remote).id)
    assert office.site.calls == []


async def test_the_account_is_found_by_itself() -> None:
    office, first = await opened()
    second = await office.account("second@example.com")
    office.site.ads.clear()
    remote = office.site.post(second.login, "Пекар")
    office.site.employers[first.login].admin = False
    await office.paste(office.owner, remote.url)
    office.site.trouble("ads", SiteUnavailable("fake"))  # of the first one
    await office.work()
    assert row_of(office, remote).account_id == second.id


async def test_a_linked_ad_opens_its_page_for_whoever_may_look() -> None:
    office, account = await opened()
    publication = await office.live(account)
    manager = await office.hire(Role.HIRING_MANAGER)
    for who in (office.owner, manager):
        await office.paste(who, str(publication.url))
        assert office.at(who).place == Place("publication", publication.id)
        assert office.flash(who) == "pasted-linked"


async def test_who_may_not_publish_links_no_ad() -> None:
    office, account = await opened()
    manager = await office.hire(Role.HIRING_MANAGER)
    remote = office.site.post(account.login, "Кухар")
    with pytest.raises(NotAllowed):
        await office.paste(manager, remote.url)
    assert office.jobs.take(FIND_AD) is None


async def test_a_foreign_ad_is_refused_with_the_accounts_that_were_asked() -> None:
    office, account = await opened()
    await office.paste(office.owner, "https://fake.example/ad-404")
    await office.work()
    shown = await _refused(office)
    assert (shown.searching, shown.asked) == (False, [account.label])
    assert office.rows(UNLINKED) == []


async def test_a_site_without_an_account_is_said_so() -> None:
    office = await Office().open()
    await office.paste(office.owner, "https://fake.example/ad-404")
    await office.work()
    shown = await _refused(office)
    assert (shown.searching, shown.asked, list(shown.unasked)) == (False, [], [])


async def test_an_account_that_could_not_be_asked_is_named_and_asked_again() -> None:
    office, account = await opened()
    remote = office.site.post(account.login, "Кухар")
    office.site.trouble("ads", SiteUnavailable("fake"))
    await office.paste(office.owner, remote.url)
    await office.work()
    shown = await _refused(office)
    assert list(shown.unasked) == [(account.label, "error-site-unavailable")]
    await office.press(office.owner, "search_again")
    await office.work()
    assert isinstance(await seen(office, office.owner), LinkScreen)


async def test_a_lost_login_pauses_the_account_and_is_said() -> None:
    office, account = await opened()
    remote = office.site.post(account.login, "Кухар")
    office.site.trouble("ads", AuthExpired("fake"))
    for _ in range(2):  # a paused account is not asked at all
        await office.paste(office.owner, remote.url)
        await office.work()
        shown = await _refused(office)
        assert list(shown.unasked) == [(account.label, "error-auth-expired")]
    assert office.account_now(account).state is AccountState.PAUSED
    assert office.site.calls == ["ads"]


async def test_an_account_removed_meanwhile_finds_nothing() -> None:
    office, account = await opened()
    remote = office.site.post(account.login, "Кухар")
    await sync(office, account)
    async with office.transaction() as tx:
        await tx.accounts.save(office.account_now(account).to(AccountState.DISCONNECTED))
    await office.paste(office.owner, remote.url)
    await office.work()
    shown = await _refused(office)
    assert (shown.asked, list(shown.unasked)) == ([], [])


async def three() -> tuple[Office, list[RemoteAd]]:
    """Ads that one message names, all of them seen by a sync."""
    office, account = await opened()
    ads = [office.site.post(account.login, name) for name in ("Кухар", "Пекар", "Бармен")]
    await sync(office, account)
    await office.paste(office.owner, " ".join(one.url for one in ads))
    return office, ads


def _at(office: Office, ad: RemoteAd) -> bool:
    return office.at(office.owner).place == Place("link_ad", row_of(office, ad).id)


async def test_several_addresses_are_taken_one_after_another() -> None:
    office, ads = await three()
    assert office.flash(office.owner) == "pasted-several"
    assert _at(office, ads[0])
    screen = await seen(office, office.owner)
    assert isinstance(screen, LinkScreen)
    assert screen.more == 2
    await office.press(office.owner, "link")
    assert office.flash(office.owner) == "link-begun"
    assert _at(office, ads[1])
    await office.press(office.owner, "not_now")
    assert _at(office, ads[2])
    await office.press(office.owner, "link_all")
    await office.press(office.owner, "history_new")
    await office.work()
    linked = {one.remote_id for one in office.rows(PUBLICATIONS)}
    assert linked == {ads[0].remote_id, ads[2].remote_id}


async def test_one_of_several_is_passed_over_and_one_that_is_linked_holds_up_none() -> None:
    office, ads = await three()
    await office.press(office.owner, "next_address")
    await office.press(office.owner, "link")
    assert _at(office, ads[2])
    await office.press(office.owner, "menu")
    await office.work()
    await office.paste(office.owner, f"{ads[1].url} {ads[2].url}")
    assert _at(office, ads[2])
    with pytest.raises(Stale):
        await office.press(office.owner, "next_address")


async def test_an_offer_without_an_answer_comes_again_after_the_next_address() -> None:
    office, account = await opened()
    ads = [office.site.post(account.login, name) for name in ("Кухар", "Пекар", "Бармен")]
    for ad in ads[:2]:
        await office.paste(office.owner, ad.url)
        await office.work()
    assert _at(office, ads[1])
    screen = await seen(office, office.owner)
    assert isinstance(screen, LinkScreen)
    assert screen.more == 1
    await office.paste(office.owner, f"{ads[1].url} {ads[2].url}")  # the same once more
    await office.work()
    assert office.flash(office.owner) == "pasted-earlier"
    assert _at(office, ads[1])
    for ad in (ads[2], ads[0]):
        await office.press(office.owner, "link")
        await office.work()
        assert _at(office, ad)
    await office.press(office.owner, "link")
    await office.work()
    assert {one.remote_id for one in office.rows(PUBLICATIONS)} == {one.remote_id for one in ads}


async def test_one_that_is_being_looked_for_is_not_lost_by_the_next_address() -> None:
    office, account = await opened()
    first, second = (office.site.post(account.login, name) for name in ("Кухар", "Пекар"))
    await office.paste(office.owner, first.url)
    await office.paste(office.owner, second.url)
    await office.work()
    assert _at(office, second)
    await office.press(office.owner, "next_address")
    await office.work()
    assert _at(office, first)


async def test_what_was_answered_does_not_come_again() -> None:
    office, account = await opened()
    ours = office.site.post(account.login, "Кухар")
    await office.paste(office.owner, "https://fake.example/ad-404")
    await office.work()
    await office.paste(office.owner, ours.url)
    await office.work()
    assert office.flash(office.owner) is None
    await office.press(office.owner, "link")  # under way, and it is no offer any more
    await office.paste(office.owner, "https://fake.example/ad-405")
    assert (await _refused(office)).more == 0


async def test_that_one_is_under_way_is_said_only_until_it_is_linked() -> None:
    office, ads = await three()
    await office.press(office.owner, "link")
    said = office.at(office.owner).flash
    assert said is not None
    assert (said.text_id, said.values["title"]) == ("link-begun", "Кухар")
    await office.work()
    assert _at(office, ads[1])
    assert office.flash(office.owner) is None


async def test_of_several_it_is_said_how_many_are_linked_already() -> None:
    office, ads = await three()
    await office.press(office.owner, "link")
    await office.work()
    await office.press(office.owner, "menu")
    await office.paste(office.owner, " ".join(one.url for one in ads))
    said = office.at(office.owner).flash
    assert said is not None
    assert (said.text_id, said.values) == ("pasted-linked-some", {"count": 1, "left": 2})
    assert _at(office, ads[1])
    for _ in ads[1:]:
        await office.press(office.owner, "link")
    await office.work()
    await office.paste(office.owner, " ".join(one.url for one in ads))
    assert office.flash(office.owner) == "pasted-linked-all"


async def test_an_ad_that_nobody_has_lets_the_next_one_come() -> None:
    office, account = await opened()
    ours = office.site.post(account.login, "Кухар")
    await office.paste(office.owner, f"https://fake.example/ad-999 {ours.url}")
    await office.work()
    assert (await _refused(office)).more == 1
    await office.press(office.owner, "next_address")
    await office.work()
    assert _at(office, ours)


@pytest.mark.parametrize(
    "text", ["https://www.olx.ua/d/obyava/1", "olx.ua/rabota/", "Ось: www.example.com"]
)
async def test_an_address_of_no_site_is_told_which_ones_are_understood(text: str) -> None:
    office, _ = await opened()
    assert office.make(PasteAddress).fits(office.typed(text))
    await office.paste(office.owner, text)
    assert office.flash(office.owner) == "pasted-unknown"


@pytest.mark.parametrize("text", ["дякую", "ol@example.com", "3.5/4", "і/або", "т.зв. 5"])
async def test_what_is_no_address_is_not_taken_for_one(text: str) -> None:
    office, _ = await opened()
    assert not office.make(PasteAddress).fits(office.typed(text))


async def test_who_has_gone_on_meanwhile_is_left_alone() -> None:
    office, account = await opened()
    remote = office.site.post(account.login, "Кухар")
    await office.paste(office.owner, remote.url)

    async def meanwhile() -> None:
        await office.press(office.owner, "settings")

    office.site.meanwhile(meanwhile)
    await office.work()
    assert office.at(office.owner).place.screen == "settings"
    assert row_of(office, remote).title == "Кухар"


async def test_an_ad_that_was_linked_while_it_was_looked_for_opens_its_page() -> None:
    office, account = await opened()
    remote = office.site.post(account.login, "Кухар")
    await office.paste(office.owner, remote.url)

    async def meanwhile() -> None:
        await office.live(account, remote_id=remote.remote_id)

    office.site.meanwhile(meanwhile)
    await office.work()
    assert office.at(office.owner).place.screen == "publication"
    assert office.rows(UNLINKED) == []


async def test_an_ended_ad_and_a_draft_may_be_linked_too() -> None:
    office, account = await opened()
    for ad in (Ad.ENDED, Ad.DRAFT):
        remote = office.site.post(account.login, "Кухар", ad)
        await _link(office, remote)
    assert {one.ad for one in office.rows(PUBLICATIONS)} == {Ad.ENDED, Ad.DRAFT}


async def _link(office: Office, remote: RemoteAd) -> None:
    await office.paste(office.owner, remote.url)
    await office.work()
    office.clock.advance(timedelta(minutes=1))
    await office.press(office.owner, "link")
    await office.work()
