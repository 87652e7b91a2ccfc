"""What somebody who is taken out, or leaves a vacancy, leaves behind: groups, links, candidates."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain import views
from bot.domain.errors import NotAllowed, NothingToUndo
from bot.domain.group import Covers, Did, Group
from bot.domain.workspace import Actor, Role
from bot.usecases.asked import InGroup
from bot.usecases.give_candidates import GIVE
from bot.usecases.link_group import LinkGroup
from tests.card_desk import Desk, make_desk
from tests.fakes.store.kinds import DEEDS, INVITES, LINKS, MEMBERS
from tests.group_desk import CHAT, candidate, group_of, in_group, linked
from tests.office import Office


@pytest.fixture
async def office() -> Office:
    made = await Office().open()
    await made.command(made.owner, "menu")
    await made.work()
    return made


async def remove(office: Office, by: Actor, who: Actor, heir: Actor) -> None:
    await office.press(by, "member", who.member_id)
    await office.press(by, "member_remove")
    await office.press(by, "member_heir", heir.member_id)
    await office.work()


async def own(office: Office, who: Actor, **more: Any) -> Any:
    """An ad of a vacancy that somebody answers for; one candidate has come."""
    ad = await candidate(office)
    async with office.transaction() as tx:
        vacancy = await tx.vacancies.get(ad.vacancy_id)
        await tx.vacancies.save(replace(vacancy, owner_id=who.member_id, **more))
    return ad


def masked(office: Office) -> int:
    return len(in_group(office, views.MaskedCard))


# -- groups of somebody who is taken out ------------------------------------------------------


async def test_a_group_that_is_handed_on_gets_what_it_got_and_masked(office: Office) -> None:
    ira, heir = await office.hire(Role.RECRUITER), await office.hire(Role.RECRUITER)
    theirs, heirs = await own(office, ira), await own(office, heir)
    who = {"linked_by": ira.member_id, "covers": Covers.OWN, "full": True}
    await linked(office, **who)
    await remove(office, office.owner, ira, heir)
    group = Group.of(group_of(office))
    assert (group.linked_by, group.covers, group.full) == (heir.member_id, Covers.CHOSEN, False)
    assert group.vacancies == {theirs.vacancy_id}
    assert [one.word for one in in_group(office, views.GroupWord)] == ["now-masked"]
    await candidate(office, heirs)
    assert (masked(office), in_group(office, views.Card)) == (0, [])
    await candidate(office, theirs)
    assert masked(office) == 1


# -- links that they made ----------------------------------------------------------------------


async def _invited(office: Office, by: Actor) -> None:
    await office.press(by, "invite", tuple(Role).index(Role.ADMIN))


@pytest.mark.parametrize("role", [Role.RECRUITER, Role.ADMIN, None])
async def test_links_of_who_runs_the_team_no_more_are_withdrawn(
    office: Office, role: Role | None
) -> None:
    admin = await office.hire(Role.ADMIN)
    for who in (admin, office.owner):
        await _invited(office, who)
    if role is None:
        await remove(office, office.owner, admin, office.owner)
    else:
        await office.press(office.owner, "member", admin.member_id)
        await office.press(office.owner, "member_role", tuple(Role).index(role))
    left = [one.made_by for one in office.rows(INVITES)]
    both = [admin.member_id, office.owner.member_id]
    assert left == (both if role is Role.ADMIN else both[1:])
    withdrawn = [one.member_id for one in office.rows(DEEDS) if one.did is Did.UNINVITED]
    assert withdrawn == ([] if role is Role.ADMIN else [office.owner.member_id])


async def test_who_hands_the_company_over_keeps_their_links(office: Office) -> None:
    admin = await office.hire(Role.ADMIN)
    for who in (admin, office.owner):
        await _invited(office, who)
    await office.press(office.owner, "owner_to")
    await office.press(office.owner, "owner_sure", admin.member_id)
    await office.press(office.owner, "owner_yes", admin.member_id)
    assert len(office.rows(INVITES)) == 2
    assert office.rows(MEMBERS)[0].role is Role.ADMIN


# -- candidates that they had ------------------------------------------------------------------


async def _taken(desk: Desk) -> tuple[Actor, Actor]:
    """Ira has the candidate, an admin takes her out; who that is, and the heir."""
    admin, heir = [await desk.office.hire(one) for one in (Role.ADMIN, Role.RECRUITER)]
    await desk.press(desk.ira, "take")
    return admin, heir


async def _remove_soon(office: Office, by: Actor, who: Actor, heir: Actor) -> None:
    """No job has run yet."""
    await office.press(by, "member", who.member_id)
    await office.press(by, "member_remove")
    await office.press(by, "member_heir", heir.member_id)


async def test_who_took_somebody_out_gave_the_candidates_and_nobody_gives_them_back() -> None:
    desk = await make_desk()
    admin, heir = await _taken(desk)
    await remove(desk.office, admin, desk.ira, heir)
    handling = desk.one.handling
    assert (handling.assignee_id, handling.acted_by) == (heir.member_id, admin.member_id)
    (given,) = [one for one in desk.office.rows(DEEDS) if one.did is Did.ASSIGNED]
    assert (given.member_id, given.detail) == (admin.member_id, str(heir.member_id))
    for who in (heir, admin):
        with pytest.raises(NothingToUndo):
            await desk.press(who, "undo")
        assert desk.one.handling.assignee_id == heir.member_id


@pytest.mark.parametrize("leaves", [True, False])
async def test_the_owner_has_them_where_the_heir_cannot_any_more(leaves: bool) -> None:
    desk = await make_desk()
    admin, heir = await _taken(desk)
    await _remove_soon(desk.office, admin, desk.ira, heir)
    if leaves:
        await _remove_soon(desk.office, desk.oleh, heir, admin)
    else:
        await desk.office.demote(heir, Role.HIRING_MANAGER)
    await desk.office.work()
    assert desk.one.handling.assignee_id == desk.oleh.member_id


async def test_candidates_are_handed_over_though_the_job_was_lost() -> None:
    desk = await make_desk()
    admin, heir = await _taken(desk)
    await _remove_soon(desk.office, admin, desk.ira, heir)
    while desk.office.jobs.take(GIVE) is not None:
        pass
    await desk.office.work()
    assert desk.one.handling.assignee_id == desk.ira.member_id
    await desk.office.tick()
    assert desk.one.handling.assignee_id == heir.member_id
    assert all(one.heir_id is None for one in desk.office.rows(MEMBERS))


# -- a vacancy that somebody leaves --------------------------------------------------------------


async def _untick(office: Office, by: Actor, who: Actor, vacancy_id: int) -> None:
    await office.press(by, "vacancy_team", vacancy_id)
    await office.press(by, "team_untick", who.member_id)


async def _ours(office: Office, who: Actor) -> Any:
    """The ad of a vacancy of the owner's, in whose team somebody is, and whose group gets it."""
    ad = await own(office, office.owner, team=(who.member_id,))
    chosen = {"covers": Covers.CHOSEN, "vacancies": frozenset({ad.vacancy_id})}
    await linked(office, linked_by=who.member_id, **chosen)
    return ad


