"""Ads found in the cabinet: all, some or later, owed in one transaction; the past as one list."""

from datetime import timedelta

import pytest

from bot.domain.account import AccountState, EmployerAccount
from bot.domain.adoption import FEW
from bot.domain.conversation import Place
from bot.domain.errors import AuthExpired, Stale
from bot.domain.site import RemoteAd
from bot.domain.views import AccountPage, Adopting, AskHistory, Missed, UnlinkedList
from bot.domain.workspace import Role
from bot.usecases.note_unlinked import LINK_AD
from tests.cabinet import cards, opened, row_of, seen, sync
from tests.fakes.store.kinds import ADOPTIONS, DIGESTS, PUBLICATIONS, UNLINKED, VACANCIES
from tests.office import Office


async def found(count: int = 3) -> tuple[Office, EmployerAccount, list[RemoteAd]]:
    """So many live ads of the cabinet, and the owner at their list."""
    office, account = await opened()
    ads = [office.site.post(account.login, f"Посада {number:02}") for number in range(count)]
    await sync(office, account)
    await office.press(office.owner, "ads", account.id)
    return office, account, ads


async def progress(office: Office) -> Adopting:
    shown = await seen(office, office.owner)
    assert isinstance(shown, Adopting)
    return shown


def linked(office: Office) -> set[str | None]:
    return {one.remote_id for one in office.rows(PUBLICATIONS)}


# -- which of them -------------------------------------------------------------------------


async def test_all_are_owed_at_once_and_one_screen_tells_how_it_goes() -> None:
    office, account, ads = await found(60)
    await office.press(office.owner, "link_all")
    asked = await seen(office, office.owner)
    assert isinstance(asked, AskHistory)
    assert (asked.count, asked.alike) == (60, 0)
    assert not any(one.asked_by for one in office.rows(UNLINKED))
    await office.press(office.owner, "history_new")
    begun = await progress(office)
    assert (begun.left, begun.adoption.total) == (60, 60)
    assert {one.asked_by for one in office.rows(UNLINKED)} == {office.owner.member_id}
    job = office.jobs.take(LINK_AD)
    assert job is not None
    await office.run(job)
    assert (await progress(office)).left == 59
    await office.work()
    done = await progress(office)
    assert (done.left, len(done.adoption.linked), done.adoption.lost) == (0, 60, ())
    assert done.adoption.done_at is not None
    assert linked(office) == {one.remote_id for one in ads}
    assert len(office.rows(VACANCIES)) == 60
    assert {one.account_id for one in office.rows(PUBLICATIONS)} == {account.id}


async def test_the_chosen_ones_of_several_pages_are_linked_and_no_other() -> None:
    office, account, ads = await found(20)
    await office.press(office.owner, "choose", account.id)
    await office.press(office.owner, "tick", row_of(office, ads[0]).id)
    await office.press(office.owner, "tick", row_of(office, ads[1]).id)
    await office.press(office.owner, "ads_page", 2)
    await office.press(office.owner, "tick", row_of(office, ads[19]).id)
    await office.press(office.owner, "tick", row_of(office, ads[1]).id)  # not that one after all
    shown = await seen(office, office.owner)
    assert isinstance(shown, UnlinkedList)
    assert shown.chosen == frozenset(row_of(office, ads[at]).id for at in (0, 19))
    await office.press(office.owner, "link_all")
    await office.press(office.owner, "choose", account.id)  # back: the ticks are still there
    again = await seen(office, office.owner)
    assert isinstance(again, UnlinkedList)
    assert again.chosen == shown.chosen
    await office.press(office.owner, "link_all")
    await office.press(office.owner, "history_new")
    await office.work()
    assert linked(office) == {ads[0].remote_id, ads[19].remote_id}


async def test_a_tick_needs_a_list_in_which_one_chooses() -> None:
    office, _, ads = await found()
    with pytest.raises(Stale):
        await office.press(office.owner, "tick", row_of(office, ads[0]).id)
    with pytest.raises(Stale):
        await office.press(office.owner, "history_new")
    with pytest.raises(Stale):
        await office.press(office.owner, "join")


