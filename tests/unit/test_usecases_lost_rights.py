"""What somebody sees who has lost a right: nothing that was open, nothing that was still owed."""

import pytest

from bot.domain import views
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
}


async def _at(office: Office, actor: Actor, screen: str) -> None:
    async with office.store.uow(actor) as tx:
        talk = await tx.conversations.of(actor)
        await tx.conversations.save(talk.at(Place(screen)).drafted(token="abc", role="admin"))
        await tx.commit()


def test_every_screen_is_for_all_or_for_those_with_a_right() -> None:
    assert set(NEEDS) | LOOKED == set(SCREENS)
    assert not set(NEEDS) & (LOOKED | OUTSIDE)


@pytest.mark.parametrize("screen", NEEDS)
async def test_a_screen_that_needs_a_right_is_not_drawn_again_without_it(screen: str) -> None:
    office = await Office().open()
    admin = await office.hire(Role.ADMIN)
    await _at(office, admin, screen)
    lower = next(role for role in Role if NEEDS[screen] not in RIGHTS[role])
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
    told = [type(one) for one in office.said(recruiter)]
    assert told == ([] if role is None else [views.AccountPaused])
    assert [type(one) for one in office.said(office.owner)] == [views.Card]


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
