"""The members of a company, and those who work on a vacancy."""

from dataclasses import replace

import pytest

from bot.domain.errors import NotAllowed, NotThere, Stale
from bot.domain.group import Covers, Did, Group
from bot.domain.team import Word
from bot.domain.vacancy import Vacancy
from bot.domain.views import Card, Screen
from bot.domain.views.team import ConfirmRemoval, MemberPage, TeamPage, TeamView, TeamWord
from bot.domain.workspace import Actor, Role
from bot.usecases.reading.screen import ReadScreen
from tests.card_desk import Desk, make_desk
from tests.fakes.store.kinds import APPLICATIONS, DEEDS, INVITES, MEMBERS, VACANCIES
from tests.group_desk import group_of, linked
from tests.office import Office

ROLES = tuple(Role)


async def seen(office: Office, who: Actor) -> TeamView:
    found = await office.make(ReadScreen)(who.person)
    assert found is not None
    assert isinstance(found.screen, Screen)
    view: TeamView = found.screen.view  # type: ignore[assignment]
    return view


def words(office: Office, who: Actor) -> list[Word]:
    return [one.change.word for one in office.said(who) if isinstance(one, TeamWord)]


def dids(office: Office) -> list[tuple[Did, int, str]]:
    """What the audit says."""
    return [(one.did, one.subject_id, one.detail) for one in office.rows(DEEDS)]


def role_of(office: Office, who: Actor) -> Role:
    return next(one.role for one in office.rows(MEMBERS) if one.id == who.member_id)


async def _change(office: Office, by: Actor, who: Actor, role: Role) -> None:
    await office.press(by, "member", who.member_id)
    await office.press(by, "member_role", ROLES.index(role))
    await office.work()


async def _remove(office: Office, by: Actor, who: Actor, heir: Actor) -> None:
    await office.press(by, "member", who.member_id)
    await office.press(by, "member_remove")
    await office.press(by, "member_heir", heir.member_id)
    await office.work()


# -- roles -------------------------------------------------------------------------------------


async def test_a_new_role_counts_at_once_and_is_told() -> None:
    office = await Office().open()
    recruiter = await office.hire(Role.RECRUITER)
    await _change(office, office.owner, recruiter, Role.ADMIN)
    assert role_of(office, recruiter) is Role.ADMIN
    assert words(office, recruiter) == [Word.ROLE]
    await office.press(recruiter, "connect")
    await _change(office, office.owner, recruiter, Role.ADMIN)
    assert words(office, recruiter) == [Word.ROLE]
    assert dids(office) == [(Did.ROLE, recruiter.member_id, "admin")]


async def test_nobody_touches_the_owner_nor_themselves() -> None:
    office = await Office().open()
    admin = await office.hire(Role.ADMIN)
    for who, other in ((admin, office.owner), (admin, admin), (office.owner, office.owner)):
        for verb, id_ in (("member_role", 2), ("member_remove", 0), ("member_heir", 1)):
            await office.press(who, "member", other.member_id)
            with pytest.raises(NotAllowed):
                await office.press(who, verb, id_)
    await office.press(office.owner, "member", admin.member_id)
    with pytest.raises(Stale):
        await office.press(office.owner, "member_role", ROLES.index(Role.OWNER))
    assert role_of(office, office.owner) is Role.OWNER


async def test_the_second_of_two_admins_hears_who_was_faster() -> None:
    office = await Office().open()
    admin, one = await office.hire(Role.ADMIN), await office.hire(Role.RECRUITER)
    for who in (office.owner, admin):
        await office.press(who, "member", one.member_id)
    await office.press(admin, "member_role", ROLES.index(Role.HIRING_MANAGER))
    for verb, id_ in (("member_role", 1), ("member_remove", 0)):
        await office.press(office.owner, "member", one.member_id)
        await office.press(admin, "member", one.member_id)
        await _change(office, admin, one, Role.RECRUITER)
        await office.press(office.owner, verb, id_)
        flash = office.at(office.owner).flash
        assert flash is not None
        assert (flash.text_id, flash.values["who"]) == ("member-changed-by", "admin")
        await _change(office, admin, one, Role.HIRING_MANAGER)
    assert role_of(office, one) is Role.HIRING_MANAGER


async def test_a_long_team_is_paged_and_others_only_look() -> None:
    office = await Office().open()
    for _ in range(9):
        await office.hire(Role.RECRUITER)
    manager = await office.hire(Role.HIRING_MANAGER)
    await office.command(manager, "team")
    view = await seen(office, manager)
    assert isinstance(view, TeamPage)
    assert (len(view.found.members), view.found.pages, view.may_manage) == (8, 2, False)
    await office.press(manager, "team", 1)
    view = await seen(office, manager)
    assert isinstance(view, TeamPage)
    assert len(view.found.members) == 3


