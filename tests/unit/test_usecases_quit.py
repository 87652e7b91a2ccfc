"""Who joins a company, leaves it by themselves, or may handle candidates no more."""

from dataclasses import replace

import pytest

from bot.domain.errors import Stale
from bot.domain.group import Did
from bot.domain.ids import MemberId
from bot.domain.team import Word
from bot.domain.views import Screen, Stranger
from bot.domain.views.team import ConfirmQuit, ConfirmRemoval, TeamWord
from bot.domain.workspace import Actor, Member, Person, Role
from bot.usecases.enter import Start
from bot.usecases.invite import IssueInvite
from bot.usecases.reading.screen import ReadScreen
from tests.card_desk import Desk, make_desk
from tests.fakes.store.kinds import APPLICATIONS, INVITES, VACANCIES
from tests.office import Office
from tests.unit.test_usecases_team import dids, role_of, seen, words

MANAGER = tuple(Role).index(Role.HIRING_MANAGER)


async def _start(office: Office, who: Actor | Person, role: Role) -> None:
    token = await office.make(IssueInvite)(office.workspace.id, role)
    person = who.person if isinstance(who, Actor) else who
    start = office.make(Start)
    await start(person, office.typed(""), name="Ірина", language="uk", token=token)


# -- coming ------------------------------------------------------------------------------------


async def test_an_invite_into_ones_own_company_stays_unused() -> None:
    office = await Office().open()
    recruiter = await office.hire(Role.RECRUITER)
    await _start(office, recruiter, Role.ADMIN)
    flash = office.at(recruiter).flash
    assert flash is not None
    assert (flash.text_id, flash.values["role"]) == ("invite-already", "recruiter")
    (invite,) = office.rows(INVITES)
    assert (invite.used_by, role_of(office, recruiter)) == (None, Role.RECRUITER)


async def test_of_two_invites_that_are_open_at_once_one_stays_unused() -> None:
    office, person = await Office().open(), Person(77, 77)
    await _start(office, person, Role.RECRUITER)
    await office.press(person, "lang", 0)
    await _start(office, person, Role.ADMIN)
    await office.press(person, "lang", 0)
    version = office.at(person).version
    async with office.transaction() as tx:
        (used, _) = office.rows(INVITES)
        ids = (MemberId(used.id), office.workspace.id, 77, Role.RECRUITER)
        await tx.workspaces.save_member(Member(*ids, "Ірина"))
    await office.press(person, "consent", version=version)
    assert [one.used_by for one in office.rows(INVITES)] == [None, None]


@pytest.mark.parametrize("role", [Role.ADMIN, Role.RECRUITER, Role.HIRING_MANAGER])
async def test_who_joins_hears_what_they_are_and_the_owner_who_came(role: Role) -> None:
    office, person = await Office().open(), Person(77, 77)
    await _start(office, person, role)
    await office.press(person, "lang", 0)
    await office.press(person, "consent")
    await office.work()
    assert office.flash(person) == f"joined-{role}"
    (told,) = [one for one in office.said(office.owner) if isinstance(one, TeamWord)]
    assert (told.change.word, told.name, told.role) == (Word.CAME, "Ірина", role)


# -- what the owner hears ----------------------------------------------------------------------


async def test_the_owner_hears_what_an_admin_changes_and_not_what_they_do_themselves() -> None:
    office = await Office().open()
    admin, one = await office.hire(Role.ADMIN), await office.hire(Role.RECRUITER)
    for who, told in ((admin, [Word.ROLE_OF, Word.OUT]), (office.owner, [])):
        other = await office.hire(Role.RECRUITER)
        await office.press(who, "member", other.member_id)
        await office.press(who, "member_role", tuple(Role).index(Role.ADMIN))
        await office.press(who, "member", other.member_id)
        await office.press(who, "member_remove")
        await office.press(who, "member_heir", one.member_id)
        await office.work()
        assert words(office, office.owner) == told
        office.chat.said.clear()


async def test_who_answered_for_a_vacancy_hears_who_does_now() -> None:
    office = await Office().open()
    recruiter, vacancy = await office.hire(Role.RECRUITER), await office.vacancy()
    await office.join(recruiter)
    await office.press(recruiter, "vacancy_owner", vacancy.id)
    await office.press(recruiter, "team_answers", recruiter.member_id)
    await office.work()
    (told,) = [one for one in office.said(office.owner) if isinstance(one, TeamWord)]
    assert (told.change.word, told.name) == (Word.REPLACED, "recruiter")