async def test_later_leaves_them_on_the_accounts_page() -> None:
    office, account, _ = await found()
    await office.press(office.owner, "account", account.id)
    async with office.store.uow(office.owner) as tx:
        talk = (await tx.conversations.of(office.owner)).drafted(fresh=True)
        await tx.conversations.save(talk)  # as it is just after the account was connected
        await tx.commit()
    fresh = await seen(office, office.owner)
    assert isinstance(fresh, AccountPage)
    assert (fresh.unlinked, list(fresh.found)) == (3, ["Посада 00", "Посада 01", "Посада 02"])
    await office.press(office.owner, "ads_later")
    assert office.flash(office.owner) == "done-ads-later"
    page = await seen(office, office.owner)
    assert isinstance(page, AccountPage)
    assert (page.unlinked, list(page.found)) == (3, [])


async def test_all_are_linked_from_the_page_of_a_new_account_too() -> None:
    office, account, ads = await found()
    await office.press(office.owner, "account", account.id)
    await office.press(office.owner, "link_all")
    await office.press(office.owner, "history_new")
    await office.work()
    assert linked(office) == {one.remote_id for one in ads}


async def test_a_vacancy_of_the_same_title_is_joined_when_the_person_says_so() -> None:
    for joins in (False, True):
        office, _, _ = await found()
        vacancy = await office.vacancy(title="Посада 01")
        await office.press(office.owner, "link_all")
        if joins:
            await office.press(office.owner, "join")
        asked = await seen(office, office.owner)
        assert isinstance(asked, AskHistory)
        assert (asked.alike, asked.join) == (1, joins)
        await office.press(office.owner, "history_new")
        await office.work()
        joined = [one for one in office.rows(PUBLICATIONS) if one.vacancy_id == vacancy.id]
        assert len(joined) == joins
        assert len(office.rows(PUBLICATIONS)) == 3


async def test_a_vacancy_that_is_not_the_members_is_not_joined() -> None:
    office, account, ads = await found()
    await office.vacancy(title="Посада 01")
    ira = await office.hire(Role.RECRUITER)
    await office.press(ira, "choose", account.id)
    await office.press(ira, "tick", row_of(office, ads[1]).id)
    await office.press(ira, "link_all")
    await office.press(ira, "join")
    asked = await seen(office, ira)
    assert isinstance(asked, AskHistory)
    assert (asked.alike, asked.join) == (0, True)
    await office.press(ira, "history_new")
    await office.work()
    (linked_ad,) = office.rows(PUBLICATIONS)
    owners = {one.id: one.owner_id for one in office.rows(VACANCIES)}
    assert owners[linked_ad.vacancy_id] == ira.member_id


# -- what comes between ----------------------------------------------------------------------


async def test_two_people_at_once_link_each_ad_once() -> None:
    office, account, ads = await found()
    second = await office.hire(Role.RECRUITER)
    await office.press(second, "ads", account.id)
    await office.press(second, "choose", account.id)
    await office.press(second, "tick", row_of(office, ads[0]).id)
    await office.press(second, "link_all")
    await office.press(office.owner, "link_all")
    await office.press(second, "history_new")
    await office.press(office.owner, "history_new")
    assert [one.total for one in office.rows(ADOPTIONS)] == [1, 2]
    await office.work()
    assert len(office.rows(PUBLICATIONS)) == 3
    owners = {one.title: one.owner_id for one in office.rows(VACANCIES)}
    assert owners["Посада 00"] == second.member_id
    assert owners["Посада 01"] == office.owner.member_id
    assert all(one.done_at for one in office.rows(ADOPTIONS))


async def test_who_comes_too_late_is_told_and_sees_what_is_left() -> None:
    office, account, _ = await found()
    second = await office.hire(Role.RECRUITER)
    await office.press(second, "ads", account.id)
    for who in (office.owner, second):
        await office.press(who, "link_all")
    await office.press(office.owner, "history_new")
    await office.work()
    await office.press(second, "history_new")
    assert office.flash(second) == "adopt-none-left"
    assert office.at(second).place == Place("unlinked_ads", account.id)


async def test_an_ad_that_vanished_between_list_and_choice_is_named() -> None:
    office, _, ads = await found()
    await office.press(office.owner, "link_all")
    del office.site.ads[ads[1].remote_id]
    await office.press(office.owner, "history_new")
    await office.work()
    done = await progress(office)
    assert (len(done.adoption.linked), done.adoption.lost, done.left) == (2, ("Посада 01",), 0)
    assert done.adoption.done_at is not None


async def test_an_account_removed_between_list_and_choice_links_nothing() -> None:
    office, account, _ = await found()
    await office.press(office.owner, "link_all")
    async with office.transaction() as tx:
        await tx.accounts.save(office.account_now(account).to(AccountState.PAUSED))
    with pytest.raises(AuthExpired):
        await office.press(office.owner, "history_new")
    assert office.rows(ADOPTIONS) == []