async def test_an_open_invite_is_listed_and_withdrawn_once() -> None:
    office = await Office().open()
    await office.press(office.owner, "invite", ROLES.index(Role.RECRUITER))
    await office.command(office.owner, "team")
    view = await seen(office, office.owner)
    assert isinstance(view, TeamPage)
    (line,) = view.invites
    assert line is not None
    invite = line.invite
    await office.press(office.owner, "uninvite", invite.id)
    assert (office.flash(office.owner), office.rows(INVITES)) == ("done-uninvited", [])
    await office.press(office.owner, "uninvite", invite.id)
    assert office.flash(office.owner) == "invite-used"
    assert [did for did, *_ in dids(office)] == [Did.INVITED, Did.UNINVITED]


async def test_a_double_tap_takes_one_invite_back_and_makes_one() -> None:
    office = await Office().open()
    for _ in range(3):
        await office.press(office.owner, "invite", ROLES.index(Role.RECRUITER))
    version = office.at(office.owner).version
    await office.press(office.owner, "invite", ROLES.index(Role.ADMIN), version=version)
    with pytest.raises(Stale):
        await office.press(office.owner, "invite", ROLES.index(Role.ADMIN), version=version)
    await office.command(office.owner, "team")
    first, second, third, fourth = [one.id for one in office.rows(INVITES)]
    for gone, rows in (
        (first, [None, second, third, fourth]),
        (third, [None, second, None, fourth]),
    ):
        await office.press(office.owner, "uninvite", gone)
        view = await seen(office, office.owner)
        assert isinstance(view, TeamPage)
        assert [one and one.invite.id for one in view.invites] == rows
    await office.command(office.owner, "team")
    view = await seen(office, office.owner)
    assert isinstance(view, TeamPage)
    assert [one and one.by for one in view.invites] == ["Олег Щур", "Олег Щур"]


# -- taking somebody out -------------------------------------------------------------------------


@pytest.fixture
async def desk() -> Desk:
    return await make_desk()


def _vacancy(office: Office) -> Vacancy:
    return office.rows(VACANCIES)[0]


async def test_who_is_taken_out_may_nothing_more_and_a_colleague_has_the_work(desk: Desk) -> None:
    office, heir = desk.office, await desk.office.hire(Role.RECRUITER)
    async with office.transaction() as tx:
        mine = replace(_vacancy(office), owner_id=desk.ira.member_id, team=())
        await tx.vacancies.save(mine)
    await desk.press(desk.ira, "take")
    await office.press(office.owner, "member", desk.ira.member_id)
    page = await seen(office, office.owner)
    assert isinstance(page, MemberPage)
    assert (page.vacancies, page.candidates) == (1, 1)
    await office.press(office.owner, "member_remove")
    asked = await seen(office, office.owner)
    assert isinstance(asked, ConfirmRemoval)
    assert asked.groups == ["Команда"]
    await office.press(office.owner, "member_heir", heir.member_id)
    await office.work()
    flash = office.at(office.owner).flash
    assert flash is not None
    assert (flash.text_id, flash.values["groups"]) == ("done-removed-groups", "Команда")
    assert (Did.REMOVED, desk.ira.member_id, "") in dids(office)
    for verb in ("take", "note"):
        with pytest.raises(NotAllowed):
            await desk.press(desk.ira, verb)
    assert words(office, desk.ira) == [Word.REMOVED]
    (handed,) = [one for one in office.said(heir) if isinstance(one, TeamWord)]
    assert (handed.change.vacancies, handed.change.candidates) == (1, 1)
    assert (_vacancy(office).owner_id, _vacancy(office).team) == (heir.member_id, ())
    assert office.rows(APPLICATIONS)[0].handling.assignee_id == heir.member_id
    await desk.press(heir, "stage_contact")


async def test_only_who_may_handle_candidates_takes_over(desk: Desk) -> None:
    office, manager = desk.office, await desk.office.hire(Role.HIRING_MANAGER)
    for nobody in (manager, desk.ira):
        with pytest.raises(NotThere):
            await _remove(office, office.owner, desk.ira, nobody)
    assert all(one.removed_at is None for one in office.rows(MEMBERS))


async def test_who_was_taken_out_comes_back_by_an_invite_without_old_vacancies(desk: Desk) -> None:
    office = desk.office
    await _remove(office, office.owner, desk.ira, office.owner)
    assert not _vacancy(office).is_of(desk.ira.member_id)


# -- the company goes to somebody else -----------------------------------------------------------


