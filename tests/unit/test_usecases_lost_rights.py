"""What somebody sees who has lost a right: nothing that was open, nothing that was still owed."""

from dataclasses import replace

import pytest

from bot.domain import views
from bot.domain.account import AccountState
from bot.domain.conversation import Place
from bot.domain.errors import AuthExpired
from bot.domain.notice import NoticeKind
from bot.domain.workspace import RIGHTS, Actor, Role
from bot.usecases.manage_account import pause_account
from bot.usecases.reading.screen import NEEDS, OUTSIDE, SCREENS, ReadScreen
from tests.fakes import BOT_ID
from tests.fakes.store.kinds import NOTICES
from tests.office import Office

LOOKED = {
    *("menu", "help", "settings", "language", "time_zone", "accounts", "account"),
    *("vacancies", "vacancy", "publication", "status", "stranger", "company", "consent"),
    *("archive", "templates", "privacy", "team", "quit", "other_company"),
}


async def _at(office: Office, actor: Actor, screen: str) -> None:
    async with office.store.uow(actor) as tx:
        talk = await tx.conversations.of(actor)
        await tx.conversations.save(talk.at(Place(screen)).drafted(token="abc", role="admin"))
        await tx.commit()


def test_every_screen_is_for_all_or_for_those_with_a_right() -> None:
    assert set(NEEDS) | LOOKED == set(SCREENS)
    assert not set(NEEDS) & (LOOKED | OUTSIDE)


def _lacking(screen: str) -> list[Role]:
    return [role for role in Role if NEEDS[screen] not in RIGHTS[role]]


@pytest.mark.parametrize("screen", [one for one in NEEDS if _lacking(one)])
async def test_a_screen_that_needs_a_right_is_not_drawn_again_without_it(screen: str) -> None:
    office = await Office().open()
    admin = await office.hire(Role.ADMIN)
    await _at(office, admin, screen)
    lower = _lacking(screen)[0]
    await office.demote(admin, lower)
    seen = await office.make(ReadScreen)(admin.person)
    assert seen is not None
    assert isinstance(seen.screen.view, views.Menu)
    assert seen.screen.flash is not None
    assert seen.screen.flash.text_id == "error-not-allowed"


@pytest.mark.parametrize("role", [None, Role.HIRING_MANAGER])
async def test_what_is_owed_reaches_nobody_who_may_not_hear_it_any_more(role: Role | None) -> None:
    office = await Office().open()
    recruiter = await office.hire(Role.RECRUITER)
    account = await office.account(added_by=recruiter.member_id)
    vacancy = await office.vacancy(owner_id=recruiter.member_id)
    publication = await office.live(account, vacancy=vacancy)
    office.site.respond(str(publication.remote_id))
    await office.sync(account)
    refused = AuthExpired(account.site)
    await pause_account(office.uow, office.clock, BOT_ID, account, refused)
    await (office.fire(recruiter) if role is None else office.demote(recruiter, role))
    await office.work()
    assert office.said(recruiter) == []
    told = {type(one) for one in office.said(office.owner)}
    assert told == {views.Card, views.AccountPaused}


async def test_a_paused_account_of_who_left_for_good_is_told_to_who_can_mend_it() -> None:
    office = await Office().open()
    admin, second = await office.hire(Role.ADMIN), await office.hire(Role.ADMIN)
    account = await office.account(added_by=admin.member_id)
    await office.fire(office.owner)
    office.chat.block(admin.chat_id)
    await pause_account(office.uow, office.clock, BOT_ID, account, AuthExpired(account.site))
    await office.work()
    await office.fire(admin)
    await office.tick()
    assert [type(one) for one in office.said(second)] == [views.AccountPaused]
    await office.tick()
    assert len(office.said(second)) == 1


async def test_an_account_that_works_again_is_told_to_nobody_else() -> None:
    office = await Office().open()
    admin = await office.hire(Role.ADMIN)
    account = await office.account(added_by=admin.member_id)
    await pause_account(office.uow, office.clock, BOT_ID, account, AuthExpired(account.site))
    async with office.transaction() as tx:
        paused = await tx.accounts.get(account.id)
        await tx.accounts.save(paused.to(AccountState.ACTIVE))
    await office.fire(admin)
    await office.work()
    assert office.said(office.owner) == []


async def test_a_pause_of_long_ago_hides_none_of_today() -> None:
    office = await Office().open()
    admin = await office.hire(Role.ADMIN)
    account = await office.account()
    refused = AuthExpired(account.site)
    await pause_account(office.uow, office.clock, BOT_ID, account, refused)
    await office.work()
    async with office.transaction() as tx:
        mended = (await tx.accounts.get(account.id)).to(AccountState.ACTIVE)
        account = await tx.accounts.save(replace(mended, added_by=admin.member_id))
    await pause_account(office.uow, office.clock, BOT_ID, account, refused)
    await office.fire(admin)
    await office.work()
    assert [type(one) for one in office.said(office.owner)] == [views.AccountPaused] * 2


async def test_the_next_candidate_goes_to_who_may_see_contacts() -> None:
    office = await Office().open()
    recruiter = await office.hire(Role.RECRUITER)
    account = await office.account()
    vacancy = await office.vacancy(owner_id=recruiter.member_id)
    publication = await office.live(account, vacancy=vacancy)
    await office.demote(recruiter, Role.HIRING_MANAGER)
    office.site.respond(str(publication.remote_id))
    await office.sync(account)
    assert len([one for one in office.rows(NOTICES) if one.kind is NoticeKind.CARD]) == 1
    await office.work()
    assert [type(one) for one in office.said(office.owner)] == [views.Card]