async def test_an_account_that_pauses_meanwhile_goes_on_when_its_login_works() -> None:
    office, account, ads = await found()
    await office.press(office.owner, "link_all")
    office.site.trouble("ad", AuthExpired("fake"))
    await office.press(office.owner, "history_all")
    await office.work()
    shown = await progress(office)
    assert (shown.left, shown.account.state) == (3, AccountState.PAUSED)
    async with office.transaction() as tx:
        await tx.accounts.save(office.account_now(account).to(AccountState.ACTIVE))
    await sync(office, account)
    assert linked(office) == {one.remote_id for one in ads}
    assert (await progress(office)).adoption.done_at is not None


async def test_an_ad_taken_out_of_the_wish_lets_the_others_end() -> None:
    office, _, ads = await found()
    await office.press(office.owner, "link_all")
    await office.press(office.owner, "history_new")
    await office.press(office.owner, "ad", row_of(office, ads[2]).id)
    await office.press(office.owner, "not_now")
    await office.work()
    (adoption,) = office.rows(ADOPTIONS)
    assert adoption.done_at is not None
    assert linked(office) == {one.remote_id for one in ads[:2]}


async def test_an_ad_that_was_linked_otherwise_lets_the_wish_end() -> None:
    office, account, ads = await found(1)
    await office.press(office.owner, "ad", row_of(office, ads[0]).id)
    await office.press(office.owner, "link")
    assert office.jobs.take(LINK_AD) is not None  # lost
    await office.live(account, remote_id=ads[0].remote_id)
    await sync(office, account)
    (adoption,) = office.rows(ADOPTIONS)
    assert (adoption.done_at is not None, office.rows(UNLINKED)) == (True, [])


# -- who does not watch it --------------------------------------------------------------------


async def adopting(count: int = 3) -> tuple[Office, EmployerAccount]:
    """The owner has just asked for all of them, and sees how it goes."""
    office, account, _ = await found(count)
    await office.press(office.owner, "ads", account.id)
    await office.press(office.owner, "link_all")
    await office.press(office.owner, "history_new")
    return office, account


async def test_who_left_is_told_once_how_it_went() -> None:
    office, _ = await adopting()
    await office.press(office.owner, "menu")
    await office.work()
    await office.tick()
    (told,) = office.said(office.owner)
    assert isinstance(told, Adopting)
    assert (len(told.adoption.linked), told.left) == (3, 0)


async def test_who_watches_it_to_its_end_is_not_told_besides() -> None:
    office, _ = await adopting()
    await office.work()
    assert office.said(office.owner) == []


async def test_the_accounts_page_leads_back_to_it_while_it_runs() -> None:
    office, account = await adopting()
    (adoption,) = office.rows(ADOPTIONS)
    await office.press(office.owner, "account", account.id)
    page = await seen(office, office.owner)
    assert isinstance(page, AccountPage)
    assert list(page.adopting) == [(adoption.id, 0, 3)]
    await office.press(office.owner, "adoption", adoption.id)
    await office.work()
    assert isinstance(await seen(office, office.owner), Adopting)
    assert office.said(office.owner) == []
    await office.press(office.owner, "account", account.id)
    page = await seen(office, office.owner)
    assert isinstance(page, AccountPage)
    assert list(page.adopting) == []


# -- responses that waited ------------------------------------------------------------------


async def test_a_few_that_waited_come_as_cards_and_many_as_one_list() -> None:
    for waiting in (FEW, FEW + 1):
        office, account, ads = await found(2)
        for number in range(waiting):
            office.site.respond(ads[number % 2].remote_id)
        office.clock.advance(timedelta(minutes=1))
        await sync(office, account)
        await office.press(office.owner, "ads", account.id)
        await office.press(office.owner, "link_all")
        await office.press(office.owner, "history_new")
        await office.work()
        office.clock.advance(timedelta(minutes=1))
        await sync(office, account)
        lists = [one for one in office.said(office.owner) if isinstance(one, Missed)]
        if waiting == FEW:
            assert (len(cards(office, office.owner)), lists) == (FEW, [])
        else:
            assert ([one.count for one in lists], cards(office, office.owner)) == ([waiting], [])
            assert len(office.rows(DIGESTS)) == 1