async def test_the_company_goes_over_in_two_steps() -> None:
    office = await Office().open()
    admin = await office.hire(Role.ADMIN)
    with pytest.raises(NotAllowed):
        await office.press(admin, "owner_to")
    await office.press(office.owner, "owner_to")
    with pytest.raises(Stale):
        await office.press(office.owner, "owner_yes", admin.member_id)
    await office.press(office.owner, "owner_sure", admin.member_id)
    await office.press(office.owner, "owner_yes", admin.member_id)
    await office.work()
    assert (role_of(office, admin), role_of(office, office.owner)) == (Role.OWNER, Role.ADMIN)
    assert words(office, admin) == [Word.OWNER]
    assert dids(office) == [(Did.HANDED, admin.member_id, "")]
    with pytest.raises(NotAllowed):
        await office.press(office.owner, "owner_to")


# -- one vacancy -----------------------------------------------------------------------------------


async def test_who_joins_gets_cards_from_now_on_and_who_leaves_no_more() -> None:
    office = await Office().open()
    recruiter, account = await office.hire(Role.RECRUITER), await office.account()
    ad = await office.live(account)

    async def cards() -> int:
        office.site.respond(str(ad.remote_id))
        await office.sync(account)
        await office.work()
        return len([one for one in office.said(recruiter) if isinstance(one, Card)])

    assert await cards() == 0
    for count, word in ((1, Word.JOINED), (1, Word.LEFT), (2, Word.JOINED)):
        verb = "team_untick" if word is Word.LEFT else "team_tick"
        await office.press(office.owner, "vacancy_team", ad.vacancy_id)
        await office.press(office.owner, verb, recruiter.member_id)
        await office.work()
        assert words(office, recruiter)[-1] is word
        assert await cards() == count
    deeds = [Did.WORKS_ON, Did.WORKS_OFF, Did.WORKS_ON]
    found = [(did, subject, int(detail)) for did, subject, detail in dids(office)]
    assert found == [(did, ad.vacancy_id, recruiter.member_id) for did in deeds]


@pytest.mark.parametrize("verb", ["team_tick", "team_untick"])
async def test_two_who_tick_the_same_colleague_at_once_want_the_same(verb: str) -> None:
    office = await Office().open()
    admin, one = await office.hire(Role.ADMIN), await office.hire(Role.RECRUITER)
    team = () if verb == "team_tick" else (one.member_id,)
    vacancy = await office.vacancy(team=team)
    for who in (office.owner, admin):
        await office.press(who, "vacancy_team", vacancy.id)

    async def first() -> None:
        await office.press(admin, verb, one.member_id)

    office.uow.before(2, first)  # who presses, and then the tick
    await office.press(office.owner, verb, one.member_id)
    assert _vacancy(office).team == ((one.member_id,) if verb == "team_tick" else ())
    assert len(dids(office)) == 1


async def test_two_who_pick_a_vacancy_for_a_group_at_once_want_the_same() -> None:
    office = await Office().open()
    vacancy = await office.vacancy()
    link = await linked(office, covers=Covers.CHOSEN)
    await office.press(office.owner, "group", link.id)
    for verb, chosen in (("group_pick", {vacancy.id}), ("group_unpick", set())):
        for _ in range(2):
            await office.press(office.owner, verb, vacancy.id)
            assert Group.of(group_of(office)).vacancies == chosen


async def test_another_answers_for_it_and_the_former_stays_in_the_team() -> None:
    office = await Office().open()
    recruiter = await office.hire(Role.RECRUITER)
    vacancy = await office.vacancy()
    with pytest.raises(NotAllowed):
        await office.press(recruiter, "vacancy_owner", vacancy.id)
    await office.press(office.owner, "vacancy_owner", vacancy.id)
    await office.press(office.owner, "team_answers", recruiter.member_id)
    await office.work()
    now = _vacancy(office)
    assert (now.owner_id, now.team) == (recruiter.member_id, (office.owner.member_id,))
    assert words(office, recruiter) == [Word.ANSWERS]
    assert dids(office) == [(Did.ANSWERS, vacancy.id, str(recruiter.member_id))]
    await office.press(recruiter, "vacancy_team", vacancy.id)
    await office.press(recruiter, "vacancy_owner", vacancy.id)
    await office.press(recruiter, "team_answers", office.owner.member_id)
    assert _vacancy(office).owner_id == office.owner.member_id
    await office.press(recruiter, "team_untick", recruiter.member_id)
    assert office.at(recruiter).place.screen == "vacancy"
    with pytest.raises(NotAllowed):
        await office.press(recruiter, "vacancy_team", vacancy.id)