@pytest.mark.parametrize("role", [Role.RECRUITER, Role.ADMIN])
async def test_a_vacancy_leaves_the_groups_of_a_recruiter_who_leaves_it(
    office: Office, role: Role
) -> None:
    one = await office.hire(role)
    ad = await _ours(office, one)
    await _untick(office, office.owner, one, ad.vacancy_id)
    await candidate(office, ad)
    assert masked(office) == (1 if role is Role.ADMIN else 0)


@pytest.mark.parametrize("heir_is", [Role.RECRUITER, Role.OWNER])
async def test_a_group_brings_an_heir_nothing_out_of_reach(office: Office, heir_is: Role) -> None:
    one, other = await office.hire(Role.RECRUITER), await office.hire(Role.RECRUITER)
    ad = await _ours(office, one)
    heir = office.owner if heir_is is Role.OWNER else other
    await remove(office, office.owner, one, heir)
    assert Group.of(group_of(office)).vacancies == ({ad.vacancy_id} if heir is not other else set())


async def test_what_is_out_of_reach_is_let_go_and_not_taken_again(office: Office) -> None:
    one = await office.hire(Role.RECRUITER)
    ad = await candidate(office)
    link = await linked(
        office,
        linked_by=one.member_id,
        covers=Covers.CHOSEN,
        vacancies=frozenset({ad.vacancy_id}),
    )
    await office.press(one, "group", link.id)
    await office.work()
    shown = [it.view for it in office.chat.now(one.chat_id) if isinstance(it.view, views.Screen)]
    (page,) = [it.view for it in shown if isinstance(it.view, views.GroupPage)]
    assert [it.id for it in page.vacancies] == [ad.vacancy_id]
    await office.press(one, "group_unpick", ad.vacancy_id)
    assert Group.of(group_of(office)).vacancies == set()
    with pytest.raises(NotAllowed):
        await office.press(one, "group_pick", ad.vacancy_id)


@pytest.mark.parametrize("linked_before", [True, False])
async def test_a_link_for_a_vacancy_that_was_left_links_nothing(
    office: Office, linked_before: bool
) -> None:
    one = await office.hire(Role.RECRUITER)
    ad = await own(office, office.owner, team=(one.member_id,))
    await office.press(one, "group_add", ad.vacancy_id)
    token = str(office.at(one).draft["group_token"])
    if linked_before:
        await linked(office, linked_by=one.member_id, covers=Covers.CHOSEN)
    await _untick(office, office.owner, one, ad.vacancy_id)
    await office.make(LinkGroup)(one, InGroup(CHAT, "Команда", None, 7, (token,)))
    assert office.flash(one) == "group-link-old"
    groups = [Group.of(it) for it in office.rows(LINKS) if it.chat_id == CHAT]
    assert [it.vacancies for it in groups] == [frozenset()] * linked_before