@pytest.mark.parametrize(("role", "sees"), [(Role.ADMIN, True), (Role.RECRUITER, False)])
async def test_who_leaves_a_vacancys_team_hears_what_is_left_to_them(
    role: Role, sees: bool
) -> None:
    office = await Office().open()
    one, vacancy = await office.hire(role), await office.vacancy()
    await office.join(one)
    await office.press(office.owner, "vacancy_team", vacancy.id)
    await office.press(office.owner, "team_untick", one.member_id)
    await office.work()
    (told,) = [it for it in office.said(one) if isinstance(it, TeamWord)]
    assert (told.change.word, told.sees) == (Word.LEFT, sees)


# -- who handles candidates no more ------------------------------------------------------------


@pytest.fixture
async def desk() -> Desk:
    made = await make_desk()
    async with made.office.transaction() as tx:
        mine = replace(made.office.rows(VACANCIES)[0], owner_id=made.ira.member_id, team=())
        await tx.vacancies.save(mine)
    await made.press(made.ira, "take")
    return made


def _works(office: Office) -> tuple[int, int | None]:
    """Who answers for the vacancy, and who has the candidate."""
    assignee = office.rows(APPLICATIONS)[0].handling.assignee_id
    return office.rows(VACANCIES)[0].owner_id, assignee


async def test_who_becomes_a_hiring_manager_gives_the_work_away_first(desk: Desk) -> None:
    office, heir = desk.office, await desk.office.hire(Role.RECRUITER)
    await office.press(office.owner, "member", desk.ira.member_id)
    await office.press(office.owner, "member_role", MANAGER)
    page = await seen(office, office.owner)
    assert isinstance(page, ConfirmRemoval)
    assert (page.demoting, page.vacancies, page.candidates) == (True, 1, 1)
    assert role_of(office, desk.ira) is Role.RECRUITER
    await office.press(office.owner, "member_demote", 0)
    await office.press(office.owner, "demote_heir", heir.member_id)
    await office.work()
    assert role_of(office, desk.ira) is Role.HIRING_MANAGER
    assert _works(office) == (heir.member_id, heir.member_id)
    assert Word.HANDED in words(office, heir)
    # Their candidates have gone by now, which is nobody's change of the member.
    await office.press(office.owner, "member_role", tuple(Role).index(Role.ADMIN))
    assert office.flash(office.owner) == "done-role"


async def test_who_has_no_work_becomes_one_at_once() -> None:
    office = await Office().open()
    one = await office.hire(Role.RECRUITER)
    await office.press(office.owner, "member", one.member_id)
    await office.press(office.owner, "member_role", MANAGER)
    assert role_of(office, one) is Role.HIRING_MANAGER
    with pytest.raises(Stale):
        await office.press(office.owner, "demote_heir", office.owner.member_id)


# -- leaving -----------------------------------------------------------------------------------


async def test_who_leaves_is_asked_and_the_owner_has_the_work(desk: Desk) -> None:
    office, ira = desk.office, desk.ira
    await office.press(ira, "team")
    await office.press(ira, "quit")
    page = await seen(office, ira)
    assert isinstance(page, ConfirmQuit)
    assert (page.owner, page.vacancies, page.candidates) == ("Олег Щур", 1, 1)
    await office.press(ira, "quit_yes")
    await office.work()
    assert office.flash(ira) == "done-quit"
    found = await office.make(ReadScreen)(ira.person)
    assert found is not None
    assert isinstance(found.screen, Screen)
    assert isinstance(found.screen.view, Stranger)
    assert found.screen.view.may_create  # as REGISTRATION says
    assert _works(office) == (office.owner.member_id, office.owner.member_id)
    assert {Word.HANDED, Word.QUIT} <= set(words(office, office.owner))
    assert (Did.REMOVED, ira.member_id, "") in dids(office)


async def test_the_owner_does_not_leave() -> None:
    office = await Office().open()
    await office.press(office.owner, "quit")
    await office.press(office.owner, "quit_yes")
    assert office.flash(office.owner) == "owner-stays"
    with pytest.raises(Stale):
        await office.press(office.owner, "quit_yes")


async def test_a_note_that_is_left_is_called_cancelled(desk: Desk) -> None:
    await desk.press(desk.ira, "note")
    await desk.office.command(desk.ira, "cancel")
    assert desk.office.flash(desk.ira) == "done-cancelled"
